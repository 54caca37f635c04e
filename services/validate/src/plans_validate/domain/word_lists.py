"""Own many lists of phrases looked for at once: a sentence is read one time, however many lists there are.

Unlike `Phrases`, which gives the longest phrases of one list without overlaps, this tells for each list where its first
phrase begins. Phrases are written in the same way.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plans_validate.domain.words import Phrase

_GAP = ".."
_LONGEST_GAP = 3
_INDEX_LETTERS = 2
_WORDS_KEPT = 16384

_Rest = tuple[str, ...]
_Entry = tuple[str, _Rest]  # the list's name, the words after the first


class _Begun(NamedTuple):
    """What one word can begin: the lists in which it stands alone, and longer phrases, sorted by their next word."""

    alone: tuple[str, ...]
    by_next: dict[str, tuple[_Entry, ...]]
    others: tuple[_Entry, ...]


class WordLists:
    """Named lists of phrases; what a word can begin is worked out once for each word."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._whole: dict[str, list[_Entry]] = {}
        self._starts: dict[str, list[tuple[str, _Entry]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                self._learn(name, Phrase(phrase).parts)
        self._begun = lru_cache(maxsize=_WORDS_KEPT)(self._begun_by)

    def _learn(self, name: str, parts: _Rest) -> None:
        first, rest = parts[0], parts[1:]
        if first.endswith("*"):
            start = first[:-1]
            self._starts.setdefault(start[:_INDEX_LETTERS], []).append((start, (name, rest)))
        else:
            self._whole.setdefault(first, []).append((name, rest))

    def found_in(self, tokens: Sequence[str]) -> dict[str, int]:
        """Give the place of the word at which a phrase of each list first begins; lists that are absent stay out."""
        found: dict[str, int] = {}
        for place, (token, following) in enumerate(pairwise((*tokens, ""))):
            begun = self._begun(token)
            for name in begun.alone:
                found.setdefault(name, place)
            for name, rest in begun.by_next.get(following, ()):
                if name not in found and _follows(rest, tokens, place + 2):
                    found[name] = place
            for name, rest in begun.others:
                if name not in found and _follows(rest, tokens, place + 1):
                    found[name] = place
        return found

    def _begun_by(self, token: str) -> _Begun:
        starts = self._starts.get(token[:_INDEX_LETTERS], ())
        entries = (*self._whole.get(token, ()), *(entry for start, entry in starts if token.startswith(start)))
        alone = tuple(dict.fromkeys(name for name, rest in entries if not rest))
        by_next: dict[str, list[_Entry]] = {}
        others: list[_Entry] = []
        for name, rest in entries:
            if rest and name not in alone:
                if rest[0] == _GAP or rest[0].endswith("*"):
                    others.append((name, rest))
                else:
                    by_next.setdefault(rest[0], []).append((name, rest[1:]))
        return _Begun(alone, {word: tuple(begun) for word, begun in by_next.items()}, tuple(others))


def _follows(rest: _Rest, tokens: Sequence[str], place: int) -> bool:
    for number, part in enumerate(rest):
        if part == _GAP:
            after = rest[number + 1 :]
            return any(_follows(after, tokens, place + skipped) for skipped in range(_LONGEST_GAP + 1))
        if place >= len(tokens) or not (
            tokens[place].startswith(part[:-1]) if part[-1] == "*" else tokens[place] == part
        ):
            return False
        place += 1
    return True
