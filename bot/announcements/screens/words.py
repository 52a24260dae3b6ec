"""Names of audiences, and lines that several screens share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.announcements.rules import Announcement, Audience, Counts, Criterion, Dimension, text_for
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.people.rules import Role
from bot.screens import Attached, Button, Rows
from bot.screens.length import shorten
from bot.screens.message import FileKind, plain

EXCERPT: Final = 60  # UTF-16 units of a text, said back
NAMES: Final = 120  # UTF-16 units of a line of names


@dataclass(frozen=True)
class Addressees:
    """An audience, with all that it takes to speak of it."""

    audience: Audience
    counts: Counts
    programme: Programme
    names: Mapping[Criterion, str] = field(default_factory=dict)  # of clubs, plans, and earlier announcements


def file_of(announcement: Announcement) -> Attached | None:
    """The photo or document that goes with it."""
    if announcement.file_id is None:
        return None
    return Attached(announcement.file_id, photo=announcement.file_kind is FileKind.PHOTO)


def html_for(texts: Mapping[str, str], language: str) -> Markup:
    """The text as somebody reads it, with its formatting."""
    return Markup(text_for(texts, language)[1])  # noqa: S704 -- as Telegram gave it to us, escaped


def excerpt(texts: Mapping[str, str], language: str) -> str:
    """The beginning of an announcement, as somebody reads it, in one line."""
    return shorten(" ".join(plain(text_for(texts, language)[1]).split()), EXCERPT)


def ticked(label: str, *, on: bool) -> str:
    return f"✓ {label}" if on else label


def in_pairs(buttons: Sequence[Button]) -> Rows:
    """Two in a row, which leaves room for a tick before a name."""
    return [buttons[start : start + 2] for start in range(0, len(buttons), 2)]


# -------------------------------------------------------------------- audience


def audience_lines(t: Translator, addressees: Addressees) -> Sequence[Markup]:
    """Who it is, a line for each dimension."""
    audience = addressees.audience
    if not audience.criteria:
        return [t("Everyone")]
    return [
        Markup("{}: {}").format(_title(t, dimension), _names(t, addressees, dimension))
        for dimension in Dimension
        if audience.values(dimension)
    ]


def _names(t: Translator, addressees: Addressees, dimension: Dimension) -> str:
    values = addressees.audience.values(dimension)
    names = (criterion_name(t, addressees, Criterion(dimension, value)) for value in values)
    return shorten(", ".join(names), NAMES)


def _title(t: Translator, dimension: Dimension) -> str:
    """What people of an audience have in common, before a colon."""
    titles = {
        Dimension.ROLE: t.label("Role"),
        Dimension.SESSION: t.label("Session"),
        Dimension.CHOICE: t.label("Has chosen"),
        Dimension.CLUB: t.label("Club"),
        Dimension.PLAN: t.label("Leads of the plan"),
        Dimension.COUNTRY: t.label("Country"),
        Dimension.LANGUAGE: t.label("Language"),
        Dimension.UNCHOSEN: t.label("Has not chosen"),
        Dimension.UNANSWERED: t.label("Has not answered"),
    }
    return titles[dimension]


def criterion_name(t: Translator, addressees: Addressees, criterion: Criterion) -> str:
    """What people call it; its id where it is no more."""
    dimension, value = criterion
    if dimension is Dimension.ROLE:
        return _role_name(t, Role(value))
    if dimension is Dimension.LANGUAGE:
        return LANGUAGE_NAMES[value]
    if dimension is Dimension.SESSION:
        session = addressees.programme.session(value)
        return session.short.to(t.language) if session else value
    if dimension in {Dimension.CHOICE, Dimension.UNCHOSEN}:
        choice = addressees.programme.choice(value)
        return choice.name.to(t.language) if choice else value
    return addressees.names.get(criterion, value)


def _role_name(t: Translator, role: Role) -> str:
    names = {
        # TRANSLATORS: max 26; people who have no other role
        Role.PARTICIPANT: t.label("participants"),
        # TRANSLATORS: max 26
        Role.CLUB_LEAD: t.label("club leads"),
        # TRANSLATORS: max 26
        Role.HOST: t.label("trainers and room hosts"),
        # TRANSLATORS: max 26
        Role.ORGANISER: t.label("organisers"),
    }
    return names[role]


# ---------------------------------------------------------------------- counts


def reach(t: Translator, counts: Counts) -> Markup:
    return t.plural("To {count} person", "To {count} people", counts.reached)


def by_language(counts: Counts) -> str | None:
    """Қазақша 52 · Русский 61 · English 34."""
    parts = [
        f"{LANGUAGE_NAMES[language]} {counts.by_language[language]}"
        for language in LANGUAGES
        if language in counts.by_language
    ]
    return " · ".join(parts) or None


def unreached_lines(t: Translator, counts: Counts) -> Sequence[Markup]:
    """Who belongs to the audience and gets nothing, by reason; both who are away for good in one line."""
    away = [
        (counts.blocked, t("Have blocked the bot: {count}", count=counts.blocked)),
        (counts.gone, t("Have deleted their account: {count}", count=counts.gone)),
    ]
    lines = [
        (counts.blocked + counts.gone, Markup(" · ").join(line for count, line in away if count)),
        (counts.muted, t("Want no announcements: {count}", count=counts.muted)),
        (counts.silent, t("Have not chosen a language yet: {count}", count=counts.silent)),
    ]
    return [line for count, line in lines if count]
