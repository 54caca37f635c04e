"""Own the dots of a grey picture of a page: how thick the strokes of type are, and what small blots stand alone."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in dots from the page's left and top."""

_DARK = 128
_AS_INK = bytes(1 if grey < _DARK else 0 for grey in range(256))
_STROKE_START = b"\x00\x01"
_LEAST_DOTS = 3
_ONE_BLOT_ROWS = 0.7


class Ink:
    """The dark dots of one page."""

    def __init__(self, grey: bytes, width: int, height: int, bytes_per_row: int) -> None:
        self._dots = grey.translate(_AS_INK)
        self._width, self._height, self._row = width, height, bytes_per_row

    def _rows(self, box: Box) -> list[bytes]:
        left, top, right, bottom = (max(0, edge) for edge in box)
        right = min(right, self._width)
        return [
            self._dots[row * self._row + left : row * self._row + right]
            for row in range(top, min(bottom, self._height))
        ]

    def stroke(self, box: Box) -> tuple[int, int]:
        """Give the dark dots of a box and how many strokes they are, row by row."""
        rows = self._rows(box)
        return sum(row.count(1) for row in rows), sum(
            row.count(_STROKE_START) + row.startswith(b"\x01") for row in rows
        )

    def is_blot(self, box: Box) -> bool:
        """Tell whether a box holds one small blot, as a bullet is, and not a rule from its top to its bottom."""
        rows = self._rows(box)
        inked = [place for place, row in enumerate(rows) if 1 in row]
        if not inked or len(inked) > _ONE_BLOT_ROWS * len(rows) or inked[-1] - inked[0] >= len(inked):
            return False
        starts = [row.count(_STROKE_START) + row.startswith(b"\x01") for row in rows]
        ink, height = sum(row.count(1) for row in rows), len(inked)
        return max(starts) == 1 and ink >= height * height / 2 and ink <= 2 * height * height and height >= _LEAST_DOTS
