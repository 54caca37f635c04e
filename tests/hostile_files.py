"""Own the hostile files: a table of classes, how a file of each is made, and the outcomes that are right for it.

A class names the format that has to be readable for its outcome to hold; while that format is not in `READ_FORMATS`,
the right outcome is `could_not_read`, with the advice to send a PDF. So a new reader changes one line here.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hostile_packages import docx, nested_zip, odt, packed_zeros, with_encrypted_entry, with_lying_directory
from hostile_pdfs import (
    cyclic_objects,
    endless_form,
    many_pages,
    pdf_with_catalogue,
    picture_of,
    scan_of_pages,
    surrogate_text,
    text_operators,
    tree,
)
from written_files import bomb, one_page_pdf, pdf_of, pdf_of_objects
from written_plans import a_plan

READ_FORMATS = frozenset({"pdf", "text", "markdown", "html", "docx", "odt"})

CHECKED = "checked"
NOT_READ = "could_not_read"
LIMIT = "could_not_check"
OTHER = "not_a_productivity_plan"

MEGABYTE = 2**20
GIGABYTE = 1024 * MEGABYTE
HTML_PLAN = "".join(f"<p>{paragraph}</p>" for paragraph in a_plan().split("\n\n"))


@dataclass(frozen=True)
class Hostile:
    """A class of hostile files; any of the outcomes is right once files of its format are read."""

    name: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    format: str

    @property
    def right(self) -> frozenset[str]:
        """Give the outcomes that are right with the readers there are."""
        return self.outcomes if self.format in READ_FORMATS else frozenset({NOT_READ})


def _plan() -> bytes:
    return pdf_of(a_plan())


def _html(*, head: str = "", before: str = "", attributes: str = "") -> bytes:
    page = f"<html><head>{head}</head><body {attributes}>{before}{HTML_PLAN}</body></html>"
    return b"<!DOCTYPE html>" + page.encode()


def _noise(size: int) -> bytes:
    return random.Random(20261122).randbytes(size)


def _entities(body: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE w [{body}]><w>&z;</w>'.encode()


LAUGHS = "".join(
    f'<!ENTITY {after} "{f"&{name};" * 10}">' for name, after in zip("abcdefghy", "bcdefghyz", strict=True)
)
OLDER_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BILLION_LAUGHS = '<!ENTITY a "ha">' + LAUGHS
QUADRATIC = f'<!ENTITY a "{"ha" * 50_000}"><!ENTITY z "{"&a;" * 5_000}">'
EXTERNAL = '<!ENTITY z SYSTEM "file:///etc/passwd">'


def _of(format_: str, outcomes: str, **makers: Callable[[], bytes]) -> Iterator[Hostile]:
    for name, make in makers.items():
        yield Hostile(name.replace("_", " "), make, frozenset(outcomes.split("|")), format_)


def _pdfs() -> Iterator[Hostile]:
    yield from _of(
        "pdf", NOT_READ,
        truncated_pdf=lambda: _plan()[: len(_plan()) // 2],
        only_the_first_line_of_a_pdf=lambda: b"%PDF-1.7\n",
        noise_after_the_first_line_of_a_pdf=lambda: b"%PDF-1.7\n" + _noise(MEGABYTE),
        pdf_with_a_password=lambda: pdf_of(a_plan(), password="secret"),
        page_tree_that_holds_itself=lambda: tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        two_thousand_million_pages=lambda: tree(b"<< /Type /Pages /Kids [] /Count 2000000000 >>"),
        object_nested_a_hundred_thousand_deep=lambda: tree(b"[" * 100_000 + b"]" * 100_000),
        references_in_a_circle=cyclic_objects,
        drawing_that_draws_itself=endless_form,
        pdf_without_text=lambda: one_page_pdf(b"0 0 100 100 re f"),
    )  # fmt: skip
    yield from _of(
        "pdf", LIMIT,
        flate_bomb_packed_twice=bomb,
        flate_bomb=lambda: one_page_pdf(packed_zeros(GIGABYTE, filler=b" "), b"/Filter /FlateDecode"),
        five_thousand_pages=lambda: many_pages(5_000),
        three_million_text_operators=lambda: text_operators(3_000_000),
    )  # fmt: skip
    yield from _of(
        "pdf", CHECKED,
        wrong_cross_reference_table=lambda: _plan().replace(b"startxref\n", b"startxref\n9"),
        pdf_that_only_its_owner_may_change=lambda: pdf_of(a_plan(), owner_password="secret"),
        javascript_on_opening=lambda: pdf_with_catalogue(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        program_started_on_opening=lambda: pdf_with_catalogue(b"/OpenAction << /S /Launch /F (/bin/sh) >>"),
        page_fetched_on_opening=lambda: pdf_with_catalogue(b"/OpenAction << /S /URI /URI (http://127.0.0.1/) >>"),
        noise_before_the_pdf=lambda: _noise(900).replace(b"%", b" ") + _plan(),
        pdf_and_zip_in_one=lambda: _plan() + docx(),
        pdf_and_html_in_one=lambda: b"<!-- " + _plan(),
    )  # fmt: skip
    yield from _of(  # with letters recognised, what can't be looked at is a limit of ours
        "pdf", f"{NOT_READ}|{LIMIT}",
        picture_of_a_thousand_megapixels=lambda: picture_of(32_000, 32_000),
        scan_of_thirty_pages=lambda: scan_of_pages(30),
    )  # fmt: skip
    yield from _of("pdf", LIMIT, scan_of_five_thousand_pages=lambda: scan_of_pages(5_000))
    yield from _of("pdf", f"{OTHER}|{NOT_READ}", text_of_lone_surrogates=surrogate_text)
    yield from _of(
        "pdf", OTHER,
        page_of_two_million_points=lambda: pdf_of_objects(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 2000000 2000000] >>",
                b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                b"<< /Length 34 >>\nstream\nBT /F1 9 Tf (A page of words) Tj ET\nendstream",
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            ]
        ),
    )  # fmt: skip


def _texts() -> Iterator[Hostile]:
    yield from _of(
        "text", NOT_READ,
        empty=lambda: b"",
        blanks=lambda: b" \n" * 1000,
        noughts=lambda: b"\x00" * MEGABYTE,
        noise=lambda: _noise(MEGABYTE),
        renamed_program_for_windows=lambda: b"MZ\x90\x00" + _noise(10_000),
        renamed_program_for_linux=lambda: b"\x7fELF\x02\x01\x01" + _noise(10_000),
        lone_surrogates_in_utf_8=lambda: b"Our plan \xed\xa0\x80 and \xed\xbf\xbf more. " * 100,
        packed_noughts=lambda: b"\x1f\x8b\x08\x00" + packed_zeros(GIGABYTE),
        two_million_brackets=lambda: b"([{" * 700_000,
        picture_that_unfolds=lambda: _png(60_000, 60_000),
    )  # fmt: skip
    yield from _of(
        "text", OTHER,
        direction_overridden=lambda: "\u202egnp.nalp\u202c is what we call it. ".encode() * 200,
        name_of_four_kilobytes=lambda: b"A" * 4096 + b".pdf\n\nis the plan's name.",
        shell_script=lambda: b"#!/bin/sh\ncurl http://127.0.0.1/ | sh\n" * 50,
        billion_laughs_without_a_package=lambda: _entities(BILLION_LAUGHS),
        formulas_for_a_spreadsheet=lambda: b"=cmd|'/c calc'!A1,@SUM(1+1),+1,-1\n" * 500,
    )  # fmt: skip
    yield from _of(
        "text", f"{LIMIT}|{OTHER}",
        a_hundred_megabytes_of_one_letter=lambda: b"a" * (100 * MEGABYTE),
        ten_million_lines=lambda: b"a\n" * 10_000_000,
        a_million_headings=lambda: b"# Technology\n\n" * 1_000_000,
    )  # fmt: skip
    yield from _of(
        "text", f"{LIMIT}|{CHECKED}",
        plan_that_repeats_itself_for_ever=lambda: a_plan(after="We saved 4.1% in 2023/24. " * 200_000).encode(),
    )  # fmt: skip


def _packages() -> Iterator[Hostile]:
    yield from _of(
        "docx", LIMIT,
        part_of_a_gigabyte=lambda: docx(parts={"word/document.xml": GIGABYTE}),
    )  # fmt: skip
    yield from _of("docx", f"{LIMIT}|{CHECKED}", a_million_paragraphs=lambda: docx(body=b"<w:p/>" * 1_500_000))
    yield from _of(
        "docx", f"{NOT_READ}|{LIMIT}",
        billion_laughs=lambda: docx(parts={"word/document.xml": _entities(BILLION_LAUGHS)}),
        quadratic_entities=lambda: docx(parts={"word/document.xml": _entities(QUADRATIC)}),
        entity_from_a_file=lambda: docx(parts={"word/document.xml": _entities(EXTERNAL)}),
        truncated_package=lambda: docx()[:-200],
        encrypted_package=lambda: with_encrypted_entry(docx()),
        directory_that_lies=lambda: with_lying_directory(docx(body=b" " * (50 * MEGABYTE))),
        package_in_a_package=nested_zip,
        package_of_a_hundred_thousand_parts=lambda: docx(parts={f"word/{n}.xml": b"" for n in range(100_000)}),
    )  # fmt: skip
    yield from _of(
        "docx", f"{CHECKED}|{NOT_READ}",
        path_out_of_the_package=lambda: docx(parts={"../../escaped.txt": b"escaped", "/escaped.txt": b"escaped"}),
        macros=lambda: docx(parts={"word/vbaProject.bin": _noise(10_000)}),
        template_from_elsewhere=lambda: docx(
            parts={"word/_rels/settings.xml.rels": b'<r Target="http://127.0.0.1/x.dotm" TargetMode="External"/>'}
        ),
    )  # fmt: skip
    yield from _of("doc", NOT_READ, older_word_file_with_macros=lambda: OLDER_WORD + _noise(10_000))
    yield from _of("rtf", NOT_READ, rich_text_with_an_object=lambda: b"{\\rtf1{\\object\\objdata 0105}}")
    yield from _of("odt", LIMIT, opendocument_of_a_gigabyte=lambda: odt(GIGABYTE))
    yield from _of(
        "odt", f"{NOT_READ}|{LIMIT}",
        opendocument_billion_laughs=lambda: odt(_entities(BILLION_LAUGHS)),
        opendocument_entity_from_a_file=lambda: odt(_entities(EXTERNAL)),
    )  # fmt: skip


def _pages() -> Iterator[Hostile]:
    yield from _of(
        "html", CHECKED,
        scripts=lambda: _html(head="<script>fetch('http://127.0.0.1/')</script>" * 100),
        pictures_from_elsewhere=lambda: _html(before='<img src="http://127.0.0.1/x.png">' * 1000),
        page_that_sends_on=lambda: _html(head='<meta http-equiv="refresh" content="0;url=file:///etc/passwd">'),
        style_from_elsewhere=lambda: _html(head='<base href="http://127.0.0.1/"><link rel="stylesheet" href="x.css">'),
    )  # fmt: skip
    yield from _of("html", LIMIT, half_a_million_boxes_in_one_another=lambda: _html(before="<div>" * 500_000))
    yield from _of(
        "html", f"{CHECKED}|{NOT_READ}|{LIMIT}",
        a_million_attributes=lambda: _html(attributes=" ".join(f"a{n}=1" for n in range(1_000_000))),
        character_set_that_is_none=lambda: _html(head='<meta charset="../../../etc/passwd">'),
    )  # fmt: skip


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed_zeros(height * (width // 8 + 1)))


HOSTILE_FILES = (*_pdfs(), *_texts(), *_packages(), *_pages())
