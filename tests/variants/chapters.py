"""Own the chapters that a file is made of: what each is by construction, and its text read from a template."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from written_formats import Element, Grid, Heading, Items, Prose

TEXTS = Path(__file__).parent / "texts"
SHARED = Path(__file__).parents[2].parent / "shared" / "documents"
_FEWEST_WORDS = 6


@dataclass(frozen=True)
class Chapter:
    """A run of elements of one kind, in the words of the report's segments; `divider` is a sheet with only a title."""

    kind: str
    elements: tuple[Element, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Give the statements that are long enough to be told from those of other chapters."""
        found = (text for element in self.elements for text in statements(element))
        return tuple(text for text in found if len(text.split()) >= _FEWEST_WORDS)


def statements(element: Element) -> Iterator[str]:
    """Give the sentences, items and cells of one element."""
    if isinstance(element, Heading):
        return
    if isinstance(element, Grid):
        yield from (cell for row in element.rows for cell in row)
        return
    for text in element.texts if isinstance(element, Items) else (element.text,):
        yield from re.split(r"(?<=[.?!]) (?=[A-Z])", text)


def squeezed(text: str) -> str:
    """Give only the letters and figures of a text: the same however its lines are broken."""
    return "".join(character for character in text.lower() if character.isalnum())


def chapter(kind: str, template: str, council: str, *, folder: Path = TEXTS) -> Chapter:
    """Read a template, with a council's name in it, as a chapter."""
    text = (folder / f"{template}.md").read_text(encoding="utf-8")
    return Chapter(kind, tuple(elements_of(text.replace("{council}", council))))


def elements_of(text: str) -> Iterator[Element]:
    """Read the small part of Markdown that the templates are written in."""
    for is_blank, group in groupby(text.split("\n"), key=lambda line: not line.strip()):
        if is_blank:
            continue
        lines = [line.strip() for line in group]
        for mark, run in groupby(lines, key=_mark):
            yield from _elements(mark, list(run))


def _mark(line: str) -> str:
    return line[0] if line[0] in "#-|" and line[:3] != "---" else ""


def _elements(mark: str, lines: Sequence[str]) -> Iterator[Element]:
    if mark == "#":
        yield from (Heading(len(line) - len(line.lstrip("#")), line.lstrip("# ")) for line in lines)
    elif mark == "-":
        yield Items(tuple(line[2:] for line in lines))
    elif mark == "|":
        rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
        headed = len(rows) > 1 and set("".join(rows[1])) == {"-"}
        yield Grid(rows[0], tuple(rows[2:])) if headed else Grid((), tuple(rows))
    else:
        yield from (Heading(3, line.strip("*")) if line.startswith("**") else Prose(line) for line in lines)


def real_letter() -> Chapter:
    """Give the minister's letter as it stands in the public documents beside the repository."""
    source = next(SHARED.glob("003_*.txt"))
    lines = source.read_text(encoding="utf-8").split("\n")[69:164]
    return Chapter("minister_letter", tuple(elements_of("\n\n".join(line for line in lines if line.strip()))))
