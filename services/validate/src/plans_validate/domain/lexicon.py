"""Own the search for phrases: those of many lists in one automaton, so that a text is read once for all of them.

A phrase is a row of words, of which some end in `*` and some are gaps. The automaton knows the longest run of each
phrase that stands as written, its key; reading a text only gathers the keys in it and the lists they may belong to.
Where a list's phrases stand is worked out when somebody asks for that list. So one more list costs next to nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, groupby, repeat
from operator import add
from typing import NamedTuple

from ahocorasick import Automaton

GAP = ".."
ANY_END = "*"
_LONGEST_GAP = 3

Place = tuple[int, int, str, int]
"""A phrase of one list in a text: first word, its own count of words (negative), as written, the word after it."""

NOWHERE: Sequence[Place] = ()


class _Run(NamedTuple):
    """Words of a phrase that stand in a text as written, and how many words of the phrase come before them."""

    key: str
    fewest_before: int
    most_before: int
    length: int


class _Sought(NamedTuple):
    """A phrase, as words and as written, and the run of it that is its key."""

    parts: tuple[str, ...]
    written: str
    run: _Run

    def places(self, words: Sequence[str], found: int) -> Iterator[Place]:
        """Give where the phrase stands of which the key was found."""
        run, size = self.run, len(self.parts)
        if run.length == size:
            yield found, -size, self.written, found + size
            return
        if not run.most_before:
            after = _match(self.parts[run.length :], words, found + run.length)
            if after is not None:
                yield found, -size, self.written, after
            return
        for place in range(max(0, found - run.most_before), found - run.fewest_before + 1):
            after = _match(self.parts, words, place)
            if after is not None:
                yield place, -size, self.written, after


_Lead = tuple[int, dict[Hashable, list[_Sought]]]
"""What a key leads to: its length but for one, and the phrases it is the key of, by list."""


class Found:
    """What a lexicon finds in a text: the lists that may show in it and, for one that is asked for, where."""

    def __init__(self, words: Sequence[str], keys: list[tuple[int, _Lead]]) -> None:
        self._words = words
        self._keys = keys
        self._places: dict[Hashable, Sequence[Place]] = {}
        self.lists = dict.fromkeys(chain.from_iterable(lead[1] for _, lead in keys))

    def places(self, owner: Hashable) -> Sequence[Place]:
        """Give the places of a list's phrases, in the order of the text, the longest first."""
        if owner not in self.lists:
            return NOWHERE
        if owner not in self._places:
            self._places[owner] = sorted(self._found(owner))
        return self._places[owner]

    def _found(self, owner: Hashable) -> Iterator[Place]:
        for end, (reach, by_list) in self._keys:
            if owner in by_list:
                place = bisect_left(self._starts, end - reach)
                for sought in by_list[owner]:
                    yield from sought.places(self._words, place)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(map(add, map(len, self._words), repeat(1)))]


_NOTHING = Found((), [])


class Lexicon:
    """Find the phrases of many lists in one pass."""

    def __init__(self, lists: Iterable[tuple[Hashable, Iterable[tuple[str, tuple[str, ...]]]]]) -> None:
        """Take each list with its phrases: as written, and as words."""
        leads: dict[str, _Lead] = {}
        for owner, phrases in lists:
            for written, parts in phrases:
                run = max(_runs(parts), key=lambda run: len(run.key))
                _, by_list = leads.setdefault(run.key, (len(run.key) - 1, {}))
                by_list.setdefault(owner, []).append(_Sought(parts, written, run))
        self._automaton = Automaton()
        for key, lead in leads.items():
            self._automaton.add_word(key, lead)
        self._automaton.make_automaton()
        self._is_empty = not leads

    def read(self, words: Sequence[str]) -> Found:
        """Read a text for the phrases of all lists."""
        if self._is_empty or not words:
            return Found(words, [])
        return Found(words, list(self._automaton.iter(_spaced(words))))

    def read_each(self, texts: Sequence[Sequence[str]]) -> list[Found]:
        """Read many short texts in one go: most of them hold nothing, and cost next to nothing."""
        written = list(map(_spaced, texts))  # two spaces stand between texts, so no phrase runs on into the next
        starts = list(accumulate(map(len, written), initial=0))
        found = [_NOTHING] * len(written)
        hits = [] if self._is_empty else self._automaton.iter("".join(written))
        for place, group in groupby(hits, key=lambda hit: bisect_right(starts, hit[0]) - 1):
            found[place] = Found(texts[place], [(end - starts[place], lead) for end, lead in group])
        return found


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


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
