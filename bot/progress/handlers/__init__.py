"""Organisers read how the plans go; each look is at the newest figures."""

from collections.abc import Mapping

from bot.context import Describe, Handler
from bot.progress.handlers import files, lists, one, overview
from bot.progress.screens.overview import describe_plans

HANDLERS: Mapping[str, Handler] = {
    "plans": overview.plans,
    "plansby": lists.plans_by,
    "plansin": lists.plans_in,
    "late": lists.late,
    "troubles": lists.troubles,
    "silent": lists.silent,
    "outofreach": lists.out_of_reach,
    "givenup": lists.given_up,
    "planof": one.plan_of,
    "planattachment": one.attachment,
    "writeclub": one.write_to_club,
    "planschart": files.chart,
    "plansfile": files.plans_file,
}
COMMANDS: Mapping[str, Describe] = {"plans": describe_plans}
