"""Own the way from what Tesseract saw on a page to lines: words, where they lie, the size of the type, how sure it is.

A scan lies a little askew: places are turned back by the slope of the page's own lines of type. Sizes are measured in
dots and waver; those close to a file's usual size are taken for it, so that paragraphs hold together and headings show.
The engine tells neither bold type nor bullets, so both are looked for in the ink.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from plans_validate.adapters.ink import Box, Ink
from plans_validate.domain.marks import is_mark
from plans_validate.domain.printed import PrintedLine, Run

_POINTS_PER_INCH = 72
_LEAST_WORD_CONFIDENCE, _LEAST_MARK_CONFIDENCE = 5.0, 40.0
_LEAST_PAGE_CONFIDENCE = 60.0
_FEWEST_LETTERS = 12
_GAP = 0.9
_WORD_GAP = 0.6
_SAME_SIZE = 0.11
_LONG_LINE = 0.3
_BOLD = 1.25
_FARTHEST_BULLET, _NEAREST_BULLET = 2.4, 0.15  # of the size of the type
_RULE = frozenset("|¦—_[]")
_LIKE_I = "|"
_BULLETS_SEEN_AS = frozenset("*«»¢©®°¤§eo·■●▪¥+")
_BULLET = "•"


@dataclass(frozen=True)
class Word:
    """A word and its place in points, from the page's left and bottom; `confidence` from 0 to 100."""

    text: str
    left: float
    right: float
    confidence: float
    box: Box


@dataclass(frozen=True)
class Row:
    """A line of words; `base` is the height of its base line and `slope` how steeply that rises, both in points.

    `stroke` is how thick its type is, as a share of its size.
    """

    words: tuple[Word, ...]
    base: float
    slope: float
    size: float
    descent: float
    stroke: float


@dataclass(frozen=True)
class RecognisedPage:
    """The lines of one page and how sure the engine is of their letters."""

    lines: tuple[PrintedLine, ...]
    letters: int
    confidence: float

    @property
    def is_text(self) -> bool:
        """Tell whether this is text, not what an engine makes of a photograph."""
        return self.letters >= _FEWEST_LETTERS and self.confidence >= _LEAST_PAGE_CONFIDENCE


def page_of(engine: Any, ink: Ink, dots_per_inch: float, height: float) -> RecognisedPage:  # noqa: ANN401 - an optional package
    """Gather what the engine recognised on the page it has in hand; `height` is the page's, in points."""
    rows = [row for row in _rows(engine, ink, _POINTS_PER_INCH / dots_per_inch, height) if row.words]
    rows = _with_bullets(rows, ink)
    words = [word for row in rows for word in row.words]
    letters = sum(map(_letters, words))
    sure = sum(word.confidence * _letters(word) for word in words) / letters if letters else 0.0
    slope = _slope(rows)
    usual = median(row.stroke for row in rows for _ in row.words) if rows else 0.0
    return RecognisedPage(tuple(_printed(row, slope, usual) for row in rows), letters, sure)


def _letters(word: Word) -> int:
    return sum(map(str.isalnum, word.text))


def _rows(engine: Any, ink: Ink, scale: float, height: float) -> Iterator[Row]:  # noqa: ANN401
    from tesserocr import RIL, iterate_level  # noqa: PLC0415 - an optional package

    place = engine.GetIterator()
    words: list[Word] = []
    for each in iterate_level(place, RIL.WORD) if place else ():
        if each.Empty(RIL.WORD):
            continue
        if each.IsAtBeginningOf(RIL.TEXTLINE):
            words, facts, baseline = [], each.RowAttributes() or {}, each.Baseline(RIL.TEXTLINE)
        text, box = (each.GetUTF8Text(RIL.WORD) or "").strip(), each.BoundingBox(RIL.WORD)
        confidence = each.Confidence(RIL.WORD)
        if box and text and (text in _BULLETS_SEEN_AS or confidence >= _least_confidence(text)):
            words.append(Word(text, box[0] * scale, box[2] * scale, confidence, box))
        if each.IsAtFinalElement(RIL.TEXTLINE, RIL.WORD) and baseline:
            yield _row(words, facts, baseline, ink, scale, height)


def _least_confidence(text: str) -> float:
    """Give how sure the engine has to be: specks look like marks, and a word left out may turn a sentence round."""
    return _LEAST_WORD_CONFIDENCE if any(map(str.isalnum, text)) else _LEAST_MARK_CONFIDENCE


def _row(
    words: Sequence[Word], facts: dict[str, float], baseline: tuple[tuple[int, int], tuple[int, int]],
    ink: Ink, scale: float, height: float,
) -> Row:  # fmt: skip
    (left, left_base), (right, right_base) = baseline
    slope = (left_base - right_base) / (right - left) if right > left else 0.0
    middle, middle_base = (left + right) / 2, (left_base + right_base) / 2
    size, descent = facts.get("row_height", 0.0), -facts.get("descenders", 0.0)
    kept = tuple(_with_bullet(list(_without_rules(words, size, size * scale))))
    base = height - (middle_base + middle * slope) * scale
    return Row(kept, base, slope, size * scale, descent * scale, _stroke(kept, ink, size))


def _without_rules(words: Sequence[Word], dots: float, size: float) -> Iterator[Word]:
    """Leave out the rules of a table; what looks like one, is no taller than type and close to a word is the word I."""
    for place, word in enumerate(words):
        following = words[place + 1].left if place + 1 < len(words) else math.inf
        short = word.box[3] - word.box[1] <= dots
        if word.text == _LIKE_I and short and following - word.right < _WORD_GAP * size:
            yield replace(word, text="I")
        elif word.text not in _RULE:
            yield word


def _with_bullet(words: Sequence[Word]) -> Iterator[Word]:
    """Write the mark before a line's first word as the bullet that it was printed as."""
    for place, word in enumerate(words):
        is_bullet = place == 0 and len(words) > 1 and word.text in _BULLETS_SEEN_AS
        yield replace(word, text=_BULLET) if is_bullet else word


def _stroke(words: Sequence[Word], ink: Ink, size: float) -> float:
    measured = [ink.stroke(word.box) for word in words]
    strokes = sum(count for _, count in measured)
    return sum(dots for dots, _ in measured) / strokes / size if strokes and size else 0.0


def _with_bullets(rows: Sequence[Row], ink: Ink) -> list[Row]:
    """Put a bullet before each line that has a blot standing alone to its left."""
    taken = [word.box for row in rows for word in row.words]
    return [row if is_mark(row.words[0].text) else _with_blot(row, taken, ink) for row in rows]


def _with_blot(row: Row, taken: Sequence[Box], ink: Ink) -> Row:
    first = row.words[0]
    left, _, right, bottom = first.box
    dots_a_point = (right - left) / max(first.right - first.left, 0.1)
    tall = row.size * dots_a_point
    top = bottom - round(tall)
    beside = (left - round(_FARTHEST_BULLET * tall), top, left - round(_NEAREST_BULLET * tall), bottom)
    if beside[0] < 0 or any(_overlap(beside, box) for box in taken) or not ink.is_blot(beside):
        return row
    bullet = replace(first, text=_BULLET, left=first.left - row.size, right=first.left - row.size / 2)
    return replace(row, words=(bullet, *row.words))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _slope(rows: Sequence[Row]) -> float:
    """Give how steeply a page's lines rise, by those that are long enough to tell."""
    if not rows:
        return 0.0
    widths = [row.words[-1].right - row.words[0].left for row in rows]
    long = [row.slope for row, width in zip(rows, widths, strict=True) if width >= _LONG_LINE * max(widths)]
    return median(long)


def _printed(row: Row, slope: float, usual_stroke: float) -> PrintedLine:
    runs = _runs(row.words, _GAP * row.size)
    middle = (row.words[0].left + row.words[-1].right) / 2
    base = row.base + middle * (row.slope - slope)
    bottom = base - row.descent
    bold = row.stroke >= _BOLD * usual_stroke
    text = " ".join(run.text for run in runs)
    return PrintedLine(text, runs, bottom + row.size, bottom, round(row.size, 1) or None, bold)


def _runs(words: Sequence[Word], gap: float) -> tuple[Run, ...]:
    """Give the words of a line by the stretches that no wide gap parts."""
    stretches: list[list[Word]] = []
    for word in words:
        if stretches and word.left - stretches[-1][-1].right < gap:
            stretches[-1].append(word)
        else:
            stretches.append([word])
    return tuple(Run(" ".join(word.text for word in each), each[0].left, each[-1].right) for each in stretches)


def with_steady_sizes(pages: Iterable[tuple[PrintedLine, ...]]) -> list[list[PrintedLine]]:
    """Take sizes that are close to the usual one of all lines for it, and others that are close together for one."""
    held = list(pages)
    weights = Counter[float]()
    for page in held:
        for line in page:
            weights[line.size or 0.0] += len(line.text)
    usual: dict[float, float] = {}
    centres: list[float] = []
    for size, _ in sorted(weights.items(), key=lambda item: (-_nearby(weights, item[0]), item[0])):
        centre = next((each for each in centres if math.isclose(size, each, rel_tol=_SAME_SIZE)), None)
        if centre is None:
            centres.append(size)
        usual[size] = size if centre is None else centre
    return [[line._replace(size=usual[line.size or 0.0] or None) for line in page] for page in held]


def _nearby(weights: Counter[float], size: float) -> int:
    """Count the letters of about this size."""
    return sum(count for other, count in weights.items() if math.isclose(other, size, rel_tol=_SAME_SIZE / 2))
