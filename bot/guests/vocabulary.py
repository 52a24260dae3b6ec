"""How people write the columns, roles and languages of a list, in Kazakh, Russian and English.

Whatever case, spaces and hyphens they use. What the screens call them is among it; a test compares.
"""

import re
from collections.abc import Mapping
from typing import Final, TypeVar

from bot.guests.rules import Column, folded
from bot.people.rules import Role

T = TypeVar("T")

_COLUMNS: Final = {
    Column.NAME: "name, full name, participant; имя, фио, ф.и.о., имя и фамилия, фамилия и имя, "
    "фамилия имя отчество, участник; аты, есімі, аты-жөні, тегі және аты, тегі аты әкесінің аты, қатысушы",
    Column.CLUB: "club, unesco club, organisation, organization; клуб, клуб юнеско, организация; "
    "клубы, юнеско клубы, ұйым, ұйымы",
    Column.COUNTRY: "country; страна; ел, елі, мемлекет, мемлекеті",
    Column.LANGUAGE: "language; язык; тіл, тілі",
    Column.ROLE: "role; роль; рөл, рөлі",
    Column.EMAIL: "e-mail, email, mail, e-mail address, email address; эл. почта, электронная почта, почта, "
    "адрес эл. почты; эл. пошта, электрондық пошта, пошта",
    Column.HOST: "programme id, host id, host; ведущий, id ведущего, id в программе; "
    "жүргізуші, жүргізуші id, бағдарламадағы id",
}
_ROLES: Final = {
    Role.PARTICIPANT: "participant, guest; участник, участница, гость; қатысушы, қонақ",
    Role.CLUB_LEAD: "club lead, club leader, lead; руководитель клуба, руководитель; клуб жетекшісі, жетекші",
    Role.HOST: "host, trainer, room host, trainer or room host, speaker, moderator, workshop leader; "
    "ведущий, ведущая, тренер, тренер или ведущий, ведущий зала, докладчик, модератор, "
    "ведущий практикума; тренер немесе жүргізуші, жүргізуші, зал жүргізушісі, баяндамашы, "
    "практикум жүргізушісі",
    Role.ORGANISER: "organiser, organizer; организатор; ұйымдастырушы",
}
_LANGUAGES: Final = {
    "kk": "kk, kz, kaz, kazakh; казахский, каз, казахский язык; қазақша, қазақ, қазақ тілі, қаз",
    "ru": "ru, rus, russian; русский, рус, русский язык; орысша, орыс, орыс тілі",
    "en": "en, eng, english; английский, англ, английский язык; ағылшынша, ағылшын, ағылшын тілі",
}


def _plain(word: str) -> str:
    """Without what people leave out: hyphens, underscores, full stops, stars of what is required."""
    return folded(re.sub(r"[\s\-‐–_.*:]+", " ", word))


def _by_word(meanings: Mapping[T, str]) -> Mapping[str, T]:
    return {_plain(word): meaning for meaning, words in meanings.items() for word in re.split("[,;]", words)}


_COLUMN_BY_WORD: Final = _by_word(_COLUMNS)
_ROLE_BY_WORD: Final = _by_word(_ROLES)
_LANGUAGE_BY_WORD: Final = _by_word(_LANGUAGES)


def column_of(header: str) -> Column | None:
    return _COLUMN_BY_WORD.get(_plain(header))


def role_of(word: str) -> Role | None:
    return _ROLE_BY_WORD.get(_plain(word))


def language_of(word: str) -> str | None:
    return _LANGUAGE_BY_WORD.get(_plain(word))
