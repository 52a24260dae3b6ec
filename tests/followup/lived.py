"""What can happen to a plan in a year."""

from datetime import timedelta

from bot.followup.rules import Said
from bot.plans.rules import PlanState, StepState
from tests.followup.year import Year, days


class Lived:
    """Its deeds take a number: of days, of a step, or of a lead; there may be no such step or lead."""

    def __init__(self, year: Year) -> None:
        self.year = year

    # ------------------------------------------------------------------ time

    def wait(self, number: int) -> None:
        for _ in range(number * 24):
            self.year.now += timedelta(hours=1)
            self.year.tick()

    def away(self, number: int) -> None:
        """The bot is not at work."""
        self.year.now += timedelta(hours=number * 7)

    def jump_ahead(self, number: int) -> None:
        self.year.now += days(number * 3)

    def jump_back(self, number: int) -> None:
        self.year.now -= timedelta(hours=number * 5)

    def lose(self, number: int) -> None:
        """Telegram is away."""
        self.year.loses = True

    def arrive(self, number: int = 0) -> None:
        self.year.loses = False

    # --------------------------------------------------------------- the leads

    def done(self, number: int) -> None:
        self._say(Said.DONE, number)

    def begun(self, number: int) -> None:
        self._say(Said.BEGUN, number)

    def words(self, number: int) -> None:
        self._read()
        self.year.says(Said.WORDS)

    def put_off(self, number: int) -> None:
        until_on = self.year.now.astimezone(self.year.hours.zone).date() + days(number * 5)
        self._read()
        if self._waits(number):
            self.year.says(Said.LATER, number, until_on)

    def settle(self, number: int) -> None:
        self._read()
        if self.year.asks:
            self.year.settles()

    def _say(self, said: Said, number: int) -> None:
        self._read()
        if self._waits(number):
            self.year.says(said, number)

    def _read(self) -> None:
        """Nobody answers in the instant in which they are asked."""
        self.year.now += timedelta(seconds=1)

    def _waits(self, number: int) -> bool:
        step = self.year.plan.step(number)
        return step is not None and step.waits

    def reopen(self, number: int) -> None:
        self.year.changes(number, state=StepState.OPEN)

    def drop(self, number: int) -> None:
        self.year.becomes(steps=tuple(step for step in self.year.plan.steps if step.id != number))

    def move(self, number: int) -> None:
        day = self.year.now.astimezone(self.year.hours.zone).date()
        self.year.changes(number, due_on=day + days(number * 4))

    def hand_over(self, number: int) -> None:
        self.year.changes(1, lead_id=number)

    def give_up(self, number: int) -> None:
        if number == 3:
            self.year.becomes(state=PlanState.DROPPED)

    def block(self, number: int) -> None:
        self.year.turns(number, active=False)

    def mute(self, number: int) -> None:
        self.year.turns(number, muted=True)

    def come_back(self, number: int) -> None:
        self.year.turns(number, active=True, muted=False)
