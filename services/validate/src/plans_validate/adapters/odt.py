"""Own the reading of OpenDocument text: from `content.xml`, with the running headers of `styles.xml`."""

from dataclasses import dataclass, field

from plans_validate.adapters.composed import Composed, composed_document
from plans_validate.adapters.docx_styles import whole_number
from plans_validate.adapters.markup import Ends, Starts, parse
from plans_validate.adapters.packages import DAMAGED, PROTECTED, Package
from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind, Document

_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0 {}"
_MOST_SPACES = 100


def _name(space: str, name: str) -> str:
    return _NAMESPACE.format(space, name)


def _text(name: str) -> str:
    return _name("text", name)


def _table(name: str) -> str:
    return _name("table", name)


def read_odt(content: bytes) -> Document:
    """Read an OpenDocument file's blocks, and how many pages it states.

    Raises:
        CouldNotReadError: it is protected, damaged or holds no text.
        LimitReachedError: it unfolds to more than we read.

    """
    package = Package(content)
    body = package.part("content.xml")
    if b"encryption-data" in (package.part("META-INF/manifest.xml") or b""):
        raise CouldNotReadError(PROTECTED)
    if body is None:
        raise CouldNotReadError(DAMAGED)
    return composed_document("odt", content, lambda: _compose(package, body), _stated_pages(package))


def _compose(package: Package, body: bytes) -> Composed:
    composer = Composer()
    master = package.part("styles.xml")
    if master is not None:
        inner = Composer()
        parse(master, _TextReader(inner, within=_name("style", "master-page")))
        for block in inner.blocks()[0]:
            composer.add(Piece(BlockKind.FURNITURE, block.text))
    bold = _BoldStyles()
    parse(body, bold)
    parse(body, _TextReader(composer, within=_name("office", "text"), bold_styles=bold.names))
    return composer.blocks()


def _stated_pages(package: Package) -> int | None:
    reader = _Statistic()
    part = package.part("meta.xml")
    if part is not None:
        parse(part, reader)
    return reader.pages


class _Statistic:
    """Take the number of pages from `meta.xml`."""

    def __init__(self) -> None:
        self.pages: int | None = None
        self.starts: Starts = {_name("meta", "document-statistic"): self._start}
        self.ends: Ends = {}

    def text(self, data: str) -> None:
        """Leave text aside."""

    def _start(self, attributes: dict[str, str]) -> None:
        self.pages = whole_number(attributes.get(_name("meta", "page-count"))) or None


class _BoldStyles:
    """Take the names of the automatic styles that are bold."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._style = ""
        self.starts: Starts = {
            _name("style", "style"): self._start,
            _name("style", "text-properties"): self._properties,
        }
        self.ends: Ends = {}

    def text(self, data: str) -> None:
        """Leave text aside."""

    def _start(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get(_name("style", "name"), "")

    def _properties(self, attributes: dict[str, str]) -> None:
        weight = attributes.get("urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0 font-weight", "")
        if weight in {"bold", "600", "700", "800", "900"}:
            self.names.add(self._style)


@dataclass
class _Paragraph:
    """A paragraph while it is read."""

    level: int | None
    bold: bool
    text: list[str] = field(default_factory=list)
    plain: bool = False
    notes: list[str] = field(default_factory=list)


class _TextReader:
    """Take paragraphs, headings, lists, tables and notes inside one element; the rest of the part is left aside."""

    def __init__(self, composer: Composer, *, within: str, bold_styles: set[str] | None = None) -> None:
        self._composer = composer
        self._bold_styles = bold_styles or set()
        self._inside = 0
        self._skipped = 0
        self._list_depth = 0
        self._starts_item = False
        self._note_depth = 0
        self._open: list[_Paragraph] = []
        self._bold_spans: list[bool] = []
        self.starts: Starts = {
            _text("p"): self._paragraph, _text("h"): self._heading, _text("span"): self._span, _text("s"): self._spaces,
            _text("tab"): self._tab, _text("line-break"): self._line_break, _text("list"): self._list,
            _text("list-item"): self._item, _text("note"): self._note, _text("note-citation"): self._skip,
            _text("tracked-changes"): self._skip, _text("table-of-content"): self._skip, _table("table"): self._table,
            _table("table-row"): self._row, _table("table-cell"): self._cell, _table("table-header-rows"): self._heads,
            within: self._enter, _name("office", "annotation"): self._skip,
        }  # fmt: skip
        self.ends: Ends = {
            _text("p"): self._end_paragraph, _text("h"): self._end_paragraph, _text("span"): self._end_span,
            _text("list"): self._end_list, _text("note"): self._end_note, _text("note-citation"): self._unskip,
            _text("tracked-changes"): self._unskip, _text("table-of-content"): self._unskip,
            _table("table"): self._end_table, _table("table-header-rows"): self._end_heads, within: self._leave,
            _name("office", "annotation"): self._unskip,
        }  # fmt: skip
        self._in_heads = False

    def text(self, data: str) -> None:
        """Take characters of the open paragraph."""
        if self._open and not self._skipped:
            paragraph = self._open[-1]
            paragraph.text.append(data)
            if data.strip() and not (paragraph.bold or any(self._bold_spans)):
                paragraph.plain = True

    def _enter(self, _: dict[str, str]) -> None:
        self._inside += 1

    def _leave(self) -> None:
        self._inside -= 1

    def _paragraph(self, attributes: dict[str, str]) -> None:
        if self._inside:
            style = attributes.get(_name("text", "style-name"), "")
            level = {"Title": 1, "Subtitle": 2}.get(style)
            self._open.append(_Paragraph(level, style in self._bold_styles))

    def _heading(self, attributes: dict[str, str]) -> None:
        if self._inside:
            self._open.append(_Paragraph(whole_number(attributes.get(_name("text", "outline-level"))) or 1, bold=True))

    def _end_paragraph(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        text = "".join(paragraph.text).strip()
        if not text or self._skipped:
            return
        if self._note_depth and self._open:
            self._open[0].notes.append(text)
            return
        self._add(paragraph, text)
        for note in paragraph.notes:
            self._composer.add(Piece(BlockKind.FOOTNOTE, note))

    def _add(self, paragraph: _Paragraph, text: str) -> None:
        if paragraph.level is not None:
            self._composer.add(Piece(BlockKind.HEADING, text, paragraph.level))
        elif self._starts_item:
            self._starts_item = False
            self._composer.add(Piece(BlockKind.LIST_ITEM, text, self._list_depth))
        elif not paragraph.plain:
            self._composer.add_bold(text)
        else:
            self._composer.add(Piece(BlockKind.PARAGRAPH, text))

    def _span(self, attributes: dict[str, str]) -> None:
        self._bold_spans.append(attributes.get(_name("text", "style-name"), "") in self._bold_styles)

    def _end_span(self) -> None:
        if self._bold_spans:
            self._bold_spans.pop()

    def _spaces(self, attributes: dict[str, str]) -> None:
        count = whole_number(attributes.get(_name("text", "c"))) or 1
        self.text(" " * min(count, _MOST_SPACES))

    def _tab(self, _: dict[str, str]) -> None:
        self.text("\t")

    def _line_break(self, _: dict[str, str]) -> None:
        self.text("\n")

    def _list(self, _: dict[str, str]) -> None:
        self._list_depth += 1

    def _end_list(self) -> None:
        self._list_depth = max(0, self._list_depth - 1)
        self._starts_item = False

    def _item(self, _: dict[str, str]) -> None:
        self._starts_item = True

    def _note(self, _: dict[str, str]) -> None:
        self._note_depth += 1

    def _end_note(self) -> None:
        self._note_depth -= 1

    def _skip(self, _: dict[str, str]) -> None:
        self._skipped += 1

    def _unskip(self) -> None:
        self._skipped -= 1

    def _table(self, _: dict[str, str]) -> None:
        if self._inside and not self._skipped:
            self._composer.open_table()

    def _end_table(self) -> None:
        if self._inside and not self._skipped:
            self._composer.close_table()

    def _row(self, _: dict[str, str]) -> None:
        self._composer.open_row()
        if self._in_heads:
            self._composer.mark_heads()

    def _cell(self, attributes: dict[str, str]) -> None:
        """Begin a cell; the empty ones that one covers are left aside, for the span says the same."""
        spanned, rows, repeated = (
            whole_number(attributes.get(_table(f"number-{name}"))) or 1
            for name in ("columns-spanned", "rows-spanned", "columns-repeated")
        )
        self._composer.open_cell(columns=max(spanned, repeated), rows=rows, repeated=repeated > 1)

    def _heads(self, _: dict[str, str]) -> None:
        self._in_heads = True

    def _end_heads(self) -> None:
        self._in_heads = False
