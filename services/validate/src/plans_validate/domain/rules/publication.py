"""Own R10: what the document says of the plan's place on the council's website."""

import re
from collections.abc import Sequence

from plans_schema.report import Finding, Publication
from plans_schema.vocabulary import Force, PublicationStatus, SegmentKind
from plans_validate.domain.document import Block, Passage
from plans_validate.domain.round import PublicationWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.segments import WRITTEN_BY_COUNCIL
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Match, Phrases, Words

RULE = "R10"

_REST = r"[^\s<>()\[\]|\"'“”‘’]"
_ADDRESS = re.compile(
    rf"(?:https?://|www\.){_REST}+|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:gov|org|co)\.uk\b(?!@)(?:/{_REST}*)?", re.IGNORECASE
)
_ADDRESS_WORDS = frozenset({"http", "https", "www", "uk"})
_LONGEST_LABEL = 3
_MODAL_WITHIN = 3
_TO_COME = frozenset(
    {"will", "shall", "would", "to", "intend", "intends", "should", "must", "once", "when", "for", "publication"}
)
_CLARITY = {PublicationStatus.NOT_STATED: 0, PublicationStatus.INTENDED: 1, PublicationStatus.GIVEN: 2}


def says_where_it_is_published(subject: Subject) -> Answer:
    """Tell whether the document gives the plan's web address, or says that it will be published.

    Source: letter of 16 April 2024, "the plan must also be uploaded to your website" (R10, must).
    """
    words = subject.round_.publication
    found = Publication()
    for part in subject.parts_of(*WRITTEN_BY_COUNCIL):
        in_report = part.kind is SegmentKind.COVERING_REPORT
        for block in part.blocks:
            if _may_say(block, words):
                for passage in block.passages:
                    found = _clearer(found, _said(passage, words, about_plan=in_report))
    return Answer({"publication": found}, _findings(found))


def _clearer(found: Publication, said: Publication | None) -> Publication:
    """Keep the first statement, unless a later one says that the plan is there, or where it is to be."""
    return max(found, said or found, key=lambda each: (_CLARITY[each.status], each.address is not None))


def _may_say(block: Block, words: PublicationWords) -> bool:
    tokens = block.words.tokens
    published = tokens in Phrases.of(words.intended) or tokens in Phrases.of(words.published)
    return published or not _ADDRESS_WORDS.isdisjoint(tokens)


def _said(passage: Passage, words: PublicationWords, *, about_plan: bool) -> Publication | None:
    tokens = passage.words.tokens
    ahead, there = (_told(tokens, phrases, words, usually=about_plan) for phrases in (words.intended, words.published))
    labelled = _is_labelled(passage.text) and tokens[:_LONGEST_LABEL] in Phrases.of(words.labels)
    labelled = labelled and tokens not in Phrases.of(words.elsewhere)
    if not (ahead or there or labelled):
        return None
    address = _address(passage.text)
    quote = passage.quote()
    if quote is None or (address is None and tokens not in Phrases.of(words.website)):
        return None
    is_there = address is not None and not _lies_ahead(tokens, ahead, there)
    status = PublicationStatus.GIVEN if is_there else PublicationStatus.INTENDED
    return Publication(status=status, address=address, evidence=(quote,))


def _told(
    tokens: Sequence[str], phrases: tuple[str, ...], words: PublicationWords, *, usually: bool
) -> tuple[Match, ...]:
    """Give the words of publishing that are said of the plan: of what is named last before them, else first after."""
    named = [
        (each.after, each.first, of_plan)
        for of_plan, names in ((True, words.plan), (False, words.elsewhere))
        for each in Phrases.of(names).find(tokens)
    ]
    told = Phrases.of(phrases).find(tokens)
    of_plan_unless_named = usually or tokens in Phrases.of(words.again)
    return tuple(each for each in told if _is_of_plan(each, named, unnamed=of_plan_unless_named or not each.first))


def _is_of_plan(told: Match, named: Sequence[tuple[int, int, bool]], *, unnamed: bool) -> bool:
    before = [each for each in named if each[0] <= told.first]
    nearest = max(before, key=lambda each: (each[0], not each[2]), default=None) or min(
        named, key=lambda each: each[1], default=None
    )
    return unnamed if nearest is None else nearest[2]


def _lies_ahead(tokens: Sequence[str], intended: Sequence[Match], there: Sequence[Match]) -> bool:
    """Tell whether a sentence says only that the plan is to be published: "will be published at"."""
    ahead = [each for each in intended if _is_to_come(tokens, each)]
    apart = (all(each.after <= one.first or each.first >= one.after for one in ahead) for each in there)
    return bool(ahead) and not any(apart)


def _is_to_come(tokens: Sequence[str], intended: Match) -> bool:
    return not _TO_COME.isdisjoint(tokens[max(0, intended.first - _MODAL_WITHIN) : intended.after])


def _is_labelled(text: str) -> bool:
    """Tell whether an address stands alone behind a word or two: "Published: www..."."""
    found = _ADDRESS.search(text)
    if found is None or text[found.end() :].strip(" ."):
        return False
    return len(Words.of(text[: found.start()])) <= _LONGEST_LABEL


def _address(text: str) -> str | None:
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;:") if found else None


def _findings(found: Publication) -> tuple[Finding, ...]:
    if found.status is PublicationStatus.GIVEN:
        return ()
    if found.status is PublicationStatus.INTENDED:
        told, lacking = (
            ("is, or will be,", "its address") if found.address is None else ("is to be", "whether it is there yet")
        )
        message = (
            f"Your document says that the plan {told} on your website; we could not find {lacking}. "
            "The letter asks that residents can see the plan there."
        )
    else:
        message = (
            "We could not find where your plan is published. The letter asks that it is put on your website, "
            "so that residents can see it."
        )
    return (Finding(rule=RULE, force=Force.MUST, message=message, evidence=found.evidence),)
