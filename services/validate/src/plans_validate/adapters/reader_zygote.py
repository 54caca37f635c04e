"""Own the warm process that never looks at a file: it forks a child for each, waits for its end and says how it ended.

It has one thread, so forking is safe, and everything a child needs is loaded before the first. A request on its socket
(descriptor 0) is two descriptors, the file and where the answer goes, beside a short line: the file's size and the
council that sent it. The reply is the child's exit code once it has ended; a child that takes too long is killed. A
child that finds pictures of pages is followed by another with more processor time, in what is left of the clock. One
request is under way at a time, so one receive gives one request. When the socket closes, the process ends.
"""

import os
import signal
import socket
import sys
import time
from contextlib import suppress

from plans_validate.adapters.reader_child import NEEDS_RECOGNITION, Task, serve_and_end
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.adapters.recognition import Scans, is_installed
from plans_validate.adapters.sandbox import Limits
from plans_validate.adapters.sandbox_kernel import die_with, forbid_looking_in
from plans_validate.adapters.warm_memory import settle
from plans_validate.domain.sandbox import Policy

_REQUEST_BYTES = 64
_DESCRIPTORS = 2
_LEAST_SECONDS = 0.001  # none at all would mean: no alarm


def main(parent: int, limits: Limits, policy: Policy, round_id: str) -> None:
    """Serve requests until the socket closes."""
    die_with(parent)
    forbid_looking_in()
    control = socket.socket(fileno=0)
    warm_up(round_id)
    settle()
    while True:
        line, descriptors, *_ = socket.recv_fds(control, _REQUEST_BYTES, _DESCRIPTORS)
        if not line:
            return
        file, answer = descriptors
        control.sendall(b"%d" % _serve(file, answer, line.decode(), limits, policy, round_id))


def _serve(file: int, answer: int, line: str, limits: Limits, policy: Policy, round_id: str) -> int:
    """Fork a child for a file, and one more where pictures of pages want time; give the last exit code."""
    size, _, declared = line.partition(" ")
    end = time.monotonic() + limits.wall_seconds
    task = Task(int(size), declared or None, round_id, Scans.DEFER if is_installed() else Scans.LEAVE)
    code = _child(file, answer, task, limits, policy, end)
    if code == NEEDS_RECOGNITION:
        code = _child(file, answer, task._replace(scans=Scans.RECOGNISE), limits.for_scans(), policy, end)
    os.close(file)
    os.close(answer)
    return code


def _child(file: int, answer: int, task: Task, limits: Limits, policy: Policy, end: float) -> int:
    zygote = os.getpid()
    child = os.fork()
    if child == 0:
        serve_and_end(file, answer, zygote, task, limits, policy)
    return _end_of(child, max(end - time.monotonic(), _LEAST_SECONDS))


def _end_of(child: int, wall_seconds: float) -> int:
    """Wait for the child's end, kill it when its time is over; give its exit code, a signal's number below zero."""
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, wall_seconds)
    _, status = os.waitpid(child, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    parent_id, memory_bytes, cpu_seconds, scan_cpu_seconds, wall, policy_name, round_name = sys.argv[1:]
    with suppress(ConnectionError):
        main(
            int(parent_id),
            Limits(int(memory_bytes), int(cpu_seconds), int(scan_cpu_seconds), float(wall)),
            Policy(policy_name),
            round_name,
        )
