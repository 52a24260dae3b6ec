"""The agenda by day, and what runs in parallel."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.outlook import Outlook, Slot
from bot.agenda.rules import Block, Day, at_one_time
from bot.agenda.screens.parallel import session_buttons, session_lines, when
from bot.agenda.screens.words import (
    RUNNING,
    choice_lines,
    in_rows,
    parallel_line,
    slot_lines,
    time_of,
    to_block,
)
from bot.i18n.dates import short_date, short_weekday_date, weekday_date
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.length import button
from bot.screens.pages import Page, back

BLOCKS = 10  # lines on a page of a day
SESSIONS = 8  # lines on a page of parallel sessions
TIMES_IN_A_ROW = 4  # a time has five characters


def day_screen(t: Translator, outlook: Outlook, day: Day, wanted: int | None = None) -> Screen:
    """A day in blocks; without a wanted page, the one with this moment on it."""
    blocks = outlook.programme.blocks_of(day.id)
    slots = sorted(map(outlook.slot, blocks), key=lambda slot: slot.starts_at)
    page = Page(slots, BLOCKS, _page_of_now(outlook, blocks) if wanted is None else wanted)
    text = t.lines(
        t.bold(weekday_date(day.date, t.language)),
        *(_slot_line(t, outlook, slot) for slot in page.things),
        *([] if blocks else [t("Nothing is planned for this day yet.")]),
        *([Markup("<i>{}</i>").format(day.note.to(t.language))] if day.note else []),
    )
    times = [Button(time_of(outlook, slot), to_block(slot.block)) for slot in page.things]
    rows = [
        *in_rows(times, TIMES_IN_A_ROW),
        *page.buttons(t, f"agenda:{day.id}"),
        *_switcher(t, outlook, day),
    ]
    return Screen(text, [*rows, back(t, "now")])


def _page_of_now(outlook: Outlook, blocks: Sequence[Block]) -> int:
    over = sum(block.ends_at <= outlook.now for block in blocks)
    return 0 if over == len(blocks) else over // BLOCKS


def _slot_line(t: Translator, outlook: Outlook, slot: Slot) -> Markup:
    what = Markup("; ").join(slot_lines(t, outlook, slot))
    runs = any(session.runs_at(outlook.now) for session in slot.sessions)
    return Markup("{}  {}{}").format(time_of(outlook, slot), what, f"  {RUNNING}" if runs else "")


def _switcher(t: Translator, outlook: Outlook, day: Day) -> list[list[Button]]:
    days = outlook.programme.days
    place = days.index(day)
    row = []
    if place > 0:
        row.append(_to_day(t, "‹ {}", days[place - 1]))
    if place + 1 < len(days):
        row.append(_to_day(t, "{} ›", days[place + 1]))
    return [row] if row else []


def _to_day(t: Translator, shape: str, day: Day) -> Button:
    return button(shape.format(short_date(day.date, t.language)), f"agenda:{day.id}", in_a_row=2)


def block_screen(
    t: Translator, outlook: Outlook, block: Block, wanted: int = 0, *, choosing: bool = False
) -> Screen:
    """Parallel sessions: where, how many seats are left, and a way to each.

    `choosing`: all ways from here come back to what can be chosen, not to the agenda.
    """
    page = Page(block.sessions, SESSIONS, wanted)
    text = t.lines(
        *_heading(t, outlook, block),
        Markup(""),
        *session_lines(t, outlook, page.things, block.sessions),
    )
    verb, mark = ("choose", ":choose") if choosing else ("block", "")
    ways = session_buttons(t, outlook, page.things, block.sessions, mark)
    pages = page.buttons(t, f"{verb}:{block.key}")
    up = _choices(outlook) if choosing else f"agenda:{block.sessions[0].day_id}"
    return Screen(text, [*ways, *pages, back(t, up)])


def _choices(outlook: Outlook) -> str:
    """Where all choices stand; *now* where there is no other one to be made."""
    return "choose" if len(outlook.open_choices()) > 1 else "now"


def _heading(t: Translator, outlook: Outlook, block: Block) -> Sequence[Markup | str | None]:
    choice = outlook.programme.choice(block.choice_id) if block.choice_id else None
    if choice is None:
        return [t.bold(when(t, outlook, block, dated=True)), parallel_line(t, block.sessions)]
    day = _common_time(t, outlook, block)
    return [t.bold(choice.name.to(t.language)), day, *choice_lines(t, outlook, choice)]


def _common_time(t: Translator, outlook: Outlook, block: Block) -> str | None:
    """What is the same for all of them: the day and the time, the day alone, or nothing."""
    if at_one_time(block.sessions):
        return when(t, outlook, block, dated=True)
    days = {outlook.date_of(session.starts_at) for session in block.sessions}
    return short_weekday_date(days.pop(), t.language) if len(days) == 1 else None
