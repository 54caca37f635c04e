"""Own the choice of a reader: by what a file holds, never by its name."""

from plans_validate.adapters.docx import read_docx
from plans_validate.adapters.formats import format_of, what_else
from plans_validate.adapters.html import read_html
from plans_validate.adapters.odt import read_odt
from plans_validate.adapters.pdf import read_pdf
from plans_validate.adapters.plain_text import decode_html, decode_text, read_plain_text
from plans_validate.adapters.reading_faults import CouldNotReadError
from plans_validate.adapters.recognition import Scans
from plans_validate.domain.document import Document

_PACKAGED = {"docx": read_docx, "odt": read_odt}


def read(content: bytes, scans: Scans = Scans.LEAVE) -> Document:
    """Read a file into the one document model; `scans` says what to do with pages that are pictures.

    Raises:
        CouldNotReadError: the file is of another format, encrypted, damaged or without text.
        LimitReachedError: a limit of ours was hit.
        NeedsRecognitionError: it has pictures to recognise, and that is not for this process.

    """
    found = format_of(content)
    if found == "pdf":
        return read_pdf(content, scans)
    if found in _PACKAGED:
        return _PACKAGED[found](content)
    if found == "html":
        return read_html(content, decode_html(content))
    text = None if found is None else decode_text(content)
    if text is None:
        raise CouldNotReadError(what_else(content))
    return read_plain_text(content, text)
