"""Own the labels of forms: what a line, a row or a column is headed with, and what stands behind it."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Tokens, fold, words_of_phrase

_LABEL_END = re.compile(r"[:\t]|\s[–—-]\s|\s\|\s")
_LONGEST_LABEL = 8
_LABEL_WITHIN = 80
_TWO_CELLS = 2
_ARTICLES = frozenset({"the", "our", "this", "a"})


class FieldKind(StrEnum):
    """What a label asks for; each is the name of its list in the round's data."""

    DECIDERS = "deciders"
    TO_DECIDE = "to_decide"
    OFFICES = "offices"
    DECISIONS = "decisions"
    PROPOSALS = "proposals"
    SUBJECTS = "subjects"
    SIGNED = "signed"
    APPROVED = "approved"
    DAYS = "days"
    DAYS_AHEAD = "days_ahead"
    OTHERS = "others"


class Field(NamedTuple):
    """A label and the words behind it, which may be none; `line` is both."""

    kind: FieldKind
    line: Passage
    value: Passage


class Fields:
    """Find labels with one round's words."""

    def __init__(self, words: EndorsementWords) -> None:
        self._kinds = {words_of_phrase(phrase): kind for kind in FieldKind for phrase in getattr(words.fields, kind)}

    def kind_of(self, label: Tokens) -> FieldKind | None:
        """Tell what a label asks for, be it numbered or in the plural; null when it is none that is known."""
        start = next((place for place, token in enumerate(label) if not _is_numbering(token)), len(label))
        end = next((place for place in range(len(label), start, -1) if not label[place - 1].isdigit()), start)
        tokens = tuple(label[start:end])
        singular = (*tokens[:-1], *(token.removesuffix("s") for token in tokens[-1:]))
        return self._kinds.get(tokens) or self._kinds.get(singular)

    def in_block(self, block: Block) -> list[Field]:
        """Give the labels of a block's lines, or of a row with a label and a value, with what is behind them."""
        if block.kind is BlockKind.TABLE_ROW:
            return self._in_row(block)
        if not _may_hold_labels(block):
            return []
        return [field for line in lines_of(block) if (field := self._in_line(line)) is not None]

    def _in_row(self, block: Block) -> list[Field]:
        if len(block.cells) > _TWO_CELLS:
            return []
        cells = [folded for cell in block.cells if (folded := fold(cell))]
        kind = self.kind_of(Tokens.of(cells[0])) if cells else None
        if kind is None:
            return []
        value = cell_in(block, 1) if len(cells) == _TWO_CELLS else Passage(block, len(block.folded), len(block.folded))
        return [Field(kind, block.whole, value)]

    def _in_line(self, line: Passage) -> Field | None:
        text = line.text
        end = _LABEL_END.search(text.lstrip("-–—•*# "))
        skipped = len(text) - len(text.lstrip("-–—•*# "))
        first, after = (skipped + end.start(), skipped + end.end()) if end else (len(text), len(text))
        label = Tokens.of(text[:first])
        if not 0 < len(label) <= _LONGEST_LABEL:
            return None
        kind = self.kind_of(label)
        return None if kind is None else Field(kind, line, Passage(line.block, line.start + after, line.end))


def _may_hold_labels(block: Block) -> bool:
    """Tell by a quick look whether a block may hold a label: a short line, or a mark near its start."""
    short = len(block.text) <= _LABEL_WITHIN or "\n" in block.text.strip()
    return short or _LABEL_END.search(block.text, 0, _LABEL_WITHIN) is not None


def cell_in(block: Block, number: int) -> Passage:
    """Give one of a row's cells."""
    start = 0
    for cell in block.cells[:number]:
        start = max(start, block.folded.find(fold(cell), start) + len(fold(cell)))
    text = fold(block.cells[number])
    start = max(0, block.folded.find(text, start))
    return Passage(block, start, start + len(text))


def lines_of(block: Block) -> Iterator[Passage]:
    """Give the lines of a block as it was written."""
    if "\n" not in block.text.strip():
        yield block.whole
        return
    start = 0
    for line in filter(None, map(fold, block.text.split("\n"))):
        start = max(start, block.folded.find(line, start))
        yield Passage(block, start, start + len(line))
        start += len(line)


def _is_numbering(token: str) -> bool:
    return token.isdigit() or token in _ARTICLES
