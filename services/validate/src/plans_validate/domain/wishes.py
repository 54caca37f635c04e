"""Own the wishes of the letter beside its questions: what is said of each, found or not found."""

from collections.abc import Iterable, Iterator

from plans_schema.report import Finding
from plans_validate.domain.answering import Answers
from plans_validate.domain.round_questions import Requirement


def findings_on_wishes(requirements: Iterable[Requirement], answers: Answers) -> Iterator[Finding]:
    """Say for each wish what was found, with the words, or that nothing was; with the letter's force."""
    for wish in requirements:
        evidence = answers.evidence(answers.to(wish.addressed, among_barriers=wish.among_barriers))
        message = wish.found if evidence else wish.not_found
        yield Finding(rule=wish.rule, force=wish.force, message=message, evidence=evidence)
