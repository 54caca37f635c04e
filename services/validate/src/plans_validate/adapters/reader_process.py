"""Own the reading of files in a process of its own: started warm, limited, killed when it takes too long, replaced.

One process serves one file at a time. Whatever ends it while it reads a file ends only that file's check, which is
answered with `could_not_check`; the next file finds a new process.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from pydantic import ValidationError

from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode, Outcome
from plans_validate.adapters.checking import OUR_LIMIT
from plans_validate.adapters.reader_frames import frame, receive_frame
from plans_validate.adapters.reading import format_of
from plans_validate.domain.check import could_not
from plans_validate.rounds import CURRENT

CHILD = "plans_validate.adapters.reader_child"
_END_SECONDS = 5


@dataclass(frozen=True)
class ReaderLimits:
    """What one file may cost: address space, processor time, time on the clock; and the time a process has to start."""

    memory_bytes: int = 768 * 1024 * 1024
    cpu_seconds: int = 10
    wall_seconds: float = 30.0
    start_seconds: float = 30.0


class ReaderProcess:
    """Read files in a child process (a `DocumentReader`)."""

    def __init__(self, limits: ReaderLimits | None = None, round_id: str = CURRENT) -> None:
        self._limits = limits or ReaderLimits()
        self._round_id = round_id
        self._process: Process | None = None
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def process_id(self) -> int | None:
        """Give the id of the process that is ready; null when there is none."""
        process = self._process
        return None if process is None or process.returncode is not None else process.pid

    async def start(self) -> None:
        """Start the process, so that the first file finds it warm.

        Raises:
            TimeoutError, EOFError: it did not become ready.

        """
        async with self._one_at_a_time:
            await self._ready()

    async def stop(self) -> None:
        """End the process, and wait until it has ended."""
        async with self._one_at_a_time:
            await self._end(kill=False)

    async def read(self, content: bytes, declared: CouncilCode | None = None) -> Report:
        """Read and check a file; a process that dies or takes too long ends in `could_not_check`.

        Raises:
            TimeoutError, EOFError: no process could be started.

        """
        async with self._one_at_a_time:
            process = await self._ready()
            try:
                async with asyncio.timeout(self._limits.wall_seconds):
                    return Report.model_validate_json(await _ask(process, content, declared))
            except (TimeoutError, EOFError, ConnectionError, ValueError, ValidationError):
                await self._end(kill=True)
                return _could_not_check(content, declared)
            except BaseException:
                await self._end(kill=True)
                raise

    async def _ready(self) -> Process:
        if self._process is not None and _has_ended(self._process):
            await self._end(kill=True)
        if self._process is None:
            self._process = await self._started()
            try:
                async with asyncio.timeout(self._limits.start_seconds):
                    await receive_frame(_stdout(self._process))
            except BaseException:
                await self._end(kill=True)
                raise
        return self._process

    async def _started(self) -> Process:
        limits = (str(self._limits.memory_bytes), str(self._limits.cpu_seconds))
        return await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-B", "-m", CHILD, *limits, self._round_id,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={"LC_ALL": "C.UTF-8"},
        )  # fmt: skip

    async def _end(self, *, kill: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if kill:
            _kill(process)
        _stdin(process).close()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await process.wait()
        except TimeoutError:
            _kill(process)
            await process.wait()


async def _ask(process: Process, content: bytes, declared: CouncilCode | None) -> bytes:
    stdin = _stdin(process)
    stdin.write(frame((declared or "").encode()))
    stdin.write(frame(content))
    await stdin.drain()
    return await receive_frame(_stdout(process))


def _stdin(process: Process) -> asyncio.StreamWriter:
    if process.stdin is None:
        raise ValueError("the reader process was started without an input")
    return process.stdin


def _stdout(process: Process) -> asyncio.StreamReader:
    if process.stdout is None:
        raise ValueError("the reader process was started without an output")
    return process.stdout


def _has_ended(process: Process) -> bool:
    return process.returncode is not None or _stdout(process).at_eof()


def _kill(process: Process) -> None:
    if process.returncode is None:
        process.kill()


def _could_not_check(content: bytes, declared: CouncilCode | None) -> Report:
    return could_not(
        Outcome.COULD_NOT_CHECK,
        OUR_LIMIT,
        sha256=sha256(content).hexdigest(),
        format_=format_of(content),
        declared=declared,
    )
