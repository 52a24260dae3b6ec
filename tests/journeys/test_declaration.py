"""From a draft to what all commit to: in each language, and wherever it may go another way."""

from typing import Final

import pypdfium2
import pytest

from tests.demo.sides import picture
from tests.journeys.declaring import (
    CLOSING,
    CLUB,
    NEW_TEXT,
    Somebody,
    brings_a_draft,
    closing,
    joins_club,
    kept_amendments,
)
from tests.journeys.seminar import Seminar, at
from tests.journeys.two_days import LANGUAGES

EACH: Final = pytest.mark.parametrize("language", LANGUAGES)
FOR_ORGANISERS: Final = (
    *("amendments", "amendments:1", "amendment:1", "decide:1:taken", "decide:1:declined"),
    *("adopt", "adopt:kk", "proclaim", "proclaim:abcd1234", "unadopt", "unadopt:1:yes"),
)
FORGED: Final = (
    *("amended:99", "unamend", "unamend:99", "uncommit", "listme", "listme:yes", "listme:x"),
    "commit",  # to a draft
)


async def printed(somebody: Somebody) -> str:
    """What the paper says that this person takes along."""
    await somebody.taps("paper")
    await somebody.phone.sees("declaration.pdf")
    document = pypdfium2.PdfDocument(await somebody.phone.file())
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


# --------------------------------------------------------------------- a draft


@EACH
async def test_a_proposal_is_read_as_it_was_written_and_answered(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await joins_club(seminar, some, CLUB, "Қазақстан")
        await some.opens("draft", "text")
        await some.taps("propose", "write")
        await some.phone.write("Peace & мир", entities=[{"type": "bold", "offset": 0, "length": 5}])
        await some.sees(some["kept"].format(1))
        assert await kept_amendments(seminar) == ["<b>Peace</b> &amp; мир"]

        await organiser.opens("unanswered", "all proposals")
        await organiser.taps("all proposals", f"{some.phone.person.first_name} · {CLUB}, Қазақстан")
        await organiser.taps("☐ Peace & мир", "proposal of", "none yet")
        assert organiser.phone.newest["html"].endswith("<b>Peace</b> &amp; мир")
        assert await organiser.phone.tap(organiser["take"]) == organiser["author told"]
        await some.sees("taken", "Peace & мир")
        assert await organiser.phone.tap(organiser["decline"]) == organiser["author told"]
        await some.sees("declined")


@EACH
async def test_whoever_adopts_the_text_is_told_what_it_was_to_have(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await some.proposes("1")
        its = some.phone.newest["buttons"][0][0]["data"].partition(":")[2]
        await organiser.opens("draft")
        await organiser.taps("adopt", "sure", "unanswered")
        assert organiser["check taken"] not in organiser.phone.newest["text"]
        await organiser.phone.press(f"decide:{its}:taken")
        await some.sees("taken")
        await organiser.opens("draft")
        await organiser.taps("adopt", "sure", "check taken")


@EACH
async def test_a_proposal_can_be_taken_back_until_it_is_answered(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await some.proposes("1")
        assert await some.taps("take back", "draft") == some["deleted"]
        assert await kept_amendments(seminar) == []
        await some.proposes("2")
        answered = some.phone.newest["buttons"][0][0]["data"]
        await organiser.phone.press(f"decide:{answered.partition(':')[2]}:declined")
        await some.sees("declined")
        assert some["decided already"] in await some.phone.press(answered)
        assert await kept_amendments(seminar) == ["2"]
        await some.opens("my proposals")
        await some.taps("my proposals", "✗ 2")
        await some.taps("✗ 2", "my proposal")
        assert some["take back"] not in some.phone.labels


@EACH
async def test_many_proposals_are_read_a_page_at_a_time(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        for number in range(1, 8):
            await some.proposes(f"[{number}]", number)
        await some.phone.press("amended")
        await some.sees("[1]", "[6]")
        await some.phone.press("amended:all:1")
        await some.sees("[7]")
        await organiser.phone.press("amendments")
        await organiser.sees("[7]", "[3]")
        await organiser.phone.press("amendments:1")
        await organiser.sees("[2]", "[1]")


@EACH
async def test_only_a_text_of_some_length_is_a_proposal(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, *_):
        await some.opens()
        await some.taps("propose", "write")
        await some.phone.send_photo(picture(20, 20), "Peace")
        await some.sees("only text")
        await some.phone.write("Абв " * 1100)  # arrives in two parts
        await seminar.calms()
        assert await kept_amendments(seminar) == []
        some.phone.message(some["too long"])
        await some.proposes("Абв")
        assert await kept_amendments(seminar) == ["Абв"]


@EACH
async def test_whoever_cancels_or_does_something_else_proposes_nothing(
    seminar: Seminar, language: str
) -> None:
    async with closing(seminar, language) as (some, *_):
        for leave in ("declaration", "now"):
            await some.opens()
            await some.taps("propose", "write", "cancel")
            await some.phone.press(leave)
            await some.phone.write("Peace")
            await seminar.calms()
        assert await kept_amendments(seminar) == []


async def test_nobody_proposes_without_end(seminar: Seminar) -> None:
    async with closing(seminar, "en") as (some, *_):
        for number in range(1, 21):
            await some.phone.press("amend")
            await some.phone.write(f"{number}.")
            await some.sees(some["kept"].format(number))
        assert await some.phone.press("amend") == "You have made 20 proposals; more are not taken."
        await some.phone.write("21.")
        await seminar.calms()
        assert len(await kept_amendments(seminar)) == 20


async def test_a_proposal_survives_a_restart(seminar: Seminar) -> None:
    async with closing(seminar, "en") as (some, *_):
        await some.opens()
        await some.taps("propose", "write")
    async with seminar.open():
        await some.phone.write("Peace")
        await some.sees(some["kept"].format(1))


@EACH
async def test_without_a_text_it_says_what_comes_next(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await brings_a_draft(seminar, None)
        await some.opens("not there", "comes next")
        assert some["nothing to change"] in await some.phone.press("amend")
        await some.phone.press("declarationpaper")
        await some.sees("not there")
        await organiser.opens("not there", "with the programme")
        await brings_a_draft(seminar, NEW_TEXT)
        await some.opens("draft", getattr(NEW_TEXT, language))


# --------------------------------------------------------------------- adopted


@EACH
async def test_it_is_adopted_told_and_committed_to(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, other):
        await joins_club(seminar, some, CLUB, "Қазақстан")
        await some.opens("draft")
        assert some["DRAFT"] in await printed(some)
        await organiser.adopts()
        for one in (some, other, organiser):
            message = one.phone.message(one["adopted"])
            assert one["text"] in message["text"]
        await some.taps("commit", "may it be named", f"{CLUB}, Қазақстан", some["committed"].format(1))
        some.phone.message(some["adopted"])  # stays to be read
        await some.taps("name it", "named", "adopted on", "text")
        await other.taps("commit", "counted", other["committed"].format(2))
        assert other["name it"] not in other.phone.labels

        paper = await printed(some)
        assert f"{CLUB}, Қазақстан" in paper
        assert some["committed"].format(2) in paper
        assert some["DRAFT"] not in paper
        await some.opens("named")
        await some.taps("do not name it", "not named")
        assert CLUB not in await printed(some)
        await some.opens("not named")
        await some.taps("uncommit", "commit", some["committed"].format(1))
        await organiser.phone.write("/audit")
        await organiser.phone.sees(f"{organiser.phone.person.first_name}: {organiser['in the log']}")


@EACH
async def test_what_all_will_read_is_seen_in_each_language_first(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, other):
        await organiser.opens("draft")
        await organiser.taps("adopt", "sure", "text")
        for reader in (some, other):
            await organiser.phone.tap(reader.language_name)
            await organiser.sees(reader["text"], "sure")
        await seminar.calms()
        assert some.phone.came() == []


@EACH
async def test_another_text_than_was_looked_at_is_not_adopted(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await organiser.opens()
        await organiser.taps("adopt", "sure")
        await brings_a_draft(seminar, NEW_TEXT)
        assert organiser["changed"] in await organiser.taps("adopt now", "sure")
        await some.opens("draft")
        await organiser.taps("adopt now", "adopted on")
        await seminar.calms()
        assert getattr(NEW_TEXT, language) in some.phone.message(some["adopted"])["text"]
        await brings_a_draft(seminar, None)
        await some.opens("adopted on", getattr(NEW_TEXT, language))


async def test_two_taps_adopt_it_once(seminar: Seminar) -> None:
    async with closing(seminar, "en") as (some, organiser, _):
        await organiser.opens()
        await organiser.taps("adopt", "sure")
        again = organiser.phone.button(organiser["adopt now"])[1]["data"]
        await organiser.taps("adopt now", "adopted on")
        assert await organiser.phone.press(again) == organiser["adopted already"]
        assert await organiser.phone.press("adopt") == organiser["adopted already"]
        await seminar.calms()
        assert len(some.phone.came()) == 1


@EACH
async def test_in_quiet_hours_people_are_told_in_the_morning(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language, at(1, "21:30")) as (some, organiser, other):
        await other.phone.press("zone:Europe/Berlin")  # where it is half past five in the afternoon
        await some.phone.press("mute:announcement")
        await organiser.opens()
        await organiser.taps("adopt", "sure", "quiet")
        await organiser.taps("adopt now")
        await seminar.calms()
        other.phone.message(other["adopted"])
        organiser.phone.came()
        await seminar.moves_to(at(2, "08:59"))
        assert organiser["adopted"] not in "".join(organiser.phone.came())
        await seminar.moves_to(at(2, "09:00"))
        assert organiser["adopted"] in "".join(organiser.phone.came())
        assert some["adopted"] not in "".join(some.phone.came())


async def test_an_author_is_told_in_the_morning_what_was_decided_in_the_end(seminar: Seminar) -> None:
    async with closing(seminar, "en", at(1, "21:30")) as (some, organiser, _):
        await some.proposes("Peace")
        proposal = some.phone.newest["buttons"][0][0]["data"].partition(":")[2]
        some.phone.came()
        for decision in ("declined", "taken", "taken"):
            await organiser.phone.press(f"decide:{proposal}:{decision}")
        await seminar.calms()
        assert some.phone.came() == []
        await seminar.moves_to(at(2, "09:00"))
        news = [text for text in some.phone.came() if "Peace" in text]
        assert len(news) == 1
        assert some["taken"] in news[0]


@EACH
async def test_no_changes_are_taken_any_more(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, other):
        await other.proposes("Peace")
        proposal = other.phone.newest["buttons"][0][0]["data"].partition(":")[2]
        await some.opens()
        await some.taps("propose", "write")
        await organiser.adopts()
        await some.phone.write("Too late")
        await some.sees("closed")
        assert some["closed"] in await some.phone.press("amend")
        assert await kept_amendments(seminar) == ["Peace"]
        assert organiser["closed"] in await organiser.phone.press(f"decide:{proposal}:taken")
        await organiser.sees("proposal of", "none yet")
        await seminar.settles()
        assert other.phone.message(other["undecided"])
        await other.phone.press(f"amended:{proposal}")
        await other.sees("no decision")
        await other.phone.press(f"unamend:{proposal}")
        assert await kept_amendments(seminar) == []


@EACH
async def test_an_adoption_is_withdrawn_only_while_nobody_has_committed(
    seminar: Seminar, language: str
) -> None:
    async with closing(seminar, language) as (some, organiser, _):
        await organiser.adopts()
        await some.taps("commit", "counted")
        notice = await organiser.taps("withdraw")
        assert organiser["stays"] in notice
        assert organiser["withdraw"] not in organiser.phone.labels
        await some.taps("uncommit", "commit")
        await organiser.opens()
        await organiser.taps("withdraw", "yes, a draft")
        await organiser.taps("yes, a draft", "draft", "adopt")
        await seminar.calms()
        some.phone.message(some["a draft again"])
        assert some["out of date"] in await some.phone.press("commit")
        await some.opens("draft", "propose")
        await organiser.adopts()
        assert sum(some["adopted"] in text for text in some.phone.came()) == 2


@EACH
async def test_whoever_deletes_their_data_is_counted_no_more(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, other):
        await joins_club(seminar, some, CLUB, "Қазақстан")
        await some.proposes("Peace")
        await organiser.adopts()
        await some.phone.press("commit")
        await some.phone.press("listme:yes")
        await some.sees("named")
        await some.phone.press("forget:yes")
        await seminar.calms()
        assert await kept_amendments(seminar) == []
        await other.opens("adopted on", other["committed"].replace("3", "2").format(0))
        assert CLUB not in await printed(other)


# ------------------------------------------------------------------ wrong turns


@EACH
async def test_a_participant_decides_nothing(seminar: Seminar, language: str) -> None:
    async with closing(seminar, language) as (some, organiser, other):
        await other.proposes("Peace")
        for forged in FOR_ORGANISERS:
            assert some["out of date"] in await some.phone.press(forged), forged
        await some.phone.press("unamend:1")
        assert await kept_amendments(seminar) == ["Peace"]
        await some.opens("draft")
        assert not {some["adopt"], some["all proposals"]} & set(some.phone.labels)
        await organiser.opens("draft", "unanswered")


async def test_forged_buttons_change_nothing(seminar: Seminar) -> None:
    async with closing(seminar, "en") as (some, organiser, _):
        for forged in FORGED:
            assert some["out of date"] in await some.phone.press(forged), forged
        for forged in ("amendment:99", "decide:99:taken", "decide:1", "unadopt", "unadopt:1:yes"):
            assert organiser["out of date"] in await organiser.phone.press(forged), forged
        assert organiser["changed"] in await organiser.phone.press("proclaim:abcd1234")
        await some.opens("draft")


async def test_a_stranger_is_asked_to_come_in_first(seminar: Seminar) -> None:
    async with seminar.open():
        stranger = Somebody(seminar, "ru")
        await stranger.phone.write("/declaration")
        await stranger.phone.sees("Русский")
        await stranger.phone.press("commit")
        await stranger.phone.sees("Русский")
        await seminar.moves_to(CLOSING)
        assert stranger["text"] not in "".join(screen["text"] for screen in stranger.phone.screens)
