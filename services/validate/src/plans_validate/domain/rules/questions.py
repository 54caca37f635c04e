"""Own which of the letter's questions the plan's own words answer, item by item; never how many.

An item is addressed when a sentence answers it in one of the ways that the round's data lists, in part when a sentence
touches it. A clear "no" is an answer. Where a plan names barriers, it says what stops it and not what it does, so most
items don't count there. An item that asks for a figure is addressed by that figure alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from plans_schema.report import Evidence, Figure, Finding, QuestionCoverage
from plans_schema.vocabulary import Force, QuestionStatus, ThemeId
from plans_validate.domain.answering import QUOTES, Answers, in_theme_first
from plans_validate.domain.round_barriers import HINT
from plans_validate.domain.round_questions import AmongBarriers, AppliesTo, Item, Question
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.statements import Statement, statements_of
from plans_validate.domain.subject import Subject
from plans_validate.domain.wishes import findings_on_wishes


class Answered(NamedTuple):
    """The words that answer a theme's questions, and how many of how many they answer."""

    evidence: tuple[Evidence, ...]
    questions: int
    of: int


_Found = tuple[QuestionStatus, tuple[Evidence, ...]]
_AHEAD = frozenset({"target", "planned"})
_SEVERAL = 2
_NOT_FOUND: _Found = (QuestionStatus.NOT_FOUND, ())


def answers_the_questions(subject: Subject) -> Answer:
    """Tell for each item of the questions whether the plan's own words answer it, in part or not at all.

    Source: letter of 16 April 2024, "questions to consider" under themes 1 to 4 (none is required); how delivery is
    monitored (R04, expected); other public services (R07), updates (R11) and metrics (R12), all "should".
    """
    asked = subject.round_.coverage
    coverage = subject.known(covered_items)
    wishes = findings_on_wishes(asked.requirements, subject.known(answers_of))
    return Answer({"questions": coverage}, (*_findings(asked.questions, coverage), *wishes))


def answers_of(subject: Subject) -> Answers:
    """Give what a plan states, ready to be asked."""
    return Answers(subject, statements_of(subject))


def answered_themes(subject: Subject) -> Mapping[ThemeId, Answered]:
    """Give the themes of which several questions are answered, with the words of the answers."""
    found: dict[ThemeId, Answered] = {}
    for theme, items in groupby(subject.known(covered_items), key=lambda item: item.id[:2]):
        every = list(items)
        answered = [item for item in every if item.status is QuestionStatus.ADDRESSED and item.evidence]
        asked = len(_questions_of(every))
        if len(_questions_of(answered)) >= _SEVERAL:
            evidence = tuple(quote for item in answered for quote in item.evidence)
            found[ThemeId(theme)] = Answered(evidence, len(_questions_of(answered)), asked)
    return found


def _questions_of(items: Iterable[QuestionCoverage]) -> frozenset[str]:
    return frozenset(item.id.rpartition(".")[0] for item in items)


def covered_items(subject: Subject) -> tuple[QuestionCoverage, ...]:
    """Tell for each item of the questions what a plan says of it."""
    answers, questions = subject.known(answers_of), subject.round_.coverage.questions
    measures = asked_measures(answers, questions, subject.stated.figures)
    return tuple(
        _coverage(question, item, answers, subject, measures) for question in questions for item in question.items
    )


def asked_measures(
    answers: Answers, questions: tuple[Question, ...], figures: tuple[Figure, ...]
) -> Mapping[str, tuple[Evidence, ...]]:
    """Give the figures that the questions ask for and the plan gives, by id, with the words that give them.

    A figure of the report that tells what is so answers first, a target for the years ahead does not.
    """
    stated: dict[str, tuple[Evidence, ...]] = {}
    for figure in figures:
        if figure.kind not in _AHEAD:
            stated[figure.id] = (*stated.get(figure.id, ()), *figure.evidence)
    found = {
        item.figure: _first(
            (
                *stated.get(item.figure, ()),
                *answers.evidence(answers.to(item.addressed, question.id, item.among_barriers)),
            )
        )
        for question in questions
        for item in question.items
        if item.figure is not None
    }
    return {figure: evidence for figure, evidence in found.items() if evidence}


def _first(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))[:QUOTES]


def _coverage(
    question: Question,
    item: Item,
    answers: Answers,
    subject: Subject,
    measures: Mapping[str, tuple[Evidence, ...]],
) -> QuestionCoverage:
    id_ = f"{question.id}.{item.id}"
    council = subject.sender
    if item.applies_to is AppliesTo.WITH_UPPER_TIER and council is not None and council.upper_tier is None:
        return QuestionCoverage(id=id_, status=QuestionStatus.NOT_APPLICABLE)
    status, evidence = _found(question, item, answers, subject, measures)
    if status is QuestionStatus.NOT_FOUND:
        status = _without_answer(item, answers, subject)
    return QuestionCoverage(id=id_, status=status, evidence=evidence)


def _found(
    question: Question, item: Item, answers: Answers, subject: Subject, measures: Mapping[str, tuple[Evidence, ...]]
) -> _Found:
    if item.figure is not None:
        full = measures.get(item.figure, ())
    else:
        full = _evidence(question, answers, answers.to(item.addressed, question.id, item.among_barriers))
        full = full or _barriers_named(item, subject)
    if full:
        return QuestionStatus.ADDRESSED, full
    partly = answers.to(item.partial, question.id, item.among_barriers)
    if item.figure is None and item.among_barriers is AmongBarriers.PART:
        partly += answers.to(item.addressed, question.id)
    shown = () if item.figure else _evidence(question, answers, answers.shown(question.id, item, beside=partly))
    if shown:
        return QuestionStatus.ADDRESSED, shown
    evidence = _evidence(question, answers, partly)
    if not evidence:
        return _NOT_FOUND
    enough = item.enough_parts is not None and len(evidence) >= item.enough_parts
    return (QuestionStatus.ADDRESSED if enough else QuestionStatus.PARTIAL), evidence


def _evidence(question: Question, answers: Answers, statements: tuple[Statement, ...]) -> tuple[Evidence, ...]:
    return answers.evidence(in_theme_first(statements, question.id[:2]))


def _barriers_named(item: Item, subject: Subject) -> tuple[Evidence, ...]:
    """Quote where the plan names a barrier of the kinds that answer an item."""
    if not item.barriers:
        return ()
    quotes = (
        reading.own.passage.full_quote(named.place)
        for reading in subject.barrier_readings
        if reading is not None
        for named in reading.named
        if named.category in item.barriers and named.weight > HINT
    )
    return _first(quote for quote in quotes if quote is not None)


def _without_answer(item: Item, answers: Answers, subject: Subject) -> QuestionStatus:
    """Tell whether an item without an answer applies to the council."""
    if answers.to(item.moot_when):
        return QuestionStatus.NOT_APPLICABLE
    council = subject.sender
    if item.applies_to is AppliesTo.WITH_UPPER_TIER and council is None:
        return QuestionStatus.UNCLEAR
    if item.applies_to is AppliesTo.IN_COMBINED_AUTHORITY and (council is None or not council.combined_authority):
        return QuestionStatus.UNCLEAR
    return QuestionStatus.NOT_FOUND


def _findings(questions: tuple[Question, ...], coverage: tuple[QuestionCoverage, ...]) -> Iterator[Finding]:
    """Name, theme by theme, the questions on which nothing was found; a theme with no answer has its own finding."""
    statuses = {covered.id: covered.status for covered in coverage}
    for theme, asked in groupby(questions, key=lambda question: question.id[:2]):
        every = list(asked)
        silent = [question for question in every if _is_silent(question, statuses)]
        if silent and len(silent) < len(every):
            yield Finding(
                rule=theme,
                force=Force.NOTE,
                message=f"Theme {theme[1]}: we could not find anything on these questions, which the letter offers for "
                f"you to consider: {'; '.join(_open_of(question, statuses) for question in silent)}.",
            )


def _open_of(question: Question, statuses: Mapping[str, QuestionStatus]) -> str:
    """Name a question, or its items that apply where others don't."""
    open_items = [item for item in question.items if statuses[f"{question.id}.{item.id}"] is QuestionStatus.NOT_FOUND]
    if len(open_items) == len(question.items):
        return question.label
    return ", ".join(item.label for item in open_items)


def _is_silent(question: Question, statuses: Mapping[str, QuestionStatus]) -> bool:
    """Tell whether nothing was found on a question that applies."""
    given = {statuses[f"{question.id}.{item.id}"] for item in question.items}
    return QuestionStatus.NOT_FOUND in given and given.isdisjoint({QuestionStatus.ADDRESSED, QuestionStatus.PARTIAL})
