"""Own the choice of a reader: by what a file holds, never by its name."""

from plans_validate.adapters.pdf import is_pdf, read_pdf
from plans_validate.adapters.plain_text import decode_text, read_plain_text, starts_as_text
from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.domain.document import Document

_HTML_STARTS = (b"<!doctype html", b"<html")
_LOOK_AT_BYTES = 1024

_OTHER_FORMATS = {
    b"PK\x03\x04": "a Word, OpenDocument or zip file",
    b"\xd0\xcf\x11\xe0": "an older Word or Office file",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}


def format_of(content: bytes) -> str | None:
    """Name the format a file seems to have, by its start: `pdf`, `text`, or null for any we can't read."""
    if is_pdf(content):
        return "pdf"
    return "text" if starts_as_text(content) and not _other_format(content) else None


def read(content: bytes) -> Document:
    """Read a file into the one document model.

    Raises:
        CouldNotReadError: the file is of another format, encrypted, damaged or without text.
        LimitReachedError: a limit of ours was hit.

    """
    if is_pdf(content):
        return read_pdf(content)
    other = _other_format(content)
    text = None if other else decode_text(content)
    if text is None:
        raise CouldNotReadError(
            f"We could not read this file: it seems to be {other or 'of a kind we do not know'}. "
            "Please save the plan as a PDF and send that."
        )
    return read_plain_text(content, text)


def _other_format(content: bytes) -> str | None:
    start = content[:_LOOK_AT_BYTES].lstrip().lower()
    if start.startswith(_HTML_STARTS):
        return "a web page"
    return next((name for signature, name in _OTHER_FORMATS.items() if content.startswith(signature)), None)
