"""Own R09: what the document says of members' endorsement of the plan."""

from collections.abc import Sequence
from typing import NamedTuple

from plans_schema.report import Endorsement, Finding
from plans_schema.vocabulary import EndorsementStatus, EndorsingBody, Force
from plans_validate.domain.dates import find_dates
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.days import day_beside, is_day_line
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.likely import Likelihood
from plans_validate.domain.endorsing.mentions import SecondReader
from plans_validate.domain.endorsing.said import Said, all_said, is_own, lines_after
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.round import Round
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject

RULE = "R09"

_QUOTES = 2

_ENDORSED, _PENDING = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING
_NOT_DONE = (EndorsementStatus.PENDING, EndorsementStatus.REFUSED, EndorsementStatus.DELEGATED)
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
    _, grammar, likelihood = prepared(subject.round_)
    second = SecondReader(subject, grammar, likelihood)
    sayings = _as_signed(second.corrected(list(all_said(subject, grammar))))
    best = max(sayings, key=_clarity, default=None)
    if best is None or best.saying.status is EndorsementStatus.NOT_STATED:
        best = max(second.likely(), key=_clarity, default=best)
    elif best.saying.status is EndorsementStatus.OVERSIGHT_ONLY and not (best.meeting and best.meeting.records):
        best = max((best, *second.unread(sayings)), key=_clarity)
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


def _as_signed(said: Sequence[Said]) -> list[Said]:
    """Leave out what only signatures say where the document tells that members have still to act, or did not."""
    told = any(each.saying.status in _NOT_DONE for each in said)
    return [each for each in said if not (told and each.saying.weak and each.saying.status is _ENDORSED)]


def _body(said: Said, sayings: Sequence[Said]) -> tuple[EndorsingBody | None, str | None]:
    """Give the body a saying names; else that of what was overruled, or of the meeting the words are for."""
    chosen = said.saying
    if chosen.body is None and chosen.overrides:
        named = next(((each.saying.body, each.saying.by) for each in sayings if each.saying.body is not None), None)
        if named is not None:
            return named
    meets = said.meeting is not None and said.meeting.body is not None and is_own(chosen)
    return (said.meeting.body, said.meeting.by) if said.meeting and meets else (chosen.body, chosen.by)


class Prepared(NamedTuple):
    """What reads one round's endorsements; the round is kept, so that its identity stays its own."""

    round_: Round
    grammar: EndorsementGrammar
    likelihood: Likelihood


_PREPARED: dict[int, Prepared] = {}


def prepared(round_: Round) -> Prepared:
    """Prepare a round's grammar and weights once for many documents."""
    known = _PREPARED.get(id(round_))
    if known is None:
        grammar = EndorsementGrammar(round_.endorsement, round_.letter_date, round_.deadline)
        likelihood = Likelihood(round_.endorsement, grammar.agents, round_.endorsement_weights)
        known = _PREPARED[id(round_)] = Prepared(round_, grammar, likelihood)
    return known


def _clarity(said: Said) -> tuple[bool, int, bool, bool, bool]:
    """Order sayings: what overrules comes first, then the status, the clear before the vague.

    To ask for a delegation is less than to say that it was made.
    """
    saying = said.saying
    vague = (None, EndorsingBody.MEMBERS_UNSPECIFIED)
    asked = saying.weak and saying.status is _PENDING and saying.body is EndorsingBody.DELEGATED_OFFICER
    return (
        saying.overrides,
        _STRENGTH[EndorsementStatus.OVERSIGHT_ONLY if asked else saying.status],
        not saying.weak,
        saying.body is not None,
        saying.body not in vague,
    )


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


def _date(said: Said, subject: Subject) -> str | None:
    """Give the day stated beside the saying, else the day of the meeting that a report or minutes are for."""
    part, meeting, chosen = said
    year = subject.round_.deadline.year
    signed = chosen.signature
    stated = day_beside(chosen.passage.text, chosen.focus, year) or _day_below(signed or chosen.passage, part, subject)
    stated = day_beside(signed.text, 0, year) or stated if signed else stated
    if stated is not None or meeting is None:
        return stated
    own = is_own(chosen) and chosen.status is not EndorsementStatus.DELEGATED
    return meeting.day if own or chosen.body is meeting.body else None


def _day_below(passage: Passage, part: Part, subject: Subject) -> str | None:
    """Give the day that stands alone behind a saying, or after a label: "Date: 16 July 2024"."""
    place = next((place for place, clue in enumerate(part.clues) if clue.block is passage.block), len(part.clues))
    below = next(lines_after(passage, part.clues[place : place + 2]), None)
    if below is None or not is_day_line(below, subject.round_.endorsement.dating):
        return None
    days = find_dates(below.text, subject.round_.deadline.year)
    return days[0].iso if days else None
