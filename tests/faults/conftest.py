"""A stack of the fault tests' own, whose servers may be killed, and a place for what they measured."""

import asyncio
import os
from collections.abc import Callable, Iterator

import pytest

import stack as corners
from plans_local.desk import run_plans
from plans_local.stack import Stack as LocalStack
from plans_local.stack import local_stack
from plans_local.stack_folder import temporary_stack_folder

MEASURED = "measured"


@pytest.fixture(scope="session")
def killable() -> Iterator[LocalStack]:
    """Kafka and PostgreSQL as children of this process, never those that other tests share."""
    with temporary_stack_folder() as folder, local_stack(folder / "stack") as local:
        servers = corners.Servers(local.bootstrap_servers, local.admin_dsn)
        run_plans(["migrate"], os.environ | servers.migration_environment(corners.TEMPLATE))
        yield local


@pytest.fixture
async def corner(killable: LocalStack) -> corners.Stack:
    """A fresh corner of the killable stack."""
    return await made(killable)


async def made(killable: LocalStack) -> corners.Stack:
    corner = corners.Stack(corners.Servers(killable.bootstrap_servers, killable.admin_dsn))
    await corner.make()
    return corner


@pytest.fixture(scope="module")
def shared_corner(killable: LocalStack) -> corners.Stack:
    """One corner for all tests of a module."""
    return asyncio.run(made(killable))


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Keep a line for the end of the test run, which may be another process's."""
    return lambda line: request.node.user_properties.append((MEASURED, line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = (report for outcome in ("passed", "failed") for report in terminalreporter.getreports(outcome))
    for name, line in (each for report in reports for each in report.user_properties):
        if name == MEASURED:
            terminalreporter.write_line(line)
