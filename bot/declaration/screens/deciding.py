"""For organisers: what people propose to change, and what becomes of it."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from bot.declaration.rules import Amendment, Standing, State
from bot.declaration.screens.reading import unanswered_line
from bot.declaration.screens.words import MARKS, Row, decision_line, one_line, origin
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

PAGE: Final = 5  # proposals
NAME: Final = 60  # UTF-16 units of who made one, and of their club


def amendments_screen(
    t: Translator, standing: Standing, page: Page[int], shown: Sequence[Amendment]
) -> Screen:
    """A page of everybody's; `page` counts all of them."""
    text = t.lines(
        t.bold(t("Proposed changes")),
        unanswered_line(t, standing) if page.total else t("Nobody has proposed anything yet."),
        *(_line(one) for one in shown),
    )
    ways = [[button(f"{MARKS[one.state]} {one_line(one)}", f"amendment:{one.id}")] for one in shown]
    return Screen(text, [*ways, *page.buttons(t, "amendments"), back(t, "declaration")])


def _line(amendment: Amendment) -> Markup:
    """☐ Aigerim · UNESCO Club, Kazakhstan · Қазақша."""
    author = amendment.author
    words = [shorten(author.name, NAME), shorten(origin(author), 2 * NAME)]
    return Markup("{} {}").format(MARKS[amendment.state], " · ".join(filter(None, words)))


def amendment_screen(t: Translator, amendment: Amendment, *, closed: bool) -> Screen:
    """Exactly as it was written; `closed`: the Declaration is adopted."""
    author = amendment.author
    text = t.lines(
        t.bold(t("Proposal: {name}", name=shorten(author.name, NAME))),
        shorten(origin(author), 4 * NAME) or None,
        decision_line(t, amendment.state),
        "",
        Markup(amendment.text),  # noqa: S704 -- Telegram's HTML when it was kept
    )
    return Screen(text, [*([] if closed else [_decisions(t, amendment)]), back(t, "amendments")])


def _decisions(t: Translator, amendment: Amendment) -> Row:
    """A decision can be changed to the other one."""
    labels = {
        # TRANSLATORS: max 14; a change that somebody proposes
        State.TAKEN: t.label("Take"),
        # TRANSLATORS: max 14; a change that somebody proposes
        State.DECLINED: t.label("Decline"),
    }
    return [
        Button(label, f"decide:{amendment.id}:{state}")
        for state, label in labels.items()
        if state is not amendment.state
    ]


def decided_notice(t: Translator) -> str:
    return t.label("Saved. The author is told.")
