"""Own R10: what the document says of the plan's place on the council's website."""

import re

from plans_schema.report import Finding, Publication
from plans_schema.vocabulary import Force, PublicationStatus, SegmentKind

from plans_validate.domain.document import Passage
from plans_validate.domain.round import PublicationWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Phrases

RULE = "R10"

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]|\"'“”‘’]+", re.IGNORECASE)
_READ_IN = (
    SegmentKind.COVER,
    SegmentKind.WEB_PREAMBLE,
    SegmentKind.COVERING_REPORT,
    SegmentKind.MINUTES,
    SegmentKind.PLAN,
    SegmentKind.PLAN_APPENDIX,
)


def says_where_it_is_published(subject: Subject) -> Answer:
    """Tell whether the document gives the plan's web address, or says that it will be published.

    Source: letter of 16 April 2024, "the plan must also be uploaded to your website" (R10, must).
    """
    words = subject.round_.publication
    found = Publication()
    for passage in subject.passages(*_READ_IN):
        said = _said(passage, words)
        if said is not None and (found.status is PublicationStatus.NOT_STATED or said.status is PublicationStatus.GIVEN):
            found = said
        if found.status is PublicationStatus.GIVEN:
            break
    return Answer({"publication": found}, _findings(found))


def _said(passage: Passage, words: PublicationWords) -> Publication | None:
    tokens = passage.words.tokens
    about_plan = tokens in Phrases(words.plan) or tokens in Phrases(words.website)
    if not about_plan or tokens in Phrases(words.elsewhere):
        return None
    intended = tokens in Phrases(words.intended)
    published = tokens in Phrases(words.published)
    address = _address(passage.text)
    on_website = tokens in Phrases(words.website)
    if not (intended or published) or not (on_website or address) or tokens not in Phrases(words.plan):
        return None
    quote = passage.quote()
    if quote is None:
        return None
    given = published and not intended and address is not None
    status = PublicationStatus.GIVEN if given or (address and intended) else PublicationStatus.INTENDED
    return Publication(status=status, address=address, evidence=(quote,))


def _address(text: str) -> str | None:
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;:") if found else None


def _findings(found: Publication) -> tuple[Finding, ...]:
    if found.status is PublicationStatus.GIVEN:
        return ()
    if found.status is PublicationStatus.INTENDED:
        message = (
            "Your document says that the plan is to be on your website; we could not find its address. "
            "The letter asks that residents can see the plan there."
        )
    else:
        message = (
            "We could not find where your plan is published. The letter asks that it is put on your website, "
            "so that residents can see it."
        )
    return (Finding(rule=RULE, force=Force.MUST, message=message, evidence=found.evidence),)
