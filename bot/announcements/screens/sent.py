"""What was sent lately, who did not get it, and what is asked before something cannot be undone."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.announcements.outcome import Course, Unreached
from bot.announcements.rules import Announcement, State
from bot.announcements.screens.progress import fate_name
from bot.announcements.screens.words import excerpt
from bot.i18n.dates import clock_time, day_of, short_date
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Screen
from bot.screens.length import button, shorten
from bot.screens.pages import Page, back

LISTED: Final = 6  # announcements on a page
NAMED: Final = 10  # people on a page
NAME: Final = 40  # UTF-16 units of a name or a club

MARKS: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.SCHEDULED: "🕒",
        State.SENDING: "▶",
        State.PAUSED: "⏸",
        State.STOPPED: "⏹",
        State.SENT: "✓",
        State.WITHDRAWN: "✗",
    }
)


def history_screen(t: Translator, zone: ZoneInfo, known: Sequence[Announcement], number: int) -> Screen:
    """What goes out at a time, goes out now, and was sent; the newest first."""
    page = Page(known, LISTED, number)
    some = t("Tap one to see whom it reached, to correct or to withdraw it.")
    text = t.lines(
        t.bold(t("Announcements")),
        some if known else t("Nothing has been sent yet. Begin with a new one."),
    )
    rows = [
        *([_one_button(t, zone, one)] for one in page.things),
        *page.buttons(t, "announced"),
        [Button(t.label("New announcement"), "announce")],
        back(t, "announce"),
    ]
    return Screen(text, rows)


def _one_button(t: Translator, zone: ZoneInfo, one: Announcement) -> Button:
    """✓ 30 Apr 14:02 The bus leaves..."""
    at = one.send_at or one.created_at
    moment = f"{short_date(day_of(at, zone), t.language)} {clock_time(at, zone)}"
    label = f"{MARKS[one.state]} {moment} {excerpt(one.texts, t.language)}"
    return button(label, f"progress:{one.id}")


def unreached_screen(
    t: Translator, announcement: Announcement, people: Sequence[Unreached], number: int
) -> Screen:
    """By name, with the reason."""
    page = Page(people, NAMED, number)
    text = t.lines(
        t.bold(t("Did not get it: {count}", count=len(people))),
        *(_person_line(t, one) for one in page.things),
        None if people else t("Everybody got it."),
    )
    rows = [*page.buttons(t, f"unreached:{announcement.id}"), back(t, f"progress:{announcement.id}")]
    return Screen(text, rows)


def _person_line(t: Translator, one: Unreached) -> Markup:
    """Aigerim (Қазақша, UNESCO Club): blocked the bot."""
    about = [LANGUAGE_NAMES[one.language]] if one.language else []
    about += [shorten(one.club, NAME)] if one.club else []
    who = Markup("{} ({})").format(shorten(one.name, NAME), ", ".join(about)) if about else one.name
    return Markup("{}: {}").format(who, fate_name(t, one.fate))


# ------------------------------------------------------------------- questions


def stop_question(t: Translator, course: Course) -> Screen:
    """Asked while it is paused, so that nothing leaves meanwhile."""
    its_id, tally = course.announcement.id, course.tally
    text = t.lines(
        t.bold(t("Stop it for good?")),
        t("It is paused. Sent: {sent} · left: {left}", sent=tally.reached, left=tally.waiting),
        t("Who has not got it yet will not get it any more."),
    )
    rows = [
        # TRANSLATORS: max 28
        [Button(t.label("Yes, stop it"), f"halt:{its_id}:yes")],
        # TRANSLATORS: max 28; with sending
        [Button(t.label("No, go on"), f"resume:{its_id}")],
        back(t, f"progress:{its_id}"),
    ]
    return Screen(text, rows)


def withdraw_question(t: Translator, course: Course) -> Screen:
    its_id, tally = course.announcement.id, course.tally
    text = t.lines(
        t.bold(t("Withdraw this announcement?")),
        excerpt(course.announcement.texts, t.language),
        t("Messages that will be deleted: {count}", count=tally.reached),
        t("Not sent any more: {count}", count=tally.waiting) if tally.waiting else None,
        t("Telegram lets us delete a message for 48 hours. Who has read it has read it."),
    )
    # TRANSLATORS: max 28; an announcement
    rows = [[Button(t.label("Yes, withdraw it"), f"withdraw:{its_id}:yes")], back(t, f"progress:{its_id}")]
    return Screen(text, rows)


# --------------------------------------------------------------------- notices


def already_notice(t: Translator) -> str:
    """Somebody tapped twice, or two people at once."""
    return t.label("That has been done already.")
