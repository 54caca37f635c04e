"""Own what hostile files may do to validate: get their right outcome in time, and nothing else."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hostile_files import HOSTILE_FILES
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.domain.sandbox import Ending, Policy
from stack import LONG_SECONDS
from written_files import pdf_of
from written_plans import COUNCIL, a_plan

GOOD = pdf_of(a_plan())
WALL_SECONDS = 30.0
LONGEST_STALL_SECONDS = 0.5
TICK_SECONDS = 0.005
MANY = 2_000
WARM = 100


class Stalls:
    """The longest time in which the event loop did nothing else."""

    longest_seconds = 0.0

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        """Watch the loop while the block runs."""
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()

    async def _watch(self) -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(TICK_SECONDS)
            self.longest_seconds = max(self.longest_seconds, time.perf_counter() - start - TICK_SECONDS)


def resident_bytes(process_id: int) -> int:
    return int(Path(f"/proc/{process_id}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def left_behind(folder: Path) -> list[Path]:
    return [*folder.iterdir(), *folder.parent.glob("escaped*")]


def test_the_table_has_at_least_forty_classes() -> None:
    assert len({hostile.name for hostile in HOSTILE_FILES}) == len(HOSTILE_FILES) >= 40


async def test_each_hostile_file_gets_its_outcome_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    endings: list[Ending] = []
    wrong, slow, stalls = {}, {}, Stalls()
    async with ReaderProcess(Policy.DEGRADE, on_ending=endings.append) as reader:
        zygote = reader.process_id
        for hostile in HOSTILE_FILES:
            content = await asyncio.to_thread(hostile.make)
            async with stalls.watched():
                start = time.perf_counter()
                report = await reader.read(content, COUNCIL)
                slow[hostile.name] = time.perf_counter() - start
            if report.outcome not in hostile.right:
                wrong[hostile.name] = report.outcome
            if endings[-1] is not Ending.ANSWERED:
                assert (await reader.read(GOOD, COUNCIL)).outcome == "checked", f"after {hostile.name}"
        assert reader.process_id == zygote, "the process that starts readers died"

    slowest = max(slow, key=lambda name: slow[name])
    figures = f"slowest {slowest}, {slow[slowest]:.1f} s; longest stall {stalls.longest_seconds:.3f} s"
    print(f"{len(slow)} files; {figures}")  # noqa: T201 - the figures, for -s
    assert wrong == {}
    assert slow[slowest] < WALL_SECONDS
    assert stalls.longest_seconds < LONGEST_STALL_SECONDS
    assert Ending.FORBIDDEN_CALL not in endings, "a file made its reader try a connection, a process or the like"
    assert left_behind(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="a process's memory is looked up in /proc")
async def test_the_zygote_stays_as_small_as_it_was() -> None:
    async with ReaderProcess(Policy.DEGRADE) as reader:
        zygote = reader.process_id
        assert zygote is not None
        for _ in range(WARM):
            await reader.read(b"A note about the council's productivity.", COUNCIL)
        before = resident_bytes(zygote)
        for _ in range(MANY):
            await reader.read(b"A note about the council's productivity.", COUNCIL)

        assert reader.process_id == zygote
        assert resident_bytes(zygote) - before < 2**20


def test_nothing_is_left_to_load_after_warming_up(tmp_path: Path) -> None:
    quick = [hostile for hostile in HOSTILE_FILES if hostile.right <= {"could_not_read", "checked"}]
    for number, content in enumerate([GOOD, a_plan().encode(), *(hostile.make() for hostile in quick[:30])]):
        (tmp_path / str(number)).write_bytes(content)
    program = """
import sys
from pathlib import Path
from plans_validate.adapters.checking import check_document
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.rounds import CURRENT
warm_up(CURRENT)
before = set(sys.modules)
for path in Path(sys.argv[1]).iterdir():
    check_document(path.read_bytes(), None, CURRENT)
print(sorted(set(sys.modules) - before))
"""
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=LONG_SECONDS,
    )
    assert done.stdout.strip() == "[]"
