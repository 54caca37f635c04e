"""Own the reading of plain text and Markdown: no pages, unless form feeds part them.

The encoding is that of a byte order mark, else UTF-8, else Windows-1252 if the text is then mostly plain letters.
"""

import codecs
import re
from hashlib import sha256

from plans_validate.adapters.reading_faults import NO_TEXT, CouldNotReadError, LimitReachedError
from plans_validate.domain.composing import MOST_BLOCKS
from plans_validate.domain.document import Document, Page
from plans_validate.domain.layout import blocks_of
from plans_validate.domain.lines import Line

_FORM_FEED = "\f"
_MOST_BYTES = 8 * 1024 * 1024
_MOST_CONTROL_CHARACTERS = 0.01
_FEWEST_ASCII = 0.8
_LOOK_AT_BYTES = 65_536
_FEWEST_MARKS = 2
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MARKS = re.compile(
    r"^#{1,6} \S|^\|.*\|\s*$|\*\*\S[^*\n]*\S\*\*|(?<!\S)__\S[^_\n]*\S__(?!\S)"
    r"|\[[^\[\]\n]+\]\([^()\s]+\)|^```|^[-*+] \S",
    re.MULTILINE,
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_UNICODE_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode_text(content: bytes) -> str | None:
    """Give the file's text if it is text in an encoding we know, else null."""
    text = _decoded(content)
    return None if text is None or _is_mostly_control(text) else text


def decode_html(content: bytes) -> str:
    """Give a web page's text: by its byte order mark, as UTF-8, else as Windows-1252, whatever the page says."""
    text = _decoded(content)
    return content.decode("cp1252", "replace") if text is None else text


def starts_as_text(content: bytes) -> bool:
    """Tell by its first bytes whether a file seems to be text."""
    text = _decoded(content[:_LOOK_AT_BYTES], final=len(content) <= _LOOK_AT_BYTES)
    return text is not None and not _is_mostly_control(text)


def text_format_of(text: str) -> str:
    """Name the format of a text: `markdown` if it holds signs of Markdown, else `text`."""
    marks = sum(1 for _ in _MARKS.finditer(text[:_LOOK_AT_BYTES]))
    return "markdown" if marks >= _FEWEST_MARKS or _HEADING.search(text[:_LOOK_AT_BYTES]) else "text"


def read_plain_text(content: bytes, text: str) -> Document:
    """Make a document of a text file.

    Raises:
        CouldNotReadError: it holds no words.
        LimitReachedError: it is larger than we read.

    """
    if len(content) > _MOST_BYTES:
        raise LimitReachedError(f"the text is larger than {_MOST_BYTES} bytes")
    if not any(character.isalnum() for character in text):
        raise CouldNotReadError(NO_TEXT)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = text.split(_FORM_FEED)
    paged = len(parts) > 1
    if paged and not parts[-1].strip():
        parts.pop()
    lines = [Line(line, number if paged else None) for number, part in enumerate(parts, 1) for line in part.split("\n")]
    if len(lines) > MOST_BLOCKS:
        raise LimitReachedError(f"the text has more than {MOST_BLOCKS} lines")
    pages = tuple(Page(number, part) for number, part in enumerate(parts, 1)) if paged else None
    digest = sha256(content).hexdigest()
    return Document(text_format_of(text), digest, pages, blocks_of(lines), "" if paged else text)


def _decoded(content: bytes, *, final: bool = True) -> str | None:
    for mark, encoding in _UNICODE_MARKS:
        if content.startswith(mark):
            return _decoded_as(content, encoding, final=final)
    text = _decoded_as(content, "utf-8", final=final)
    return _decoded_as_western(content) if text is None else text


def _decoded_as(content: bytes, encoding: str, *, final: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, final=final)
    except UnicodeDecodeError:
        return None


def _decoded_as_western(content: bytes) -> str | None:
    """Decode Windows-1252; the few bytes it leaves free, or many that are no ASCII, show that it is something else."""
    ascii_bytes = len(content) - len(content.translate(None, bytes(range(32, 127)) + b"\t\n\r\f"))
    if ascii_bytes < _FEWEST_ASCII * len(content):
        return None
    return _decoded_as(content, "cp1252", final=True)


def _is_mostly_control(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MOST_CONTROL_CHARACTERS * len(text)
