"""The runbooks' commands, as written, so that tests can run them."""

import re
from pathlib import Path
from uuid import UUID

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "runbooks"


def commands(page: str, heading: str) -> list[str]:
    """Give the shell commands under one heading of a page, a line each."""
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL) for line in block.splitlines()]


def statements(page: str) -> list[str]:
    """Give the SQL that a page has the database run, with the nil UUID for the id that a person puts in."""
    return [sql.replace("'ID'", f"'{UUID(int=0)}'") for sql in re.findall(r'-A?t?c "([^"]+)"', page)]
