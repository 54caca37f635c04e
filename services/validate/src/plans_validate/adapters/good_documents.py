"""Own one good document of each format that is read; a new format adds its document here."""

import zipfile
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

from plans_validate.adapters.recognition import is_installed

_SCAN_SCALE = 150 / 72
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_WORDS = (
    "Herefordshire Council Productivity Plan",
    "The council transformed its services, saved 1.1m pounds in 2023/24 and expects 4.5% more in 2024/25.",
    "We use data and technology, cut wasteful spend, and ask government for a multi-year settlement.",
    "Endorsed by Cabinet on 9 July 2024 and published at https://www.herefordshire.gov.uk/productivity-plan.",
)


def good_documents() -> tuple[bytes, ...]:
    """Give a document of each format that we read; a scan only where letters can be recognised."""
    text = "\n\n".join(_WORDS).encode()
    markdown = f"# {_WORDS[0]}\n\n- {_WORDS[1]}\n\n| theme | words |\n|---|---|\n| 2 | {_WORDS[2]} |\n".encode()
    return text, markdown, _html(), _docx(), _odt(), _pdf(), *([_scan()] if is_installed() else [])


def _html() -> bytes:
    rows = "".join(f"<tr><td>{words}</td></tr>" for words in _WORDS[1:])
    page = f"<html><head><title>{_WORDS[0]}</title></head><body><h1>{_WORDS[0]}</h1><table>{rows}</table></body></html>"
    return f'<!DOCTYPE html><meta charset="utf-8">{page}'.encode()


def _docx() -> bytes:
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    runs = [f"<w:r><w:t>{words}</w:t></w:r>" for words in _WORDS]
    body = f"<w:p>{heading}{runs[0]}</w:p>" + "".join(f"<w:p>{run}</w:p>" for run in runs[1:])
    style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    return _package(
        {
            "[Content_Types].xml": f'<Types xmlns="{_CONTENT_TYPES}"/>',
            "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{style}</w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def _odt() -> bytes:
    namespaces = f'xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0"'
    body = "".join(f"<text:p>{words}</text:p>" for words in _WORDS)
    content = f"<office:body><office:text>{body}</office:text></office:body>"
    return _package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {namespaces}>{content}</office:document-content>",
        }
    )


def _package(parts: Mapping[str, str]) -> bytes:
    package = BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, content in parts.items():  # an OpenDocument's type stands in it unpacked, so that it can be seen
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return package.getvalue()


def _pdf() -> bytes:
    lines = b" ".join(b"(%s) Tj T*" % words.encode() for words in _WORDS)
    stream = b"BT /F1 11 Tf 14 TL 50 780 Td %s /F2 11 Tf (\\200\\223\\224) Tj ET" % lines
    fonts = b"/Font << /F1 5 0 R /F2 6 0 R >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Calibri /Encoding /WinAnsiEncoding >>",
    )
    return _of_objects(objects)


def _scan() -> bytes:
    """Write the PDF's page as a picture of itself."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - slow to load, and needed where letters can be recognised alone

    with pdfium.PdfDocument(_pdf()) as pdf:
        picture = pdf[0].render(scale=_SCAN_SCALE, grayscale=True)
        dots = zlib.compress(bytes(picture.buffer))
        size = b"/Width %d /Height %d /BitsPerComponent 8" % (picture.stride, picture.height)
    shown = b"/XObject << /I1 5 0 R >>"
    drawing = b"q 595 0 0 842 0 0 cm /I1 Do Q"
    image = b"/Type /XObject /Subtype /Image %s /ColorSpace /DeviceGray /Filter /FlateDecode" % size
    return _of_objects(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>" % shown,
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
            b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(dots), image, dots),
        )
    )


def _of_objects(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n" % (
        count,
        b"".join(places),
        count,
    )
    return content + table + b"startxref\n%d\n%%%%EOF\n" % len(content)
