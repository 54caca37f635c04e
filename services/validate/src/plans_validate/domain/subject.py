"""Own what a rule looks at: a document with its parts, and what several rules rest on, worked out once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from plans_schema.register import Council
from plans_schema.vocabulary import CouncilCode, SegmentKind
from plans_validate.domain.barrier_reading import Reading, read
from plans_validate.domain.barriers_shown import with_shown
from plans_validate.domain.council import Naming
from plans_validate.domain.document import Block, Document
from plans_validate.domain.figures.of_plan import FiguresStated, figures_stated
from plans_validate.domain.letter import Letter
from plans_validate.domain.own_words import OwnWords, own_words_of
from plans_validate.domain.round import Round
from plans_validate.domain.segments import Part
from plans_validate.domain.standing import Standing, standings
from plans_validate.domain.weighing import Shown
from plans_validate.domain.words import Words
from plans_validate.domain.worked_out_once import once

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Subject:
    """A document that holds a plan, as the rules see it; `sender` is the council that sent it, or the one it names."""

    document: Document
    parts: tuple[Part, ...]
    round_: Round
    letter: Letter
    council: Naming
    declared: CouncilCode | None
    sender: Council | None = None

    def parts_of(self, *kinds: SegmentKind) -> tuple[Part, ...]:
        """Give the parts of these kinds, in order."""
        return tuple(part for part in self.parts if part.kind in kinds)

    @property
    def plan_parts(self) -> tuple[Part, ...]:
        """Give the parts that are the council's plan: the plan itself and its appendices."""
        return self.parts_of(SegmentKind.PLAN, SegmentKind.PLAN_APPENDIX)

    def known(self, work_out: Callable[["Subject"], _Value]) -> _Value:
        """Give what follows from this document: worked out when a rule first asks for it, the same for the next."""
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        value: _Value = self._known[work_out]
        return value

    @once
    def _known(self) -> dict[Callable[["Subject"], Any], Any]:
        return {}

    @once
    def stated(self) -> FiguresStated:
        """Give the figures that the plan states."""
        return figures_stated(self.plan_parts, self.round_, self.letter)

    @once
    def _standings(self) -> dict[int, Standing]:
        return {
            id(block): standing
            for part in self.plan_parts
            for block, standing in standings(part.clues, self.round_, self.letter)
        }

    def standing_of(self, block: Block) -> Standing:
        """Tell where a block of the plan stands among headings and lead-ins."""
        return self._standings.get(id(block), Standing())

    @once
    def own_words(self) -> tuple[OwnWords, ...]:
        """Give the plan's own sentences, appendices included, in order."""
        return tuple(own for part in self.plan_parts for own in own_words_of(part.clues, self.round_, self.letter))

    def shown_in(self, sentence: Words, kind: str) -> Sequence[Shown]:
        """Give what the signs of a sentence show of one kind; it is weighed once for all kinds."""
        shown = self._shown.get(sentence)
        if shown is None:
            shown = self._shown[sentence] = self.round_.weigher.shown(sentence.signs)
        return shown[kind]

    @once
    def _shown(self) -> dict[Words, dict[str, list[Shown]]]:
        return {}

    @once
    def barrier_readings(self) -> tuple[Reading | None, ...]:
        """Give for each of the plan's own sentences how it is read for barriers."""
        return tuple(map(self._barrier_reading, self.own_words))

    def _barrier_reading(self, own: OwnWords) -> Reading | None:
        if own.is_row_of_figures:
            return None
        words, standing = self.round_.barriers, self.standing_of(own.passage.block)
        shown = self.shown_in(own.passage.words, "barrier")
        return with_shown(read(own, standing, words), own, standing, shown, words)
