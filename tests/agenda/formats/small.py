"""A small programme to be spoilt."""

from collections.abc import Sequence

from babel.support import NullTranslations

from bot.agenda.formats import Finding, read_programme
from bot.i18n.translator import Translator
from bot.programme.screens.faults import place

SMALL = """\
schema: 1
event:
  id: small
  time_zone: Asia/Almaty
  expected_utc_offset: "+05:00"
  first_day: 2025-04-30
  last_day: 2025-05-01
  capacity: 50
  city: {kk: Алматы, ru: Алматы, en: Almaty}
  name: {kk: Семинар, ru: Семинар, en: Seminar}
  short_name: {kk: Семинар, ru: Семинар, en: Seminar}
days:
  - {id: day1, date: 2025-04-30, name: {kk: 1-күн, ru: День 1, en: Day 1}}
  - {id: day2, date: 2025-05-01, name: {kk: 2-күн, ru: День 2, en: Day 2}}
rooms:
  - {id: main, capacity: 100, name: {kk: Зал, ru: Зал, en: Hall}}
  - {id: side, capacity: 30, name: {kk: Бөлме, ru: Комната, en: Room}}
people:
  - {id: anna, role: speaker, name: {kk: Анна, ru: Анна, en: Anna}}
  - {id: berik, role: trainer, name: {kk: Берік, ru: Берик, en: Berik}}
choices:
  - {id: pick, closes: "2025-04-30T10:30", name: {kk: Таңдау, ru: Выбор, en: Choice}}
sessions:
  - id: opening
    day: day1
    kind: plenary
    start: "09:00"
    end: "10:00"
    room: main
    people: [anna]
    title: {kk: Ашылуы, ru: Открытие, en: Opening}
    short: {kk: Ашылуы, ru: Открытие, en: Opening}
    talks:
      - {start: "09:30", person: anna, title: {kk: Сөз, ru: Слово, en: Talk}}
  - id: one
    day: day1
    kind: training
    choice: pick
    start: 11:00
    end: 12:00
    room: main
    people: [anna]
    title: {kk: Бірінші, ru: Первый, en: First}
    short: {kk: Бірінші, ru: Первый, en: First}
  - id: two
    day: day1
    kind: training
    choice: pick
    start: 11:00
    end: 12:00
    room: side
    capacity: 20
    people: [berik]
    title: {kk: Екінші, ru: Второй, en: Second}
    short: {kk: Екінші, ru: Второй, en: Second}
info:
  - id: wifi
    title: {kk: Wi-Fi, ru: Wi-Fi, en: Wi-Fi}
    text: {kk: "Желі: {network}", ru: "Сеть: {network}", en: "Network: {network}"}
    values: {network: Seminar}
"""


def read_small(*changes: tuple[str, str]) -> Sequence[Finding]:
    """What is found in the small programme after the first of each pair has become the second."""
    text = SMALL
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    reading = read_programme("small.yaml", text.encode())
    assert (reading.document is None) == any(not finding.warning for finding in reading.findings)
    return reading.findings


def place_of(finding: Finding) -> str:
    return place(Translator("en", NullTranslations()), finding.where)
