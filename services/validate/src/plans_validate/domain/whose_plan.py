"""Own whose plan a file holds, and of when: what sender and round expect is compared with the text, never corrected."""

import re
from collections.abc import Sequence
from datetime import date

from plans_schema.report import Finding
from plans_schema.vocabulary import CouncilCode, Outcome, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.council import Register
from plans_validate.domain.document import Block
from plans_validate.domain.subject import Subject
from plans_validate.domain.verdict import RULE_COUNCIL, RULE_FILE, Verdict, about_the_file, note

_YEARS = re.compile(r"\b20(\d\d)(?:\s*(?:[-/–]|to)\s*(?:20)?(\d\d))?\b")
_HEAD_BLOCKS = 4
_LONGEST_DATE = 5
_CENTURY = 2000
_SEVERAL = 2
_EARLIER = (
    "We found a plan of {year}, but we could not find one that answers the letter of {letter}. Please check which file "
    "you sent, and tell us if we are wrong."
)
_LATER = "Your plan's title says {year}, and the letter is of {letter}. Please check that you sent the plan you mean."


def of_another_year(subject: Subject) -> Verdict | None:
    """Tell of a plan whose title and date name only years before the round's; null for any other."""
    dated, years = _years(subject)
    asked = subject.round_.letter_date
    if not years or max(years) >= asked.year:
        return None
    message = _EARLIER.format(year=max(years), letter=_in_full(asked))
    return about_the_file(Outcome.NO_PLAN_FOUND, message, dated)


def later_year(subject: Subject) -> tuple[Finding, ...]:
    """Point out a plan whose title and date name only years after the round's: it may answer another letter."""
    dated, years = _years(subject)
    asked = subject.round_.letter_date
    if not years or min(years) <= asked.year:
        return ()
    return (note(RULE_FILE, _LATER.format(year=min(years), letter=_in_full(asked)), dated),)


def _years(subject: Subject) -> tuple[list[Block], list[int]]:
    """Give the titles and dates at a plan's head, and the years in them; a span of years counts with both its ends."""
    parts = subject.parts_of(SegmentKind.COVER, SegmentKind.PLAN)
    dated = [clue.block for part in parts for clue in _dated(part.clues) if _YEARS.search(clue.block.folded)]
    found = [year for block in dated for pair in _YEARS.findall(block.folded) for year in pair if year]
    return dated, [_CENTURY + int(year) for year in found]


def _in_full(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dated(clues: Sequence[Clues]) -> list[Clues]:
    head = clues[:_HEAD_BLOCKS]
    return [clue for clue in head if clue.plan_title or (clue.size <= _LONGEST_DATE and not clue.is_sentence)]


def one_of_several(subject: Subject, register: Register, councils: Sequence[CouncilCode]) -> Verdict | None:
    """Tell of a file that holds the plans of several councils: we look at the sender's, if it is among them."""
    if not councils:
        return None
    names = _listed([register.councils[code].name if code in register.councils else code for code in councils])
    if subject.declared is not None and subject.declared in councils:
        own = register.councils[subject.declared].name
        message = f"This file holds the plans of {names}. We looked at {own}'s plan only."
        return Verdict(Outcome.CHECKED, (note(RULE_COUNCIL, message),))
    message = f"This file holds the plans of {names}. We could not tell which of them is yours: please send that one."
    return Verdict(Outcome.ANOTHER_COUNCIL, (note(RULE_COUNCIL, message),))


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def whose_plan(subject: Subject, register: Register) -> Verdict:
    """Compare the council that sent the file with the one its text names."""
    naming, declared = subject.council, subject.declared
    heads = () if naming.heads is None else (naming.heads,)
    if naming.code is None:
        if declared in naming.in_titles:
            return Verdict(Outcome.CHECKED)
        message = _several_named(naming.in_titles, register) or _nobody_named(naming.abolished, register)
        return Verdict(Outcome.CHECKED, (note(RULE_COUNCIL, message, heads),))
    if declared is None or declared == naming.code or declared in naming.in_titles:
        return Verdict(Outcome.CHECKED)
    found = register.councils[naming.code].name
    sender = register.councils[declared].name if declared in register.councils else declared
    clear = naming.heads is not None and naming.scores.get(declared, 0) * 2 < naming.scores[naming.code]
    if clear:
        message = f"This plan seems to be from {found}, but it was sent as {sender}. Please check which file you sent."
        return Verdict(Outcome.ANOTHER_COUNCIL, (note(RULE_COUNCIL, message, heads),))
    message = f"Your document names {found} more clearly than {sender}, which sent it. Please check."
    return Verdict(Outcome.CHECKED, (note(RULE_COUNCIL, message, heads),))


def _several_named(codes: Sequence[CouncilCode], register: Register) -> str:
    names = sorted(register.councils[code].name for code in codes if code in register.councils)
    if len(names) < _SEVERAL:
        return ""
    return f"Your document's titles name {_listed(names)}. We could not tell which of them sent it."


def _nobody_named(abolished: str | None, register: Register) -> str:
    if abolished is None:
        return "We could not find in your document which council the plan is from."
    gone = register.abolished[abolished]
    return (
        f"Your document names {gone.name}, which is no longer a council. Please check which council the plan is from."
    )
