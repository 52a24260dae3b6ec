"""Whom messages of today did not reach, and why."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.i18n.translator import Translator
from bot.organisers.rules import Failed
from bot.organisers.screens.words import reason_name
from bot.screens import Screen
from bot.screens.length import button
from bot.screens.pages import Page, back


def failures_screen(t: Translator, page: Page[int], people: Sequence[Failed]) -> Screen:
    """`page` counts all of them."""
    text = t.lines(
        t.bold(t("What failed today")),
        *(_line(t, failed) for failed in people),
        None if people else t("No message of today has failed."),
    )
    ways = [[button(failed.name, f"member:{failed.person_id}")] for failed in people]
    return Screen(text, [*ways, *page.buttons(t, "failures"), back(t, "organise")])


def _line(t: Translator, failed: Failed) -> Markup:
    """Aigerim @aigerim: blocked the bot · 3 messages."""
    name = f"{failed.name} @{failed.username}" if failed.username else failed.name
    messages = t.plural("{count} message", "{count} messages", failed.messages)
    return Markup("{}: {} · {}").format(name, reason_name(t, failed.reason), messages)
