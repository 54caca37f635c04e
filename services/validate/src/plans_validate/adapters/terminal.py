"""Own how a report is shown in a terminal: what was found, with pages and quotes, in the order of the letter."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from plans_schema.in_words import Group, barriers_in_words, figures_in_words, practices_in_words, questions_in_words
from plans_schema.register import councils
from plans_schema.report import Evidence, Finding, Report
from plans_schema.terms import words_for
from plans_schema.vocabulary import EndorsementStatus, Outcome, PublicationStatus

_INDENT = 4
_QUOTE_INDENT = 15
_OUTCOMES = {
    Outcome.CHECKED: "We found your plan and checked it.",
    Outcome.NO_PLAN_FOUND: "We could not find a plan in this file.",
    Outcome.NOT_A_PRODUCTIVITY_PLAN: "This does not seem to be a productivity plan.",
    Outcome.NOT_FROM_A_COUNCIL: "This does not seem to be the plan of a council that was asked for one.",
    Outcome.ANOTHER_COUNCIL: "This seems to be another council's plan.",
    Outcome.COULD_NOT_READ: "We could not read this file.",
    Outcome.COULD_NOT_CHECK: "We could not check this file, for a reason on our side.",
}


def show(report: Report, name: str, console: Console) -> None:
    """Show what was found in the file called `name`, and the id by which an error in our reading can be reported."""
    console.print(Text(f"{name}: {_OUTCOMES[report.outcome]}", style="bold"))
    _show_facts(report, console)
    for theme in report.themes:
        told = f"{words_for('themes', theme.id)}: {words_for('answers', theme.status)}"
        _line(console, f"Theme {theme.id[1]}", told, theme.evidence)
    if report.outcome is Outcome.CHECKED:
        _show_statements(report, console)
        _show_content(report, console)
    if report.findings:
        _heading(console, "What we have to say")
    for finding in report.findings:
        _show_finding(finding, console)
    if report.reading_id:
        console.print(f"\nIf we read something wrong, tell us and name this id: {report.reading_id}")


def _show_content(report: Report, console: Console) -> None:
    for title, groups in (
        ("The letter's questions, which you may answer or leave", questions_in_words(report)),
        ("Figures in your plan", figures_in_words(report)),
        ("Barriers you name", barriers_in_words(report)),
        ("Practices you describe", practices_in_words(report)),
    ):
        if groups:
            _heading(console, title)
        for group in groups:
            console.print(Text(f"  {group.title}"))
            _show_group(group, console)


def _show_group(group: Group, console: Console) -> None:
    for said in group.said:
        told = ": ".join(filter(None, (said.name, said.words)))
        console.print(Padding(Text(told), (0, 0, 0, _INDENT)))
        for each in said.evidence[:1]:
            _show_quote(each, console)


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


def _heading(console: Console, title: str) -> None:
    console.print(Text(f"\n{title}", style="bold"))


def _show_quote(evidence: Evidence, console: Console) -> None:
    page = "" if evidence.page is None else f"page {evidence.page}: "
    quote = Text.assemble((page, "dim"), (f"“{evidence.quote}”", "italic"))
    console.print(Padding(quote, (0, 0, 0, _QUOTE_INDENT)))
