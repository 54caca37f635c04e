"""Own R09: what the document says of members' endorsement of the plan."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from plans_schema.report import Endorsement, Finding
from plans_schema.vocabulary import EndorsementStatus, EndorsingBody, Force, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.dates import FoundDate, find_dates, is_date_word
from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.rules.endorsing import EndorsementGrammar, Saying
from plans_validate.domain.rules.forms import read_form
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
_PACK = (SegmentKind.COVERING_REPORT, SegmentKind.MINUTES)
_RESOLUTION_REACHES = 6
_MEETING_STANDS_WITHIN = 14
_SIGNED_WITHIN = 4
_TAKER_WITHIN = 5
_QUOTES = 2
_LONGEST_DAY = 8
_DONE = frozenset({"has", "have", "was", "were"})
_ADDRESSED = frozenset({"must", "you", "your", "should"})
_DEADLINE = re.compile(
    r"\b(?:by|before|until|than|deadline|ends?|ending|expires?|closes?|(?:takes?|into) (?:effect|force))"
    r"(?: (?:the|of|is|end|on|at|noon|midnight|\w+day|\d+(?:[.:]\d\d)?(?:am|pm)))*\s*$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;] | and ")

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


def says_who_endorsed_it(subject: Subject) -> Answer:
    """Tell whether members endorsed the plan, who they were and when.

    Source: letter of 16 April 2024, "You must ensure that there is member oversight and endorsement of the plan
    before it is submitted" (R09, must).
    """
    round_ = subject.round_
    grammar = _grammar(round_.endorsement, round_.letter_date, round_.deadline)
    sayings = list(_sayings(subject, grammar))
    best = max(sayings, key=_clarity, default=None)
    if best is None or best[1].status is EndorsementStatus.NOT_STATED:
        return _not_stated([saying for _, saying in sayings])
    part, chosen = best
    agreeing = [saying for _, saying in sayings if saying.status is chosen.status and saying is not chosen]
    quotes = [quote for saying in (chosen, *agreeing) if (quote := saying.passage.quote(saying.focus)) is not None]
    evidence = tuple(dict.fromkeys(quotes))[:_QUOTES]
    if not evidence:
        return _not_stated([])
    body, by = _body(part, chosen, [saying for _, saying in sayings], subject, grammar)
    by_officer = chosen.status is EndorsementStatus.ENDORSED and body is EndorsingBody.DELEGATED_OFFICER
    status = EndorsementStatus.DELEGATED if by_officer else chosen.status
    found = Endorsement(status=status, body=body, by=by, date=_date(chosen, part, subject), evidence=evidence)
    return Answer({"endorsement": found}, _findings(found))


def _body(
    part: Part, chosen: Saying, sayings: Sequence[Saying], subject: Subject, grammar: EndorsementGrammar
) -> tuple[EndorsingBody | None, str | None]:
    """Give the body a saying names; else that of what was overruled, or of the meeting the part is for."""
    if chosen.body is None and chosen.overrides:
        named = next(((each.body, each.by) for each in sayings if each.body is not None), None)
        if named is not None:
            return named
    if chosen.body is None and part.kind in _PACK:
        return _meeting_body(part, subject, grammar)
    return chosen.body, chosen.by


@lru_cache(maxsize=1)
def _grammar(words: EndorsementWords, letter_date: date, deadline: date) -> EndorsementGrammar:
    """Prepare a round's grammar once for many documents."""
    return EndorsementGrammar(words, letter_date, deadline)


def _clarity(said: tuple[Part, Saying]) -> tuple[bool, int, bool, bool]:
    """Order sayings: what overrules comes first, then the status, the clear before the vague."""
    saying = said[1]
    return saying.overrides, _STRENGTH[saying.status], not saying.weak, saying.body is not None


def _sayings(subject: Subject, grammar: EndorsementGrammar) -> Iterator[tuple[Part, Saying]]:
    for part in subject.parts_of(*_READ_IN):
        resolved_for, follows_plan = 0, False
        heads: tuple[str, ...] = ()
        above: Passage | None
        said: list[Saying]
        for place, clue in enumerate(part.clues):
            is_record = part.kind is SegmentKind.MINUTES and "decision" in clue.block.words.tokens
            block = clue.block
            speaks = is_record or grammar.may_speak(block)
            if speaks and block.kind is BlockKind.TABLE_ROW and not block.column_heads:
                heads = block.cells
            if not speaks and not (heads and block.column_heads == heads):
                resolved_for -= len(clue.block.passages) if resolved_for > 0 else 0
                follows_plan = False
                continue
            above, said = None, []
            for passage in clue.block.passages:
                is_decision = part.kind is SegmentKind.MINUTES and passage.words.tokens[:1] == ("decision",)
                if is_decision or grammar.is_resolution(passage):
                    resolved_for = _RESOLUTION_REACHES
                echoes = clue.echoes_letter and _asks(passage)
                quoted = echoes and subject.letter.is_quoted(passage.text, passage.words)
                looked_at = next((each.looked_at for each in said if each.looked_at), None)
                said = []
                if not quoted or any(character.isdigit() for character in passage.text):
                    said = read_form(
                        grammar,
                        passage,
                        _lines_after(passage, part.clues[place : place + 2]),
                        Setting(
                            in_report=part.kind in _PACK,
                            in_minutes=part.kind is SegmentKind.MINUTES,
                            resolved=resolved_for > 0,
                            follows_plan=follows_plan,
                            above=above,
                            looked_at=looked_at,
                        ),
                    )
                said = said or grammar.signed(
                    passage, _lines_after(passage, part.clues[place : place + _SIGNED_WITHIN])
                )
                yield from ((part, saying) for saying in said)
                resolved_for -= 1
                above = passage
                follows_plan = bool(said) or grammar.mentions_plan(passage)


def _lines_after(passage: Passage, clues: Sequence[Clues]) -> Iterator[Passage]:
    """Give the sentences after this one in these blocks, this one's first."""
    of_blocks = (each for clue in clues for each in clue.block.passages)
    return (each for each in of_blocks if each.block is not passage.block or each.start > passage.start)


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


def _meeting_body(part: Part, subject: Subject, grammar: EndorsementGrammar) -> tuple[EndorsingBody | None, str | None]:
    """Take the body whose meeting a report or minutes are for, from the head of that part or a running header."""
    for block in _meeting_lines(part, subject):
        if block.words.tokens[:_TAKER_WITHIN] in Phrases.of(subject.round_.endorsement.decision_takers):
            taker = grammar.agents.body_named(block.whole, meeting=False)
            if taker is not None:
                return taker
        body = grammar.agents.body_named(block.whole)
        if body is not None:
            return body
    return None, None


def _meeting_lines(part: Part, subject: Subject) -> Iterator[Block]:
    yield from part.blocks[:_MEETING_STANDS_WITHIN]
    yield from (block for block in subject.document.blocks if block.kind is BlockKind.FURNITURE)


def _date(chosen: Saying, part: Part, subject: Subject) -> str | None:
    """Give the day stated beside the saying, else the day of the meeting a report or minutes are for."""
    text = chosen.passage.text
    year = subject.round_.deadline.year
    beside = [found for found in find_dates(text, year) if not _is_deadline(text, found)]
    if beside:
        return min(beside, key=lambda found: _distance(text, chosen.focus, found)).iso
    below = _day_below(chosen.passage, part, subject)
    if below is not None:
        return below
    if part.kind not in _PACK or chosen.status is EndorsementStatus.DELEGATED:
        return None
    letter_date = subject.round_.letter_date.isoformat()
    for block in _meeting_lines(part, subject):
        days = [found for found in find_dates(block.folded) if found.is_day and not _is_deadline(block.folded, found)]
        if days and days[0].iso != letter_date:
            return days[0].iso
    return None


def _day_below(passage: Passage, part: Part, subject: Subject) -> str | None:
    """Give the day that stands alone behind a saying, or after a label: "Date: 16 July 2024"."""
    place = next((place for place, clue in enumerate(part.clues) if clue.block is passage.block), len(part.clues))
    below = next(_lines_after(passage, part.clues[place : place + 2]), None)
    if below is None or len(below.words) > _LONGEST_DAY:
        return None
    dating = Phrases.of(subject.round_.endorsement.dating)
    only_dates = all(is_date_word(token) or (token,) in dating for token in below.words.tokens)
    days = find_dates(below.text, subject.round_.deadline.year) if only_dates else []
    return days[0].iso if days else None


def _distance(text: str, focus: int, found: FoundDate) -> tuple[int, int]:
    """Tell how far a date is from a place: in clauses, then in characters."""
    between = text[found.end : focus] if found.end <= focus else text[focus : found.start]
    return len(_CLAUSE_END.findall(between)), len(between)


def _is_deadline(text: str, found: FoundDate) -> bool:
    return _DEADLINE.search(text[: found.start]) is not None
