"""Whether the bot itself is well."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from markupsafe import Markup

from bot.i18n.dates import clock_time, duration
from bot.i18n.translator import Translator
from bot.organisers.rules import Overview

MILLISECOND: Final = timedelta(milliseconds=1)
MINUTE: Final = timedelta(minutes=1)


def health(t: Translator, overview: Overview) -> Markup:
    if overview.figures.healthy:
        return t("✓ The bot is healthy: nothing waits for too long.")
    return Markup("⚠ {}").format(Markup(" · ").join(_troubles(t, overview)))


def _troubles(t: Translator, overview: Overview) -> Sequence[Markup]:
    figures, zone = overview.figures, overview.programme.zone
    troubles = []
    if figures.late and figures.late_since:
        since = clock_time(figures.late_since, zone)
        troubles.append(t("Messages that wait since {time}: {count}", time=since, count=figures.late))
    elif figures.late:
        troubles.append(t("Messages that got stuck: {count}", count=figures.late))
    if figures.unanswered:
        troubles.append(t("People who wait for an answer of the bot: {count}", count=figures.unanswered))
    if figures.parked:
        troubles.append(t("Taps and texts that the bot could not handle: {count}", count=figures.parked))
    return troubles


def machinery(t: Translator, overview: Overview) -> Markup:
    """Since when Telegram has brought nothing, and how long the database takes."""
    answered_in = t("Database: {count} ms", count=max(1, overview.answered_in // MILLISECOND))
    if overview.figures.received_at is None:
        return answered_in
    return Markup("{} · {}").format(_silence(t, overview.silence), answered_in)


def _silence(t: Translator, silence: timedelta) -> Markup:
    if silence < MINUTE:
        return t("Since the last tap or text: less than a minute")
    return t("Since the last tap or text: {time}", time=duration(silence, t.language))
