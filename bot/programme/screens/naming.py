"""Names instead of ids: in the chat nobody has the file before them."""

from collections.abc import Mapping

from bot.agenda.rules import Programme


def in_names(programme: Programme, parameters: Mapping[str, str], language: str) -> Mapping[str, str]:
    """The parameters of a finding with what people call the things."""
    kinds = {"other": "session", "session": "session", "room": "room", "person": "person", "choice": "choice"}
    return {
        key: _name(programme, kinds[key], value, language) if key in kinds else value
        for key, value in parameters.items()
    }


def name_of_item(programme: Programme, item: str, language: str) -> str:
    """Of `session d1-opening`; empty where it is about nothing that has a name."""
    kind, _, item_id = item.partition(" ")
    return _name(programme, kind, item_id, language)


def _name(programme: Programme, kind: str, item_id: str, language: str) -> str:
    names = {
        "session": {session.id: session.short for session in programme.sessions},
        "room": {room.id: room.name for room in programme.rooms},
        "person": {host.id: host.name for host in programme.hosts},
        "choice": {choice.id: choice.name for choice in programme.choices},
        "day": {day.id: day.name for day in programme.days},
        "page": {page.id: page.title for page in programme.info},
    }
    name = names.get(kind, {}).get(item_id)
    return name.to(language) if name else item_id
