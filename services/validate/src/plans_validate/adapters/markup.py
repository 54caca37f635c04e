"""Own the parsing of a package's XML parts: no document types, no entities, nothing fetched.

A part of text is taken as a stream of elements; a part that is looked up, such as the styles, as a tree.
"""

from collections.abc import Callable
from typing import Protocol, TypeAlias
from xml.parsers import expat

from lxml import etree
from lxml.etree import _Element

from plans_validate.adapters.packages import DAMAGED
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError

_REFUSED = (
    "We could not read this document: one of its parts holds declarations that documents of this kind never need. "
    "Please save the plan again, or export it to PDF, and send the new file."
)
_NO_MEMORY = 1
_MOST_TAGS = 3_000_000
_LIMITS = frozenset({etree.ErrorTypes.ERR_NO_MEMORY, 114})  # 114: libxml2's own limits of size and depth
_WIDE_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"<\0", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\0<", "utf-16-be"))

_TREE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)

Element: TypeAlias = _Element
Starts = dict[str, Callable[[dict[str, str]], None]]
Ends = dict[str, Callable[[], None]]


class ElementHandler(Protocol):
    """What takes the elements of a part; names are `namespace name`, attributes as expat gives them."""

    starts: Starts
    ends: Ends

    def text(self, data: str) -> None:
        """Take a run of characters."""
        ...


def parse(content: bytes, handler: ElementHandler) -> None:
    """Feed a part's elements to a handler.

    Raises:
        CouldNotReadError: the part is no well-formed XML, or declares a document type.
        LimitReachedError: the parser ran out of memory.

    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    starts, ends = handler.starts.get, handler.ends.get

    def start(name: str, attributes: dict[str, str]) -> None:
        known = starts(name)
        if known is not None:
            known(attributes)

    def end(name: str) -> None:
        known = ends(name)
        if known is not None:
            known()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by place: this is the last part of the input
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise LimitReachedError("the parser ran out of memory") from error
        raise CouldNotReadError(DAMAGED) from error
    except (ValueError, LookupError, ImportError, OSError) as error:  # an encoding that nobody here knows
        raise CouldNotReadError(DAMAGED) from error


def refuse_doctype(content: bytes) -> None:
    """Refuse a part that declares a document type, before anything parses it.

    Raises:
        CouldNotReadError: it does.

    """
    wide = next((encoding for mark, encoding in _WIDE_MARKS if content.startswith(mark)), "utf-8")
    if "<!DOCTYPE".encode(wide) in content:
        _refuse()


def tree_of(content: bytes) -> Element:
    """Give a part as a tree.

    Raises:
        CouldNotReadError: the part is no well-formed XML, or declares a document type.
        LimitReachedError: it is larger, or nested deeper, than we read.

    """
    refuse_doctype(content)
    if content.count(b"<") > _MOST_TAGS:
        raise LimitReachedError(f"a part has more than {_MOST_TAGS} tags")
    try:
        root = etree.fromstring(content, _TREE_PARSER)
    except etree.XMLSyntaxError as error:
        if error.code in _LIMITS:
            raise LimitReachedError("a part is larger or nested deeper than the parser allows") from error
        raise CouldNotReadError(DAMAGED) from error
    except (ValueError, LookupError) as error:
        raise CouldNotReadError(DAMAGED) from error
    if root.getroottree().docinfo.doctype:
        _refuse()
    return root


def _refuse(*_: object) -> None:
    raise CouldNotReadError(_REFUSED)
