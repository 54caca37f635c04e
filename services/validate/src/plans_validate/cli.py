"""Own `plans check`: the whole report of one file, offline, in a terminal or as JSON."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from plans_schema.register import councils, told_of_abolished
from plans_schema.report import Report
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.terminal import show
from plans_validate.domain.sandbox import Policy

_NOTHING_TO_CHECK = 2
_CODE = "A code has nine characters, such as E07000234; your document is checked without one too."


def _known(council: str | None) -> str | None:
    code = council and council.strip().upper()
    if not code or code in councils():
        return code
    raise typer.BadParameter(told_of_abolished(code) or f"We know no council in England by the code {code}. {_CODE}")


def check(
    file: Annotated[Path, typer.Argument(help="The plan: PDF, Word, OpenDocument, web page, Markdown or text.")],
    council: Annotated[
        str | None, typer.Option(help="GSS code of the council that sends it, as E06000063.", callback=_known)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Check one plan before it is sent: what we found, with pages and quotes."""
    content = _content_of(file)
    if not json and sys.stderr.isatty():
        typer.echo(f"Reading {file.name} and checking it takes some seconds.", err=True)
    report = asyncio.run(_checked(content, council))
    if json:
        typer.echo(report.model_dump_json(indent=2))
    else:
        show(report, file.name, Console(highlight=False))


def _content_of(file: Path) -> bytes:
    if file.is_dir():
        raise _nothing(f"{file} is a folder. Please name one file in it.")
    try:
        content = file.read_bytes()
    except FileNotFoundError as error:
        raise _nothing(f"We could not find {file}. Please check its name and folder.") from error
    except OSError as error:
        raise _nothing(f"We could not open {file}: {error.strerror}.") from error
    if not content:
        raise _nothing(f"{file} is empty, so there is nothing to check. Please save the plan again.")
    return content


def _nothing(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(_NOTHING_TO_CHECK)


async def _checked(content: bytes, council: str | None) -> Report:
    async with ReaderProcess(Policy.DEGRADE) as reader:
        return await reader.read(content, council)
