"""Own the wishes of the letter beside its questions: what is said of each, found or not found."""

from collections.abc import Iterable, Iterator

from plans_schema.report import Finding
from plans_validate.domain.answering import Answers
from plans_validate.domain.round_questions import Requirement


def findings_on_wishes(requirements: Iterable[Requirement], answers: Answers) -> Iterator[Finding]:
    """Say for each wish what was found, with the words, or that nothing was; with the letter's force.

    The words that tell most are quoted first: the round's data lists the clearest way to answer first.
    """
    for wish in requirements:
        told = (each for way in wish.addressed for each in answers.to((way,), among_barriers=wish.among_barriers))
        evidence = answers.evidence({id(each): each for each in told}.values())
        message = wish.found if evidence else wish.not_found
        yield Finding(rule=wish.rule, force=wish.force, message=message, evidence=evidence)
