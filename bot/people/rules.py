"""Who people are, and the one table that says which role may do what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Role(StrEnum):
    """What somebody is in this seminar; everybody is a participant too."""

    PARTICIPANT = "participant"
    CLUB_LEAD = "club_lead"
    HOST = "host"  # trainer or room host of certain sessions
    ORGANISER = "organiser"
    OWNER = "owner"  # named in ORGANISERS; cannot be removed in the chat


class Kind(StrEnum):
    """A sort of message that comes by itself, and that a person may not want."""

    REMINDER = "reminder"
    CHANGE = "change"  # of the programme
    ANNOUNCEMENT = "announcement"
    FEEDBACK = "feedback"
    PLAN = "plan"


LEADS: Final = (0, 5, 10, 15, 30)  # minutes before a session; 0: no reminders

GUESSES: Final = 5  # wrong invitation codes that one person may try ...
GUESSES_WITHIN: Final = timedelta(hours=1)  # ... in this time


class Profile(NamedTuple):
    """What Telegram says about somebody."""

    telegram_id: int
    name: str
    username: str | None = None


@dataclass(frozen=True)
class Person:
    """Somebody the bot knows."""

    id: int
    telegram_id: int
    name: str
    language: str | None = None
    zone: str | None = None  # IANA; None: the seminar's
    reminder_lead: int = 10  # minutes before a session; 0: no reminders
    awaiting: str | None = None  # what the next typed text answers: an action, with arguments as on a button
    active: bool = True
    roles: frozenset[Role] = frozenset({Role.PARTICIPANT})
    hosts: frozenset[str] = field(default=frozenset())  # the programme's ids of the hosts this person is

    @property
    def known(self) -> bool:
        """False for a stranger, about whom nothing is stored."""
        return self.id != 0


@dataclass(frozen=True)
class Invitation:
    """What a code gives to whoever brings it."""

    role: Role
    subject: str = ""  # for a host: their id in the programme
    club: str = ""
    country: str = ""  # the club's
    plan_id: int | None = None  # whoever brings it leads this plan too
    uses: int = 1
    holds_for: timedelta = timedelta(days=14)


class Refusal(StrEnum):
    """Why a code opened nothing."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    USED = "used"
    OTHERS = "others"  # it is for one guest of the list, and whoever brings it is another one
    LEADS_ANOTHER = "leads another"  # plan; it stays theirs
    GUESSING = "guessing"  # too many wrong ones; this one was not even looked up


class Granted(NamedTuple):
    """What a code has given."""

    role: Role
    club: str | None
    fresh: bool  # false: they held it already, nothing was used up
    language: str | None = None  # that the organisers expect them to speak
    plan: bool = False  # they lead a plan by it


EVERYBODY: Final = frozenset(Role)
ORGANISERS: Final = frozenset({Role.ORGANISER, Role.OWNER})
HOSTS: Final = ORGANISERS | {Role.HOST}
ENTRANCE: Final = frozenset({"start", "language"})  # open to strangers too: these two ask who may come in

_PEOPLE = (
    *("start", "language", "languages", "settings", "leads", "lead", "kinds", "mute", "zones", "zone"),
    *("mydata", "forget", "help", "text", "unheard", "seek", "file", "stale"),
)
_AGENDA = (
    *("now", "agenda", "block", "session", "my", "ics", "find", "info"),
    *("choose", "seat", "leave", "wait", "unwait", "accept", "decline"),
)
_FEEDBACK = (
    *("feedback", "rate", "tag", "rated", "comment", "uncomment", "another", "attended", "absent"),
    *("survey", "reply", "notnow", "nomoreprompts"),
)
_PROGRAMME = (
    *("programme", "sendprogramme", "programmesheet", "undochange", "apply", "allchanges", "dropchange"),
    *("changeday", "change", "shift", "shiftday", "ends", "delay", "moveroom", "rooms"),
    *("calloff", "restore", "swapwith", "swap"),
)
_HOSTING = ("host", "hosting", "roomfull", "startlate")
_ANNOUNCEMENTS = (
    *("announce", "audience", "whom", "wording", "omit", "preview", "discard"),
    *("send", "later", "unschedule", "announced", "progress", "unreached"),
    *("pause", "resume", "halt", "correct", "corrected", "uncorrect", "withdraw"),
)
_LETTERS = ("letters", "letter", "original", "writer", "settle", "answer", "bind", "unbind")
_GUESTS = (
    *("guests", "guestlist", "takeguests", "dropguests", "findguest", "guest"),
    *("newlink", "strike"),
    *("guestlinks", "badges", "guestsheet", "guestchanges"),
)
_ORGANISERS_HOME = ("organise", "failures", "roles", "member", "hosts", "grant", "revoke")
_AUDIT = ("audit", "auditfile")
# Whoever leads a plan may change it: each handler asks.
_PLANS_MAKING = ("makeplan", "fill", "skip", "planlater", "keepplan")
_PLANS_EDITING = (
    *("steps", "step", "changestep", "editplan", "movestep", "dropstep", "addstep", "stepfrom"),
    "aboutplan",
)
_PLANS_READING = ("plan", "wholeplan", "planpaper", "plancalendar", "board", "publicplan")
_PLANS_SHARING = ("colead", "invitelead", "unlead", "publish")
_FOLLOWUP = (
    *("did", "going", "trouble", "notdone", "enough", "asked"),
    *("easier", "handto", "askorganisers", "remindlater"),
    *("stepnews", "askreply", "wordsabout", "somethingelse"),
    *("stop", "giveup", "whystopped", "takeup"),
)
_DECLARATION = (
    *("declaration", "declarationpaper", "amend", "amended", "unamend"),
    *("commit", "uncommit", "listme"),
)
_DECLARING = ("amendments", "amendment", "decide", "adopt", "proclaim", "unadopt")
_PROGRESS = (
    *("plans", "plansby", "plansin", "late", "troubles", "silent", "outofreach", "givenup"),
    *("planof", "planattachment", "writeclub", "planschart", "plansfile"),
)
_RESULTS = ("results", "chart", "comments")

RIGHTS: Final[Mapping[str, frozenset[Role]]] = MappingProxyType(
    {
        **dict.fromkeys(_PEOPLE, EVERYBODY),
        **dict.fromkeys(_AGENDA, EVERYBODY),
        "elsewhere": EVERYBODY,
        **dict.fromkeys(_FEEDBACK, EVERYBODY),
        **dict.fromkeys(("write", "pass-on", "recall"), EVERYBODY),
        **dict.fromkeys(_PROGRAMME, ORGANISERS),
        **dict.fromkeys(_HOSTING, HOSTS),
        **dict.fromkeys(_ANNOUNCEMENTS, ORGANISERS),
        **dict.fromkeys(_LETTERS, ORGANISERS),
        **dict.fromkeys(_GUESTS, ORGANISERS),
        **dict.fromkeys(_ORGANISERS_HOME, ORGANISERS),
        **dict.fromkeys(_AUDIT, ORGANISERS),
        **dict.fromkeys(_PLANS_MAKING, EVERYBODY),
        **dict.fromkeys(_PLANS_EDITING, EVERYBODY),
        **dict.fromkeys(_PLANS_READING, EVERYBODY),
        **dict.fromkeys(_PLANS_SHARING, EVERYBODY),
        **dict.fromkeys(_FOLLOWUP, EVERYBODY),
        **dict.fromkeys(_DECLARATION, EVERYBODY),
        **dict.fromkeys(_DECLARING, ORGANISERS),
        **dict.fromkeys(_PROGRESS, ORGANISERS),
        **dict.fromkeys(_RESULTS, HOSTS),
        "resultsfile": ORGANISERS,
    }
)


def may(roles: Collection[Role], action: str) -> bool:
    """Whether somebody with these roles may do it; what the table does not name is forbidden.

    Who has no role is a stranger, and may only ask to come in.
    """
    return action in ENTRANCE or not RIGHTS.get(action, frozenset()).isdisjoint(roles)
