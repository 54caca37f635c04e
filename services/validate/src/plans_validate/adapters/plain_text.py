"""Own the reading of plain text and Markdown in UTF-8: no pages, unless form feeds part them."""

from hashlib import sha256

from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import Line, blocks_of

_FORM_FEED = "\f"
_MOST_CONTROL_CHARACTERS = 0.01
_NO_TEXT = "We could not find any text in this file. Please check that it is the plan and send a PDF."


def decode_text(content: bytes) -> str | None:
    """Give the file's text if it is UTF-8 text, else null."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    controls = sum(1 for character in text if character < " " and character not in "\t\n\r\f\v")
    return None if controls > _MOST_CONTROL_CHARACTERS * len(text) else text


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
