"""What does not take a cancelling well is still started whole and stopped in time."""

import asyncio
import logging
from contextlib import suppress

import pytest

from plans_schema.chassis.stopping import cancelled, ended, unbroken

SOON = 0.002


async def test_a_start_under_way_comes_to_its_end_before_the_cancelling_goes_on() -> None:
    came_to: list[str] = []

    async def start() -> None:
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        came_to.append("its end")

    starter = asyncio.create_task(unbroken(start()))
    await asyncio.sleep(0)
    starter.cancel()

    with pytest.raises(asyncio.CancelledError):
        await starter
    assert came_to == ["its end"]


async def test_a_start_that_never_ends_is_broken_off() -> None:
    starter = asyncio.create_task(unbroken(asyncio.Event().wait(), within_seconds=SOON))
    await asyncio.sleep(0)
    starter.cancel()

    with pytest.raises(asyncio.CancelledError):
        await starter
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_work_that_swallows_a_cancelling_is_cancelled_again() -> None:
    async def deaf_once() -> None:
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    work = asyncio.create_task(deaf_once())
    await asyncio.sleep(0)
    await cancelled(work, again_seconds=SOON)

    assert work.cancelled()


async def test_what_does_not_end_is_left_and_named_with_its_place(caplog: pytest.LogCaptureFixture) -> None:
    async def stop_for_ever() -> None:
        await asyncio.Event().wait()

    with caplog.at_level(logging.ERROR):
        await ended("the consumers", stop_for_ever(), within_seconds=SOON)
        await asyncio.sleep(0)

    assert [record.getMessage() for record in caplog.records] == ["did not end in time and is left: the consumers"]
    assert "stop_for_ever" in vars(caplog.records[0])["at"][0]


async def test_an_end_that_goes_wrong_does_not_keep_the_next_from_ending(caplog: pytest.LogCaptureFixture) -> None:
    async def stop_badly() -> None:
        raise OSError("gone")

    with caplog.at_level(logging.ERROR):
        await ended("the producer", stop_badly())

    assert [record.getMessage() for record in caplog.records] == ["did not end well: the producer"]
