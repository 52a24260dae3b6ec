"""What a reminder looks like where it is about much."""

from collections.abc import Sequence
from dataclasses import replace

from babel.support import NullTranslations

from bot.agenda.formats import Document
from bot.agenda.rules import Programme, Session
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.reminders import screens
from tests.reminders.seminar import minutes

T = Translator("en", NullTranslations())


def facts(programme: Programme, session: Session) -> screens.Facts:
    return screens.Facts(programme, session.starts_at - minutes(10), programme.zone)


def trainings(programme: Programme) -> Sequence[Session]:
    return programme.alternatives("training")


def test_the_way_to_the_room_stands_behind_its_name(sample: Document) -> None:
    programme = sample.to_programme(1)
    way = Localised("1-қабат", "1-й этаж", "1st floor, left of the <stairs>")
    rooms = tuple(replace(room, directions=way) for room in programme.rooms)
    session = trainings(programme)[1]
    found_there = facts(replace(programme, rooms=rooms), session)
    screen = screens.reminder(T, found_there, session, movable=False)
    assert screen.text.split("\n")[1] == "14:00 · Hall 2 (1st floor, left of the &lt;stairs&gt;)"


def test_many_at_one_moment_are_four_and_a_number(sample: Document) -> None:
    programme = sample.to_programme(1)
    sessions = [*trainings(programme), *trainings(programme)]
    screen = screens.several(T, facts(programme, sessions[0]), sessions)
    lines = screen.text.split("\n")
    assert lines[0] == "<b>In 10 minutes · 14:00</b>"
    assert lines[1].endswith(" · Hall 1")
    assert (len(lines), lines[-1]) == (6, "and more: 4")
    ways = [button.data for row in screen.rows for button in row]
    assert ways == [*(f"session:{session.id}" for session in sessions[:4]), "agenda:day1"]
