"""Own what is said with figures in a plan: each sentence or cell with what stands around it.

A number means what the words beside it say, else what stands above: the label of its row and the head of its column, a
question, the line that opens a list, the sentence before, the heading.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plans_schema.report import MINIMUM_QUOTE_LENGTH
from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.figures.amounts import may_hold_amounts
from plans_validate.domain.figures.asking import NUMBER_IN_WORDS, is_question, is_short, with_topic
from plans_validate.domain.figures.cells import Cell, Table, is_answer, opens_another
from plans_validate.domain.figures.lettered import lettered
from plans_validate.domain.figures.notes import run_in
from plans_validate.domain.figures.numerals import YEAR
from plans_validate.domain.figures.texts import know_words, text_of
from plans_validate.domain.letter import Letter
from plans_validate.domain.segments import Part
from plans_validate.domain.words import Words, fold

_ANSWERS = re.compile(r"[£%\d]|\b(?:nil|none|zero|nought|nothing|no)\b", re.IGNORECASE)
_LINE_OF_ITS_OWN = re.compile(r"(?:%|per ?cent|\d|nil|none|zero|nought)[\s)*.]*$", re.IGNORECASE)
_SHARE_FIRST = re.compile(r"\d[\d.]*\s?(?:%|per ?cent\b)", re.IGNORECASE)
_LABELLED_LINE = re.compile(r"[^:.]{3,60}(?::|\s[–—-])\s?£?\d")
_MOST_QUESTIONS = 4
_OPENS_FIGURE = frozenset("£0123456789")
_LONGEST_LABEL = 90
_TILE = re.compile(r"(?:£\d[\d.,]*(?:k|m|bn)?|\d[\d.,]*\s?%|\d+(?=\s[A-Za-z]{2}))\s")
_FIGURE_ALONE = re.compile(r"£?\d[\d,.]*\s?(?:%|k|m|bn)?", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", ";", ",")
_SAYS_MORE = re.compile(r"(?!cents?\b)[^\W\d_]{4,}")
_LINE_FEEDS = 3
_TOPIC = re.compile(r"([^:.?]{3,60}): (?=(?:how|what|who|which|do|does|did|is|are)\b)")
_POINTS_BACK = re.compile(
    r"(?:these|this|they|those|it|of (?:this|these|which)|examples?|the (?:table|figures?))\b", re.IGNORECASE
)

_FIGURE_ENDS_SENTENCE = re.compile(r"(?:%|per ?cent|\d)[.;] [A-Z(]")
_LONGEST_NUMBERING = 5
_OPENS_WITH_YEAR = re.compile(rf"{YEAR}(?: ?[:–—=-] ?(?=[£\d]|nil\b|none\b)| £)")
_FIGURE_OF_YEAR = re.compile(r"\d\d[/-]\d\d ?[:–—-] ?£?\d(?!\d?(?:\d\d)?[/-]\d\d)")
_BREAKS_OFF = re.compile(r"\b(?:and|or|of|on|the|for|to|in|by|with|an?)$")
_UNIT_FIRST = re.compile(r"(?:FTE|WTE)s?\b")
_GOES_ON = re.compile(
    r"\b(?:it|they|this|these|them|such|(?:nothing|nobody) else)\b|^[^:.;]{2,30}: (?:[^:;.]|\.\d){1,30}\.?$"
    r"|^(?:[a-z]+ ){1,3}£?\d[\d.,]*\s?(?:%|per cent|k|m|bn)?\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A sentence or cell that may hold amounts, and what stands above it, nearest first.

    The text begins at `place` of the passage's text. `cell` is what a table says of a cell, `topic` the sentence that
    the one before goes on about, `neighbour` the row of the same table or the item of the same list right above.
    """

    passage: Passage
    place: int
    text: str
    leads: tuple[str, ...] = ()
    previous: str = ""
    heading: str = ""
    cell: Cell | None = None
    topic: str = ""
    neighbour: str = ""


@dataclass
class _Around:
    """What stands above the place that has been reached."""

    heading: str = ""
    opening: str = ""
    questions: list[str] = field(default_factory=list)
    answered: bool = False
    asked_before: str = ""
    before: Block | None = None
    label: str = ""

    def open_section(self, heading: str) -> None:
        self.heading, self.opening, self.questions, self.answered = heading, "", [], False

    def ask(self, question: str) -> None:
        if self.answered:
            self.asked_before = self.question if is_short(question) else ""
            self.questions, self.answered = [], False
        self.questions.append(question)

    @property
    def question(self) -> str:
        return " ".join(self.questions) if len(self.questions) <= _MOST_QUESTIONS else ""


def statements_of(parts: Iterable[Part], letter: Letter) -> Iterator[Statement]:
    """Give the parts' own statements that may hold figures, in order."""
    for part in parts:
        around, row = _Around(), _Around()
        table: list[Block] = []
        for block in part.blocks:
            if block.kind is BlockKind.TABLE_ROW:
                if opens_another(block, table):
                    yield from _of_table(table, around, letter)
                    table = []
                table.append(block)
                continue
            yield from _of_table(table, around, letter)
            table = []
            if block.row_head and block.kind is BlockKind.HEADING:
                row = _Around(before=around.before)
            yield from _of_block(block, row if block.row_head else around, letter)
            around.before = row.before = block
        yield from _of_table(table, around, letter)


def _of_block(block: Block, around: _Around, letter: Letter) -> Iterator[Statement]:
    know_words(block.folded, block.words)
    if block.kind is BlockKind.HEADING and not _states_figure(block.folded):
        around.open_section(block.folded)
        if block.folded.endswith("?"):
            around.ask(block.folded)
        yield from (each for each in _of_text(block.whole, 0, block.folded, around, letter))
        return
    previous = asked = listed = topic = told_of = ""
    named = run_in(block)
    heading = f"{named} {around.heading}".strip() if named else around.heading
    around.label = _label_of(block, around)
    for passage in _passages(block, around.before):
        know_words(passage.text, passage.words)
        if is_question(passage.text):
            label = _TOPIC.match(passage.text) if passage.end < len(passage.block.folded) else None
            topic = label[1] if label else topic
            begun = _begun(block, passage, around)
            around.ask(begun + with_topic(passage.text[label.end() :] if label else passage.text, topic))
            asked = around.question
            continue
        above = (
            listed,
            around.label,
            asked,
            around.asked_before if asked else "",
            named if block.kind is BlockKind.LIST_ITEM else "",
            _opening_of(block, around),
            "" if asked else around.question,
        )
        leads = tuple(lead for lead in above if lead)
        stated = _stated(passage, leads, previous, heading, letter)
        for each in stated:
            yield replace(each, topic=told_of, neighbour=_item_above(block, around))
        listed = (listed or passage.text.partition(": ")[0]) if passage.text.endswith(";") else ""
        if _SAYS_MORE.search(passage.text):
            told_of = (told_of or previous) if _GOES_ON.search(passage.text) else ""
            previous = passage.text
        around.answered = True
    if block.kind is not BlockKind.LIST_ITEM or block.folded.endswith(":"):
        around.opening = _opening(block)


def _begun(block: Block, passage: Passage, around: _Around) -> str:
    """Give the line above when it breaks off in the middle of the question with which a block opens."""
    above = around.before.folded if around.before is not None else ""
    return f"{above} " if passage.start == 0 and passage.block is block and _BREAKS_OFF.search(above) else ""


def _states_figure(heading: str) -> bool:
    """Tell whether what looks like a heading is a figure: alone, before its words or behind its label or question."""
    if _SHARE_FIRST.match(heading):
        return True
    if _FIGURE_ENDS_SENTENCE.search(heading, _LONGEST_NUMBERING) or _FIGURE_OF_YEAR.search(heading):
        return True
    return is_answer(heading) or is_answer(heading.rpartition(": ")[2]) or "? " in heading


def _quotable(block: Block, before: Block | None) -> Passage:
    """Give the words of a block; one too short to quote is quoted with the block right before it, on the same page."""
    if before is None or len(block.folded) >= MINIMUM_QUOTE_LENGTH or block.page != before.page:
        return block.whole
    if not 0 < block.start - before.end <= _LINE_FEEDS:
        return block.whole
    both = replace(before, text=f"{before.text}\n{block.text}")
    return Passage(both, len(both.folded) - len(block.folded), len(both.folded), block.words)


def _passages(block: Block, before: Block | None) -> Iterator[Passage]:
    """Give the sentences of a block; a line that ends with a number, below which another begins, is one too."""
    whole = _quotable(block, before)
    line_ends = list(_line_ends(whole.block)) if "\n" in block.text else []
    for passage in whole.sentences:
        ends = line_ends[bisect_right(line_ends, passage.start) : bisect_left(line_ends, passage.end)]
        for start, end in pairwise((passage.start, *(end + 1 for end in ends), passage.end + 1)):
            yield Passage(passage.block, start, end - 1) if ends else passage


def _line_ends(block: Block) -> Iterator[int]:
    """Give the ends, in the folded text, of lines that are each about a figure of their own."""
    end = -1
    lines = [fold(line) for line in block.text.split("\n") if line.strip()]
    is_tile = _FIGURE_ALONE.fullmatch(lines[0]) is not None and not lines[-1].endswith(".")
    for line, following in pairwise(lines):
        end += len(line) + 1
        if is_tile or _UNIT_FIRST.match(following):
            if _FIGURE_ALONE.fullmatch(following):
                yield end
            continue
        is_own = _LINE_OF_ITS_OWN.search(line) or (_LABELLED_LINE.match(line) and _LABELLED_LINE.match(following))
        if is_own and (following[0].isupper() or _OPENS_WITH_YEAR.match(following)):
            yield end


def _opening(block: Block) -> str:
    """Give the line that opens a list, with the sentence before if it only points back ("These come from:")."""
    said = [passage.text for passage in block.passages]
    points_back = len(said) > 1 and _POINTS_BACK.match(said[-1])
    return " ".join(said[-2:] if points_back else said[-1:])


def _item_above(block: Block, around: _Around) -> str:
    both = block.kind is BlockKind.LIST_ITEM and around.before is not None and around.before.kind is block.kind
    return around.before.folded if both and around.before is not None else ""


def _opening_of(block: Block, around: _Around) -> str:
    opens = block.kind is BlockKind.LIST_ITEM or around.opening.endswith(":")
    return around.opening if opens and around.opening not in around.question else ""


def _label_of(block: Block, around: _Around) -> str:
    """Give what stands right above a block that is nothing but a figure, or a label above one that opens with it.

    Of lines that each open with a year, all have the label above the first.
    """
    above = around.before.folded if around.before is not None else ""
    of_year = _OPENS_WITH_YEAR.match(block.folded)
    if of_year and _OPENS_WITH_YEAR.match(above):
        return around.label
    may_be_label = len(above) <= _LONGEST_LABEL and not above.endswith(_SENTENCE_ENDS) and not _TILE.match(above)
    is_label = may_be_label and (of_year is not None or block.folded[:1] in _OPENS_FIGURE)
    return above if is_label or is_answer(block.folded) else ""


def _stated(
    passage: Passage, leads: tuple[str, ...], previous: str, heading: str, letter: Letter
) -> Iterator[Statement]:
    if may_hold_amounts(passage.text, passage.words) and not _is_letters(letter, passage.text, passage.words):
        yield Statement(passage, 0, passage.text, lettered(passage.text, leads), previous, heading)


def _is_letters(letter: Letter, text: str, words: Words) -> bool:
    """Tell whether a text is the letter's; one that says a number or "no" answers it in its words."""
    return letter.is_quoted(text, words) and not _ANSWERS.search(text) and not NUMBER_IN_WORDS.search(text)


def _of_text(passage: Passage, place: int, text: str, around: _Around, letter: Letter) -> Iterator[Statement]:
    if (
        may_hold_amounts(text, passage.words)
        and not _is_letters(letter, text, passage.words)
        and not text.endswith("?")
    ):
        yield Statement(passage, place, text, heading=around.heading if text != around.heading else "")


def _of_table(rows: Sequence[Block], around: _Around, letter: Letter) -> Iterator[Statement]:
    if not rows:
        return
    above = tuple(each for each in (around.opening, around.question) if each)
    above_rows = dict(zip(map(id, rows), (around.before, *rows), strict=False))
    row = neighbour = ""
    for block, cell in Table(rows).cells():
        row, neighbour = cell.row or row, neighbour if cell.row in ("", row) else row
        if not may_hold_amounts(cell.text, text_of(cell.text).words) or _is_letters(letter, block.folded, block.words):
            continue
        leads = (*lettered(cell.text, cell.leads), *above)
        place = block.folded.find(cell.text)
        if cell.is_figure:
            passage = _quotable(block, above_rows[id(block)])
            yield Statement(
                passage, max(place, 0), cell.text, leads, heading=around.heading, cell=cell, neighbour=neighbour
            )
        else:
            yield from _sentences(block, cell, leads, around.heading)


def _sentences(block: Block, cell: Cell, leads: tuple[str, ...], heading: str) -> Iterator[Statement]:
    """Give the sentences of a cell that holds prose."""
    previous = ""
    place = block.folded.find(cell.text)
    for passage in Passage(block, max(place, 0), max(place, 0) + len(cell.text)).sentences:
        if passage.text.endswith("?"):
            leads = (passage.text, *leads)
        elif may_hold_amounts(passage.text, passage.words):
            yield Statement(passage, 0, passage.text, leads, previous, heading, cell)
        previous = passage.text
