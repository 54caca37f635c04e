"""Own what is decided about a file, and what its sender is told about that."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from plans_schema.report import Evidence, Finding
from plans_schema.vocabulary import Force, Outcome
from plans_validate.domain.document import Block

RULE_FILE = "FILE"
RULE_COUNCIL = "COUNCIL"


@dataclass(frozen=True)
class Verdict:
    """What a file is, and what its sender is told about that."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()


def about_the_file(outcome: Outcome, message: str, blocks: Sequence[Block] = ()) -> Verdict:
    """Decide with a sentence about the file, resting on the first of these blocks that can be quoted."""
    return Verdict(outcome, (note(RULE_FILE, message, blocks),))


def note(rule: str, message: str, blocks: Sequence[Block] = ()) -> Finding:
    """Tell the sender something that asks for no more than a look."""
    return Finding(rule=rule, force=Force.NOTE, message=message, evidence=quotes_of(blocks))


def quotes_of(blocks: Sequence[Block]) -> tuple[Evidence, ...]:
    """Quote the first block that can be quoted."""
    return tuple(islice(filter(None, (block.whole.quote() for block in blocks)), 1))
