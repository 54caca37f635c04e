"""The real stack for every test: addresses from the environment, else containers when asked, else the embedded one."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from plans_local.stack import local_stack
from plans_local.stack_folder import temporary_stack_folder
from stack import LONG_SECONDS, TEMPLATE, Servers, Stack

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
SHARED_DOCUMENTS = Path(__file__).parent.parent.parent / "shared" / "documents"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--containers",
        action="store_true",
        help="run Kafka and PostgreSQL in containers, and only the tests that need them",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what containers can't change."""
    if config.getoption("--containers"):
        served = [item for item in items if "servers" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in served])
        items[:] = served


@pytest.fixture(scope="session")
def servers(request: pytest.FixtureRequest) -> Iterator[Servers]:
    """Kafka and PostgreSQL for the whole session, migrated once into a template database."""
    kafka, postgres = os.environ.get("PLANS_TEST_KAFKA"), os.environ.get("PLANS_TEST_POSTGRES")
    if kafka and postgres:
        yield migrated(Servers(kafka, postgres))
    elif request.config.getoption("--containers"):
        from containers import container_stack  # noqa: PLC0415 - needs Docker, which most runs do without

        with container_stack() as found:
            yield migrated(found)
    else:
        with temporary_stack_folder() as folder, local_stack(folder) as local:
            yield migrated(Servers(local.bootstrap_servers, local.admin_dsn))


def migrated(servers: Servers) -> Servers:
    """Run the one migration command against a database that tests copy."""
    command = [str(Path(sys.executable).parent / "plans"), "migrate"]
    done = subprocess.run(
        command,
        env=os.environ | servers.migration_environment(TEMPLATE),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return servers


@pytest.fixture
async def stack(servers: Servers) -> AsyncIterator[Stack]:
    """A fresh corner: own topics, own database."""
    corner = Stack(servers)
    await corner.make()
    yield corner
    await corner.drop()


@pytest.fixture
async def postgres(servers: Servers) -> AsyncIterator[Stack]:
    """A fresh corner without topics: its database is all that the test meets."""
    corner = Stack(servers)
    await corner.make_database()
    yield corner
    await corner.drop_database()


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The five real documents, which are other people's text and never in the repository."""
    if not SHARED_DOCUMENTS.is_dir():
        pytest.skip("the five real documents are not beside this clone (../shared/documents)")
    return SHARED_DOCUMENTS
