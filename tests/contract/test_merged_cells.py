"""Merged cells: whatever the format, a cell stands in its true column, under the heads that stand over it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.reading import read
from plans_validate.domain.composing import MOST_COLUMNS
from plans_validate.domain.document import BlockKind
from written_formats import docx_of_body, docx_paragraph, odt_of_body
from written_plans import COUNCIL, a_plan


class Merged(NamedTuple):
    """A cell over some columns and beside some rows."""

    text: str
    columns: int = 1
    rows: int = 1


Rows = Sequence[Sequence[Merged | str]]
PROSE = "The council sets out here in a few sentences what it does to spend well."


def cells_of(row: Sequence[Merged | str]) -> list[Merged]:
    return [Merged(cell) if isinstance(cell, str) else cell for cell in row]


def as_html(rows: Rows, prose: str = PROSE) -> bytes:
    written = "".join(
        "<tr>"
        + "".join(f'<td colspan="{each.columns}" rowspan="{each.rows}">{each.text}</td>' for each in cells_of(row))
        + "</tr>"
        for row in rows
    )
    return f"<!DOCTYPE html><body>{paragraphs(prose, '<p>{}</p>')}<table>{written}</table></body>".encode()


def as_odt(rows: Rows, prose: str = PROSE) -> bytes:
    written = ""
    for row in laid_out(rows):
        written += "<table:table-row>"
        for cell in row:
            if cell is None:
                written += "<table:covered-table-cell/>"
                continue
            spans = f'table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
            written += f"<table:table-cell {spans}><text:p>{cell.text}</text:p></table:table-cell>"
        written += "</table:table-row>"
    return odt_of_body(f"{paragraphs(prose, '<text:p>{}</text:p>')}<table:table>{written}</table:table>")


def as_docx(rows: Rows, prose: str = PROSE) -> bytes:
    written, open_above = "", dict[int, int]()
    for row in laid_out(rows):
        written += "<w:tr>"
        for place, cell in enumerate(row):
            if cell is not None:
                open_above[place] = cell.columns if cell.rows > 1 else 0
                written += docx_cell(cell.text, cell.columns, "restart" if cell.rows > 1 else "")
            elif open_above.get(place) and (place == 0 or row[place - 1] is not None or not open_above.get(place - 1)):
                written += docx_cell("", open_above[place], "continue")
        written += "</w:tr>"
    return docx_of_body(f"{''.join(map(docx_paragraph, prose.split(chr(10) * 2)))}<w:tbl>{written}</w:tbl>")


def docx_cell(text: str, columns: int, merge: str) -> str:
    properties = f'<w:gridSpan w:val="{columns}"/>' + (f'<w:vMerge w:val="{merge}"/>' if merge else "")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{docx_paragraph(text)}</w:tc>"


def laid_out(rows: Rows) -> list[list[Merged | None]]:
    """Give each row's cells by column, null where another cell covers the place."""
    covered: set[tuple[int, int]] = set()
    found: list[list[Merged | None]] = []
    for number, row in enumerate(rows):
        waiting, line = cells_of(row), list[Merged | None]()
        while waiting or (number, len(line)) in covered:
            if (number, len(line)) in covered:
                line.append(None)
                continue
            cell = waiting.pop(0)
            place = len(line)
            covered |= {(number + down, place + along) for down in range(cell.rows) for along in range(cell.columns)}
            line.append(cell)
        found.append(line)
    return found


def paragraphs(prose: str, form: str) -> str:
    return "".join(form.format(part) for part in prose.split("\n\n"))


FORMATS: dict[str, Callable[..., bytes]] = {"html": as_html, "odt": as_odt, "docx": as_docx}
every_format = pytest.mark.parametrize("write", FORMATS.values(), ids=FORMATS.keys())


def under_heads(content: bytes) -> list[dict[str, str]]:
    """Give each body row's cells by the head of their column."""
    rows = [block for block in read(content).blocks if block.kind is BlockKind.TABLE_ROW and block.column_heads]
    return [{head: cell for head, cell in zip(block.column_heads, block.cells, strict=False) if cell} for block in rows]


@every_format
def test_cells_stand_right_of_a_label_over_two_columns(write: Callable[..., bytes]) -> None:
    rows = (("Service", "Basis", "2024/25", "2025/26"), (Merged("Contracts", columns=2), "£5m", "£7m"))
    assert under_heads(write(rows)) == [{"Service": "Contracts", "2024/25": "£5m", "2025/26": "£7m"}]


@every_format
def test_a_head_stands_over_all_its_columns(write: Callable[..., bytes]) -> None:
    rows = (
        (Merged("Service", rows=2), Merged("2024/25", columns=2), Merged("2025/26", columns=2)),
        ("Budget", "Actual", "Budget", "Actual"),
        ("Contracts", "£5m", "£6m", "£7m", "£8m"),
    )
    assert under_heads(write(rows)) == [
        {
            "Service": "Contracts",
            "2024/25 Budget": "£5m",
            "2024/25 Actual": "£6m",
            "2025/26 Budget": "£7m",
            "2025/26 Actual": "£8m",
        }
    ]


@every_format
def test_a_title_over_the_whole_table_leaves_the_heads_their_columns(write: Callable[..., bytes]) -> None:
    rows = (
        (Merged("Savings", columns=3),),
        ("Service", "2024/25", "2025/26"),
        ("Contracts", "£5m", "£7m"),
        (Merged("Care for adults", columns=3),),
        ("Reviews", "", "£9m"),
    )
    found = under_heads(write(rows))
    assert found[0] == {"Savings Service": "Contracts", "Savings 2024/25": "£5m", "Savings 2025/26": "£7m"}
    assert found[-1] == {"Savings Service": "Reviews", "Savings 2025/26": "£9m"}


@every_format
def test_a_label_beside_two_rows_heads_both(write: Callable[..., bytes]) -> None:
    rows = (
        ("Service", "Year", "Saving", "Staff"),
        (Merged("Contracts", rows=2), "2024/25", "£5m", "3"),
        ("2025/26", "£7m", Merged("4", rows=2)),
        ("Reviews", "2025/26", "£9m"),
    )
    content = write(rows)
    assert under_heads(content) == [
        {"Service": "Contracts", "Year": "2024/25", "Saving": "£5m", "Staff": "3"},
        {"Year": "2025/26", "Saving": "£7m", "Staff": "4"},
        {"Service": "Reviews", "Year": "2025/26", "Saving": "£9m"},
    ]
    tables = [block for block in read(content).blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.row_head for block in tables] == ["", "", "Contracts", ""]


@every_format
def test_a_row_of_answers_below_a_merged_head_is_no_head(write: Callable[..., bytes]) -> None:
    rows = (
        ("Service", Merged("2024/25", columns=2), "2025/26"),
        ("Contracts", "£5m", "", "£7m"),
        ("Reviews", "£6m", "under way", "£8m"),
    )
    assert [row["Service"] for row in under_heads(write(rows))] == ["Contracts", "Reviews"]
    assert [row["2025/26"] for row in under_heads(write(rows))] == ["£7m", "£8m"]


SAVINGS = (
    (("Savings", "Basis", "2024/25 £m", "2025/26 £m"), (Merged("Planned savings from contracts", 2), "5", "7")),
    (
        (Merged("Planned savings", rows=2), Merged("2024/25", columns=2), Merged("2025/26", columns=2)),
        ("£m", "Share", "£m", "Share"),
        ("Planned savings from contracts", "5", "", "7", ""),
    ),
    (
        (Merged("Planned savings in £m", columns=3),),
        ("Planned savings", "2024/25", "2025/26"),
        ("Planned savings from contracts", "5", "7"),
    ),
)


@every_format
@pytest.mark.parametrize("rows", SAVINGS)
def test_a_figure_is_of_the_year_it_stands_under(write: Callable[..., bytes], rows: Rows) -> None:
    report = check_document(write(rows, a_plan() + "\n\nPlanned savings"), COUNCIL)
    found = {(str(figure.value), figure.period) for figure in report.figures if figure.value in (5_000_000, 7_000_000)}
    assert found == {("5000000", "2024/25"), ("7000000", "2025/26")}


def test_cells_that_repeat_are_read_once_for_each_column() -> None:
    body = (
        "<text:p>The council sets out here what it does to spend well.</text:p><table:table>"
        "<table:table-row><table:table-cell><text:p>Service</text:p></table:table-cell>"
        "<table:table-cell><text:p>Basis</text:p></table:table-cell>"
        "<table:table-cell><text:p>2024/25</text:p></table:table-cell>"
        "<table:table-cell><text:p>2025/26</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Contracts</text:p></table:table-cell><table:table-cell/>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>£5m</text:p></table:table-cell>'
        "</table:table-row><table:table-row>"
        "<table:table-cell><text:p>Reviews</text:p></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        "<table:table-cell><text:p>£7m</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert under_heads(odt_of_body(body)) == [
        {"Service": "Contracts", "2024/25": "£5m", "2025/26": "£5m"},
        {"Service": "Reviews", "2025/26": "£7m"},
    ]


def test_a_head_of_one_row_group_does_not_reach_into_the_next() -> None:
    page = (
        "<!DOCTYPE html><table><thead><tr><th rowspan=2>Service<th>2024/25<th>2025/26</tr></thead>"
        "<tbody><tr><td>Contracts<td>£5m<td>£7m</tr></tbody></table>"
    )
    assert under_heads(page.encode()) == [{"Service": "Contracts", "2024/25": "£5m", "2025/26": "£7m"}]


def test_a_row_that_begins_some_columns_in_is_read_there() -> None:
    first = "".join(docx_cell(text, 1, "") for text in ("Service", "2024/25", "2025/26"))
    second = docx_cell("£7m", 1, "")
    body = f'<w:tbl><w:tr>{first}</w:tr><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{second}</w:tr></w:tbl>'
    assert under_heads(docx_of_body(docx_paragraph(PROSE) + body)) == [{"2025/26": "£7m"}]


@pytest.mark.parametrize("many", [64, 999_999, 1_000_000_000])
def test_spans_without_bound_unfold_to_little(many: int) -> None:
    page = as_html([("Contracts", "£5m")] * 50).replace(
        b'colspan="1" rowspan="1"', f'colspan="{many}" rowspan="{many}"'.encode()
    )
    rows = (docx_cell("Contracts", many, "") + docx_cell("£5m", many, "")) * 2
    table = docx_of_body(f"{docx_paragraph(PROSE)}<w:tbl>{f'<w:tr>{rows}</w:tr>' * 50}</w:tbl>")
    for content in (page, table):
        assert max(len(block.over_columns) for block in read(content).blocks) <= MOST_COLUMNS + 4


@pytest.mark.parametrize("many", [64, 999_999, 1_000_000_000])
def test_repeats_without_bound_unfold_to_little(many: int) -> None:
    cell = f'<table:table-cell table:number-columns-repeated="{many}" table:number-rows-spanned="{many}">'
    row = f"<table:table-row>{cell}<text:p>£5m</text:p></table:table-cell>{cell}</table:table-cell></table:table-row>"
    content = odt_of_body(f"<text:p>{PROSE}</text:p><table:table>{row * 50}</table:table>")
    assert len(read(content).text) < 50 * 1000
