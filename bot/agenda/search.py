"""Finding texts by the beginnings of words, whatever the language and the keyboard they are typed on."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Kazakh letters that a Russian keyboard has not got, as people type them there (our own list).
_RUSSIAN_KEYBOARD: Final = str.maketrans("қғңүұөәіһ", "кгнууоаих")
_WORD: Final = re.compile(r"\w+")
_COMPOUND: Final = re.compile(r"\w+(?:[-‐‑'’]\w+)+")
_ALIKE: Final = 0.6  # of difflib's ratio, where 1 is the same word
_MOST_WORDS: Final = 6  # of what was typed; more would only cost time

Key = tuple[str, str]  # what kind of thing, and its id


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, by its names, by what surrounds it, by its texts."""

    key: Key
    names: Sequence[str]
    around: Sequence[str]
    texts: Sequence[str]


def words_of(text: str) -> list[str]:
    """The words of a text, folded so that case, accents (ё = е) and keyboards make no difference."""
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_RUSSIAN_KEYBOARD))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _in_one(text: str) -> list[str]:
    """Compounds as many people type them: Wi-Fi is wifi."""
    return ["".join(words_of(compound)) for compound in _COMPOUND.findall(_folded(text))]


def _wanted(typed: str) -> list[str]:
    return words_of(typed[:200])[:_MOST_WORDS]


class Index:
    """All entries by their words; made once a programme."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._order = {entry.key: place for place, entry in enumerate(entries)}
        self._weights: dict[str, dict[Key, int]] = defaultdict(dict)
        for entry in entries:
            for weight, texts in ((1, entry.texts), (2, entry.around), (4, entry.names)):
                self._add(entry.key, texts, weight)

    def _add(self, key: Key, texts: Sequence[str], weight: int) -> None:
        for text in texts:
            for word in [*words_of(text), *_in_one(text)]:
                self._weights[word][key] = weight

    def find(self, typed: str) -> list[Key]:
        """What has a word beginning with each typed one; names before rooms and hosts before texts."""
        found = [self._beginning_with(word) for word in _wanted(typed)]
        if not found:
            return []
        everywhere = set.intersection(*(set(scores) for scores in found))
        return sorted(everywhere, key=lambda key: (-sum(scores[key] for scores in found), self._order[key]))

    def _beginning_with(self, beginning: str) -> Mapping[Key, int]:
        best: dict[Key, int] = {}
        for word, weights in self._weights.items():
            if word.startswith(beginning):
                for key, weight in weights.items():
                    best[key] = max(weight, best.get(key, 0))
        return best

    def nearest(self, typed: str) -> list[Key]:
        """What is named most like one of the typed words: for a slip of the finger, or another ending."""
        alike: dict[Key, None] = {}
        for word in _wanted(typed):
            for name in difflib.get_close_matches(word, self._names, n=3, cutoff=_ALIKE):
                alike.update(dict.fromkeys(self._weights[name]))
        return list(alike)

    @cached_property
    def _names(self) -> list[str]:
        weights = self._weights.items()
        return [word for word, by_key in weights if len(word) > 2 and max(by_key.values()) > 1]
