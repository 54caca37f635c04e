"""Own the plan's own words: its sentences sorted by section.

A council's own words are the sentences of the plan and its appendices that are neither headings nor the letter's, and
that say something: a cross-reference, an announced list or a blank to fill in says nothing yet.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import BlockKind, Passage
from plans_validate.domain.document_control import is_document_control
from plans_validate.domain.headings import themes_labelled, themes_opened
from plans_validate.domain.letter import Letter
from plans_validate.domain.round import Round
from plans_validate.domain.words import Words

_FEWEST_WORDS = 5
_FEWEST_WORDS_IN_LIST = 3
_LONGEST_CROSS_REFERENCE = 22
_LONGEST_WHEN_FIRST = 35
_LONGEST_HEAD = 4
_FEWEST_COLUMNS = 3
_AT_THE_START = 40
_CLEARLY = 2
_CLEARLY_MORE = 1.6
_SPOKEN_TO = frozenset({"you", "your"})
_NO_THEME: frozenset[ThemeId] = frozenset()

_CROSS_REFERENCE = re.compile(
    r"\b(?:(?<!can )(?<!may )(?<!to )(?<!could )(?<!will )(?<!we )(?<!they )(?<!residents )see|refer to|"
    r"detailed (?:in|below|at)|set out (?:\w+ ){0,4}(?:in|at|below)|"
    r"found (?:in|at|below)|described in|shown in|listed in|"
    r"provided (?:in|at|below)|covered in|addressed in|included in|can be seen in|given in)\b"
    r".{0,60}?\b(?:appendix|annex|below|strategy|elsewhere|"
    r"(?:section|page|plan|report|table|link|website|statement)s?)\b",
    re.IGNORECASE,
)
_ANNOUNCEMENT = re.compile(
    r"(?:our|the|this|these|each|every|all|\w+ council's)? ?(?:council's )?(?:productivity )?"
    r"(?:plans?|documents?|pages?|submissions?|reports?)\b(?:,[^,]{1,80},)? (?:also |then |each |now )?"
    r"(?:sets?|setting|shows?|showing|explains?|explaining|describes?|describing|covers?|covering|outlines?|outlining|"
    r"summarises?|summarising|details?|lists?|presents?|tells?|says?|looks at|"
    r"makes clear|is about|are about|gives? an)\b",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\b(?:tbc|tba|to be (?:confirmed|completed|added|inserted|provided|drafted)|n/a|lorem ipsum|"
    r"insert (?:text|here|details)|enter (?:text|details)|click (?:here|or tap)|"
    r"(?:this|the) (?:section|part|theme) (?:will be|is to be|is being|is left|has been left))\b|_{4,}|\.{6,}|…{3,}",
    re.IGNORECASE,
)

_REFERRING = frozenset({
    "see", "seen", "refer", "detailed", "set", "found", "described", "shown", "listed", "provided", "covered",
    "addressed", "included", "given",
})  # fmt: skip
_PLACEHOLDER_WORDS = frozenset({
    "tbc", "tba", "confirmed", "completed", "added", "inserted", "provided", "drafted", "n", "lorem", "insert", "enter",
    "click", "section", "part", "theme",
})  # fmt: skip
_RULES_TO_WRITE_ON = ("____", "......", "………")


@dataclass(frozen=True)
class OwnWords:
    """A sentence of the plan's own, and the themes of its section; `headed` when a heading or label names them."""

    passage: Passage
    section: frozenset[ThemeId]
    headed: bool

    @property
    def is_row_of_figures(self) -> bool:
        """Tell whether it is a row that names a thing only to put figures beside it."""
        cells = self.passage.block.cells
        beside = "".join(cells[1:])
        return any(map(str.isdigit, beside)) and not any(map(str.isalpha, beside))


def own_words_of(clues: Sequence[Clues], round_: Round, letter: Letter) -> Iterator[OwnWords]:
    """Give a part's own sentences; a heading, question or label on a theme says where they stand, or what is said."""
    titled = {_unnumbered(clue) for clue in clues if clue.is_heading}
    headed = any(clue.is_heading and not clue.plan_title for clue in clues)
    themes = _NO_THEME
    unit: list[Passage] = []
    for place, clue in enumerate(clues):
        in_menu = clue.block.kind is BlockKind.LIST_ITEM and not clue.is_heading and _unnumbered(clue) in titled
        if in_menu or clue.announced or _heads_columns(clues, place):
            continue
        opened = themes_opened(clue, round_, letter)
        is_heading = clue.block.kind is BlockKind.HEADING
        starts_unit = not headed and (clue.block.kind is BlockKind.PARAGRAPH or _starts_list(clues, place))
        if opened or is_heading or starts_unit:
            yield from _in_section(unit, themes, round_)
            unit, themes = [], opened
        said = (
            [] if is_heading else [each for each in clue.block.passages if _says_something(each, clue, round_, letter)]
        )
        labelled = themes_labelled(clue.block, round_) if said and not opened else _NO_THEME
        if labelled:
            yield from _in_section(said, labelled, round_)
        else:
            unit += said
    yield from _in_section(unit, themes, round_)


def _heads_columns(clues: Sequence[Clues], place: int) -> bool:
    """Tell whether a row names the columns of the row below it and says nothing itself: the first, in few words."""
    cells = clues[place].block.cells
    if len(cells) < _FEWEST_COLUMNS or place + 1 == len(clues) or not (below := clues[place + 1].block).cells:
        return False
    first = place == 0 or not clues[place - 1].block.cells
    plain = not any(map(str.isdigit, "".join(cells))) and all(len(cell.split()) <= _LONGEST_HEAD for cell in cells)
    return clues[place].block.heads_columns_of(below) or (first and plain)


def _starts_list(clues: Sequence[Clues], place: int) -> bool:
    """Tell whether an item stands apart from what is above it, and the next one right below it."""
    blocks = [clue.block for clue in clues[max(0, place - 1) : place + 2]]
    tight = [before.page == block.page and block.start <= before.end + 1 for before, block in pairwise(blocks)]
    return blocks[-1].kind is BlockKind.LIST_ITEM and tight == [False, True]


def _unnumbered(clue: Clues) -> tuple[str, ...]:
    tokens = clue.block.words.tokens
    return tokens[1:] if tokens[:1] and tokens[0].isdigit() else tokens


def _in_section(unit: Sequence[Passage], themes: frozenset[ThemeId], round_: Round) -> Iterator[OwnWords]:
    section = themes or _theme_shown(unit, round_)
    return (OwnWords(passage, section, headed=bool(themes)) for passage in unit)


def _theme_shown(unit: Sequence[Passage], round_: Round) -> frozenset[ThemeId]:
    """Give the theme that a run of sentences is clearly about, by its strong signals; none when none stands out."""
    shown = {
        theme.id: sum(len(theme.strong_signals.said_in(said.words.tokens)) for said in unit) for theme in round_.themes
    }
    first, second = sorted(shown, key=lambda theme: -shown[theme])[:2]
    return frozenset({first}) if shown[first] >= max(_CLEARLY, _CLEARLY_MORE * shown[second]) else _NO_THEME


def _says_something(passage: Passage, clue: Clues, round_: Round, letter: Letter) -> bool:
    words = passage.words
    fewest = _FEWEST_WORDS if passage.block.kind is BlockKind.PARAGRAPH else _FEWEST_WORDS_IN_LIST
    text = passage.text
    if len(words) < fewest or (clue.echoes_letter and letter.is_quoted(text, words)) or _holds_a_place(text, words):
        return False
    if round_.coverage.is_declined(words) or is_document_control(passage, round_.segments.document_control):
        return False
    if (text.endswith("?") and not _SPOKEN_TO.isdisjoint(words.tokens)) or _announces(text):
        return False
    elsewhere = None if _REFERRING.isdisjoint(words.tokens) else _CROSS_REFERENCE.search(text)
    if elsewhere is None:
        return True
    longest = _LONGEST_WHEN_FIRST if elsewhere.start() <= _AT_THE_START else _LONGEST_CROSS_REFERENCE
    return len(words) > longest


def _announces(text: str) -> bool:
    """Tell whether a text only says what a plan is about: "This plan explains how we use data"."""
    return _ANNOUNCEMENT.match(text) is not None and not any(map(str.isdigit, text))


def _holds_a_place(text: str, words: Words) -> bool:
    """Tell whether a text is a placeholder; its words rule most texts out before they are searched."""
    may = not _PLACEHOLDER_WORDS.isdisjoint(words.tokens) or any(rule in text for rule in _RULES_TO_WRITE_ON)
    return may and is_placeholder(text)


def is_placeholder(text: str) -> bool:
    """Tell whether a text only keeps a place: "to be confirmed", a blank to fill in."""
    return _PLACEHOLDER.search(text) is not None
