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


class _Run(NamedTuple):
    """Words of a phrase that stand in a text as written, and how many words of the phrase come before them."""

    key: str
    fewest_before: int
    most_before: int
    length: int


class _Sought(NamedTuple):
    """A phrase, as words and as written, and the run of it that is its key; `is_key` when it is nothing else."""

    parts: tuple[str, ...]
    written: str
    run: _Run
    size: int
    is_key: bool

    def places(self, words: Sequence[str], found: int) -> Iterator[Place]:
        """Give where the phrase stands of which the key was found, when it is more than its key."""
        run, size = self.run, self.size
        if not run.most_before:
            after = _match(self.parts[run.length :], words, found + run.length)
            if after is not None:
                yield found, -size, self.written, after
            return
        for place in range(max(0, found - run.most_before), found - run.fewest_before + 1):
            after = _match(self.parts, words, place)
            if after is not None:
                yield place, -size, self.written, after


class _Lead(NamedTuple):
    """What a key leads to: its length but for one, and the phrases it is the key of, by list.

    `sure` are the lists of which a phrase is nothing but the key: where the key stands, the phrase does.
    """

    reach: int
    by_list: dict[Hashable, list[_Sought]]
    sure: set[Hashable]


_END = itemgetter(0)


class Found:
    """What a lexicon finds in a text: `lists` may show in it; whether one does and where is worked out when asked."""

    def __init__(self, words: Sequence[str], keys: Sequence[tuple[int, _Lead]], origin: int = 0) -> None:
        """Take the words, the keys in them with the place of their last letter, and the place of the first letter."""
        self._words = words
        self._keys = keys
        self._origin = origin
        self._places: dict[Hashable, list[Place]] = {}
        self.lists: frozenset[Hashable] = frozenset().union(*[lead.by_list for _, lead in keys])
        self._sure: frozenset[Hashable] = frozenset().union(*[lead.sure for _, lead in keys])

    def shows(self, owner: Hashable) -> bool:
        """Tell whether a phrase of a list stands in the text."""
        return owner in self._sure or (owner in self.lists and bool(self.places(owner)))

    def places(self, owner: Hashable) -> Sequence[Place]:
        """Give the places of a list's phrases, in the order of the text, the longest first."""
        if owner not in self.lists:
            return NOWHERE
        places = self._places.get(owner)
        if places is None:
            places = self._places[owner] = self._found(owner)
            places.sort()
        return places

    def part(self, words: Sequence[str], first: int) -> "Found":
        """Give what is found in some of the words in a row, of which the first has this place."""
        start, end = self._starts[first], self._starts[first + len(words)]
        low = bisect_right(self._keys, start, key=_END)
        high = bisect_right(self._keys, end, key=_END)
        keys = [(end, lead) for end, lead in self._keys[low:high] if end - lead.reach >= start]
        return Found(words, keys, start)

    def _found(self, owner: Hashable) -> list[Place]:
        found: list[Place] = []
        for end, lead in self._keys:
            if owner in lead.by_list:
                place = bisect_left(self._starts, end - lead.reach)
                for sought in lead.by_list[owner]:
                    if sought.is_key:
                        found.append((place, -sought.size, sought.written, place + sought.size))
                    else:
                        found += sought.places(self._words, place)
        return found

    @once
    def _starts(self) -> list[int]:
        return [*accumulate(map(add, map(len, self._words), repeat(1)), initial=self._origin)]


NOTHING = Found((), [])


class Lexicon:
    """Find the phrases of many lists in one pass."""

    def __init__(self, lists: Iterable[tuple[Hashable, Iterable[tuple[str, tuple[str, ...]]]]]) -> None:
        """Take each list with its phrases: as written, and as words."""
        leads: dict[str, _Lead] = {}
        for owner, phrases in lists:
            for written, parts in phrases:
                run = max(_runs(parts), key=lambda run: len(run.key))
                lead = leads.setdefault(run.key, _Lead(len(run.key) - 1, {}, set()))
                is_key = run.length == len(parts)
                lead.by_list.setdefault(owner, []).append(_Sought(parts, written, run, len(parts), is_key))
                if is_key:
                    lead.sure.add(owner)
        self._automaton = Automaton()
        for key, lead in leads.items():
            self._automaton.add_word(key, lead)
        self._automaton.make_automaton()
        self._is_empty = not leads

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
