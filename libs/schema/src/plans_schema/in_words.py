"""Say in plain words what a report found in a plan, once for the receipt page and the terminal.

Entries stand under what they are about. None is counted and none is weighed against another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from plans_schema.report import Barrier, Evidence, Figure, Finding, Practice, QuestionCoverage, Report
from plans_schema.terms import Kind, terms, words_for
from plans_schema.vocabulary import Confidence, EndorsementStatus

AT = "at "
_UNITS = {"percent": "%", "fte": " full-time equivalents", "hours": " hours", "pages": " pages"}
_RECURRENT = "recurrent"
_BEFORE_AMOUNTS = {"approx", "over", "up_to", "under"}
_ABOUT_THE_FILE = frozenset({"FILE", "COUNCIL"})
NOT_SURE = "we are not sure of this reading"
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Said:
    """One thing that was read: what to call it, how it stands, and the words it rests on."""

    name: str
    words: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Group:
    """What was read on one subject."""

    title: str
    said: tuple[Said, ...]


def findings_in_words(report: Report) -> tuple[Group, ...]:
    """Give what we have to say by the letter's force: what must be done first, endorsement at its head."""
    return _grouped(report.findings, "forces", _heard_as, lambda finding: Said("", finding.message, finding.evidence))


def endorsement_in_words(report: Report) -> Said:
    """Say how far members' endorsement has come, with who gave it and on which day where the text tells."""
    found = report.endorsement
    told = found.status is not EndorsementStatus.NOT_STATED
    beside = ", ".join(filter(None, (found.by, found.date and day_in_words(found.date)))) if told else ""
    words = words_for("endorsements", found.status)
    return Said("Endorsement", f"{words} ({beside})" if beside else words, found.evidence)


def publication_in_words(report: Report) -> Said:
    """Say what the text tells of the plan's place on the council's website."""
    found = report.publication
    words = words_for("publications", found.status)
    return Said("Published", f"{words}: {found.address}" if found.address else words, found.evidence)


def declaration_in_words(body: str | None, on: date | None) -> str:
    """Say what a sender told of the endorsement; `body` is null for nobody yet."""
    words = words_for("bodies", body or "not_yet")
    return f"{words}, {day_in_words(on.isoformat())}" if on else words


def day_in_words(text: str) -> str:
    """Write a day or month of a report as people do: `8 July 2024`, `July 2024`; anything else as it is."""
    for whole, shape in ((text, "{0.day} {0:%B %Y}"), (f"{text}-01", "{0:%B %Y}")):
        with suppress(ValueError):
            return shape.format(date.fromisoformat(whole))
    return text


def questions_in_words(report: Report) -> tuple[Group, ...]:
    """Give the letter's questions by theme, in the letter's order, each with how far the text answers it."""
    places = {
        item: place for place, item in enumerate(_known_first((each.id for each in report.questions), "questions"))
    }
    in_order = sorted(report.questions, key=lambda item: places[item.id])
    return _grouped(in_order, "themes", lambda item: item.id.split(".")[0], _question)


def figures_in_words(report: Report) -> tuple[Group, ...]:
    """Give the figures by what they are, those the letter asks for first; each as written."""
    groups = _grouped(report.figures, "figures", lambda figure: figure.id, _figure)
    return tuple(replace(group, said=_quoted_once(group.said)) for group in groups)


def barriers_in_words(report: Report) -> tuple[Group, ...]:
    """Give the barriers by what stands in the way, each with whom it is addressed to."""
    return _grouped(report.barriers, "barriers", lambda barrier: barrier.category, _barrier)


def practices_in_words(report: Report) -> tuple[Group, ...]:
    """Give the practices by what is done, each with its quotes."""
    return _grouped(report.practices, "practices", lambda practice: practice.category, _practice)


def _grouped(
    entries: Iterable[Entry],
    kind: Kind,
    group_of: Callable[[Entry], str],
    said: Callable[[Entry], Said],
) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(group_of(entry), []).append(entry)
    return tuple(
        Group(words_for(kind, name), tuple(said(entry) for entry in groups[name]))
        for name in _known_first(groups, kind)
    )


def _quoted_once(said: Sequence[Said]) -> tuple[Said, ...]:
    """Let entries in a row that rest on the same words, as cells of a table's row do, share a quote after the last."""
    following = [each.evidence for each in said[1:]]
    return tuple(
        replace(each, evidence=()) if each.evidence == after else each
        for each, after in zip(said, (*following, None), strict=True)
    )


def _known_first(names: Iterable[str], kind: Kind) -> list[str]:
    places = {name: place for place, name in enumerate(terms()[kind])}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def _heard_as(finding: Finding) -> str:
    return "file" if finding.rule in _ABOUT_THE_FILE else finding.force


def _question(item: QuestionCoverage) -> Said:
    return Said(words_for("questions", item.id), words_for("answers", item.status), item.evidence)


def _figure(figure: Figure) -> Said:
    return Said(figure.as_written, "; ".join(_about(figure)), figure.evidence)


def _about(figure: Figure) -> Iterator[str]:
    amount = _amount(figure)
    if amount != figure.as_written:
        yield f"read as {amount}"
    yield _when(figure.period, figure.basis)
    if figure.kind:
        yield words_for("kinds", figure.kind)
    if figure.scope:
        yield f"it covers {words_for('scopes', figure.scope)}"
    yield from (words_for("flags", flag) for flag in figure.flags)
    yield from _doubt(figure.confidence)


def _amount(figure: Figure) -> str:
    bounds = dict.fromkeys(each for each in (figure.value, figure.low, figure.high) if each is not None)
    amount = " to ".join(_in_unit(number, figure.unit) for number in bounds)
    return f"{words_for('qualifiers', figure.qualifier)} {amount}" if figure.qualifier in _BEFORE_AMOUNTS else amount


def _in_unit(number: Decimal, unit: str) -> str:
    text = f"{number:,f}"
    return f"£{text}" if unit == "GBP" else f"{text}{_UNITS.get(unit, '')}"


def _when(period: str | None, basis: str | None) -> str:
    if period is None:
        return "each year" if basis == _RECURRENT else "no period given"
    if period.startswith(AT):
        return f"at {day_in_words(period.removeprefix(AT))}"
    return period.replace("-", " to ")


def _barrier(barrier: Barrier) -> Said:
    stand = words_for("asks" if barrier.explicit_ask else "addressees", barrier.addressee)
    named = f"{stand} ({barrier.department})" if barrier.department else stand
    return Said("", "; ".join((named, *_doubt(barrier.confidence))), barrier.evidence)


def _practice(practice: Practice) -> Said:
    """Give a practice's quotes alone: words on how well it is told would read like a mark."""
    return Said("", "", practice.evidence)


def _doubt(confidence: Confidence) -> Iterator[str]:
    if confidence is Confidence.LOW:
        yield NOT_SURE
