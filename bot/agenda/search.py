"""Finding texts by the beginnings of words, whatever the language and the keyboard they are typed on."""

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

# Kazakh letters that a Russian keyboard has not got, as people type them there (our own list).
_RUSSIAN_KEYBOARD: Final = str.maketrans("қғңүұөәіһ", "кгнууоаих")
_WORD: Final = re.compile(r"\w+")
_COMPOUND: Final = re.compile(r"\w+(?:[-‐‑'’]\w+)+")
_ALIKE: Final = 0.8  # of difflib's ratio, where 1 is the same word
_SHORTEST: Final = 4  # letters; shorter words are like too many others
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
        """What is named like what was typed, for a slip of the finger or another ending; most alike first.

        One of the words itself is enough; of words that are only alike it takes half of all that were typed.
        """
        words = _wanted(typed)
        alike: Counter[Key] = Counter()
        for word in words:
            worth = len(words) if word in self._names else 1
            alike.update(dict.fromkeys(self._named_like(word), worth))
        enough = [key for key, worth in alike.items() if 2 * worth >= len(words)]
        return sorted(enough, key=lambda key: (-alike[key], self._order[key]))

    def _named_like(self, word: str) -> Iterator[Key]:
        if len(word) >= _SHORTEST:
            longer = [name for name in self._names if word.startswith(name)]
            for name in longer or difflib.get_close_matches(word, self._names, n=3, cutoff=_ALIKE):
                yield from self._weights[name]

    @cached_property
    def _names(self) -> Collection[str]:
        """Words long enough to be told apart, of names and of what surrounds them."""
        weights = self._weights.items()
        return {word: None for word, by_key in weights if len(word) >= _SHORTEST and max(by_key.values()) > 1}
