"""Own the reading of plain text and Markdown in UTF-8: no pages, unless form feeds part them."""

import re
from codecs import getincrementaldecoder
from hashlib import sha256

from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import Line, blocks_of

_FORM_FEED = "\f"
_MOST_CONTROL_CHARACTERS = 0.01
_LOOK_AT_BYTES = 65_536
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_NO_TEXT = "We could not find any text in this file. Please check that it is the plan and send a PDF."


def decode_text(content: bytes) -> str | None:
    """Give the file's text if it is UTF-8 text, else null."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if _is_mostly_control(text) else text


def starts_as_text(content: bytes) -> bool:
    """Tell by its first bytes whether a file seems to be UTF-8 text."""
    try:
        start = getincrementaldecoder("utf-8-sig")().decode(content[:_LOOK_AT_BYTES])
    except UnicodeDecodeError:
        return False
    return not _is_mostly_control(start)


def _is_mostly_control(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MOST_CONTROL_CHARACTERS * len(text)


def read_plain_text(content: bytes, text: str) -> Document:
    """Make a document of a text file.

    Raises:
        CouldNotReadError: it holds no words.

    """
    if not any(character.isalnum() for character in text):
        raise CouldNotReadError(_NO_TEXT)
    parts = text.split(_FORM_FEED)
    paged = len(parts) > 1
    if paged and not parts[-1].strip():
        parts.pop()
    pages = tuple(Page(number, part) for number, part in enumerate(parts, 1)) if paged else None
    lines = [Line(line, number if paged else None) for number, part in enumerate(parts, 1) for line in part.split("\n")]
    return Document("text", sha256(content).hexdigest(), pages, blocks_of(lines))
