"""Own the cells of a table as figures: which row and column each stands in, and the unit that these give it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from plans_validate.domain.document import Block
from plans_validate.domain.figures.cell_units import COUNTED, THOUSANDS, CellUnit, unit_in
from plans_validate.domain.figures.numerals import IN_WORDS, NUMERAL, YEAR
from plans_validate.domain.tables import joined, stands_under
from plans_validate.domain.words import fold

_FIGURE = re.compile(
    rf"^(?:[-–(~<>≤≥]|c\.?|circa|approx\.?|around|over|under|up to|about|nearly|less than|more than|just)*"
    rf"\s?£?\s?(?:{NUMERAL})\s?"
    r"(?:%|per cent|percent|k|m|mn|bn|million|billion|thousand|fte|hours?|hrs?|p\.?a\.?|per (?:annum|"
    r"year))?[)*+]?(?:\s?\(.{1,30}\))?$"
    r"|^(?:nil|none|zero|nought)\.?$",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?:FY)?\s?'?(?:19|20)?\d\d(?:\s?[/\-–]\s?(?:20)?\d{1,2})?", re.IGNORECASE)
_WHEN = re.compile(
    rf"{_YEARS.pattern}|(?:as )?(?:at|of|on) (?:the )?(?:end (?:of )?)?.{{0,12}}20\d\d|(?:year|end) .{{0,16}}20\d\d",
    re.IGNORECASE,
)
_YEAR_HEAD = re.compile(rf"^(?:{_YEARS.pattern})?\W*(?:[a-z’'£ ]{{0,18}}\W*)$", re.IGNORECASE)
_POUNDS = re.compile(r"£|\bGBP\b")
_IN_WORDS = re.compile(rf"{IN_WORDS}(?:\s?\(.{{1,30}}\))?\.?", re.IGNORECASE)
_RUN_INTO = re.compile(r"(.*[a-z)%:])\s?((?<![\d.,£])£?\d[\d,.]*\s?(?:%|per cent|k|m|bn)?)", re.IGNORECASE)
_CALENDAR_YEAR = re.compile(r"20\d\d")
_YEAR_TO_MARCH = re.compile(
    r"\b(?:year|months)s?,? (?:to|ended|ending|up to)(?: the)?(?: end of)?(?: 31(?:st)?)? march\b", re.IGNORECASE
)
_AT_MARCH = re.compile(r"\bat (?:the end of |(?:the )?31(?:st)? (?:of )?)march\b", re.IGNORECASE)
_BARE_SHARE = re.compile(
    r"\W*(?:as )?(?:an? )?(?:%|per ?cent(?:age)?|share|proportion)"
    r"(?: of (?:the |our |total |overall )*(?:staff|pay|employee|salar|workforce)\w*"
    r"(?: (?:budget|costs?|bill|spend|spending|expenditure))?)?\W*",
    re.IGNORECASE,
)
_MONEY_SIGNS = re.compile(r"\(?£\s?(?:['’]?000s?|m(?:n|illions?)?|k|bn)?\)?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:(?:grand|overall|council) )?totals?(?: \(.*\))?"
    r"|(?:the )?(?:whole|all) (?:of the )?(?:council|services|directorates)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d\d?(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8} 20\d\d")
_HEADS_PERIODS = re.compile(r"\W*(?:period|year|date|as at|at|position)\b", re.IGNORECASE)
_TILE = re.compile(r"(?:£\s?\d[\d.,]*\s?(?:k|m|bn)?|\d[\d.,]*\s?%)\s[a-z]{2,}")
_PAIR = 2
_PERIOD_HEAD = re.compile(YEAR, re.IGNORECASE)
_MARKS = frozenset("•-–·*")


@dataclass(frozen=True)
class Cell:
    """A cell's text, what heads its row and its column, and whether it is nothing but a figure.

    `when` is the cell that dates its row, `corner` the head above the labels of the rows;
    `beside_shares` tells that other cells of the table say themselves that they are shares.
    """

    text: str
    row: str
    head: str
    is_figure: bool
    when: str = ""
    corner: str = ""
    beside_shares: bool = False

    @property
    def leads(self) -> tuple[str, ...]:
        """Give what heads its row and its column, the cell that dates its row, and what heads the labels."""
        return tuple(each for each in (self.row, self.head, self.when, self.corner) if each)

    def unit(self, above: Sequence[str] = ()) -> CellUnit | None:
        """Give the unit said in the column's head, the row's label, the corner or above; null when none is."""
        own = next((unit for text in (self.head, self.row) if (unit := unit_in(text)) is not None), None)
        if own is not None or COUNTED.match(self.row):
            return own
        given = next((unit for text in (self.corner, *above) if (unit := unit_in(text)) is not None), None)
        return None if given is not None and given.name == "percent" and self.beside_shares else given


def is_figure(text: str) -> bool:
    """Tell whether a cell is nothing but a figure."""
    plain = text.strip().strip("*")
    return bool(_FIGURE.match(plain)) and not THOUSANDS.fullmatch(plain)


def is_answer(text: str) -> bool:
    """Tell whether a line that stands alone is nothing but a figure, in digits or in words."""
    return is_figure(text) or bool(_IN_WORDS.fullmatch(text))


class Table:
    """The rows of one table."""

    def __init__(self, rows: Sequence[Block]) -> None:
        width = max((len(block.cells) for block in rows[:1]), default=0)
        pairs = width == _PAIR and sum(len(block.cells) == _PAIR for block in rows) * 2 > len(rows)
        self._rows = [(block, _parted(_paired(block.cells, pairs=pairs), width)) for block in rows]
        self._heads = self._head_rows()

    def cells(self) -> Iterator[tuple[Block, Cell]]:
        """Give each cell below the heads with its place in the table."""
        columns = self._columns()
        corner = columns[0] if columns else ""
        named = _with_named_shares(columns)
        above, has_sum_above = "", False
        shares = any("%" in text and is_figure(text) for _, row in self._rows for text in row)
        for block, row in self._rows[len(self._heads) :]:
            label = _label(row, corner)
            labelled = row.index(label) if label else -1
            when = _when(row, label, columns)
            beside = " ".join(filter(None, (block.row_head, label)))
            beside = _to_march(beside, corner)
            if _BARE_SHARE.fullmatch(beside) and (has_sum_above or _POUNDS.search(above)):
                beside = f"{_MONEY_SIGNS.sub('', above)} {beside}".strip()
            else:
                above, has_sum_above = beside, any(_POUNDS.match(text) for text in row)
            over_label = "" if _TOTAL.fullmatch(label) else corner
            heads = named if _WHEN.fullmatch(label) else columns
            for place, text in enumerate(row):
                if text and text not in _MARKS and (place != labelled or len(row) == 1):
                    head = _to_march(heads[place], corner) if place < len(heads) else ""
                    dated = when if text != when else ""
                    yield block, Cell(text, beside, head, is_figure(text), dated, over_label, shares)
            if label and not any(is_figure(text) for text in row):
                yield block, Cell(label, "", corner, is_figure=False)

    def _head_rows(self) -> list[tuple[str, ...]]:
        """Give the rows that head the columns: the first, and one below it that names years or units only."""
        first = self._rows[0][0].over_columns if self._rows else ()
        if len(self._rows) <= 1 or not _heads_columns(first):
            return []
        if not any(is_figure(text) for _, row in self._rows[1:] for text in row[1:]) and len(first) < 3:  # noqa: PLR2004 - question and answer
            return []
        if self._rows[0][0].spans:
            return self._merged_heads()
        second = self._rows[1][1]
        below_years = len(self._rows) > 2 and not second[0] and all(_YEAR_HEAD.match(cell) for cell in second[1:])  # noqa: PLR2004 - two rows of heads and one below
        below_units = len(self._rows) > 2 and _repeated(first, self._padded(second)) is not None  # noqa: PLR2004
        return [row for _, row in self._rows[: 2 if below_years or below_units else 1]]

    def _padded(self, heads: tuple[str, ...]) -> tuple[str, ...]:
        """Give a second row of heads with the empty one before them that the rows below it show to be lost."""
        return ("", *heads) if all(len(row) == len(heads) + 1 for _, row in self._rows[2:]) else heads

    def _merged_heads(self) -> list[tuple[str, ...]]:
        """Give the rows that head the columns where the file says which columns each merged head stands over."""
        blocks = [block for block, _ in self._rows]
        count = 1
        while count < len(blocks) - 1 and stands_under(
            blocks[count], blocks[count - 1], (row for _, row in self._rows[count + 1 :])
        ):
            count += 1
        return [tuple(map(fold, block.over_columns)) for block in blocks[:count]]

    def _columns(self) -> list[str]:
        """Give each column's head, a merged head repeated over the columns that it spans."""
        if not self._heads:
            return []
        top = self._headed(self._heads[0])
        if len(self._heads) == 1:
            return list(top)
        if self._rows[0][0].spans:
            return list(joined(self._heads))
        spanned: list[str] = []
        for cell in top:
            spanned.append(cell or (spanned[-1] if len(spanned) > 1 else ""))
        below = self._padded(self._heads[1])
        merged = _repeated(self._heads[0], below) or _aligned(top, below) or spanned
        return [f"{above} {under}".strip() for above, under in zip(merged, below, strict=False)]

    def _headed(self, top: tuple[str, ...]) -> tuple[str, ...]:
        """Give the heads with an empty one before them when that was lost: each row below has one cell more."""
        below = self._rows[len(self._heads) :]
        lost = bool(below) and all(len(row) == len(top) + 1 and not is_figure(row[0]) for _, row in below)
        return ("", *top) if lost else top


def _with_named_shares(heads: Sequence[str]) -> list[str]:
    """Give the heads, one that is nothing but "%" with what the columns before it name: "Agency £m", "Pay £m", "%"."""
    named: list[str] = []
    first = 1
    for place, head in enumerate(heads):
        if place > first and _BARE_SHARE.fullmatch(head):
            named.append(f"{' '.join(_MONEY_SIGNS.sub('', each) for each in heads[first:place])} {head}")
            first = place + 1
        else:
            named.append(head)
    return named


def opens_another(row: Block, above: Sequence[Block]) -> bool:
    """Tell whether a row heads the columns of another table than the rows right above it: apart, and wider."""
    if len(above) < 2 or row.page != above[-1].page or row.start - above[-1].end <= 1:  # noqa: PLR2004 - heads and a row
        return False
    widest = max(len(each.over_columns) for each in above)
    return len(row.over_columns) > widest and _heads_columns([fold(cell) for cell in row.over_columns])


def _repeated(top: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Give the merged heads by the units that are the same below each ("£", "%", "£", "%"); null when none are."""
    lost = len(top) < len(below)
    heads = [cell for cell in (top if lost else top[1:]) if cell]
    size = (len(below) - 1) // max(len(heads), 1)
    same = tuple(below[1:]) == tuple(below[1 : 1 + size]) * len(heads)
    if len(heads) < 2 or size < 2 or not same or any(unit_in(cell) is None for cell in below[1:]):  # noqa: PLR2004 - one head spans all
        return None
    return ["" if lost else top[0], *(head for head in heads for _ in range(size))]


def _aligned(top: Sequence[str], below: Sequence[str]) -> list[str] | None:
    """Give the merged heads by where the years start again; null when the bars already say it.

    A merged head that was written once, with its empty cells lost or misplaced, begins where the years begin again.
    """
    heads = [cell for cell in top[1:] if cell]
    starts = [place for place in range(1, len(below)) if place == 1 or _year(below[place]) <= _year(below[place - 1])]
    if len(heads) != len(starts) or len(heads) < 2:  # noqa: PLR2004 - one head spans all
        return None
    merged = [top[0]]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(below)
        merged += [heads[number]] * (end - start)
    return merged


def _to_march(label: str, corner: str) -> str:
    """Give a bare year as the one that ends in its March, or as that day, where the head of the labels says so."""
    if not _CALENDAR_YEAR.fullmatch(label):
        return label
    if _YEAR_TO_MARCH.search(corner):
        return f"year to March {label}"
    return f"at 31 March {label}" if _AT_MARCH.search(corner) else label


def _year(head: str) -> int:
    digits = re.findall(r"\d\d\d\d|\d\d", head)
    return int(digits[0][-2:]) if digits else -1


def _heads_columns(row: Sequence[str]) -> bool:
    return len(row) > 1 and not any(
        (is_figure(cell) and not _YEARS.fullmatch(cell)) or _TILE.match(cell) for cell in row
    )


def _when(row: Sequence[str], label: str, heads: Sequence[str]) -> str:
    """Give the cell that dates its row; a bare day in a column of periods is the day that the row holds at."""
    dated = (text for text in row if text != label and _WHEN.fullmatch(text))
    days = (
        f"at {text}"
        for head, text in zip(heads, row, strict=False)
        if _DAY.fullmatch(text) and _HEADS_PERIODS.match(head)
    )
    return "" if any(map(_TILE.match, row)) else next(chain(days, dated), "")


def _paired(cells: Sequence[str], *, pairs: bool) -> tuple[str, ...]:
    """Give a row's cells; among labels and answers, an answer that was taken apart in a page's print is joined."""
    whole = (cells[0], " ".join(cells[1:])) if pairs and len(cells) > _PAIR else cells
    return tuple(fold(cell).removeprefix("**").removesuffix("**") for cell in whole)


def _parted(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Give a row's cells; a label that ran into the figure beside it, as in a page's print, is parted from it."""
    found = _RUN_INTO.fullmatch(row[0]) if 0 < len(row) < width else None
    return row if found is None or not is_figure(found[2]) else (found[1], found[2], *row[1:])


def _label(row: Sequence[str], corner: str) -> str:
    """Give the first cell that says something and is no figure; nothing where each cell is a figure of its own."""
    if any(map(_TILE.match, row[:1])) or (_PERIOD_HEAD.fullmatch(corner) and all(map(is_figure, filter(None, row)))):
        return ""
    return next((cell for cell in row if cell and cell not in _MARKS and not is_figure(cell)), row[0] if row else "")
