"""Own cover sheets and contents pages: pages in front of a plan that say nothing yet."""

from collections.abc import Iterator, Sequence
from itertools import groupby

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


def part_covers(parts: Sequence[Part], round_: Round) -> Iterator[Part]:
    """Give the parts again, with cover sheets and contents pages parted from the plans they stand before."""
    for part in parts:
        if part.kind is SegmentKind.PLAN:
            yield from _without_cover(part, Phrases.of(round_.segments.contents))
        else:
            yield part


def _without_cover(part: Part, contents: Phrases) -> Iterator[Part]:
    pages = [tuple(page) for _, page in groupby(part.clues, key=lambda clue: clue.block.page)]
    covers = 0
    while covers < len(pages) - 1 and _is_cover(pages[covers], contents):
        covers += 1
    if covers == 0 or pages[0][0].block.page is None:
        yield part
        return
    cover = tuple(clue for page in pages[:covers] for clue in page)
    rest = tuple(clue for page in pages[covers:] for clue in page)
    yield Part(SegmentKind.COVER, cover, Confidence.MEDIUM, tuple(clue.block for clue in cover[:1]))
    yield Part(SegmentKind.PLAN, rest, part.confidence, part.deciding)


def _is_cover(page: Sequence[Clues], contents: Phrases) -> bool:
    """Tell whether a page holds only titles and names, or a list of contents."""
    words = sum(clue.size for clue in page)
    sentences = any(clue.size >= _SENTENCE_WORDS and clue.block.folded.endswith(".") for clue in page)
    if words <= _MOST_WORDS and not sentences:
        return not any(clue.block.kind is BlockKind.LIST_ITEM for clue in page)
    headed = any(clue.size <= _CONTENTS_WITHIN and clue.block.words.tokens in contents for clue in page)
    numbered = sum(clue.block.folded[-1:].isdigit() for clue in page)
    return headed and not sentences and numbered >= _CONTENTS_SHARE * len(page)
