"""Own the largest size of a report: nothing is lost below it, and above it repetitions go first."""

from plans_schema.report import (
    CouncilFacts,
    DocumentFacts,
    Evidence,
    Figure,
    QuestionCoverage,
    Report,
    ThemeCoverage,
)
from plans_schema.vocabulary import Confidence, DocumentKind, Outcome, ThemeStatus
from plans_validate.domain.clipping import LARGEST_REPORT_BYTES, clipped, size_bytes

WORDS = Evidence(page=1, quote="We saved four per cent. " * 24)


def figure(number: int, *, passages: int, as_written: str = "4%") -> Figure:
    return Figure(
        id=f"figure_{number}", value=None, unit="percent", confidence=Confidence.HIGH, as_written=as_written,
        evidence=(WORDS,) * passages,
    )  # fmt: skip


def a_report(figures: tuple[Figure, ...], *, passages: int = 1) -> Report:
    return Report(
        outcome=Outcome.CHECKED,
        document=DocumentFacts(sha256="0" * 64, format="pdf", kind=DocumentKind.PLAN, pages=4, text_from=None),
        council=CouncilFacts(declared=None, in_document=None),
        themes=(ThemeCoverage(id="T1", status=ThemeStatus.ADDRESSED, evidence=(WORDS,) * passages),),
        questions=tuple(QuestionCoverage(id=f"T1.Q{n}", status="addressed", evidence=(WORDS,)) for n in range(25)),
        figures=figures,
    )


def test_a_report_that_fits_stays_as_it_is() -> None:
    report = a_report(tuple(figure(number, passages=4) for number in range(100)))

    assert clipped(report) is report


def test_passages_go_before_entries_and_the_report_says_so() -> None:
    report = a_report(tuple(figure(number, passages=5) for number in range(400)), passages=9)
    assert size_bytes(report) > LARGEST_REPORT_BYTES

    shorter = clipped(report)

    assert shorter is not None
    assert size_bytes(shorter) <= LARGEST_REPORT_BYTES
    assert len(shorter.figures) == 400
    assert {len(each.evidence) for each in shorter.figures} == {3}
    assert (shorter.themes[0].status, len(shorter.themes[0].evidence)) == ("addressed", 3)
    assert "more than one report can carry" in shorter.findings[0].message


def test_then_only_the_first_entries_are_kept_and_every_status() -> None:
    report = a_report(tuple(figure(number, passages=2) for number in range(5_000)))

    shorter = clipped(report)

    assert shorter is not None
    assert size_bytes(shorter) <= LARGEST_REPORT_BYTES
    assert [each.id for each in shorter.figures] == [f"figure_{number}" for number in range(1_000)]
    assert len(shorter.questions) == 25


def test_a_report_made_to_break_the_size_is_none() -> None:
    assert clipped(a_report((figure(1, passages=1, as_written="4%" * 2**19),))) is None
