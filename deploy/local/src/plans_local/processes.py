"""Children that never outlive us: start, wait until ready, stop, kill, start again.

Three nets, each for what the one before it cannot catch. A context manager stops its children. A child asks the
kernel for a signal when its parent dies, even by SIGKILL (`processes_launch`). A pid file with the start time lets
the next start end what is left. The death signal comes when the *thread* that forked ends, so one thread that lives
as long as the program does all the forking.
"""

import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import httpx

Say = Callable[[str], None]

_FORKING_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="forks")
_LAUNCHER = Path(__file__).with_name("processes_launch.py")
_POLL_SECONDS = 0.05
_PROC = Path("/proc")
_NO_CERTIFICATES = ssl.SSLContext(
    ssl.PROTOCOL_TLS_CLIENT
)  # health is asked over plain HTTP; to load them takes 20 ms a time


class StackError(Exception):
    """Say in one sentence why the local stack cannot do what was asked."""


@dataclass(frozen=True)
class Owner:
    """Name the user that a child runs as and that owns its data."""

    uid: int
    gid: int


def wait_until(reached: Callable[[], bool], *, within_seconds: float) -> bool:
    """Ask again and again until it is reached or the time is over; tell which."""
    deadline = time.monotonic() + within_seconds
    while not reached():
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def started_at(pid: int) -> str | None:
    """Tell when a process started, in the system's own words: with the pid it names one process for good."""
    if not (_PROC / "self").exists():
        command = ["/bin/ps", "-o", "lstart=", "-p", str(pid)]
        listing = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no text from outside
        return listing.stdout.strip() or None
    try:
        status = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return None
    state, *fields = status.rpartition(")")[2].split()
    return None if state in "ZX" else fields[18]


@dataclass
class Child:
    """Keep one child process whose output goes to a log file.

    `folder` is its working folder, `owner` the user it runs as (None: ours), `stop_signal` what asks it to end in good
    order, `pid_file` where the next start finds a leftover.
    """

    name: str
    log: Path
    folder: Path
    owner: Owner | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    pid_file: Path | None = None
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)
    _log_start: int = field(default=0, init=False, repr=False)
    _group_ended: bool = field(default=False, init=False, repr=False)

    @property
    def pid(self) -> int | None:
        """Tell the process id, or None before the first start."""
        return self._process.pid if self._process else None

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Tell how the process ended (a signal as a negative number), or None."""
        return self._process.poll() if self._process else None

    def start(self, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
        """Start the command, or raise `StackError` while the last one lives."""
        if self.running:
            raise StackError(f"{self.name} is running already (process {self.pid}).")
        self._log_start = self.log.stat().st_size if self.log.exists() else 0
        _FORKING_THREAD.submit(self._fork, [str(word) for word in command], env).result()

    def _fork(self, command: list[str], env: Mapping[str, str] | None) -> None:
        owner = self.owner or Owner(-1, -1)
        before = [os.getpid(), int(self.stop_signal), owner.uid, owner.gid]
        launcher = [sys.executable, "-I", "-S", str(_LAUNCHER), *map(str, before)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - argument list of our own, no shell
                launcher + command,
                cwd=self.folder,
                env=None if env is None else dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # the terminal's Ctrl-C is for us; we stop our children in order
            )
        self._group_ended = False
        if self.pid_file:
            self.pid_file.write_text(f"{self._process.pid} {started_at(self._process.pid)}\n")

    def wait(self, *, within_seconds: float) -> int | None:
        """Wait for the end; give the exit code, or None when it still runs after that time."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(within_seconds) if self._process else None
        return None

    def stop(self, *, within_seconds: float = 10.0) -> int | None:
        """Ask the process to end, kill it after the limit, and give its exit code."""
        if self._process and self.running:
            self._process.send_signal(self.stop_signal)
            self.wait(within_seconds=within_seconds)
        self.kill()
        return self.exit_code

    def kill(self) -> None:
        """Kill the process as `kill -9` does, and with it what is left of its group, as when a container is killed."""
        if self._process and self.running:
            self._process.kill()
            self._process.wait()
        if self._process and not self._group_ended:
            self._group_ended = True
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._forget()

    def _forget(self) -> None:
        if self.pid_file:
            self.pid_file.unlink(missing_ok=True)

    def last_lines(self, count: int = 15) -> str:
        """Give the last lines that this start wrote to the log."""
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return "\n".join(log.read().decode(errors="replace").splitlines()[-count:])

    def failure(self, sentence: str) -> StackError:
        """Build the error for a start that went wrong: the sentence, then the end of the log."""
        return StackError(f"{sentence} The end of {self.log} says:\n{self.last_lines()}")


def run(child: Child, command: Sequence[str | Path], env: Mapping[str, str], *, within_seconds: float) -> None:
    """Run a command to its end as that child, or raise `StackError` with the end of its log."""
    child.start(command, env)
    code = child.wait(within_seconds=within_seconds)
    child.stop()
    if code != 0:
        raise child.failure(f"{child.name} did not succeed (exit code {code}).")


def end_leftover(pid_file: Path, stop_signal: signal.Signals, *, within_seconds: float = 10.0) -> bool:
    """End the process that a killed stack left behind, if it is really that one; tell whether it was."""
    try:
        word, _, start = pid_file.read_text().strip().partition(" ")
        pid = int(word)
    except (OSError, ValueError):
        return False
    found = started_at(pid) == start
    for number in (stop_signal, signal.SIGKILL):
        if started_at(pid) == start:
            os.kill(pid, number)
            wait_until(lambda: started_at(pid) != start, within_seconds=within_seconds)
    pid_file.unlink(missing_ok=True)
    return found


class Service:
    """Keep one of our services as a child process that is ready when its health address answers 200.

    `start` again after `terminate` or `kill` runs the same command with the same environment. Use it in a `with`.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        ready_url: str,
        log: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.name = name
        self.ready_url = ready_url
        self._command = command
        self._env = env
        self._child = Child(name, log=log, folder=Path.cwd())

    @property
    def pid(self) -> int | None:
        """Tell the process id, or None before the first start."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """Tell whether the process lives."""
        return self._child.running

    @property
    def exit_code(self) -> int | None:
        """Tell how the process ended (a signal as a negative number), or None."""
        return self._child.exit_code

    def start(self, *, ready_within_seconds: float | None = 30.0) -> None:
        """Start the process and wait until it is ready (None: don't wait).

        Raises: `StackError` with the end of its log when it ends or is not ready in time; then nothing stays running.
        """
        self._child.start(self._command, self._env)
        if ready_within_seconds is not None:
            self.wait_ready(within_seconds=ready_within_seconds)

    def wait_ready(self, *, within_seconds: float = 30.0) -> None:
        """Wait until the health address answers 200, or stop the process and raise `StackError`."""
        wait_until(lambda: self.ready() or not self.running, within_seconds=within_seconds)
        if not (self.running and self.ready()):
            code = self.exit_code
            self._child.stop()
            how = f"was not ready after {within_seconds:g} seconds" if code is None else f"ended with exit code {code}"
            raise self._child.failure(f"{self.name} {how}.")

    def ready(self) -> bool:
        """Ask the health address once."""
        try:
            return (
                httpx.get(self.ready_url, timeout=2.0, trust_env=False, verify=_NO_CERTIFICATES).status_code
                == httpx.codes.OK
            )
        except httpx.HTTPError:
            return False

    def terminate(self, *, within_seconds: float = 25.0) -> int | None:
        """End the process in good order (SIGTERM, after the limit SIGKILL) and give its exit code."""
        return self._child.stop(within_seconds=within_seconds)

    def kill(self) -> None:
        """Kill the process as `kill -9` does."""
        self._child.kill()

    def __enter__(self) -> Self:
        if not self.running:
            self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminate()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind the program as Ctrl-C does, so that every `with` stops what it started."""

    def unwind(number: int, frame: FrameType | None) -> None:
        del frame
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, unwind) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
