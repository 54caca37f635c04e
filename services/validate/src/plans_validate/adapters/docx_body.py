"""Own the reading of a Word part that holds paragraphs: the body, headers, footers, foot- and endnotes.

Insertions that were tracked are read, deletions are not; a text box is read where it is anchored, once; fields give
their result, never their code; hidden text is left out. Most paragraphs hold none of these and are read in one go.
"""

from functools import lru_cache

from plans_validate.adapters.docx_styles import OFF, Style, Styles, whole_number
from plans_validate.adapters.markup import Element
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY_LEVEL = 9
_LONGEST_BOLD = 200
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = ("del", "moveFrom", "pPr", "instrText", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr")
_KNOWN = ("p", "t", "tbl", "tr", "tc", "rPr", "txbxContent", "lastRenderedPageBreak")
_CITATIONS = ("footnoteReference", "endnoteReference")


@lru_cache(maxsize=4)
def _kinds_in(space: str) -> dict[str, str]:
    """Give what each element of Word's means to us, by its full name in one of Word's two namespaces."""
    kinds = {f"{space}{name}": name for name in (*_KNOWN, *_MARKS)}
    kinds |= {f"{space}{name}": "left out" for name in _LEFT_OUT} | {_FALLBACK: "left out"}
    return kinds | {f"{space}{name}": "citation" for name in _CITATIONS}


class BodyReader:
    """Read the paragraphs and tables of a part into a composer; notes are looked up by their number."""

    def __init__(self, root: Element, styles: Styles, composer: Composer, notes: dict[str, list[str]]) -> None:
        self._root = root
        self._space = root.tag.rpartition("}")[0] + "}"
        self._value = f"{self._space}val"
        self._kinds = _kinds_in(self._space)
        self._hides = next(root.iter(f"{self._space}vanish"), None) is not None
        self._styles = styles
        self._composer = composer
        self._notes = notes
        self._drawn_breaks = 0
        self._hard_breaks = 0
        self._cited: list[str] = []

    def read(self) -> None:
        """Read the whole part."""
        self._inside(self._root)

    def notes(self) -> dict[str, list[str]]:
        """Give the paragraphs of each note of a part that holds notes."""
        space = self._space
        return {
            str(note.get(f"{space}id")): [text for part in note.iter(f"{space}p") if (text := self._text(part))]
            for note in self._root.iter(f"{space}footnote", f"{space}endnote")
        }

    def _inside(self, element: Element) -> None:
        """Read what stands inside an element, in order."""
        for child in element:
            kind = self._kinds.get(child.tag)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self._composer.open_table()
                self._inside(child)
                self._composer.close_table()
            elif kind != "left out" and isinstance(child.tag, str):
                if kind == "tr":
                    self._open_row(child)
                elif kind == "tc":
                    self._composer.open_cell()
                self._inside(child)

    def _open_row(self, row: Element) -> None:
        self._composer.open_row()
        heads = row.find(f"{self._space}trPr/{self._space}tblHeader")
        if heads is not None and self._is_on(heads):
            self._composer.mark_heads()

    def _paragraph(self, paragraph: Element) -> None:
        text = self._text(paragraph)
        cited, self._cited = self._cited, []
        if text:
            self._add(paragraph, text)
        for number in cited:
            for note in self._notes.get(number, ()):
                self._composer.add(Piece(BlockKind.FOOTNOTE, note, None, self._stated_page))

    def _text(self, paragraph: Element) -> str:
        found: list[str] = []
        self._take(paragraph, found)
        return "".join(found).strip()

    def _take(self, element: Element, found: list[str]) -> None:
        """Take the text that an element shows; a text box is read on the way."""
        for child in element:
            kind = self._kinds.get(child.tag)
            if kind == "t":
                found.append(child.text or "")
            elif kind is None:
                if isinstance(child.tag, str):
                    self._take(child, found)
            elif kind == "rPr":
                if self._hides and self._says_hidden(child):
                    return
            elif kind == "txbxContent":
                self._inside(child)
            elif kind != "left out":
                self._take_mark(child, kind, found)

    def _take_mark(self, element: Element, kind: str, found: list[str]) -> None:
        """Take a tab or break as white space, and note page breaks and citations."""
        if kind == "lastRenderedPageBreak":
            self._drawn_breaks += 1
        elif kind == "citation":
            self._cited.append(str(element.get(f"{self._space}id")))
        elif kind in _MARKS:
            self._hard_breaks += element.get(f"{self._space}type") == "page"
            found.append(_MARKS[kind])

    def _says_hidden(self, properties: Element) -> bool:
        hidden = properties.find(f"{self._space}vanish")
        return hidden is not None and self._is_on(hidden)

    def _is_on(self, switch: Element) -> bool:
        return (switch.get(self._value) or "true").lower() not in OFF

    @property
    def _stated_page(self) -> int:
        return 1 + (self._drawn_breaks or self._hard_breaks)

    def _add(self, paragraph: Element, text: str) -> None:
        said = self._said(paragraph)
        style, page = self._styles.style(said.get("pStyle")), self._stated_page
        stated = whole_number(said.get("outlineLvl"))
        level = stated + 1 if stated is not None and stated < _BODY_LEVEL else style.heading_level
        if style.is_contents:
            self._composer.add(Piece(BlockKind.FURNITURE, text, None, page))
        elif level is not None:
            self._composer.add(Piece(BlockKind.HEADING, text, level, page))
        elif said.get("numId", "0" if not style.is_list else "style") != "0":
            self._composer.add(Piece(BlockKind.LIST_ITEM, text, 1 + (whole_number(said.get("ilvl")) or 0), page))
        elif len(text) <= _LONGEST_BOLD and self._stands_out(paragraph, style):
            self._composer.add_bold(text, page)
        else:
            self._composer.add(Piece(BlockKind.PARAGRAPH, text, None, page))

    def _said(self, paragraph: Element) -> dict[str, str]:
        """Give what a paragraph says of its style, level and list."""
        properties = next(iter(paragraph))
        said: dict[str, str] = {}
        if properties.tag == f"{self._space}pPr":
            start = len(self._space)
            for element in properties:
                if element.tag == f"{self._space}numPr":
                    said |= {number.tag[start:]: number.get(self._value) or "" for number in element.iterchildren("*")}
                elif isinstance(element.tag, str):
                    said[element.tag[start:]] = element.get(self._value) or ""
        return said

    def _stands_out(self, paragraph: Element, style: Style) -> bool:
        """Tell whether all of a paragraph is bold or larger than the running text."""
        for run in paragraph.iter(f"{self._space}r"):
            bold, points, has_text = bool(style.bold), style.half_points, False
            for child in run:
                if self._kinds.get(child.tag) == "rPr":
                    bold, points = self._type(child, bold, points)
                has_text = has_text or self._kinds.get(child.tag) == "t"
            if has_text and not bold and (points is None or not self._styles.is_large(points)):
                return False
        return True

    def _type(self, properties: Element, bold: bool, points: float | None) -> tuple[bool, float | None]:  # noqa: FBT001 - what holds unless the run says otherwise
        """Give weight and size of a run's type, as it says or as its style does."""
        for element in properties:
            if element.tag == f"{self._space}b":
                bold = self._is_on(element)
            elif element.tag == f"{self._space}sz":
                points = whole_number(element.get(self._value))
        return bold, points
