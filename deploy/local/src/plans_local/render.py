"""Renders sample plans, and the files of a folder, to PDF for the demo.

`render_blocks` says what may be written, `render_glyphs` which characters are drawn and how, `render_pages` how a page
looks. The same text gives the same bytes on every run.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from plans_local.render_blocks import FrontMatter, read_markdown, read_plain
from plans_local.render_pages import lay_out

SAMPLES: Final = Path(__file__).with_name("samples")
MANIFEST: Final = "manifest.csv"
SCAN_DOTS_PER_INCH: Final = 150
SCAN_TILTS_DEGREES: Final = (0.35, -0.5, 0.2)
PAPER: Final = 248  # of 255: a scanner's white


@dataclass(frozen=True)
class Sample:
    """Hold one file to upload, the code of its council where it is known, and a line on what it shows."""

    path: Path
    council_code: str | None
    note: str


def render_markdown(text: str, target: Path) -> None:
    """Render text in the subset of Markdown that `render_blocks` describes."""
    front, blocks = read_markdown(text)
    pdf = lay_out(front, blocks)
    target.write_bytes(_scanned(pdf) if front.scanned else pdf)


def render_text(text: str, target: Path) -> None:
    """Render plain extracted text: every line in its order, nothing interpreted but form feeds as page breaks."""
    target.write_bytes(lay_out(FrontMatter(), read_plain(text), bold_marks=False))


def as_scan(pdf: Path, target: Path) -> None:
    """Turn the pages of a PDF into pictures, slightly tilted as from a scanner: no text can be read from the result."""
    target.write_bytes(_scanned(pdf.read_bytes()))


def render_samples(folder: Path) -> list[Sample]:
    """Render the eight sample plans, with their manifest, into `folder`."""
    samples = render_folder(SAMPLES, folder)
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as sink:
        rows = csv.writer(sink, lineterminator="\n")
        rows.writerow(("file", "council_code", "note"))
        rows.writerows((sample.path.name, sample.council_code or "", sample.note) for sample in samples)
    return samples


def render_folder(source: Path, target: Path) -> list[Sample]:
    """Make every file of `source` ready to upload, in the order of their names.

    `.txt` and `.md` files are rendered into `target`; any other file is taken as it is, where it is. Left out are
    hidden files, folders, a README and the manifest, which may say whose each file is.

    Raises: `ValueError` when the manifest lacks a column or names a file that is not there.
    """
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(path for path in source.iterdir() if _is_for_upload(path))
    rows = _manifest(source, {path.name for path in files})
    stems = Counter(path.stem for path in files)
    samples = []
    for path in files:
        code, note = rows.get(path.name, ("", ""))
        name = path.stem if stems[path.stem] == 1 else path.name
        samples.append(Sample(_rendered(path, target / f"{name}.pdf"), code or None, note))
    return samples


def _is_for_upload(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.stem != "README" and path.name != MANIFEST


def _manifest(folder: Path, names: set[str]) -> dict[str, tuple[str, str]]:
    """Read the council code and note of each file; without a manifest, of none."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    rows = list(csv.DictReader(_decoded(path).splitlines(), restval=""))
    if not all({"file", "council_code"} <= row.keys() for row in rows):
        raise ValueError(f"{MANIFEST} needs a first line with the columns file and council_code.")
    if missing := sorted({row["file"] for row in rows} - names):
        raise ValueError(f"{MANIFEST} names files that are not in the folder: {', '.join(missing)}.")
    return {row["file"]: (row["council_code"].strip(), row.get("note", "").strip()) for row in rows}


def _rendered(source: Path, target: Path) -> Path:
    match source.suffix.lower():
        case ".md":
            render_markdown(_decoded(source), target)
        case ".txt":
            render_text(_decoded(source), target)
        case _:
            return source
    return target


def _decoded(path: Path) -> str:
    """Read a text file: UTF-8, or else what Windows programs write in England."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _scanned(pdf: bytes) -> bytes:
    sink = BytesIO()
    canvas = Canvas(sink, invariant=1)
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            canvas.setPageSize(page.get_size())
            picture = _picture(page, SCAN_TILTS_DEGREES[number % len(SCAN_TILTS_DEGREES)])
            canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
            canvas.showPage()
    canvas.save()
    return sink.getvalue()


def _picture(page: pypdfium2.PdfPage, tilt_degrees: float) -> BytesIO:
    image = page.render(scale=SCAN_DOTS_PER_INCH / 72, grayscale=True).to_pil()
    tilted = image.rotate(tilt_degrees, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    picture = BytesIO()
    tilted.save(picture, format="JPEG", quality=60)
    return picture
