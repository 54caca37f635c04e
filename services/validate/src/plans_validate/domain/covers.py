"""Own what stands in front: cover sheets and contents pages of a plan, which say nothing yet, and agendas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from statistics import median

from plans_schema.vocabulary import Confidence, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import BlockKind
from plans_validate.domain.round import Round
from plans_validate.domain.segments import Part
from plans_validate.domain.words import Phrases

_MOST_WORDS = 70
_SENTENCE_WORDS = 14
_CONTENTS_WITHIN = 6
_CONTENTS_SHARE = 0.4
_FEWEST_LISTED = 3
_MOST_SENTENCES = 3
_THIN = 0.4
_HEAD = 6


def part_covers(parts: Sequence[Part], round_: Round) -> Iterator[Part]:
    """Give the parts again, with cover sheets and contents pages parted from the plans they stand before.

    An agenda looks like minutes, and is the first sheet of the report that follows it.
    """
    for part in _with_agendas(parts, round_):
        if part.kind is SegmentKind.PLAN:
            yield from _without_cover(part, Phrases.of(round_.segments.contents))
        else:
            yield part


def _with_agendas(parts: Sequence[Part], round_: Round) -> Iterator[Part]:
    agenda: tuple[Clues, ...] = ()
    for part in parts:
        if agenda and part.kind is not SegmentKind.COVERING_REPORT:
            yield Part(SegmentKind.COVERING_REPORT, agenda, Confidence.MEDIUM, (agenda[0].block,))
        report = replace(part, clues=(*agenda, *part.clues)) if part.kind is SegmentKind.COVERING_REPORT else part
        agenda = part.clues if _is_agenda(part, round_) else ()
        if not agenda:
            yield report
    if agenda:
        yield parts[-1]


def _is_agenda(part: Part, round_: Round) -> bool:
    """Tell whether a part that looks like minutes only lists what a meeting will come to."""
    if part.kind is not SegmentKind.MINUTES:
        return False
    named, listed = Phrases.of(round_.segments.agendas), {*round_.segments.on_agendas}
    is_named = any(clue.block.words.tokens in named for clue in part.clues[:_HEAD])
    return is_named and all(phrase in listed for clue in part.clues for phrase in clue.minutes)


def _without_cover(part: Part, contents: Phrases) -> Iterator[Part]:
    pages = [tuple(page) for _, page in groupby(part.clues, key=attrgetter("block.page"))]
    covers = 0
    while covers < len(pages) - 1 and _is_cover(pages[covers], pages[covers + 1 :], contents):
        covers += 1
    if covers == 0 or pages[0][0].block.page is None:
        yield part
        return
    cover = tuple(clue for page in pages[:covers] for clue in page)
    rest = tuple(clue for page in pages[covers:] for clue in page)
    yield Part(SegmentKind.COVER, cover, Confidence.MEDIUM, tuple(clue.block for clue in cover[:1]))
    yield Part(SegmentKind.PLAN, rest, part.confidence, part.deciding)


def _is_cover(page: Sequence[Clues], rest: Sequence[Sequence[Clues]], contents: Phrases) -> bool:
    """Tell whether a page holds only titles and names, a list of contents, or hardly more than these."""
    words = _word_count(page)
    sentences = sum(clue.size >= _SENTENCE_WORDS and clue.block.folded.endswith(".") for clue in page)
    if words <= _MOST_WORDS and not sentences and not any(clue.block.kind is BlockKind.LIST_ITEM for clue in page):
        return True
    if not sentences and any(clue.size <= _CONTENTS_WITHIN and clue.block.tokens in contents for clue in page):
        return _listed(page, rest) >= _CONTENTS_SHARE * len(page)
    if sentences > _MOST_SENTENCES or words > _THIN * median(_word_count(following) for following in rest):
        return False
    return _listed(page, rest) >= _FEWEST_LISTED


def _listed(page: Sequence[Clues], rest: Sequence[Sequence[Clues]]) -> int:
    """Count the lines of a page that say what heading comes later, or on which page."""
    later = {_unnumbered(clue) for following in rest for clue in following if clue.is_heading}
    return sum(_unnumbered(clue) in later or clue.block.folded[-1:].isdigit() for clue in page)


def _word_count(page: Sequence[Clues]) -> int:
    return sum(clue.size for clue in page)


def _unnumbered(clue: Clues) -> tuple[str, ...]:
    tokens = clue.block.tokens
    return tokens[1:] if tokens[:1] and tokens[0].isdigit() else tokens
