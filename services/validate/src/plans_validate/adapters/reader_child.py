"""Own the reader process: one file after another, under limits, bytes in and a report's JSON out.

Reading and rules both run here, so that neither can stop the service's event loop, and so that one limit on memory and
processor time bounds both. The process prepares everything before it gives up its rights to memory and files, says so
with an empty frame, and then answers frames until its input ends. It ends itself when it came close to its limit of
memory: the next file gets a fresh one.
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from plans_schema.report import Report
from plans_schema.vocabulary import Outcome
from plans_validate.adapters.checking import OUR_LIMIT, check_document
from plans_validate.adapters.reader_frames import frame, read_frame
from plans_validate.domain.check import could_not

_PR_SET_PDEATHSIG = 1
_OPEN_FILES = 32
_NEAR_LIMIT = 0.9
_WARM_UP = b"A council's productivity plan, read once so that everything is in place before the limits apply.\n"


def main(memory_bytes: int, cpu_seconds: int, round_id: str) -> None:
    """Answer frames until the input ends."""
    requests, answers = _take_streams()
    _die_with_parent()
    check_document(_WARM_UP, None, round_id)
    _limit(memory_bytes)
    _send(answers, b"")
    while (declared := read_frame(requests)) is not None and (content := read_frame(requests)) is not None:
        _allow_cpu(cpu_seconds)
        tired = _answer(answers, content, declared.decode() or None, round_id, memory_bytes)
        if tired:
            return


def _answer(answers: BinaryIO, content: bytes, declared: str | None, round_id: str, memory_bytes: int) -> bool:
    """Answer one file; tell whether memory came close to its limit."""
    report = check_document(content, declared, round_id)
    tired = _peak_bytes() >= _NEAR_LIMIT * memory_bytes
    if tired and report.outcome is Outcome.COULD_NOT_READ:
        report = _limit_report(report)
    _send(answers, report.model_dump_json().encode())
    return tired or report.outcome is Outcome.COULD_NOT_CHECK


def _limit_report(report: Report) -> Report:
    facts = report.document
    return could_not(
        Outcome.COULD_NOT_CHECK,
        OUR_LIMIT,
        sha256=facts.sha256,
        format_=facts.format,
        declared=report.council.declared,
    )


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes for frames alone: what a library prints goes nowhere."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return requests, answers


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _limit(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def _allow_cpu(seconds: int) -> None:
    """Allow this many seconds of processor time from now on; the kernel ends the process after them."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def _peak_bytes() -> int:
    """Give the largest address space so far; nothing where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmPeak:")), 0)


def _send(answers: BinaryIO, content: bytes) -> None:
    answers.write(frame(content))
    answers.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
