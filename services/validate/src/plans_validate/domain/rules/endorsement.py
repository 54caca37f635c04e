"""Own R09: what the document says of members' endorsement of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple, cast

from plans_schema.report import Endorsement, Finding
from plans_schema.vocabulary import EndorsementStatus, EndorsingBody, Force, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.dates import find_dates
from plans_validate.domain.document import BlockKind, Passage
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.rules.approvals import Approvals
from plans_validate.domain.rules.days import day_beside, is_day_line
from plans_validate.domain.rules.endorsing import EndorsementGrammar, Saying
from plans_validate.domain.rules.forms import read_form
from plans_validate.domain.rules.meetings import PACK, Meeting, Meetings
from plans_validate.domain.rules.records import Recorded, Records
from plans_validate.domain.rules.standing import Setting
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases

RULE = "R09"

_READ_IN = (
    SegmentKind.COVER,
    SegmentKind.WEB_PREAMBLE,
    SegmentKind.COVERING_REPORT,
    SegmentKind.MINUTES,
    SegmentKind.PLAN,
    SegmentKind.PLAN_APPENDIX,
)
_RESOLUTION_REACHES = 6
_SIGNED_WITHIN = 4
_QUOTES = 2
_ADVISED_WITHIN = 3
_OUTCOMES = frozenset({("decision",), ("decisions",), ("resolution",), ("resolutions",)})
_THAT = ("that",)
_DONE = frozenset({"has", "have", "was", "were"})
_ADDRESSED = frozenset({"must", "you", "your", "should"})

_ENDORSED = EndorsementStatus.ENDORSED
_STRENGTH = {
    EndorsementStatus.ENDORSED: 5,
    EndorsementStatus.REFUSED: 4,
    EndorsementStatus.PENDING: 3,
    EndorsementStatus.DELEGATED: 2,
    EndorsementStatus.OVERSIGHT_ONLY: 1,
    EndorsementStatus.NOT_STATED: 0,
}
_MESSAGES = {
    EndorsementStatus.PENDING: "Your document says that members have still to endorse the plan. "
    "The letter asks for this before the plan is sent.",
    EndorsementStatus.DELEGATED: "Your document says that officers were given the power to approve the plan. "
    "We could not find that elected members endorsed it.",
    EndorsementStatus.OVERSIGHT_ONLY: "Your document says that members note, review or monitor the plan. "
    "We could not find that they endorsed it.",
    EndorsementStatus.REFUSED: "Your document says that members did not endorse the plan.",
    EndorsementStatus.NOT_STATED: "We could not find a statement that elected members endorsed the plan "
    "before it was sent.",
}
_OFFICERS_ALONE = (
    "Your document names officers who approved the plan. "
    "We could not find that elected members endorsed it, as the letter asks."
)


class _Said(NamedTuple):
    """What was said, in which part, and for which meeting."""

    part: Part
    meeting: Meeting | None
    saying: Saying


def says_who_endorsed_it(subject: Subject) -> Answer:
    """Tell whether members endorsed the plan, who they were and when.

    Source: letter of 16 April 2024, "You must ensure that there is member oversight and endorsement of the plan
    before it is submitted" (R09, must).
    """
    round_ = subject.round_
    grammar = _grammar(round_.endorsement, round_.letter_date, round_.deadline)
    sayings = list(_sayings(subject, grammar))
    best = max(sayings, key=_clarity, default=None)
    if best is None or best.saying.status is EndorsementStatus.NOT_STATED:
        return _not_stated([each.saying for each in sayings])
    chosen = best.saying
    agreeing = [each.saying for each in sayings if each.saying.status is chosen.status and each is not best]
    quotes = [quote for saying in (chosen, *agreeing) if (quote := saying.passage.quote(saying.focus)) is not None]
    evidence = tuple(dict.fromkeys(quotes))[:_QUOTES]
    if not evidence:
        return _not_stated([])
    body, by = _body(best, sayings)
    by_officer = chosen.status is EndorsementStatus.ENDORSED and body is EndorsingBody.DELEGATED_OFFICER
    status = EndorsementStatus.DELEGATED if by_officer else chosen.status
    found = Endorsement(status=status, body=body, by=by, date=_date(best, subject), evidence=evidence)
    return Answer({"endorsement": found}, _findings(found))


def _body(said: _Said, sayings: Sequence[_Said]) -> tuple[EndorsingBody | None, str | None]:
    """Give the body a saying names; else that of what was overruled, or of the meeting the words are for."""
    chosen = said.saying
    if chosen.body is None and chosen.overrides:
        named = next(((each.saying.body, each.saying.by) for each in sayings if each.saying.body is not None), None)
        if named is not None:
            return named
    meets = said.meeting is not None and said.meeting.body is not None and _is_own(chosen)
    return (said.meeting.body, said.meeting.by) if said.meeting and meets else (chosen.body, chosen.by)


def _is_own(saying: Saying) -> bool:
    """Tell whether a saying leaves it to the meeting who acts: "RESOLVED that", "members are asked"."""
    return saying.body in (None, EndorsingBody.MEMBERS_UNSPECIFIED)


@lru_cache(maxsize=1)
def _grammar(words: EndorsementWords, letter_date: date, deadline: date) -> EndorsementGrammar:
    """Prepare a round's grammar once for many documents."""
    return EndorsementGrammar(words, letter_date, deadline)


def _clarity(said: _Said) -> tuple[bool, int, bool, bool, bool]:
    """Order sayings: what overrules comes first, then the status, the clear before the vague."""
    saying = said.saying
    vague = (None, EndorsingBody.MEMBERS_UNSPECIFIED)
    return (
        saying.overrides,
        _STRENGTH[saying.status],
        not saying.weak,
        saying.body is not None,
        saying.body not in vague,
    )


def _sayings(subject: Subject, grammar: EndorsementGrammar) -> Iterator[_Said]:
    meetings = Meetings(subject, grammar)
    parts = subject.parts_of(*_READ_IN)
    places = [(part, clue.block) for part in parts for clue in part.clues]
    records = Records(grammar, [block for _, block in places], subject.round_.letter_date.isoformat())
    recorded = list(records.recorded())
    approvals = Approvals(grammar)
    own = {id(places[place][1]) for each in recorded for place in each.blocks}
    said_before = [_recorded(each, places[each.place][0]) for each in recorded if each.saying is not None]
    said_before += [] if recorded else [_recorded(each, places[each.place][0]) for each in records.signatures()]
    yield from said_before
    for part in parts:
        resolved_for, follows_plan, in_meeting = 0, False, False
        of_pack = meetings.of_pack(part) if part.kind in PACK else None
        heads: tuple[str, ...] = ()
        clue_heads: tuple[str, ...] = ()
        caption: Passage | None = None
        above: Passage | None
        said: list[Saying]
        for place, clue in enumerate(part.clues):
            block = clue.block
            if id(block) in own and block.words.tokens not in Phrases.of(grammar.words.overriding):
                continue
            if block.column_heads and block.kind is BlockKind.TABLE_ROW:
                if clue_heads != block.column_heads:
                    clue_heads, caption = block.column_heads, _caption(part.clues, place)
                in_row = approvals.in_row(block, caption)
                if in_row is not None:
                    yield from (_Said(part, None, saying) for saying in in_row)
                    continue
            is_record = block.words.tokens[:1] in _OUTCOMES
            is_record = is_record or (part.kind is SegmentKind.MINUTES and "decision" in block.words.tokens)
            speaks = is_record or grammar.may_speak(block)
            if speaks and block.kind is BlockKind.TABLE_ROW and not block.column_heads:
                heads = block.cells
            if not speaks and not (heads and block.column_heads == heads):
                resolved_for -= len(block.passages) if resolved_for > 0 else 0
                follows_plan = follows_plan and in_meeting and block.folded.endswith(".")
                continue
            above, said = None, []
            meeting = of_pack or meetings.above(part.clues, place)
            records = meeting is not None and meeting.records
            in_meeting = records or (meeting is not None and of_pack is None)
            for passage in block.passages:
                is_decision = records and passage.words.tokens[:1] in _OUTCOMES
                if is_decision or grammar.is_resolution(passage):
                    resolved_for = _RESOLUTION_REACHES
                elif records and passage.words.tokens[:1] == _THAT and not _is_advised(part.clues, place, grammar):
                    resolved_for = max(1, resolved_for)
                echoes = clue.echoes_letter and _asks(passage) and grammar.agents.body_named(passage) is None
                quoted = echoes and subject.letter.is_quoted(passage.text, passage.words)
                looked_at = next((each.looked_at for each in said if each.looked_at), None)
                said = []
                if not quoted or any(character.isdigit() for character in passage.text):
                    said = read_form(
                        grammar,
                        passage,
                        _lines_after(passage, part.clues[place : place + 2]),
                        Setting(
                            in_report=meeting is not None,
                            in_minutes=records,
                            resolved=resolved_for > 0,
                            follows_plan=follows_plan,
                            above=above,
                            looked_at=looked_at,
                            met=in_meeting,
                        ),
                    )
                said = said or grammar.signed(
                    passage, _lines_around(passage, part.clues, place), follows_plan=follows_plan
                )
                yield from (_Said(part, meeting, _as_scrutiny_may(meeting, saying)) for saying in said)
                resolved_for -= 1
                above = passage
                follows_plan = bool(said) or grammar.mentions_plan(passage) or (in_meeting and follows_plan)


def _caption(clues: Sequence[Clues], place: int) -> Passage | None:
    """Give the line above a table whose first row of values stands at a place."""
    above = clues[place - 2].block if place > 1 else None
    return None if above is None or above.kind is BlockKind.TABLE_ROW else above.whole


def _recorded(found: Recorded, part: Part) -> _Said:
    """Give what a record or a signature says, as said at its own meeting."""
    saying = cast("Saying", found.saying)
    return _Said(part, Meeting(saying.body, saying.by, found.day, records=True), saying)


def _as_scrutiny_may(meeting: Meeting | None, saying: Saying) -> Saying:
    """Take what a scrutiny committee resolved by itself for what it is: it looked at the plan."""
    if meeting is None or not meeting.scrutiny or not _is_own(saying) or saying.status is not _ENDORSED:
        return saying
    return replace(saying, status=EndorsementStatus.OVERSIGHT_ONLY, weak=True)


def _lines_after(passage: Passage, clues: Sequence[Clues]) -> Iterator[Passage]:
    """Give the sentences after this one in these blocks, this one's first."""
    of_blocks = (each for clue in clues for each in clue.block.passages)
    return (each for each in of_blocks if each.block is not passage.block or each.start > passage.start)


def _lines_around(passage: Passage, clues: Sequence[Clues], place: int) -> Iterator[Passage]:
    """Give the sentences on the next lines, then those on the lines before."""
    yield from _lines_after(passage, clues[place : place + _SIGNED_WITHIN])
    for clue in reversed(clues[max(0, place - _SIGNED_WITHIN) : place]):
        yield from clue.block.passages


def _is_advised(clues: Sequence[Clues], place: int, grammar: EndorsementGrammar) -> bool:
    """Tell whether one of the lines above a place says that what follows is only recommended."""
    above = clues[max(0, place - _ADVISED_WITHIN) : place]
    return any(clue.is_label and clue.block.words.tokens in Phrases.of(grammar.words.recommended) for clue in above)


def _asks(passage: Passage) -> bool:
    """Tell whether the letter's words stand as its request, not as something that was done."""
    tokens = passage.words.tokens
    return _DONE.isdisjoint(tokens) or not _ADDRESSED.isdisjoint(tokens)


def _not_stated(sayings: Sequence[Saying]) -> Answer:
    alone = [saying for saying in sayings if saying.status is EndorsementStatus.NOT_STATED]
    quotes = tuple(quote for saying in alone[:1] if (quote := saying.passage.quote(saying.focus)) is not None)
    found = Endorsement(status=EndorsementStatus.NOT_STATED, evidence=quotes)
    message = _OFFICERS_ALONE if alone else _MESSAGES[EndorsementStatus.NOT_STATED]
    return Answer({"endorsement": found}, (Finding(rule=RULE, force=Force.MUST, message=message, evidence=quotes),))


def _findings(found: Endorsement) -> tuple[Finding, ...]:
    message = _MESSAGES.get(found.status)
    if message is None:
        return ()
    return (Finding(rule=RULE, force=Force.MUST, message=message, evidence=found.evidence),)


def _date(said: _Said, subject: Subject) -> str | None:
    """Give the day stated beside the saying, else the day of the meeting that a report or minutes are for."""
    part, meeting, chosen = said
    year = subject.round_.deadline.year
    signed = chosen.signature
    stated = day_beside(chosen.passage.text, chosen.focus, year) or _day_below(signed or chosen.passage, part, subject)
    stated = day_beside(signed.text, 0, year) or stated if signed else stated
    if stated is not None or meeting is None:
        return stated
    own = _is_own(chosen) and chosen.status is not EndorsementStatus.DELEGATED
    return meeting.day if own or chosen.body is meeting.body else None


def _day_below(passage: Passage, part: Part, subject: Subject) -> str | None:
    """Give the day that stands alone behind a saying, or after a label: "Date: 16 July 2024"."""
    place = next((place for place, clue in enumerate(part.clues) if clue.block is passage.block), len(part.clues))
    below = next(_lines_after(passage, part.clues[place : place + 2]), None)
    if below is None or not is_day_line(below, subject.round_.endorsement.dating):
        return None
    days = find_dates(below.text, subject.round_.deadline.year)
    return days[0].iso if days else None
