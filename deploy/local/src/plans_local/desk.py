"""The whole product as processes: databases migrated, topics made, the three services started in order and watched."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from plans_local.processes import Say, Service, StackError
from plans_local.stack import Stack
from plans_local.stack_ports import HOST, free_ports

PROGRAM = Path(sys.executable).with_name("plans")
SERVICES = ("ingest", "validate", "aggregate")
ROLES = (*SERVICES, "analyst")
MIGRATION_SECONDS = 120


@dataclass
class Desk:
    """The running product on one stack: where it answers, its services to kill and start, its settings.

    `extra` is put into every service's environment.
    """

    stack: Stack
    folder: Path
    extra: Mapping[str, str]
    passwords: dict[str, str] = field(default_factory=lambda: {role: secrets.token_urlsafe(24) for role in ROLES})
    ports: dict[str, int] = field(default_factory=lambda: dict(zip(SERVICES, free_ports(len(SERVICES)), strict=True)))
    services: dict[str, Service] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Tell where councils upload."""
        return self.url_of("ingest")

    def url_of(self, service: str) -> str:
        """Tell where a service answers."""
        return f"http://{HOST}:{self.ports[service]}"

    def environment(self, role: str) -> dict[str, str]:
        """Give the environment in which a service or the analyst's commands run."""
        return {
            **self._shared(),
            "PLANS_DATABASE_USER": f"plans_{role}",
            "PLANS_DATABASE_PASSWORD": self.passwords[role],
            f"PLANS_{role.upper()}_PASSWORD": self.passwords[role],
            "PLANS_HTTP_PORT": str(self.ports.get(role, 0)),
        }

    def _shared(self) -> dict[str, str]:
        database = urlsplit(self.stack.admin_dsn)
        return os.environ | {
            "PLANS_KAFKA": self.stack.bootstrap_servers,
            "PLANS_DATABASE_HOST": str(database.hostname),
            "PLANS_DATABASE_PORT": str(database.port),
            "PLANS_SANDBOX": "degrade",  # a demonstration runs where it is; the deployment requires every layer
            **self.extra,
        }

    def migrate(self) -> None:
        """Bring databases and topics up to date.

        Raises: `StackError` with what the command said.
        """
        passwords = {f"PLANS_{role.upper()}_PASSWORD": password for role, password in self.passwords.items()}
        admin = {"PLANS_DATABASE_PASSWORD": str(urlsplit(self.stack.admin_dsn).password)}
        run_plans(["migrate"], self._shared() | passwords | admin)

    def issue_keys(self, councils: Sequence[str]) -> dict[str, str]:
        """Make an API key for each council; gives them by council code."""
        lines = run_plans(["keys", "issue", *councils], self.environment("ingest")).split()
        return dict(zip(lines[::2], lines[1::2], strict=True))

    def service(self, name: str) -> Service:
        """Describe one service as a process that is ready when its health address says so."""
        return Service(
            name,
            [sys.executable, "-m", f"plans_{name}"],
            ready_url=f"{self.url_of(name)}/health/ready",
            log=self.folder / f"{name}.log",
            env=self.environment(name),
        )


def run_plans(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Run the program `plans` and give what it printed.

    Raises: `StackError` with the end of its complaint.
    """
    done = subprocess.run(  # noqa: S603 - argument list of our own, no shell
        [str(PROGRAM), *arguments],
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
        timeout=MIGRATION_SECONDS,
    )
    if done.returncode != 0:
        raise StackError(f"`plans {arguments[0]}` did not succeed. It said:\n{done.stderr[-2000:]}")
    return done.stdout


@contextmanager
def running_desk(stack: Stack, folder: Path, *, say: Say, extra: Mapping[str, str] | None = None) -> Iterator[Desk]:
    """Migrate, start the three services side by side, hand them over, and end them in order."""
    folder.mkdir(parents=True, exist_ok=True)
    desk = Desk(stack, folder, extra or {})
    say("Migrating the databases and making the topics ...")
    desk.migrate()
    say("Starting ingest, validate and aggregate ...")
    desk.services = {name: desk.service(name) for name in SERVICES}
    with ExitStack() as endings:
        for service in desk.services.values():
            service.start(ready_within_seconds=None)
            endings.callback(service.terminate)
        for service in desk.services.values():
            service.wait_ready(within_seconds=60)
        yield desk
