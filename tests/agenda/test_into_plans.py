"""From what the agenda shows to the action plan: in the final session, and from any session that is over."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.agenda import screens
from bot.agenda.asking import plans_from
from bot.agenda.formats import Document
from bot.agenda.outlook import Outlook
from bot.agenda.rules import Programme
from bot.i18n.translator import Translator
from bot.screens import Screen
from tests.reminders.seminar import changed

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
def programme(sample: Document) -> Programme:
    return sample.to_programme(1)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(f"2019-{moment}").replace(tzinfo=ALMATY)


def ways(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row]


def now_screen(t: Translator, programme: Programme, moment: str, *, leads_club: bool = True) -> list[str]:
    outlook = Outlook(programme, at(moment), {}, {}, {})
    return ways(screens.now_screen(t, outlook, leads_club=leads_club))


def session_screen(t: Translator, programme: Programme, session_id: str, moment: str) -> list[str]:
    session = programme.session(session_id)
    assert session is not None
    outlook = Outlook(programme, at(moment), {}, {}, {})
    return ways(screens.session_screen(t, outlook, session, ALMATY))


def test_in_the_final_session_a_club_lead_makes_the_plan(t: Translator, programme: Programme) -> None:
    assert plans_from(programme) == at("05-01T11:30")
    before, during = (now_screen(t, programme, f"05-01T11:{minute}") for minute in ("29", "30"))
    assert {"makeplan", "plan"}.isdisjoint(before)
    assert during[0] == "makeplan"


def test_after_the_seminar_it_is_there_to_be_read(t: Translator, programme: Programme) -> None:
    assert now_screen(t, programme, "05-01T20:59")[0] == "makeplan"
    assert now_screen(t, programme, "05-01T21:00")[0] == "plan"


def test_nobody_else_is_led_to_a_plan(t: Translator, programme: Programme) -> None:
    for moment in ("05-01T12:00", "05-02T12:00"):
        assert {"makeplan", "plan"}.isdisjoint(now_screen(t, programme, moment, leads_club=False))


def test_without_a_session_for_everybody_plans_are_made_at_the_end(sample: Document) -> None:
    for session in sample.sessions:
        sample = changed(sample, session.id, feedback=False)
    programme = sample.to_programme(1)
    assert plans_from(programme) == programme.ends_at


@pytest.mark.parametrize(
    ("session_id", "moment", "offered"),
    [
        ("d1-training2", "04-30T15:54", False),
        ("d1-training2", "04-30T15:55", True),
        ("d1-training2", "06-30T12:00", True),
        ("d1-opening", "06-30T12:00", True),  # though nobody rates it
        ("d1-lunch", "06-30T12:00", False),
    ],
)
def test_a_session_becomes_an_action_once_it_is_heard(
    t: Translator, programme: Programme, session_id: str, moment: str, *, offered: bool
) -> None:
    assert (f"stepfrom:{session_id}" in session_screen(t, programme, session_id, moment)) is offered


def test_a_session_that_did_not_take_place_becomes_none(t: Translator, sample: Document) -> None:
    programme = changed(sample, "d1-training2", cancelled=True).to_programme(1)
    assert "stepfrom:d1-training2" not in session_screen(t, programme, "d1-training2", "06-30T12:00")
