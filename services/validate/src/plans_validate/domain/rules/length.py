"""Own R02: how many pages the plan itself has."""

from plans_schema.report import Finding, PlanExtent
from plans_schema.vocabulary import Force, Length, SegmentKind
from plans_validate.domain.round import LengthAsked
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject

RULE = "R02"


def is_as_long_as_asked(subject: Subject) -> Answer:
    """Count the pages on which the plan stands, without covering report, letter, cover and appendices.

    Source: letter of 16 April 2024, "I expect your plans to be three to four pages in length" (R02, expected).
    """
    pages = sorted({page for part in subject.parts_of(SegmentKind.PLAN) for page in part.pages})
    if not pages:
        message = "We could not count the plan's pages, because this kind of file has none."
        return Answer({"plan": PlanExtent()}, (_finding(message),))
    length = _length(len(pages), subject.round_.length)
    extent = PlanExtent(pages=len(pages), first_page=pages[0], last_page=pages[-1], length=length)
    return Answer({"plan": extent}, _findings(extent, subject.round_.length))


def _length(pages: int, asked: LengthAsked) -> Length:
    if pages < asked.shortest_as_asked:
        return Length.SHORT
    return Length.LONG if pages > asked.longest_as_asked else Length.AS_ASKED


def _findings(extent: PlanExtent, asked: LengthAsked) -> tuple[Finding, ...]:
    if extent.length is Length.AS_ASKED:
        return ()
    pages = "1 page" if extent.pages == 1 else f"{extent.pages} pages"
    expected = f"{asked.shortest_as_asked} to {asked.longest_as_asked} pages"
    return (
        _finding(
            f"Your plan takes up {pages}. The minister expects {expected}; this is not a condition. "
            "We did not count covering reports, the minister's letter, cover sheets or appendices."
        ),
    )


def _finding(message: str) -> Finding:
    return Finding(rule=RULE, force=Force.EXPECTED, message=message)
