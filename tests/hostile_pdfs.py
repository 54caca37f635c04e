"""Make hostile PDFs out of their objects."""

import zlib

from written_files import one_page_pdf, pdf_of, pdf_of_objects
from written_plans import a_plan

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica %s >>"
PAGE_OF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << %s >> >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << %s >> >>"


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    """Write a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def tree(pages: bytes) -> bytes:
    """Write a PDF whose page tree is this object."""
    return pdf_of_objects([CATALOGUE, pages])


def cyclic_objects() -> bytes:
    """Write a PDF in which a page's content and its length are one another."""
    return pdf_of_objects([CATALOGUE, PAGES, PAGE % b"", b"<< /Length 4 0 R >>\nstream\nBT\nendstream"])


def picture_of(width: int, height: int) -> bytes:
    """Write a page that shows a picture of one colour, small in the file and huge in memory."""
    squeeze = zlib.compressobj(9)
    row = b"\x00" * (width // 8)
    pixels = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1" % (width, height)
    image = stream_of(pixels, entries + b" /ColorSpace /DeviceGray /Filter /FlateDecode")
    content = stream_of(b"q 500 0 0 700 0 0 cm /I1 Do Q")
    return pdf_of_objects([CATALOGUE, PAGES, PAGE % b"/XObject << /I1 5 0 R >>", content, image])


def scan_of_pages(count: int) -> bytes:
    """Write a PDF with this many pages, each the same picture."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    tree_root = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    entries = b"/Type /XObject /Subtype /Image /Width 800 /Height 1000 /BitsPerComponent 1 /ColorSpace /DeviceGray"
    image = stream_of(zlib.compress(b"\xff\x00\xaa\x0f" * 25_000), entries + b" /Filter /FlateDecode")
    page = PAGE_OF % b"/XObject << /I1 4 0 R >>"
    return pdf_of_objects([CATALOGUE, tree_root, stream_of(b"q 595 0 0 842 0 0 cm /I1 Do Q"), image, *[page] * count])


def form_that_draws_itself_behind_a_broken_end() -> bytes:
    """Write the form that draws itself with a damaged table and object: the library follows it until its stack ends."""
    broken = endless_form().replace(b"/Count 1 >>\nendobj", b"/Count 1 >>\nendmbj", 1)
    form = b"<< /Length 6 /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 5 0 R >> >> >>"
    start = broken.index(b"5 0 obj")
    end = broken.index(b"xref", start)
    return (
        broken[:start]
        + b"5 0 obj\n%s\nstream\n/X1 Do\nendstr\nstream\n/X1 Do\nendstream\nendobj\n" % form
        + broken[end:]
    )


def endless_form() -> bytes:
    """Write a page whose form draws itself."""
    itself = b"/XObject << /X1 5 0 R >>"
    form = stream_of(b"/X1 Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << %s >>" % itself)
    return pdf_of_objects([CATALOGUE, PAGES, PAGE % itself, stream_of(b"/X1 Do"), form])


def many_pages(count: int) -> bytes:
    """Write a PDF with this many pages of one word."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = PAGE_OF % b"/Font << /F1 4 0 R >>"
    tree_root = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count)
    return pdf_of_objects([CATALOGUE, tree_root, stream_of(b"BT /F1 9 Tf (word) Tj ET"), FONT % b"", *[page] * count])


def text_operators(count: int) -> bytes:
    """Write a page on which single letters are moved and shown, packed small."""
    content = zlib.compress(b"BT /F1 1 Tf " + b"1 0 0 1 0 0 cm (a) Tj " * count + b"ET", 9)
    return one_page_pdf(content, b"/Filter /FlateDecode")


def surrogate_text() -> bytes:
    """Write a page whose font says that its letters are halves of characters."""
    map_ = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
    map_ += b"2 beginbfchar <41> <D800> <42> <DFFF> endbfchar endcmap end"
    words = stream_of(b"BT /F1 9 Tf 50 700 Td (ABAB AABB A plain word) Tj ET")
    return pdf_of_objects(
        [CATALOGUE, PAGES, PAGE % b"/Font << /F1 5 0 R >>", words, FONT % b"/ToUnicode 6 0 R", stream_of(map_)]
    )


def pdf_with_catalogue(entries: bytes) -> bytes:
    """Write a plan and put entries into its catalogue; the table of objects no longer fits and has to be rebuilt."""
    plan = pdf_of(a_plan())
    changed = plan.replace(b"/Type /Catalog", b"/Type /Catalog " + entries)
    assert changed != plan
    return changed
