"""Roles as they are given, and reasons, in words."""

from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.organisers.rules import Grant, Reason
from bot.screens.roles import role_name


def grant_name(t: Translator, programme: Programme, grant: Grant) -> str:
    """Organiser; trainer or room host (Trainer 2)."""
    name = role_name(t, grant.role)
    return f"{name} ({host_name(t, programme, grant.host_id)})" if grant.host_id else name


def host_name(t: Translator, programme: Programme, host_id: str) -> str:
    """Their id, where the programme names them no more."""
    names = (host.name.to(t.language) for host in programme.hosts if host.id == host_id)
    return next(names, host_id)


def reason_name(t: Translator, reason: Reason) -> str:
    names = {
        Reason.BLOCKED: t.label("blocked the bot"),
        Reason.GONE: t.label("account deleted"),
        Reason.LATE: t.label("too late to be sent"),
        Reason.UNCERTAIN: t.label("may have arrived"),
        Reason.UNCHANGED: t.label("can no longer be changed"),
        Reason.OTHER: t.label("refused by Telegram"),
    }
    return names[reason]
