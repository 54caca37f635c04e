"""A real Prometheus beside the real services: the committed configuration, on ports of the moment, scraping often."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from observability.dashboards import ROOT
from plans_local.processes import Service
from plans_local.stack_ports import HOST, free_ports

CONFIGURATION = ROOT / "deploy" / "prometheus"
COMMITTED = {
    "ingest": "ingest:8081",
    "validate": "validate:8082",
    "aggregate": "aggregate:8083",
    "prometheus": "127.0.0.1:9090",
}
EVERY = "15s"
OFTEN = "500ms"
RATE_WINDOW = "60s"  # what Grafana makes of its rate interval with the committed scrape interval


@dataclass(frozen=True)
class Prometheus:
    """Where it answers, and words to ask it."""

    client: httpx.AsyncClient

    async def ask(self, expression: str) -> list[dict[str, Any]]:
        """Run an instant query; an error in it fails the test."""
        expression = expression.replace("$__rate_interval", RATE_WINDOW)
        answer = await self.client.get("/api/v1/query", params={"query": expression})
        body = answer.json()
        assert body["status"] == "success", f"{expression}: {body['error']}"
        found: list[dict[str, Any]] = body["data"]["result"]
        return found

    async def numbers(self, expression: str) -> list[float]:
        """Run an instant query and give the values of its series."""
        return [float(series["value"][1]) for series in await self.ask(expression)]

    async def rules(self) -> list[dict[str, Any]]:
        """Give every rule with its health and state."""
        body = (await self.client.get("/api/v1/rules")).json()
        return [rule for group in body["data"]["groups"] for rule in group["rules"]]


def _configured(folder: Path, targets: Mapping[str, str]) -> Path:
    text = (CONFIGURATION / "prometheus.yml").read_text().replace(EVERY, OFTEN)
    for committed, here in targets.items():
        assert f'"{committed}"' in text, f"nothing scrapes {committed}"
        text = text.replace(f'"{committed}"', f'"{here}"')
    shutil.copy(CONFIGURATION / "alerts.yml", folder)
    (folder / "prometheus.yml").write_text(text)
    return folder / "prometheus.yml"


@contextmanager
def scraping(services: Mapping[str, Service], folder: Path) -> Iterator[str]:
    """Run Prometheus over these services; gives its address."""
    program = shutil.which("prometheus")
    if program is None:
        pytest.skip("Prometheus is not here (Debian package: prometheus)")
    own = f"{HOST}:{free_ports(1)[0]}"
    targets = {COMMITTED[name]: urlsplit(service.ready_url).netloc for name, service in services.items()}
    targets[COMMITTED["prometheus"]] = own
    command = [
        program,
        f"--config.file={_configured(folder, targets)}",
        f"--storage.tsdb.path={folder / 'prometheus'}",
        f"--web.listen-address={own}",
    ]
    with Service("prometheus", command, ready_url=f"http://{own}/-/ready", log=folder / "prometheus.log"):
        yield f"http://{own}"
