"""Own what is read from Word and OpenDocument files, and what is refused."""

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.formats import format_of
from plans_validate.adapters.reading import read
from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError
from written_formats import (
    ODF,
    ODT_TYPE,
    W,
    docx_of,
    docx_of_body,
    docx_paragraph,
    docx_run,
    elements_of,
    odt_of,
    odt_of_body,
    package_of,
)
from written_plans import COUNCIL, LETTER, REPORT, a_plan

PLAN = elements_of(a_plan())


def said(content: bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.folded) for block in read(content).blocks]


def test_tracked_insertions_are_read_and_deletions_are_not() -> None:
    body = (
        f"<w:p>{docx_run('We kept this')}"
        '<w:del w:id="1"><w:r><w:delText> and dropped this</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{docx_run(" and put this in")}</w:ins>'
        f'<w:moveFrom w:id="3">{docx_run(" and moved this away")}</w:moveFrom></w:p>'
    )

    assert said(docx_of_body(body)) == [("paragraph", "We kept this and put this in")]


def test_typed_bullets_are_items_and_tabbed_lines_are_rows() -> None:
    typed = ("–\tWe run one hub.", "Savings\t2024/25\t2025/26", "Waste rounds\t£0\t£275,000", "Name:\tA Moss")
    body = "".join(map(docx_paragraph, typed))

    assert [block.kind.value for block in read(docx_of_body(body)).blocks] == [
        "list_item",
        "table_row",
        "table_row",
        "paragraph",
    ]
    assert read(docx_of_body(body)).blocks[2].column_heads == ("Savings", "2024/25", "2025/26")


def test_a_text_box_is_read_once_where_it_is_anchored() -> None:
    box = f"<w:txbxContent>{docx_paragraph('In the box.')}</w:txbxContent>"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{compatibility}"><mc:Choice>{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>{docx_run('Around the box.')}</w:p>"
    )

    assert said(docx_of_body(body)) == [("paragraph", "In the box."), ("paragraph", "Around the box.")]


def test_headings_by_outline_level_by_inherited_style_and_by_bold_type() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Council head"/><w:basedOn w:val="H"/></w:style>'
        "</w:styles>"
    )
    body = (
        docx_paragraph("By outline level", '<w:outlineLvl w:val="0"/>')
        + docx_paragraph("By the style it is based on", '<w:pStyle w:val="Ours"/>')
        + f"<w:p>{docx_run('By bold type', '<w:b/>')}</w:p>"
        + f"<w:p>{docx_run('Not bold at all, and ', '<w:b w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}"
        + f"{docx_run('only in part', '<w:b/>')}</w:p>"
    )
    blocks = read(docx_of_body(body, parts={"word/styles.xml": styles})).blocks

    assert [(block.kind.value, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", None),
    ]


def test_notes_headers_footers_and_contents_are_told_apart() -> None:
    body = (
        docx_paragraph("Data 2", '<w:pStyle w:val="TOC1"/>')
        + f"<w:p>{docx_run('We use data.')}<w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
        + docx_paragraph("And more of it.")
    )
    parts = {
        "word/styles.xml": f'<w:styles {W}><w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="7">{docx_paragraph("From housing.")}</w:footnote>'
        "</w:footnotes>",
        "word/header1.xml": f"<w:hdr {W}>{docx_paragraph('Rutland County Council')}</w:hdr>",
        "word/header2.xml": f"<w:hdr {W}>{docx_paragraph('Rutland County Council')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {W}>{docx_paragraph('Page 1')}</w:ftr>",
    }

    assert said(docx_of_body(body, parts=parts)) == [
        ("furniture", "Rutland County Council"),
        ("furniture", "Data 2"),
        ("paragraph", "We use data."),
        ("footnote", "From housing."),
        ("paragraph", "And more of it."),
        ("furniture", "Page 1"),
    ]


def test_a_form_whose_cells_hold_prose_is_read_as_prose() -> None:
    question, answer = (
        docx_paragraph("How have you changed?"),
        docx_paragraph("We moved. ") + docx_paragraph("It saved money, and residents like the new place better. " * 8),
    )
    table = f"<w:tbl><w:tr><w:tc>{question}</w:tc><w:tc>{answer}</w:tc></w:tr></w:tbl>"

    assert [kind for kind, _ in said(docx_of_body(table))] == ["paragraph", "paragraph", "paragraph"]


def test_hidden_text_and_field_codes_are_no_text() -> None:
    body = (
        f"<w:p>{docx_run('Seen.')}{docx_run('Hidden.', '<w:vanish/>')}"
        "<w:r><w:instrText>PAGEREF _Toc1</w:instrText></w:r></w:p>"
    )

    assert said(docx_of_body(body)) == [("paragraph", "Seen.")]


@pytest.mark.parametrize("write", [docx_of, odt_of])
def test_pages_are_as_the_file_states_them(write: Callable[..., bytes]) -> None:
    content = write(PLAN, pages=4)
    report = check_document(content, COUNCIL)

    assert report.outcome == "checked"
    assert (report.document.format, report.document.pages) == (format_of(content), None)
    assert report.plan is not None
    assert (report.plan.pages, report.plan.stated_pages, report.plan.length) == (None, 4, "unknown")
    assert [theme.status for theme in report.themes] == ["addressed"] * 4


def test_a_packs_pages_are_not_stated_as_the_plans() -> None:
    pack = elements_of(f"{REPORT}\n\n{LETTER}\n\n{a_plan()}")
    report = check_document(docx_of(pack, pages=12), COUNCIL)

    assert [segment.kind for segment in report.segments] == ["covering_report", "minister_letter", "plan"]
    assert report.plan is not None
    assert report.plan.stated_pages is None


def test_open_document_notes_lists_and_bold_paragraphs() -> None:
    styles = '<style:style style:name="P9"><style:text-properties fo:font-weight="bold"/></style:style>'
    body = (
        "<text:tracked-changes><text:p>Dropped.</text:p></text:tracked-changes>"
        '<text:p text:style-name="P9">Data</text:p>'
        "<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Two</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:p>We use<text:s text:c='2'/>data.<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>From housing.</text:p></text:note-body></text:note></text:p>"
    )
    blocks = read(odt_of_body(body, styles=styles)).blocks

    assert [(block.kind.value, block.level, block.folded) for block in blocks] == [
        ("heading", 2, "Data"),
        ("list_item", 1, "One"),
        ("list_item", 2, "Two"),
        ("paragraph", None, "We use data."),
        ("footnote", None, "From housing."),
    ]


def with_doctype(part: str) -> str:
    return f'<!DOCTYPE d [<!ENTITY x "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]>{part}'


def test_a_document_type_is_refused_in_every_part() -> None:
    body = f"<w:document {W}><w:body>{docx_paragraph('Before.')}<w:p>&x;&f;</w:p></w:body></w:document>"
    styles = f"<w:styles {W}/>"
    content = f"<office:document-content {ODF}><office:body><office:text/></office:body></office:document-content>"
    for parts in (
        {"word/document.xml": with_doctype(body)},
        {"word/document.xml": body.replace("&x;&f;", ""), "word/styles.xml": with_doctype(styles)},
        {"mimetype": ODT_TYPE, "content.xml": with_doctype(content)},
    ):
        with pytest.raises(CouldNotReadError, match="declarations"):
            read(package_of(parts))


def test_a_package_that_unfolds_to_too_much_is_our_limit() -> None:
    body = f"<w:document {W}><w:body>".encode() + b" " * (80 * 2**20) + b"</w:body></w:document>"

    with pytest.raises(LimitReachedError):
        read(package_of({"word/document.xml": body}))


def test_a_directory_that_lies_about_sizes_does_not_help() -> None:
    content = bytearray(package_of({"word/document.xml": b"<a>" + b" " * (48 * 2**20) + b"</a>"}))
    directory = content.rindex(b"PK\x01\x02")
    struct.pack_into("<I", content, directory + 24, 1000)

    report = check_document(bytes(content), COUNCIL)
    assert report.outcome in {"could_not_check", "could_not_read"}


def test_many_paragraphs_are_our_limit() -> None:
    with pytest.raises(LimitReachedError):
        read(docx_of_body(docx_paragraph("A") * 60_000))


def test_protected_files_are_said_to_be_so() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    manifest = "<manifest><encryption-data/></manifest>"
    odt = package_of({"mimetype": ODT_TYPE, "content.xml": "x", "META-INF/manifest.xml": manifest})
    for content in (ole, odt):
        with pytest.raises(CouldNotReadError, match="password"):
            read(content)


def test_a_file_without_words_could_not_be_read() -> None:
    for content in (docx_of_body("<w:p/>"), odt_of_body("<text:p/>"), b"<html><body></body></html>", b"...\n"):
        assert check_document(content, COUNCIL).outcome == "could_not_read"


def test_a_strange_name_inside_a_package_is_never_written() -> None:
    target = BytesIO(docx_of(PLAN))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("../../../escaped.txt", "out")

    assert check_document(target.getvalue(), COUNCIL).outcome == "checked"
