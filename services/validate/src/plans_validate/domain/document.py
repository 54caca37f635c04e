"""Own the document: one frozen model for every format, and quotes that are true to the page.

A block is a heading, a paragraph, a list item, a table row or page furniture (a running header or footer, a page
number). It lies on one page and keeps its text as written; blocks stand in reading order.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from plans_schema.report import MINIMUM_QUOTE_LENGTH, Evidence
from plans_validate.domain.words import Words, fold, sentence_spans

LONGEST_QUOTE = 600
_CONTEXT_BEFORE = 120
_NOT_QUOTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff0-\uffff]+"
)


class BlockKind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FURNITURE = "furniture"


@dataclass(frozen=True)
class Block:
    """A run of lines that belong together; `page` is null where the format has no pages."""

    kind: BlockKind
    text: str
    page: int | None = None

    @cached_property
    def folded(self) -> str:
        """Give the text with its white space folded."""
        return fold(self.text)

    @cached_property
    def words(self) -> Words:
        """Give the words of the folded text."""
        return Words.of(self.folded)

    @cached_property
    def passages(self) -> "tuple[Passage, ...]":
        """Give the block's sentences."""
        return tuple(Passage(self, start, end) for start, end in sentence_spans(self.folded))

    @property
    def whole(self) -> "Passage":
        """Give the whole block as one passage."""
        return Passage(self, 0, len(self.folded))


@dataclass(frozen=True)
class Passage:
    """A part of a block's folded text, usually a sentence."""

    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """Give the words as written, white space folded."""
        return self.block.folded[self.start : self.end]

    @cached_property
    def words(self) -> Words:
        """Give the words of this passage."""
        return Words.of(self.text)

    def quote(self, focus: int = 0) -> Evidence | None:
        """Quote this passage around the character `focus`; null when the block has too few words to quote."""
        text = self.text
        quote = _clip(text, focus) if len(text) >= MINIMUM_QUOTE_LENGTH else ""
        if len(quote) < MINIMUM_QUOTE_LENGTH:
            quote = _clip(self.block.folded, self.start + focus)
        if len(quote) < MINIMUM_QUOTE_LENGTH:
            return None
        return Evidence(page=self.block.page, quote=quote)


def _clip(text: str, focus: int) -> str:
    """Cut a quotable run of at most 600 characters out of a folded text, at word boundaries, around `focus`."""
    start, end = _quotable_run(text, focus)
    if end - start > LONGEST_QUOTE:
        start = _word_start(text, max(start, min(focus - _CONTEXT_BEFORE, end - LONGEST_QUOTE)), start)
        end = _word_end(text, start, min(start + LONGEST_QUOTE, end))
    return text[start:end].strip()


def _quotable_run(text: str, focus: int) -> tuple[int, int]:
    """Give the run without control or formatting characters that holds `focus`, else the longest one."""
    runs = []
    start = 0
    for break_ in _NOT_QUOTABLE.finditer(text):
        runs.append((start, break_.start()))
        start = break_.end()
    runs.append((start, len(text)))
    holding = [run for run in runs if run[0] <= focus < run[1] and run[1] - run[0] >= MINIMUM_QUOTE_LENGTH]
    return holding[0] if holding else max(runs, key=lambda run: run[1] - run[0])


def _word_start(text: str, position: int, earliest: int) -> int:
    space = text.rfind(" ", earliest, position + 1)
    return space + 1 if space >= 0 else position


def _word_end(text: str, start: int, position: int) -> int:
    if position >= len(text) or text[position] == " ":
        return position
    space = text.rfind(" ", start + 1, position)
    return space if space > start else position


@dataclass(frozen=True)
class Page:
    """One page and its text as written."""

    number: int
    text: str


@dataclass(frozen=True)
class Document:
    """A file that was read: its pages (null where the format has none) and its blocks in reading order."""

    format: str
    sha256: str
    pages: tuple[Page, ...] | None
    blocks: tuple[Block, ...]

    @property
    def page_count(self) -> int | None:
        """Count the file's pages, or give null where the format has none."""
        return None if self.pages is None else len(self.pages)

    def running_text(self) -> Iterator[Block]:
        """Give every block that is not page furniture."""
        return (block for block in self.blocks if block.kind is not BlockKind.FURNITURE)
