"""Parallel sessions side by side: the seats left in each, and its time where they are not at one time."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.outlook import Outlook
from bot.agenda.rules import Block, Session, at_one_time
from bot.agenda.screens.words import session_line, time_of
from bot.i18n.dates import short_weekday_date, time_range
from bot.i18n.translator import Translator
from bot.screens import Button
from bot.screens.length import button


def session_lines(
    t: Translator, outlook: Outlook, shown: Sequence[Session], among: Sequence[Session]
) -> Sequence[Markup]:
    """Of these `among` all that are in parallel."""
    lines = [_session_and_seats(t, outlook, session) for session in shown]
    if at_one_time(among):
        return lines
    dated = len({session.day_id for session in among}) > 1
    times = [when(t, outlook, session, dated=dated) for session in shown]
    return [Markup("{}  {}").format(*pair) for pair in zip(times, lines, strict=True)]


def session_buttons(
    t: Translator, outlook: Outlook, shown: Sequence[Session], among: Sequence[Session], mark: str = ""
) -> list[list[Button]]:
    """`mark`: what stands behind the session's id in their data."""
    timed = len({session.starts_at for session in among}) > 1
    names = [session.short.to(t.language) for session in shown]
    labels = [f"{time_of(outlook, session)} {name}" for session, name in zip(shown, names, strict=True)]
    data = [f"session:{session.id}{mark}" for session in shown]
    return [[button(*pair)] for pair in zip(labels if timed else names, data, strict=True)]


def when(t: Translator, outlook: Outlook, session: Session | Block, *, dated: bool) -> str:
    times = time_range(session.starts_at, session.ends_at, outlook.programme.zone)
    day = short_weekday_date(outlook.date_of(session.starts_at), t.language)
    return f"{day}, {times}" if dated else times


def _session_and_seats(t: Translator, outlook: Outlook, session: Session) -> Markup:
    """✓ Creative pedagogy · Hall 2 · 14 seats left."""
    parts = [session_line(t, outlook, session), _seats(t, outlook, session)]
    return Markup(" · ").join(part for part in parts if part)


def _seats(t: Translator, outlook: Outlook, session: Session) -> Markup | None:
    """How many seats are left, as long as that matters."""
    left = outlook.seats_left(session)
    if left is None or session.choice_id is None or session.cancelled or session.ends_at <= outlook.now:
        return None
    if left == 0:
        # TRANSLATORS: of a session: no seat is left in it
        return t("full")
    return t.plural("{count} seat left", "{count} seats left", left)
