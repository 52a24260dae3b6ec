"""Lines and buttons that several screens share."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.agenda.outlook import Outlook, Slot
from bot.agenda.rules import Block, Choice, Kind, Session
from bot.i18n.dates import clock_time, date_and_time
from bot.i18n.translator import Translator
from bot.screens import Button
from bot.screens.length import button

RUNNING = "●"
OWN = "✓"
KEPT = "⏳"


def room(t: Translator, outlook: Outlook, session: Session) -> str:
    return outlook.programme.room(session.room_id).name.to(t.language)


def directions(t: Translator, outlook: Outlook, session: Session) -> str | None:
    """How to find the room, where the programme says it."""
    way = outlook.programme.room(session.room_id).directions
    return way.to(t.language) if way else None


def time_of(outlook: Outlook, session: Session | Block | Slot) -> str:
    return clock_time(session.starts_at, outlook.programme.zone)


def session_line(t: Translator, outlook: Outlook, session: Session) -> Markup:
    """✓ Creative pedagogy · Hall 2."""
    name = session.short.to(t.language)
    if session.cancelled:
        return t("<s>{session}</s> · cancelled", session=name)
    mark = f"{OWN} " if outlook.is_own(session) else ""
    return Markup("{}{} · {}").format(mark, name, room(t, outlook, session))


def slot_lines(t: Translator, outlook: Outlook, slot: Slot) -> Sequence[Markup]:
    """A block as it is for a person: their session, or how many there are to choose from."""
    if len(slot.sessions) > 1:
        return [parallel_line(t, slot.sessions)]
    return [session_line(t, outlook, slot.sessions[0])]


def parallel_line(t: Translator, sessions: Sequence[Session]) -> Markup:
    """How many there are, in whole phrases: each language counts and inflects in its own way."""
    kinds = {session.kind for session in sessions}
    count = len(sessions)
    if kinds == {Kind.TRAINING}:
        return t.plural(
            "{count} training session in parallel", "{count} training sessions in parallel", count
        )
    if kinds == {Kind.WORKSHOP}:
        return t.plural("{count} workshop in parallel", "{count} workshops in parallel", count)
    return t.plural("{count} session in parallel", "{count} sessions in parallel", count)


def choice_lines(t: Translator, outlook: Outlook, choice: Choice) -> Sequence[Markup]:
    """Until when it is open, and a person's place in its list."""
    if not choice.open_at(outlook.now):
        return [closed_line(t, outlook, choice.id)]
    moment = date_and_time(choice.closes_at, outlook.programme.zone, t.language)
    return [t("Open until: {moment}", moment=moment), *waiting_lines(t, outlook, choice.id)]


def closed_line(t: Translator, outlook: Outlook, choice_id: str) -> Markup:
    """Choosing is over; somebody without a seat reads whom to ask for one."""
    if choice_id in {choice.id for choice in outlook.missed()}:
        return t("Choosing is over. To get a seat, please ask at the registration desk.")
    return t("Choosing is over.")


def not_made_line(t: Translator, choice: Choice) -> Markup:
    # TRANSLATORS: the choice is called, for example, "Choice of training session"
    return t("{choice}: nothing chosen yet", choice=choice.name.to(t.language))


def waiting_lines(t: Translator, outlook: Outlook, choice_id: str) -> Sequence[Markup]:
    """A person's place in the list of a choice, or the seat that is kept for them there."""
    wait = outlook.waits.get(choice_id)
    session = outlook.programme.session(wait.session_id) if wait else None
    if wait is None or session is None or not outlook.open(session):
        return []
    name = session.short.to(t.language)
    if until := outlook.offer(session):
        time = clock_time(until, outlook.programme.zone)
        return [t("A seat is kept for you until {time}: {session}", time=time, session=name)]
    if wait.ahead == 0:
        return [t("Waiting list: {session}; you are next", session=name)]
    return [t("Waiting list: {session}; before you: {count}", session=name, count=wait.ahead)]


def choose_row(t: Translator, outlook: Outlook) -> list[list[Button]]:
    """The way to what is still unchosen, if anything is."""
    choices = outlook.unchosen()
    way = f"choose:{choices[0].id}" if len(choices) == 1 else "choose"
    # TRANSLATORS: max 28
    return [[Button(t.label("Choose"), way)]] if choices else []


def offer_rows(t: Translator, outlook: Outlook) -> list[list[Button]]:
    """The ways to seats that are kept for a person, and not theirs yet."""
    return [
        [button(f"{KEPT} {session.short.to(t.language)}", f"session:{session.id}")]
        for session in outlook.offers()
    ]


def free_seats_row(t: Translator, outlook: Outlook) -> list[list[Button]]:
    """The way to the sessions of the first choice that closed without this person."""
    # TRANSLATORS: max 28; to parallel sessions and how many seats are left in each
    return [[Button(t.label("Free seats"), f"block:{choice.id}")] for choice in outlook.missed()[:1]]


def to_block(block: Block) -> str:
    """Where a tap on a block leads."""
    return f"session:{block.sessions[0].id}" if len(block.sessions) == 1 else f"block:{block.key}"


def in_rows(buttons: Sequence[Button], width: int) -> list[Sequence[Button]]:
    return [buttons[start : start + width] for start in range(0, len(buttons), width)]
