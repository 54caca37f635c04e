"""Own what a file is: by what it holds, never by its name.

The first signature wins: a file that begins as a zip package or a web page is read as that, even if a PDF begins
further in. A PDF's own signature may stand anywhere in the first kilobyte, as PDF readers allow; a file with a PDF's
objects but no signature is a PDF with a damaged head, not text.
"""

import re

from plans_validate.adapters.packages import SIGNATURE as ZIP
from plans_validate.adapters.plain_text import decode_text, starts_as_text, text_format_of

_PDF = b"%PDF-"
_PDF_OBJECT_END = b"endobj"
_LOOK_AT_BYTES = 1024
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<main", b"<!-- saved from url")
_XHTML = b"<?xml"
_FRAGMENT = re.compile(
    rb"<(?:div|section|article|header|nav|aside|table|ul|ol|dl|blockquote|figure|p|h[1-6]|title|meta|link|style|span|strong|b|br|hr)[\s/>]"
)
_CLOSING_TAG = re.compile(rb"</[a-z][a-z0-9]*\s*>")
_FEWEST_CLOSING_TAGS = 2
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} ", re.MULTILINE)
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ODT_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OFFICE_TYPE_WITHIN_BYTES = 200
_PDF_OBJECT_WITHIN_BYTES = 65_536

_PLEASE = "Please save the plan as a PDF and send that."
_PROTECTED = (
    "We could not open this document because it is protected with a password. "
    "Please save it without a password and send it again."
)
_OTHERS = {
    b"PK\x05\x06": "an empty zip file",
    ZIP: "a zip file that is neither a Word nor an OpenDocument text",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"II*\0": "a picture",
    b"MM\0*": "a picture",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"%!PS": "a PostScript file",
    b"7z\xbc\xaf\x27\x1c": "a packed archive",
    b"Rar!": "a packed archive",
    b"\x1f\x8b": "a packed archive",
}
_IN_ZIP = ((b"xl/workbook", "a spreadsheet"), (b"ppt/presentation", "a presentation"))


def format_of(content: bytes) -> str | None:
    """Name the format of a file: `pdf`, `docx`, `odt`, `html`, `markdown`, `text`, or null for any we can't read."""
    if content.startswith(ZIP):
        return _package_format(content)
    if _is_html(content):
        return "html"
    if any(content.startswith(signature) for signature in (*_OTHERS, _OLE)):
        return None
    if _PDF in content[:_LOOK_AT_BYTES] or _PDF_OBJECT_END in content[:_PDF_OBJECT_WITHIN_BYTES]:
        return "pdf"
    if not starts_as_text(content):
        return None
    return text_format_of(decode_text(content[:_LOOK_AT_BYTES]) or "")


def what_else(content: bytes) -> str:
    """Say to its sender what a file that we can't read seems to be, and what to do."""
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            return _PROTECTED
        return f"We could not read this file: it seems to be an older Word or Office file. {_PLEASE}"
    name = next((name for signature, name in _OTHERS.items() if content.startswith(signature)), None)
    if content.startswith(ZIP):
        name = next((inside for mark, inside in _IN_ZIP if mark in content), name)
    return f"We could not read this file: it seems to be {name or 'of a kind we do not know'}. {_PLEASE}"


def _package_format(content: bytes) -> str | None:
    """Look at the names inside a zip package, without unpacking anything."""
    if _ODT_TYPE in content[:_OFFICE_TYPE_WITHIN_BYTES]:
        return "odt"
    return "docx" if b"word/document.xml" in content else None


def _is_html(content: bytes) -> bool:
    start = content[:_LOOK_AT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = (decode_text(content[:_LOOK_AT_BYTES]) or "").lstrip().lower().encode()
    while start.startswith(b"<!--") and b"-->" in start and not start.startswith(_HTML_STARTS):
        start = start.split(b"-->", 1)[1].lstrip()
    if start.startswith(_XHTML):
        return b"<html" in start or b"<!doctype html" in start
    return start.startswith(_HTML_STARTS) or _is_fragment(start)


def _is_fragment(start: bytes) -> bool:
    """Tell whether a file begins within a web page's body, as what is copied out of an editor does."""
    if not _FRAGMENT.match(start) or _MARKDOWN_HEADING.search(start):
        return False
    return len(_CLOSING_TAG.findall(start)) >= _FEWEST_CLOSING_TAGS
