"""Own the lines of a PDF's page: words as written, size and weight of the type, and where each run of words lies.

Text and places come from pdfium. A line costs a handful of calls, never one for each character: the rectangles that
pdfium makes of a line's text objects show wide gaps, and only a line that has one is looked at word by word.
"""

import ctypes
import re
from collections.abc import Iterator
from functools import lru_cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from plans_validate.domain.columns import in_reading_order
from plans_validate.domain.lines import Line
from plans_validate.domain.marks import is_mark
from plans_validate.domain.printed import PrintedLine, Run

_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_BROKEN_WORD = "\ufffe"
_LINE_END = re.compile(rf"\r\n|\r|\n|(?<={_BROKEN_WORD})")
_WORD = re.compile(r"\S+")
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_GAP = 0.9
_NARROW_GAP = 0.35
_FARTHEST = 1e6


def lines_of(text_page: pdfium.PdfTextPage, page: int) -> list[Line]:
    """Give a page's lines in the order of reading; places are known only where characters and text count alike."""
    text = text_page.get_text_range()
    written = [(start, line) for start, line in _written_lines(text) if line.strip()]
    if text_page.count_chars() != len(text):
        return [Line(_mended(line), page) for _, line in written]
    places = _Places(text_page)
    return in_reading_order([_printed(places, start, line) for start, line in written], page)


def _written_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line and its place; a word that is broken at a line's end ends the line."""
    start = 0
    for end in _LINE_END.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def _mended(text: str) -> str:
    return text.replace(_BROKEN_WORD, "-")


class _Places:
    """Ask pdfium where the characters of one page lie; the room for its answers is made once."""

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._page = text_page.raw
        self._left, self._top, self._right, self._bottom = (ctypes.c_double() for _ in range(4))
        self._box = pdfium_c.FS_RECTF()
        self._name = (ctypes.c_char * _FONT_NAME_BYTES)()

    def height(self, index: int) -> tuple[float, float]:
        """Give the top and bottom of a character's line."""
        pdfium_c.FPDFText_GetLooseCharBox(self._page, index, self._box)
        return _place(self._box.top), _place(self._box.bottom)

    def left(self, index: int) -> float:
        """Give where a character begins."""
        pdfium_c.FPDFText_GetCharBox(self._page, index, self._left, self._right, self._bottom, self._top)
        return _place(self._left.value)

    def stretches(self, first: int, length: int) -> Iterator[tuple[float, float]]:
        """Give the left and right ends of the text objects of a stretch of characters."""
        for index in range(pdfium_c.FPDFText_CountRects(self._page, first, length)):
            pdfium_c.FPDFText_GetRect(self._page, index, self._left, self._top, self._right, self._bottom)
            yield _place(self._left.value), _place(self._right.value)

    def is_bold(self, index: int) -> bool:
        """Tell whether a character is bold, by the font's weight or its name."""
        if pdfium_c.FPDFText_GetFontWeight(self._page, index) >= _BOLD_WEIGHT:
            return True
        pdfium_c.FPDFText_GetFontInfo(self._page, index, self._name, _FONT_NAME_BYTES, None)
        return _names_bold(self._name.value)


def _place(points: float) -> float:
    """Give a place as it is, or 0 for one that no page can have: a file may state any number, and none."""
    return points if -_FARTHEST < points < _FARTHEST else 0.0


@lru_cache(maxsize=256)
def _names_bold(font: bytes) -> bool:
    return bool(_BOLD_NAME.search(font.decode("utf-8", "replace")))


def _printed(places: _Places, start: int, text: str) -> PrintedLine:
    words = text.strip()
    first = start + len(text) - len(text.lstrip())
    telling = first + _after_mark(words)
    top, bottom = places.height(telling)
    size = round(top - bottom, 1)
    bold = places.is_bold(telling) and places.is_bold(first + len(words) - 1)
    stretches = list(places.stretches(first, len(words)))
    if len(stretches) == 1:
        return PrintedLine(_mended(words), (Run(_mended(words), *stretches[0]),), top, bottom, size or None, bold)
    runs = _runs(places, first, words, _joined(stretches, _GAP * size))
    finer = _joined(stretches, _NARROW_GAP * size)
    fine = _runs(places, first, words, finer) if len(finer) > len(runs) else ()
    return PrintedLine(_mended(words), runs, top, bottom, size or None, bold, fine)


def _after_mark(text: str) -> int:
    """Give the place of the first word behind a bullet or number, whose type may be of another kind."""
    mark, _, rest = text.partition(" ")
    return len(text) - len(rest.lstrip()) if rest and is_mark(mark) else 0


def _runs(places: _Places, first: int, text: str, ends: list[tuple[float, float]]) -> tuple[Run, ...]:
    """Give the words of a line by the stretches in which they lie."""
    if len(ends) < 2:  # noqa: PLR2004 - a gap has two sides
        left, right = ends[0] if ends else (0.0, 0.0)
        return (Run(_mended(text), left, right),)
    words: list[list[str]] = [[] for _ in ends]
    place = 0
    for word in _WORD.finditer(text):
        left = places.left(first + word.start())
        while place + 1 < len(ends) and left >= ends[place + 1][0] - 1.0:
            place += 1
        words[place].append(_mended(word[0]))
    return tuple(Run(" ".join(said), left, right) for said, (left, right) in zip(words, ends, strict=True) if said)


def _joined(stretches: list[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    """Join the stretches of a line, in the order of the text, that no gap as wide as this parts."""
    found: list[tuple[float, float]] = []
    for left, right in stretches:
        if found and left - found[-1][1] < gap:
            found[-1] = (min(left, found[-1][0]), max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found
