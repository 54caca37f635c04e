"""Own page furniture: running headers and footers, page numbers, and what a scanner makes of specks."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from itertools import compress, groupby
from statistics import median_low

from plans_validate.domain.lines import Line
from plans_validate.domain.marks import BLANK_PAGE, BULLET, PAGE_NUMBER
from plans_validate.domain.words import fold

_DIGITS = re.compile(r"\d+")
_EDGE_LINES = 3
_MANY_PAGES = 3
_TITLE_SIZE = 1.12
_REPEATS_WITHOUT_PAGES = 4
_LONGEST = 14
_FEWEST_IN_A_LABEL = 3
_ENDS = (".", "!", ";", ",")
_LONGEST_NOISE = 12
_ACROSS_PAGES = frozenset({"draft", "confidential", "copy", "embargoed", "official", "sample", "specimen"})


def furniture_of(lines: Sequence[Line]) -> set[int]:
    """Give the places of running headers, footers and page numbers."""
    if any(line.page is not None for line in lines):
        said = [line.text.strip() for line in lines]
        return _repeated_at_the_edges(lines, said) | _specks(lines, said)
    return _repeated_anywhere(lines)


def _repeated_at_the_edges(lines: Sequence[Line], said: Sequence[str]) -> set[int]:
    by_page: dict[int, list[int]] = {}
    numbers = [line.page or 0 for line in lines]
    for page, written in groupby(compress(range(len(lines)), said), key=numbers.__getitem__):
        by_page.setdefault(page, []).extend(written)
    edges = {place for places in by_page.values() for place in (*places[:_EDGE_LINES], *places[-_EDGE_LINES:])}
    outermost = {place for places in by_page.values() for place in (places[0], places[-1])}
    large = _TITLE_SIZE * _usual_size(lines)
    shapes = {
        place: (_shape(words), _is_larger(lines[place], large))
        for place in edges
        if len(words := said[place].split()) <= _LONGEST
    }
    pages_with: dict[tuple[str, bool], set[int]] = {}
    for place, shape in shapes.items():
        pages_with.setdefault(shape, set()).add(numbers[place])
    running = {shape for shape, pages in pages_with.items() if _run(*shape, pages, by_page.keys())}
    repeated = {place for place, shape in shapes.items() if shape in running and _says_something(said[place])}
    blank = {place for place in shapes if BLANK_PAGE.match(lines[place].text)}
    return repeated | blank | {place for place in outermost if PAGE_NUMBER.match(lines[place].text)}


def _shape(words: Sequence[str]) -> str:
    return _DIGITS.sub("#", " ".join(words).lower())


def _run(shape: str, is_large: bool, pages: Set[int], all_pages: Set[int]) -> bool:  # noqa: FBT001 - half of a key
    """Tell whether a line on these pages runs through the file; a title on a cover sheet is often said again inside."""
    if len(pages) >= _MANY_PAGES:
        return not is_large or len(pages) * 2 > len(all_pages)
    if is_large or len(pages) == 1:
        return len(pages) > 1 and len(pages) == len(all_pages) and shape in _ACROSS_PAGES
    if len(pages) < len(all_pages) - 1:
        return False
    after_first = all_pages - {min(all_pages)}
    return pages >= after_first and (len(after_first) > 1 or "#" in shape)


def _usual_size(lines: Sequence[Line]) -> float:
    """Give the size of the type in most lines; none where the format does not tell."""
    return median_low([line.size for line in lines if line.size is not None] or [0.0])


def _is_larger(line: Line, size: float) -> bool:
    return line.size is not None and line.size > size


def _repeated_anywhere(lines: Sequence[Line]) -> set[int]:
    alone = [place for place in range(len(lines)) if _stands_alone(lines, place)]
    counts = Counter(fold(lines[place].text) for place in alone)
    return {
        place
        for place in alone
        if (PAGE_NUMBER.match(lines[place].text) and not _is_asked_for(lines, place))
        or (counts[fold(lines[place].text)] >= _REPEATS_WITHOUT_PAGES and re.search(r"\d", lines[place].text))
    }


def _is_asked_for(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a number alone in its line answers a question or follows a label right above it."""
    above = next((each for each in range(place - 1, -1, -1) if not lines[each].is_blank), place)
    text = lines[above].text.rstrip()
    is_label = _stands_alone(lines, above) and len(text.split()) >= _FEWEST_IN_A_LABEL and not text.endswith(_ENDS)
    return text.endswith(("?", ":")) or (is_label and not text[:1].islower())


def _specks(lines: Sequence[Line], said: Sequence[str]) -> set[int]:
    """Give the places of short lines that hold hardly a letter: dust, rules and logos that were read as text."""
    short = [place for place, size in enumerate(map(len, said)) if 1 < size <= _LONGEST_NOISE]
    return {place for place in short if _is_noise(lines[place].text)}


def _is_noise(text: str) -> bool:
    if text.replace(" ", "").isalnum():
        return False
    letters = sum(character.isalnum() or character.isspace() for character in text)
    return letters * 2 < len(text) and not BULLET.match(text)


def _may_be_furniture(text: str) -> bool:
    return len(text.split()) <= _LONGEST and _says_something(text)


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    before = place == 0 or lines[place - 1].is_blank
    after = place + 1 == len(lines) or lines[place + 1].is_blank
    text = lines[place].text
    return before and after and not lines[place].is_blank and _may_be_furniture(text) and not BULLET.match(text)
