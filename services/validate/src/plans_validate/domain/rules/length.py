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
        return _without_pages(_stated_pages(subject))
    length = _length(len(pages), subject.round_.length)
    extent = PlanExtent(pages=len(pages), first_page=pages[0], last_page=pages[-1], length=length)
    return Answer({"plan": extent}, _findings(extent, subject.round_.length))


def _without_pages(stated: int | None) -> Answer:
    message = (
        "We could not count the plan's pages, because a file of this kind does not say where its pages end. "
        "Send a PDF if you would like them counted."
    )
    if stated is not None:
        message += (
            f" The file says of itself that it has {_pages(stated)}; this may be out of date, so we did not use it."
        )
    return Answer({"plan": PlanExtent(stated_pages=stated)}, (_finding(message),))


def _stated_pages(subject: Subject) -> int | None:
    """Give the pages that the file states for the plan; null where it does not tell.

    Where other parts stand beside the plan, these are the pages on which the file says that the plan lay.
    """
    stated = subject.document.stated_pages
    if all(part.kind in (SegmentKind.PLAN, SegmentKind.WEB_PREAMBLE) for part in subject.parts):
        return stated
    blocks = [block for part in subject.parts_of(SegmentKind.PLAN) for block in part.blocks]
    lay = {block.stated_page for block in blocks if block.stated_page is not None}
    all_lay = {block.stated_page for block in subject.document.blocks if block.stated_page is not None}
    return len(lay) if stated is not None and len(all_lay) == stated else None


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _length(pages: int, asked: LengthAsked) -> Length:
    if pages < asked.shortest_as_asked:
        return Length.SHORT
    return Length.LONG if pages > asked.longest_as_asked else Length.AS_ASKED


def _findings(extent: PlanExtent, asked: LengthAsked) -> tuple[Finding, ...]:
    if extent.length is Length.AS_ASKED:
        return ()
    expected = f"{asked.shortest_as_asked} to {asked.longest_as_asked} pages"
    return (
        _finding(
            f"Your plan takes up {_pages(extent.pages or 0)}. "
            f"The minister expects {expected}; this is not a condition. "
            "We did not count covering reports, the minister's letter, cover sheets or appendices."
        ),
    )


def _finding(message: str) -> Finding:
    return Finding(rule=RULE, force=Force.EXPECTED, message=message)
