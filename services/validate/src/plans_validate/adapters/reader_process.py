"""Own the reading of files away from the service: each in a fresh process, shut in, limited, and gone with its answer.

A warm zygote forks a process for each file, one at a time. Whatever ends that process ends only that file's check,
which is answered with `could_not_check`. A zygote that ends is replaced, and the file it had in hand is read again:
it never looks at a file, so the file is not the cause.
"""

import asyncio
import logging
import signal
from collections.abc import Callable
from typing import Self

from pydantic import ValidationError

from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode, Outcome
from plans_validate.adapters.good_documents import good_documents
from plans_validate.adapters.not_read import over_our_limit
from plans_validate.adapters.sandbox import Limits
from plans_validate.adapters.zygote_link import LARGEST_ANSWER_BYTES, Answer, Zygote
from plans_validate.domain.sandbox import Ending, Layer, Policy
from plans_validate.rounds import CURRENT, reading_id

_START_SECONDS = 120.0  # it loads every word list; a busy machine takes its time
_GRACE_SECONDS = 5.0
_TRIES = 2
_TOO_LONG = (signal.SIGKILL, signal.SIGXCPU)
log = logging.getLogger(__name__)


class ReaderUnavailableError(OSError):
    """Why no file can be read on this machine now, in a sentence for whoever runs it; it may heal."""


class ReaderProcess:
    """Read each file in a process of its own (a `DocumentReader`); `on_ending` is told how each of them ended."""

    def __init__(
        self,
        policy: Policy,
        limits: Limits | None = None,
        round_id: str = CURRENT,
        on_ending: Callable[[Ending], None] = lambda _: None,
    ) -> None:
        self._limits = limits or Limits()
        self._policy = policy
        self._round_id = round_id
        self._on_ending = on_ending
        self._zygote: Zygote | None = None
        self._layers: frozenset[Layer] = frozenset()
        self._one_at_a_time = asyncio.Lock()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def process_id(self) -> int | None:
        """Give the id of the zygote; null when there is none."""
        zygote = self._zygote
        return None if zygote is None or zygote.has_ended else zygote.process_id

    @property
    def layers(self) -> frozenset[Layer]:
        """Give the layers of the sandbox in which the last file was read."""
        return self._layers

    async def start(self) -> None:
        """Start the zygote and read a good document, so that the first file finds it warm and proven.

        Raises:
            ReaderUnavailableError: a required layer is missing, or the good document could not be read.

        """
        async with self._one_at_a_time:
            await self._ready()

    async def stop(self) -> None:
        """End the zygote, and wait until it has ended."""
        async with self._one_at_a_time:
            await self._end(kill=False)

    async def read(self, content: bytes, declared: CouncilCode | None = None) -> Report:
        """Read and check a file; a process that dies or takes too long ends in `could_not_check`.

        Raises:
            ReaderUnavailableError: no file can be read at all.

        """
        async with self._one_at_a_time:
            answer = await self._answer(content, declared)
        report = None if answer is None else self._report(answer)
        if report is None:
            report = await asyncio.to_thread(over_our_limit, content, declared)
        return report.model_copy(update={"reading_id": reading_id(report.document.sha256, declared, self._round_id)})

    async def _answer(self, content: bytes, declared: CouncilCode | None) -> Answer | None:
        for _ in range(_TRIES):
            zygote = await self._ready()
            try:
                async with asyncio.timeout(self._limits.wall_seconds + _GRACE_SECONDS):
                    return await zygote.ask(content, declared)
            except (EOFError, ConnectionError):
                log.warning("the process that starts readers ended; it is replaced")
                await self._end(kill=True)
            except TimeoutError:
                await self._end(kill=True)
                return None
            except BaseException:
                await self._end(kill=True)
                raise
        return None

    def _report(self, answer: Answer) -> Report | None:
        ending = _ending(answer.exit_code)
        self._on_ending(ending)
        if ending is not Ending.ANSWERED:
            log.warning("a reader ended without an answer", extra={"ending": ending.value, "code": answer.exit_code})
            return None
        names, _, report = answer.content.partition(b"\n")
        if len(answer.content) > LARGEST_ANSWER_BYTES:
            return None
        try:
            self._layers = frozenset(Layer(name) for name in names.decode().split())
            return Report.model_validate_json(report)
        except (ValidationError, ValueError):
            return None

    async def _ready(self) -> Zygote:
        if self._zygote is not None and self._zygote.has_ended:
            await self._end(kill=True)
        if self._zygote is None:
            self._zygote = await Zygote.started(self._limits, self._policy, self._round_id)
            try:
                await self._prove(self._zygote)
            except BaseException:
                await self._end(kill=True)
                raise
        return self._zygote

    async def _prove(self, zygote: Zygote) -> None:
        """Have good documents read, so that trouble with this machine shows now and not as trouble with a file."""
        for document in good_documents():
            try:
                async with asyncio.timeout(_START_SECONDS):
                    answer = await zygote.ask(document, None)
            except (TimeoutError, EOFError, ConnectionError) as error:
                raise ReaderUnavailableError("The process that starts readers could not be started.") from error
            report = self._report(answer)
            missing = sorted(set(Layer) - self._layers)
            if report is None and missing and self._policy is Policy.REQUIRE and answer.exit_code == 0:
                raise ReaderUnavailableError(
                    f"This machine lacks layers of the sandbox ({', '.join(missing)}), and the setting asks for all."
                )
            if report is None or report.outcome in (Outcome.COULD_NOT_READ, Outcome.COULD_NOT_CHECK):
                raise ReaderUnavailableError(
                    f"A good document could not be read in the sandbox (exit code {answer.exit_code})."
                )

    async def _end(self, *, kill: bool) -> None:
        zygote, self._zygote = self._zygote, None
        if zygote is not None:
            await zygote.end(kill=kill)


def _ending(exit_code: int) -> Ending:
    if exit_code == 0:
        return Ending.ANSWERED
    if -exit_code in _TOO_LONG:
        return Ending.TOOK_TOO_LONG
    return Ending.FORBIDDEN_CALL if exit_code == -signal.SIGSYS else Ending.CRASHED
