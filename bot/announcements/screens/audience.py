"""Step 1 of an announcement: to whom."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bot.announcements.rules import Criterion, Dimension
from bot.announcements.screens.words import (
    Addressees,
    audience_lines,
    by_language,
    criterion_name,
    in_pairs,
    reach,
    ticked,
    unreached_lines,
)
from bot.i18n.translator import Translator
from bot.screens import Button, Rows, Screen
from bot.screens.length import button
from bot.screens.pages import Page, back

OFFERS: Final = 8  # a page


class Offer(NamedTuple):
    """One thing to tell people apart by, and what stands for it in a button's data."""

    key: str
    criterion: Criterion


def audience_screen(t: Translator, draft_id: int, addressees: Addressees) -> Screen:
    counts = addressees.counts
    text = t.lines(
        t.bold(t("Who will get the announcement?")),
        *audience_lines(t, addressees),
        "",
        reach(t, counts) if counts.reached else None,
        by_language(counts),
        *unreached_lines(t, counts),
        None if counts.reached else t("Nobody would get it. Please choose other people."),
    )
    # TRANSLATORS: max 28; to writing the text
    further = [[Button(t.label("Next: the text"), f"wording:{draft_id}")]] if counts.reached else []
    # TRANSLATORS: max 28
    reset = [[Button(t.label("Everyone"), f"whom:{draft_id}")]] if addressees.audience.criteria else []
    last = [
        # TRANSLATORS: max 28; announcements that were sent before
        [Button(t.label("Sent and scheduled"), "announced")],
        # TRANSLATORS: max 28; ends writing an announcement
        [Button(t.label("Cancel"), f"discard:{draft_id}")],
    ]
    return Screen(text, [*further, *reset, *_dimension_rows(t, draft_id, addressees), *last])


def _dimension_rows(t: Translator, draft_id: int, addressees: Addressees) -> Rows:
    buttons = [
        Button(ticked(label, on=bool(addressees.audience.values(one))), f"audience:{draft_id}:{one}")
        for one, label in _labels(t).items()
    ]
    return in_pairs(buttons)


def _labels(t: Translator) -> dict[Dimension, str]:
    return {
        # TRANSLATORS: max 12
        Dimension.ROLE: t.label("By role"),
        # TRANSLATORS: max 12
        Dimension.SESSION: t.label("By session"),
        # TRANSLATORS: max 12; those who have a seat in one of its sessions
        Dimension.CHOICE: t.label("By choice"),
        # TRANSLATORS: max 12
        Dimension.CLUB: t.label("By club"),
        # TRANSLATORS: max 12; those who lead the action plan of a club
        Dimension.PLAN: t.label("By plan"),
        # TRANSLATORS: max 12
        Dimension.COUNTRY: t.label("By country"),
        # TRANSLATORS: max 12
        Dimension.LANGUAGE: t.label("By language"),
        # TRANSLATORS: max 12; people who have not chosen a session
        Dimension.UNCHOSEN: t.label("Not chosen"),
        # TRANSLATORS: max 12; people who have not answered an announcement
        Dimension.UNANSWERED: t.label("Not answered"),
    }


def offers_screen(  # noqa: PLR0913, PLR0917 -- what there is, of it a page, and what is chosen already
    t: Translator,
    draft_id: int,
    addressees: Addressees,
    dimension: Dimension,
    offers: Sequence[Offer],
    wanted: int,
) -> Screen:
    """What there is to choose from in one dimension."""
    page = Page(offers, OFFERS, wanted)
    text = t.lines(
        t.bold(_question(t, dimension)),
        t("Tap to add or to take away. Whoever fits one of them belongs to it.") if offers else None,
        None if offers else t("There is nothing to choose from yet."),
        "",
        reach(t, addressees.counts),
        by_language(addressees.counts),
    )
    ways = [[_offer_button(t, draft_id, addressees, offer)] for offer in page.things]
    around = page.buttons(t, f"audience:{draft_id}:{dimension}")
    return Screen(text, [*ways, *around, back(t, f"audience:{draft_id}")])


def _question(t: Translator, dimension: Dimension) -> str:
    questions = {
        Dimension.ROLE: t.label("People in which role?"),
        Dimension.SESSION: t.label("People of which session?"),
        Dimension.CHOICE: t.label("People who have a seat in which choice?"),
        Dimension.CLUB: t.label("People of which club?"),
        Dimension.PLAN: t.label("Leads of which club's plan?"),
        Dimension.COUNTRY: t.label("People from which country?"),
        Dimension.LANGUAGE: t.label("People who read in which language?"),
        Dimension.UNCHOSEN: t.label("What have they not chosen yet?"),
        Dimension.UNANSWERED: t.label("Which announcement have they not answered?"),
    }
    return questions[dimension]


def _offer_button(t: Translator, draft_id: int, addressees: Addressees, offer: Offer) -> Button:
    mark = "☑" if offer.criterion in addressees.audience.criteria else "☐"
    name = criterion_name(t, addressees, offer.criterion)
    return button(f"{mark} {name}", f"whom:{draft_id}:{offer.criterion.dimension}:{offer.key}")


def nobody_notice(t: Translator) -> str:
    return t.label("Nobody would get it. Please choose other people.")
