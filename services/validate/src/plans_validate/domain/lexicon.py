"""Own the search for phrases: those of many lists in one automaton, so that a text is read once for all of them.

A phrase is a row of words, of which some end in `*` and some are gaps. The automaton knows the longest run of each
phrase that stands as written, its key; reading a text only gathers the keys in it and the lists they may belong to.
Where a list's phrases stand is worked out when somebody asks for that list. So one more list costs next to nothing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, repeat
from operator import add, itemgetter
from typing import NamedTuple

from ahocorasick import Automaton

from plans_validate.domain.worked_out_once import once

GAP = ".."
ANY_END = "*"
END = "\0"
_LONGEST_GAP = 3

Place = tuple[int, int, str, int]
"""A phrase of one list in a text: first word, its own count of words (negative), as written, the word after it."""

NOWHERE: Sequence[Place] = ()


class _Beside(NamedTuple):
    """What a phrase has beside its key: words behind it, or all its words where so many of them come before it.

    `opening` is the first of them, without what may end in any way.
    """

    parts: tuple[str, ...]
    opening: str
    fewest_before: int
    most_before: int
    key_size: int


class _Sought(NamedTuple):
    """A phrase as written, its count of words, the lists it stands in, and what it is beside its key, if anything."""

    written: str
    size: int
    lists: frozenset[Hashable]
    beside: _Beside | None

    def places(self, words: Sequence[str], found: int) -> Iterable[Place]:
        """Give where the phrase stands of which the key was found."""
        written, size, _, beside = self
        if beside is None:
            return ((found, -size, written, found + size),)
        parts, opening, fewest, most, key_size = beside
        if not most:
            after = _match(parts, words, found + key_size)
            return () if after is None else ((found, -size, written, after),)
        places = range(max(0, found - most), found - fewest + 1)
        ends = ((place, _match(parts, words, place)) for place in places if words[place].startswith(opening))
        return [(place, -size, written, after) for place, after in ends if after is not None]


class _Lead(NamedTuple):
    """What a key leads to: its length but for one, the phrases it is the key of, and their lists.

    `sure` are the lists of which a phrase is nothing but the key: where the key stands, the phrase does.
    """

    reach: int
    phrases: tuple[_Sought, ...]
    lists: frozenset[Hashable]
    sure: frozenset[Hashable]


_END = itemgetter(0)


class Found:
    """What a lexicon finds in a text: `lists` may show in it; whether one does and where is worked out when asked."""

    def __init__(self, words: Sequence[str], keys: Sequence[tuple[int, _Lead]], origin: int = 0) -> None:
        """Take the words, the keys in them with the place of their last letter, and the place of the first letter."""
        self._words = words
        self._keys = keys
        self._origin = origin
        self._places: dict[Hashable, list[Place]] = {}

    @once
    def lists(self) -> frozenset[Hashable]:
        """Give the lists that may show."""
        return frozenset().union(*[lead.lists for _, lead in self._keys])

    @once
    def _sure(self) -> frozenset[Hashable]:
        return frozenset().union(*[lead.sure for _, lead in self._keys])

    def shows(self, owner: Hashable) -> bool:
        """Tell whether a phrase of a list stands in the text."""
        return owner in self.lists and (owner in self._sure or bool(self.places(owner)))

    def places(self, owner: Hashable) -> Sequence[Place]:
        """Give the places of a list's phrases, in the order of the text, the longest first."""
        if owner not in self.lists:
            return NOWHERE
        places = self._places.get(owner)
        if places is None:
            places = self._places[owner] = self.look_for(owner)
        return places

    def look_for(self, owner: Hashable) -> list[Place]:
        """Give the same for a list that nobody asks for again."""
        found: list[Place] = []
        for end, lead in self._keys:
            if owner in lead.lists:
                place = bisect_left(self._starts, end - lead.reach)
                for phrase in lead.phrases:
                    if owner in phrase.lists:
                        found += phrase.places(self._words, place)
        found.sort()
        return found

    def part(self, words: Sequence[str], first: int) -> "Found":
        """Give what is found in some of the words in a row, of which the first has this place."""
        start, end = self._starts[first], self._starts[first + len(words)]
        low = bisect_right(self._keys, start, key=_END)
        high = bisect_right(self._keys, end, key=_END)
        keys = [(end, lead) for end, lead in self._keys[low:high] if end - lead.reach >= start]
        return Found(words, keys, start)

    @once
    def _starts(self) -> list[int]:
        return [*accumulate(map(add, map(len, self._words), repeat(1)), initial=self._origin)]


NOTHING = Found((), [])


class Lexicon:
    """Find the phrases of many lists in one pass."""

    def __init__(self, lists: Iterable[tuple[Hashable, Iterable[tuple[str, tuple[str, ...]]]]]) -> None:
        """Take each list with its phrases: as written, and as words."""
        owners: dict[tuple[str, tuple[str, ...]], list[Hashable]] = {}
        for owner, phrases in lists:
            for phrase in phrases:
                owners.setdefault(phrase, []).append(owner)
        shared = _Shared()
        by_key: dict[str, list[_Sought]] = {}
        for (written, parts), named in owners.items():
            key, beside = _key_and_beside(parts)
            by_key.setdefault(key, []).append(_Sought(written, len(parts), shared.of(named), beside))
        self._automaton = Automaton()
        for key, sought in by_key.items():
            every = shared.of(owner for each in sought for owner in each.lists)
            sure = shared.of(owner for each in sought if each.beside is None for owner in each.lists)
            self._automaton.add_word(key, _Lead(len(key) - 1, tuple(sought), every, sure))
        self._automaton.make_automaton()
        self._is_empty = not by_key

    def read(self, words: Sequence[str]) -> Found:
        """Read a text for the phrases of all lists."""
        if self._is_empty or not words:
            return Found(words, [])
        return Found(words, list(self._automaton.iter(written_down(words))))

    def read_each(self, texts: Sequence[Sequence[str]], written: str) -> list[Found]:
        """Read many short texts, `written_down` with an end after each: most hold nothing, and cost next to nothing."""
        starts = list(accumulate((len(text) + 1 for text in written.split(END)), initial=0))
        found = [NOTHING] * len(texts)
        hits = [] if self._is_empty else self._automaton.iter(written)
        for place, group in groupby(hits, key=lambda hit: bisect_right(starts, hit[0]) - 1):
            found[place] = Found(texts[place], [(end - starts[place], lead) for end, lead in group])
        return found


def written_down(words: Iterable[str]) -> str:
    """Give words with a space before and after each."""
    return f" {' '.join(words)} "


class _Shared:
    """Give one set for the same lists, however often they come together."""

    def __init__(self) -> None:
        self._known: dict[frozenset[Hashable], frozenset[Hashable]] = {}

    def of(self, lists: Iterable[Hashable]) -> frozenset[Hashable]:
        """Give the set of these lists."""
        together = frozenset(lists)
        return self._known.setdefault(together, together)


def _key_and_beside(parts: tuple[str, ...]) -> tuple[str, _Beside | None]:
    """Give a phrase's longest run of words as it stands in a text, and what the phrase is beside it."""
    key, fewest, most, size = max(_runs(parts), key=lambda run: len(run[0]))
    if size == len(parts):
        return key, None
    return key, _Beside(parts if most else parts[size:], parts[0].rstrip(ANY_END), fewest, most, size)


def _runs(parts: Sequence[str]) -> Iterator[tuple[str, int, int, int]]:
    """Give what the automaton may look for: words in a row, of which only the last may have any end.

    With each come the fewest and the most words of the phrase before it, and its count of words.
    """
    run: list[str] = []
    fewest = most = 0
    for part in (*parts, GAP):
        if part == GAP:
            if run:
                yield f" {' '.join(run)} ", fewest - len(run), most - len(run), len(run)
            run, most = [], most + _LONGEST_GAP
            continue
        run.append(part)
        fewest, most = fewest + 1, most + 1
        if part.endswith(ANY_END):
            yield f" {' '.join(run)[: -len(ANY_END)]}", fewest - len(run), most - len(run), len(run)
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
