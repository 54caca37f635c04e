"""Try eleven attacks, each in a fork of its own behind the layers named on the command line; print what came of each.

As root the program becomes nobody first, so that what is refused is refused to an ordinary user. Everything is
imported and every target stands before that.
"""

import ctypes
import json
import mmap
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from plans_validate.adapters.sandbox import Limits, become_nobody, enter, set_limits
from plans_validate.adapters.sandbox_kernel import forbid_new_privileges
from plans_validate.adapters.sandbox_landlock import restrict_files
from plans_validate.adapters.sandbox_seccomp import restrict_calls

LIMITS = Limits()
PTRACE_SEIZE = 0x4206
SUCCEEDED, REFUSED = 0, 99
TRUE = str(shutil.which("true"))


class Targets:
    """A folder that anybody may use, with a file and listening sockets."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.chmod(0o777)
        (folder / "secret").write_text("words of another council")
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.unix = socket.socket(socket.AF_UNIX)
        self.unix.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        self.unix.listen()

    def attacks(self) -> dict[str, Callable[[], object]]:
        """Name the attacks; each raises if it is refused."""
        return {
            "read": (self.folder / "secret").read_text,
            "write": lambda: (self.folder / "planted").write_text("planted"),
            "list": lambda: list(Path("/").iterdir()),
            "tcp": lambda: socket.socket(socket.AF_INET).connect(self.tcp.getsockname()),
            "udp": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", self.udp.getsockname()),
            "unix socket": lambda: socket.socket(socket.AF_UNIX).connect(str(self.folder / "socket")),
            "signal": lambda: os.kill(os.getppid(), signal.SIGURG),
            "fork": fork,
            "exec": lambda: os.execv(TRUE, [TRUE]),  # noqa: S606 - the attack is to start a program
            "ptrace": trace_parent,
            "large allocation": lambda: mmap.mmap(-1, 2 * LIMITS.memory_bytes),
        }


def fork() -> None:
    """Start a process."""
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def trace_parent() -> None:
    """Take hold of the parent as a debugger does, without stopping it."""
    if ctypes.CDLL(None, use_errno=True).ptrace(PTRACE_SEIZE, os.getppid(), None, None) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def landlock_alone() -> None:
    """Put up that one wall."""
    forbid_new_privileges()
    restrict_files()


def calls_alone() -> None:
    """Put up that one wall."""
    forbid_new_privileges()
    restrict_calls()


def all_layers() -> None:
    """Put up every wall, in the product's order."""
    enter(LIMITS, os.getppid())


WALLS: dict[str, Callable[[], object]] = {
    "none": lambda: None,
    "limits": lambda: set_limits(LIMITS),
    "landlock": landlock_alone,
    "system_calls": calls_alone,
    "all": all_layers,
}


def result_of(attack: Callable[[], object], put_up_walls: Callable[[], object]) -> str:
    """Attack in a fork; tell whether it succeeded, was refused, or ended the process."""
    child = os.fork()
    if child == 0:
        code = REFUSED
        try:
            put_up_walls()
            attack()
            code = SUCCEEDED
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {SUCCEEDED: "succeeded", REFUSED: "refused"}.get(code) or f"ended by {signal.Signals(-code).name}"


def main(walls: str) -> None:
    """Print the results as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        targets = Targets(Path(folder))
        reader, writer = os.pipe()
        if (child := os.fork()) == 0:
            become_nobody()
            results = {name: result_of(attack, WALLS[walls]) for name, attack in targets.attacks().items()}
            os.write(writer, json.dumps({"user": os.geteuid(), "results": results}).encode())
            os._exit(0)
        os.waitpid(child, 0)
        print(os.read(reader, 65_536).decode())  # noqa: T201 - the program's answer


if __name__ == "__main__":
    main(sys.argv[1])
