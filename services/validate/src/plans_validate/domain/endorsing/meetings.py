"""Own for whose meeting words are written, and on what day: the head of a report, of minutes or of a record.

A pack has its head at the front of its part. A few lines of minutes may also stand in front of a plan, or in it; then
their head is a short line just above, that names a body with a day, or says whose decision it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans_schema.vocabulary import EndorsingBody, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.dates import FoundDate, find_dates
from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.endorsing.days import is_day_line, is_deadline
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases

PACK = (SegmentKind.COVERING_REPORT, SegmentKind.MINUTES)
_HEAD_WITHIN = 14
_TAKER_WITHIN = 5
_ABOVE_WITHIN = 6
_DAY_WITHIN = 2
_LONGEST_HEAD = 16
_SENTENCE_ENDS = (".", "?", "!", ";")


@dataclass(frozen=True)
class Meeting:
    """Who meets or decides, as named; the day; whether what follows records a decision, and only scrutiny's."""

    body: EndorsingBody | None = None
    by: str | None = None
    day: str | None = None
    records: bool = False
    scrutiny: bool = False


class Meetings:
    """Find the meetings of one document."""

    def __init__(self, subject: Subject, grammar: EndorsementGrammar) -> None:
        self._grammar = grammar
        self._words = subject.round_.endorsement
        self._letter_date = subject.round_.letter_date.isoformat()
        self._running = [block for block in subject.document.blocks if block.kind is BlockKind.FURNITURE]

    def of_pack(self, part: Part) -> Meeting:
        """Give the meeting that a report or minutes are for, from the head of that part or a running header."""
        lines = [*part.blocks[:_HEAD_WITHIN], *self._running]
        heads = (head for line in lines if (head := self._named(line)) is not None)
        head = next(heads, Meeting())
        records = part.kind is SegmentKind.MINUTES
        return Meeting(head.body, head.by, self._day(lines), records=records, scrutiny=head.scrutiny)

    def above(self, clues: Sequence[Clues], place: int) -> Meeting | None:
        """Give the meeting whose head stands just above a block; null when there is none."""
        lines = [clue.block for clue in clues[max(0, place - _ABOVE_WITHIN) : place]]
        for number in reversed(range(len(lines))):
            head = self._head(lines[number], lines[number + 1 : number + 1 + _DAY_WITHIN])
            if head is not None:
                told = (*lines[number:], clues[place].block)
                records = any(line.words.tokens in Phrases.of(self._words.records) for line in told)
                return Meeting(head.body, head.by, head.day, records=records, scrutiny=head.scrutiny)
        return None

    def _head(self, line: Block, below: Sequence[Block]) -> Meeting | None:
        tokens = line.words.tokens
        if len(tokens) > _LONGEST_HEAD or line.kind is BlockKind.TABLE_ROW or line.folded.endswith(_SENTENCE_ENDS):
            return None
        named = None if tokens in Phrases.of(self._words.acts) else self._named(line)
        if named is None:
            return None
        day = self._day((line, *(each for each in below if is_day_line(each, self._words.dating))))
        if day is None and tokens not in Phrases.of(self._words.meeting_heads):
            return None
        return Meeting(named.body, named.by, day, scrutiny=named.scrutiny)

    def _named(self, line: Block) -> Meeting | None:
        """Give the body of members that a line names: one that meets, or any office that decides by itself."""
        tokens = line.words.tokens
        agents = self._grammar.agents
        taken = tokens[:_TAKER_WITHIN] in Phrases.of(self._words.decision_takers)
        if taken or (len(tokens) <= _LONGEST_HEAD and tokens in Phrases.of(self._words.decision_heads)):
            taker = agents.body_named(line.whole, meeting=False)
            if taker is not None:
                return Meeting(*taker)
        body = agents.body_named(line.whole)
        if body is not None:
            return Meeting(*body)
        if agents.is_council(tokens):
            return Meeting(EndorsingBody.FULL_COUNCIL)
        scrutiny = agents.scrutiny_named(line.whole) if len(tokens) <= _LONGEST_HEAD else None
        return None if scrutiny is None else Meeting(EndorsingBody.COMMITTEE, scrutiny, scrutiny=True)

    def _day(self, lines: Iterable[Block]) -> str | None:
        """Give the first line's day, unless that is the letter's."""
        days = (days[0].iso for line in lines if (days := list(_days(line))))
        return next((day for day in days if day != self._letter_date), None)


def _days(block: Block) -> Iterator[FoundDate]:
    return (each for each in find_dates(block.folded) if each.is_day and not is_deadline(block.folded, each))
