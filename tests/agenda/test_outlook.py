"""Now and next, and what a person may decide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.agenda.outlook import Outlook, Phase, Present, Slot, Standing, Taken, Wait
from bot.agenda.rules import Programme, Session

Look = Callable[..., Outlook]


def ids(slots: list[Slot]) -> list[list[str]]:
    return [[session.id for session in slot.sessions] for slot in slots]


def running(present: Present) -> list[list[str]]:
    return ids(list(present.running))


def following(present: Present) -> list[list[str]]:
    return ids(list(present.following))


def of(outlook: Outlook, session_id: str) -> Session:
    session = outlook.programme.session(session_id)
    assert session is not None
    return session


# ------------------------------------------------------------- now and next


def test_before_the_first_session_there_is_only_a_next(look: Look) -> None:
    present = look(1, 8).present()
    assert (present.phase, running(present), following(present)) == (Phase.BEFORE, [], [["opening"]])


def test_a_session_runs_from_its_first_moment_until_just_before_its_end(look: Look) -> None:
    assert running(look(1, 9).present()) == [["opening"]]
    assert running(look(1, 10).present()) == [["debate"]]


def test_a_gap_in_a_day_is_still_during_the_seminar(look: Look) -> None:
    present = look(1, 17).present()
    assert (present.phase, running(present), following(present)) == (Phase.DURING, [], [["dinner"]])


def test_parallel_sessions_are_one_line_until_one_is_chosen(look: Look) -> None:
    present = look(1, 13).present()
    assert following(present) == [["law", "art"]]  # the cancelled one is left out
    assert following(look(1, 13, seats={"training": "art"}).present()) == [["art"]]


def test_while_parallel_sessions_run_ones_own_is_shown_and_the_others_counted(look: Look) -> None:
    (slot,) = look(1, 15, seats={"training": "art"}).present().running
    assert ([session.id for session in slot.sessions], slot.others) == (["art"], 1)


def test_ones_own_session_counts_where_parallel_ones_do_not_start_together(
    look: Look, programme: Programme
) -> None:
    art = of(look(1, 14), "art")
    later = replace(art, starts_at=art.starts_at + timedelta(minutes=20))
    sessions = tuple(later if session is art else session for session in programme.sessions)
    outlook = look(1, 14, 10, seats={"training": "art"})
    present = replace(outlook, programme=replace(programme, sessions=sessions)).present()
    assert (running(present), following(present)) == ([], [["art"]])


def test_what_replaces_a_cancelled_session_goes_into_the_calendar(look: Look, programme: Programme) -> None:
    opening, *others = programme.sessions
    sessions = (replace(opening, cancelled=True), replace(opening, id="another"), *others)
    outlook = replace(look(1, 8), programme=replace(programme, sessions=sessions))
    assert "another" in [session.id for session in outlook.personal()]


def test_a_host_has_the_session_they_lead(look: Look) -> None:
    assert running(look(1, 15, hosts=frozenset({"anna"})).present()) == [["art"]]


def test_a_seat_in_a_cancelled_session_is_no_choice(look: Look) -> None:
    outlook = look(1, 11, seats={"training": "sea"})
    assert following(outlook.present()) == [["law", "art"]]
    assert [choice.id for choice in outlook.unchosen()] == ["training"]


def test_in_the_night_between_the_days_tomorrows_first_is_next(look: Look) -> None:
    present = look(1, 21).present()
    assert (present.phase, following(present)) == (Phase.BETWEEN_DAYS, [["coffee"]])


def test_after_the_end_nothing_runs_and_nothing_comes(look: Look) -> None:
    present = look(2, 12).present()
    assert (present.phase, running(present), following(present)) == (Phase.AFTER, [], [])


def test_the_agenda_opens_on_the_day_that_is_not_over(look: Look) -> None:
    assert look(1, 8).today() == "day1"
    assert look(1, 21).today() == "day2"
    assert look(2, 23).today() == "day2"


# ----------------------------------------------------------------- standing


def test_a_common_session_is_for_everyone(look: Look) -> None:
    outlook = look(1, 9)
    assert outlook.standing(of(outlook, "opening")) is Standing.EVERYONE


def test_how_a_person_stands_to_a_session_of_a_choice(look: Look) -> None:
    full = {"art": Taken(seats=2)}
    soon = look(1, 12, 15).now
    stands = {
        Standing.FREE: look(1, 12, taken={"art": Taken(seats=1)}),
        Standing.FULL: look(1, 12, taken=full),
        Standing.SEATED: look(1, 12, seats={"training": "art"}, taken=full),
        Standing.WAITING: look(1, 12, waits={"training": Wait("art", ahead=1)}, taken=full),
        Standing.OFFERED: look(1, 12, waits={"training": Wait("art", 0, soon)}, taken=full),
        Standing.CLOSED: look(1, 13, 30, waits={"training": Wait("art", 0, soon)}),
    }
    assert {standing: outlook.standing(of(outlook, "art")) for standing, outlook in stands.items()} == {
        standing: standing for standing in stands
    }
    assert look(1, 12).standing(of(look(1, 12), "sea")) is Standing.CANCELLED


def test_a_seat_is_kept_after_choosing_closed(look: Look) -> None:
    outlook = look(1, 15, seats={"training": "art"})
    assert outlook.standing(of(outlook, "art")) is Standing.SEATED
    assert not outlook.open(of(outlook, "art"))


def test_an_offer_whose_time_is_over_is_none(look: Look) -> None:
    outlook = look(1, 12, 15, waits={"training": Wait("art", 0, look(1, 12, 15).now)})
    assert outlook.offer(of(outlook, "art")) is None


def test_seats_that_are_offered_or_waited_for_are_not_free(look: Look) -> None:
    outlook = look(1, 12)
    assert outlook.seats_left(of(outlook, "art")) == 2
    assert look(1, 12, taken={"art": Taken(1, offered=1, waiting=1)}).seats_left(of(outlook, "art")) == 0
    assert look(1, 12, taken={"art": Taken(1, offered=0, waiting=1)}).seats_left(of(outlook, "art")) == 0
    assert look(1, 12, taken={"art": Taken(5)}).seats_left(of(outlook, "art")) == 0


# ----------------------------------------------------------------- choosing


def test_a_choice_waits_for_a_person_until_they_have_a_seat_or_it_closes(look: Look) -> None:
    assert [choice.id for choice in look(1, 12).unchosen()] == ["training"]
    assert look(1, 12, seats={"training": "law"}).unchosen() == []
    assert look(1, 13, 30).unchosen() == []
    assert look(1, 12, hosts=frozenset({"anna"})).unchosen() == []


def test_a_place_in_a_list_is_not_yet_a_seat(look: Look) -> None:
    waiting = look(1, 12, waits={"training": Wait("art", ahead=4)})
    assert [choice.id for choice in waiting.unchosen()] == ["training"]


def test_what_goes_into_a_calendar_is_the_common_and_ones_own(look: Look) -> None:
    plan = look(1, 9, seats={"training": "law"}).personal()
    assert [session.id for session in plan] == ["opening", "debate", "law", "dinner", "coffee", "final"]


# ------------------------------------------------------------------- blocks


def test_a_day_is_made_of_blocks_in_order_of_time(programme: Programme) -> None:
    blocks = programme.blocks_of("day1")
    assert [[session.id for session in block.sessions] for block in blocks] == [
        ["opening"], ["debate"], ["law", "art", "sea"], ["dinner"],
    ]  # fmt: skip
    assert [programme.block(block.key) for block in programme.blocks] == list(programme.blocks)
    assert programme.block("nonsense") is None


def test_sessions_that_start_together_are_one_block_without_a_choice_too(programme: Programme) -> None:
    (opening, *others) = programme.sessions
    beside = replace(opening, id="tour", ends_at=opening.ends_at + timedelta(hours=1))
    both = replace(programme, sessions=(opening, beside, *others)).blocks_of("day1")[0]
    assert [session.id for session in both.sessions] == ["opening", "tour"]
    assert both.ends_at == beside.ends_at
