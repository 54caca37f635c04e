"""Own what a Word file's styles and numbering say of a paragraph: heading level, list, bold, size, contents list."""

import re
from dataclasses import dataclass, replace

from plans_validate.adapters.markup import Ends, Starts, parse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_HEADING_NAME = re.compile(r"^heading (\d)$")
_BODY_LEVEL = 9
_LARGER = 1.2
_DEFAULT_HALF_POINTS = 20.0
_LONGEST_CHAIN = 12


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """Give an attribute of Word's own namespace, in either of its two spellings."""
    return attributes.get(f"{W} {name}") or attributes.get(f"{STRICT} {name}")


def is_on(attributes: dict[str, str]) -> bool:
    """Tell whether a switch such as bold is on: it is, unless it says that it is off."""
    return (attribute(attributes, "val") or "true").lower() not in {"0", "false", "off", "none"}


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

    @property
    def heading_level(self) -> int | None:
        """Give the level of the heading that this style makes; null when it makes none."""
        named = _HEADING_NAME.match(self.name)
        if named:
            return int(named[1])
        if self.name in {"title", "subtitle"}:
            return 1 if self.name == "title" else 2
        return None if self.level is None or self.level >= _BODY_LEVEL else self.level + 1

    @property
    def is_contents(self) -> bool:
        """Tell whether the style is that of a line in a table of contents."""
        return self.name.startswith(("toc ", "table of figures"))


class Styles:
    """The styles of one file, each with what it inherits."""

    def __init__(self, part: bytes | None) -> None:
        reader = _StyleReader()
        if part is not None:
            parse(part, reader)
        self._styles = reader.styles
        self._default = reader.default_style
        self._half_points = reader.half_points
        self._resolved: dict[str | None, Style] = {}

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
        style = self._styles.get(identifier or self._default or "", Style())
        base = style.based_on
        for _ in range(_LONGEST_CHAIN):
            if base is None or base not in self._styles:
                break
            above = self._styles[base]
            style = replace(
                style,
                level=_outline(above) if style.level is None else style.level,
                is_list=above.is_list if style.is_list is None else style.is_list,
                bold=above.bold if style.bold is None else style.bold,
                half_points=above.half_points if style.half_points is None else style.half_points,
            )
            base = above.based_on
        return style


def _outline(style: Style) -> int | None:
    """Give the outline level, from 0, that a style hands down."""
    return style.level if style.heading_level is None else style.heading_level - 1


class _StyleReader:
    """Take the elements of `word/styles.xml`."""

    def __init__(self) -> None:
        self.styles: dict[str, Style] = {}
        self.default_style: str | None = None
        self.half_points = _DEFAULT_HALF_POINTS
        self._identifier: str | None = None
        self.starts: Starts = {
            f"{space} {name}": handle
            for space in (W, STRICT)
            for name, handle in (
                ("style", self._start),
                ("name", lambda seen: self._set(name=(attribute(seen, "val") or "").lower())),
                ("basedOn", lambda seen: self._set(based_on=attribute(seen, "val"))),
                ("outlineLvl", lambda seen: self._set(level=whole_number(attribute(seen, "val")))),
                ("numId", lambda seen: self._set(is_list=attribute(seen, "val") != "0")),
                ("b", lambda seen: self._set(bold=is_on(seen))),
                ("sz", self._size),
            )
        }
        self.ends: Ends = {f"{space} style": self._end for space in (W, STRICT)}

    def text(self, data: str) -> None:
        """Leave text aside: styles hold none."""

    def _start(self, attributes: dict[str, str]) -> None:
        self._identifier = attribute(attributes, "styleId") or ""
        self.styles[self._identifier] = Style()
        if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") in {"1", "true", "on"}:
            self.default_style = self._identifier

    def _set(self, **said: str | bool | int | float | None) -> None:
        if self._identifier is not None:
            self.styles[self._identifier] = replace(self.styles[self._identifier], **said)  # type: ignore[arg-type]  # each name is set with its own type above

    def _size(self, attributes: dict[str, str]) -> None:
        half_points = whole_number(attribute(attributes, "val"))
        if self._identifier is None:
            self.half_points = float(half_points or _DEFAULT_HALF_POINTS)
        else:
            self._set(half_points=half_points)

    def _end(self) -> None:
        self._identifier = None
