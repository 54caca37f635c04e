"""Own what is said about text that was recognised in pictures of pages: where it is, and how far to trust it."""

from collections.abc import Sequence

from plans_schema.report import Finding
from plans_schema.vocabulary import TextFrom
from plans_validate.domain.document import Document, Page
from plans_validate.domain.verdict import RULE_FILE, note

_SURE = 80.0
_PAGES_NAMED = 12
_WHOLE = (
    "We read this file by recognising the letters in pictures of its pages, so some words may be wrong, here and in "
    "the quotes below."
)
_PARTLY = (
    "Some pages of this file are pictures ({pages}). We read them by recognising the letters, so some of their words "
    "may be wrong, here and in the quotes below."
)
_UNSURE = "Many letters were hard to make out."
_ADVICE = "A PDF made from the original document would be read word for word."


def text_from(pages: Sequence[Page]) -> TextFrom:
    """Tell where the text of these pages came from; a page without text says nothing."""
    kinds = {page.recognised for page in pages if page.text.strip()}
    if True not in kinds:
        return TextFrom.TEXT_LAYER
    return TextFrom.MIXED if False in kinds else TextFrom.OCR


def recognition_findings(document: Document) -> tuple[Finding, ...]:
    """Tell its sender that letters were recognised; nothing for a file that was read as text."""
    if document.text_from is TextFrom.TEXT_LAYER:
        return ()
    pages = [page.number for page in document.pages or () if page.recognised]
    first = _WHOLE if document.text_from is TextFrom.OCR else _PARTLY.format(pages=_named(pages))
    unsure = document.confidence is not None and document.confidence < _SURE
    sentences = (first, _UNSURE, _ADVICE) if unsure else (first, _ADVICE)
    return (note(RULE_FILE, " ".join(sentences)),)


def _named(pages: Sequence[int]) -> str:
    if len(pages) > _PAGES_NAMED:
        return f"{len(pages)} pages"
    *others, last = map(str, pages)
    return f"page {last}" if not others else f"pages {', '.join(others)} and {last}"
