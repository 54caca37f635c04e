"""Own the line: what a reader of a laid-out page or a plain text hands on."""

from typing import NamedTuple


class Line(NamedTuple):
    """One line as written; `size` and the places are in points, null where the format does not tell.

    `gap` is the white space above the line, `left` and `right` are its ends, `page` is null where the format has no
    pages. `cells` are set where the reader saw a table row.
    """

    text: str
    page: int | None = None
    size: float | None = None
    bold: bool = False
    gap: float | None = None
    left: float | None = None
    right: float | None = None
    cells: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is written here."""
        return not self.text.strip()
