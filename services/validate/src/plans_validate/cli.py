"""Own `plans check`: the whole report of one file, offline, in a terminal or as JSON."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from plans_schema.register import councils
from plans_schema.report import Evidence, Finding, Report
from plans_schema.vocabulary import EndorsementStatus, Outcome, PublicationStatus
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.domain.sandbox import Policy

_MISSING_FILE = 2
_WIDTH_WITHOUT_TERMINAL = 100

_OUTCOMES = {
    Outcome.CHECKED: "We found your plan and checked it.",
    Outcome.NO_PLAN_FOUND: "We could not find a plan in this file.",
    Outcome.NOT_A_PRODUCTIVITY_PLAN: "This does not seem to be a productivity plan.",
    Outcome.NOT_FROM_A_COUNCIL: "This does not seem to be the plan of a council that was asked for one.",
    Outcome.ANOTHER_COUNCIL: "This seems to be another council's plan.",
    Outcome.COULD_NOT_READ: "We could not read this file.",
    Outcome.COULD_NOT_CHECK: "We could not check this file, for a reason on our side.",
}


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
        _show(report, file.name, console)


async def _checked(content: bytes, council: str | None) -> Report:
    async with ReaderProcess(Policy.DEGRADE) as reader:
        return await reader.read(content, council)


def _show(report: Report, name: str, console: Console) -> None:
    console.print(Text(f"{name}: {_OUTCOMES[report.outcome]}", style="bold"))
    _show_facts(report, console)
    for theme in report.themes:
        _line(console, f"Theme {theme.id[1]}", theme.status.replace("_", " "), theme.evidence)
    if report.outcome is Outcome.CHECKED:
        _show_statements(report, console)
    if report.findings:
        console.print(Text("\nWhat we have to say", style="bold"))
    for finding in report.findings:
        _show_finding(finding, console)


def _show_facts(report: Report, console: Console) -> None:
    found = report.council.in_document
    _line(console, "Council", "not found in the text" if found is None else f"{councils()[found].name} ({found})")
    _line(console, "File", " · ".join(_file_facts(report)))
    if report.plan is not None and report.plan.pages is not None:
        extent = report.plan
        where = f"{extent.pages} (pages {extent.first_page} to {extent.last_page} of the file)"
        _line(console, "Plan pages", f"{where}, {extent.length.replace('_', ' ')}")
    for segment in report.segments:
        where = "" if segment.first_page is None else f", pages {segment.first_page} to {segment.last_page}"
        _line(console, "Part", f"{segment.kind.replace('_', ' ')}{where}")


def _file_facts(report: Report) -> Iterable[str]:
    yield report.document.format or "unknown format"
    yield report.document.kind.replace("_", " ")
    if report.document.pages is not None:
        yield f"{report.document.pages} pages"


def _show_statements(report: Report, console: Console) -> None:
    endorsement, publication, dates = report.endorsement, report.publication, report.dates
    said = [endorsement.status.replace("_", " ")]
    if endorsement.status is not EndorsementStatus.NOT_STATED:
        said += [part for part in (endorsement.by, endorsement.date) if part]
    _line(console, "Endorsement", ", ".join(said), endorsement.evidence)
    address = publication.address if publication.status is PublicationStatus.GIVEN else None
    _line(console, "Published", address or publication.status.replace("_", " "), publication.evidence)
    _line(console, "Sent", dates.stated or "no date found", dates.evidence)


def _line(console: Console, label: str, value: str, evidence: Iterable[Evidence] = ()) -> None:
    console.print(Text.assemble((f"  {label:<12} ", "dim"), value))
    for each in evidence:
        _show_quote(each, console)


def _show_finding(finding: Finding, console: Console) -> None:
    console.print(Text.assemble((f"  {finding.rule:<7} {finding.force:<9}", "dim"), finding.message))


def _show_quote(evidence: Evidence, console: Console) -> None:
    page = "" if evidence.page is None else f"page {evidence.page}: "
    console.print(Text.assemble((f"{'':<15}{page}", "dim"), (f"“{evidence.quote}”", "italic")))
