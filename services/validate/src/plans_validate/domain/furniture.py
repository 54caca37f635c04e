"""Own page furniture: running headers and footers, page numbers, and what a scanner makes of specks."""

import re
from collections import Counter
from collections.abc import Sequence

from plans_validate.domain.lines import Line
from plans_validate.domain.marks import BULLET, PAGE_NUMBER
from plans_validate.domain.words import fold

_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
_REPEATS_WITHOUT_PAGES = 4
_LONGEST = 14
_LONGEST_NOISE = 12


def furniture_of(lines: Sequence[Line]) -> set[int]:
    """Give the places of running headers, footers and page numbers."""
    if any(line.page is not None for line in lines):
        return _repeated_at_the_edges(lines) | _specks(lines)
    return _repeated_anywhere(lines)


def _shape(text: str) -> str:
    return _DIGITS.sub("#", fold(text).lower())


def _repeated_at_the_edges(lines: Sequence[Line]) -> set[int]:
    by_page: dict[int | None, list[int]] = {}
    for place, line in enumerate(lines):
        if not line.is_blank:
            by_page.setdefault(line.page, []).append(place)
    edges = {place for places in by_page.values() for place in (*places[:_EDGE_LINES], *places[-_EDGE_LINES:])}
    outermost = {place for places in by_page.values() for place in (places[0], places[-1])}
    shapes = {place: _shape(lines[place].text) for place in edges}
    pages_with = Counter(shape for _, shape in {(lines[place].page, shape) for place, shape in shapes.items()})
    enough = max(2, min(3, len(by_page) // 2 + 1))
    return {
        place
        for place, shape in shapes.items()
        if (pages_with[shape] >= enough and _may_be_furniture(lines[place].text))
        or (place in outermost and PAGE_NUMBER.match(lines[place].text))
    }


def _repeated_anywhere(lines: Sequence[Line]) -> set[int]:
    alone = [place for place in range(len(lines)) if _stands_alone(lines, place)]
    counts = Counter(fold(lines[place].text) for place in alone)
    return {
        place
        for place in alone
        if PAGE_NUMBER.match(lines[place].text)
        or (counts[fold(lines[place].text)] >= _REPEATS_WITHOUT_PAGES and re.search(r"\d", lines[place].text))
    }


def _specks(lines: Sequence[Line]) -> set[int]:
    """Give the places of short lines that hold hardly a letter: dust, rules and logos that were read as text."""
    short = [place for place, line in enumerate(lines) if 1 < len(line.text.strip()) <= _LONGEST_NOISE]
    return {place for place in short if _is_noise(lines[place].text)}


def _is_noise(text: str) -> bool:
    letters = sum(character.isalnum() or character.isspace() for character in text)
    return letters * 2 < len(text) and not BULLET.match(text)


def _may_be_furniture(text: str) -> bool:
    words = text.split()
    return len(words) <= _LONGEST and any(character.isalnum() for character in text)


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    before = place == 0 or lines[place - 1].is_blank
    after = place + 1 == len(lines) or lines[place + 1].is_blank
    text = lines[place].text
    return before and after and not lines[place].is_blank and _may_be_furniture(text) and not BULLET.match(text)
