"""Own files that hold the plans of several councils: which pages are whose, and which of them is looked at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans_schema.vocabulary import CouncilCode, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.council import Register
from plans_validate.domain.segments import Part

_NAME_ABOVE = 2
_FEWEST_WORDS = 60


@dataclass(frozen=True)
class SeveralPlans:
    """The parts of a file, with the plans of others put aside, and the councils whose plans it holds."""

    parts: tuple[Part, ...]
    councils: tuple[CouncilCode, ...] = ()


def own_plan_among(parts: Sequence[Part], register: Register, sender: CouncilCode | None) -> SeveralPlans:
    """Put the plans of other councils aside where a file holds several and one of them is the sender's."""
    split = [piece for part in parts for piece in _pieces(part, register)]
    councils = tuple(dict.fromkeys(owner for _, owner in split if owner is not None))
    if len(councils) <= 1:
        return SeveralPlans(tuple(parts))
    if sender not in councils:
        return SeveralPlans(tuple(parts), councils)
    return SeveralPlans(tuple(_put_aside(split, sender)), councils)


def _pieces(part: Part, register: Register) -> Iterator[tuple[Part, CouncilCode | None]]:
    """Part a plan where the title of another council's plan stands; a title that names two is one plan of both."""
    starts = list(_starts(part.clues, register)) if part.kind is SegmentKind.PLAN else []
    if not starts:
        yield part, None
        return
    begins = [0, *(begin for begin, _ in starts[1:])]
    for (_, owner), begin, end in zip(starts, begins, (*begins[1:], len(part.clues)), strict=True):
        clues = part.clues[begin:end]
        yield replace(part, clues=clues), owner if _words(clues) >= _FEWEST_WORDS else None


def _starts(clues: Sequence[Clues], register: Register) -> Iterator[tuple[int, CouncilCode]]:
    """Give where the plan of another council than before starts, and whose it is."""
    before = None
    for place, clue in enumerate(clues):
        above = range(place, max(-1, place - _NAME_ABOVE - 1), -1) if clue.plan_title else ()
        naming = ((line, _named(clues[line], register)) for line in above)
        start, named = next(((line, named) for line, named in naming if named), (place, ()))
        if len(named) == 1 and named[0] != before:
            before = named[0]
            yield start, before


def _named(clue: Clues, register: Register) -> tuple[CouncilCode, ...]:
    return tuple(set(register.named_in_title(clue.block))) if clue.is_label else ()


def _words(clues: Sequence[Clues]) -> int:
    return sum(clue.size for clue in clues)


def _put_aside(split: Sequence[tuple[Part, CouncilCode | None]], sender: CouncilCode) -> Iterator[Part]:
    for part, owner in split:
        aside = replace(part, kind=SegmentKind.OTHER, deciding=part.blocks[:1])
        yield part if owner in (None, sender) else aside
