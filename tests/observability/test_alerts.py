"""Alerts: the rules hold on their own unit tests, and each leads to a page that says what to do."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from compose.runbooks import FOLDER, commands

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"
UNIT_TESTS = Path(__file__).with_name("alerts_test.yml")
ALERTS: dict[str, dict[str, Any]] = {
    rule["alert"]: rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]
}
COMMANDS_AT_LEAST = 3


def promtool(*words: str | Path) -> None:
    program = shutil.which("promtool")
    if program is None:
        pytest.skip("promtool is not here (Debian package: prometheus)")
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_takes_its_configuration_and_the_rules() -> None:
    promtool("check", "config", RULES.with_name("prometheus.yml"))


def test_every_alert_fires_on_its_fault_and_keeps_quiet_beside_it() -> None:
    promtool("test", "rules", UNIT_TESTS)


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_is_unit_tested_both_ways(name: str) -> None:
    tests = yaml.safe_load(UNIT_TESTS.read_text())["tests"]
    asked = [each for test in tests for each in test["alert_rule_test"] if each["alertname"] == name]
    assert {bool(each.get("exp_alerts")) for each in asked} == {True, False}


@pytest.mark.parametrize("name", ALERTS)
def test_an_alert_is_a_page_or_a_ticket_and_has_a_runbook(name: str) -> None:
    rule = ALERTS[name]
    assert rule["labels"]["severity"] in {"page", "ticket"}
    assert rule["annotations"]["summary"].endswith((".", "}}."))
    runbook = (ROOT / rule["annotations"]["runbook_url"]).read_text()
    assert name in runbook
    for heading in ("What it means for councils", "Look first", "How it heals"):
        assert f"## {heading}" in runbook
    assert len(commands(runbook, "Look first")) >= COMMANDS_AT_LEAST


def test_every_runbook_belongs_to_an_alert() -> None:
    wanted = {Path(rule["annotations"]["runbook_url"]).name for rule in ALERTS.values()}
    found = {page.name for page in FOLDER.glob("*.md")} - {"README.md"}
    assert found == wanted


@pytest.mark.parametrize("name", ALERTS)
def test_a_ratio_comes_with_a_least_count(name: str) -> None:
    expression = ALERTS[name]["expr"]
    assert "/" not in expression or ">= 10" in expression
