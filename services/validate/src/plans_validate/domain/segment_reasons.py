"""Own why a part is taken for what it is: the blocks that decided it, and how sure that makes a reader."""

from plans_schema.vocabulary import Confidence, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import Block
from plans_validate.domain.letter import Letter

_MOSTLY = 0.6
_CERTAIN_CLUES = 5


def _why_plan(clues: tuple[Clues, ...], _: Letter) -> tuple[Confidence, list[Block]]:
    titles = [clue.block for clue in clues if clue.plan_title]
    prompts = [clue.block for clue in clues if clue.theme_titled]
    if titles and (len(prompts) > 1 or sum(clue.own_voice for clue in clues) > _CERTAIN_CLUES):
        return Confidence.HIGH, titles + prompts
    return Confidence.MEDIUM if titles or prompts else Confidence.LOW, titles + prompts


def _why_letter(clues: tuple[Clues, ...], letter: Letter) -> tuple[Confidence, list[Block]]:
    share = letter.prose_found(clue.block for clue in clues if clue.prose)
    return (Confidence.HIGH if share >= _MOSTLY else Confidence.MEDIUM), [
        clue.block for clue in clues if clue.prose >= _MOSTLY or clue.in_letter
    ]


def _why_appendix(clues: tuple[Clues, ...], _: Letter) -> tuple[Confidence, list[Block]]:
    return Confidence.HIGH, [clue.block for clue in clues if clue.appendix]


def _why_labels(clues: tuple[Clues, ...], _: Letter) -> tuple[Confidence, list[Block]]:
    labels = [clue for clue in clues if clue.report or clue.minutes or clue.web]
    found = {phrase for clue in labels for phrase in (*clue.report, *clue.minutes, *clue.web)}
    return (Confidence.HIGH if len(found) >= _CERTAIN_CLUES else Confidence.MEDIUM), [clue.block for clue in labels]


WHY = {
    SegmentKind.PLAN: _why_plan,
    SegmentKind.MINISTER_LETTER: _why_letter,
    SegmentKind.PLAN_APPENDIX: _why_appendix,
    SegmentKind.COVERING_REPORT: _why_labels,
    SegmentKind.MINUTES: _why_labels,
    SegmentKind.WEB_PREAMBLE: _why_labels,
}
