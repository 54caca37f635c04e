"""Own the search for phrases: those of many lists in one automaton, so that a text is read once for all of them.

A phrase is a row of words, of which some end in `*` and some are gaps. The automaton knows the longest run of each
phrase that stands as written; where it finds one, the rest of the phrase is compared word by word. So a list costs
nothing where none of its phrases begins to show.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

from ahocorasick import Automaton

GAP = ".."
ANY_END = "*"
_LONGEST_GAP = 3

Owner = TypeVar("Owner")


class Sought(NamedTuple):
    """A phrase: its words, and the lists in which it stands, each with the phrase as written there."""

    parts: tuple[str, ...]
    owners: list[tuple[object, str]]


class Hit(NamedTuple):
    """Where a phrase stands: the half-open range of words."""

    first: int
    after: int
    sought: Sought


class _Lead(NamedTuple):
    """What a run that was found leads to: a phrase with so many words before the run; a whole phrase is found."""

    sought: Sought
    fewest_before: int
    most_before: int
    is_whole: bool


class _Run(NamedTuple):
    """Words of a phrase that stand in a text as written, and how many words of it come before them."""

    written: str
    fewest_before: int
    most_before: int
    count: int


class Lexicon:
    """Find the phrases of many lists in one pass."""

    def __init__(self, lists: Iterable[tuple[object, Iterable[tuple[str, tuple[str, ...]]]]]) -> None:
        """Take each list with its phrases: as written, and as words."""
        sought: dict[tuple[str, ...], Sought] = {}
        for owner, phrases in lists:
            for written, parts in phrases:
                sought.setdefault(parts, Sought(parts, [])).owners.append((owner, written))
        self._leads: dict[str, list[_Lead]] = {}
        for each in sought.values():
            run = max(_runs(each.parts), key=lambda run: len(run.written))
            lead = _Lead(each, run.fewest_before, run.most_before, run.count == len(each.parts))
            self._leads.setdefault(run.written, []).append(lead)
        self._automaton = Automaton()
        for written, leads in self._leads.items():
            self._automaton.add_word(written, (len(written) - 1, leads))
        self._automaton.make_automaton()

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Give every phrase at every place, in the order of their first words."""
        if not self._leads or not words:
            return []
        starts: list[int] | None = None
        hits: list[Hit] = []
        for end, (reach, leads) in self._automaton.iter(f" {' '.join(words)} "):
            if starts is None:
                starts = [0, *accumulate(len(word) + 1 for word in words)]
            place = bisect_left(starts, end - reach)
            for sought, fewest, most, is_whole in leads:
                if is_whole:
                    hits.append(Hit(place, place + len(sought.parts), sought))
                else:
                    hits += _compared(sought, words, range(max(0, place - most), place - fewest + 1))
        hits.sort(key=_first)
        return hits


def _first(hit: Hit) -> int:
    return hit.first


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


def _compared(sought: Sought, words: Sequence[str], places: Iterable[int]) -> Iterator[Hit]:
    for place in places:
        after = _match(sought.parts, words, place)
        if after is not None:
            yield Hit(place, after, sought)


def _match(parts: Sequence[str], words: Sequence[str], position: int) -> int | None:
    for index, part in enumerate(parts):
        if part == GAP:
            return _match_after_gap(parts[index + 1 :], words, position)
        if position >= len(words) or not _same(part, words[position]):
            return None
        position += 1
    return position


def _match_after_gap(parts: Sequence[str], words: Sequence[str], position: int) -> int | None:
    for skipped in range(_LONGEST_GAP + 1):
        after = _match(parts, words, position + skipped)
        if after is not None:
            return after
    return None


def _same(part: str, word: str) -> bool:
    return word.startswith(part[: -len(ANY_END)]) if part.endswith(ANY_END) else word == part
