"""What is rendered can be read again: every word, in order, the same bytes each time, marked as invented."""

import csv
import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plans_local.render import SAMPLES, Sample, as_scan, render_folder, render_markdown, render_samples, render_text
from plans_local.render_blocks import (
    Break,
    FrontMatter,
    Grid,
    Heading,
    Item,
    Passage,
    read_markdown,
    read_plain,
)
from plans_local.render_glyphs import markup, shown
from plans_local.render_pages import lay_out

PAGES = {
    "breckland": 3,
    "calderdale": 6,
    "herefordshire": 3,
    "merton": 3,
    "north_lincolnshire": 3,
    "south_hams": 3,
    "warwickshire": 7,
    "wealden": 3,
}
CODES = {
    "breckland": "E07000143",
    "calderdale": "E08000033",
    "herefordshire": "E06000019",
    "merton": "E09000024",
    "north_lincolnshire": "E06000013",
    "south_hams": "E07000044",
    "warwickshire": "E10000031",
    "wealden": "E07000065",
}
SCANNED = "breckland"
DOCUMENTS = Path(__file__).resolve().parents[4] / "shared" / "documents"


def pages_of(pdf: Path | bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]


def unspaced(text: str) -> str:
    return "".join(text.split())


def source_of(name: str) -> str:
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8")


def written_words(source: str) -> list[str]:
    """Read the words of a sample from its lines, without the marks of the notation and without the front matter."""
    _, front, body = source.split("---\n", 2)
    title = re.search(r"^title: (.*)$", front, re.MULTILINE)
    words = title[1].split() if title and "two-column" in front else []
    for line in body.split("\n"):
        if line != "---" and not line.startswith("|---"):
            words += re.sub(r"^(##? |- )|\*\*|\\$|\|", " ", line).replace("**", " ").split()
    return words


def read_words(pages: list[str], front: FrontMatter) -> list[str]:
    """Read the words of rendered pages, without running header and footer and without bullets."""
    lines = [line.strip() for page in pages for line in page.splitlines()]
    kept = [line for line in lines if line != front.header and not line.startswith(front.footer)]
    return [word for word in " ".join(kept).split() if word != "•"]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_word_of_a_sample_is_read_again_in_order(name: str) -> None:
    front, blocks = read_markdown(source_of(name))
    assert read_words(pages_of(lay_out(front, blocks)), front) == written_words(source_of(name))


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_of_a_sample_says_that_it_is_invented(name: str) -> None:
    front, blocks = read_markdown(source_of(name))
    pages = pages_of(lay_out(front, blocks))
    assert len(pages) == PAGES[name]
    for number, page in enumerate(pages, start=1):
        assert "Invented sample · " in page
        assert page.rstrip().endswith(f"Page {number} of {PAGES[name]}")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> list[Sample]:
    return list(render_samples(tmp_path_factory.mktemp("samples")))


def test_the_samples_come_with_their_manifest(samples: list[Sample]) -> None:
    assert {sample.path.stem: sample.council_code for sample in samples} == CODES
    assert {sample.path.stem: len(pages_of(sample.path)) for sample in samples} == PAGES
    assert all(sample.note for sample in samples)
    with samples[0].path.with_name("manifest.csv").open(encoding="utf-8", newline="") as source:
        listed = {row["file"]: row["council_code"] for row in csv.DictReader(source)}
    assert listed == {f"{name}.pdf": code for name, code in CODES.items()}


def test_each_sample_names_the_council_of_its_code_in_the_manifest() -> None:
    assert {name: read_markdown(source_of(name))[0].council for name in PAGES} == CODES


def test_two_renderings_have_the_same_bytes(samples: list[Sample], tmp_path: Path) -> None:
    again = {sample.path.name: sample.path.read_bytes() for sample in render_samples(tmp_path)}
    assert {sample.path.name: sample.path.read_bytes() for sample in samples} == again


def test_uncommon_characters_have_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("first.pdf", "second.pdf"):
        render_text("at most ≤ 5, Łask, £3 — “so”", tmp_path / name)
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second.pdf").read_bytes()


def test_a_scan_has_pictures_and_no_text(tmp_path: Path) -> None:
    target = tmp_path / "scan.pdf"
    render_markdown(source_of(SCANNED), target)
    assert [page.strip() for page in pages_of(target)] == ["", "", ""]
    with pypdfium2.PdfDocument(target) as document:
        for page in document:
            (picture,) = page.get_objects()
            assert picture.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
            darkest, lightest = page.render(grayscale=True).to_pil().getextrema()
            assert darkest < 100
            assert lightest > 240


def test_any_pdf_can_be_scanned_and_keeps_its_size(tmp_path: Path) -> None:
    render_text("One page.\fAnother page.", tmp_path / "text.pdf")
    as_scan(tmp_path / "text.pdf", tmp_path / "scan.pdf")
    assert "".join(pages_of(tmp_path / "scan.pdf")).strip() == ""
    with pypdfium2.PdfDocument(tmp_path / "scan.pdf") as document:
        assert [tuple(map(round, page.get_size())) for page in document] == [(595, 842), (595, 842)]


def test_the_notation_is_read_block_by_block() -> None:
    text = "# T\n## H\ntwo\nlines\\\nthree\n\n- a\nb\n1. c\n|x|y|\n|---|---|\n|1|2|\n---\n"
    front, blocks = read_markdown("---\nstyle: classic\nscanned: yes\n---\n" + text)
    assert front == FrontMatter(style="classic", scanned=True)
    assert blocks == (
        Heading(1, "T"),
        Heading(2, "H"),
        Passage("two lines\nthree"),
        Item("-", "a b"),
        Item("1.", "c"),
        Grid((("x", "y"), ("1", "2")), heads=1),
        Break(),
    )


@pytest.mark.parametrize(
    "text",
    ["---\nstyle: baroque\n---\n", "---\ncolour: red\n---\n", "---\nscanned: perhaps\n---\n", "---\nno key\n---\n"],
)
def test_what_is_not_known_as_front_matter_stays_text(text: str) -> None:
    front, blocks = read_markdown(text)
    assert front == FrontMatter()
    assert blocks == (Break(), Passage(text.split("\n")[1]), Break())


def test_plain_text_keeps_rows_marks_and_pages(tmp_path: Path) -> None:
    rows = "Savings\n\nAdults\t6,125\t2,000\nPlaces\t9,900\t8,050\n"
    render_text(rows + '<input type="checkbox"> &amp; **not bold** R&D\f2nd page', tmp_path / "plain.pdf")
    first, second = pages_of(tmp_path / "plain.pdf")
    assert [line.split() for line in first.splitlines()] == [
        ["Savings"],
        ["Adults", "6,125", "2,000"],
        ["Places", "9,900", "8,050"],
        ["<input", 'type="checkbox">', "&amp;", "**not", "bold**", "R&D"],
    ]
    assert second.strip() == "2nd page"


def test_only_a_short_line_alone_is_shown_as_a_heading() -> None:
    heads = [
        block.text
        for block in read_plain("Short\n\nA sentence.\n\nA\tB\n\nTwo\nlines\n\n" + "long " * 20)
        if isinstance(block, Heading)
    ]
    assert heads == ["Short"]


def test_no_character_is_dropped(tmp_path: Path) -> None:
    render_text("£5 ≤ “six” – Łask źle 😀 \x02 5\u2011year co\u00adop", tmp_path / "shown.pdf")
    assert pages_of(tmp_path / "shown.pdf")[0].strip() == "£5 ≤ “six” – Łask [U+017A]le [U+1F600] [U+0002] 5-year coop"


def test_bold_marks_count_only_in_markdown() -> None:
    assert markup("**A** & b", bold_marks=True) == "<b>A</b> &amp; b"
    assert markup("**A** & b") == "**A** &amp; b"


@pytest.mark.parametrize("rows", [3, 200])
def test_a_table_that_is_too_wide_is_written_as_lines(rows: int) -> None:
    row = "|" + "|".join(f"c{number}" for number in range(30)) + "|\n"
    _, blocks = read_markdown(row * rows)
    assert "".join(pages_of(lay_out(FrontMatter(), blocks))).count("c29") == rows


ANY_TEXT = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(
            ["# ", "## ", "- ", "1. ", "---\n", "|a|b|\n", "|---|\n", "\n\n", "\f", "\\\n", "**", "£<&>😀", "w" * 900]
        ),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=60)
@given(ANY_TEXT)
@example("")
@example("---\n---\n")
@example("\x00\ud800\ufffe")
@example("|" * 40)
@example("|\n|-")
@example("|a|\n|-|")
@example("# " + "long " * 2000)
@example("## h\n" * 300)
def test_any_text_can_be_rendered(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    target = tmp_path_factory.getbasetemp() / "any.pdf"
    for render in (render_text, render_markdown):
        render(text, target)
        assert len(pages_of(target)) >= 1


PRINTABLE = st.text(st.sampled_from("aZ09 £€—–“”‘’•é<>&|#*-.,;\n\t"), min_size=1, max_size=400)


@settings(max_examples=60)
@given(PRINTABLE)
def test_plain_text_comes_back_character_by_character(text: str) -> None:
    pages = pages_of(lay_out(FrontMatter(), read_plain(text), bold_marks=False))
    assert unspaced("".join(pages)) == unspaced(text)


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five published plans are not beside this clone")
def test_published_plans_come_back_in_order() -> None:
    for path in sorted(DOCUMENTS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        pages = pages_of(lay_out(FrontMatter(), read_plain(text), bold_marks=False))
        assert unspaced("".join(pages)) == unspaced(shown(text)), path.name


def test_a_folder_is_made_ready_file_by_file(tmp_path: Path) -> None:
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.md").write_text("# A plan\n", encoding="utf-8")
    (source / "b.txt").write_bytes("Savings of £5m".encode("cp1252"))
    (source / "c.pdf").write_bytes(b"%PDF-1.7 as it is")
    (source / "d.docx").write_bytes(b"as it is")
    (source / "README.md").write_text("about the folder", encoding="utf-8")
    (source / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (source / "manifest.csv").write_text("file,council_code\na.md,E06000019\nb.txt,\n", encoding="utf-8-sig")
    samples = render_folder(source, target)
    assert [(sample.path, sample.council_code) for sample in samples] == [
        (target / "a.pdf", "E06000019"),
        (target / "b.pdf", None),
        (source / "c.pdf", None),
        (source / "d.docx", None),
    ]
    assert pages_of(target / "b.pdf")[0].strip() == "Savings of £5m"


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    for suffix in ("md", "txt"):
        (tmp_path / f"plan.{suffix}").write_text(suffix, encoding="utf-8")
    samples = render_folder(tmp_path, tmp_path / "out")
    assert [pages_of(sample.path)[0].strip() for sample in samples] == ["md", "txt"]
    assert {sample.council_code for sample in samples} == {None}


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("name,code\na,b\n", "columns file and council_code"),
        ("file,council_code\nno.txt,E06000019\n", "not in the folder: no.txt"),
    ],
)
def test_a_manifest_that_cannot_be_followed_is_refused(tmp_path: Path, manifest: str, message: str) -> None:
    (tmp_path / "manifest.csv").write_text(manifest, encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        render_folder(tmp_path, tmp_path / "out")
