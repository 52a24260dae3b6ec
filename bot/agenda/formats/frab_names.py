"""Rooms and people of a schedule, recognised where the present programme has them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.agenda.formats.findings import Fault, Path, Where, path
from bot.agenda.formats.frab_identity import slug
from bot.agenda.formats.frab_schedule import mapping, word
from bot.agenda.formats.frab_texts import Texts, given, merged


class Register:
    """The rooms or the people; grows as events name new ones."""

    def __init__(self, section: str, present: Iterable[Mapping[str, Any]]) -> None:
        self.items: list[dict[str, Any]] = [dict(item) for item in present]
        self.places: dict[Path, Where] = {}
        self.faults: list[Fault] = []
        self._section = section
        self._numbers = {item["id"]: number for number, item in enumerate(self.items)}
        self._named = {
            name: number for number, item in enumerate(self.items) for name in _names(item["name"])
        }

    def id_of(self, value: Any, place: str, language: str, more: Mapping[str, Any]) -> str | None:
        """The id of what an event names, None where it names nothing; `more` is what a new one gets."""
        about = mapping(value)
        name = about.get("name") or about.get("public_name") or (value if not about else None)
        texts = given(name, language)
        ids = [slug(text) for key in ("guid", "code", "slug", "id") if (text := word(about.get(key)))]
        ids += [own for text in (*texts.values(), word(name)) if (own := slug(text))]
        if not ids:
            return None
        number = self._known(ids, texts)
        if number is None:
            number = self._added(ids[0], more)
        self._name(number, texts, place)
        return str(self.items[number]["id"])

    def _known(self, ids: Sequence[str], texts: Texts) -> int | None:
        by_id = [self._numbers[own] for own in ids if own in self._numbers]
        by_name = [self._named[name] for name in _names(texts) if name in self._named]
        return next(iter(by_id + by_name), None)

    def _added(self, own_id: str, more: Mapping[str, Any]) -> int:
        self.items.append({"id": own_id, "name": {}, **more})
        self._numbers[own_id] = len(self.items) - 1
        return len(self.items) - 1

    def _name(self, number: int, texts: Texts, place: str) -> None:
        """The first event that names it decides."""
        self._named |= dict.fromkeys(_names(texts), number)
        if (self._section, number) in self.places:
            return
        self.places[self._section, number] = path(place)
        own = (self._section, number, "name")
        self.items[number]["name"], faults = merged(texts, self.items[number]["name"], own)
        self.faults += faults


def _names(texts: Texts) -> Iterable[str]:
    return [text.casefold() for text in texts.values()]
