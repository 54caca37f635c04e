"""Own what stands line by line without white space: headings right above their text, and the fields of a form.

The break of the line shows a heading: the next word would have fitted, yet a new line was begun, with a capital letter.
A form's fields are lines that each start with a label: `Decision taker: ...`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from plans_validate.domain.document import Block, BlockKind

_LONGEST_HEADING = 10
_FEWEST_WORDS_BELOW = 8
_FULL_LINE = 0.9
_SENTENCE_END = (".", "!", "?", ":", ";")
_NO_HEADING_END = (".", "!", "?", ":", ";", ",", "-", "–")
_FEWEST_FIELDS = 3
_LONGEST_FIELD_NAME = 3
_FIELDS_SHARE = 0.5
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
    headings = [] if is_form else [place for place in range(len(lines) - 1) if _heads(lines, place)]
    starts = fields if is_form else [start for place in headings for start in (place, place + 1)]
    if not starts:
        yield block
        return
    at = 0
    for first, after in pairwise(sorted({0, *starts, len(lines)})):
        kind = BlockKind.HEADING if first in headings else block.kind if first == 0 or is_form else BlockKind.PARAGRAPH
        text = "\n".join(lines[first:after])
        at = block.text.index(lines[first], at)
        yield replace(block, kind=kind, text=text, start=block.start + at)


def _heads(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line stands as a heading above the sentences that follow it."""
    if place and not lines[place - 1].rstrip().endswith(_SENTENCE_END):
        return False
    line = lines[place].strip()
    if line.endswith(_NO_HEADING_END) or len(line.split(None, _LONGEST_HEADING)) > _LONGEST_HEADING:
        return False
    below = [each.strip() for each in lines[place + 1 :]]
    starts_anew = (line[0].isupper() or line[0].isdigit()) and not below[0][0].islower()
    width = max(len(each) for each in (line, *below))
    would_fit = len(line) + 1 + len(below[0].split()[0]) <= _FULL_LINE * width
    return starts_anew and would_fit and _is_running_text(below)


def _is_running_text(lines: Sequence[str]) -> bool:
    """Tell whether sentences follow, not the fields of a form or the lines of a title page."""
    words = sum(len(line.split()) for line in lines)
    label = lines[0].split(":", 1)[0]
    is_field = len(label) < len(lines[0]) and len(label.split()) <= _LONGEST_FIELD_NAME
    return words >= _FEWEST_WORDS_BELOW and not is_field and any(line.endswith(".") for line in lines)
