"""Own the reading of one file in a process that does nothing else, shuts itself in first and ends with its answer.

Descriptor 0 is the file, 1 takes the answer, 2 goes nowhere, 3 is this process's own status; nothing else is open. The
answer is a line that names the layers of the sandbox, then the report as JSON. No line but the first: a layer is
missing that is required. Nothing at all: something went wrong, or the exit code asks for a process with time to
recognise the letters in pictures.
"""

import os
import resource
import sys
from typing import NamedTuple, NoReturn

from plans_schema.report import Report
from plans_schema.vocabulary import CouncilCode, Outcome
from plans_validate.adapters.checking import check_document
from plans_validate.adapters.not_read import over_our_limit
from plans_validate.adapters.reading_faults import NeedsRecognitionError
from plans_validate.adapters.recognition import Scans
from plans_validate.adapters.sandbox import Limits, enter
from plans_validate.domain.sandbox import Layer, Policy

NEEDS_RECOGNITION = 3  # the exit code of a process that found pictures of pages and has no time for them
_FILE, _ANSWER, _NOWHERE, _STATUS = range(4)
_HIGHEST_DESCRIPTOR = 1024
_STATUS_BYTES = 4096
_NEAR_CPU = 0.9
_NEAR_MEMORY = 1 / 3  # of the room there is: a buffer that doubles needs its old and its new size at once


class Task(NamedTuple):
    """One reading: the file's size, the council that sent it, the round, and what to do with pictures of pages."""

    size: int
    declared: CouncilCode | None
    round_id: str
    scans: Scans


def serve_and_end(file: int, answer: int, parent: int, task: Task, limits: Limits, policy: Policy) -> NoReturn:
    """Read the file of this descriptor, answer into the other, and end."""
    status = 1
    try:
        _keep_only(file, answer)
        layers = enter(limits, parent)
        may_read = policy is Policy.DEGRADE or len(layers) == len(Layer)
        report = _report(task, limits).model_dump_json().encode() if may_read else b""
        _write(" ".join(layers).encode() + b"\n" + report)
        status = 0
    except NeedsRecognitionError:
        status = NEEDS_RECOGNITION
    finally:
        os._exit(status)


def _keep_only(file: int, answer: int) -> None:
    """Put file, answer, nowhere and status into their places and close everything else."""
    status = os.open("/proc/self/status", os.O_RDONLY) if sys.platform == "linux" else answer
    held = [os.dup(each) for each in (file, answer, os.open(os.devnull, os.O_WRONLY), status)]
    for place, descriptor in enumerate(held):
        os.dup2(descriptor, place)
    os.closerange(len(held), _HIGHEST_DESCRIPTOR)


def _report(task: Task, limits: Limits) -> Report:
    at_start = _peak_bytes()
    content = os.pread(_FILE, task.size, 0)
    report = check_document(content, task.declared, task.round_id, task.scans)
    if report.outcome is Outcome.COULD_NOT_READ and _near_a_limit(limits, at_start):
        return over_our_limit(content, task.declared)
    return report


def _near_a_limit(limits: Limits, at_start: int) -> bool:
    """Tell whether so much was used that an error may be the limit's doing: then we do not blame the file."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu_seconds = usage.ru_utime + usage.ru_stime
    taken, room = _peak_bytes() - at_start, limits.memory_bytes - at_start
    return cpu_seconds >= _NEAR_CPU * limits.cpu_seconds or taken >= _NEAR_MEMORY * room


def _peak_bytes() -> int:
    """Give the largest address space so far; nothing where the system does not tell."""
    if sys.platform != "linux":
        return 0
    lines = os.pread(_STATUS, _STATUS_BYTES, 0).decode("ascii", "replace").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmPeak:")), 0)


def _write(content: bytes) -> None:
    while content:
        content = content[os.write(_ANSWER, content) :]
