"""Own the report on a file of which there is no document to check: what became of it, and why in a sentence."""

from hashlib import sha256

from plans_schema.report import CouncilFacts, DocumentFacts, PlanExtent, Report
from plans_schema.vocabulary import CouncilCode, DocumentKind, Outcome
from plans_validate.adapters.formats import format_of
from plans_validate.domain.verdict import RULE_FILE, note

OUR_LIMIT = (
    "We could not check this file: it needed more time or memory than we allow for one file. "
    "This is a limit on our side and says nothing about your plan. "
    "Please send a simpler PDF of the plan, or contact us."
)


def not_read(outcome: Outcome, message: str, content: bytes, declared: CouncilCode | None) -> Report:
    """Report on a file that could not be read, or not be checked."""
    return Report(
        outcome=outcome,
        document=DocumentFacts(
            sha256=sha256(content).hexdigest(),
            format=format_of(content),
            kind=DocumentKind.OTHER,
            pages=None,
            text_from=None,
        ),
        council=CouncilFacts(declared=declared, in_document=None),
        plan=PlanExtent(),
        findings=(note(RULE_FILE, message),),
    )


def over_our_limit(content: bytes, declared: CouncilCode | None) -> Report:
    """Report on a file that needed more than we allow: our trouble, never its sender's."""
    return not_read(Outcome.COULD_NOT_CHECK, OUR_LIMIT, content, declared)
