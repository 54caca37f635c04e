"""Own the walk through a document for what it says of endorsement: records first, then tables, lines and sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.endorsing.approvals import Approvals
from plans_validate.domain.endorsing.forms import read_form
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.meetings import PACK, Meeting, Meetings
from plans_validate.domain.endorsing.records import Records
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.endorsing.standing import Setting
from plans_validate.domain.segments import WRITTEN_BY_COUNCIL, Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases

_RESOLUTION_REACHES = 6
_SIGNED_WITHIN = 4
_YES = 1
_ADVISED_WITHIN = 3
_OUTCOMES = frozenset({("decision",), ("decisions",), ("resolution",), ("resolutions",)})
_THAT = ("that",)
_DONE = frozenset({"has", "have", "was", "were"})
_ADDRESSED = frozenset({"must", "you", "your", "should"})
_ENDORSED, _OVERSIGHT = EndorsementStatus.ENDORSED, EndorsementStatus.OVERSIGHT_ONLY


class Said(NamedTuple):
    """What was said, in which part, and for which meeting."""

    part: Part
    meeting: Meeting | None
    saying: Saying


def all_said(subject: Subject, grammar: EndorsementGrammar) -> Iterator[Said]:
    """Give all that a document says of the plan's endorsement; a record's lines are read as the record alone."""
    parts = subject.parts_of(*WRITTEN_BY_COUNCIL)
    places = [(part, clue.block) for part in parts for clue in part.clues]
    records = Records(grammar, [block for _, block in places], subject.round_.letter_date.isoformat())
    recorded = list(records.recorded())
    for each in recorded or records.signatures():
        saying = each.saying
        if saying is not None:
            meeting = Meeting(saying.body, saying.by, each.day, records=True)
            yield Said(places[each.place][0], meeting, saying)
    own = frozenset(id(places[place][1]) for each in recorded for place in each.blocks)
    meetings, approvals = Meetings(subject, grammar), Approvals(grammar)
    for part in parts:
        yield from _Reader(subject, grammar, meetings, approvals, part).said(own)


class _Reader:
    """Read one part from top to bottom; what was resolved and what was spoken of last hold for the next lines."""

    def __init__(
        self, subject: Subject, grammar: EndorsementGrammar, meetings: Meetings, approvals: Approvals, part: Part
    ) -> None:
        self._letter, self._grammar, self._part = subject.letter, grammar, part
        self._meetings, self._approvals = meetings, approvals
        self._of_pack = meetings.of_pack(part) if part.kind in PACK else None
        self._resolved_for, self._follows_plan, self._met = 0, False, False
        self._heads: tuple[str, ...] = ()
        self._caption: Passage | None = None

    def said(self, own: frozenset[int]) -> Iterator[Said]:
        """Give what the part says outside the blocks that are a record's own."""
        for place, clue in enumerate(self._part.clues):
            block = clue.block
            if id(block) in own and block.words.tokens not in Phrases.of(self._grammar.words.overriding):
                continue
            in_row = self._in_row(block, place)
            if in_row is not None:
                yield from (Said(self._part, None, saying) for saying in in_row)
            elif self._speaks(block):
                yield from self._in_block(clue, place)
            else:
                self._resolved_for -= len(block.passages) if self._resolved_for > 0 else 0
                self._follows_plan = self._follows_plan and self._met and block.folded.endswith(".")

    def _in_row(self, block: Block, place: int) -> list[Saying] | None:
        if block.kind is not BlockKind.TABLE_ROW or not block.column_heads:
            return None
        if self._heads != block.column_heads:
            self._heads = block.column_heads
            above = self._part.clues[place - 2].block if place > 1 else None
            self._caption = None if above is None or above.kind is BlockKind.TABLE_ROW else above.whole
        return self._approvals.in_row(block, self._caption)

    def _speaks(self, block: Block) -> bool:
        tokens = block.words.tokens
        is_record = tokens[:1] in _OUTCOMES or (self._part.kind is SegmentKind.MINUTES and "decision" in tokens)
        return is_record or self._grammar.may_speak(block)

    def _in_block(self, clue: Clues, place: int) -> Iterator[Said]:
        meeting = self._of_pack or self._meetings.above(self._part.clues, place)
        records = meeting is not None and meeting.records
        self._met = records or (meeting is not None and self._of_pack is None)
        in_report, above, looked_at = meeting is not None, None, None
        for passage in clue.block.passages:
            self._take_up_resolution(passage, place, records=records)
            resolved = self._resolved_for > 0
            setting = Setting(
                in_report=in_report, in_minutes=records, resolved=resolved, follows_plan=self._follows_plan,
                above=above, looked_at=looked_at, met=self._met,
            )  # fmt: skip
            said = [] if self._is_letters(passage, clue) else self._read(passage, place, setting)
            said = said or self._grammar.signed(passage, self._around(passage, place), setting)
            yield from (Said(self._part, meeting, _as_scrutiny_may(meeting, saying)) for saying in said)
            self._resolved_for -= 1
            goes_on = self._follows_plan and (self._met or len(passage.words) <= _YES)
            self._follows_plan = goes_on or bool(said) or self._grammar.mentions_plan(passage)
            above, looked_at = passage, next((each.looked_at for each in said if each.looked_at), None)

    def _read(self, passage: Passage, place: int, setting: Setting) -> list[Saying]:
        following = lines_after(passage, self._part.clues[place : place + 2])
        return read_form(self._grammar, passage, following, setting)

    def _take_up_resolution(self, passage: Passage, place: int, *, records: bool) -> None:
        """Let what was resolved hold for the next sentences: from "RESOLVED", or for a "That ..." of a record."""
        opening = passage.words.tokens[:1]
        if (records and opening in _OUTCOMES) or self._grammar.is_resolution(passage):
            self._resolved_for = _RESOLUTION_REACHES
        elif records and opening == _THAT and not self._is_advised(place):
            self._resolved_for = max(1, self._resolved_for)

    def _is_advised(self, place: int) -> bool:
        """Tell whether one of the lines above a place says that what follows is only recommended."""
        above = self._part.clues[max(0, place - _ADVISED_WITHIN) : place]
        recommended = Phrases.of(self._grammar.words.recommended)
        return any(clue.is_label and clue.block.words.tokens in recommended for clue in above)

    def _is_letters(self, passage: Passage, clue: Clues) -> bool:
        """Tell whether a sentence is the letter's request: without a day, and without a body, as it names none."""
        echoes = clue.echoes_letter and _asks(passage) and self._grammar.agents.body_named(passage) is None
        quoted = echoes and self._letter.is_quoted(passage.text, passage.words)
        return quoted and not any(character.isdigit() for character in passage.text)

    def _around(self, passage: Passage, place: int) -> Iterator[Passage]:
        """Give the sentences on the next lines, then those on the lines before."""
        clues = self._part.clues
        yield from lines_after(passage, clues[place : place + _SIGNED_WITHIN])
        for clue in reversed(clues[max(0, place - _SIGNED_WITHIN) : place]):
            yield from clue.block.passages


def lines_after(passage: Passage, clues: Sequence[Clues]) -> Iterator[Passage]:
    """Give the sentences after this one in these blocks, this one's first."""
    of_blocks = (each for clue in clues for each in clue.block.passages)
    return (each for each in of_blocks if each.block is not passage.block or each.start > passage.start)


def is_own(saying: Saying) -> bool:
    """Tell whether a saying leaves it to the meeting who acts: "RESOLVED that", "members are asked"."""
    return saying.body in (None, EndorsingBody.MEMBERS_UNSPECIFIED)


def _as_scrutiny_may(meeting: Meeting | None, saying: Saying) -> Saying:
    """Take what a scrutiny committee resolved by itself for what it is: it looked at the plan."""
    if meeting is None or not meeting.scrutiny or not is_own(saying) or saying.status is not _ENDORSED:
        return saying
    return replace(saying, status=_OVERSIGHT, weak=True)


def _asks(passage: Passage) -> bool:
    """Tell whether the letter's words stand as its request, not as something that was done."""
    tokens = passage.words.tokens
    return _DONE.isdisjoint(tokens) or not _ADDRESSED.isdisjoint(tokens)
