"""What the runbooks name is there under that name: services, topics, groups, settings, pages."""

import re
from pathlib import Path

import pytest
import yaml

from compose.runbooks import FOLDER
from plans_aggregate.settings import AggregateSettings
from plans_ingest.settings import IngestSettings
from plans_schema.topics import ALL_TOPICS, TOPICS, group_of
from plans_validate.settings import ValidateSettings

PAGES = sorted(FOLDER.glob("*.md"))
COMPOSE = yaml.safe_load((FOLDER.parents[1] / "docker-compose.yml").read_text())
GROUPS = {group_of(service) for topic in TOPICS for service in topic.readers}
SETTINGS = {
    f"PLANS_{name.upper()}"
    for settings in (IngestSettings, ValidateSettings, AggregateSettings)
    for name in settings.model_fields
}
OF_A_SERVICE = re.compile(
    r"docker compose (?:exec -T|run --rm(?: --no-deps -T)?|logs --tail=\d+|stop|start|restart|ps(?: -q)?) ([a-z ]+)"
)


def names(pattern: str | re.Pattern[str], page: Path) -> set[str]:
    return set(re.findall(pattern, page.read_text()))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_what_there_is(page: Path) -> None:
    services = {name for words in names(OF_A_SERVICE, page) for name in re.sub(r" (?:psql|sh) $", "", words).split()}
    assert services <= set(COMPOSE["services"])
    assert names(r"--group ([^ \n`]+)", page) <= GROUPS
    assert names(r"\bplans\.[a-z]+\.v1(?:\.dead-letter)?", page) <= {topic.name for topic in ALL_TOPICS}
    assert names(r"\bPLANS_[A-Z_]+", page) <= SETTINGS | {"PLANS_IMAGE"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_leads_to_pages_and_headings_that_there_are(page: Path) -> None:
    for name, heading in re.findall(r"\]\(([a-z-]+\.md|README\.md)(?:#([a-z-]+))?\)", page.read_text()):
        headings = re.findall(r"^## (.+)$", (FOLDER / name).read_text(), re.MULTILINE)
        assert not heading or heading in {each.lower().replace(" ", "-") for each in headings}
