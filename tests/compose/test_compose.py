"""docker-compose.yml from a clean checkout: an upload becomes a report and a figure, and nothing runs with rights."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from compose.deployment import Deployment, deployed, engine_answers
from compose.runbooks import FOLDER, commands
from plans_local.processes import wait_until
from plans_local.render import SAMPLES, render_markdown

OURS = ("ingest", "validate", "aggregate")
HEREFORDSHIRE = "E06000019"
ROOT_BY_ANY_NAME = {"", "0", "root"}
AS_OWNER = ("-h", "/var/run/postgresql", "-U", "postgres", "-d", "plans")
ENDED_AS_PARKED = """
UPDATE ingest.submission SET outcome = 'could_not_check', put_forward_at = now() - interval '1 hour',
report = '{"findings": [{"rule": "parked"}]}' WHERE council_code = 'E06000019'
"""
AGAIN = "SELECT attempt, outcome FROM ingest.submission WHERE council_code = 'E06000019'"
LOOKS = sorted({line for page in FOLDER.glob("*.md") for line in commands(page.read_text(), "Look first")})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    if not engine_answers():
        pytest.skip("no container engine with Compose answers here")
    with deployed(tmp_path_factory.mktemp("checkout")) as deployment:
        yield deployment


def sent(desk: Deployment, folder: Path, sample: str, council: str) -> dict[str, Any]:
    """Send a sample plan through the published port and give its receipt once there is a report."""
    plan = folder / f"{sample}.pdf"
    render_markdown((SAMPLES / f"{sample}.md").read_text(), plan)
    key = desk.execute("ingest", "plans", "keys", "issue", council).split()[-1]
    with httpx.Client(headers={"Authorization": f"Bearer {key}"}, trust_env=False, timeout=30) as client:
        files = {"file": (plan.name, plan.read_bytes())}
        answer = client.post(desk.url("ingest", "/v1/plans"), data={"council_code": council}, files=files)
        assert answer.status_code == 202, answer.text
        receipt = desk.url("ingest", answer.headers["Location"])
        assert wait_until(lambda: client.get(receipt).json()["report"] is not None, within_seconds=60)
        return dict(client.get(receipt).json())


def test_an_upload_becomes_a_report_and_a_sector_figure(desk: Deployment, tmp_path: Path) -> None:
    receipt = sent(desk, tmp_path, "herefordshire", HEREFORDSHIRE)

    assert (receipt["council_code"], receipt["version"], receipt["status"]) == (HEREFORDSHIRE, 1, "checked")
    query = "SELECT councils_received, councils_with_checked_plan, submissions FROM analytics.sector_overview_v1"
    assert wait_until(lambda: desk.as_analyst(query) == "1|1|1", within_seconds=30), desk.as_analyst(query)


def test_prometheus_reaches_every_service(desk: Deployment) -> None:
    def up() -> dict[str, str]:
        address = desk.url("prometheus", "/api/v1/query")
        answer = httpx.get(address, params={"query": "up"}, trust_env=False).json()
        return {series["metric"]["job"]: series["value"][1] for series in answer["data"]["result"]}

    wanted = dict.fromkeys((*OURS, "prometheus"), "1")
    assert wait_until(lambda: up() == wanted, within_seconds=60), up()


def test_every_container_is_healthy_without_root_and_without_a_writable_root(desk: Deployment) -> None:
    for service in (*desk.wanted(), "kafka", "postgres"):
        container = desk.inspect(service)
        assert container["State"]["Health"]["Status"] == "healthy", service
        assert container["Config"]["User"] not in ROOT_BY_ANY_NAME, service
        assert desk.execute(service, "id", "-u").strip() != "0", service
        assert container["HostConfig"]["ReadonlyRootfs"], service
        privileges = desk.execute(service, "cat", "/proc/1/status")
        assert "CapEff:\t0000000000000000" in privileges, service
        assert "NoNewPrivs:\t1" in privileges, service


def test_the_migration_has_ended_well(desk: Deployment) -> None:
    state = desk.inspect("migrate")["State"]
    assert (state["Status"], state["ExitCode"]) == ("exited", 0)


@pytest.mark.parametrize("service", OURS)
def test_a_killed_service_comes_back(desk: Deployment, service: str) -> None:
    before = desk.inspect(service)["RestartCount"]
    desk.execute(service, "sh", "-c", "kill -9 $(cat /proc/1/task/1/children)")

    def is_back() -> bool:
        return desk.inspect(service)["RestartCount"] > before and desk.healthy(service)

    assert wait_until(is_back, within_seconds=60), desk.compose("logs", "--tail=20", service)


def test_uploads_go_on_after_the_kills(desk: Deployment, tmp_path: Path) -> None:
    receipt = sent(desk, tmp_path, "south_hams", "E07000044")
    assert receipt["status"] == "checked"


@pytest.mark.parametrize("command", LOOKS)
def test_what_a_runbook_tells_to_look_at_can_be_looked_at(desk: Deployment, command: str) -> None:
    desk.shell(command)


def test_a_replay_by_the_runbook_gives_the_same_figures(desk: Deployment) -> None:
    query = (
        "SELECT theme, status, councils, plans FROM analytics.theme_coverage_v1 WHERE grain = 'sector' ORDER BY 1, 2"
    )
    before = desk.as_analyst(query)
    assert {line.rpartition("|")[2] for line in before.splitlines()} == {"2"}

    desk.execute("postgres", "psql", *AS_OWNER, "-c", ENDED_AS_PARKED)
    for command in commands((FOLDER / "dead-letters.md").read_text(), "How to replay"):
        desk.shell(command)
    assert wait_until(lambda: desk.as_analyst(query) == before, within_seconds=60), desk.as_analyst(query)

    def put_forward() -> str:
        return desk.execute("postgres", "psql", *AS_OWNER, "-Atc", AGAIN).strip()

    assert wait_until(lambda: put_forward() == "2|checked", within_seconds=90), put_forward()
