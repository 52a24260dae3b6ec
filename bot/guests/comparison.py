"""What a list would change of the one that there is: who of it is whom; decisions, as in rules."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.guests.rules import Column, Entry, Guest, folded
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

    @property
    def differences(self) -> Sequence[tuple[Column, str, str]]:
        """Each value that is another one, before and after."""
        pairs = [(column, self.former.guest.value(column), self.guest.value(column)) for column in Column]
        return [(column, before, after) for column, before, after in pairs if before != after]

    @property
    def clears(self) -> bool:
        """Whether something that was said of them is said no more."""
        nothing = ("", Role.PARTICIPANT)
        return any(after in nothing and before not in nothing for _, before, after in self.differences)


class Comparison(NamedTuple):
    """What a list would change; whoever it does not name stays as they are."""

    new: Sequence[Guest]
    changed: Sequence[Change]  # first those of whom something is cleared
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
        """The roles that people who have come lose."""
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
    corrected = _corrected(stored, listed, {entry.id for entry in found.values()})
    entries = [found.get(place) or corrected.get(guest) for place, guest in enumerate(listed)]
    countries = {folded(guest.club): guest.country for guest in listed if guest.country}
    known = [
        Change(entry, _completed(guest, entry.guest, countries))
        for entry, guest in zip(entries, listed, strict=True)
        if entry
    ]
    new = [guest for entry, guest in zip(entries, listed, strict=True) if not entry]
    changed = [change for change in known if change.former.guest != change.guest]
    changed.sort(key=lambda change: not change.clears)
    same = {change.former.id for change in known}
    left = {folded(entry.guest.name) for entry in stored if entry.id not in same}
    alike = tuple(guest for guest in new if folded(guest.name) in left)
    return Comparison(new, changed, len(known) - len(changed), alike)


def _completed(guest: Guest, former: Guest, countries: Mapping[str, str]) -> Guest:
    """With the club as it was where the list names none, of the country that the list gives this club."""
    full = guest.completed(former)
    return replace(full, country=countries.get(folded(full.club), full.country))


def _known_again(stored: Sequence[Entry], listed: Sequence[Guest]) -> Mapping[int, Entry]:
    """The entries of the guests who are listed already, by place on the list.

    By their e-mail; by name and club where one of the two has none; by the name where a row has no club.
    """
    keys = {entry.guest.key: entry for entry in stored}
    found = {place: keys[guest.key] for place, guest in enumerate(listed) if guest.key in keys}
    rest = {place: guest for place, guest in enumerate(listed) if place not in found}
    found |= _paired(_without(stored, found), rest, lambda guest: guest.name_key)
    rest = {place: guest for place, guest in rest.items() if place not in found}
    return {**found, **_paired(_without(stored, found), _of_any_club(rest), lambda guest: folded(guest.name))}


def _without(stored: Sequence[Entry], found: Mapping[int, Entry]) -> Sequence[Entry]:
    same = {entry.id for entry in found.values()}
    return [entry for entry in stored if entry.id not in same]


def _of_any_club(listed: Mapping[int, Guest]) -> Mapping[int, Guest]:
    """Those whose row has no club, and who are alone with their name."""
    named = Counter(folded(guest.name) for guest in listed.values())
    return {
        place: guest
        for place, guest in listed.items()
        if Column.CLUB in guest.unsaid and named[folded(guest.name)] == 1
    }


def _paired(
    stored: Sequence[Entry], listed: Mapping[int, Guest], name_of: Callable[[Guest], str]
) -> Mapping[int, Entry]:
    """Those with one entry of their name, unless it has another e-mail; of two none is guessed."""
    entries: dict[tuple[str, bool], list[Entry]] = defaultdict(list)
    for entry in stored:
        entries[name_of(entry.guest), bool(entry.guest.email)].append(entry)
    found = {}
    for place, guest in listed.items():
        name = name_of(guest)
        possible = entries[name, False] + ([] if guest.email else entries[name, True])
        if len(possible) == 1:
            (found[place],) = possible
            entries[name, bool(possible[0].guest.email)].clear()
    return found


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
