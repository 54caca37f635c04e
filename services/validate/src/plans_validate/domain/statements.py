"""Own what a plan states, sentence by sentence, with the question, heading or lead-in that each stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans_schema.report import MINIMUM_QUOTE_LENGTH, Evidence
from plans_schema.vocabulary import ThemeId
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import LONGEST_QUOTE, Block, BlockKind, Document, Passage
from plans_validate.domain.letter import Letter
from plans_validate.domain.own_words import OwnWords, is_placeholder
from plans_validate.domain.round import Round
from plans_validate.domain.round_questions import AmountKind, QuestionsAsked
from plans_validate.domain.segments import Part
from plans_validate.domain.stated_amounts import amounts_in
from plans_validate.domain.subject import Subject
from plans_validate.domain.word_lists import FoundLists
from plans_validate.domain.words import Tokens, Words, fold
from plans_validate.domain.worked_out_once import once

_LONGEST_LABEL = 12
_LONGEST_LINE = 10
_SENTENCE_END = (".", "!", "?", ":", ";", ",")
_SHORT_ANSWER = 5
_LEAD_SENTENCES = 2
_CLEAR_NO = frozenset({"no", "not", "none", "nil", "zero"})
_NO_QUESTION: frozenset[str] = frozenset()
_NUMBERED = re.compile(r"\d{1,2}[.)] ")
_LABEL = re.compile(r"[\W\d]*(?P<label>[A-Z][^:.;?!]{1,90}?)(?::| [–-]) \S")


@dataclass(frozen=True)
class Said:
    """A text and the lists of words found in it."""

    text: str
    tokens: Tokens
    asked: QuestionsAsked

    @once
    def found(self) -> FoundLists:
        """Give the lists of which words are found."""
        return self.asked.lists.found_in(self.tokens)

    @once
    def amounts(self) -> frozenset[AmountKind]:
        """Give the kinds of amount that are stated."""
        return amounts_in(self.text, self.tokens)


@dataclass(frozen=True)
class Statement:
    """A sentence of the plan's own, and where it stands.

    `section` and `headed` are as in `OwnWords`; `questions` are those it stands under, `context` the heading and the
    lead-in above it, `before` the sentence before it in its block, `prompt` the block that asks what it answers.
    """

    passage: Passage
    said: Said
    section: frozenset[ThemeId]
    headed: bool
    questions: frozenset[str]
    context: tuple[Said, ...]
    before: Said | None
    prompt: Block | None

    def is_near(self, name: str) -> bool:
        """Tell whether a list's words stand in the sentence, above it or right before it."""
        return any(name in found for found in self._near)

    @once
    def _near(self) -> list[FoundLists]:
        return [said.found for said in (self.said, *self.context, *([self.before] if self.before else []))]

    @property
    def is_among_barriers(self) -> bool:
        """Tell whether the sentence stands where barriers are named and help is asked for."""
        asked = self.said.asked
        in_section = self.section == {ThemeId.BARRIERS}
        return (
            (in_section and (self.headed or asked.barriers in self.said.found))
            or asked.needs in self.said.found
            or any(asked.barrier_leads in above.found for above in self.context)
        )

    def quote(self, document: Document, focus: str = "") -> Evidence | None:
        """Quote the sentence; a short answer together with the question right above it."""
        place = self.passage.words.spans[self.said.found[focus]][0] if focus in self.said.found else 0
        return self.passage.full_quote(place) or self._quote_with_prompt(document)

    def _quote_with_prompt(self, document: Document) -> Evidence | None:
        block, prompt = self.passage.block, self.prompt
        if prompt is None or prompt.page != block.page:
            return None
        quote = fold(document.text_on(block.page)[prompt.start : block.end])
        fits = MINIMUM_QUOTE_LENGTH <= len(quote) <= LONGEST_QUOTE and quote.isprintable()
        return Evidence(page=block.page, quote=quote) if fits else None


def statements_of(subject: Subject) -> tuple[Statement, ...]:
    """Give the plan's own statements, appendices included, in order."""
    own = {(id(said.passage.block), said.passage.start): said for said in subject.own_words}
    finder = _Finder(subject.round_, subject.letter, own)
    return tuple(statement for part in subject.plan_parts for statement in finder.statements(part))


@dataclass
class _Place:
    """Where the reading stands: the heading or question above, and the lead-in of the list at hand."""

    heading: Said | None = None
    prompt: Block | None = None
    questions: frozenset[str] = _NO_QUESTION
    lead: Said | None = None
    lead_questions: frozenset[str] = _NO_QUESTION
    lead_holds: bool = False
    answered: bool = True
    section: frozenset[ThemeId] = frozenset()


class _Finder:
    """Read a part and tell what each sentence stands under."""

    def __init__(self, round_: Round, letter: Letter, own: dict[tuple[int, int], OwnWords]) -> None:
        self._asked = round_.coverage
        self._themes = round_.themes
        self._letter = letter
        self._own = own

    def statements(self, part: Part) -> Iterator[Statement]:
        """Give a part's statements, in order."""
        place = _Place()
        for clue in part.clues:
            yield from self._in_block(clue, place)

    def _in_block(self, clue: Clues, place: _Place) -> Iterator[Statement]:
        block = clue.block
        if clue.is_heading or self._stands_as_heading(block):
            self._open(clue, place)
            return
        self._close_lead(block, place)
        label, passages = self._label_and_rest(block)
        questions = self._named(label.said, label.words) if label else _NO_QUESTION
        before: Said | None = None
        for passage in passages:
            if _NUMBERED.match(passage.text) and self._is_title(passage.text, passage.words):
                continue
            said = self._said(passage.text, passage.words)
            if self._is_prompt(passage, said, place, may_quote=clue.echoes_letter):
                before = None
                continue
            statement = self._statement(passage, said, place, _Near(questions, label.said if label else None, before))
            if statement is not None:
                place.answered = True
                yield statement
            before = said
        self._open_lead(passages, before, place)

    def _stands_as_heading(self, block: Block) -> bool:
        """Tell whether a line on its own names a theme's subject, though nothing marks it as a heading."""
        return block.kind is BlockKind.PARAGRAPH and self._is_title(block.folded, block.words)

    def _is_title(self, text: str, words: Words) -> bool:
        if not words.tokens or len(words) > _LONGEST_LINE or text.rstrip("*_ ").endswith(_SENTENCE_END):
            return False
        named = any(words.tokens in theme.heading_phrases for theme in self._themes)
        return named and not any(token.isdigit() for token in words.tokens[1:])

    def _statement(self, passage: Passage, said: Said, place: _Place, near: "_Near") -> Statement | None:
        own = self._own.get((id(passage.block), passage.start))
        questions = near.questions or place.lead_questions or place.questions
        if own is None and not (
            self._is_short_answer(passage, asked=bool(questions)) or self._is_turned_round(passage)
        ):
            return None
        if own is not None:
            place.section = own.section
        context = tuple(
            above for above in (near.label, place.lead, place.heading, *self._heads(passage.block)) if above
        )
        section = place.section if own or not questions else frozenset(ThemeId(question[:2]) for question in questions)
        headed = own.headed if own else bool(questions)
        return Statement(passage, said, section, headed, questions, context, near.before, place.prompt)

    def _is_short_answer(self, passage: Passage, *, asked: bool) -> bool:
        """Tell whether a few words say something: right under a question, with a figure, or as a clear no."""
        words = passage.words
        telling = any(token.isdigit() or token in _CLEAR_NO for token in words.tokens)
        if not words.tokens or not (asked or telling):
            return False
        if len(words) > _SHORT_ANSWER and passage.block.kind is not BlockKind.TABLE_ROW:
            return False
        says_nothing = is_placeholder(passage.text) or self._asked.is_declined(words)
        return not (says_nothing or self._letter.is_quoted(passage.text, words))

    def _is_turned_round(self, passage: Passage) -> bool:
        return self._letter.is_turned_round(passage.text, passage.words)

    def _is_prompt(self, passage: Passage, said: Said, place: _Place, *, may_quote: bool) -> bool:
        """Take up a question, the letter's or in other words, for what follows; tell whether there is one."""
        asked = self._letter.question_asked(passage.words) if may_quote else None
        quoted = asked is not None and self._letter.is_quoted(passage.text, passage.words)
        quoted = quoted and not self._is_turned_round(passage)
        own = passage.text.rstrip('*_ "”').endswith("?")
        if not quoted and not own:
            return False
        named = frozenset({asked}) if asked else self._named(said, passage.words)
        if not named:
            return own
        place.questions = named if place.answered else place.questions | named
        place.heading, place.prompt, place.answered = said, passage.block, False
        place.lead, place.lead_questions = None, _NO_QUESTION
        return True

    def _open(self, clue: Clues, place: _Place) -> None:
        """Start a section; a theme's title names no question, though its words are those of several."""
        passage = clue.block.whole
        said = self._said(passage.text, passage.words)
        named = _NO_QUESTION if clue.theme_titled else self._named(said, passage.words)
        unanswered = place.questions if not place.answered and named else _NO_QUESTION
        place.questions = named | unanswered
        place.heading, place.prompt, place.answered = said, passage.block, not named
        place.lead, place.lead_questions = None, _NO_QUESTION

    def _open_lead(self, passages: Sequence[Passage], said: Said | None, place: _Place) -> None:
        if not passages or said is None or not passages[-1].text.rstrip("*_-–— ").endswith(":"):
            return
        place.lead_questions = self._named(said, passages[-1].words)
        block, start = passages[-1].block, passages[max(0, len(passages) - _LEAD_SENTENCES)].start
        lead = Passage(block, start, passages[-1].end)
        place.lead, place.lead_holds = self._said(lead.text, lead.words), True

    @staticmethod
    def _close_lead(block: Block, place: _Place) -> None:
        """Let a lead-in hold for one block, and for all items of a list."""
        if place.lead is None:
            return
        in_list = block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)
        if not in_list and not place.lead_holds:
            place.lead, place.lead_questions = None, _NO_QUESTION
        place.lead_holds = False

    def _label_and_rest(self, block: Block) -> "tuple[_Label | None, tuple[Passage, ...]]":
        """Give the label that a block starts with (`Invest to save: ...`, a row's first cell), and its sentences."""
        if block.kind is BlockKind.TABLE_ROW and len(block.cells) > 1:
            return self._row(block)
        found = _LABEL.match(block.folded)
        if found is None:
            return None, block.passages
        words = Words.of(found["label"])
        return (
            _Label(self._said(found["label"], words), words) if len(words) <= _LONGEST_LABEL else None
        ), block.passages

    def _row(self, block: Block) -> "tuple[_Label | None, tuple[Passage, ...]]":
        words = Words.of(block.cells[0])
        label = _Label(self._said(block.cells[0], words), words)
        if not self._named(label.said, words):
            return label, block.passages
        rest: list[Passage] = []
        end = block.folded.find(fold(block.cells[0])) + len(fold(block.cells[0]))
        for cell in map(fold, block.cells[1:]):
            start = block.folded.find(cell, end)
            end = start + len(cell)
            rest += [Passage(block, start, end)] if cell else []
        return label, tuple(rest)

    def _heads(self, block: Block) -> tuple[Said, ...]:
        return tuple(self._said(head, Words.of(head)) for head in block.column_heads)

    def _named(self, said: Said, words: Words) -> frozenset[str]:
        """Give the questions that a heading or label takes up: in the letter's words, or in its own."""
        asked = self._letter.question_asked(words)
        if asked is not None:
            return frozenset({asked})
        return frozenset(question.id for question in self._asked.questions if question.id in said.found)

    def _said(self, text: str, words: Words) -> Said:
        return Said(text, words.tokens, self._asked)


@dataclass(frozen=True)
class _Near:
    """What a sentence's own block says of it: the questions that its label names, the label, the sentence before."""

    questions: frozenset[str]
    label: Said | None
    before: Said | None


@dataclass(frozen=True)
class _Label:
    """What stands before a statement and names what it is on."""

    said: Said
    words: Words
