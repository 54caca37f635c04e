"""Own the lines of a PDF's page: words as written, size and weight of the type, and where each run of words lies.

Text and places come from pdfium. A line costs a handful of calls, never one for each character: the rectangles that
pdfium makes of a line's text objects show wide gaps, and only a line that has one is looked at word by word. A page
where nothing stands beside anything is done with at once.
"""

import ctypes
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress

import pypdfium2.raw as pdfium_c

from plans_validate.adapters.pdf_places import Ends, Places, Stretch
from plans_validate.domain.columns import in_one_column, in_reading_order
from plans_validate.domain.lines import Line
from plans_validate.domain.marks import begins_with_word, is_mark
from plans_validate.domain.printed import MARK_WAS_HERE, PrintedColumn, PrintedLine, Run, is_spread, prose_gap

_LINE_FEED = "\r\n"
_BROKEN_WORD = "\ufffe"
_LINE_END = re.compile(rf"\r\n|\r|\n|(?<={_BROKEN_WORD})")
_WORD = re.compile(r"\S+")
_GLUED_MARK = re.compile(r"(?<=[a-z\d.,;:)’”%])(?<!\bm)(?<!\bkm)\d{1,2}(?!\d)")
_SMALL = 0.8
_GAP = 0.9
_WIDEST_GAP = 2.2
_NARROW_GAP = 0.35
_LIGATURES = ("fi", "fl", "ff")
_MAY_NOT_TELL = "fivx"  # the first letter of a ligature, and of a number


def lines_of(text_page: pdfium_c.FPDF_TEXTPAGE, page: int) -> list[Line]:
    """Give the lines of pdfium's text page in the order of reading.

    Places are known only where characters and text count alike.
    """
    count = pdfium_c.FPDFText_CountChars(text_page)
    text = _text(text_page, count)
    if count != len(text):
        return [Line(_mended(line), page) for _, line in _written_lines(text)]
    firsts, words = _words_of_lines(text)
    places = Places(text_page)
    telling = [
        first if said[:2].isalpha() and said[0] not in _MAY_NOT_TELL else first + _before_telling(said)
        for first, said in zip(firsts, words, strict=True)
    ]
    tops, bottoms = places.heights(telling)
    sizes = [round(10 * (top - bottom)) / 10 or None for top, bottom in zip(tops, bottoms, strict=True)]
    ends = places.ends_of_objects(tops, bottoms) if text == _LINE_FEED.join(words) else None
    ends = ends or places.ends(firsts, words)
    bold = _are_bold(places, telling, firsts, words)
    said = list(map(_mended, words)) if _BROKEN_WORD in text else words
    if ends.parted:
        said = _without_marks(places, firsts, said, tops, bottoms, ends.parted)
    column = PrintedColumn(said, sizes, bold, tops, bottoms, ends.left, ends.right)
    lines = None if ends.parted else in_one_column(column, page)
    return in_reading_order(_printed(places, firsts, words, column, ends), page) if lines is None else lines


def _are_bold(places: Places, telling: list[int], firsts: list[int], words: list[str]) -> list[bool]:
    """Tell whether each line is bold: both where its type tells and where it ends."""
    bold = places.are_bold(telling)
    may_be = [place for place, is_bold in enumerate(bold) if is_bold]
    lasts = places.are_bold([firsts[place] + len(words[place]) - 1 for place in may_be])
    for place, is_bold in zip(may_be, lasts, strict=True):
        bold[place] = is_bold
    return bold


def _without_marks(
    places: Places, firsts: list[int], said: list[str], tops: list[float], bottoms: list[float], parted: Iterable[int]
) -> list[str]:
    """Leave out raised note marks right behind a word or number, so that nothing can be quoted across them.

    A mark is a text object of its own, so only lines of several have one. Small figures that are not raised belong to
    the number before them: a poster's "£12.5m" with a large "£12".
    """
    marks = [(line, mark.span()) for line in parted for mark in _GLUED_MARK.finditer(said[line])]

    def are_raised(characters: list[tuple[int, int]]) -> list[bool]:
        overs, unders = places.heights([firsts[line] + place for line, place in characters])
        return [
            over - under <= _SMALL * (tops[line] - bottoms[line]) and over + under > tops[line] + bottoms[line]
            for (line, _), over, under in zip(characters, overs, unders, strict=True)
        ]

    found = list(compress(marks, are_raised([(line, end - 1) for line, (_, end) in marks])))
    whole = are_raised([(line, start) for line, (start, _) in found])
    kept = list(said)
    for (line, (start, end)), is_whole in zip(reversed(found), reversed(whole), strict=True):
        before, rest = kept[line][: start if is_whole else end - 1], kept[line][end:]
        kept[line] = before + MARK_WAS_HERE + " " * rest[:1].isalpha() + rest
    return kept


def _text(text_page: pdfium_c.FPDF_TEXTPAGE, count: int) -> str:
    """Give all the text of a page; the room is enough if each character took two units, and for the end's mark.

    Its size is a power of two: to make a type of array takes longer than to read the text, and so only a few are made.
    """
    room = (ctypes.c_ushort * (1 << (2 * count + 1).bit_length()))()
    units = pdfium_c.FPDFText_GetText(text_page, 0, count, room) if count > 0 else 0
    return str(memoryview(room)[: max(0, units - 1)], "utf-16-le", "ignore")


def _words_of_lines(text: str) -> tuple[list[int], list[str]]:
    """Give what each line that is not blank says without white space around it, and its place."""
    lines = text.split(_LINE_FEED)
    if all(lines) and lines == list(map(str.strip, lines)) and _feeds_alone_part(text, len(lines) - 1):
        return list(accumulate((len(line) + len(_LINE_FEED) for line in lines[:-1]), initial=0)), lines
    written = list(_written_lines(text))
    words = [line.strip() for _, line in written]
    return [start + line.index(said) for (start, line), said in zip(written, words, strict=True)], words


def _feeds_alone_part(text: str, feeds: int) -> bool:
    return _BROKEN_WORD not in text and feeds == text.count("\r") == text.count("\n")


def _written_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line that is not blank, and its place; a word that is broken at a line's end ends the line."""
    return ((start, line) for start, line in _lines_between(_LINE_END.finditer(text), text) if line.strip())


def _lines_between(ends: Iterable[re.Match[str]], text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in ends:
        yield start, text[start : end.start()]
        start = end.end()
    yield start, text[start:]


def _mended(text: str) -> str:
    return text.replace(_BROKEN_WORD, "-")


def _printed(
    places: Places, firsts: list[int], words: list[str], column: PrintedColumn, ends: Ends
) -> list[PrintedLine]:
    """Give lines of which some may be parted by gaps."""
    printed = []
    for place, (text, size, bold, top, bottom, left, right) in enumerate(zip(*column, strict=True)):
        line = PrintedLine(text, (Run(text, left, right),), top, bottom, size, bold)
        stretches = ends.parted.get(place)
        if stretches is not None:
            line = _parted(places, firsts[place], words[place], stretches, line)
        printed.append(line)
    return printed


def _parted(places: Places, first: int, words: str, stretches: list[Stretch], line: PrintedLine) -> PrintedLine:
    size = line.size or 0.0
    finer = _joined(stretches, _NARROW_GAP * size)
    gap = _WIDEST_GAP if is_spread(words, finer, _WIDEST_GAP * size) else _GAP
    runs = _runs(places, first, words, _joined(stretches, gap * size))
    if gap > _GAP:
        return line._replace(runs=runs)
    finer = _joined(stretches, max(_NARROW_GAP * size, prose_gap(words, finer)))
    fine = _runs(places, first, words, finer) if len(finer) > len(runs) else ()
    return line._replace(runs=runs, fine=fine)


def _before_telling(text: str) -> int:
    """Give how much stands before the first letter that tells how high a line is."""
    return _after_ligature(text) if begins_with_word(text) else _after_mark(text)


def _after_ligature(text: str) -> int:
    """Give the place of the first letter that has a sign of its own: the parts of a ligature have no true height."""
    if not text.startswith(_LIGATURES):
        return 0
    rest = text.lstrip("fil")
    return len(text) - len(rest) if rest else 0


def _after_mark(text: str) -> int:
    """Give the place of the first word behind a bullet or number, whose type may be of another kind."""
    mark, _, rest = text.partition(" ")
    return len(text) - len(rest.lstrip()) if rest and is_mark(mark) else 0


def _runs(places: Places, first: int, text: str, ends: list[Stretch]) -> tuple[Run, ...]:
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


def _joined(stretches: list[Stretch], gap: float) -> list[Stretch]:
    """Join the stretches of a line, in the order of the text, that no gap as wide as this parts."""
    found: list[Stretch] = []
    for left, right in stretches:
        if found and left - found[-1][1] < gap:
            found[-1] = (min(left, found[-1][0]), max(right, found[-1][1]))
        else:
            found.append((left, right))
    return found
