"""Own the service's end of the zygote: start it, hand a file over, take the answer and how it ended, stop it.

The file goes over as a descriptor of memory, the answer comes back through a pipe of its own: the zygote holds neither.
"""

import asyncio
import io
import os
import socket
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress
from dataclasses import astuple, dataclass
from typing import Self

from plans_schema.vocabulary import CouncilCode
from plans_validate.adapters.recognition import language_setting
from plans_validate.adapters.sandbox import Limits
from plans_validate.domain.clipping import LARGEST_REPORT_BYTES
from plans_validate.domain.sandbox import Policy

LARGEST_ANSWER_BYTES = LARGEST_REPORT_BYTES + 1024  # the report, and the line with the layers before it
_PROGRAM = "plans_validate.adapters.reader_zygote"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
_ENDING_BYTES = 16
_CHUNK_BYTES = 65_536
_END_SECONDS = 5


@dataclass(frozen=True)
class Answer:
    """What a child said, cut at the largest size, and its exit code; below zero it is the signal that ended it."""

    content: bytes
    exit_code: int


class Zygote:
    """A running zygote; make one by `started`."""

    def __init__(self, process: Process, control: socket.socket) -> None:
        self._process = process
        self._control = control

    @classmethod
    async def started(cls, limits: Limits, policy: Policy, round_id: str) -> Self:
        """Start a zygote; it takes requests at once and serves them as soon as it is warm."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)  # noqa: FBT003 - the standard library's own signature
        words = (os.getpid(), *astuple(limits), policy, round_id)
        with theirs:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-B", "-m", _PROGRAM, *map(str, words),
                stdin=theirs.fileno(), stdout=DEVNULL, env=_ENVIRONMENT | language_setting(),
            )  # fmt: skip
        return cls(process, ours)

    @property
    def process_id(self) -> int:
        """Give the id of the zygote's process."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Tell whether its process has ended."""
        return self._process.returncode is not None

    async def ask(self, content: bytes, declared: CouncilCode | None) -> Answer:
        """Have one file read in a child.

        Raises:
            EOFError, ConnectionError: the zygote itself ended.

        """
        file = await asyncio.to_thread(_held_in_memory, content)
        ours, theirs = os.pipe()
        answer = os.fdopen(ours, "rb", 0)
        try:
            socket.send_fds(self._control, [f"{len(content)} {declared or ''}".encode()], [file, theirs])
        except BaseException:
            answer.close()
            raise
        finally:
            os.close(file)
            os.close(theirs)
        content = await received(answer)
        ending = await asyncio.get_running_loop().sock_recv(self._control, _ENDING_BYTES)
        if not ending:
            raise EOFError("the zygote ended")
        return Answer(content, int(ending))

    async def end(self, *, kill: bool) -> None:
        """End the zygote, at once or when it has nothing in hand, and wait until it has ended."""
        if kill:
            self._kill()
        self._control.close()
        try:
            async with asyncio.timeout(_END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self._kill()
            await self._process.wait()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()


def _held_in_memory(content: bytes) -> int:
    """Give a descriptor of memory (elsewhere than on Linux: of a file without a name) that holds the bytes."""
    if sys.platform == "linux":
        descriptor = os.memfd_create("document")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    written = 0
    while written < len(content):
        written += os.write(descriptor, memoryview(content)[written:])
    return descriptor


async def received(source: io.FileIO) -> bytes:
    """Receive all that comes until the other end closes, or until it is more than we take."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), source)
    content = bytearray()
    try:
        while len(content) <= LARGEST_ANSWER_BYTES and (chunk := await reader.read(_CHUNK_BYTES)):
            content += chunk
    finally:
        transport.close()
    return bytes(content)
