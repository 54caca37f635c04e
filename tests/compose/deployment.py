"""One deployment by docker-compose.yml from a copy of the tree: build, start, look, act, take down."""

import json
import os
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plans_local.processes import wait_until

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("ingest", "validate", "aggregate", "prometheus")
# Packages are fetched as this machine fetches them; nothing else differs from a user's own deployment.
BUILD_ON_THE_HOST_NETWORK = {"services": {"migrate": {"build": {"network": "host"}}}}


def engine_answers() -> bool:
    """Tell whether there are a container engine and Compose."""
    return shutil.which("docker") is not None and _succeeds("docker", "info") and bool(compose_program())


@cache
def compose_program() -> list[str]:
    """Find Compose: the engine's own command, else the program of before."""
    for program in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(program[0]) and _succeeds(*program, "version"):
            return program
    return []


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode == 0


def free_port() -> int:
    """Ask the system for a port of this machine's own address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(*command: str, within_seconds: float = 60, folder: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run a command to its end and give what it printed; its failing fails the test with the end of what it said."""
    done = subprocess.run(
        command, cwd=folder, env=os.environ | (env or {}), capture_output=True, text=True, check=False,
        timeout=within_seconds,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def copy_of_the_tree(target: Path) -> Path:
    """Copy what a clone would hold if everything here were committed: no ignored file, no leftover."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


@dataclass
class Deployment:
    """A project of Compose with a name and ports of its own."""

    folder: Path
    project: str = field(default_factory=lambda: f"plans-test-{uuid.uuid4().hex[:8]}")
    ports: dict[str, int] = field(
        default_factory=lambda: {name: free_port() for name in ("ingest", "prometheus", "grafana")}
    )

    def compose(self, *words: str, within_seconds: float = 60) -> str:
        """Run Compose on this project."""
        return self._run(*compose_program(), *words, within_seconds=within_seconds)

    def shell(self, command: str) -> str:
        """Run a line as a person would type it in the deployment's folder."""
        written = command.replace("docker compose ", " ".join(compose_program()) + " ")
        return self._run("bash", "-ec", written.replace(":8081/", f":{self.ports['ingest']}/"))

    def _run(self, *command: str, within_seconds: float = 60) -> str:
        settings = {f"PLANS_{name.upper()}_PORT": str(port) for name, port in self.ports.items()} | {
            "PLANS_IMAGE": "plans:test",
            "COMPOSE_PROJECT_NAME": self.project,
            "COMPOSE_FILE": "docker-compose.yml:host-network.json",
        }
        return run(*command, within_seconds=within_seconds, folder=self.folder, env=settings)

    def up(self) -> None:
        """Make secrets, build, start, and wait until everything is healthy."""
        run("make", "compose-secrets", f"PYTHON={sys.executable}", folder=self.folder)
        self.compose("build", within_seconds=600)
        self._give_kafka_its_volume()
        self.compose("up", "--detach", *self.wanted(), within_seconds=300)
        assert wait_until(self.healthy, within_seconds=90), self.compose("ps")

    def wanted(self) -> tuple[str, ...]:
        """Name the services to start: Grafana only where its image is at hand."""
        image = yaml.safe_load((self.folder / "docker-compose.yml").read_text())["services"]["grafana"]["image"]
        return (*SERVICES, "grafana") if _succeeds("docker", "image", "inspect", image) else SERVICES

    def _give_kafka_its_volume(self) -> None:
        """Do for any image of Kafka what the public one does: let its user own the data folder."""
        self.compose("up", "--no-start", "kafka")
        image = self.inspect("kafka")["Config"]["Image"]
        volume = f"{self.project}_kafka_data:/data"
        run("docker", "run", "--rm", "--user=0", "--volume", volume, "--entrypoint=chown", image, "appuser", "/data")

    def inspect(self, service: str) -> dict[str, Any]:
        """Give what the engine says of a service's container."""
        found: dict[str, Any] = json.loads(run("docker", "inspect", self._container(service)))[0]
        return found

    def _container(self, service: str) -> str:
        labels = {"com.docker.compose.project": self.project, "com.docker.compose.service": service}
        filters = (f"--filter=label={name}={value}" for name, value in labels.items())
        return run("docker", "ps", "--all", "--quiet", *filters).strip()

    def healthy(self, *services: str) -> bool:
        """Tell whether the named services, or all, are up and healthy."""
        states = [self.inspect(service)["State"] for service in services or (*self.wanted(), "kafka", "postgres")]
        return all(state["Running"] and state["Health"]["Status"] == "healthy" for state in states)

    def url(self, service: str, path: str) -> str:
        """Give a published address."""
        return f"http://127.0.0.1:{self.ports[service]}{path}"

    def execute(self, service: str, *command: str) -> str:
        """Run a command inside a service's container."""
        return run("docker", "exec", self._container(service), *command)

    def as_analyst(self, query: str) -> str:
        """Ask the database as an analyst does, by password; rows as psql's plain lines."""
        password = (self.folder / "secrets" / "analyst_password").read_text()
        place = ("psql", "--host=127.0.0.1", "--username=plans_analyst", "--dbname=plans", "-Atc", query)
        return self.execute("postgres", "env", f"PGPASSWORD={password}", *place).strip()

    def down(self) -> None:
        """Take everything down, data included."""
        self.compose("down", "--volumes", "--remove-orphans", within_seconds=120)


@contextmanager
def deployed(folder: Path) -> Iterator[Deployment]:
    """Deploy a copy of the tree for as long as the block lasts."""
    deployment = Deployment(copy_of_the_tree(folder))
    (folder / "host-network.json").write_text(json.dumps(BUILD_ON_THE_HOST_NETWORK))
    try:
        deployment.up()
        yield deployment
    finally:
        deployment.down()
