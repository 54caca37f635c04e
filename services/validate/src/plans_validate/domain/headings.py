"""Own which themes a heading, a repeated question of the letter, or the label before a statement names."""

import re
from itertools import pairwise

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.letter import Letter
from plans_validate.domain.round import Round
from plans_validate.domain.tables import cells_of
from plans_validate.domain.words import Match, Words

_LONGEST_HEADING = 16
_LONGEST_LABEL = 8
_NUMBERED_WORDS = frozenset({"theme", "area", "topic"})
_NUMBERS = {
    written: theme
    for theme, numbers in zip(ThemeId, ("1 one", "2 two", "3 three", "4 four"), strict=True)
    for written in numbers.split()
}
_LABEL = re.compile(r"[\W\d]*(?P<label>[A-Z][^:.;?!]{2,70}):\s+\S")


def themes_opened(clue: Clues, round_: Round, letter: Letter) -> frozenset[ThemeId]:
    """Give the themes whose section a block opens: as the letter's title or question, or as a heading on them."""
    if clue.theme_titled is not None:
        return frozenset({ThemeId(clue.theme_titled)})
    if clue.prompts and clue.block.folded.rstrip("*_ ").endswith("?"):
        asked = letter.theme_asked(clue.block.words)
        if asked is not None:
            return frozenset({asked})
    if clue.block.kind is not BlockKind.HEADING or clue.plan_title or clue.size > _LONGEST_HEADING:
        return frozenset()
    words = clue.block.words
    return _themes_named(words, round_) or _theme_numbered(words) or _theme_alone(words, round_)


def themes_labelled(block: Block, round_: Round) -> frozenset[ThemeId]:
    """Give the themes that the label before a statement names: `Barriers: ...`, or the first cell of a table's row.

    A row of figures states nothing: its first cell says what they count.
    """
    label = _first_cell(block) if block.kind is BlockKind.TABLE_ROW else _label(block)
    if label is None or len(label) > _LONGEST_LABEL:
        return frozenset()
    return _themes_named(label, round_) or _theme_numbered(label)


def _label(block: Block) -> Words | None:
    found = _LABEL.match(block.text)
    return Words.of(found["label"]) if found else None


def _first_cell(block: Block) -> Words | None:
    """Give the first cell of a row that says two words in a row beside it."""
    cells = [cell for cell in (block.cells or cells_of(block.text)) if cell.strip()]
    beside = (pairwise(Words.of(cell).tokens) for cell in cells[1:])
    states = any(first.isalpha() and second.isalpha() for pairs in beside for first, second in pairs)
    return Words.of(cells[0]) if states else None


def _theme_numbered(words: Words) -> frozenset[ThemeId]:
    """Give the theme that a heading names by its number in the letter, as in "Theme 2" or "Theme two: ..."."""
    first, number = (*words.tokens[:2], "", "")[:2]
    return frozenset({_NUMBERS[number]}) if first in _NUMBERED_WORDS and number in _NUMBERS else frozenset()


def _theme_alone(words: Words, round_: Round) -> frozenset[ThemeId]:
    """Give the theme of a heading that is nothing but a word too common to be looked for in others: "Services"."""
    said = " ".join(token for token in words.tokens if not token.isdigit())
    return frozenset(theme.id for theme in round_.themes if said in theme.alone)


def _themes_named(words: Words, round_: Round) -> frozenset[ThemeId]:
    """Give the theme most is said of, with any barriers; several when as much is said of each.

    A word inside a longer phrase of another theme ("waste" in "waste collection") says nothing by itself.
    """
    found = {theme.id: list(theme.heading_phrases.find(words.tokens)) for theme in round_.themes}
    every = [match for matches in found.values() for match in matches]
    said = {
        theme: _weight([match for match in matches if not _is_inside_another(match, every)])
        for theme, matches in found.items()
    }
    most = max(weight for theme, weight in said.items() if theme is not ThemeId.BARRIERS)
    return frozenset(
        theme for theme, weight in said.items() if weight[0] and (weight == most or theme is ThemeId.BARRIERS)
    )


def _weight(matches: list[Match]) -> tuple[int, int]:
    """Weigh how much is said of a theme: the phrases first, then their words."""
    return len(matches), sum(match.after - match.first for match in matches)


def _is_inside_another(match: Match, every: list[Match]) -> bool:
    return any(
        other.first <= match.first
        and match.after <= other.after
        and other.after - other.first > match.after - match.first
        for other in every
    )
