"""What the runbooks have the database run, it runs: on the tables as the migrations make them."""

import pytest

from compose.runbooks import FOLDER, statements
from stack import Stack

STATEMENTS = sorted({sql for page in FOLDER.glob("*.md") for sql in statements(page.read_text())})


def test_every_page_that_asks_the_database_is_looked_at() -> None:
    asking = [page.name for page in FOLDER.glob("*.md") if "psql" in page.read_text()]
    assert [name for name in asking if not statements((FOLDER / name).read_text())] == []


@pytest.mark.parametrize("statement", STATEMENTS)
async def test_a_statement_runs(postgres: Stack, statement: str) -> None:
    await postgres.rows(statement)
