"""Whom a change reaches, in words: who is told, whose seat is lost, who has not chosen yet."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.agenda.changes import Change
from bot.i18n.dates import clock_time
from bot.i18n.translator import Translator
from bot.programme.rules import Choosing, Reach, Turn


def reach_lines(t: Translator, changes: Sequence[Change], reach: Reach) -> Sequence[Markup]:
    lines = [
        (reach.told, t("Will be told: {count}", count=reach.told)),
        (reach.overlaps, t("Two sessions at one time for: {count}", count=reach.overlaps)),
        (reach.seats_lost, t("Lose their seat: {count}", count=reach.seats_lost)),
        (reach.reminded, t("Already reminded, their message is corrected: {count}", count=reach.reminded)),
    ]
    shown = [line for count, line in lines if count]
    return [
        *([*shown, *_night_line(t, changes, reach)] or [t("Nobody has to be told.")]),
        *choosing_lines(t, reach),
    ]


def _night_line(t: Translator, changes: Sequence[Change], reach: Reach) -> Sequence[Markup]:
    if not (reach.told and reach.told_from):
        return []
    time = clock_time(reach.told_from, changes[0].new.zone)
    return [t("At night only what is near is told; the rest from {time} on.", time=time)]


def choosing_lines(t: Translator, reach: Reach) -> Iterator[Markup]:
    """For those who have not chosen yet, and are not told of it."""
    for choosing in reach.choosing:
        yield Markup("⚠ {}: {}").format(choosing.change.name.to(t.language), _turn(t, choosing))
        yield t("Have not chosen yet: {count}", count=choosing.unseated)


def _turn(t: Translator, choosing: Choosing) -> str:
    return {
        # TRANSLATORS: of a choice among parallel sessions, after its name and a colon
        Turn.SHUT: t.label("choosing is over at once"),
        # TRANSLATORS: of a choice among parallel sessions, after its name and a colon
        Turn.REOPENED: t.label("choosing is open again"),
        # TRANSLATORS: of a choice among parallel sessions, after its name and a colon
        Turn.EARLIER: t.label("choosing closes earlier"),
    }[choosing.turn]


def told_lines(t: Translator, changes: Sequence[Change], reach: Reach) -> Sequence[Markup]:
    """Once it is applied."""
    if reach.told_from is None:
        return [t("Within a few minutes a message goes to: {count}", count=reach.told)]
    return [t("Will be told: {count}", count=reach.told), *_night_line(t, changes, reach)]


def silence_line(t: Translator, hearing: int) -> Markup:
    """`hearing`: how many are about to be told of an earlier change of the same sessions."""
    if not hearing:
        return t("Nobody is told.")
    return t(
        "Nobody is told, but for those whose message about an earlier change is on its way: {count}",
        count=hearing,
    )
