"""Own what figures say of each other: the same sum twice, parts of a total, parts that do not add up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from plans_schema.vocabulary import Confidence
from plans_validate.domain.document import BlockKind
from plans_validate.domain.figures.found import Found
from plans_validate.domain.figures.reading import total_row
from plans_validate.domain.round_figures import FigureWords

_TOLERANCE = Decimal("0.001")
_FEWEST_PARTS = 2
_MOST_PARTS = 12
_FEWEST_LISTED = 3
_MOST_COMPARED = 100  # what states more sums of one kind is no plan, and comparing all would take too long


def cross_checked(found: Sequence[Found], words: FigureWords) -> tuple[Found, ...]:
    """Give the figures with the flags that others of the same measure give them."""
    flags: dict[int, set[str]] = {place: set() for place in range(len(found))}
    for group in _groups(found):
        for place in _repeats(group, found):
            flags[place].add("duplicate_of")
        for place in _table_parts(group, found, words):
            flags[place].add("part_of")
        totals = _listed_parts(group, found, flags)
        _mark_inconsistent(group, found, flags, totals)
    checked = (_flagged(figure, flags[place]) for place, figure in enumerate(found))
    return tuple(checked)


def _flagged(figure: Found, flags: set[str]) -> Found:
    if "adds_up" in flags and "typo_suspected" in figure.flags:
        figure = replace(figure, confidence=Confidence.HIGH)
    return replace(figure, flags=figure.flags | (flags - {"adds_up"}))


def _groups(found: Sequence[Found]) -> Iterator[list[int]]:
    """Give the places of figures that measure the same in the same period."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for place, figure in enumerate(found):
        groups.setdefault((figure.measure.id, figure.period), []).append(place)
    return (group[:_MOST_COMPARED] for group in groups.values() if len(group) > 1)


def _repeats(group: Iterable[int], found: Sequence[Found]) -> Iterator[int]:
    """Give what was said before; two rows of one table may hold the same sum."""
    seen: dict[Decimal, Found] = {}
    for place in group:
        number = found[place].number
        first = seen.setdefault(number, found[place])
        in_table = first.statement.cell is not None and found[place].statement.cell is not None
        if first is not found[place] and not in_table:
            yield place


def _table_parts(group: Sequence[int], found: Sequence[Found], words: FigureWords) -> Iterator[int]:
    """Give the rows above a table's row of totals."""
    above: list[int] = []
    for place in group:
        if found[place].statement.cell is None:
            above = []
        elif total_row(found[place].statement, words):
            yield from above
            above = []
        else:
            above.append(place)


def _listed_parts(group: Sequence[int], found: Sequence[Found], flags: dict[int, set[str]]) -> bool:
    """Mark neighbours that add up to another figure, and the total that they confirm; tell whether any do."""
    sizes = range(_FEWEST_PARTS, min(_MOST_PARTS, len(group)) + 1)
    numbers = [found[place].number for place in group]
    near = [(place, *_bounds(number)) for place, number in zip(group, numbers, strict=True) if number > 0]
    any_found = False
    for start in range(len(group)):
        for size in sizes[: max(0, len(group) - start - 1)]:
            run = group[start : start + size]
            total = sum(numbers[start : start + size], Decimal(0))
            whole = next((each for each, low, high in near if low <= total <= high and each not in run), None)
            if whole is not None and not _is_row(found[whole]):
                for place in run:
                    flags[place].add("part_of")
                flags[whole].add("adds_up")
                any_found = True
    return any_found


def _is_row(figure: Found) -> bool:
    return figure.statement.cell is not None and figure.statement.cell.head != ""


def _bounds(number: Decimal) -> tuple[Decimal, Decimal]:
    """Give what a sum may be at least and at most to be equal to a number, but for rounding."""
    return number - number * _TOLERANCE, number + number * _TOLERANCE


def _mark_inconsistent(group: Sequence[int], found: Sequence[Found], flags: dict[int, set[str]], adds_up: bool) -> None:  # noqa: FBT001 - what the caller found
    """Mark a list of parts whose sum is no total that the plan states, where it states one."""
    if not adds_up and not any(total for total in group if found[total].statement.cell):
        return
    listed = [place for place in group if found[place].statement.passage.block.kind is BlockKind.LIST_ITEM]
    unexplained = [place for place in listed if not flags[place]]
    if len(unexplained) >= _FEWEST_LISTED and len({found[place].statement.leads for place in unexplained}) == 1:
        for place in unexplained:
            flags[place].add("inconsistent")
