"""Own the parts of a file: which blocks are the plan, and which are a report, the letter or something else.

Every block speaks for or against each kind by what it says (`_FOR_KIND`); a change of kind costs, and costs less where
something starts: a title, an appendix heading, a letterhead, a page. The cheapest reading of the whole file wins
(Viterbi). So neither order nor headings are taken for granted, and a part may begin in the middle of a page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans_schema.vocabulary import Confidence, SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import Block, BlockKind, Passage
from plans_validate.domain.letter import Letter
from plans_validate.domain.segment_edges import mend_edges
from plans_validate.domain.segment_reasons import WHY

_SPOKEN_OF = frozenset({"plan", "plans"})
_NEVER = -1e9
_CHANGE = -8.0
_LEAST_CHANGE = -1.0
_LETTER_PRESENT = 0.3
_NUMBERED = 0.8
_REPORT_CLUES = 4
_MINUTES_CLUES = 2
_MOST_OWN_VOICE = 3
_SHORT = 8
_LONG = 25
_MOSTLY = 0.6
_PARTLY = 0.3

_PLAN, _APPENDIX, _REPORT = SegmentKind.PLAN, SegmentKind.PLAN_APPENDIX, SegmentKind.COVERING_REPORT
_LETTER, _MINUTES, _PREAMBLE = SegmentKind.MINISTER_LETTER, SegmentKind.MINUTES, SegmentKind.WEB_PREAMBLE
_KINDS = (_REPORT, _LETTER, _PLAN, _APPENDIX, _MINUTES, _PREAMBLE)
WRITTEN_BY_COUNCIL = (
    SegmentKind.COVER,
    SegmentKind.WEB_PREAMBLE,
    SegmentKind.COVERING_REPORT,
    SegmentKind.MINUTES,
    SegmentKind.PLAN,
    SegmentKind.PLAN_APPENDIX,
)


@dataclass(frozen=True)
class Part:
    """A run of blocks of one kind, with what decided it."""

    kind: SegmentKind
    clues: tuple[Clues, ...]
    confidence: Confidence
    deciding: tuple[Block, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Give the blocks of this part."""
        return tuple(clue.block for clue in self.clues)

    @property
    def passages(self) -> Iterator[Passage]:
        """Give every sentence, headings and table rows too."""
        return (passage for block in self.blocks for passage in block.passages)

    @property
    def pages(self) -> tuple[int, ...]:
        """Give the pages this part stands on; none where the format has no pages."""
        return tuple(sorted({block.page for block in self.blocks if block.page is not None}))


def find_parts(clues: Sequence[Clues], letter: Letter) -> tuple[Part, ...]:
    """Part a file's blocks (without page furniture) into segments, in order."""
    if not clues:
        return ()
    possible = _possible(clues, letter)
    if possible == {_PLAN}:
        return (_part(_PLAN, tuple(clues), letter),)
    kinds = _best_reading(clues, [kind for kind in _KINDS if kind in possible])
    mend_edges(clues, kinds)
    parts: list[Part] = []
    start = 0
    for place in range(1, len(clues) + 1):
        if place == len(clues) or kinds[place] is not kinds[start]:
            parts.append(_part(kinds[start], tuple(clues[start:place]), letter))
            start = place
    return tuple(parts)


def _possible(clues: Sequence[Clues], letter: Letter) -> frozenset[SegmentKind]:
    """Leave out kinds of which the file as a whole shows too little."""
    telling = [each for each in clues if each.report or each.minutes or each.web or each.prose or each.in_letter]
    labels = [clue for clue in telling if clue.is_label]
    possible = {_PLAN}
    if any(clue.appendix and not clue.plan_title for clue in clues):
        possible.add(_APPENDIX)
    salutes = any(clue.in_letter for clue in telling)
    if salutes or letter.prose_found(clue.block for clue in telling if clue.prose) >= _LETTER_PRESENT:
        possible.add(_LETTER)
    if len({phrase for clue in labels for phrase in clue.report}) >= _REPORT_CLUES:
        possible.add(_REPORT)
    if len({phrase for clue in labels for phrase in clue.minutes}) >= _MINUTES_CLUES:
        possible.add(_MINUTES)
    if any(clue.web for clue in telling):
        possible.add(_PREAMBLE)
    return frozenset(possible)


def _best_reading(clues: Sequence[Clues], kinds: Sequence[SegmentKind]) -> list[SegmentKind]:
    spoken = [[_FOR_KIND[kind](clue) for clue in clues] for kind in kinds]
    if _REPORT in kinds:
        of_report = spoken[kinds.index(_REPORT)]
        for place in _numbered_anew(clues):
            of_report[place] -= _NUMBERED
    score = [_START.get(kind, 0.0) + said[0] for kind, said in zip(kinds, spoken, strict=True)]
    came_from: list[list[int]] = []
    for place in range(1, len(clues)):
        top = max(score)
        step, following = [], []
        for to, said in enumerate(spoken):
            before, reached = to, score[to]
            if top + _LEAST_CHANGE >= reached:
                before, reached = _best_way(kinds, score, to, clues[place])
            step.append(before)
            following.append(reached + said[place])
        came_from.append(step)
        score = following
    return [kinds[each] for each in _walk_back(score, came_from)]


def _best_way(kinds: Sequence[SegmentKind], score: Sequence[float], to: int, clue: Clues) -> tuple[int, float]:
    """Give from which kind a kind is best reached, and with what score; it stays as it is where that is as good."""
    best, reached = to, score[to]
    if max(score) + _cheapest_change(kinds, kinds[to], clue) < reached:
        return best, reached
    for before, kind in enumerate(kinds):
        value = score[before] + _change(kind, kinds[to], clue)
        if value > reached:
            best, reached = before, value
    return best, reached


def _cheapest_change(kinds: Sequence[SegmentKind], after: SegmentKind, clue: Clues) -> float:
    """Give the least that any change costs; what it costs hardly depends on what was before."""
    if _PREAMBLE in kinds and clue.is_heading:
        return _LEAST_CHANGE
    return _change(_REPORT if after is _PLAN else _PLAN, after, clue)


def _walk_back(score: Sequence[float], came_from: Sequence[Sequence[int]]) -> list[int]:
    kind = score.index(max(score))
    kinds = [kind]
    for step in reversed(came_from):
        kind = step[kind]
        kinds.append(kind)
    return kinds[::-1]


def _change(before: SegmentKind, after: SegmentKind, clue: Clues) -> float:
    """Give what it costs that a part of kind `after` starts at this block."""
    if before is after:
        return 0.0
    if after is _PREAMBLE or (after is _APPENDIX and not (before is _PLAN and clue.appendix and not clue.plan_title)):
        return _NEVER
    if before is _PREAMBLE and clue.is_heading:
        return _LEAST_CHANGE
    return min(_LEAST_CHANGE, _CHANGE + _opening(after, clue) + (1.0 if clue.starts_page else 0.0))


def _opening(kind: SegmentKind, clue: Clues) -> float:
    """Give how much a block looks like the first one of a part."""
    if kind is _APPENDIX:
        return 7.0
    if kind is _LETTER:
        return 6.0 if clue.letterhead or clue.in_letter else 2.0
    if kind is _PLAN:
        return _opening_of_plan(clue)
    if kind is _REPORT:
        several = clue.starts_page and len(clue.report) > 1
        if several or (clue.is_label and clue.report and not clue.is_sentence):
            return 5.0
        return 3.0 if clue.is_heading else 0.0
    return 5.0 if clue.is_label and clue.minutes and not clue.is_sentence else 0.0


def _opening_of_plan(clue: Clues) -> float:
    if clue.plan_title:
        return 6.5
    if clue.appendix or (clue.theme_titled and clue.is_heading):
        return 4.5
    return 3.0 if clue.is_heading else 0.0


def _for_part(clue: Clues) -> float:
    return _for_plan(clue) - (3.0 if clue.appendix and not clue.plan_title else 0.0)


def _for_preamble(clue: Clues) -> float:
    return min(4.0, 2.5 * len(clue.web) + 1.5 * len(clue.request)) - 0.6


def _for_letter(clue: Clues) -> float:
    weight = 1.0 if clue.size >= _SHORT else 0.5
    if clue.prose >= _MOSTLY or clue.in_letter:
        return 4.0 * weight
    if clue.prompts >= _MOSTLY:
        return 1.5
    if clue.letterhead and clue.is_label:
        return 1.0
    return -3.0 * weight if clue.prose < _PARTLY else -1.0


def _for_report(clue: Clues) -> float:
    gain = 0.0
    if clue.report:
        gain += min(4.0, 1.0 + len(clue.report)) if clue.is_label else min(2.8, 0.7 * len(clue.report))
    if clue.appendix and clue.is_label:
        gain += 0.5
    if clue.block.kind is BlockKind.LIST_ITEM and _is_paragraph_number(clue.block.tokens):
        gain += _NUMBERED
    if clue.prose >= _PARTLY and clue.size >= _SHORT:
        gain += 1.0
    if not _SPOKEN_OF.isdisjoint(clue.block.tokens) and not clue.own_voice and not clue.plan_title:
        gain += 0.5
    return gain - (0.4 if clue.size >= _SHORT and not gain else 0.0)


def _for_minutes(clue: Clues) -> float:
    if clue.is_label and clue.minutes:
        return min(4.0, 2.5 * len(clue.minutes))
    return 0.7 * bool(clue.minutes) - (0.4 if clue.size >= _SHORT else 0.0)


def _numbered_anew(clues: Sequence[Clues]) -> Iterator[int]:
    """Give the numbered paragraphs that no longer speak of a report: they start at 1 again below the plan's title."""
    titled = anew = False
    for place, clue in enumerate(clues):
        if clue.report and clue.is_label:
            titled = anew = False
        elif clue.plan_title or clue.appendix:
            titled = True
        elif clue.block.kind is BlockKind.LIST_ITEM and _is_paragraph_number(clue.block.tokens):
            anew = anew or (titled and not clue.report and clue.block.tokens[0] == "1")
            titled = False
            if anew:
                yield place


def _is_paragraph_number(tokens: Sequence[str]) -> bool:
    return len(tokens) > 1 and tokens[0].isdigit() and tokens[1].isdigit()


def _for_plan(clue: Clues) -> float:
    gain = 0.35 * min(_MOST_OWN_VOICE, clue.own_voice)
    if clue.prompts >= _MOSTLY and not clue.announced:
        gain += 0.8
    if clue.report and clue.is_label:
        gain -= 1.5
    if clue.minutes and clue.is_label:
        gain -= 1.0
    if clue.prose >= _MOSTLY and clue.size >= _SHORT and not clue.letterhead:
        gain -= 2.0
    return gain + (0.3 if clue.size > _LONG else 0.0)


def _part(kind: SegmentKind, clues: tuple[Clues, ...], letter: Letter) -> Part:
    confidence, deciding = WHY[kind](clues, letter)
    return Part(kind, clues, confidence, tuple(deciding[:2]))


_START = {_APPENDIX: _NEVER, _PREAMBLE: -0.5}
_FOR_KIND: Mapping[SegmentKind, Callable[[Clues], float]] = {
    _REPORT: _for_report,
    _LETTER: _for_letter,
    _PLAN: _for_part,
    _APPENDIX: _for_plan,
    _MINUTES: _for_minutes,
    _PREAMBLE: _for_preamble,
}
