"""Own the search for phrases: those of many lists in one automaton, so that a text is read once for all of them.

A phrase is a row of words, of which some end in `*` and some are gaps. The automaton knows the longest run of each
phrase that stands as written; where it finds one, the rest of the phrase is compared word by word. So a list costs
nothing where none of its phrases begins to show.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple

from ahocorasick import Automaton

GAP = ".."
ANY_END = "*"
_LONGEST_GAP = 3

Place = tuple[int, int, str, int]
"""A phrase of one list in a text: first word, its own count of words (negative), as written, the word after it."""


_Owners = list[tuple[object, int, str, int]]
"""The lists in which a phrase stands: its count of words (negative) and itself as written there; its count again."""


class _Sought(NamedTuple):
    """A phrase that is more than its key: where its key is found, so many words come before it."""

    parts: tuple[str, ...]
    owners: _Owners
    fewest_before: int
    most_before: int
    key_words: int


class Lexicon:
    """Find the phrases of many lists in one pass."""

    def __init__(self, lists: Iterable[tuple[object, Iterable[tuple[str, tuple[str, ...]]]]]) -> None:
        """Take each list with its phrases: as written, and as words."""
        owners: dict[tuple[str, ...], _Owners] = {}
        for owner, phrases in lists:
            for written, parts in phrases:
                owners.setdefault(parts, []).append((owner, -len(parts), written, len(parts)))
        by_key: dict[str, tuple[int, _Owners, list[_Sought]]] = {}
        for parts, in_lists in owners.items():
            run = max(_runs(parts), key=lambda run: len(run.key))
            _, whole, more = by_key.setdefault(run.key, (len(run.key) - 1, [], []))
            if run.count == len(parts):
                whole += in_lists
            else:
                more.append(_Sought(parts, in_lists, run.fewest_before, run.most_before, run.count))
        self._automaton = Automaton()
        for key, leads in by_key.items():
            self._automaton.add_word(key, leads)
        self._automaton.make_automaton()
        self._is_empty = not by_key

    def found_in(self, words: Sequence[str]) -> Mapping[object, Sequence[Place]]:
        """Give every phrase at every place, sorted by the list it stands in, in the order of the text."""
        found: dict[object, list[Place]] = defaultdict(list)
        if self._is_empty or not words:
            return found
        starts: list[int] = []
        for end, (reach, whole, more) in self._automaton.iter(f" {' '.join(words)} "):
            starts = starts or [0, *accumulate(map(add, map(len, words), repeat(1)))]
            first = bisect_left(starts, end - reach)
            for owner, shortness, written, count in whole:
                found[owner].append((first, shortness, written, first + count))
            for sought in more:
                for place, after in _compared(sought, words, first):
                    for owner, shortness, written, _ in sought.owners:
                        found[owner].append((place, shortness, written, after))
        for places in found.values():
            if len(places) > 1:
                places.sort()
        return found


class _Run(NamedTuple):
    """Words of a phrase that stand in a text as written, and how many words of the phrase come before them."""

    key: str
    fewest_before: int
    most_before: int
    count: int


def _runs(parts: Sequence[str]) -> Iterator[_Run]:
    """Give what the automaton may look for: words in a row, of which only the last may have any end."""
    run: list[str] = []
    fewest = most = 0
    for part in (*parts, GAP):
        if part == GAP:
            if run:
                yield _Run(f" {' '.join(run)} ", fewest - len(run), most - len(run), len(run))
            run, most = [], most + _LONGEST_GAP
            continue
        run.append(part)
        fewest, most = fewest + 1, most + 1
        if part.endswith(ANY_END):
            yield _Run(f" {' '.join(run)[: -len(ANY_END)]}", fewest - len(run), most - len(run), len(run))
            run = []


def _compared(sought: _Sought, words: Sequence[str], found: int) -> Iterator[tuple[int, int]]:
    """Give where a phrase stands of which the key was found: the half-open ranges of words."""
    if not sought.most_before:
        after = _match(sought.parts[sought.key_words :], words, found + sought.key_words)
        if after is not None:
            yield found, after
        return
    for place in range(max(0, found - sought.most_before), found - sought.fewest_before + 1):
        after = _match(sought.parts, words, place)
        if after is not None:
            yield place, after


def _match(parts: Sequence[str], words: Sequence[str], position: int) -> int | None:
    for index, part in enumerate(parts):
        if part == GAP:
            return _match_after_gap(parts[index + 1 :], words, position)
        if position >= len(words):
            return None
        word = words[position]
        if word != part and not (part[-1] == ANY_END and word.startswith(part[:-1])):
            return None
        position += 1
    return position


def _match_after_gap(parts: Sequence[str], words: Sequence[str], position: int) -> int | None:
    for skipped in range(_LONGEST_GAP + 1):
        after = _match(parts, words, position + skipped)
        if after is not None:
            return after
    return None

