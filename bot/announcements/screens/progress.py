"""How an announcement goes out, and the report of whom it reached."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from markupsafe import Markup

from bot.announcements.outcome import Changes, Course, Fate, Tally
from bot.announcements.rules import State
from bot.announcements.screens.words import excerpt
from bot.i18n.dates import duration, seconds
from bot.i18n.localised import LANGUAGES
from bot.i18n.translator import LANGUAGE_NAMES, Translator
from bot.screens import Button, Rows, Screen
from bot.screens.bar import bar
from bot.screens.pages import back

GOOD: Final = frozenset({Fate.WAITING, Fate.REACHED})
BAD: Final = frozenset(Fate) - GOOD


def course_screen(t: Translator, course: Course) -> Screen:
    """What there is to know about an announcement that has begun, and to do with it."""
    numbers = [line for line in _numbers(t, course) if line]
    text = t.lines(
        *_headline(t, course),
        excerpt(course.announcement.texts, t.language),
        "" if numbers else None,
        *numbers,
    )
    rows = [*_ACTIONS[course.announcement.state](t, course), back(t, "announced")]
    return Screen(text, rows)


# -------------------------------------------------------------------- headline


def _headline(t: Translator, course: Course) -> Sequence[str]:
    """How far it is, with a bar while it goes."""
    state, tally = course.announcement.state, course.tally
    done = {"done": tally.total - tally.waiting, "total": tally.total}
    if course.withdrawal.waiting:
        return _changing(
            t, t("Withdrawing: {done} of {total}", **_part(course.withdrawal)), course.withdrawal
        )
    if state is State.SENDING:
        return t.bold(t("Sending: {done} of {total}", **done)), bar(tally.total - tally.waiting, tally.total)
    if state is State.PAUSED:
        return t.bold(t("Paused: {done} of {total}", **done)), bar(tally.total - tally.waiting, tally.total)
    if course.correction.waiting:
        return _changing(t, t("Correcting: {done} of {total}", **_part(course.correction)), course.correction)
    return [t.bold(_report(t, course))]


def _changing(t: Translator, headline: Markup, changes: Changes) -> Sequence[str]:
    return t.bold(headline), bar(changes.total - changes.waiting, changes.total)


def _report(t: Translator, course: Course) -> Markup:
    tally, state = course.tally, course.announcement.state
    if state is State.WITHDRAWN:
        return t("Withdrawn: {done} of {total}", **_part(course.withdrawal))
    reached = {"reached": tally.reached, "total": tally.addressed}
    if state is State.STOPPED:
        return t("Stopped: {reached} of {total} got it", **reached)
    if not tally.took:
        return t("Sent to {reached} of {total}", **reached)
    return t("Sent to {reached} of {total} in {time}", time=_span(t, tally.took), **reached)


def _part(changes: Changes) -> Mapping[str, int]:
    return {"done": changes.done, "total": changes.total}


# --------------------------------------------------------------------- numbers


def _numbers(t: Translator, course: Course) -> Sequence[str | None]:
    tally, state = course.tally, course.announcement.state
    if state is State.WITHDRAWN:
        return [*_fate_lines(t, tally, frozenset({Fate.DOUBTFUL})), *_changes_lines(t, course)]
    return [
        t("Sent: {sent} · left: {left}", sent=tally.reached, left=tally.waiting) if tally.waiting else None,
        _time_left(t, tally) if state is State.SENDING else None,
        _by_language(tally) if not tally.waiting else None,
        *_fate_lines(t, tally, BAD),
        *_changes_lines(t, course),
    ]


def _fate_lines(t: Translator, tally: Tally, fates: frozenset[Fate]) -> Sequence[Markup]:
    """How many met each of these fates, in their usual order."""
    met = [fate for fate in Fate if fate in fates and tally.of(fate)]
    return [Markup("{}: {}").format(fate_name(t, fate), tally.of(fate)) for fate in met]


def _time_left(t: Translator, tally: Tally) -> Markup | None:
    return t("Time left: {time}", time=_span(t, tally.left)) if tally.left else None


def _span(t: Translator, length: timedelta) -> str:
    """5.1 s; from a minute on 1 hour 2 minutes."""
    if length >= timedelta(minutes=1):
        return duration(length, t.language)
    # TRANSLATORS: so many seconds
    return t.label("{number} s", number=seconds(length, t.language))


def _by_language(tally: Tally) -> str | None:
    """Қазақша 51/52 · Русский 60/61 · English 34/34; no line ends between a language and its numbers."""
    parts = ((language, *tally.in_language(language)) for language in LANGUAGES)
    said = [f"{LANGUAGE_NAMES[its]}\N{NO-BREAK SPACE}{reached}/{of}" for its, reached, of in parts if of]
    return " · ".join(said) or None


def _changes_lines(t: Translator, course: Course) -> Sequence[Markup]:
    """What became of the messages that were to be corrected or deleted."""
    correction, withdrawal = course.correction, course.withdrawal
    lines = [
        (correction.total, t("Corrected: {done} of {total}", **_part(correction))),
        (correction.kept, t("Telegram no longer lets us correct: {count}", count=correction.kept)),
        (correction.failed, t("Not corrected otherwise: {count}", count=correction.failed)),
        (withdrawal.kept, t("Telegram no longer lets us delete: {count}", count=withdrawal.kept)),
        (withdrawal.failed, t("Not deleted otherwise: {count}", count=withdrawal.failed)),
        (withdrawal.kept, t("What cannot be deleted can still be corrected.")),
    ]
    return [line for count, line in lines if count]


def fate_name(t: Translator, fate: Fate) -> str:
    """Why some people did not get it, before a colon or after a name."""
    names = {
        Fate.DOUBTFUL: t.label("may have got it"),
        Fate.BLOCKED: t.label("blocked the bot"),
        Fate.DELETED: t.label("account deleted"),
        Fate.NO_CHAT: t.label("has never started the bot"),
        Fate.REFUSED: t.label("refused by Telegram"),
        Fate.LATE: t.label("too late for it"),
        Fate.CALLED_OFF: t.label("stopped before it left"),
        Fate.MUTED: t.label("wants no announcements"),
        Fate.SILENT: t.label("has not chosen a language"),
    }
    return names[fate]


# --------------------------------------------------------------------- buttons


def _while_sending(t: Translator, course: Course) -> Rows:
    its_id = course.announcement.id
    # TRANSLATORS: max 14
    pause = Button(t.label("Pause"), f"pause:{its_id}")
    return [[pause, _stop(t, its_id)], _refresh(t, its_id)]


def _while_paused(t: Translator, course: Course) -> Rows:
    its_id = course.announcement.id
    # TRANSLATORS: max 14; go on with what was paused
    resume = Button(t.label("Resume"), f"resume:{its_id}")
    return [[resume, _stop(t, its_id)], _refresh(t, its_id), _correct(t, its_id), _withdraw(t, its_id)]


def _afterwards(t: Translator, course: Course) -> Rows:
    its_id = course.announcement.id
    withdrawn = course.announcement.state is State.WITHDRAWN
    # TRANSLATORS: max 28; of an announcement
    names = [Button(t.label("Who did not get it"), f"unreached:{its_id}")]
    return [
        *([_refresh(t, its_id)] if course.under_way else []),
        *([names] if course.tally.missed else []),
        *([_correct(t, its_id)] if course.correctable else []),
        *([_withdraw(t, its_id)] if course.correctable and not withdrawn else []),
    ]


def _stop(t: Translator, its_id: int) -> Button:
    # TRANSLATORS: max 14
    return Button(t.label("Stop"), f"halt:{its_id}")


def _refresh(t: Translator, its_id: int) -> Sequence[Button]:
    # TRANSLATORS: max 28
    return [Button(t.label("Refresh"), f"progress:{its_id}")]


def _correct(t: Translator, its_id: int) -> Sequence[Button]:
    # TRANSLATORS: max 28; of an announcement
    return [Button(t.label("Correct the text"), f"correct:{its_id}")]


def _withdraw(t: Translator, its_id: int) -> Sequence[Button]:
    # TRANSLATORS: max 28; delete an announcement that was sent
    return [Button(t.label("Withdraw"), f"withdraw:{its_id}")]


_ACTIONS: Final = MappingProxyType(
    {
        State.SENDING: _while_sending,
        State.PAUSED: _while_paused,
        State.STOPPED: _afterwards,
        State.SENT: _afterwards,
        State.WITHDRAWN: _afterwards,
    }
)
