"""Own what stands line by line without white space: headings right above their text, and the fields of a form.

The break of the line shows a heading: the next word would have fitted, yet a new line was begun, with a capital letter.
A form's fields are lines that each start with a label: `Decision taker: ...`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from plans_validate.domain.document import Block, BlockKind

_LONGEST_HEADING = 10
_FEWEST_WORDS_BELOW = 8
_FULL_LINE = 0.9
_SENTENCE_END = (".", "!", "?", ":", ";")
_NO_HEADING_END = (".", "!", "?", ":", ";", ",", "-", "–")
_FEWEST_FIELDS = 3
_LONGEST_FIELD_NAME = 3
_FIELDS_SHARE = 0.5
_GOES_ON = frozenset({
    "a", "an", "and", "are", "at", "but", "is", "or", "our", "than", "that", "the", "their", "was", "we", "were",
    "which",
})  # fmt: skip
_SENTENCE_INSIDE = re.compile(r"[a-z]{2}[.!?] [A-Z]")
_FIELD = re.compile(r"\s*[A-Z][\w /()'’&-]{2,40}:\s*\S")
_PARTED = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def with_run_in_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Give the blocks, each heading that runs on into its text and each field of a form as a block of its own."""
    for place, block in enumerate(blocks):
        if block.kind in _PARTED and "\n" in block.text:
            yield from _parted(block)
        elif block.kind is BlockKind.LIST_ITEM and _heads_bullets(block, blocks[place + 1 : place + 2]):
            yield replace(block, kind=BlockKind.HEADING, level=None)
        else:
            yield block


def _heads_bullets(block: Block, following: Sequence[Block]) -> bool:
    """Tell whether a short numbered item stands above bullets: it heads them and is no item of their list."""
    if not block.folded[:1].isdigit():
        return False
    above = [each for each in following if each.kind is BlockKind.LIST_ITEM and not each.folded[:1].isalnum()]
    return bool(above) and len(block.tokens) <= _LONGEST_HEADING and not block.folded.endswith(_NO_HEADING_END)


def _parted(block: Block) -> Iterator[Block]:
    lines = [line for line in block.text.split("\n") if line.strip()]
    fields = [place for place, line in enumerate(lines) if _FIELD.match(line)] if ":" in block.text else []
    is_form = len(fields) >= _FEWEST_FIELDS and len(fields) >= _FIELDS_SHARE * len(lines)
    headings = [] if is_form else list(_headings(lines))
    starts = fields if is_form else [start for place in headings for start in (place, place + 1)]
    if not starts:
        yield block
        return
    headed, places = set(headings), _places(block.text)
    for first, after in pairwise(sorted({0, *starts, len(lines)})):
        kind = BlockKind.HEADING if first in headed else block.kind if first == 0 or is_form else BlockKind.PARAGRAPH
        text = block.text[places[first] : places[after - 1] + len(lines[after - 1])]
        yield replace(block, kind=kind, text=text, start=block.start + places[first])


def _places(text: str) -> list[int]:
    """Give the place of each line of a text that is not blank."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [start for start, line in zip(starts, lines, strict=False) if line.strip()]


def _headings(written: Sequence[str]) -> Iterator[int]:
    """Give the places of the lines that stand as headings above the sentences that follow them, the last first.

    So what is known of all lines below is known without looking at them again.
    """
    lines = [line.strip() for line in written]
    may_head = {
        place
        for place in range(len(lines) - 1)
        if (place == 0 or lines[place - 1].endswith(_SENTENCE_END)) and _is_short(lines[place])
    }
    if not may_head:
        return
    widest, words, has_sentence = len(lines[-1]), len(lines[-1].split()), lines[-1].endswith(".")
    for place in range(len(lines) - 2, -1, -1):
        line, below = lines[place], lines[place + 1]
        widest = max(widest, len(line))
        if place in may_head and has_sentence and words >= _FEWEST_WORDS_BELOW and _heads(line, below, widest):
            yield place
        words += len(line.split()) if words < _FEWEST_WORDS_BELOW else 0
        has_sentence = has_sentence or line.endswith(".")


def _is_short(line: str) -> bool:
    if line.endswith(_NO_HEADING_END):
        return False
    words = line.split(None, _LONGEST_HEADING)
    return len(words) <= _LONGEST_HEADING and words[-1] not in _GOES_ON and _SENTENCE_INSIDE.search(line) is None


def _heads(line: str, below: str, width: int) -> bool:
    """Tell whether a short line ends although the first word below it would have fitted, and that begins anew."""
    if _is_field(below):
        return False
    starts_anew = (line[0].isupper() or line[0].isdigit()) and not below[0].islower()
    return starts_anew and len(line) + 1 + len(below.split(maxsplit=1)[0]) <= _FULL_LINE * width


def _is_field(line: str) -> bool:
    label = line.split(":", 1)[0]
    return len(label) < len(line) and len(label.split()) <= _LONGEST_FIELD_NAME
