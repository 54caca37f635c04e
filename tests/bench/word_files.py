"""Own Word files for the bench, and their reading with python-docx: the same headings, list items and table rows."""

from io import BytesIO

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from written_formats import Grid, Heading, Items, Prose, Written, docx_of
from written_plans import THEMES, TITLE

PYTHON_DOCX = "python-docx"
PLANS_IN_A_FILE = (4, 6, 10, 14)  # of some 400 words each, so 5 to 20 pages
_ITEMS = Items(("We closed two of five offices;", "we moved three teams;", "we bought less paper."))
_GRID = Grid(
    ("Service", "2023/24", "2024/25"),
    (("Adult care", "£1.2m", "£1.5m"), ("Roads", "£0.2m", "£0.5m"), ("Waste", "£0.4m", "£0.3m")),
)


def word_files() -> list[bytes]:
    """Write the files."""
    return [docx_of((Heading(1, TITLE), *_plan() * count), pages=count) for count in PLANS_IN_A_FILE]


def _plan() -> Written:
    found: list[Heading | Prose | Items | Grid] = []
    for text in THEMES.values():
        title, *paragraphs = (" ".join(part.split()) for part in text.strip().split("\n\n"))
        found += [Heading(2, title), *map(Prose, paragraphs)]
    return (*found, _ITEMS, _GRID)


def with_python_docx(content: bytes) -> list[tuple[object, ...]]:
    """Read what makes headings, list items and rows: each paragraph's style, numbering and text, each row's cells."""
    found: list[tuple[object, ...]] = []
    for part in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(part, Table):
            found += [tuple(cell.text for cell in row.cells) for row in part.rows]
        elif isinstance(part, Paragraph):
            found.append((_style_of(part), _is_numbered(part), part.text))
    return found


def _style_of(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style is not None else None


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None
