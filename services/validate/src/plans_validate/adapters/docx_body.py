"""Own the reading of a Word part that holds paragraphs: the body, headers, footers, foot- and endnotes.

Insertions that were tracked are read, deletions are not; a text box is read where it is anchored, once; fields give
their result, never their code; hidden text is left out. Most paragraphs hold none of these and are read in one go.
"""

from collections.abc import Iterable
from functools import lru_cache

from plans_validate.adapters.docx_styles import OFF, Style, Styles, whole_number
from plans_validate.adapters.markup import Element
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BODY_LEVEL = 9
_LONGEST_BOLD = 200
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = ("del", "moveFrom", "instrText", "sectPr", "tblPr", "tblGrid", "tcPr", "trPr")
_KNOWN = ("p", "pPr", "r", "t", "tbl", "tr", "tc", "rPr", "txbxContent", "lastRenderedPageBreak")
_SAID = ("pStyle", "outlineLvl", "numPr", "numId", "ilvl")
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
        self._run = f"{self._space}r"
        self._row_properties = f"{self._space}trPr"
        self._cell_properties = f"{self._space}tcPr"
        self._properties = f"{self._space}pPr"
        self._said_names = {f"{self._space}{name}": name for name in _SAID}
        merges = (f"{self._space}{name}" for name in ("gridSpan", "vMerge"))
        self._merges = next(root.iter(*merges), None) is not None
        self._hides = next(root.iter(f"{self._space}vanish"), None) is not None
        self._styles = styles
        self._composer = composer
        self._notes = notes
        self._drawn_breaks = 0
        self._hard_breaks = 0
        self._cited: list[str] = []
        self._made: dict[tuple[tuple[str, str], ...], tuple[BlockKind, int | None, Style]] = {}
        self._types: list[Element | None] = []
        self._knows_types = True

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
        kinds = self._kinds
        for child in element:
            kind = kinds.get(child.tag)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tc":
                self._open_cell(child if self._merges else ())
                self._inside(child)
            elif kind == "tr":
                self._open_row(child)
                self._inside(child)
            elif kind == "tbl":
                self._composer.open_table()
                self._inside(child)
                self._composer.close_table()
            elif kind not in ("left out", "pPr") and isinstance(child.tag, str):
                self._inside(child)

    def _open_row(self, row: Element) -> None:
        self._composer.open_row()
        for properties in row.iterchildren(self._row_properties):
            heads = properties.find(f"{self._space}tblHeader")
            if heads is not None and self._is_on(heads):
                self._composer.mark_heads()
            before = properties.find(f"{self._space}gridBefore")
            if before is not None:
                self._composer.open_cell(columns=whole_number(before.get(self._value)) or 1)

    def _open_cell(self, parts: Iterable[Element]) -> None:
        """Begin a cell over the columns that the properties among its parts say."""
        columns, goes_on = 1, False
        for properties in parts:
            if properties.tag != self._cell_properties:
                continue
            spanned, merged = properties.find(f"{self._space}gridSpan"), properties.find(f"{self._space}vMerge")
            columns = 1 if spanned is None else whole_number(spanned.get(self._value)) or 1
            goes_on = merged is not None and merged.get(self._value) != "restart"
        self._composer.open_cell(columns=columns)
        if goes_on:
            self._composer.go_on_above()

    def _paragraph(self, paragraph: Element) -> None:
        self._types, self._knows_types = [], True
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
        kinds = self._kinds
        for child in element:
            kind = kinds.get(child.tag)
            if kind == "r":
                self._take_run(child, found)
            elif kind != "pPr":
                self._take_other(child, kind, found)

    def _take_run(self, run: Element, found: list[str]) -> None:
        """Take a run's text, and note what it says of its type."""
        kinds, properties, has_text = self._kinds, None, False
        for child in run:
            kind = kinds.get(child.tag)
            if kind == "t":
                found.append(child.text or "")
                has_text = True
            elif kind == "rPr":
                properties = child
                if self._hides and self._says_hidden(child):
                    self._knows_types = False
                    return
            else:
                self._take_other(child, kind, found)
        if has_text:
            self._types.append(properties)

    def _take_other(self, element: Element, kind: str | None, found: list[str]) -> None:
        """Take what stands in a run or paragraph beside plain text."""
        if kind == "t":
            found.append(element.text or "")
        elif kind is None:
            if isinstance(element.tag, str):
                self._take(element, found)
        elif kind == "txbxContent":
            self._inside(element)
            self._knows_types = False
        elif kind == "left out":
            self._knows_types = False
        elif kind != "rPr":
            self._take_mark(element, kind, found)

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
        key = tuple(said.items())
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._made_of(said)
        kind, level, style = made
        page = self._stated_page
        if kind is BlockKind.PARAGRAPH and len(text) <= _LONGEST_BOLD and self._stands_out(paragraph, style):
            self._composer.add_bold(text, page)
        else:
            self._composer.add(Piece(kind, text, level, page))

    def _made_of(self, said: dict[str, str]) -> tuple[BlockKind, int | None, Style]:
        """Give what a paragraph is that says this of itself, its level, and its style."""
        style, stated = self._styles.style(said.get("pStyle")), whole_number(said.get("outlineLvl"))
        level = stated + 1 if stated is not None and stated < _BODY_LEVEL else style.heading_level
        if style.is_contents:
            return BlockKind.FURNITURE, None, style
        if level is not None:
            return BlockKind.HEADING, level, style
        if said.get("numId", "0" if not style.is_list else "style") != "0":
            return BlockKind.LIST_ITEM, 1 + (whole_number(said.get("ilvl")) or 0), style
        return BlockKind.PARAGRAPH, None, style

    def _said(self, paragraph: Element) -> dict[str, str]:
        """Give what a paragraph says of its style, level and list."""
        properties = paragraph[0]
        return self._said_in(properties) if properties.tag == self._properties else {}

    def _said_in(self, properties: Element) -> dict[str, str]:
        said: dict[str, str] = {}
        for element in properties:
            name = self._said_names.get(element.tag)
            if name == "numPr":
                said |= self._said_in(element)
            elif name is not None:
                said[name] = element.get(self._value) or ""
        return said

    def _stands_out(self, paragraph: Element, style: Style) -> bool:
        """Tell whether all of a paragraph is bold or larger than the running text."""
        types = self._types if self._knows_types else self._types_in(paragraph)
        for properties in types:
            bold, points = bool(style.bold), style.half_points
            if properties is not None:
                bold, points = self._type(properties, bold, points)
            if not bold and (points is None or not self._styles.is_large(points)):
                return False
        return True

    def _types_in(self, paragraph: Element) -> list[Element | None]:
        """Give what each run with text says of its type, of those too whose text is left out."""
        runs = [run for run in paragraph.iter(self._run) if next(run.iterchildren(f"{self._space}t"), None) is not None]
        return [next(run.iterchildren(f"{self._space}rPr"), None) for run in runs]

    def _type(self, properties: Element, bold: bool, points: float | None) -> tuple[bool, float | None]:  # noqa: FBT001 - what holds unless the run says otherwise
        """Give weight and size of a run's type, as it says or as its style does."""
        for element in properties:
            if element.tag == f"{self._space}b":
                bold = self._is_on(element)
            elif element.tag == f"{self._space}sz":
                points = whole_number(element.get(self._value))
        return bold, points
