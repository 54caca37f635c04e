"""docker-compose.yml as text: what must hold for every container, with no engine needed."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LONGEST_WORK_SECONDS = 20


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_has_no_rights_and_writes_nowhere_but_to_its_volume(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert any(str(place).startswith("/tmp") for place in service["tmpfs"])  # noqa: S108 - a container's own


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_is_given_the_time_to_end_well_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert int(service["stop_grace_period"].removesuffix("s")) > LONGEST_WORK_SECONDS
    assert service["restart"] == ("no" if name == "migrate" else "unless-stopped")


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_has_a_version_and_no_password_is_in_the_environment(name: str) -> None:
    service = SERVICES[name]
    assert ":" in service["image"]
    assert "latest" not in service["image"]
    named = [word for word in service.get("environment", {}) if "PASSWORD" in word or "SECRET" in word]
    assert all(word.endswith("_FILE") or word == "PLANS_SECRETS_DIR" for word in named)


def test_three_addresses_are_published_on_this_machine_alone() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"ingest", "prometheus", "grafana"}
    assert all(port.startswith("127.0.0.1:") for ports in published.values() for port in ports)
    assert COMPOSE["networks"]["inside"]["internal"] is True


def test_services_start_after_the_migration_and_the_migration_after_its_servers() -> None:
    assert SERVICES["migrate"]["depends_on"] == {
        "kafka": {"condition": "service_healthy"},
        "postgres": {"condition": "service_healthy"},
    }
    for name in ("ingest", "validate", "aggregate", "grafana"):
        assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_data_lie_where_the_servers_keep_them() -> None:
    assert "postgres_data:/var/lib/postgresql" in SERVICES["postgres"]["volumes"]  # 18 refuses the old data path
    assert SERVICES["kafka"]["environment"]["KAFKA_LOG_DIRS"] == "/var/lib/kafka/data"
    assert "kafka_data:/var/lib/kafka/data" in SERVICES["kafka"]["volumes"]


def test_topics_are_never_made_by_accident() -> None:
    assert SERVICES["kafka"]["environment"]["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"


def test_the_file_stays_within_what_both_compositions_read() -> None:
    assert {"name", "version", "develop", "include"} & set(COMPOSE) == set()
    assert {"develop", "deploy"} & {key for service in SERVICES.values() for key in service} == set()
