"""Own what a file seems to be that is no plan, so that its sender is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.round import OtherKind
from plans_validate.domain.words import Phrases

_HEAD_BLOCKS = 8
_LONGEST_TITLE = 14
_TITLE_WEIGHT = 3
_FEWEST_SIGNS = 2
_DECISIVE_SIGNS = 3
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Likeness:
    """What a file seems to be; `title` is the one that says so, `decided` when its text leaves hardly a doubt."""

    name: str
    title: Block | None
    decided: bool

    @property
    def titled(self) -> bool:
        """Tell whether a title says what the file is."""
        return self.title is not None


def likeness_of(blocks: Sequence[Block], kinds: tuple[OtherKind, ...]) -> Likeness | None:
    """Name the kind of file that these blocks, in order, look most like; null when they look like none we know."""
    running = [block for block in blocks if block.kind is not BlockKind.FURNITURE]
    heads = [block for block in running[:_HEAD_BLOCKS] if len(block.words) <= _LONGEST_TITLE]
    phrases = Phrases.of(tuple(dict.fromkeys(phrase for kind in kinds for phrase in (*kind.signs, *kind.decisive))))
    said = frozenset[str]().union(*(phrases.said_in(block.words.tokens) for block in running))
    best: tuple[int, Likeness] | None = None
    for kind in kinds:
        title = next((block for block in heads if _is_titled(block, kind)), None)
        signs, decisive = said.intersection(kind.signs), said.intersection(kind.decisive)
        weight = _TITLE_WEIGHT * (title is not None) + len(signs | decisive)
        if (title or weight >= _FEWEST_SIGNS) and (best is None or weight > best[0]):
            best = weight, Likeness(kind.name, title, len(decisive) >= _DECISIVE_SIGNS)
    return None if best is None else best[1]


def seems(blocks: Sequence[Block], likeness: Likeness | None) -> str:
    """Say what a file seems to be: by its kind, else by its title."""
    if likeness is not None:
        return likeness.name
    title = next((block for block in blocks if _may_title(block)), None)
    if title is None:
        return "a text about something else"
    name = "".join(character if character.isprintable() else " " for character in title.folded)
    return f"a document called “{name.strip(' #*')[:_LONGEST_NAME]}”"


def _is_titled(block: Block, kind: OtherKind) -> bool:
    """Tell whether a short block is the title of a kind of file: it holds the words, and no more than a few others."""
    stands_alone = block.kind is BlockKind.HEADING or not block.folded.endswith((".", ";", ","))
    return stands_alone and block.words.tokens in Phrases.of(kind.titles)


def _may_title(block: Block) -> bool:
    short = 0 < len(block.words) <= _LONGEST_TITLE
    return short and block.kind is not BlockKind.FURNITURE and any(character.isalpha() for character in block.folded)
