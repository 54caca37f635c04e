"""Own who a line of a form names as the one that decides: a body of members, scrutiny, officers or somebody else."""

from plans_schema.vocabulary import EndorsingBody
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.agents import Outsider
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.words import Phrases

Who = tuple[EndorsingBody | Outsider, str | None]


def who_acts(grammar: EndorsementGrammar, line: Passage) -> Who | None:
    """Give the first that a line names, as written; a member beside an officer decides with them."""
    named = grammar.agents.named(line.words.tokens)
    if not named:
        council = grammar.agents.is_council(line.words.tokens)
        return (EndorsingBody.FULL_COUNCIL, None) if council else None
    first = named[0].kind
    if first in (Outsider.SCRUTINY, Outsider.ELSEWHERE):
        return first, grammar.agents.scrutiny_named(line)
    members = [each.kind for each in named if isinstance(each.kind, EndorsingBody)]
    consulted = line.words.tokens in Phrases.of(grammar.words.consulted)
    if first is Outsider.OFFICERS and members and not consulted:
        return members[0], None
    return grammar.agents.body_named(line, meeting=False) or (first, None)
