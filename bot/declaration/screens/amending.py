"""For whoever proposes a change: the question, what became of it, and all their proposals."""

from typing import Final

from markupsafe import Markup

from bot.declaration.rules import LONGEST, MOST, Amendment, State
from bot.declaration.screens.reading import propose
from bot.declaration.screens.words import MARKS, decision_line, one_line, to_declaration
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button
from bot.screens.pages import Page, back

PAGE: Final = 6  # of one's own proposals


def ask_screen(t: Translator) -> Screen:
    """The next text is an amendment."""
    text = t.lines(
        t.bold(t("Propose a change")),
        t("Write what the text should say, best in the very words."),
        t("Your next message goes to the organisers, with your name."),
        t("At most {count} characters.", count=LONGEST),
    )
    return Screen(text, [[Button(t.label("Cancel"), "declaration")]])


def kept_screen(t: Translator, amendment_id: int, count: int) -> Screen:
    """`count`: of this person's proposals."""
    text = t.lines(
        t.bold(t("Your proposal is kept")),
        t("Your proposals: {count}", count=count),
        t("What the organisers decide will be told here."),
    )
    # TRANSLATORS: max 28; to change the text of the Declaration
    another = [Button(t.label("Propose another change"), "amend")]
    return Screen(text, [[_take_back(t, amendment_id)], another, to_declaration(t)])


def _take_back(t: Translator, amendment_id: int) -> Button:
    # TRANSLATORS: max 28; to change the text of the Declaration
    return Button(t.label("Take this proposal back"), f"unamend:{amendment_id}")


def own_screen(t: Translator, page: Page[Amendment]) -> Screen:
    """All that this person has proposed."""
    text = t.lines(
        t.bold(t("My proposals")),
        t("Tap one to read it, or to take it back.") if page.total else t("You have no proposals."),
    )
    ways = [[button(f"{MARKS[one.state]} {one_line(one)}", f"amended:{one.id}")] for one in page.things]
    return Screen(text, [*ways, *page.buttons(t, "amended:all"), back(t, "declaration")])


def own_one_screen(t: Translator, amendment: Amendment, *, adopted: bool) -> Screen:
    decision = decision_line(t, amendment.state, adopted=adopted)
    text = t.lines(t.bold(t("My proposal")), decision, "", Markup(amendment.text))  # noqa: S704 -- Telegram's HTML when it was kept
    take_back = [[_take_back(t, amendment.id)]] if amendment.state is State.OPEN else []
    return Screen(text, [*take_back, back(t, "amended")])


def decided_message(t: Translator, amendment: Amendment) -> Screen:
    """What its author gets."""
    taken = amendment.state is State.TAKEN
    text = t.lines(
        t.bold(t("Your proposal is taken") if taken else t("Your proposal is declined")),
        t("You wrote: {text}", text=one_line(amendment, 200)),
        t("It goes into the next text of the Declaration.")
        if taken
        else t("Thank you for taking part in the discussion."),
    )
    return Screen(text, [to_declaration(t)])


# ------------------------------------------------------------- what cannot be


def too_long_screen(t: Translator, length: int) -> Screen:
    text = t.lines(
        t.bold(t("This is too long")),
        t("It has {length} characters; a proposal may have {limit}.", length=length, limit=LONGEST),
        t("It is not kept; it stays in this chat. Please send it in several proposals."),
    )
    return Screen(text, [[propose(t)], to_declaration(t)])


def nothing_to_amend(t: Translator) -> str:
    return t.label("There is no draft of the Declaration yet, so nothing to change.")


def too_many(t: Translator) -> str:
    return t.label("You have made {count} proposals; more are not taken.", count=MOST)


def only_text(t: Translator) -> str:
    return t.label("Only a text is kept as a proposal. Please write it in words.")


def decided_notice(t: Translator) -> str:
    return t.label("The organisers have decided on it already. It can no longer be taken back.")


def taken_back_notice(t: Translator) -> str:
    return t.label("Your proposal is deleted.")
