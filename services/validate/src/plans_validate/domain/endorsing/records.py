"""Own what records of decisions and signatures say: labels with what stands behind them, line after line.

A record may stand in front of a plan or in it, as lines or as a table's rows, and its head tells whose it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.dates import find_dates
from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.endorsing.agents import Outsider, officer_of
from plans_validate.domain.endorsing.days import is_day_line
from plans_validate.domain.endorsing.deciding import decided
from plans_validate.domain.endorsing.fields import Field, FieldKind, lines_of
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.naming import Who, who_acts
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.words import Phrases

_BLANK = re.compile(r"_{2,}|\.{5,}|…{2,}|\[[^\]\d]*\]|<[^>\d]*>")
_HEAD_WITHIN = 4
_LONGEST_HEAD = 16
_GAP = 3
_NAMED_WITHIN = 2
_SIGNED_WITHIN = 5
_LONGEST_SIGNED = 12
_DECISION = "decision"
_QUOTABLE = 15
_SENTENCE_ENDS = (".", "?", "!", ";")
_LEFT_BARE = (FieldKind.SIGNED, FieldKind.APPROVED, FieldKind.PROPOSALS)
_NAMES = (FieldKind.DECIDERS, FieldKind.TO_DECIDE, FieldKind.OFFICES)
_OFFICER = EndorsingBody.DELEGATED_OFFICER


class Recorded(NamedTuple):
    """What a record says, in which place of the blocks; the day it gives, and the blocks that are its own."""

    place: int
    saying: Saying | None
    day: str | None
    blocks: frozenset[int]


@dataclass
class _Record:
    """The labels of one record, with the places of their blocks, and the lines above them."""

    head: list[Passage]
    fields: list[tuple[int, Field]] = field(default_factory=list)

    def of(self, *kinds: FieldKind) -> list[Field]:
        return [each for _, each in self.fields if each.kind in kinds]

    def starts_anew(self, kind: FieldKind) -> bool:
        """Tell whether a label opens the next record: it was there before, and so was the outcome."""
        told = self.of(FieldKind.DECISIONS, FieldKind.PROPOSALS)
        return kind in (FieldKind.SUBJECTS, FieldKind.DECIDERS) and bool(told) and bool(self.of(kind))


class Records:
    """Find the records and signatures among a document's blocks."""

    def __init__(self, grammar: EndorsementGrammar, blocks: Sequence[Block], letter_date: str) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._fields = grammar.fields
        self._blocks = blocks
        self._found = [self._fields.in_block(block) for block in blocks]
        self._letter_date = letter_date

    def recorded(self) -> Iterator[Recorded]:
        """Give what every record of a decision says."""
        for record in self._records():
            outcome = self._outcome(record)
            if outcome is not None:
                yield outcome

    def _records(self) -> Iterator[_Record]:
        record: _Record | None = None
        last = -_GAP
        for place, found in enumerate(self._found):
            for each in (self._filled(place, one) for one in found):
                if record is not None and (place - last > _GAP or record.starts_anew(each.kind)):
                    yield record
                    near = place - last <= _GAP
                    head = [*record.head, *(old.line for old in record.of(FieldKind.DECIDERS))]
                    record = _Record(head) if near else None
                record = record or _Record(self._head(place))
                record.fields.append((place, each))
                last = place
        if record is not None:
            yield record

    def _filled(self, place: int, found: Field) -> Field:
        """Take the next line for what a label asks for when nothing stands behind it."""
        if found.value.words.tokens or found.kind in _LEFT_BARE:
            return found
        following = next(iter(self._blocks[place + 1 : place + 2]), None)
        if following is None or self._found[place + 1]:
            return found
        return found._replace(value=following.whole)

    def _head(self, place: int) -> list[Passage]:
        """Give the short lines right above a place, the nearest last."""
        head: list[Passage] = []
        for block in reversed(self._blocks[max(0, place - _HEAD_WITHIN) : place]):
            lines = list(lines_of(block))
            if any(len(line.words) > _LONGEST_HEAD or line.text.endswith(_SENTENCE_ENDS) for line in lines):
                break
            head[:0] = lines
        return head

    def _outcome(self, record: _Record) -> Recorded | None:
        if not record.of(FieldKind.DECISIONS, FieldKind.PROPOSALS, FieldKind.TO_DECIDE):
            return None
        status, said = self._status(record)
        who = self._who(record)
        if status is None or who is None or not self._is_about_plan(record):
            own = self._another_subject(record)
            return Recorded(record.fields[0][0], None, None, self._places(record)) if own else None
        day = self._day(record)
        if day is not None and day < self._letter_date:
            return None
        saying = self._saying(status, who, record, said)
        return Recorded(self._place_of(record, said), saying, day, self._places(record))

    def _status(self, record: _Record) -> tuple[EndorsementStatus | None, Field]:
        decisions = record.of(FieldKind.DECISIONS)
        for each in decisions:
            status = decided(self._grammar, each.value.text)
            if status is not None:
                ahead = bool(record.of(FieldKind.TO_DECIDE)) and status is EndorsementStatus.ENDORSED
                return (EndorsementStatus.PENDING if ahead else status), each
        proposals = record.of(FieldKind.PROPOSALS)
        asked = next((each for each in proposals if decided(self._grammar, each.value.text) is not None), None)
        if asked and not decisions:
            return EndorsementStatus.PENDING, asked
        to_decide = record.of(FieldKind.TO_DECIDE)
        if to_decide and not decisions and not proposals:
            return EndorsementStatus.PENDING, to_decide[0]
        return None, (decisions or proposals)[0]

    def _who(self, record: _Record) -> Who | None:
        """Give who decides: as a label names them, as the head does, or as a label for an office does."""
        takers = record.of(FieldKind.DECIDERS, FieldKind.TO_DECIDE)
        for lines in ([each.line for each in takers], [line for line in record.head[::-1] if self._may_decide(line)]):
            who = next((who for line in lines if (who := who_acts(self._grammar, line)) is not None), None)
            if who is not None:
                return who
        offices = [each.line for each in record.of(FieldKind.OFFICES)]
        who = next((who for line in offices if (who := who_acts(self._grammar, line)) is not None), None)
        by_officers = any(line.words.tokens in Phrases.of(self._words.officer_heads) for line in record.head)
        return who or ((_OFFICER, None) if by_officers else None)

    def _may_decide(self, line: Passage) -> bool:
        """Tell whether a line above a record may say whose it is: not who wrote the report."""
        if any(each.first == 0 for each in Phrases.of(self._words.authored).find(line.words.tokens)):
            return False
        officers = officer_of(self._grammar.agents.named(line.words.tokens)) is not None
        return not officers or _DECISION in line.words.tokens

    def _is_about_plan(self, record: _Record) -> bool:
        """Tell whether a record's subject, outcome or head names the plan, or nothing else is named in a plan."""
        names_plan, names_other = self._grammar.objects.names_plan, self._grammar.objects.names_other
        told = [each.value.words.tokens for each in record.of(FieldKind.DECISIONS, FieldKind.PROPOSALS)]
        subjects = [each.value.words.tokens for each in record.of(FieldKind.SUBJECTS)]
        if any(map(names_plan, (*subjects, *told))):
            return True
        others = [each.value.words.tokens for _, each in record.fields if each.kind not in _NAMES]
        return not any(subjects) and not any(map(names_other, others))

    def _another_subject(self, record: _Record) -> bool:
        """Tell whether a record is on something else, or somebody else's."""
        return bool(record.of(FieldKind.SUBJECTS)) and not self._is_about_plan(record)

    def _saying(self, status: EndorsementStatus, who: Who, record: _Record, said: Field) -> Saying | None:
        kind, by = who
        if kind is Outsider.ELSEWHERE or kind is Outsider.NOBODY:
            return None
        if kind is Outsider.SCRUTINY:
            kind, status = EndorsingBody.COMMITTEE, EndorsementStatus.OVERSIGHT_ONLY
        if kind in (Outsider.OFFICERS, _OFFICER):
            kind = _OFFICER
            status = EndorsementStatus.DELEGATED if status is EndorsementStatus.ENDORSED else status
        lines = [said.line, *(each.line for _, each in record.fields), *record.head]
        passage = next((line for line in lines if len(line.text) >= _QUOTABLE), said.line)
        return Saying(status, EndorsingBody(kind), by, passage, 0)

    def _day(self, record: _Record) -> str | None:
        """Give the day that a record's label gives, else the one in its head or beside the decision."""
        of_days = [each.line for each in record.of(FieldKind.DAYS, FieldKind.DAYS_AHEAD)]
        others = [each.line for each in record.of(FieldKind.DECISIONS, FieldKind.DECIDERS, FieldKind.TO_DECIDE)]
        found = (each for line in (*of_days, *others, *record.head[::-1]) for each in find_dates(line.text))
        return next((each.iso for each in found if each.is_day and each.iso != self._letter_date), None)

    @staticmethod
    def _places(record: _Record) -> frozenset[int]:
        return frozenset(place for place, _ in record.fields)

    @staticmethod
    def _place_of(record: _Record, said: Field) -> int:
        return next((place for place, each in record.fields if each is said), record.fields[0][0])

    def signatures(self) -> Iterator[Recorded]:
        """Give who signed the plan: the offices named behind "Signed", or on the next lines."""
        for place, block in enumerate(self._blocks):
            signed = next((each for each in self._found[place] if self._opens_signatures(each)), None)
            if signed is not None and block.kind is not BlockKind.TABLE_ROW:
                below = list(self._below(place, signed.line))
                lines = [signed.line, *below, *self._named_above(place, signed)]
                saying = self._signed(signed, lines)
                if saying is not None:
                    yield Recorded(place, saying, self._signed_on(lines), frozenset())

    def _named_above(self, place: int, signed: Field) -> list[Passage]:
        """Give the lines above that tell who signs: labels for a name or an office, or any above a day alone."""
        above = self._head(place)[: -_NAMED_WITHIN - 1 : -1]
        if self._is_day(signed.value):
            return above
        kinds = ((line, self._fields.in_block(line.block)) for line in above)
        return [line for line, found in kinds if any(each.kind is FieldKind.OFFICES for each in found)]

    def _opens_signatures(self, found: Field) -> bool:
        """Tell whether names stand around: behind "Signed" at once or below, below "Approved by", above its day."""
        bare = not found.value.words.tokens or self._is_day(found.value) or self._is_name(found.value)
        return found.kind is FieldKind.SIGNED or (found.kind is FieldKind.APPROVED and bare)

    def _is_name(self, value: Passage) -> bool:
        """Tell whether a councillor is named by a title and no office."""
        titled = any(
            each.match.phrase in self._words.name_titles for each in self._grammar.agents.named(value.words.tokens)
        )
        return titled and self._grammar.agents.body_named(value, meeting=False) is None

    def _is_day(self, value: Passage) -> bool:
        return bool(value.words.tokens) and is_day_line(value, self._words.dating)

    def _below(self, place: int, signed: Passage) -> Iterator[Passage]:
        for block in self._blocks[place : place + 1 + _SIGNED_WITHIN]:
            for line in lines_of(block):
                if line.block is signed.block and line.start <= signed.start:
                    continue
                if len(line.words) > _LONGEST_SIGNED or line.text.endswith(_SENTENCE_ENDS):
                    return
                yield line

    def _signed(self, signed: Field, lines: Sequence[Passage]) -> Saying | None:
        day = self._signed_on(lines)
        if day is None and any(_BLANK.search(line.text) for line in lines):
            return None
        named = [(line, who) for line in lines if (who := who_acts(self._grammar, line)) is not None]
        members = [(line, who) for line, who in named if who[0] in set(EndorsingBody) - {_OFFICER}]
        offices = [each for each in members if each[1][0] is not EndorsingBody.MEMBERS_UNSPECIFIED]
        late = day is not None and signed.kind is FieldKind.APPROVED and day > self._grammar.deadline.isoformat()
        ahead = late or any(line.words.tokens in Phrases.of(self._words.not_yet) for line in lines)
        status = EndorsementStatus.PENDING if ahead else EndorsementStatus.ENDORSED
        for line, (kind, by) in (offices or members)[:1]:
            passage = next((each for each in (line, *lines) if len(each.text) >= _QUOTABLE), line)
            return Saying(status, EndorsingBody(kind), by, passage, 0, weak=signed.kind is FieldKind.SIGNED)
        return None

    @staticmethod
    def _signed_on(lines: Sequence[Passage]) -> str | None:
        return next((each.iso for line in lines for each in find_dates(line.text)), None)
