"""People who answer: forms are filled in as `bot.feedback` does it, without a chat."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Final

from sqlalchemy import update

from bot.agenda import queries as agenda
from bot.agenda.questions import Questionnaire
from bot.agenda.sample import read_sample
from bot.clock import ballot_number
from bot.feedback import queries as feedback
from bot.feedback.rules import COMMENT, RATING, SURVEY, TAG, Answer, State, Tag
from bot.people.queries import register
from bot.people.rules import Profile
from bot.storage.engine import Transaction
from bot.storage.tables import people

NOW: Final = datetime(2019, 4, 30, 12, tzinfo=UTC)  # late in the afternoon of the first day, in Almaty
PLENARY, TRAINING, OTHER = "d1-introduction", "d1-training2", "d1-training1"
FORM: Final = "choice:training"
_NUMBERS: Final = count(5000)

Answers = Sequence[Answer]


async def set_up(tx: Transaction) -> None:
    """The sample seminar."""
    await agenda.store_programme(tx, read_sample(), source="test", now=NOW)


async def somebody(tx: Transaction) -> int:
    """A new participant; their id."""
    person_id = await register(tx, Profile(next(_NUMBERS), "Somebody"), NOW)
    await tx.execute(update(people).where(people.c.id == person_id).values(language="en"))
    return person_id


async def answer(
    tx: Transaction, person_id: int, form: str, answers: Answers, session_id: str | None = None
) -> None:
    """They answer all this in one form."""
    ballot = await feedback.begin(tx, person_id, form, ballot_number(), session_id)
    assert ballot is not None
    for one in answers:
        await feedback.put(tx, ballot, one)


async def rate(
    tx: Transaction, marks: Sequence[int], session_id: str = TRAINING, *tags: Tag, comment: str = ""
) -> list[int]:
    """A new person for each mark rates a session, and says the same besides; their ids."""
    people_ids = [await somebody(tx) for _ in marks]
    for person_id, mark in zip(people_ids, marks, strict=True):
        await answer(
            tx, person_id, form_of(session_id), rating(session_id, mark, *tags, comment=comment), session_id
        )
    return people_ids


def form_of(session_id: str) -> str:
    return FORM if session_id in {TRAINING, OTHER} else f"slot:{session_id}"


def rating(session_id: str, mark: int, *tags: Tag, comment: str = "") -> Answers:
    return [
        Answer(session_id, RATING, "", str(mark)),
        *(Answer(session_id, TAG, tag) for tag in tags),
        *([Answer(session_id, COMMENT, "0", comment)] if comment else []),
    ]


async def survey(tx: Transaction, answers: Mapping[str, str | Sequence[str]]) -> None:
    """A new person answers questions of the survey; those with several options with a list."""
    parts = [
        Answer(SURVEY, question, *((part, "") if isinstance(said, list) else ("", part)))
        for question, said in answers.items()
        for part in (said if isinstance(said, list) else [said])
    ]
    await answer(tx, await somebody(tx), Questionnaire.SURVEY, parts)


async def assess(tx: Transaction, question: str, marks: Mapping[str, int]) -> None:
    """A new person assesses themselves, `before` or `after` or both."""
    said = [Answer(subject, question, "", str(mark)) for subject, mark in marks.items()]
    await answer(tx, await somebody(tx), Questionnaire.ASSESSMENT, said)


async def stay_away(tx: Transaction, person_id: int, form: str) -> None:
    """They say that they did not attend."""
    ballot = await feedback.begin(tx, person_id, form, ballot_number(), None)
    assert ballot is not None
    await feedback.set_state(tx, ballot, State.ABSENT)
