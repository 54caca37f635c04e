"""The whole stack without containers: Kafka and PostgreSQL as child processes, started together, stopped together."""

import shlex
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plans_local.kafka import Kafka
from plans_local.postgres import Postgres
from plans_local.processes import Say
from plans_local.stack_folder import cache_folder, make_folder, refuse_data_of_others, server_owner, stack_folder
from plans_local.stack_lock import leave_note, only_stack_in
from plans_local.stack_ports import HOST


@dataclass(frozen=True)
class Stack:
    """Hand over a running stack: its addresses, and its servers for whoever wants to kill and start them."""

    folder: Path
    kafka: Kafka
    postgres: Postgres

    @property
    def bootstrap_servers(self) -> str:
        """Tell Kafka's address."""
        return self.kafka.bootstrap_servers

    @property
    def admin_dsn(self) -> str:
        """Tell PostgreSQL's address for its superuser, password included: not for a log."""
        return self.postgres.admin_dsn

    @property
    def psql(self) -> str:
        """Tell the shell line that opens `psql`; the password stays in its file."""
        password_file, program = (
            shlex.quote(str(path)) for path in (self.postgres.password_file, self.postgres.psql_path)
        )
        return f'PGPASSWORD="$(cat {password_file})" {program} -h {HOST} -p {self.postgres.port} -U postgres'


@contextmanager
def local_stack(folder: Path | None = None, *, say: Say = lambda sentence: None) -> Iterator[Stack]:
    """Start Kafka and PostgreSQL in a folder (`.local/stack`), hand them over, and stop both at the end; data stay.

    `say` gets a sentence on each step. As root the folder may have to be another one: `Stack.folder` tells.
    Raises: `StackError` when a stack runs in that folder already, or a server cannot be fetched or started.
    """
    place = stack_folder(folder)
    make_folder(place)
    cache, owner = cache_folder(), server_owner()
    kafka = Kafka(place / "kafka", cache=cache, owner=owner, say=say)
    postgres = Postgres(place / "postgres", cache=cache, owner=owner, say=say)
    stack = Stack(place, kafka, postgres)
    with only_stack_in(place):
        refuse_data_of_others(place, owner)
        if any([kafka.end_leftover(), postgres.end_leftover()]):
            say("Ended the servers that an earlier stack had left.")
        try:
            say("Starting Kafka and PostgreSQL ...")
            _side_by_side(kafka.start, postgres.start, on_failure=lambda: _side_by_side(kafka.kill, postgres.kill))
            address = f"{HOST}:{postgres.port}"
            leave_note(place, bootstrap_servers=kafka.bootstrap_servers, postgres_address=address, psql=stack.psql)
            say(f"Kafka answers at {kafka.bootstrap_servers}, PostgreSQL at {address}.")
            yield stack
        finally:
            _side_by_side(kafka.stop, postgres.stop)
            say("Kafka and PostgreSQL have ended.")


def _side_by_side(
    here: Callable[[], None], there: Callable[[], None], *, on_failure: Callable[[], None] = lambda: None
) -> None:
    """Run one step in this thread, where Ctrl-C arrives, and one in another; a failure ends the other one soon."""
    with ThreadPoolExecutor(1) as worker:
        other = worker.submit(there)
        try:
            here()
            other.result()
        except BaseException:
            on_failure()
            raise
