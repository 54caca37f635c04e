"""Own what is measured in a variant: whether its plan was found, whole and alone, on the pages where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plans_schema.report import Report
from plans_schema.vocabulary import Outcome, SegmentKind
from plans_validate.adapters.checking import checker
from plans_validate.adapters.reading import read
from plans_validate.domain.segments import Part
from variants.catalogue import Variant
from variants.chapters import Chapter, squeezed
from written_formats import Element, Grid, Items

ENOUGH_OF_THE_PLAN = 0.9
_LONG_ENOUGH = 40  # letters: what is shorter may stand in any chapter


@dataclass(frozen=True)
class Reading:
    """A variant and what the checker made of it."""

    variant: Variant
    report: Report
    parts: tuple[Part, ...]

    @cached_property
    def plan_text(self) -> str:
        """Give all that was taken for the plan."""
        return squeezed(" ".join(block.text for part in self.parts if part.kind == "plan" for block in part.blocks))

    @cached_property
    def share_found(self) -> float:
        """Give the share of the plan's sentences that were taken for the plan."""
        sentences = [text for each in self._chapters("plan") for text in each.sentences]
        return sum(squeezed(text) in self.plan_text for text in sentences) / len(sentences)

    @property
    def is_found(self) -> bool:
        """Tell whether the file was checked, and its plan found almost whole."""
        return self.report.outcome is Outcome.CHECKED and self.share_found >= ENOUGH_OF_THE_PLAN

    @property
    def pages_agree(self) -> bool:
        """Tell whether the plan's first page, last page and their number are right."""
        pages, plan = self.variant.plan_pages, self.report.plan
        found = None if plan is None else (plan.first_page, plan.last_page, plan.pages)
        return found == (pages[0], pages[-1], len(pages))

    @property
    def kinds_agree(self) -> bool:
        """Tell whether the parts follow one another as they were put together; cover sheets don't count."""
        found = [part.kind.value for part in self.parts if part.kind is not SegmentKind.COVER]
        return _runs(found) == _runs([each.kind for each in self.variant.chapters if each.kind != "cover"])

    def in_plan_from(self, kind: str) -> list[str]:
        """Give the sentences of another kind of chapter that were taken for the plan, though the plan lacks them."""
        own = squeezed(" ".join(text for each in self._chapters("plan") for text in texts(each)))
        return [
            text
            for each in self._chapters(kind)
            for text in each.sentences
            if len(squeezed(text)) > _LONG_ENOUGH and squeezed(text) in self.plan_text and squeezed(text) not in own
        ]

    def _chapters(self, kind: str) -> list[Chapter]:
        return [each for each in self.variant.chapters if each.kind == kind]


def texts(chapter: Chapter) -> Iterator[str]:
    """Give everything that is written in a chapter."""
    for element in chapter.elements:
        yield from _texts(element)


def _texts(element: Element) -> tuple[str, ...]:
    if isinstance(element, Grid):
        return tuple(cell for row in (element.heads, *element.rows) for cell in row)
    return element.texts if isinstance(element, Items) else (element.text,)


def _runs(kinds: list[str]) -> list[str]:
    return [kind for place, kind in enumerate(kinds) if place == 0 or kinds[place - 1] != kind]


def reading_of(variant: Variant) -> Reading:
    """Read and check a variant."""
    document = read(variant.content)
    return Reading(variant, checker().check(document), checker().parts_of(document))
