"""The Declaration as everybody reads it, with what they can do about it."""

from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.declaration.rules import Adoption, Part, Standing
from bot.declaration.screens.words import Row, adopted_line, body, count_line, to_declaration
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.pages import back

Rows = list[Row]


def describe_declaration(t: Translator) -> str:
    """In the menu of commands."""
    return t.label("The Declaration, and who commits to it")


def declaration_screen(
    t: Translator, standing: Standing, part: Part, zone: ZoneInfo, *, organises: bool
) -> Screen:
    """As it stands; `organises`: this person may adopt it."""
    if standing.adoption:
        return _adopted(t, standing, standing.adoption, part, zone, organises=organises)
    if standing.draft:
        return _draft(t, standing, standing.draft, part, organises=organises)
    return _none_yet(t, organises=organises)


def _none_yet(t: Translator, *, organises: bool) -> Screen:
    text = t.lines(
        t.bold(t("Declaration")),
        t("Its text is not there yet."),
        t("A draft comes with the programme file.")
        if organises
        else t("As soon as organisers bring a draft, all can read it here and propose changes."),
    )
    # TRANSLATORS: max 28
    programme: Rows = [[Button(t.label("Programme"), "programme")]] if organises else []
    return Screen(text, [*programme, back(t, "now")])


# --------------------------------------------------------------------- a draft


def _draft(t: Translator, standing: Standing, draft: Localised, part: Part, *, organises: bool) -> Screen:
    text = t.lines(
        t.bold(t("Declaration")),
        t("This is a draft: its words can still change."),
        unanswered_line(t, standing) if organises else None,
        "",
        body(draft, t.language),
    )
    adopt: Rows = [_proposed(t, standing), _adopt(t)] if organises else []
    return Screen(text, [[propose(t)], *_own(t, part), *adopt, _paper(t), back(t, "now")])


def unanswered_line(t: Translator, standing: Standing) -> Markup:
    return t("Proposals without an answer: {count}", count=standing.unanswered)


def propose(t: Translator) -> Button:
    # TRANSLATORS: max 28; to change the text of the Declaration
    return Button(t.label("Propose a change"), "amend")


def _own(t: Translator, part: Part) -> Rows:
    # TRANSLATORS: max 28; to change the text of the Declaration
    own = Button(t.label("My proposals: {count}", count=part.amendments), "amended")
    return [[own]] if part.amendments else []


def _proposed(t: Translator, standing: Standing) -> Row:
    # TRANSLATORS: max 28; of all people, to change the text of the Declaration
    return [Button(t.label("All proposals: {count}", count=standing.amendments), "amendments")]


def _adopt(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("Adopt the Declaration"), "adopt")]


def _paper(t: Translator) -> Row:
    # TRANSLATORS: max 28; the Declaration, to be downloaded
    return [Button(t.label("As PDF"), "declarationpaper")]


# --------------------------------------------------------------------- adopted


def _adopted(  # noqa: PLR0913 -- what it says, and to whom
    t: Translator, standing: Standing, adoption: Adoption, part: Part, zone: ZoneInfo, *, organises: bool
) -> Screen:
    text = t.lines(
        t.bold(t("Declaration")),
        adopted_line(t, adoption.adopted_at, zone),
        "",
        body(adoption.text, t.language),
        "",
        count_line(t, standing),
        _own_line(t, part),
    )
    proposed: Rows = [_proposed(t, standing)] if organises and standing.amendments else []
    withdraw: Rows = [_withdraw(t, adoption)] if organises and not standing.committed else []
    rows = [*_committing(t, part), *_own(t, part), *proposed, *withdraw, _paper(t), back(t, "now")]
    return Screen(text, rows)


def _own_line(t: Translator, part: Part) -> Markup | None:
    if not part.committed:
        return None
    if part.listed:
        return t("You have committed, and your club is named in the list.")
    if part.club:
        return t("You have committed; your club is not named in the list.")
    return t("You have committed.")


def _committing(t: Translator, part: Part) -> Rows:
    if not part.committed:
        return [[commit(t)]]
    # TRANSLATORS: max 28; no longer to commit to the Declaration
    take_back = [Button(t.label("Take back my commitment"), "uncommit")]
    club = [[without_club(t) if part.listed else with_club(t)]] if part.club else []
    return [*club, take_back]


def commit(t: Translator) -> Button:
    # TRANSLATORS: max 28; to the Declaration
    return Button(t.label("I commit"), "commit")


def with_club(t: Translator) -> Button:
    # TRANSLATORS: max 28; in the list of clubs that have committed
    return Button(t.label("Name our club"), "listme:yes")


def without_club(t: Translator) -> Button:
    # TRANSLATORS: max 28; in the list of clubs that have committed
    return Button(t.label("Without our name"), "listme:no")


def _withdraw(t: Translator, adoption: Adoption) -> Row:
    # TRANSLATORS: max 28; of the Declaration, which becomes a draft again
    return [Button(t.label("Withdraw the adoption"), f"unadopt:{adoption.version}")]


def committed_screen(t: Translator, standing: Standing, part: Part) -> Screen:
    """Asks once whether the club may be named."""
    text = t.lines(
        t.bold(t("Thank you: you have committed")),
        count_line(t, standing),
        "",
        t("May your club be named in the list of clubs that have committed?"),
        t("Only its name and its country are shown: {club}", club=_club(part)),
    )
    return Screen(text, [[with_club(t)], [without_club(t)]])


def _club(part: Part) -> str:
    return ", ".join(word for word in (part.club, part.country) if word)


# ------------------------------------------------------- what comes by itself


def adopted_message(t: Translator, text: Localised, undecided: int) -> Screen:
    """What everybody gets; its buttons lead on from the text, which stays. `undecided`: their proposals."""
    without = t("Your proposals on which there was no decision: {count}", count=undecided)
    words = t.lines(
        t.bold(t("The Declaration is adopted")),
        *("", body(text, t.language)),
        *(("", without) if undecided else ()),
    )
    return Screen(words, [[commit(t)], _paper(t)])


def withdrawn_message(t: Translator) -> Screen:
    text = t.lines(
        t.bold(t("The Declaration is a draft again")),
        t("Its adoption is withdrawn, and changes can be proposed again."),
    )
    return Screen(text, [to_declaration(t)])


def saved_notice(t: Translator) -> str:
    return t.label("Saved")


def uncommitted_notice(t: Translator) -> str:
    return t.label("Your commitment is taken back.")
