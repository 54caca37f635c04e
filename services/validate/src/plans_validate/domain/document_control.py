"""Own the lines that record whose a paper is, of which version, and when it is next reviewed: no council's doings."""

from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.words import Phrases, Words

_LONGEST_LABEL = 5
_LONGEST_VALUE = 8


def is_document_control(passage: Passage, labels: tuple[str, ...]) -> bool:
    """Tell whether a sentence stands in such a row of a table, or is such a line: "Review: January 2025"."""
    block = passage.block
    if block.kind is BlockKind.TABLE_ROW:
        return _is_row(block, labels)
    label, mark, value = passage.text.partition(":")
    return bool(mark) and _is_label(label, labels) and _is_short(value)


def _is_row(block: Block, labels: tuple[str, ...]) -> bool:
    heads = [head for head in block.column_heads if head]
    in_history = len(heads) > 1 and all(_is_label(head, labels) for head in heads)
    labelled = bool(block.cells) and _is_label(block.cells[0], labels)
    return in_history or (labelled and all(map(_is_short, block.cells[1:])))


def _is_short(value: str) -> bool:
    """Tell whether a value is a name, a day or the like: what a label heads may be told at length."""
    return len(Words.of(value)) <= _LONGEST_VALUE


def _is_label(text: str, labels: tuple[str, ...]) -> bool:
    """Tell whether a text is a label and nothing else."""
    tokens = Words.of(text).tokens
    if not 0 < len(tokens) <= _LONGEST_LABEL:
        return False
    return any(match.first == 0 and match.after == len(tokens) for match in Phrases.of(labels).find(tokens))
