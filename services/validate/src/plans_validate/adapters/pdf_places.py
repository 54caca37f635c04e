"""Own what pdfium says of characters on a page: where they lie, and whether their type is bold.

These calls are made for every line, so they take plain addresses, for which no objects are made, and what a font is
called is asked once a page, not once a line.
"""

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium_c

_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FARTHEST = 1e6
_DOUBLE_BYTES = 8


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    """Give a function of pdfium's that takes addresses and numbers as they are."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_ADDRESS, _NUMBER = ctypes.c_void_p, ctypes.c_int
_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
_box = _plain(pdfium_c.FPDFText_GetCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_count_stretches = _plain(pdfium_c.FPDFText_CountRects, _NUMBER, _ADDRESS, _NUMBER, _NUMBER)
_stretch = _plain(pdfium_c.FPDFText_GetRect, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_text_object = _plain(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _NUMBER)
_font = _plain(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)


class Places:
    """Ask pdfium about the characters of one page; the room for its answers is made once."""

    def __init__(self, text_page: Any) -> None:
        self._text_page = text_page
        self._page = ctypes.cast(text_page, ctypes.c_void_p).value
        self._loose = pdfium_c.FS_RECTF()
        self._loose_at = ctypes.addressof(self._loose)
        self._ends = (ctypes.c_double * 4)()
        first = ctypes.addressof(self._ends)
        self._ends_at = tuple(range(first, first + ctypes.sizeof(self._ends), _DOUBLE_BYTES))
        self._bold: dict[int | None, bool] = {}

    def height(self, index: int) -> tuple[float, float]:
        """Give the top and bottom of a character's line."""
        _loose_box(self._page, index, self._loose_at)
        return _places(self._loose.top, self._loose.bottom)

    def left(self, index: int) -> float:
        """Give where a character begins."""
        _box(self._page, index, *self._ends_at)
        return _place(self._ends[0])

    def stretches(self, first: int, length: int) -> list[tuple[float, float]]:
        """Give the left and right ends of the text objects of a stretch of characters."""
        ends, found = self._ends, []
        for index in range(_count_stretches(self._page, first, length)):
            _stretch(self._page, index, *self._ends_at)
            found.append(_places(ends[0], ends[2]))
        return found

    def is_bold(self, index: int) -> bool:
        """Tell whether a character is bold, by the font's weight or its name."""
        font = _font(_text_object(self._page, index))
        bold = self._bold.get(font)
        if bold is None:
            bold = self._bold[font] = self._font_is_bold(index)
        return bold

    def _font_is_bold(self, index: int) -> bool:
        if pdfium_c.FPDFText_GetFontWeight(self._text_page, index) >= _BOLD_WEIGHT:
            return True
        name = (ctypes.c_char * _FONT_NAME_BYTES)()
        pdfium_c.FPDFText_GetFontInfo(self._text_page, index, name, _FONT_NAME_BYTES, None)
        return bool(_BOLD_NAME.search(name.value.decode("utf-8", "replace")))


def _places(one: float, other: float) -> tuple[float, float]:
    if abs(one) + abs(other) < _FARTHEST:
        return one, other
    return _place(one), _place(other)


def _place(points: float) -> float:
    """Give a place as it is, or 0 for one that no page can have: a file may state any number, and none."""
    return points if -_FARTHEST < points < _FARTHEST else 0.0
