"""The runbooks' commands, as written, so that tests can run them."""

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "runbooks"


def commands(page: str, heading: str) -> list[str]:
    """Give the shell commands under one heading of a page, a line each."""
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return [line for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL) for line in block.splitlines()]
