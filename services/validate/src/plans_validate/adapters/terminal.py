"""Own how a report is shown in a terminal: what was found, with pages and quotes, what must be done first."""

from collections.abc import Iterable, Iterator
from textwrap import shorten, wrap

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
_MARKS = "-–•·*◦▪○●| "
_NARROWEST = 40
_REMINDER = 60


def show(report: Report, name: str, console: Console) -> None:
    """Show what was found in the file called `name`, and the id by which an error in our reading can be reported."""
    sheet = _Sheet(console)
    sheet.say(f"{name}: {words_for('outcomes', report.outcome)}.", hanging=_INDENT, style="bold")
    heard = {each for finding in report.findings for each in finding.evidence[:1]}
    for fact in _facts(report):
        sheet.say(f"{fact.name:<{_LABEL}}{fact.words}", _INDENT, _LABEL)
        sheet.quote(each for each in fact.evidence if each not in heard)
    sheet.groups(findings_in_words(report), 1)
    if report.outcome is Outcome.CHECKED:
        sheet.groups((_themes(report),))
        for title, groups in _content(report):
            if groups:
                sheet.section(title, groups)
    if report.reading_id:
        sheet.say(
            "\nThese are readings of your text by rules, not judgements of your plan. If we read something wrong, "
            "tell those who gave you your council's key what your text says there, and name this id: "
            f"{report.reading_id}",
        )


def _reminder(words: str, name: str) -> str:
    """Cut a quote to its first words and those from a name on; one that does not hold it stays whole."""
    if not name or name not in words:
        return words
    begin, place = shorten(words, _REMINDER, placeholder=" …"), words.index(name)
    if name in begin:
        return begin
    return f"{begin} {shorten(words[place:], _REMINDER, placeholder=' …')}"


def _content(report: Report) -> Iterator[tuple[str, tuple[Group, ...]]]:
    yield "The letter's questions, which you may answer or leave", questions_in_words(report)
    yield "Figures in your plan", figures_in_words(report)
    yield "Barriers you name", barriers_in_words(report)
    yield "Practices you describe", practices_in_words(report)


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


class _Sheet:
    """A terminal's lines, in its width; a quote shown before in a section is cut to what stands around the entry."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._quoted: set[Evidence] = set()

    def section(self, title: str, groups: Iterable[Group]) -> None:
        """Begin a section under a title, with one quote an entry."""
        self._quoted.clear()
        self.say(f"\n{title}", style="bold underline")
        self.groups(groups, 1)

    def groups(self, groups: Iterable[Group], quotes: int | None = None) -> None:
        """Show groups with their entries, each with so many quotes, or all of them."""
        for group in groups:
            self.say(f"\n{group.title}", style="bold")
            for said in group.said:
                if said.name or said.words:
                    self.say(": ".join(filter(None, (said.name, said.words))), _INDENT, _INDENT)
                self.quote(said.evidence[:quotes], said.name)

    def quote(self, evidence: Iterable[Evidence], name: str = "") -> None:
        """Show quotes, each with its page; `name` is what they are shown for."""
        for each in evidence:
            page = "" if each.page is None else f"page {each.page}: "
            words = each.quote.strip(_MARKS)
            words = _reminder(words, name) if each in self._quoted else words
            self._quoted.add(each)
            self.say(f"{page}“{words}”", _QUOTE, style="dim")

    def say(self, text: str, indent: int = 0, hanging: int = 0, style: str = "") -> None:
        """Print whole words; lines after the first hang by as much more than the first one's indent."""
        first = " " * indent
        lines = wrap(
            text,
            max(self._console.width, _NARROWEST),
            initial_indent=first,
            subsequent_indent=first + " " * hanging,
            replace_whitespace=False,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines:
            self._console.print(Text(line, style=style), soft_wrap=True)
