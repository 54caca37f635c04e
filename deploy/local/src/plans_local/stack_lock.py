"""Keep one stack a folder: a lock that ends with its process, and a note for other terminals on what runs where."""

import fcntl
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from plans_local.processes import StackError, started_at, wait_until

_LOCK = "lock"
_NOTE = "running.json"


@dataclass(frozen=True)
class Running:
    """Tell other terminals which process holds a stack and where its servers listen; no secret is in it."""

    pid: int
    started: str
    bootstrap_servers: str
    postgres_address: str
    psql: str


@contextmanager
def only_stack_in(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, or raise `StackError`; the system lets go of it even when we are killed."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StackError(f"{folder} belongs to another user: choose another folder, or remove this one.")
    with (folder / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StackError(
                f"Another local stack is running in {folder}: use it, end it with `plans stack down`, "
                "or choose another folder."
            ) from error
        try:
            yield
        finally:
            (folder / _NOTE).unlink(missing_ok=True)


def is_held(folder: Path) -> bool:
    """Tell whether a living process holds the folder's lock."""
    if not (folder / _LOCK).exists():
        return False
    with (folder / _LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def leave_note(folder: Path, *, bootstrap_servers: str, postgres_address: str, psql: str) -> None:
    """Write for other terminals what runs here."""
    pid = os.getpid()
    note = Running(pid, started_at(pid) or "", bootstrap_servers, postgres_address, psql)
    draft = folder / f"{_NOTE}.draft"
    draft.write_text(json.dumps(asdict(note), indent=2) + "\n")
    draft.replace(folder / _NOTE)


def read_note(folder: Path) -> Running | None:
    """Tell what runs in a folder, or None when nothing does or it is not ready yet."""
    if not is_held(folder):
        return None
    try:
        return Running(**json.loads((folder / _NOTE).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def end_other(folder: Path, *, within_seconds: float = 30.0) -> bool:
    """Ask the process that holds the folder's stack to end and wait for it; tell whether there was one.

    Raises: `StackError` when it does not end in time, or is only starting.
    """
    running = read_note(folder)
    if running is None and is_held(folder):
        raise StackError(f"A stack is starting or ending in {folder}: try again in a moment.")
    if running is None or started_at(running.pid) != running.started:
        return False
    os.kill(running.pid, signal.SIGTERM)
    if not wait_until(lambda: not is_held(folder), within_seconds=within_seconds):
        raise StackError(
            f"The stack in {folder} did not end within {within_seconds:g} seconds (process {running.pid})."
        )
    return True
