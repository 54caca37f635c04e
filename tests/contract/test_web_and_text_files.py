"""Own what is read from web pages, Markdown and plain text, and how a file's kind is known."""

from collections.abc import Callable

import pytest

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.formats import format_of
from plans_validate.adapters.reading import read
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError
from written_files import pdf_of
from written_formats import Prose, docx_of, elements_of, html_of, markdown_of
from written_plans import COUNCIL, a_plan


def said(content: bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.folded) for block in read(content).blocks]


def test_only_what_a_page_shows_of_its_own_is_read() -> None:
    page = b"""<!DOCTYPE html><html><head><title>Plan - Rutland</title><script>var a = "script";</script></head><body>
      <header>Rutland County Council</header><nav><a href="/">Home</a></nav>
      <div class="cookie-banner">We use cookies</div>
      <h1>Productivity <em>plan</em></h1><p>We changed<br>much.<script>more()</script> Really.</p>
      <p hidden>Not shown</p><p style="display: none">Nor this</p>
      <ul><li>One<ul><li><p>Two</p></li></ul></li></ul>
      <img src="http://example.invalid/a.png" alt="x"><iframe src="http://example.invalid/"></iframe>
      <table><tr><th>Service</th><th>Saving</th></tr><tr><td>Roads</td><td>&pound;1m</td></tr></table>
      <footer>Contact us</footer></body></html>"""

    assert said(page) == [
        ("furniture", "Plan - Rutland"),
        ("furniture", "Rutland County Council"),
        ("heading", "Productivity plan"),
        ("paragraph", "We changed much. Really."),
        ("list_item", "One"),
        ("list_item", "Two"),
        ("table_row", "Service Saving"),
        ("table_row", "Roads £1m"),
        ("furniture", "Contact us"),
    ]
    rows = [block for block in read(page).blocks if block.kind.value == "table_row"]
    assert rows[1].column_heads == ("Service", "Saving")


AROUND = {
    "one form around the page, as ASP.NET writes": '<body><form id="form1" runat="server">{}</form></body>',
    "a form with a footer below": '<body><form id="form1">{}</form><p>Write to the council about this page.</p></body>',
    "a body that says cookies were taken": '<body class="cookie-consent-given">{}</body>',
    "a wrapper that says so": '<body><div class="has-cookie-banner">{}</div></body>',
    "a page behind a dialog": '<body><div aria-hidden="true">{}</div><div role="dialog">We use cookies.</div></body>',
    "a tab that a script opens": "<body><h1>Productivity Plan</h1><div hidden>{}</div></body>",
    "forms within each other": '<body><form><div aria-hidden="true"><aside>{}</aside></div></form></body>',
    "a page in its header": "<body><header>{}</header><footer>Write to us.</footer></body>",
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
def test_what_holds_most_of_a_page_is_read_whatever_it_is_called(around: str) -> None:
    menu = "<nav><ul>" + '<li><a href="/">Roads, parks and bins</a></li>' * 400 + "</ul></nav>"
    paragraphs = "".join(f"<p>{part}</p>" for part in a_plan().split("\n\n"))
    page = f"<!DOCTYPE html><html>{around.format(menu + paragraphs)}</html>".encode()
    report = check_document(page, COUNCIL)

    assert report.outcome == "checked"
    assert {theme.status for theme in report.themes} == {"addressed"}
    assert not any("Roads, parks and bins" in text for _, text in said(page))


def test_what_stands_beside_a_pages_text_is_left_out() -> None:
    text = "<p>The council sets out on this page in some sentences what it does to spend well in every year.</p>"
    beside = (
        "<form><label>Your name</label><p>Tell us what you think.</p></form><aside>See also our news.</aside>"
        '<div class="cookie-banner">We use cookies on this site.</div><div aria-hidden="true">Opens a window</div>'
    )
    page = f"<!DOCTYPE html><html><body>{beside}{text}</body></html>".encode()
    assert [words for _, words in said(page)] == [text.removeprefix("<p>").removesuffix("</p>")]


def test_entities_of_a_web_page_are_not_unfolded_or_fetched() -> None:
    page = b'<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/hostname">]><html><p>Words &f; here.</p></html>'
    text = " ".join(text for _, text in said(page))

    assert "Words" in text
    assert "/etc" not in text


@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_elements_that_an_old_editor_never_closed_lose_no_text(tag: str) -> None:
    page = "".join(f"{f'<{tag}>' * 60}<p>{words}</p>" for words in ("One.", "Two.", "Three.", "Four.", "Five.", "Six."))

    assert [text for _, text in said(b"<html><body>" + page.encode())] == [
        "One.",
        "Two.",
        "Three.",
        "Four.",
        "Five.",
        "Six.",
    ]


def test_a_page_that_nests_deeper_than_the_parser_takes_is_our_limit_and_not_half_read() -> None:
    report = check_document(b"<html><body><p>Words.</p>" + b"<div>" * 200_000 + b"<p>Words of a page.</p>", COUNCIL)

    assert report.outcome == "could_not_check"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_that_councils_use(encoding: str) -> None:
    text = a_plan(introduction="We saved £3m – that’s a lot of “money”.")
    content = text.encode(encoding)

    assert format_of(content) == "text"
    assert "We saved £3m – that’s a lot of “money”." in {text for _, text in said(content)}
    assert check_document(content, COUNCIL).outcome == "checked"


def test_bytes_that_are_no_text_are_not_taken_for_it() -> None:
    for content in (bytes(range(256)) * 8, b"\xff\xfe\x00\xd8" * 50, bytes([200, 201, 202]) * 500):
        with pytest.raises(CouldNotReadError):
            read(content)


def test_markdown_is_known_by_its_signs_and_keeps_them_as_written() -> None:
    content = b"# Plan\n\nWe **changed** a lot.\n\n1. one\n2. two\n\n  - deeper\n\n| A | B |\n|---|---|\n| x | 1 |\n"
    document = read(content)

    assert document.format == "markdown"
    assert [(block.kind.value, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "# Plan"),
        ("paragraph", None, "We **changed** a lot."),
        ("list_item", 1, "1. one"),
        ("list_item", 1, "2. two"),
        ("list_item", 2, "  - deeper"),
        ("table_row", None, "| A | B |"),
        ("table_row", None, "| x | 1 |"),
    ]
    assert document.blocks[-1].column_heads == ("A", "B")


def test_the_first_signature_wins() -> None:
    pdf, words = pdf_of(a_plan()), (Prose("Words of another file."),)

    assert format_of(docx_of(words) + pdf) == "docx"
    assert format_of(pdf + docx_of(words)) == "pdf"
    assert format_of(b"<html><!--" + pdf + b"--></html>") == "html"
    assert format_of(b"MZ" + pdf) is None
    assert format_of(b"\0" + pdf) == "pdf"


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"PK\x03\x04" + bytes(30) + b"xl/workbook.xml", "a spreadsheet"),
        (b"PK\x03\x04" + bytes(30) + b"notes.txt", "a zip file"),
        (b"{\\rtf1 Hello}", "a rich text file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "an older Word"),
        (b"\x89PNG\r\n" + bytes(50), "a picture"),
        (b"MZ" + bytes(50), "a program"),
    ],
)
def test_what_we_cannot_read_is_named(start: bytes, name: str) -> None:
    with pytest.raises(CouldNotReadError, match=name):
        read(start)


def test_a_hundred_megabytes_of_one_letter_are_our_limit() -> None:
    with pytest.raises(LimitReachedError):
        read(b"a" * (100 * 2**20))


@pytest.mark.parametrize("write", [html_of, markdown_of])
def test_a_plan_on_a_page_is_checked(write: Callable[..., bytes]) -> None:
    report = check_document(write(elements_of(a_plan())), COUNCIL)

    assert report.outcome == "checked"
    assert [theme.status for theme in report.themes] == ["addressed"] * 4
