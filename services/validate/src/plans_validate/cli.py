"""Own `plans check`: the whole report of one file, offline, in a terminal or as JSON."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from plans_schema.register import councils
from plans_schema.report import Report
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.terminal import show
from plans_validate.domain.sandbox import Policy

_MISSING_FILE = 2
_WIDTH_WITHOUT_TERMINAL = 100


def check(
    file: Annotated[Path, typer.Argument(help="The plan: PDF, Word, OpenDocument, web page, Markdown or text.")],
    council: Annotated[str | None, typer.Option(help="GSS code of the council that sends it, as E06000063.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Check one plan before it is sent: what we found, with pages and quotes."""
    if council is not None and council not in councils():
        raise typer.BadParameter(f"{council} is not the code of a council in the register.", param_hint="--council")
    try:
        content = file.read_bytes()
    except OSError as error:
        typer.echo(f"We could not open {file}: {error.strerror}.", err=True)
        raise typer.Exit(_MISSING_FILE) from error
    report = asyncio.run(_checked(content, council))
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        console = Console(highlight=False)
        console = console if console.is_terminal else Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL)
        show(report, file.name, console)


async def _checked(content: bytes, council: str | None) -> Report:
    async with ReaderProcess(Policy.DEGRADE) as reader:
        return await reader.read(content, council)
