"""Own how a report is shown in a terminal: what was found, with pages and quotes, what must be done first."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rich.console import Console
from rich.text import Text

from plans_schema.in_words import (
    Group,
    Said,
    barriers_in_words,
    day_in_words,
    endorsement_in_words,
    figures_in_words,
    findings_in_words,
    practices_in_words,
    publication_in_words,
    questions_in_words,
)
from plans_schema.register import councils
from plans_schema.report import Evidence, Report, Segment
from plans_schema.terms import words_for
from plans_schema.vocabulary import Outcome

_LABEL = 14
_INDENT = 2
_QUOTE = 6
_LIST_MARKS = "-–•·*◦▪○● "
_NARROWEST = 40


def show(report: Report, name: str, console: Console) -> None:
    """Show what was found in the file called `name`, and the id by which an error in our reading can be reported."""
    _say(console, f"{name}: {words_for('outcomes', report.outcome)}.", style="bold")
    heard = {each for finding in report.findings for each in finding.evidence[:1]}
    for fact in _facts(report):
        _say(console, f"{fact.name:<{_LABEL}}{fact.words}", _INDENT, _LABEL)
        _show_quotes([each for each in fact.evidence if each not in heard], console)
    _show_groups(console, findings_in_words(report), 1)
    if report.outcome is Outcome.CHECKED:
        _show_groups(console, (_themes(report),))
        _show_content(report, console)
    if report.reading_id:
        _say(
            console,
            "\nThese are readings of your text by rules, not judgements of your plan. If we read something wrong, "
            f"tell those who gave you your council's key what it says and name this id: {report.reading_id}",
        )


def _facts(report: Report) -> Iterator[Said]:
    found, plan, dated = report.council.in_document, report.plan, report.dates
    yield Said("Council", "not found in the text" if found is None else f"{councils()[found].name} ({found})", ())
    yield Said("File", ", ".join(_file_facts(report)), ())
    if len(report.segments) > 1:
        yield Said("Its parts", "; ".join(_part(each) for each in report.segments), ())
    if plan is not None and plan.pages is not None:
        yield Said("The plan", f"{_pages(plan.pages)}, {words_for('lengths', plan.length)}", ())
    if dated.stated:
        yield Said("Dated", day_in_words(dated.stated), dated.evidence)
    if report.outcome is Outcome.CHECKED:
        yield from (endorsement_in_words(report), publication_in_words(report))


def _file_facts(report: Report) -> Iterator[str]:
    yield words_for("formats", report.document.format or "unknown format")
    if report.document.pages is not None:
        yield _pages(report.document.pages)
    if report.segments:
        yield words_for("documents", report.document.kind)


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _part(segment: Segment) -> str:
    named, first, last = words_for("parts", segment.kind), segment.first_page, segment.last_page
    if first is None:
        return named
    return f"{named} (page {first})" if first == last else f"{named} (pages {first} to {last})"


def _themes(report: Report) -> Group:
    said = (
        Said(words_for("themes", each.id), words_for("answers", each.status), each.evidence) for each in report.themes
    )
    return Group("The four themes", tuple(said))


def _show_content(report: Report, console: Console) -> None:
    for title, groups in (
        ("The letter's questions, which you may answer or leave", questions_in_words(report)),
        ("Figures in your plan", figures_in_words(report)),
        ("Barriers you name", barriers_in_words(report)),
        ("Practices you describe", practices_in_words(report)),
    ):
        if groups:
            _say(console, f"\n{title}", style="bold underline")
            _show_groups(console, groups, 1)


def _show_groups(console: Console, groups: Iterable[Group], quotes: int | None = None) -> None:
    for group in groups:
        _say(console, f"\n{group.title}", style="bold")
        for said in group.said:
            _say(console, ": ".join(filter(None, (said.name, said.words))), _INDENT, 2)
            _show_quotes(said.evidence[:quotes], console)


def _show_quotes(evidence: Iterable[Evidence], console: Console) -> None:
    for each in evidence:
        page = "" if each.page is None else f"page {each.page}: "
        _say(console, f"{page}“{each.quote.lstrip(_LIST_MARKS)}”", _QUOTE, style="dim")


def _say(console: Console, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
    """Print text in the console's width, whole words only; lines after the first hang by as much again."""
    first = " " * indent
    lines = wrap(
        text,
        max(console.width, _NARROWEST),
        initial_indent=first,
        subsequent_indent=first + " " * hanging,
        replace_whitespace=False,
        break_long_words=False,
        break_on_hyphens=False,
    )
    console.print(Text("\n".join(lines), style=style), soft_wrap=True)
