"""Own the reading of web pages: the main content's headings, lists and tables; no script runs, nothing is fetched."""

from collections.abc import Iterator, Set

from lxml import etree
from lxml.etree import _Element as Element

from plans_validate.adapters.composed import Composed, composed_document
from plans_validate.adapters.docx_styles import whole_number
from plans_validate.adapters.reading_faults import LimitReachedError
from plans_validate.domain.composing import Composer, Piece
from plans_validate.domain.document import BlockKind, Document
from plans_validate.domain.words import fold

_MOST_BYTES = 8 * 1024 * 1024
_CUT_OFF = "ERR_RESOURCE_LIMIT"
# fmt: off
_NEVER_SHOWN = frozenset({
    "script", "style", "template", "svg", "math", "iframe", "object", "embed", "audio", "video", "canvas", "map",
    "select", "input", "textarea", "head", "title",
})
_BESIDE_THE_TEXT = frozenset({"noscript", "nav", "aside", "form", "button", "dialog"})
_WHOLE_PAGES = frozenset({"html", "body", "main"})
_NO_PROSE = _NEVER_SHOWN | {"a"}
_FURNITURE = frozenset({"header", "footer"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "html", "main", "p", "pre", "section", "summary", "hr",
})
# fmt: on
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset({"b", "strong"})
_SKIPPED_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary", "alert", "dialog"})


def read_html(content: bytes, text: str) -> Document:
    """Read a web page's blocks.

    Raises:
        CouldNotReadError: it holds no text.
        LimitReachedError: it is larger than we read.

    """
    if len(content) > _MOST_BYTES:
        raise LimitReachedError(f"the page is larger than {_MOST_BYTES} bytes")
    return composed_document("html", content, lambda: _compose(text))


def _compose(text: str) -> Composed:
    root, composer = _tree(text), Composer()
    if root is not None:
        composer.add(Piece(BlockKind.FURNITURE, fold(root.findtext(".//title") or "")))
        main = _main(root)
        _Walk(composer, _holding_most_words(main)).over(main)
    return composer.blocks()


def _tree(text: str) -> Element | None:
    """Give the page as a tree, however many elements an old editor left open in each other."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return None
    finally:
        if any(error.type_name == _CUT_OFF for error in parser.error_log):
            raise LimitReachedError("the page nests deeper than the parser takes: the rest of its text would be lost")


def _main(root: Element) -> Element:
    """Give the element that holds the page's own content; the whole page when none says that it does."""
    for path in ("//main", "//*[@role='main']", "//article"):
        found = root.xpath(path)
        if len(found) == 1 and len("".join(found[0].itertext()).split()) >= _enough(root):
            return found[0]
    return root


def _enough(root: Element) -> int:
    return len("".join(root.itertext()).split()) // 5


class _Walk:
    """Walk over elements without recursion, gathering text until something ends it."""

    def __init__(self, composer: Composer, kept: Set[Element]) -> None:
        self._composer = composer
        self._kept = kept
        self._text: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._level: int | None = None
        self._lists = 0
        self._bold = 0
        self._plain = False
        self._has_furniture = True
        self._in_furniture = 0
        self._in_pre = 0
        self._in_thead = 0

    def over(self, root: Element) -> None:
        """Write all that stands under an element; a page's header and footer are furniture, a main part's are not."""
        self._has_furniture = root.tag == "html"
        for event, element in _events(root, self._kept):
            if event == "start":
                self._start(element, element.tag)
            elif event == "end":
                self._end(element, element.tag)
            if event != "start" and element is not root:
                self._take(element.tail)
        self._flush()

    def _start(self, element: Element, tag: str) -> None:
        if self._ends_text(tag):
            self._flush()
        if tag in _HEADINGS:
            self._kind, self._level = BlockKind.HEADING, _HEADINGS[tag]
        elif tag == "li":
            self._kind, self._level = BlockKind.LIST_ITEM, max(1, self._lists)
        elif tag == "table":
            self._composer.open_table()
        elif tag == "tr":
            self._composer.open_row()
            if self._in_thead:
                self._composer.mark_heads()
        elif tag in _ROW_GROUPS:
            self._composer.end_row_group()
        elif tag in _CELLS:
            self._composer.open_cell(
                columns=_span(element, "colspan"), rows=_span(element, "rowspan"), is_head=tag == "th"
            )
        self._count(element, tag, 1)
        if tag == "br":
            self._text.append("\n")
        self._take(element.text)

    def _end(self, element: Element, tag: str) -> None:
        if self._ends_text(tag):
            self._flush()
        if tag == "table":
            self._composer.close_table()
        self._count(element, tag, -1)

    def _count(self, element: Element, tag: str, step: int) -> None:
        self._lists += step * (tag in _LISTS)
        self._bold += step * (tag in _BOLD)
        self._in_furniture += step * (self._has_furniture and tag in _FURNITURE and element not in self._kept)
        self._in_pre += step * (tag == "pre")
        self._in_thead += step * (tag == "thead")

    @staticmethod
    def _ends_text(tag: str) -> bool:
        return tag in _BLOCKS or tag in _HEADINGS or tag in _LISTS or tag in _CELLS or tag in _OTHER_ENDS

    def _take(self, text: str | None) -> None:
        if not text:
            return
        self._text.append(text if self._in_pre else _squeezed(text))
        self._plain = self._plain or (not self._bold and bool(text.strip()))

    def _flush(self) -> None:
        text = "\n".join(line.strip() for line in "".join(self._text).split("\n")).strip()
        kind, level, plain = self._kind, self._level, self._plain
        self._text, self._kind, self._level, self._plain = [], BlockKind.PARAGRAPH, None, False
        if not text:
            if kind is BlockKind.LIST_ITEM:  # its words stand in an element of their own
                self._kind, self._level = kind, level
            return
        if self._in_furniture and kind is not BlockKind.HEADING:
            self._composer.add(Piece(BlockKind.FURNITURE, text))
        elif kind is BlockKind.PARAGRAPH and not plain:
            self._composer.add_bold(text)
        else:
            self._composer.add(Piece(kind, text, level))


_OTHER_ENDS = frozenset({"li", "table", "tr", *_FURNITURE})


def _span(element: Element, name: str) -> int:
    return max(1, whole_number(element.get(name)) or 1)


def _squeezed(text: str) -> str:
    """Fold white space as a browser does, leaving one space at each end where there was any."""
    folded = fold(text)
    if not folded:
        return " "
    return f"{' ' if text[0].isspace() else ''}{folded}{' ' if text[-1].isspace() else ''}"


def _holding_most_words(root: Element) -> set[Element]:
    """Give the elements that would be left out although most of the page stands in them, as in one form around it all.

    The words of links do not count: a menu may hold more of them than the page has text.
    """
    counted: list[tuple[Element, int]] = []
    opened: list[tuple[Element, int]] = []
    words = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if opened and opened[-1][0] is element:
                counted.append((element, words - opened.pop()[1]))
            words += len((element.tail or "").split()) if element is not root else 0
        elif element.tag in _NO_PROSE:
            walk.skip_subtree()
        else:
            if element.tag in _FURNITURE or _stands_beside(element):
                opened.append((element, words))
            words += len((element.text or "").split())
    return {element for element, held in counted if 2 * held > words}


def _events(root: Element, kept: Set[Element]) -> Iterator[tuple[str, Element]]:
    """Give the start and end of every element that is shown, and `hidden` at the end of one that is not."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        is_shown = element.tag not in _NEVER_SHOWN and not _stands_beside(element)
        if is_shown or element is root or element in kept:
            yield event, element
        elif event == "start":
            walk.skip_subtree()
        else:
            yield "hidden", element


def _stands_beside(element: Element) -> bool:
    """Tell whether an element is hidden, or of the site rather than of the page."""
    if element.tag in _BESIDE_THE_TEXT:
        return True
    attributes = element.attrib
    if not attributes or element.tag in _WHOLE_PAGES:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in _SKIPPED_ROLES
        or "display:none" in attributes.get("style", "").replace(" ", "").lower()
        or "cookie" in f"{attributes.get('id', '')} {attributes.get('class', '')}".lower()
    )
