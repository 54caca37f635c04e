"""Own what a Word file's styles and numbering say of a paragraph: heading level, list, bold, size, contents list."""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from plans_validate.adapters.markup import Element, refuse_doctype, tree_of

_HEADING_NAME = re.compile(r"^heading (\d)$")
_BODY_LEVEL = 9
_LARGER = 1.2
_HALF_POINTS = 20.0
_HEAD = re.compile(rb"<w:styles\b[^>]*>")
_END = b"</w:style>"
_DEFAULT = re.compile(rb'<w:style [^>]*w:default="(?:1|true|on)"[^>]*>')
_IDENTIFIER = re.compile(rb'w:styleId="([^"]*)"')
_DEFAULT_SIZE = re.compile(rb'<w:rPrDefault>.{0,2000}?<w:sz w:val="(\d{1,4})"', re.DOTALL)
OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 12


def whole_number(text: str | None) -> int | None:
    """Give a short decimal number; null for anything else."""
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else None


@dataclass(frozen=True)
class Style:
    """What a style says; null where it leaves the word to the style it is based on."""

    name: str = ""
    based_on: str | None = None
    level: int | None = None
    is_list: bool | None = None
    bold: bool | None = None
    half_points: float | None = None

    @cached_property
    def heading_level(self) -> int | None:
        """Give the level of the heading that this style makes; null when it makes none."""
        named = _HEADING_NAME.match(self.name)
        if named:
            return int(named[1])
        if self.name in {"title", "subtitle"}:
            return 1 if self.name == "title" else 2
        return None if self.level is None or self.level >= _BODY_LEVEL else self.level + 1

    @cached_property
    def is_contents(self) -> bool:
        """Tell whether the style is that of a line in a table of contents."""
        return self.name.startswith(("toc ", "table of figures"))


class Styles:
    """The styles of one file, each with what it inherits.

    A template holds hundreds of styles of which a plan uses a handful, so each is parsed when it is first asked for.
    """

    def __init__(self, part: bytes | None) -> None:
        self._part = part or b""
        refuse_doctype(self._part)
        self._whole: dict[str, Style] | None = None
        self._resolved: dict[str | None, Style] = {}
        head = _HEAD.search(self._part)
        self._head = head[0] if head else b""
        default = next((tag[0] for tag in _DEFAULT.finditer(self._part) if b'"paragraph"' in tag[0]), b"")
        named = _IDENTIFIER.search(default)
        self._default = named[1].decode("utf-8", "replace") if named else ""
        size = _DEFAULT_SIZE.search(self._part)
        self._half_points = float(size[1]) if size else _HALF_POINTS

    def style(self, identifier: str | None) -> Style:
        """Give a style with all that it inherits; the default style when the file has none of that name."""
        found = self._resolved.get(identifier)
        if found is None:
            found = self._resolved[identifier] = self._with_inherited(identifier)
        return found

    def is_large(self, half_points: float) -> bool:
        """Tell whether type of this size stands out from the file's running text."""
        return half_points >= _LARGER * (self.style(None).half_points or self._half_points)

    def _with_inherited(self, identifier: str | None) -> Style:
        style = self._written(identifier or self._default)
        base = style.based_on
        for _ in range(_LONGEST_CHAIN):
            if base is None:
                break
            above = self._written(base)
            style = replace(
                style,
                level=_outline(above) if style.level is None else style.level,
                is_list=above.is_list if style.is_list is None else style.is_list,
                bold=above.bold if style.bold is None else style.bold,
                half_points=above.half_points if style.half_points is None else style.half_points,
            )
            base = above.based_on
        return style

    def _written(self, identifier: str) -> Style:
        """Give a style as it is written, without what it inherits."""
        place = self._part.find(b'w:styleId="%s"' % escape(identifier).encode("utf-8", "replace"))
        start, end = self._part.rfind(b"<w:style ", 0, max(0, place)), self._part.find(_END, max(0, place))
        if self._head and min(place, start, end) >= 0:
            return _read_styles(self._head + self._part[start:end] + _END + b"</w:styles>").get(identifier, Style())
        if self._whole is None:
            self._whole = _read_styles(self._part) if self._part else {}
        return self._whole.get(identifier, Style())


def _outline(style: Style) -> int | None:
    """Give the outline level, from 0, that a style hands down."""
    return style.level if style.heading_level is None else style.heading_level - 1


def _read_styles(part: bytes) -> dict[str, Style]:
    """Read styles, looking only at the few elements that matter."""
    root = tree_of(part)
    space = root.tag.rpartition("}")[0] + "}"
    return {element.get(f"{space}styleId") or "": _read_style(element, space) for element in root.iter(f"{space}style")}


def _read_style(element: Element, space: str) -> Style:
    value = _values(element, space)
    return Style(
        name=(value.get("name") or "").lower(),
        based_on=value.get("basedOn"),
        level=whole_number(value.get("pPr outlineLvl")),
        is_list=value["numPr numId"] != "0" if "numPr numId" in value else None,
        bold=(value["rPr b"] or "true").lower() not in OFF if "rPr b" in value else None,
        half_points=whole_number(value.get("rPr sz")),
    )


def _values(element: Element, space: str) -> dict[str, str | None]:
    """Give the value of each element of a style by its name, behind that of the properties in which it stands."""
    paragraph = [*element.iterchildren(f"{space}pPr")]
    numbers = [number for each in paragraph for number in each.iterchildren(f"{space}numPr")]
    found: dict[str, str | None] = {}
    for parent in (element, *paragraph, *numbers, *element.iterchildren(f"{space}rPr")):
        inside = "" if parent is element else f"{parent.tag.removeprefix(space)} "
        for child in parent.iterchildren("*"):
            found.setdefault(inside + child.tag.removeprefix(space), child.get(f"{space}val"))
    return found
