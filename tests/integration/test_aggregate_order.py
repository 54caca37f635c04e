"""On real tables: no order, repetition, failure or neighbour at work changes what a set of events comes to."""

import asyncio
import random
from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from aggregating import CURRENT, EFFECTS, LEEDS, emptied, engine_as
from builders import BROMSGROVE, CUMBERLAND, a_report, a_submission_id, validated
from plans_aggregate.adapters.read_model import PostgresReadModel
from plans_aggregate.adapters.schema import SCHEMA
from plans_aggregate.domain.projections import Validated
from plans_aggregate.usecases import Applied, ProjectPlans
from plans_schema.vocabulary import Outcome
from saying import a_barrier, a_figure, a_practice, a_saying_report
from stack import Stack

TABLES = (
    "SELECT submission_id FROM aggregate.effect",
    "SELECT event_id, submission_id FROM aggregate.inbox",
    "SELECT * FROM aggregate.submission",
    "SELECT * FROM aggregate.theme_coverage",
    "SELECT * FROM aggregate.evidence",
    "SELECT * FROM aggregate.question_coverage",
    "SELECT * FROM aggregate.figure",
    "SELECT * FROM aggregate.barrier",
    "SELECT * FROM aggregate.practice",
    "SELECT * FROM aggregate.current_plan",
)


async def tables(stack: Stack) -> list[list[tuple[object, ...]]]:
    """Read every table that events fill, in an order of their own."""
    return [sorted(await stack.rows(query), key=repr) for query in TABLES]


def deliveries(events: Sequence[Validated], seed: int) -> Iterator[list[Validated]]:
    """Cut events into batches: shuffled, half of them twice."""
    chance = random.Random(seed)
    arrived = [*events, *chance.sample(events, len(events) // 2)]
    chance.shuffle(arrived)
    while arrived:
        size = chance.randint(1, len(arrived))
        yield arrived[:size]
        del arrived[:size]


OUTCOMES = (Outcome.CHECKED, Outcome.COULD_NOT_CHECK, Outcome.NO_PLAN_FOUND, Outcome.CHECKED)


async def test_no_order_and_no_repetition_changes_a_table(postgres: Stack) -> None:
    """The oracle is the plainest fold: each submission's greatest report, each council's greatest checked version."""
    submissions = [(council, version, a_submission_id()) for council in (BROMSGROVE, LEEDS) for version in (1, 2, 3)]
    events = [
        validated(
            council,
            submission_id=submission,
            version=version,
            attempt=attempt,
            report=a_saying_report(
                council,
                outcome=OUTCOMES[(place + 2 * attempt) % 4],
                pages=place + 1,
                questions={"T1.Q1.a": "partial" if attempt == 1 else "not_found"},
                figures=[a_figure("agency_spend_pct", str(place))],
                barriers=[a_barrier("data_sharing", "a")] * attempt,
                practices=[a_practice("open_data")] * place,
            ),
        )
        for place, (council, version, submission) in enumerate(submissions)
        for attempt in (1, 2)
    ]
    outcomes: set[str] = set()
    async with engine_as(postgres, "aggregate", SCHEMA) as engine:
        for seed in range(8):
            await emptied(postgres)
            project = ProjectPlans(PostgresReadModel(engine))
            for batch in deliveries(events, seed):
                await project(batch)
            found = await tables(postgres)
            outcomes.add(repr(found))
            assert await postgres.rows(CURRENT) == current_by_hand(events), f"seed {seed}"
    assert len(outcomes) == 1


def current_by_hand(events: Sequence[Validated]) -> list[tuple[object, ...]]:
    standing: dict[UUID, Validated] = {}
    for event in sorted(events, key=lambda each: (each.data.report.outcome != "could_not_check", each.data.attempt)):
        standing[event.data.submission_id] = event
    checked = [event.data for event in standing.values() if event.data.report.outcome == "checked"]
    newest = {plan.council_code: plan for plan in sorted(checked, key=lambda plan: plan.version)}
    return [(code, plan.submission_id, plan.version) for code, plan in sorted(newest.items())]


async def test_a_batch_that_fails_leaves_nothing(postgres: Stack) -> None:
    good, bad = validated(), validated("E06999999", report=a_report(CUMBERLAND))
    async with engine_as(postgres, "aggregate", SCHEMA) as engine:
        with pytest.raises(IntegrityError):
            await ProjectPlans(PostgresReadModel(engine))([good, bad])
        assert await postgres.rows("SELECT event_id FROM aggregate.inbox") == []
        assert await ProjectPlans(PostgresReadModel(engine))([good, good]) == Applied(
            effects=1, reports=1, duplicates=1
        )


async def test_two_members_with_the_same_submission_at_once_count_it_once(postgres: Stack) -> None:
    submission = a_submission_id()
    attempts = [validated(submission_id=submission, attempt=attempt) for attempt in range(1, 9)]
    async with engine_as(postgres, "aggregate", SCHEMA) as engine:
        project = ProjectPlans(PostgresReadModel(engine))
        await asyncio.gather(*(project([attempt]) for attempt in attempts))
    assert await postgres.rows(EFFECTS) == [(submission,)]
    assert await postgres.rows("SELECT attempt FROM aggregate.submission") == [(8,)]
