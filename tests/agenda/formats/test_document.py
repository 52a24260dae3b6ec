"""The document: from wall times to instants, from texts with placeholders to texts that are shown."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

import bot
from bot.agenda.formats import Document, read_programme
from bot.agenda.formats.texts import filled
from bot.agenda.rules import Kind
from bot.i18n.localised import LANGUAGES


def test_the_sample_is_read_with_only_its_unfilled_placeholders_to_report() -> None:
    sample = Path(bot.__file__).parent / "demo" / "programme.yaml"
    document, findings = read_programme(sample.name, sample.read_bytes())
    assert document is not None
    assert [
        (finding.code, finding.parameters["item"], finding.parameters["name"]) for finding in findings
    ] == [
        ("unfilled", "page wifi", "network"),
        ("unfilled", "page wifi", "password"),
        ("unfilled", "page transport", "time"),
        ("unfilled", "page visa", "deadline"),
    ]


def test_the_sample_becomes_a_programme(sample: Document) -> None:
    programme = sample.to_programme(7)
    assert (programme.version, len(programme.sessions), len(programme.days)) == (7, 24, 2)
    assert programme.starts_at == datetime(2019, 4, 30, 2, 30, tzinfo=UTC)  # 08:30 at +06:00
    training = programme.session("d1-training2")
    assert training is not None
    assert (training.room_id, training.capacity, training.choice_id) == ("hall2", 40, "training")
    choice = programme.choice("training")
    assert choice is not None
    assert choice.closes_at == datetime(2019, 4, 30, 7, 30, tzinfo=UTC)
    assert choice.offer_for == timedelta(minutes=15)
    assert [talk.host_id for talk in programme.sessions[2].talks] == ["key1", "key2", "key3"]


def test_almaty_is_an_hour_nearer_to_utc_since_2024(small: Document) -> None:
    opening = small.to_programme(1).session("opening")
    assert opening is not None
    assert opening.starts_at == datetime(2025, 4, 30, 4, 0, tzinfo=UTC)


def test_reminders_come_before_plenaries_trainings_and_workshops(sample: Document) -> None:
    reminded = {session.kind for session in sample.to_programme(1).sessions if session.reminded}
    assert reminded == {Kind.PLENARY, Kind.TRAINING, Kind.WORKSHOP}


@pytest.mark.parametrize(("kind", "said"), [("plenary", False), ("social", True)])
def test_the_programme_decides_about_reminders(small: Document, kind: str, said: bool) -> None:
    raw = small.model_dump(mode="json")
    raw["sessions"][0] |= {"kind": kind, "reminder": said}
    opening = Document.model_validate(raw).to_programme(1).session("opening")
    assert opening is not None
    assert opening.reminded is said


def test_sessions_are_in_order_of_time(small: Document) -> None:
    backwards = small.model_copy(update={"sessions": small.sessions[::-1]})
    assert [session.id for session in backwards.to_programme(1).sessions] == ["opening", "two", "one"]


def test_a_parallel_session_without_a_capacity_takes_its_rooms(small: Document) -> None:
    programme = small.to_programme(1)
    assert {session.id: session.capacity for session in programme.sessions} == {
        "opening": None,
        "one": 100,
        "two": 20,
    }


def test_a_document_survives_json(sample: Document) -> None:
    stored = json.dumps(sample.model_dump(mode="json"))
    assert Document.model_validate(json.loads(stored)) == sample
    assert json.loads(stored)["sessions"][0]["start"] == "08:30"
    assert json.loads(stored)["schema"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_reaches_a_participant(sample: Document, language: str) -> None:
    for page in sample.to_programme(1).info:
        assert "{" not in page.text.to(language)


def test_what_the_organisers_owe_is_left_out_and_said(sample: Document) -> None:
    pages = {page.id: page for page in sample.to_programme(1).info}
    assert pages["wifi"].unfilled == ("network", "password")
    assert pages["wifi"].text.en == ""
    assert pages["transport"].text.en == "Sign up for the airport transfer at the registration desk."
    assert pages["meals"].unfilled == ()


def test_filled_placeholders_are_shown(small: Document) -> None:
    (page,) = small.to_programme(1).info
    assert (page.text.kk, page.text.en, page.unfilled) == ("Желі: Seminar", "Network: Seminar", ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One. Two {gap}. Three!", "One. Three!"),
        ("One\n{gap}\nThree", "One\nThree"),
        ("One\n\n{gap}\n\nThree", "One\n\nThree"),
        ("Is it {gap}? Yes.", "Yes."),
        ("{name} and {gap}", ""),
        ("{name} {name}", "{gap} {gap}"),
        ("The password is {Wi-Fi password}. Ask us.", "Ask us."),
        ("plain {} and { braces }", "plain {} and { braces }"),
    ],
)
def test_a_sentence_with_a_gap_is_left_out_whole(text: str, shown: str) -> None:
    assert filled(text, {"name": "{gap}"}) == shown


def test_times_are_plain_python(small: Document) -> None:
    assert small.sessions[1].start == time(11)  # 11:00 without quotes is 660 in YAML 1.1
    assert small.days[0].date == date(2025, 4, 30)
