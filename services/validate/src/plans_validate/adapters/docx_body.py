"""Own the reading of a Word part that holds paragraphs: the body, headers, footers, foot- and endnotes.

Insertions that were tracked are read, deletions are not; a text box is read where it is anchored, once; fields give
their result, never their code; hidden text is left out.
"""

from plans_validate.adapters.docx_styles import STRICT, Styles, W, attribute, is_on, whole_number
from plans_validate.adapters.markup import Ends, Starts
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_BODY_LEVEL = 9


class _Paragraph:
    """A paragraph while it is read: its text run by run, and what was said of it."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.style: str | None = None
        self.level: int | None = None
        self.is_list: bool | None = None
        self.depth = 1
        self.all_bold = True
        self.all_large = True
        self.notes: list[str] = []


class BodyReader:
    """Take the elements of a part; paragraphs go to a composer, notes are looked up by their number."""

    def __init__(self, styles: Styles, composer: Composer, notes: dict[str, list[str]] | None = None) -> None:
        self._styles = styles
        self._composer = composer
        self._notes = notes or {}
        self._open: list[_Paragraph] = []
        self._paragraph: _Paragraph | None = None
        self._skipped = 0
        self._collecting = False
        self._in_run = False
        self._hidden = False
        self._bold: bool | None = None
        self._half_points: float | None = None
        self._hard_breaks = 0
        self._drawn_breaks = 0
        self._note: str | None = None
        self.notes: dict[str, list[str]] = {}
        starts: Starts = {
            "p": self._start_paragraph, "r": self._start_run, "t": self._start_text, "tab": self._tab,
            "br": self._break, "cr": self._tab, "noBreakHyphen": self._hyphen,
            "lastRenderedPageBreak": self._drawn_break, "pStyle": self._style, "outlineLvl": self._outline,
            "numId": self._number, "ilvl": self._depth, "b": self._is_bold, "sz": self._size, "vanish": self._vanish,
            "tbl": self._table, "tr": self._row, "tc": self._cell, "tblHeader": self._heads,
            "footnoteReference": self._reference, "endnoteReference": self._reference, "footnote": self._start_note,
            "endnote": self._start_note, "del": self._skip, "moveFrom": self._skip, "txbxContent": self._start_box,
        }  # fmt: skip
        ends: Ends = {
            "p": self._end_paragraph, "r": self._end_run, "t": self._end_text, "tbl": composer.close_table,
            "del": self._unskip, "moveFrom": self._unskip, "txbxContent": self._end_box,
        }  # fmt: skip
        self.starts = {f"{space} {name}": handle for space in (W, STRICT) for name, handle in starts.items()}
        self.ends = {f"{space} {name}": handle for space in (W, STRICT) for name, handle in ends.items()}
        self.starts[f"{_COMPATIBILITY} Fallback"] = self._skip
        self.ends[f"{_COMPATIBILITY} Fallback"] = self._unskip

    def text(self, data: str) -> None:
        """Take characters, if they stand in a run's text."""
        if self._collecting and self._paragraph is not None:
            self._paragraph.text.append(data)

    @property
    def _stated_page(self) -> int:
        return 1 + (self._drawn_breaks or self._hard_breaks)

    def _start_paragraph(self, _: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._open.append(self._paragraph)
        self._paragraph = _Paragraph()

    def _end_paragraph(self) -> None:
        paragraph, self._paragraph = self._paragraph, self._open.pop() if self._open else None
        if paragraph is None:
            return
        text = "".join(paragraph.text).strip()
        if text:
            self._add(paragraph, text)
        for number in paragraph.notes:
            for note in self._notes.get(number, ()):
                self._composer.add(Piece(BlockKind.FOOTNOTE, note, None, self._stated_page))

    def _add(self, paragraph: _Paragraph, text: str) -> None:
        if self._note is not None:
            self.notes.setdefault(self._note, []).append(text)
            return
        style = self._styles.style(paragraph.style)
        level = style.heading_level if paragraph.level is None else paragraph.level
        page = self._stated_page
        if style.is_contents:
            self._composer.add(Piece(BlockKind.FURNITURE, text, None, page))
        elif level is not None:
            self._composer.add(Piece(BlockKind.HEADING, text, level, page))
        elif paragraph.is_list or (paragraph.is_list is None and style.is_list):
            self._composer.add(Piece(BlockKind.LIST_ITEM, text, paragraph.depth, page))
        elif paragraph.all_bold or paragraph.all_large:
            self._composer.add_bold(text, page)
        else:
            self._composer.add(Piece(BlockKind.PARAGRAPH, text, None, page))

    def _start_run(self, _: dict[str, str]) -> None:
        self._in_run, self._hidden, self._bold, self._half_points = True, False, None, None

    def _end_run(self) -> None:
        self._in_run = False

    def _start_text(self, _: dict[str, str]) -> None:
        paragraph = self._paragraph
        if self._skipped or self._hidden or paragraph is None:
            return
        self._collecting = True
        if paragraph.all_bold or paragraph.all_large:
            self._note_type(paragraph)

    def _note_type(self, paragraph: _Paragraph) -> None:
        style = self._styles.style(paragraph.style)
        paragraph.all_bold = paragraph.all_bold and bool(style.bold if self._bold is None else self._bold)
        size = style.half_points if self._half_points is None else self._half_points
        paragraph.all_large = paragraph.all_large and size is not None and self._styles.is_large(size)

    def _end_text(self) -> None:
        self._collecting = False

    def _write(self, text: str) -> None:
        if self._in_run and not self._skipped and self._paragraph is not None:
            self._paragraph.text.append(text)

    def _tab(self, _: dict[str, str]) -> None:
        self._write("\t")

    def _hyphen(self, _: dict[str, str]) -> None:
        self._write("-")

    def _break(self, attributes: dict[str, str]) -> None:
        if attribute(attributes, "type") == "page":
            self._hard_breaks += not self._skipped
        self._write("\n")

    def _drawn_break(self, _: dict[str, str]) -> None:
        self._drawn_breaks += not self._skipped

    def _style(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._paragraph.style = attribute(attributes, "val")

    def _outline(self, attributes: dict[str, str]) -> None:
        level = whole_number(attribute(attributes, "val"))
        if self._paragraph is not None and level is not None and level < _BODY_LEVEL:
            self._paragraph.level = level + 1

    def _number(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._paragraph.is_list = attribute(attributes, "val") != "0"

    def _depth(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._paragraph.depth = 1 + (whole_number(attribute(attributes, "val")) or 0)

    def _is_bold(self, attributes: dict[str, str]) -> None:
        if self._in_run and self._paragraph is not None and self._paragraph.all_bold:
            self._bold = is_on(attributes)

    def _size(self, attributes: dict[str, str]) -> None:
        if self._in_run:
            self._half_points = whole_number(attribute(attributes, "val"))

    def _vanish(self, attributes: dict[str, str]) -> None:
        if self._in_run:
            self._hidden = is_on(attributes)

    def _table(self, _: dict[str, str]) -> None:
        self._composer.open_table()

    def _row(self, _: dict[str, str]) -> None:
        self._composer.open_row()

    def _cell(self, _: dict[str, str]) -> None:
        self._composer.open_cell()

    def _heads(self, attributes: dict[str, str]) -> None:
        if is_on(attributes):
            self._composer.mark_heads()

    def _reference(self, attributes: dict[str, str]) -> None:
        if self._paragraph is not None and not self._skipped:
            self._paragraph.notes.append(attribute(attributes, "id") or "")

    def _start_note(self, attributes: dict[str, str]) -> None:
        self._note = attribute(attributes, "id") or ""

    def _skip(self, _: dict[str, str]) -> None:
        self._skipped += 1

    def _unskip(self) -> None:
        self._skipped -= 1

    def _start_box(self, _: dict[str, str]) -> None:
        self._in_run = False

    def _end_box(self) -> None:
        self._in_run = True
