"""When consuming must stop: nothing is passed over, nothing settled is done again, and readiness says why."""

from collections.abc import Sequence
from uuid import UUID

from builders import received
from plans_schema.topics import MAXIMUM_RECORD_BYTES, PLANS_RECEIVED
from smallest_service import GROUP, Received, Service, committed, running_unready
from stack import Stack, eventually, running


class Handled(list[UUID]):
    """A handler that remembers what it was given."""

    async def __call__(self, batch: Sequence[Received]) -> None:
        self.extend(event.id for event in batch)


async def halts(stack: Stack, service: Service, reason: str) -> None:
    """Run a service until readiness says that it halted."""
    async with running_unready(service.app()) as client:

        async def halted() -> bool:
            return f"halted: {reason}" in (await client.get("/health/ready")).text

        await eventually(halted, "the consumer to halt")
        assert (await client.get("/health/ready")).status_code == 503
        assert "plans_test_halted 1.0" in (await client.get("/metrics")).text


async def test_too_many_parked_in_a_row_halt_the_consumer_and_commit_nothing_beyond(stack: Stack) -> None:
    handled = Handled()
    for _ in range(5):
        await stack.publish_raw(PLANS_RECEIVED, b"rubbish")
    await halts(stack, Service(stack, handled, halt_after=3), "3 records in a row were parked")
    assert len(await stack.records(PLANS_RECEIVED.dead_letter())) == 3
    assert await committed(stack) == 3

    event = received()
    await stack.publish(PLANS_RECEIVED, event)
    async with running(Service(stack, handled).app()):
        await stack.caught_up(GROUP, PLANS_RECEIVED)
    assert handled == [event.id]
    assert len(await stack.records(PLANS_RECEIVED.dead_letter())) == 5


async def test_good_records_between_bad_ones_keep_a_batch_from_halting(stack: Stack) -> None:
    handled, events = Handled(), [received() for _ in range(6)]
    for event in events:
        await stack.publish_raw(PLANS_RECEIVED, b"rubbish")
        await stack.publish(PLANS_RECEIVED, event)
    async with running(Service(stack, handled, batch=True, halt_after=3).app()):
        await stack.caught_up(GROUP, PLANS_RECEIVED)
    assert handled == [event.id for event in events]
    assert len(await stack.records(PLANS_RECEIVED.dead_letter())) == 6


async def test_a_halt_within_a_batch_keeps_what_was_settled_before_it(stack: Stack) -> None:
    handled, events = Handled(), [received() for _ in range(2)]
    await stack.publish(PLANS_RECEIVED, *events)
    for _ in range(4):
        await stack.publish_raw(PLANS_RECEIVED, b"rubbish")
    service = Service(stack, handled, batch=True, halt_after=3)
    await halts(stack, service, "3 records in a row were parked")
    assert await committed(stack) == 5
    assert handled == [event.id for event in events]


async def test_the_largest_record_a_topic_takes_can_be_parked(stack: Stack) -> None:
    largest = b"x" * (MAXIMUM_RECORD_BYTES - 10_000)
    await stack.publish_raw(PLANS_RECEIVED, largest)
    async with running(Service(stack, Handled()).app()):
        await stack.caught_up(GROUP, PLANS_RECEIVED)
    (parked,) = await stack.records(PLANS_RECEIVED.dead_letter())
    assert parked.value == largest


async def test_a_record_that_can_be_neither_handled_nor_parked_is_not_passed_over(stack: Stack) -> None:
    handled, events = Handled(), [received() for _ in range(2)]
    await stack.publish(PLANS_RECEIVED, events[0])
    await stack.publish_raw(PLANS_RECEIVED, b"rubbish")
    await stack.publish(PLANS_RECEIVED, events[1])
    service = Service(stack, handled, batch=True, letters=Unparkable())
    await halts(stack, service, "a record could be neither handled nor parked")
    assert handled == [events[0].id]
    assert await committed(stack) == 1


class Unparkable:
    """Letters that take nothing, as a dead-letter topic does whose limit is too small."""

    async def park(self, *_: object) -> None:
        raise ValueError("too large")
