"""Own the reading of Word files: straight from the package's parts, in one pass, nothing run and nothing fetched."""

import re

from plans_validate.adapters.composed import Composed, composed_document
from plans_validate.adapters.docx_body import BodyReader
from plans_validate.adapters.docx_styles import Styles
from plans_validate.adapters.markup import refuse_doctype, tree_of
from plans_validate.adapters.packages import DAMAGED, Package
from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind, Document

BODY = "word/document.xml"
_HEADER_PART = re.compile(r"word/header\d*\.xml")
_FOOTER_PART = re.compile(r"word/footer\d*\.xml")
_PAGES = re.compile(rb"<(?:\w+:)?Pages>\s*(\d{1,6})\s*</")


def read_docx(content: bytes) -> Document:
    """Read a Word file's blocks, and how many pages it states.

    Raises:
        CouldNotReadError: it is protected, damaged or holds no text.
        LimitReachedError: it unfolds to more than we read.

    """
    package = Package(content)
    body = package.part(BODY)
    if body is None:
        raise CouldNotReadError(DAMAGED)
    return composed_document("docx", content, lambda: _compose(package, body), _stated_pages(package))


def _compose(package: Package, body: bytes) -> Composed:
    styles = Styles(package.part("word/styles.xml"))
    composer = Composer()
    notes = {**_notes(package, "word/footnotes.xml", styles), **_notes(package, "word/endnotes.xml", styles)}
    _add_furniture(package, _HEADER_PART, styles, composer)
    BodyReader(tree_of(body), styles, composer, notes).read()
    composer.close_all()
    _add_furniture(package, _FOOTER_PART, styles, composer)
    return composer.blocks()


def _notes(package: Package, name: str, styles: Styles) -> dict[str, list[str]]:
    part = package.part(name)
    if part is None:
        return {}
    return BodyReader(tree_of(part), styles, Composer(), {}).notes()


def _add_furniture(package: Package, parts: re.Pattern[str], styles: Styles, composer: Composer) -> None:
    """Add each different paragraph of the running headers or footers once."""
    known: set[str] = set()
    for name in sorted(filter(parts.fullmatch, package.names)):
        inner = Composer()
        BodyReader(tree_of(package.part(name) or b"<none/>"), styles, inner, {}).read()
        for block in inner.blocks()[0]:
            if block.folded not in known:
                known.add(block.folded)
                composer.add(Piece(BlockKind.FURNITURE, block.text))


def _stated_pages(package: Package) -> int | None:
    part = package.part("docProps/app.xml") or b""
    refuse_doctype(part)
    found = _PAGES.search(part)
    return (int(found[1]) or None) if found else None
