"""What a list would change of the one that there is: who of it is whom; decisions, as in rules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.guests.rules import Entry, Guest, folded
from bot.people.rules import Role


class Change(NamedTuple):
    """A guest whom a list describes otherwise."""

    former: Entry
    guest: Guest

    @property
    def changes_role(self) -> bool:
        """Whether the role is another one, or that of another host of the programme."""
        old, new = self.former.guest, self.guest
        return (old.role, old.host_id) != (new.role, new.host_id)


class Comparison(NamedTuple):
    """What a list would change; whoever it does not name stays as they are."""

    new: Sequence[Guest]
    changed: Sequence[Change]
    unchanged: int
    alike: Sequence[Guest] = ()  # new, with the name of somebody who is listed and whom the list leaves out
    staying: Sequence[Guest] = ()  # organisers all the same, where the list says otherwise

    @property
    def given(self) -> Sequence[Role]:
        """The roles of all who are new, or have another one than before."""
        return [
            *(guest.role for guest in self.new),
            *(change.guest.role for change in self.changed if change.changes_role),
        ]

    @property
    def taken(self) -> Sequence[Role]:
        """The roles that people who have come lose; all do by a list without a column of roles."""
        formers = (
            change.former for change in self.changed if change.changes_role and change.former.person_id
        )
        return [former.guest.role for former in formers if former.guest.role is not Role.PARTICIPANT]

    @property
    def readdressed(self) -> Sequence[Guest]:
        """Those who had an e-mail and have another one now."""
        return [change.guest for change in self.changed if not change.guest.may_be(change.former.guest)]


def compare(stored: Sequence[Entry], listed: Sequence[Guest]) -> Comparison:
    """Find each guest of a list among those who are there already, also where their e-mail is another one."""
    found = _known_again(stored, listed)
    corrected = _corrected(stored, listed, {entry.id for entry in found if entry})
    found = [entry or corrected.get(guest) for entry, guest in zip(found, listed, strict=True)]
    known = [Change(entry, guest) for entry, guest in zip(found, listed, strict=True) if entry]
    new = [guest for entry, guest in zip(found, listed, strict=True) if not entry]
    changed = [change for change in known if change.former.guest != change.guest]
    same = {change.former.id for change in known}
    left = {folded(entry.guest.name) for entry in stored if entry.id not in same}
    alike = tuple(guest for guest in new if folded(guest.name) in left)
    return Comparison(new, changed, len(known) - len(changed), alike)


def _known_again(stored: Sequence[Entry], listed: Sequence[Guest]) -> Sequence[Entry | None]:
    """The entry of each guest of the list: of their e-mail, or of their name and club where one has none."""
    names = {entry.guest.name_key: entry for entry in stored}
    known = names | {entry.guest.key: entry for entry in stored}
    found: list[Entry | None] = []
    same: set[int] = set()
    for guest in listed:
        entry = _found(known, guest)
        if entry and entry.id in same:
            entry = None
        if entry:
            same.add(entry.id)
        found.append(entry)
    return found


def _found(known: Mapping[str, Entry], guest: Guest) -> Entry | None:
    entries = (known.get(key) for key in (guest.key, guest.name_key))
    return next((entry for entry in entries if entry and entry.guest.may_be(guest)), None)


def _corrected(stored: Sequence[Entry], listed: Sequence[Guest], same: set[int]) -> Mapping[Guest, Entry]:
    """Guests whose e-mail alone is another one than on the list, where nobody else has their name."""
    before = Counter(_but_for_email(entry.guest) for entry in stored)
    after = Counter(map(_but_for_email, listed))
    left = {_but_for_email(entry.guest): entry for entry in stored if entry.id not in same}
    ways = [(guest, _but_for_email(guest)) for guest in listed]
    return {guest: left[key] for guest, key in ways if key in left and before[key] == after[key] == 1}


def _but_for_email(guest: Guest) -> tuple[str, Role, str]:
    return guest.name_key, guest.role, guest.host_id


def noted(source: str, comparison: Comparison) -> str:
    """For the audit: the file, how many are new, how many have changed."""
    return f"{source}: +{len(comparison.new)} ~{len(comparison.changed)}"
