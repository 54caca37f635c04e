"""Own what each block gives away about the part of the file it stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from plans_validate.domain.document import Block, BlockKind
from plans_validate.domain.letter import Letter
from plans_validate.domain.round import Round
from plans_validate.domain.words import Phrases

LONGEST_LABEL = 30
LONGEST_TITLED = 60
LONGEST_SALUTATION = 14
_LONGEST_TITLE = 22
_SHORTEST_SENTENCE = 8
_ANNOUNCED = 3
_SALUTATION = "dear chief executive"
_HARDLY_SPOILT = 0.8
_SIGN_OFF_WORDS = 5
_LETTERHEAD_LINES = 3
_OWN_VOICE = frozenset({"we", "our", "us"})


@dataclass(frozen=True)
class Clues:
    """What one block gives away; the lists hold the phrases that were found."""

    block: Block
    starts_page: bool
    prose: float
    prompts: float
    theme_titled: str | None
    plan_title: bool
    appendix: bool
    report: tuple[str, ...]
    minutes: tuple[str, ...]
    web: tuple[str, ...]
    request: tuple[str, ...]
    letterhead: tuple[str, ...]
    exercise: tuple[str, ...]
    in_letter: bool
    announced: bool = False

    @property
    def size(self) -> int:
        """Count the block's words."""
        return len(self.block.words)

    @property
    def is_label(self) -> bool:
        """Tell whether the block is short enough to be a heading, a field or a cell."""
        return self.size <= LONGEST_LABEL

    @property
    def is_heading(self) -> bool:
        """Tell whether the block stands as a heading."""
        titled = self.theme_titled is not None and self.is_label and not self.announced
        return self.block.kind is BlockKind.HEADING or titled

    @property
    def is_sentence(self) -> bool:
        """Tell whether the block is running text, however short: a sentence is no label."""
        return self.size >= _SHORTEST_SENTENCE and self.block.folded.endswith(".")

    @cached_property
    def own_voice(self) -> int:
        """Count the words with which a council speaks of itself."""
        return sum(token in _OWN_VOICE for token in self.block.words.tokens)


class ClueFinder:
    """Look for a round's clues in blocks."""

    def __init__(self, round_: Round, letter: Letter) -> None:
        words = round_.segments
        self._letter = letter
        self._titles = Phrases(words.plan_titles)
        self._appendix = Phrases(words.appendix)
        self._report = Phrases(words.report)
        self._minutes = Phrases(words.minutes)
        self._web = Phrases(words.web)
        self._request = Phrases(words.request)
        self._letterhead = Phrases(words.letterhead)
        self._letter_start = Phrases(words.letter_start)
        self._letter_end = Phrases(words.letter_end)
        self._exercise = Phrases(words.exercise)

    def clues(self, blocks: Sequence[Block]) -> tuple[Clues, ...]:
        """Give the clues of each block, in order."""
        found = []
        after_furniture, in_letter, ended = True, False, False
        page = None
        heads: tuple[Block, ...] = ()
        for block in blocks:
            if block.kind is BlockKind.FURNITURE:
                after_furniture = True
                continue
            heads = (*heads[1 - _LETTERHEAD_LINES :], block)
            in_letter = self._salutes(block) or self._is_letterhead(heads) or (in_letter and not ended)
            ended = in_letter and self._ends_letter(block)
            in_letter = in_letter and not (ended and (self._is_plan_title(block) or self._is_appendix_heading(block)))
            starts_page = block.page != page or (after_furniture and block.page is None)
            found.append(self._clues(block, starts_page=starts_page, in_letter=in_letter))
            after_furniture, page = False, block.page
        return tuple(_with_announced(found))

    def _salutes(self, block: Block) -> bool:
        if len(block.words) > LONGEST_SALUTATION:
            return False
        return block.words.tokens in self._letter_start or _is_misread_salutation(block)

    def _is_letterhead(self, blocks: Sequence[Block]) -> bool:
        """Tell whether short lines in a row are a letterhead, in which a scanner may have spoilt the salutation."""
        found = [set(_found(self._letterhead, block)) for block in blocks if len(block.words) <= LONGEST_SALUTATION]
        return len(found) == _LETTERHEAD_LINES and all(found) and len(set.union(*found)) >= _LETTERHEAD_LINES

    def _ends_letter(self, block: Block) -> bool:
        tokens = block.words.tokens
        signed = tokens in self._letter_end and len(tokens) <= LONGEST_SALUTATION
        signed = signed or "yours" in tokens[-_SIGN_OFF_WORDS:]
        return signed or self._is_plan_title(block) or self._is_appendix_heading(block)

    def _clues(self, block: Block, *, starts_page: bool, in_letter: bool) -> Clues:
        share = self._letter.share(block.words)
        return Clues(
            block=block,
            starts_page=starts_page,
            prose=share.prose,
            prompts=share.prompts,
            theme_titled=self._letter.theme_titled(block.words) if len(block.words) <= LONGEST_TITLED else None,
            plan_title=self._is_plan_title(block),
            appendix=self._is_appendix_heading(block),
            report=_found(self._report, block),
            minutes=_found(self._minutes, block),
            web=_found(self._web, block),
            request=_found(self._request, block),
            letterhead=_found(self._letterhead, block),
            exercise=_found(self._exercise, block),
            in_letter=in_letter,
        )

    def _is_plan_title(self, block: Block) -> bool:
        """Tell whether a block names the plan as its title: short, without the verb of a sentence."""
        tokens = block.words.tokens
        stands_alone = block.kind is BlockKind.HEADING or not block.folded.endswith((".", ";", ","))
        runs_on = block.kind is not BlockKind.LIST_ITEM and tokens[:2] == ("productivity", "plan")
        if block.kind is BlockKind.TABLE_ROW or (len(tokens) > _LONGEST_TITLE and not runs_on) or not stands_alone:
            return False
        return tokens in self._titles or _names_both(block)

    def _is_appendix_heading(self, block: Block) -> bool:
        first = next(self._appendix.find(block.words.tokens[:3]), None)
        short = len(block.words) <= _LONGEST_TITLE and not block.folded.endswith((";", ","))
        return first is not None and first.first == 0 and short and block.kind is not BlockKind.TABLE_ROW


def _with_announced(clues: Sequence[Clues]) -> Iterator[Clues]:
    """Mark the titles of themes that stand in a row: a list of what is to come, or of what is asked for."""
    for is_titled, run in groupby(clues, key=lambda clue: clue.theme_titled is not None):
        members = list(run)
        announced = is_titled and len(members) >= _ANNOUNCED
        yield from (replace(clue, announced=True) for clue in members) if announced else members


def _is_misread_salutation(block: Block) -> bool:
    """Tell whether a scanner has spoilt a letter or two of the salutation that opens the letter."""
    if len(block.words) != len(_SALUTATION.split()):
        return False
    return SequenceMatcher(None, _SALUTATION, block.folded.lower().rstrip(",")).ratio() >= _HARDLY_SPOILT


def _names_both(block: Block) -> bool:
    """Tell whether a title says in a roundabout way what sort of plan it is: `Local productivity: our 2024 plan`."""
    words = block.words.tokens
    if block.kind is BlockKind.LIST_ITEM or len(words) > LONGEST_SALUTATION or "productivity" not in words:
        return False
    return "plan" in words[words.index("productivity") :]


def _found(phrases: Phrases, block: Block) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.phrase for match in phrases.find(block.words.tokens)))
