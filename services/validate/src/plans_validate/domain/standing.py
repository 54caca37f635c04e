"""Own where a block stands: under a heading on barriers, in a list of asks, or in one of a council's own remedies.

A section on barriers goes on under headings of its own, until a heading opens another theme for the first time, stands
higher, or closes the plan. A paragraph or item that ends with a colon leads into the items below it; what it says
("we ask government to:") is said of each of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.headings import themes_opened
from plans_validate.domain.letter import Letter
from plans_validate.domain.round import Round
from plans_validate.domain.round_barriers import BarrierWords
from plans_validate.domain.words import Phrases

Tokens = tuple[str, ...]

_BARRIERS = frozenset({ThemeId.BARRIERS})
_LOWEST = 9
_LONGEST_LEAD_IN = 25
_LONGEST_QUESTION = 9
_INTO_A_LIST = (":", ":-", ":–", ": -", "…")


@dataclass(frozen=True)
class Standing:
    """What is said above a block: `leads` holds the words of its sub-heading and of what leads into its list.

    It is `hindered` when the lead-in says what is in the way ("we are unable to:"), so that its items are no asks.
    """

    in_barriers: bool = False
    asking: bool = False
    hindered: bool = False
    remedies: bool = False
    heads_columns: bool = False
    leads: tuple[Tokens, ...] = ()


@dataclass(frozen=True)
class _Section:
    """The section that is open; `level` is that of the heading on barriers, null outside such a section."""

    level: int | None = None
    asking: bool = False
    asking_below: bool = False
    sub_heading: Tokens = ()
    seen: frozenset[ThemeId] = field(default_factory=frozenset)


def standings(clues: Sequence[Clues], round_: Round, letter: Letter) -> Iterator[tuple[Block, Standing]]:
    """Give each block of a part that is no heading, and where it stands."""
    words = round_.barriers
    section = _Section()
    leads: list[tuple[int, Tokens]] = []
    for place, clue in enumerate(clues):
        block = clue.block
        opened = themes_opened(clue, round_, letter)
        if opened or block.kind is BlockKind.HEADING:
            section, leads = _opened(section, clue, opened, words), []
            continue
        if _is_own_question(block):
            section = _asked(section, block.passages[0].words.tokens, words)
        depth = _depth(block)
        leads = [lead for lead in leads if lead[0] < depth or (lead[0] == depth and depth > 0)] if depth else []
        if place + 1 < len(clues) and block.heads_columns_of(clues[place + 1].block):
            yield block, Standing(heads_columns=True)
            continue
        yield block, _standing(section, [lead for _, lead in leads], block, words)
        if _leads_in(clues, place):
            leads.append((depth, block.words.tokens))


def _is_own_question(block: Block) -> bool:
    """Tell whether a paragraph begins with a short question of the council's own, as a letter does for a heading."""
    first = block.passages[0] if block.kind is BlockKind.PARAGRAPH and block.passages else None
    return first is not None and first.text.endswith("?") and len(first.words) <= _LONGEST_QUESTION


def _asked(section: _Section, tokens: Tokens, words: BarrierWords) -> _Section:
    """Give the section after a question of the council's own: what stands in the way, or something else."""
    if tokens in Phrases.of(words.headings):
        return _Section(level=_LOWEST, seen=section.seen)
    return section if section.level is None or section.level < _LOWEST else _Section(seen=section.seen)


def _depth(block: Block) -> int:
    if block.kind is BlockKind.LIST_ITEM:
        return block.level or 1
    return 1 if block.kind is BlockKind.TABLE_ROW else 0


def _leads_in(clues: Sequence[Clues], place: int) -> bool:
    block = clues[place].block
    text = block.folded.rstrip("*_ ")
    if text.endswith(_INTO_A_LIST):
        return True
    below = clues[place + 1].block.kind if place + 1 < len(clues) else None
    short = len(block.words) <= _LONGEST_LEAD_IN and not text.endswith((".", ";", "!", "?"))
    return short and block.kind is BlockKind.PARAGRAPH and below is BlockKind.LIST_ITEM


def _opened(section: _Section, clue: Clues, opened: frozenset[ThemeId], words: BarrierWords) -> _Section:
    """Give the section after a heading, or after a title or question of the letter."""
    tokens = clue.block.words.tokens
    seen = section.seen | opened
    asks = tokens in Phrases.of(words.ask_headings) and tokens not in Phrases.of(words.obstacles)
    if opened <= _BARRIERS and (opened or tokens in Phrases.of(words.headings)):
        return _Section(level=clue.block.level or _LOWEST, asking=asks, seen=seen)
    if section.level is None or _closes(section, clue, opened, words):
        return _Section(seen=seen)
    return replace(section, asking_below=asks, sub_heading=tokens, seen=seen)


def _closes(section: _Section, clue: Clues, opened: frozenset[ThemeId], words: BarrierWords) -> bool:
    """Tell whether a heading that says nothing of barriers ends the section on them."""
    is_prompt = clue.theme_titled is not None or clue.block.kind is not BlockKind.HEADING
    is_higher = (clue.block.level or _LOWEST) < (section.level or 0)
    is_new_theme = bool(opened) and not opened <= section.seen
    return is_prompt or is_higher or is_new_theme or clue.block.words.tokens in Phrases.of(words.ends)


def _standing(section: _Section, leads: Sequence[Tokens], block: Block, words: BarrierWords) -> Standing:
    heads = [tuple(block_head.lower().split()) for block_head in block.column_heads]
    said = [lead for lead in leads if lead in Phrases.of(words.lead_ins)]
    remedies = any(lead in Phrases.of(words.own_remedies) for lead in leads[-1:]) and not any(
        lead in Phrases.of(words.government) for lead in leads[-1:]
    )
    in_table = any(head in Phrases.of(words.headings) for head in heads)
    asking = section.asking or section.asking_below or any(lead in Phrases.of(words.asks) for lead in leads)
    asked = asking or _asks_in_row(block, heads, words)
    return Standing(
        in_barriers=(section.level is not None or bool(said) or in_table) and not remedies,
        asking=asked and not remedies,
        hindered=bool(said) and not asked,
        remedies=remedies,
        leads=(*([section.sub_heading] if section.sub_heading else []), *leads),
    )


def _asks_in_row(block: Block, heads: Sequence[Tokens], words: BarrierWords) -> bool:
    """Tell whether a row fills a column headed as asks."""
    return any(
        bool(cell) and head in Phrases.of(words.ask_headings) for head, cell in zip(heads, block.cells, strict=False)
    )
