"""Own a process as warm as the service's own, and no larger, that reads files in forks of itself when it is told to.

What a fork costs hangs on what its parent holds, so the parent may hold nothing that the service's has not: no files
made for the bench, no library beside which we measure. The program's lines are a step, how it is shut in, and a folder.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.steps import STEPS
from plans_validate.adapters.reader_warm import warm_up
from plans_validate.adapters.sandbox import Limits, enter
from plans_validate.adapters.warm_memory import settle
from plans_validate.rounds import CURRENT

FORKED, SANDBOXED = "forked", "sandboxed"
_LIMITS = {FORKED: None, SANDBOXED: Limits()}
_READY = "ready\n"

ReadAll = Callable[[str, str], None]
"""Read all files once, by the name of a step and of a way to shut it in."""


@contextmanager
def warm_process(files: Sequence[bytes]) -> Iterator[ReadAll]:
    """Give what reads these files with a step, each in a fork of a warm process."""
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(files):
            (Path(folder) / f"{number:04}").write_bytes(content)
        command = [sys.executable, "-m", "bench.warm"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            try:
                _wait_for(process)
                yield lambda step, way: _ask(process, f"{step} {way} {folder}\n")
            finally:
                process.kill()


def _ask(process: "subprocess.Popen[str]", line: str) -> None:
    if process.stdin is not None:
        process.stdin.write(line)
        process.stdin.flush()
    _wait_for(process)


def _wait_for(process: "subprocess.Popen[str]") -> None:
    if process.stdout is None or process.stdout.readline() != _READY:
        raise ChildProcessError("the warm process of the bench ended")


def in_fork(read: Callable[[], object], limits: Limits | None) -> None:
    """Do something in a fork of this process and wait for its end; with limits, inside the sandbox."""
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if limits is not None:
                enter(limits, parent)
            read()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if status:
        raise ChildProcessError(f"a fork ended with {os.waitstatus_to_exitcode(status)}")


def _serve() -> None:
    for line in sys.stdin:
        step, way, folder = line.rstrip("\n").split(" ", 2)
        for file in sorted(Path(folder).iterdir()):
            in_fork(partial(STEPS[step], file.read_bytes()), _LIMITS[way])
        _say_ready()


def _say_ready() -> None:
    sys.stdout.write(_READY)
    sys.stdout.flush()


if __name__ == "__main__":
    warm_up(CURRENT)
    settle()  # as the service's warm reader does before it forks
    _say_ready()
    _serve()
