"""Organisers tap through the plans; nobody else does."""

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from bot.announcements import queries as announcements
from bot.announcements.audience import count
from bot.announcements.rules import Announcement
from bot.context import Services
from bot.followup.rules import Help, Said
from bot.people.rules import RIGHTS
from bot.progress.handlers import HANDLERS
from bot.storage.tables import people, plan_leads, steps
from tests.people.telegram import OWNER, Phone
from tests.progress.clubs import club_plan, says, somebody


async def plan_in(services: Services, club: str = "Bridge", steps: int = 2, **values: Any) -> int:
    """Its steps are due on the day before the clock's."""
    async with services.database.writing() as tx:
        day = services.clock.now().date().replace(day=1)
        return await club_plan(tx, club, *[day] * steps, **values)


async def test_nothing_yet_says_why_and_what_comes_next(organiser: Phone) -> None:
    await organiser.write("/plans")
    assert "No club has begun a plan yet." in organiser.text
    assert "From the final session on" in organiser.text
    assert [*organiser.buttons.values()] == ["plans", "organise"]


async def test_drafts_alone_are_told(organiser: Phone, services: Services) -> None:
    await plan_in(services, state="draft", kept_at=None)
    await organiser.write("/plans")
    assert "No plan is ready yet. Drafts: 1" in organiser.text
    await organiser.tap("plansby:club")
    assert "Bridge, Poland · draft" in organiser.text.replace(" [en]", "")


async def test_the_organisers_home_leads_there(organiser: Phone) -> None:
    await organiser.write("/organise")
    assert organiser.buttons["Plans [en]"] == "plans"


async def test_from_a_country_to_a_club(organiser: Phone, services: Services) -> None:
    bridge, _ = await plan_in(services), await plan_in(services, "Arch", country="Kyrgyzstan")
    await organiser.tap("plansby:country")
    assert [label for label in organiser.buttons if "[en]" not in label] == ["Kyrgyzstan", "Poland"]
    await organiser.tap(organiser.buttons["Poland"])
    assert "Arch" not in organiser.text
    await organiser.tap(organiser.buttons["Bridge"])
    assert organiser.text.startswith("<b>Bridge, Poland</b>")
    assert "Step 2 of Bridge" in organiser.text
    assert organiser.buttons["Write to the club [en]"] == f"writeclub:{bridge}"


async def test_a_long_list_has_pages(organiser: Phone, services: Services) -> None:
    for number in range(10, 20):
        await plan_in(services, f"Club {number}")
    await organiser.tap("plansby:club")
    assert "Club 16" not in organiser.text
    await organiser.tap(organiser.buttons["More › [en]"])
    assert "Club 16" in organiser.text
    await organiser.tap("late:3")
    assert "Club 19: Step 2" in organiser.text.replace(" [en]", "")


async def test_a_plan_tells_what_was_said_in_order(organiser: Phone, services: Services) -> None:
    plan = await plan_in(services)
    now = services.clock.now()
    async with services.database.writing() as tx:
        await says(tx, plan, 0, Said.DIFFICULTY, now, help=Help.DATE, text="No <b>room</b>")
        await says(tx, plan, 0, Said.DONE, now, text="At last", file_id="photo-1", file_kind="photo")
    await organiser.tap(f"planof:{plan}")
    text = organiser.text.replace(" [en]", "")
    assert text.index("difficulties (A later date) “No room”") < text.index("done “At last”")
    (attachment,) = [data for data in organiser.buttons.values() if data.startswith("planattachment:")]
    await organiser.tap(attachment)
    assert organiser.screens[-1]["photo"] == "photo-1"
    await organiser.tap("troubles")
    assert "“No room”" in organiser.text


async def test_a_step_tells_to_whom_it_was_handed(organiser: Phone, services: Services) -> None:
    plan = await plan_in(services, steps=1)
    async with services.database.writing() as tx:
        other = await somebody(tx, name="Boris")
        row = {"person_id": other, "plan_id": plan, "joined_at": services.clock.now()}
        await tx.execute(insert(plan_leads).values(row))
        await tx.execute(update(steps).values(lead_id=other))
    await organiser.tap(f"planof:{plan}")
    assert "Handed over: Boris" in organiser.text


async def test_why_a_plan_was_given_up_is_read(organiser: Phone, member: Phone, services: Services) -> None:
    """As its lead writes it after /stop."""
    async with services.database.writing() as tx:
        lead = await tx.scalar(select(people.c.id).where(people.c.telegram_id == 1001))
        await tx.execute(update(people).values(language="en"))
    plan = await plan_in(services, lead=lead)
    silent = await plan_in(services, "Arch", state="dropped")
    await member.tap(f"giveup:{plan}:yes")
    await member.write("Our <director> left")
    await organiser.write("/plans")
    assert "Given up: 2" in organiser.text.replace(" [en]", "")
    await organiser.tap(organiser.buttons["Given up [en]"])
    text = organiser.text.replace(" [en]", "")
    assert "• Bridge\n“Our &lt;director&gt; left”\n• Arch\nThey have not written why." in text
    assert f"planof:{silent}" in organiser.buttons.values()
    await organiser.tap(organiser.buttons["Bridge"])
    text = organiser.text.replace(" [en]", "")
    assert "The club has given this plan up." in text
    assert "given up “Our &lt;director&gt; left”" in text
    assert f"writeclub:{plan}" not in organiser.buttons.values()
    await organiser.tap("plansby:club")
    assert "Arch, Poland · given up" in organiser.text.replace(" [en]", "")


# ------------------------------------------------------------------------- writing to a club


async def test_one_tap_leads_to_typing_to_the_leads_alone(organiser: Phone, services: Services) -> None:
    plan, _ = await plan_in(services), await plan_in(services, "Arch")
    await organiser.tap(f"writeclub:{plan}")
    await organiser.write("How can we help?")
    (draft,) = await _drafts(services)
    assert draft.texts == {"en": "How can we help?"}
    async with services.database.reading() as tx:
        assert (await count(tx, draft.audience, services.settings.organisers)).reached == 1
    await organiser.tap(f"audience:{draft.id}")
    assert "Leads of the plan [en]: Bridge" in organiser.text


async def test_tapped_twice_it_is_one_draft_and_another_s_text_stays(
    organiser: Phone, services: Services
) -> None:
    bridge, arch = await plan_in(services), await plan_in(services, "Arch")
    await organiser.tap(f"writeclub:{bridge}")
    await organiser.tap(f"writeclub:{bridge}")
    assert len(await _drafts(services)) == 1
    await organiser.write("Dear Bridge")
    await organiser.tap(f"writeclub:{arch}")
    assert sorted(len(draft.texts) for draft in await _drafts(services)) == [0, 1]


async def test_whom_nothing_reaches_nobody_writes_to(organiser: Phone, services: Services) -> None:
    async with services.database.writing() as tx:
        lead = await somebody(tx, active=False)
    plan = await plan_in(services, lead=lead)
    await organiser.tap(f"planof:{plan}")
    assert "cannot be reached" in organiser.text
    assert f"writeclub:{plan}" not in organiser.buttons.values()
    await organiser.tap(f"writeclub:{plan}")
    assert "This was out of date." in organiser.notice
    assert await _drafts(services) == []


async def _drafts(services: Services) -> list[Announcement]:
    async with services.database.reading() as tx:
        theirs = await tx.scalar(select(people.c.id).where(people.c.telegram_id == OWNER))
        return list(await announcements.drafts_of(tx, theirs or 0))


# ------------------------------------------------------------------------- wrong turns

FORGED = (
    *("planof", "planof:99", "planof:-1", "planof:x", "plansby", "plansby:stars", "plansin:club"),
    *("plansin:country:99", "planattachment:99", "planattachment", "writeclub:99", "writeclub"),
    *("planschart", "planschart:pie"),
)


@pytest.mark.parametrize("data", FORGED)
async def test_what_is_no_more_shows_all_plans_again(organiser: Phone, services: Services, data: str) -> None:
    await plan_in(services)
    await organiser.tap(data)
    assert "This was out of date." in organiser.notice
    assert "How the clubs' plans go" in organiser.text


async def test_a_plan_that_was_given_up_is_no_audience(organiser: Phone, services: Services) -> None:
    plan = await plan_in(services, state="dropped")
    await organiser.tap(f"writeclub:{plan}")
    assert "This was out of date." in organiser.notice
    assert await _drafts(services) == []


async def test_without_a_day_or_a_done_step_there_is_no_picture(organiser: Phone, services: Services) -> None:
    await plan_in(services, steps=0)
    await organiser.tap("planschart:time")
    assert "There is nothing to draw yet" in organiser.notice


@pytest.mark.parametrize("action", HANDLERS)
async def test_others_read_nothing_of_it(member: Phone, services: Services, action: str) -> None:
    plan = await plan_in(services, "Secret")
    await member.tap(f"{action}:{plan}")
    assert "Secret" not in member.text
    assert action in RIGHTS


async def test_a_lead_who_is_no_organiser_reads_no_other_club(member: Phone, services: Services) -> None:
    async with services.database.writing() as tx:
        lead = await tx.scalar(select(people.c.id).where(people.c.telegram_id == 1001))
        await tx.execute(update(people).values(language="en"))
    await plan_in(services, "Own", lead=lead)
    other = await plan_in(services, "Secret")
    await member.tap(f"planof:{other}")
    assert "Secret" not in member.text
