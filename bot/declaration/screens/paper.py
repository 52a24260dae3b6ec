"""The Declaration on paper."""

from collections.abc import Sequence
from typing import Final

from bot.agenda.rules import Programme
from bot.declaration.paper import Paper
from bot.declaration.rules import Club, Standing, by_name
from bot.declaration.screens.words import adopted_line, count_line
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.screens import Picture, Screen
from bot.screens.length import shorten
from bot.screens.pages import back

NAMES: Final = 200  # UTF-16 units of the clubs that cannot be printed


def paper(
    t: Translator, programme: Programme, standing: Standing, text: Localised, clubs: Sequence[Club]
) -> Paper:
    """In the reader's language; of people it says how many there are."""
    adoption = standing.adoption
    facts = (
        [adopted_line(t, adoption.adopted_at, programme.zone), count_line(t, standing)] if adoption else []
    )
    named = [", ".join(filter(None, club)) for club in by_name(clubs)]
    return Paper(
        seminar=programme.name.to(t.language),
        title=t.label("Declaration"),
        # TRANSLATORS: on every page of a PDF, in capitals
        mark="" if adoption else t.label("DRAFT"),
        text=text.to(t.language),
        facts=[fact.unescape() for fact in facts],
        list_title=t.label("Clubs that have committed"),
        clubs=named if adoption else [],
    )


def paper_screen(t: Translator, content: bytes, left_out: Sequence[str], *, draft: bool) -> Screen:
    """`left_out`: clubs in letters that the font does not have."""
    text = t.lines(
        t.bold(t("Declaration")),
        t("This is a draft: its words can still change.")
        if draft
        else t("It names the clubs that have committed and agreed to be named."),
        t(
            "Without these, whose letters cannot be printed: {names}",
            names=shorten(", ".join(left_out), NAMES),
        )
        if left_out
        else None,
    )
    return Screen(text, [back(t, "declaration")], Picture("declaration.pdf", content))


def working_notice(t: Translator) -> str:
    return t.label("One moment, please. The file comes below.")
