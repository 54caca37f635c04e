"""Own the document: one frozen model for every format, and quotes that are true to the page.

A block is a heading, a paragraph, a list item, a table row, a footnote or page furniture (a running header or footer,
a page number). It lies on one page and keeps its text as written; blocks stand in reading order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from plans_schema.report import MINIMUM_QUOTE_LENGTH, Evidence
from plans_schema.vocabulary import TextFrom
from plans_validate.domain.sentences import sentence_spans
from plans_validate.domain.words import BROKEN, Tokens, Words, fold
from plans_validate.domain.words_together import Together, together
from plans_validate.domain.worked_out_once import once

LONGEST_QUOTE = 600
_CONTEXT_BEFORE = 120
_USEFUL_QUOTE = 40
_LONGEST_TITLE = 6
_NOT_QUOTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff0-\uffff]+"
)


_NOT_QUOTABLE_OR_BROKEN = re.compile(rf"{_NOT_QUOTABLE.pattern}|\s*\b{BROKEN}\S*\s*")


class BlockKind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"


@dataclass(frozen=True, init=False)
class Block:
    """A run of lines that belong together; `page` is null where the format has no pages.

    The text stands at `start` in its page's text (`Document.text_on`). `level` is that of a heading (1 is the highest)
    or the depth of a list item. A table row has its `cells`, one a column, and, where the table names them, the heads
    of its columns. Where a cell stands over several columns, empty ones follow it and `spans` holds how many columns
    each stands over; `row_head` is the first cell of a row above that stands beside this row too.
    `continues` marks what carries on from the block before a page turn. `stated_page` is the page on which the file
    says that the block stood when it was last laid out; nobody has counted it.
    """

    kind: BlockKind
    text: str
    page: int | None = None
    level: int | None = None
    start: int = 0
    cells: tuple[str, ...] = ()
    column_heads: tuple[str, ...] = ()
    continues: bool = False
    stated_page: int | None = None
    spans: tuple[int, ...] = ()
    row_head: str = ""

    def __init__(  # noqa: PLR0913, PLR0917 - the fields, in their order
        self, kind: BlockKind, text: str, page: int | None = None, level: int | None = None, start: int = 0,
        cells: tuple[str, ...] = (), column_heads: tuple[str, ...] = (), continues: bool = False,  # noqa: FBT001, FBT002
        stated_page: int | None = None, spans: tuple[int, ...] = (), row_head: str = "",
    ) -> None:  # fmt: skip
        """Take the fields: those that most blocks lack stay the class's, as to set each costs more than to find it."""
        own = self.__dict__
        own["kind"], own["text"], own["page"], own["level"], own["start"] = kind, text, page, level, start
        if stated_page is not None:
            own["stated_page"] = stated_page
        if continues:
            own["continues"] = continues
        if cells or column_heads or spans or row_head:
            own.update(cells=cells, column_heads=column_heads, spans=spans, row_head=row_head)

    def under(self, column_heads: tuple[str, ...]) -> "Block":
        """Give the same row below heads of its columns."""
        return Block(
            self.kind, self.text, self.page, self.level, self.start, self.cells, column_heads, self.continues,
            self.stated_page, self.spans, self.row_head,
        )  # fmt: skip

    @property
    def over_columns(self) -> tuple[str, ...]:
        """Give for each column the cell that stands over it, a merged one again for each of its columns."""
        if not self.spans:
            return self.cells
        return tuple(cell for cell, columns in zip(self.cells, self.spans, strict=True) for _ in range(columns))

    def heads_columns_of(self, below: "Block") -> bool:
        """Tell whether a row names the columns of the row below it."""
        return bool(self.cells) and below.column_heads == self.over_columns

    @property
    def end(self) -> int:
        """Give the place after the last character, in the page's text."""
        return self.start + len(self.text)

    @once
    def folded(self) -> str:
        """Give the text with its white space folded."""
        return fold(self.text)

    @once
    def tokens(self) -> Tokens:
        """Give the words of the folded text in lower case."""
        return Tokens.of(self.folded)

    @once
    def words(self) -> Words:
        """Give the words of the folded text."""
        return Words(self.text, self.tokens, is_to_fold=True)

    @once
    def passages(self) -> "tuple[Passage, ...]":
        """Give the block's sentences."""
        return self.whole.sentences

    @property
    def whole(self) -> "Passage":
        """Give the whole block as one passage."""
        return Passage(self, 0, len(self.folded), self.words)


def words_of(blocks: Sequence[Block]) -> Together:
    """Split the words of many blocks at once; each block then knows its own."""
    words = together([block.text for block in blocks])
    for block, tokens in zip(blocks, words.each, strict=True):
        block.__dict__["tokens"] = tokens
    return words


@dataclass(frozen=True)
class Passage:
    """A part of a block's folded text, usually a sentence."""

    block: Block
    start: int
    end: int
    known_words: Words | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Give the words as written, white space folded."""
        return self.block.folded[self.start : self.end]

    @once
    def words(self) -> Words:
        """Give the words of this passage."""
        return Words.of(self.text) if self.known_words is None else self.known_words

    @property
    def sentences(self) -> "tuple[Passage, ...]":
        """Give the sentences of this passage."""
        spans = tuple(sentence_spans(self.text))
        if len(spans) == 1 and spans[0] == (0, len(self.text)):
            return (self,)
        return tuple(
            Passage(self.block, self.start + start, self.start + end, words)
            for (start, end), words in zip(spans, self.words.sentences(spans), strict=True)
        )

    def quote(self, focus: int = 0) -> Evidence | None:
        """Quote this passage around the character `focus`; null when the block has too few words to quote."""
        text = self.text
        quote = _clip(text, focus) if len(text) >= MINIMUM_QUOTE_LENGTH else ""
        if len(quote) < MINIMUM_QUOTE_LENGTH:
            quote = _clip(self.block.folded, self.start + focus)
        if len(quote) < MINIMUM_QUOTE_LENGTH:
            return None
        return Evidence(page=self.block.page, quote=quote)

    def full_quote(self, focus: int = 0) -> Evidence | None:
        """Quote this passage, and where it is as short as a title, the sentence behind it that says what is meant."""
        if not _is_like_a_title(self.words.tokens):
            return self.quote(focus)
        after = next((each for each in self.block.passages if each.start >= self.end), self)
        return Passage(self.block, self.start, after.end).quote(focus)


def _is_like_a_title(tokens: Sequence[str]) -> bool:
    """Tell whether words are as few as a title's; a number may stand before them, and tells of a fact among them."""
    return len(tokens) <= _LONGEST_TITLE and not any(map(str.isdigit, "".join(tokens[1:])))


def _clip(text: str, focus: int) -> str:
    """Cut a quotable run of at most 600 characters out of a folded text, at word boundaries, around `focus`."""
    start, end = _quotable_run(text, focus)
    if end - start > LONGEST_QUOTE:
        start = _word_start(text, max(start, min(focus - _CONTEXT_BEFORE, end - LONGEST_QUOTE)), start)
        end = _word_end(text, start, min(start + LONGEST_QUOTE, end))
    return text[start:end].strip()


def _quotable_run(text: str, focus: int) -> tuple[int, int]:
    """Give the run that holds `focus`, else the longest one, without control or formatting characters.

    Words broken at a line's end stay out if enough is left: programs write them in different ways.
    """
    runs = _runs(text, _NOT_QUOTABLE_OR_BROKEN)
    if max(end - start for start, end in runs) < MINIMUM_QUOTE_LENGTH:
        runs = _runs(text, _NOT_QUOTABLE)
    longest = max(runs, key=lambda run: run[1] - run[0])
    holding = next((run for run in runs if run[0] <= focus < run[1]), longest)
    says_enough = holding[1] - holding[0] >= min(_USEFUL_QUOTE, longest[1] - longest[0])
    return holding if says_enough else longest


def _runs(text: str, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    """Give the places of what stands between the breaks."""
    runs = []
    start = 0
    for break_ in breaks.finditer(text):
        runs.append((start, break_.start()))
        start = break_.end()
    return [*runs, (start, len(text))]


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
    """One page and its text as written, or as `recognised` in a picture of it."""

    number: int
    text: str
    recognised: bool = False


@dataclass(frozen=True)
class Document:
    """A file that was read: its pages (null where the format has none) and its blocks in reading order.

    `text` is all the text of a file without pages. `stated_pages` is the count a file states of itself. `confidence`
    is the mean confidence, 0 to 100, of text that was recognised in pictures; null when none was.
    """

    format: str
    sha256: str
    pages: tuple[Page, ...] | None
    blocks: tuple[Block, ...]
    text: str = ""
    stated_pages: int | None = None
    text_from: TextFrom = TextFrom.TEXT_LAYER
    confidence: float | None = None

    @property
    def page_count(self) -> int | None:
        """Count the file's pages, or give null where the format has none."""
        return None if self.pages is None else len(self.pages)

    def text_on(self, page: int | None) -> str:
        """Give the text of a page as written; of the whole file where the format has no pages."""
        return self.text if self.pages is None or page is None else self.pages[page - 1].text

    def running_text(self) -> Iterator[Block]:
        """Give every block that is not page furniture."""
        return (block for block in self.blocks if block.kind is not BlockKind.FURNITURE)
