"""What comes by itself: a role is new, or gone."""

from collections.abc import Mapping

from bot.context import Render, Telling
from bot.organisers.rules import NEWS, grant_of, holds
from bot.organisers.screens.news import role_news
from bot.screens import Screen


async def render_news(telling: Telling) -> Screen | None:
    """As it is now, whatever has been given and taken since."""
    grant = grant_of(telling.subject.split(":"))
    if grant is None:
        return None
    return role_news(telling.t, telling.programme, grant, held=holds(telling.person, grant))


MESSAGES: Mapping[str, Render] = {NEWS: render_news}
