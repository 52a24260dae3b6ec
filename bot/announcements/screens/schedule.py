"""An announcement that is to go out at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.agenda.rules import Programme
from bot.announcements.moments import Suggestion, When
from bot.announcements.rules import Announcement, Counts, State
from bot.announcements.screens.words import by_language, excerpt, reach
from bot.i18n.dates import clock_time, date_and_time
from bot.i18n.translator import Translator
from bot.screens import Button, Screen
from bot.screens.pages import back


class Trouble(Enum):
    """Why a time cannot be taken."""

    UNREADABLE = auto()
    PAST = auto()


def later_screen(  # noqa: PLR0913, PLR0917 -- each is needed for a word or two
    t: Translator,
    programme: Programme,
    announcement: Announcement,
    now: datetime,
    suggested: Sequence[Suggestion],
    trouble: Trouble | None = None,
) -> Screen:
    """Choose a time, or write one."""
    zone, city = programme.zone, programme.city.to(t.language)
    text = t.lines(
        t.bold(t("When is it to go out?")),
        _trouble_line(t, trouble),
        t("Now: {moment}, {city}", moment=date_and_time(now, zone, t.language), city=city),
        t("Choose a time or write it, for example: {first} or {second}", first="16:30", second="1.05 09:00"),
    )
    way = f"later:{announcement.id}:{announcement.fingerprint}"
    rows = [[Button(_label(t, one, zone), f"{way}:{minutes_of(one.moment)}")] for one in suggested]
    is_scheduled = announcement.state is State.SCHEDULED
    whence = f"progress:{announcement.id}" if is_scheduled else f"preview:{announcement.id}"
    return Screen(text, [*rows, back(t, whence)])


def minutes_of(moment: datetime) -> int:
    """A moment on a button."""
    return int(moment.timestamp()) // 60


def _trouble_line(t: Translator, trouble: Trouble | None) -> Markup | None:
    if trouble is None:
        return None
    lines: Mapping[Trouble, Markup] = {
        Trouble.UNREADABLE: t("This could not be read as a time. Please write it as in the example."),
        Trouble.PAST: t("This time is over. Please choose a later one."),
    }
    return lines[trouble]


def _label(t: Translator, one: Suggestion, zone: ZoneInfo) -> str:
    time = clock_time(one.moment, zone)
    labels = {
        # TRANSLATORS: max 28
        When.SOON: t.label("In 10 minutes: {time}", time=time),
        # TRANSLATORS: max 28
        When.IN_AN_HOUR: t.label("In an hour: {time}", time=time),
        # TRANSLATORS: max 28; when what runs now ends
        When.END: t.label("After this session: {time}", time=time),
        # TRANSLATORS: max 28
        When.BREAK: t.label("At the next break: {time}", time=time),
        # TRANSLATORS: max 28
        When.TOMORROW: t.label("Tomorrow: {time}", time=time),
    }
    return labels[one.when]


def scheduled_screen(t: Translator, zone: ZoneInfo, announcement: Announcement, counts: Counts) -> Screen:
    """It waits for its time."""
    text = t.lines(
        t.bold(_goes_out(t, zone, announcement)),
        excerpt(announcement.texts, t.language),
        "",
        reach(t, counts),
        by_language(counts),
        t("Whoever belongs to them at that time gets it."),
    )
    way = f"{announcement.id}:{announcement.fingerprint}"
    rows = [
        # TRANSLATORS: max 28; for an announcement
        [Button(t.label("Another time"), f"later:{way}")],
        [Button(t.label("Send now"), f"send:{way}")],
        # TRANSLATORS: max 28; the announcement becomes a draft again
        [Button(t.label("Do not send it"), f"unschedule:{announcement.id}")],
        back(t, "announced"),
    ]
    return Screen(text, rows)


def send_now_question(t: Translator, zone: ZoneInfo, announcement: Announcement) -> Screen:
    """Instead of at its time."""
    text = t.lines(t.bold(t("Send it now?")), _goes_out(t, zone, announcement))
    yes = f"send:{announcement.id}:{announcement.fingerprint}:now"
    # TRANSLATORS: max 28
    rows = [[Button(t.label("Yes, send it now"), yes)], back(t, f"progress:{announcement.id}")]
    return Screen(text, rows)


def _goes_out(t: Translator, zone: ZoneInfo, announcement: Announcement) -> Markup:
    if announcement.send_at is None:
        return t("It goes out in a moment")
    return t("To be sent: {moment}", moment=date_and_time(announcement.send_at, zone, t.language))


def taken_back_screen(t: Translator, draft: Announcement) -> Screen:
    """Tells its author what somebody else has done."""
    text = t.lines(
        t.bold(t("Another organiser has taken your announcement back")),
        excerpt(draft.texts, t.language),
        t("It will not be sent. It is a draft again."),
    )
    # TRANSLATORS: max 28; with the draft of an announcement
    return Screen(text, [[Button(t.label("Continue"), f"preview:{draft.id}")]])


def draft_again_notice(t: Translator) -> str:
    return t.label("It will not be sent. It is a draft again.")
