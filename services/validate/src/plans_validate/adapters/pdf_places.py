"""Own what pdfium says of characters on a page: where they lie, and whether their type is bold.

The calls are made for every line, so all lines are asked about at once: plain addresses instead of objects made for a
call, answers side by side in one room, and a font's name once a page.
"""

import ctypes
import re
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium_c

_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FARTHEST = 1e6
_SIDES = 4

Stretch = tuple[float, float]


class Ends(NamedTuple):
    """The left and right end of each stretch of characters; those of its parts where it has several, or none."""

    left: list[float]
    right: list[float]
    parted: dict[int, list[Stretch]]


def _plain(function: Callable[..., object], *types: type[ctypes.c_void_p | ctypes.c_int]) -> Callable[..., int]:
    """Give a function of pdfium's that takes addresses and numbers as they are; the first type is its answer's."""
    return ctypes.PYFUNCTYPE(*types)(ctypes.cast(cast("Any", function), ctypes.c_void_p).value or 0)


_ADDRESS, _NUMBER = ctypes.c_void_p, ctypes.c_int
_loose_box = _plain(pdfium_c.FPDFText_GetLooseCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS)
_box = _plain(pdfium_c.FPDFText_GetCharBox, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_count_stretches = _plain(pdfium_c.FPDFText_CountRects, _NUMBER, _ADDRESS, _NUMBER, _NUMBER)
_stretch = _plain(pdfium_c.FPDFText_GetRect, _NUMBER, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_text_object = _plain(pdfium_c.FPDFText_GetTextObject, _ADDRESS, _ADDRESS, _NUMBER)
_font = _plain(pdfium_c.FPDFTextObj_GetFont, _ADDRESS, _ADDRESS)
_weight = _plain(pdfium_c.FPDFText_GetFontWeight, _NUMBER, _ADDRESS, _NUMBER)
_font_name = _plain(pdfium_c.FPDFText_GetFontInfo, _ADDRESS, _ADDRESS, _NUMBER, _ADDRESS, _ADDRESS, _ADDRESS)


class Places:
    """Ask pdfium about the characters of one page."""

    def __init__(self, text_page: pdfium_c.FPDF_TEXTPAGE) -> None:
        self._page = ctypes.cast(text_page, ctypes.c_void_p).value
        self._ends, self._ends_at = _room(ctypes.c_double, 1)
        self._bold: dict[int, bool] = {}

    def heights(self, characters: Sequence[int]) -> tuple[list[float], list[float]]:
        """Give the top and bottom of each character's line."""
        room, at = _room(ctypes.c_float, len(characters))
        deque(map(_loose_box, repeat(self._page), characters, at[::_SIDES]), maxlen=0)
        return _side(room, 1, len(characters)), _side(room, 3, len(characters))

    def left(self, character: int) -> float:
        """Give where a character begins."""
        _box(self._page, character, *self._ends_at)
        return _side(self._ends, 0, 1)[0]

    def ends(self, firsts: Sequence[int], words: Sequence[str]) -> Ends:
        """Give the ends of each line's words, parted by their text objects."""
        room, at = _room(ctypes.c_double, len(firsts))
        page, count, stretch = self._page, _count_stretches, _stretch
        parted = {}
        for place, (first, length) in enumerate(zip(firsts, map(len, words), strict=True)):
            found = count(page, first, length)
            if found == 1:
                start = place * _SIDES
                stretch(page, 0, *at[start : start + _SIDES])
            else:
                parted[place] = [self._stretch(index) for index in range(found)]
        return Ends(_side(room, 0, len(firsts)), _side(room, 2, len(firsts)), parted)

    def ends_of_objects(self, tops: Sequence[float], bottoms: Sequence[float]) -> Ends | None:
        """Give the ends of lines that are all of a page; null unless each is one text object, at its line's height."""
        if _count_stretches(self._page, 0, -1) != len(tops):
            return None
        room, at = _room(ctypes.c_double, len(tops))
        sides = (at[side::_SIDES] for side in range(_SIDES))
        deque(map(_stretch, repeat(self._page), range(len(tops)), *sides), maxlen=0)
        heights = zip(bottoms, room[1::_SIDES], room[3::_SIDES], tops, strict=False)
        if False in [bottom < (over + under) / 2 < top for bottom, over, under, top in heights]:
            return None
        return Ends(_side(room, 0, len(tops)), _side(room, 2, len(tops)), {})

    def _stretch(self, index: int) -> Stretch:
        _stretch(self._page, index, *self._ends_at)
        (left,), (right,) = _side(self._ends, 0, 1), _side(self._ends, 2, 1)
        return left, right

    def are_bold(self, characters: Sequence[int]) -> list[bool]:
        """Tell whether each character is bold, by the font's weight or its name."""
        fonts = list(map(_font, map(_text_object, repeat(self._page), characters)))
        for font, character in dict(zip(fonts, characters, strict=True)).items():
            if font not in self._bold:
                self._bold[font] = self._is_bold(character)
        return [self._bold[font] for font in fonts]

    def _is_bold(self, character: int) -> bool:
        if _weight(self._page, character) >= _BOLD_WEIGHT:
            return True
        name = (ctypes.c_char * _FONT_NAME_BYTES)()
        _font_name(self._page, character, ctypes.addressof(name), _FONT_NAME_BYTES, None)
        return bool(_BOLD_NAME.search(name.value.decode("utf-8", "replace")))


def _room(number: type[ctypes.c_float | ctypes.c_double], count: int) -> tuple[ctypes.Array[Any], range]:
    """Make room for the four sides of at least as many boxes; give it and the address of each side.

    Its size is a power of two: to make a type of array takes longer than to fill one, and so only a few are made.
    """
    room = (number * (_SIDES << count.bit_length()))()
    start, size = ctypes.addressof(room), ctypes.sizeof(number)
    return room, range(start, start + count * _SIDES * size, size)


def _side(room: ctypes.Array[Any], side: int, count: int) -> list[float]:
    """Give one side of as many boxes."""
    return _placed(room[side : count * _SIDES : _SIDES])


def _placed(places: list[float]) -> list[float]:
    """Give places as they are, or 0 for one that no page can have: a file may state any number, and none."""
    if sum(map(abs, places)) < _FARTHEST:  # nearly always; no sum with what is no number is less than anything
        return places
    return [place if -_FARTHEST < place < _FARTHEST else 0.0 for place in places]
