"""Events become rows, and a fold of them depends on neither order nor duplicates."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from builders import a_report, a_submission_id, validated
from plans_aggregate.domain.projections import (
    EffectRow,
    EvidenceRow,
    FindingRow,
    Standing,
    ThemeRow,
    Validated,
    evidence_rows,
    finding_rows,
    fold,
    standing,
    submission_row,
    supersedes,
    theme_rows,
)
from plans_schema.report import Evidence, Finding, Report
from plans_schema.vocabulary import Force, Outcome

ONE, TWO = UUID(int=1), UUID(int=2)
SUBMISSIONS = tuple(a_submission_id() for _ in range(3))


def able(attempt: int, event_id: UUID) -> Standing:
    return Standing(settled=True, attempt=attempt, event_id=event_id)


def unable(attempt: int, event_id: UUID) -> Standing:
    return Standing(settled=False, attempt=attempt, event_id=event_id)


def test_a_report_beats_one_that_could_not_check_whatever_their_attempts() -> None:
    assert supersedes(able(1, ONE), unable(2, TWO))
    assert not supersedes(unable(2, ONE), able(1, TWO))


def test_among_equals_the_later_attempt_stands() -> None:
    assert supersedes(able(2, ONE), able(1, TWO))
    assert supersedes(unable(2, ONE), unable(1, TWO))
    assert not supersedes(able(1, TWO), able(2, ONE))


def test_the_same_report_does_not_take_its_own_place() -> None:
    assert not supersedes(able(1, ONE), able(1, ONE))


def test_anything_stands_where_nothing_stood() -> None:
    assert supersedes(unable(1, ONE), None)


def test_two_attempts_in_one_batch_have_one_effect_and_the_better_report() -> None:
    submission = a_submission_id()
    first = validated(submission_id=submission, report=a_report(outcome=Outcome.COULD_NOT_CHECK))
    second = validated(submission_id=submission, attempt=2)

    change = fold([second, first], counted=frozenset(), held={})

    assert change.effects == (EffectRow(submission, second.id),)
    assert change.reports == (second,)
    assert change.replaced == ()


def test_a_second_attempt_replaces_rows_and_adds_no_effect() -> None:
    submission = a_submission_id()
    first, second = validated(submission_id=submission), validated(submission_id=submission, attempt=2)

    change = fold([second], counted={submission}, held={submission: standing(first)})

    assert change.effects == ()
    assert change.reports == (second,)
    assert change.replaced == (submission,)


def test_a_report_that_does_not_supersede_changes_nothing() -> None:
    submission = a_submission_id()
    first, second = validated(submission_id=submission), validated(submission_id=submission, attempt=2)

    change = fold([first], counted={submission}, held={submission: standing(second)})

    assert (change.effects, change.reports, change.replaced) == ((), (), ())


def test_a_report_becomes_its_rows() -> None:
    quote = Evidence(page=2, quote="We share a depot with our neighbours.")
    base = a_report(themes={"T2": "partial", "T4": "not_found"}, pages=3)
    found = Finding(rule="R11", force=Force.SHOULD, message="The plan says how.", evidence=(quote,))
    missing = Finding(rule="R12", force=Force.EXPECTED, message="We could not find it.")
    report = Report.model_validate(base.model_dump() | {"findings": [found.model_dump(), missing.model_dump()]})
    event = validated(report=report)
    submission = event.data.submission_id

    row = submission_row(event)
    assert (row.outcome, row.plan_pages, row.plan_length, row.endorsement_status) == (
        "checked",
        3,
        "as_asked",
        "not_stated",
    )
    assert list(theme_rows(event)) == [
        ThemeRow(submission, "T1", "addressed"),
        ThemeRow(submission, "T2", "partial"),
        ThemeRow(submission, "T3", "addressed"),
        ThemeRow(submission, "T4", "not_found"),
    ]
    assert list(finding_rows(event)) == [
        FindingRow(submission, 1, "R11", "should", "The plan says how."),
        FindingRow(submission, 2, "R12", "expected", "We could not find it."),
    ]
    evidence = list(evidence_rows(event))
    assert evidence[-1] == EvidenceRow(submission, "finding", "1", 1, 2, "We share a depot with our neighbours.")
    assert [(row.subject, row.item) for row in evidence] == [
        ("theme", "T1"),
        ("theme", "T2"),
        ("theme", "T3"),
        ("finding", "1"),
    ]


def test_a_report_without_a_plan_leaves_its_length_unknown() -> None:
    report = Report.model_validate(a_report(outcome=Outcome.COULD_NOT_READ).model_dump() | {"plan": None})
    row = submission_row(validated(report=report))
    assert (row.plan_pages, row.plan_length) == (None, "unknown")


events = st.builds(
    lambda submission, attempt, outcome: validated(
        submission_id=submission, attempt=attempt, report=a_report(outcome=outcome)
    ),
    st.sampled_from(SUBMISSIONS),
    st.integers(1, 3),
    st.sampled_from([Outcome.CHECKED, Outcome.NO_PLAN_FOUND, Outcome.COULD_NOT_CHECK]),
)


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[Validated], list[list[Validated]]]:
    """Draw distinct events, and one way for them to arrive: shuffled, some twice, cut into batches."""
    distinct = draw(st.lists(events, min_size=1, max_size=8, unique_by=lambda event: event.id))
    again = draw(st.lists(st.sampled_from(distinct), max_size=6))
    arrived = draw(st.permutations(distinct + again))
    batches: list[list[Validated]] = [[]]
    for event in arrived:
        if draw(st.booleans()):
            batches.append([])
        batches[-1].append(event)
    return distinct, batches


@given(deliveries())
def test_order_duplicates_and_batches_change_nothing(delivery: tuple[list[Validated], list[list[Validated]]]) -> None:
    distinct, batches = delivery
    seen: dict[UUID, UUID] = {}
    held: dict[UUID, Validated] = {}
    effects: list[UUID] = []
    for batch in batches:
        fresh = {event.id: event for event in batch if event.id not in seen}
        counted = set(seen.values())
        seen |= {event.id: event.data.submission_id for event in batch}
        change = fold(fresh.values(), counted, {key: standing(event) for key, event in held.items()})
        effects += [effect.submission_id for effect in change.effects]
        held |= {event.data.submission_id: event for event in change.reports}

    by_submission: dict[UUID, list[Validated]] = {}
    for event in distinct:
        by_submission.setdefault(event.data.submission_id, []).append(event)
    assert sorted(effects) == sorted(by_submission)
    assert held == {key: _the_one_that_stands(found) for key, found in by_submission.items()}


def _the_one_that_stands(found: list[Validated]) -> Validated:
    checked = [event for event in found if event.data.report.outcome != "could_not_check"]
    return max(checked or found, key=lambda event: event.data.attempt)
