"""Every record once more, and all of them from the first offset: the figures stay the same to the byte."""

import json
from collections.abc import Sequence
from pathlib import Path

from aiokafka.structs import ConsumerRecord

from papers import encrypted_document, small_plans
from plans_aggregate.adapters.consumer import GROUP
from plans_schema.register import councils
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED
from product import figures, prove, quiet, running_product, sending
from stack import Stack

CODES = tuple(councils())[40:47]
FILES = [*small_plans(CODES, 3), ("E08000035", encrypted_document())]
STATUSES = "SELECT submission_id, outcome, outcome_attempt, report FROM ingest.submission ORDER BY submission_id"
EFFECTS = "SELECT submission_id FROM aggregate.effect ORDER BY submission_id"


async def publish_again(stack: Stack, records: Sequence[ConsumerRecord]) -> None:
    """Publish records once more: the same bytes under the same key and headers."""
    async with stack.producer() as producer:
        for record in records:
            await producer.send(record.topic, record.key, record.value, record.headers)


async def test_neither_redelivery_nor_a_replay_changes_a_figure(stack: Stack, tmp_path: Path) -> None:
    with running_product(stack, tmp_path) as product:
        async with sending(product, (*CODES, "E08000035")) as sender:
            await sender.send_all(FILES)
        await quiet(stack)
        await prove(stack, [each for each in sender.kept if each.council in CODES])
        before = figures(stack)
        statuses, effects = await stack.rows(STATUSES), await stack.rows(EFFECTS)
        (overview,) = json.loads(before)["sector_overview_v1"]
        assert (overview["councils_with_checked_plan"], overview["submissions"]) == (7, 22)

        records = [*await stack.records(PLANS_RECEIVED), *await stack.records(PLANS_VALIDATED)]
        for _ in range(2):
            await publish_again(stack, records)
            await quiet(stack)
            assert figures(stack) == before
            assert await stack.rows(STATUSES) == statuses
            assert await stack.rows(EFFECTS) == effects

    empty = Stack(stack.servers)
    await empty.make_database()
    await stack.rewind(GROUP, PLANS_VALIDATED)
    with running_product(stack, tmp_path, names=("aggregate",), database_name=empty.database):
        await stack.caught_up(GROUP, PLANS_VALIDATED)
    assert figures(empty) == before
    assert await empty.rows(EFFECTS) == effects
    await empty.drop_database()
