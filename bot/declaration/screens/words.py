"""What several screens say alike."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.declaration.rules import Amendment, Author, Standing, State
from bot.i18n.dates import day_of, full_date
from bot.i18n.localised import Localised
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button
from bot.screens.length import shorten
from bot.screens.message import plain

Row = list[Button]

TEXT: Final = 3500  # UTF-16 units of the Declaration; Telegram takes 4096 in a message
LINE: Final = 120  # of an amendment that is quoted in one line


def body(text: Localised, language: str) -> str:
    return shorten(text.to(language), TEXT)


def adopted_line(t: Translator, adopted_at: datetime, zone: ZoneInfo) -> Markup:
    return t("Adopted: {date}", date=full_date(day_of(adopted_at, zone), t.language))


def count_line(t: Translator, standing: Standing) -> Markup:
    """Committed to it: 64 of 150."""
    return t(
        "People who have committed: {count} of {people}", count=standing.committed, people=standing.people
    )


def one_line(amendment: Amendment, limit: int = LINE) -> str:
    """How an amendment begins."""
    return shorten(" ".join(plain(amendment.text).split()), limit)


def origin(author: Author) -> str:
    """Club, country and language."""
    club = ", ".join(part for part in (author.club, author.country) if part)
    return " · ".join(part for part in (club, LANGUAGE_NAMES.get(author.language or "", "")) if part)


def decision_line(t: Translator, state: State, *, adopted: bool = False) -> Markup:
    if adopted and state is State.OPEN:
        return t("There was no decision on it: the Declaration is adopted.")
    decisions = {
        # TRANSLATORS: of a change that somebody proposes; after "Decision: "
        State.OPEN: t.label("none yet"),
        # TRANSLATORS: of a change that somebody proposes; after "Decision: "
        State.TAKEN: t.label("taken"),
        # TRANSLATORS: of a change that somebody proposes; after "Decision: "
        State.DECLINED: t.label("declined"),
    }
    return t("Decision: {decision}", decision=decisions[state])


MARKS: Final = {State.OPEN: "☐", State.TAKEN: "✓", State.DECLINED: "✗"}


def to_declaration(t: Translator) -> Row:
    # TRANSLATORS: max 28
    return [Button(t.label("To the Declaration"), "declaration")]


def closed_notice(t: Translator) -> str:
    return t.label("The Declaration is adopted: no changes can be proposed any more.")
