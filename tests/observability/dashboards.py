"""The committed dashboards as data: panels and their queries."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "deploy" / "grafana" / "dashboards"
RATE_INTERVAL = "$__rate_interval"


@dataclass(frozen=True)
class Query:
    """One query of one panel; `text` is PromQL or SQL as committed."""

    panel: str
    text: str


def dashboards() -> dict[str, dict[str, Any]]:
    """Read every dashboard by its file's name."""
    return {file.stem: json.loads(file.read_text()) for file in sorted(FOLDER.glob("*.json"))}


def panels(dashboard: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the panels that show something, rows left out."""
    return (panel for panel in dashboard["panels"] if panel["type"] != "row")


def queries(language: str) -> list[Query]:
    """Give every query in `expr` (PromQL) or `rawSql` (SQL)."""
    return [
        Query(panel["title"], target[language])
        for dashboard in dashboards().values()
        for panel in panels(dashboard)
        for target in panel.get("targets", ())
        if language in target
    ]
