"""What people read: tone, order and length."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.agenda import screens
from bot.agenda.outlook import Outcome, Outlook, Taken, Wait
from bot.agenda.rules import InfoPage, Programme
from bot.i18n.localised import Localised
from bot.i18n.translator import Translator
from bot.screens import Screen
from bot.screens.length import LABEL
from bot.screens.message import utf16_units
from tests.agenda.conftest import at

Look = Callable[..., Outlook]
ALMATY = ZoneInfo("Asia/Almaty")
ASK_FOR_A_SEAT = "Choosing is over. To get a seat, please ask at the registration desk."


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def ways(screen: Screen) -> list[str]:
    return [button.data for row in screen.rows for button in row]


def session_screen(t: Translator, outlook: Outlook, session_id: str, zone: ZoneInfo = ALMATY) -> Screen:
    session = outlook.programme.session(session_id)
    assert session is not None
    return screens.session_screen(t, outlook, session, zone)


# ------------------------------------------------------------------------ now


def test_now_and_next(t: Translator, look: Look) -> None:
    screen = screens.now_screen(t, look(1, 9, 35, seats={"training": "art"}))
    assert screen.text.split("\n") == [
        "<b>Now</b> until 10:00",
        "Opening · Main Hall",
        "<b>Next</b> at 10:00, in 25 minutes",
        "Debate · Main Hall",
    ]
    assert ways(screen) == ["agenda:day1", "agenda:day2", "my", "info", "now"]


def test_an_open_choice_is_the_first_button(t: Translator, look: Look) -> None:
    screen = screens.now_screen(t, look(1, 9, 35))
    assert "Choice of training: nothing chosen yet" in screen.text
    assert "Open until: 30 April, 13:30" in screen.text
    assert ways(screen)[0] == "choose:training"


def test_a_seat_that_is_offered_comes_before_everything(t: Translator, look: Look) -> None:
    outlook = look(1, 9, 35, waits={"training": Wait("art", 0, look(1, 9, 45).now)})
    assert ways(screens.now_screen(t, outlook))[0] == "session:art"


def test_before_the_seminar_it_counts_down_and_says_where_to_go(t: Translator, look: Look) -> None:
    lines = screens.now_screen(t, look(1, 7)).text.split("\n")
    assert lines[:4] == [
        "<b>The seminar begins in 2 hours</b>",
        "Tuesday, 30 April, 09:00",
        "Opening · Main Hall",
        "Ground floor",
    ]


def test_while_parallel_sessions_run_the_others_are_a_number(t: Translator, look: Look) -> None:
    text = screens.now_screen(t, look(1, 15, seats={"training": "art"})).text
    assert "✓ Creative pedagogy · Hall 2\nAlso now: 1 more session" in text


def test_without_a_choice_parallel_sessions_are_one_line(t: Translator, look: Look) -> None:
    assert "\n2 training sessions in parallel\n" in screens.now_screen(t, look(1, 15)).text


@pytest.mark.parametrize("moment", [(1, 13, 45), (1, 15)])
def test_whoever_has_missed_a_choice_reads_whom_to_ask_and_where_seats_are_free(
    t: Translator, look: Look, moment: tuple[int, ...]
) -> None:
    screen = screens.now_screen(t, look(*moment))
    assert f"Choice of training: nothing chosen yet\n{ASK_FOR_A_SEAT}" in screen.text
    assert ways(screen)[0] == "block:training"


@pytest.mark.parametrize(
    ("moment", "facts"), [((1, 15), {"seats": {"training": "art"}}), ((1, 16), {}), ((1, 13), {})]
)
def test_nobody_else_has_missed_it(
    t: Translator, look: Look, moment: tuple[int, ...], facts: dict[str, object]
) -> None:
    screen = screens.now_screen(t, look(*moment, **facts))
    assert "Choosing is over." not in screen.text
    assert "block:training" not in ways(screen)


def test_once_choosing_is_over_the_list_no_longer_keeps_the_free_seats(
    t: Translator, look: Look, programme: Programme
) -> None:
    block = programme.block("training")
    assert block is not None
    taken = {"law": Taken(1, waiting=3), "art": Taken(2)}
    text = screens.block_screen(t, look(1, 15, taken=taken), block).text
    assert ASK_FOR_A_SEAT in text
    assert "Law · Hall 1 · 1 seat left\nCreative pedagogy · Hall 2 · full" in text
    assert "left" not in screens.block_screen(t, look(1, 16, taken=taken), block).text


def test_at_night_it_shows_tomorrow(t: Translator, look: Look) -> None:
    assert screens.now_screen(t, look(1, 23)).text.startswith("<b>Next: Wednesday, 1 May, 09:00</b>\nCoffee")


def test_during_the_last_session_of_a_day_next_says_the_date(t: Translator, look: Look) -> None:
    assert "<b>Next</b>: 1 May, 09:00" in screens.now_screen(t, look(1, 19)).text


def test_after_the_end_it_says_so(t: Translator, look: Look) -> None:
    screen = screens.now_screen(t, look(2, 13))
    assert screen.text.startswith("<b>The seminar is over</b>")
    assert "agenda:day1" in ways(screen)


# --------------------------------------------------------------------- agenda


def test_a_day_is_a_line_a_block_and_its_buttons_are_the_times(
    t: Translator, look: Look, programme: Programme
) -> None:
    screen = screens.day_screen(t, look(1, 9), programme.days[0])
    assert screen.text.split("\n") == [
        "<b>Tuesday, 30 April</b>",
        "09:00  Opening · Main Hall  ●",
        "10:00  Debate · Main Hall",
        "14:00  2 training sessions in parallel",
        "18:00  Dinner · Main Hall",
    ]
    assert labels(screen) == ["09:00", "10:00", "14:00", "18:00", "1 May ›", "Back"]
    assert ways(screen)[:3] == ["session:opening", "session:debate", "block:training"]


def test_a_day_has_its_note(t: Translator, look: Look, programme: Programme) -> None:
    assert screens.day_screen(t, look(1, 9), programme.days[1]).text.endswith("<i>A public holiday</i>")


def test_parallel_sessions_show_what_is_left(t: Translator, look: Look, programme: Programme) -> None:
    outlook = look(1, 9, seats={"training": "law"}, taken={"law": Taken(1), "art": Taken(2)})
    block = programme.block("training")
    assert block is not None
    assert screens.block_screen(t, outlook, block).text.split("\n") == [
        "<b>Choice of training</b>",
        "Tue 30 Apr, 14:00–16:00",
        "Open until: 30 April, 13:30",
        "",
        "✓ Law · Hall 1 · 1 seat left",
        "Creative pedagogy · Hall 2 · full",
        "<s>Sea</s> · cancelled",
    ]


# -------------------------------------------------------------------- session


def test_a_session_says_when_where_who_and_what(t: Translator, look: Look) -> None:
    screen = session_screen(t, look(1, 9, taken={"art": Taken(1)}), "art")
    assert screen.text.split("\n") == [
        "<b>Creative pedagogy</b>",
        "Tue 30 Apr, 14:00–16:00 · Hall 2",
        "Anna Ёлкина",
        "1 of 2 seats taken",
        "",
        "Play &lt;b&gt; &amp; art",
    ]
    assert ways(screen) == ["seat:art", "ics:art", "block:training"]


def test_a_person_elsewhere_reads_their_own_time_too(t: Translator, look: Look) -> None:
    text = session_screen(t, look(1, 9), "dinner", ZoneInfo("Asia/Seoul")).text
    assert "Tue 30 Apr, 18:00–20:00 · Main Hall\nWhere you are: Tue 30 Apr, 21:00" in text


def test_talks_are_listed_with_their_speakers(t: Translator, look: Look) -> None:
    assert "09:00  Teaching peace · Anna Ёлкина" in session_screen(t, look(1, 9), "opening").text


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"seats": {"training": "art"}}, ["my"]),
        ({"taken": {"art": Taken(2)}}, ["wait:art"]),
        ({"taken": {"art": Taken(2)}, "waits": {"training": Wait("art", 3)}}, ["unwait:art"]),
    ],
)
def test_the_button_is_the_one_thing_to_do(
    t: Translator, look: Look, facts: object, expected: list[str]
) -> None:
    assert isinstance(facts, dict)
    assert ways(session_screen(t, look(1, 9, **facts), "art"))[:1] == expected


def test_with_a_seat_the_next_step_comes_before_giving_it_up(
    t: Translator, look: Look, programme: Programme
) -> None:
    more = replace(programme, choices=(*programme.choices, replace(programme.choices[0], id="workshop")))
    workshop = replace(programme.sessions[-1], choice_id="workshop")
    outlook = look(1, 9, seats={"training": "art"})
    with_a_workshop = replace(outlook, programme=replace(more, sessions=(*programme.sessions[:-1], workshop)))
    assert ways(session_screen(t, outlook, "art"))[:2] == ["my", "leave:art"]
    assert ways(session_screen(t, with_a_workshop, "art"))[:2] == ["choose:workshop", "leave:art"]


def test_the_way_back_from_a_choice_is_the_way_one_came(
    t: Translator, look: Look, programme: Programme
) -> None:
    outlook, block, art = look(1, 9), programme.block("training"), programme.session("art")
    assert block is not None
    assert art is not None
    choosing = screens.block_screen(t, outlook, block, choosing=True)
    assert (ways(choosing)[0], ways(choosing)[-1]) == ("session:law:choose", "now")
    assert ways(screens.session_screen(t, outlook, art, ALMATY, choosing=True))[-1] == "choose:training"
    reading = screens.block_screen(t, outlook, block)
    assert (ways(reading)[0], ways(reading)[-1]) == ("session:law", "agenda:day1")


def test_who_leads_a_session_is_offered_no_seat_in_it_and_no_queue(t: Translator, look: Look) -> None:
    anna = frozenset({"anna"})
    for moment in ((1, 12), (1, 13, 45)):
        outlook = look(*moment, hosts=anna, taken={"art": Taken(2)})
        screen = session_screen(t, outlook, "art")
        assert "✓ You lead this session." in screen.text
        assert not {"seat:art", "wait:art"} & set(ways(screen))
        assert "nothing chosen yet" not in screens.now_screen(t, outlook).text


def test_who_took_a_seat_or_a_place_before_they_led_it_can_give_it_up(t: Translator, look: Look) -> None:
    anna = frozenset({"anna"})
    seated = look(1, 12, hosts=anna, seats={"training": "art"})
    waits = look(1, 12, hosts=anna, waits={"training": Wait("art", 0)}, taken={"art": Taken(2, 0, 1)})
    for outlook, way in ((seated, "leave:art"), (waits, "unwait:art")):
        assert way in ways(session_screen(t, outlook, "art"))


@pytest.mark.parametrize("waits", [{}, {"training": Wait("art", 1)}], ids=["a stranger", "next but one"])
def test_a_free_seat_that_is_kept_for_the_list_is_explained(
    t: Translator, look: Look, waits: dict[str, Wait]
) -> None:
    kept = look(1, 9, taken={"art": Taken(1, offered=1, waiting=2)}, waits=waits)
    full = look(1, 9, taken={"art": Taken(2, waiting=2)}, waits=waits)
    assert "Free seats go to the waiting list first." in session_screen(t, kept, "art").text
    assert "Free seats" not in session_screen(t, full, "art").text


def test_a_place_in_the_list_says_how_many_are_before(t: Translator, look: Look) -> None:
    outlook = look(1, 9, waits={"training": Wait("art", 3)}, taken={"art": Taken(2, waiting=4)})
    assert "Waiting list: Creative pedagogy; before you: 3" in session_screen(t, outlook, "art").text


def test_an_offer_is_answered_with_yes_or_no(t: Translator, look: Look) -> None:
    outlook = look(1, 9, waits={"training": Wait("art", 0, look(1, 9, 15).now)})
    screen = session_screen(t, outlook, "art")
    assert ways(screen)[:2] == ["accept:art", "decline:art"]
    assert "A seat is kept for you until 09:15" in screen.text


def test_nothing_can_be_done_once_choosing_is_over(t: Translator, look: Look) -> None:
    screen = session_screen(t, look(1, 13, 30), "art")
    assert "Choosing is over." in screen.text
    assert ways(screen) == ["ics:art", "block:training"]


# ------------------------------------------------------- my list and what comes


def test_my_schedule_has_what_i_chose_and_what_waits(t: Translator, look: Look) -> None:
    text = screens.my_screen(t, look(1, 9, seats={"training": "art"})).text
    assert text == "<b>My schedule</b>\nTue 30 Apr, 14:00  ✓ Creative pedagogy · Hall 2"


def test_once_choosing_is_over_nobody_waits(t: Translator, look: Look) -> None:
    waits = {"training": Wait("art", 0)}
    assert "Waiting list" in screens.my_screen(t, look(1, 13, waits=waits)).text
    assert "Waiting list" not in screens.my_screen(t, look(1, 14, waits=waits)).text


def test_an_empty_schedule_says_why_and_what_to_do(t: Translator, look: Look) -> None:
    screen = screens.my_screen(t, look(1, 9))
    assert "You have not chosen anything yet" in screen.text
    assert ways(screen)[0] == "choose"


def test_an_empty_schedule_says_so_once(t: Translator, look: Look) -> None:
    text = screens.my_screen(t, look(1, 9)).text
    assert text.split("\n") == [
        "<b>My schedule</b>",
        "You have not chosen anything yet. Common sessions are in the agenda.",
    ]


def test_nothing_to_choose_is_not_an_empty_list(t: Translator, look: Look) -> None:
    screen = screens.choose_screen(t, look(1, 15, seats={"training": "art"}))
    assert "Everything you have chosen is in your schedule." in screen.text
    assert ways(screen) == ["my", "now"]


def test_who_chose_nothing_in_time_is_not_told_that_they_did(t: Translator, look: Look) -> None:
    for screen in (screens.choose_screen(t, look(1, 15)), screens.my_screen(t, look(1, 15))):
        assert screen.text.endswith(
            f"You have not chosen anything yet. Common sessions are in the agenda.\n{ASK_FOR_A_SEAT}"
        )
        assert ways(screen)[0] == "block:training"


def test_an_offer_by_itself_says_until_when(t: Translator, look: Look, programme: Programme) -> None:
    outlook, art = look(1, 9), programme.session("art")
    assert art is not None
    screen = screens.offer_message(t, outlook, art, outlook.now + timedelta(minutes=15))
    assert screen.text.split("\n") == [
        "<b>A seat is free for you: Creative pedagogy</b>",
        "Tue 30 Apr, 14:00–16:00 · Hall 2",
        "It is kept for you until 09:15; then it goes to the next person.",
    ]
    assert ways(screen) == ["accept:art", "decline:art"]


@pytest.mark.parametrize("waits", [{}, {"training": Wait("art", 0, at(1, 9, 15))}], ids=["free", "offered"])
def test_a_seat_says_beforehand_which_other_one_it_costs(
    t: Translator, look: Look, programme: Programme, waits: dict[str, Wait]
) -> None:
    outlook, art = look(1, 9, seats={"training": "law"}, waits=waits), programme.session("art")
    assert art is not None
    warning = "If you take this seat, the one you have becomes free: Law"
    assert warning in session_screen(t, outlook, "art").text
    assert warning in screens.offer_message(t, outlook, art, outlook.now).text
    assert "becomes free" not in session_screen(t, outlook, "law").text
    assert "becomes free" not in session_screen(t, look(1, 9, waits=waits), "art").text


def test_the_reminder_to_choose_has_the_free_sessions_first(
    t: Translator, look: Look, programme: Programme
) -> None:
    screen = screens.choose_reminder(t, look(1, 12, 30, taken={"law": Taken(2)}), programme.choices[0])
    assert ways(screen) == ["session:art", "session:law"]
    assert "Law · Hall 1 · full" in screen.text


def test_every_tap_is_answered_in_a_short_sentence(t: Translator, programme: Programme) -> None:
    law = programme.session("law")
    for action in ("seat", "accept", "leave", "wait", "unwait", "decline"):
        for outcome in Outcome:
            assert 0 < len(screens.notice_of(t, action, outcome)) <= 200
    assert screens.notice_of(t, "accept", Outcome.DONE, law) == "The seat is yours. Free again: Law"
    assert screens.notice_of(t, "leave", Outcome.DONE, law) == "Your seat is free again."
    assert screens.notice_of(t, "seat", Outcome.CLOSED) == "This was out of date. Here is the new one."


# -------------------------------------------------------- finding, information


def test_results_lead_to_what_was_found(t: Translator, look: Look, programme: Programme) -> None:
    found = programme.index.find("питан") + programme.index.find("creative")
    screen = screens.found_screen(t, look(1, 9), "<script>", found)
    assert screen.text.split("\n") == [
        "<b>Found: &lt;script&gt;</b>",
        "Information: Meals",
        "Tue 30 Apr, 14:00  Creative pedagogy · Hall 2",
    ]
    assert ways(screen)[:2] == ["info:meals", "session:art"]


def test_no_result_helps(t: Translator, look: Look, programme: Programme) -> None:
    near = programme.index.nearest("педагогики")
    screen = screens.not_found_screen(t, look(1, 9), "педагогики", near)
    assert "Perhaps you mean:" in screen.text
    assert "session:art" in ways(screen)
    assert {"find", "agenda", "now"} <= set(ways(screens.not_found_screen(t, look(1, 9), "xyzzy", [])))


def test_a_page_with_gaps_says_that_they_will_be_filled(t: Translator, programme: Programme) -> None:
    wifi, meals = programme.info
    assert (
        screens.info_page_screen(t, wifi).text == "<b>Wi-Fi</b>\nThe organisers will complete this page soon."
    )
    assert screens.info_page_screen(t, meals).text == "<b>Meals</b>\nHalal dishes"


# ------------------------------------------------------------ a huge programme


@pytest.fixture
def huge(programme: Programme) -> Programme:
    """A thousand sessions with endless texts, dozens at a time, full of what HTML would trip over."""
    endless = Localised(*["<&🦊 слово " * 600] * 3)
    short = Localised(*["<&🦊 слово <&🦊 слово <&🦊 слов"] * 3)
    first = programme.sessions[0]
    many = tuple(
        replace(
            first,
            id=f"s{number}",
            title=endless,
            short=short,
            description=endless,
            starts_at=first.starts_at + timedelta(minutes=30 * (number % 25)),
            ends_at=first.ends_at + timedelta(minutes=30 * (number % 25)),
            choice_id="training" if number % 25 == 7 else None,
            host_ids=("anna",) * 30,
            talks=first.talks * 40,
        )
        for number in range(1000)
    )
    info = tuple(InfoPage(f"i{number}", endless, endless) for number in range(50))
    return replace(programme, sessions=tuple(sorted(many, key=lambda s: s.starts_at)), info=info)


def every_screen(t: Translator, outlook: Outlook) -> Iterator[Screen]:
    programme = outlook.programme
    session, choice = programme.sessions[500], programme.choices[0]
    found = [("session", one.id) for one in programme.sessions]
    yield screens.now_screen(t, outlook)
    yield from (screens.day_screen(t, outlook, day, page) for day in programme.days for page in (0, 1, 999))
    yield from (
        screens.block_screen(t, outlook, block, page) for block in programme.blocks for page in (0, 3)
    )
    yield screens.session_screen(t, outlook, session, ALMATY)
    yield screens.my_screen(t, outlook, 2)
    yield screens.choose_screen(t, outlook)
    yield screens.found_screen(t, outlook, "слово" * 90, found)
    yield screens.not_found_screen(t, outlook, "слово" * 90, found)
    yield screens.info_screen(t, programme, 99)
    yield screens.info_page_screen(t, programme.info[0])
    yield screens.choose_reminder(t, outlook, choice)
    yield screens.offer_message(t, outlook, session, outlook.now)
    yield screens.leave_question(t, session)


def test_a_huge_programme_still_fits_a_message_and_its_buttons(
    t: Translator, look: Look, huge: Programme
) -> None:
    outlook = replace(look(1, 10), programme=huge, hosts=frozenset({"anna"}))
    for screen in every_screen(t, outlook):
        shown = screen.text.striptags()  # Telegram counts after parsing
        assert utf16_units(shown) <= 4096
        assert len(screen.rows) <= 16
        for row in screen.rows:
            assert all(len(button.data.encode()) <= 64 for button in row)
            assert all(utf16_units(button.label) <= LABEL.get(len(row), 8) for button in row)


def test_pages_lead_to_every_parallel_session(t: Translator, look: Look, huge: Programme) -> None:
    outlook = replace(look(1, 10), programme=huge)
    block = huge.blocks[3]
    reached = {way for page in range(6) for way in ways(screens.block_screen(t, outlook, block, page))}
    assert {f"session:{session.id}" for session in block.sessions} <= reached


def shortest_way(start: Screen, follow: Callable[[str], Screen | None]) -> dict[str, int]:
    """How many taps each button's way is from `start`."""
    taps, edge = dict.fromkeys(ways(start), 1), ways(start)
    while edge:
        way = edge.pop(0)
        screen = follow(way)
        for further in ways(screen) if screen else []:
            if further not in taps:
                taps[further] = taps[way] + 1
                edge.append(further)
    return taps


def days_of(programme: Programme, number: int) -> Programme:
    """The same programme, its first day repeated until there are so many."""
    first, *_ = programme.days
    days = [replace(first, id=f"d{n}", date=first.date + timedelta(days=n)) for n in range(number)]
    sessions = [
        replace(
            session,
            id=f"{day.id}-{session.id}",
            day_id=day.id,
            choice_id=session.choice_id and f"{day.id}-{session.choice_id}",
            starts_at=session.starts_at + (day.date - first.date),
            ends_at=session.ends_at + (day.date - first.date),
        )
        for day in days
        for session in programme.of_day(first.id)
    ]
    choices = [replace(choice, id=f"{day.id}-{choice.id}") for day in days for choice in programme.choices]
    return replace(programme, days=tuple(days), sessions=tuple(sessions), choices=tuple(choices))


@pytest.mark.parametrize("moment", [(1, 7), (1, 9), (1, 23), (2, 9), (2, 13)])
@pytest.mark.parametrize("number_of_days", [2, 4, 9])
def test_any_session_is_at_most_three_taps_from_the_first_screen(
    t: Translator, look: Look, programme: Programme, moment: tuple[int, int], number_of_days: int
) -> None:
    if number_of_days != 2:
        programme = days_of(programme, number_of_days)
    outlook = replace(look(*moment, seats={"training": "art"}), programme=programme)

    def follow(way: str) -> Screen | None:
        verb, _, argument = way.partition(":")
        if verb == "agenda":
            return screens.day_screen(t, outlook, next(day for day in programme.days if day.id == argument))
        block = programme.block(argument)
        return screens.block_screen(t, outlook, block) if verb == "block" and block else None

    taps = shortest_way(screens.now_screen(t, outlook), follow)
    far = {session.id: taps.get(f"session:{session.id}", 99) for session in programme.sessions}
    assert max(far.values()) <= 3, far
