"""Dashboards as text: what an on-call reader and a council may rely on, whatever the data."""

import re
from itertools import combinations
from typing import Any

import pytest
import yaml

from observability.dashboards import FOLDER, RATE_INTERVAL, ROOT, dashboards, panels, queries

DASHBOARDS = dashboards()
PANELS = [(name, panel) for name, dashboard in DASHBOARDS.items() for panel in panels(dashboard)]
NAMES = [f"{name}: {panel['title']}" for name, panel in PANELS]
NAMES_A_COUNCIL = re.compile(r"council_code|council_name|\b(council|plan|evidence)_v\d|short_name")
RANKS = re.compile(r"\b(rank|ntile|topk|bottomk|score|rating|DESC\s+LIMIT|LIMIT)\b", re.IGNORECASE)
ORDERS_BY_A_MEASURE = re.compile(r"ORDER BY[^)]*\b(councils|share|plans|submissions|n)\b(?!_)", re.IGNORECASE)


def test_there_are_two_dashboards_and_each_has_an_address() -> None:
    assert {name: dashboard["uid"] for name, dashboard in DASHBOARDS.items()} == {
        "pipeline": "plans-pipeline",
        "sector": "plans-sector",
    }


@pytest.mark.parametrize("name", DASHBOARDS)
def test_a_dashboard_is_not_edited_in_the_browser(name: str) -> None:
    assert DASHBOARDS[name]["editable"] is False
    assert DASHBOARDS[name]["description"]


@pytest.mark.parametrize(("name", "panel"), PANELS, ids=NAMES)
def test_a_panel_says_what_it_shows_and_in_what_unit(name: str, panel: dict[str, Any]) -> None:
    assert panel["title"]
    assert panel["description"].endswith(".")
    if panel["type"] != "text":
        assert panel["fieldConfig"]["defaults"]["unit"]
        assert panel["targets"]


@pytest.mark.parametrize(("name", "panel"), PANELS, ids=NAMES)
def test_a_panels_datasource_is_a_variable_of_its_dashboard(name: str, panel: dict[str, Any]) -> None:
    variables = {f"${{{each['name']}}}": each["query"] for each in DASHBOARDS[name]["templating"]["list"]}
    for asked in (panel.get("datasource"), *(target["datasource"] for target in panel.get("targets", ()))):
        assert asked is None or variables[asked["uid"]] == asked["type"]
    assert panel["type"] == "text" or panel["datasource"]


@pytest.mark.parametrize("name", DASHBOARDS)
def test_panels_have_ids_of_their_own_and_do_not_overlap(name: str) -> None:
    found = DASHBOARDS[name]["panels"]
    assert len({panel["id"] for panel in found}) == len(found)
    for one, other in combinations((panel["gridPos"] for panel in found), 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or below


@pytest.mark.parametrize("query", queries("expr"), ids=lambda query: query.panel)
def test_a_rate_is_taken_over_the_interval_that_fits_the_scrapes(query: Any) -> None:
    ranges = re.findall(r"rate\(.*?\[(.*?)\]", query.text)
    assert all(each == RATE_INTERVAL for each in ranges)


@pytest.mark.parametrize("query", queries("expr") + queries("rawSql"), ids=lambda query: query.panel)
def test_no_query_names_a_council_or_puts_anything_in_order_of_merit(query: Any) -> None:
    assert not NAMES_A_COUNCIL.search(query.text)
    assert not RANKS.search(query.text)
    assert not ORDERS_BY_A_MEASURE.search(query.text)


@pytest.mark.parametrize("query", queries("rawSql"), ids=lambda query: query.panel)
def test_sql_reads_the_analysts_views_and_is_run_as_it_stands(query: Any) -> None:
    assert set(re.findall(r"FROM ([\w.]+)", query.text)) <= set(re.findall(r"analytics\.\w+_v\d", query.text))
    assert "$" not in query.text


def test_the_sector_says_that_it_neither_rates_nor_ranks() -> None:
    texts = [panel["options"]["content"] for _, panel in PANELS if panel["type"] == "text"]
    assert any("No rating, no ranking" in text for text in texts)


def test_what_dashboards_ask_for_is_provisioned() -> None:
    provisioning = FOLDER.parent / "provisioning"
    sources = yaml.safe_load((provisioning / "datasources" / "plans.yml").read_text())["datasources"]
    asked = {each["query"] for dashboard in DASHBOARDS.values() for each in dashboard["templating"]["list"]}
    assert {source["type"] for source in sources} == asked
    assert all(source["editable"] is False for source in sources)
    sector = next(source for source in sources if source["type"] != "prometheus")
    assert sector["user"] == "plans_analyst"
    assert sector["secureJsonData"] == {"password": "$__file{/run/secrets/plans_analyst_password}"}

    mounts = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["grafana"]["volumes"]
    provider = yaml.safe_load((provisioning / "dashboards" / "plans.yml").read_text())["providers"][0]
    assert f"./deploy/grafana/dashboards:{provider['options']['path']}:ro" in mounts
