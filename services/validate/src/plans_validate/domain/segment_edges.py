"""Own the edges of a file's parts: the titles and names above a part's first block, and records of one decision.

The cheapest reading of a file says where its parts are; where exactly one begins, its headings and its page tell.
"""

from collections.abc import Sequence

from plans_schema.vocabulary import SegmentKind
from plans_validate.domain.clues import Clues
from plans_validate.domain.document import BlockKind

_LONGEST_HEAD = 16
_LONGEST_NAME = 8
_MOST_ABOVE = 4
_MOSTLY = 0.6
_MINUTES_LABELS = 2

_PLAN, _REPORT, _LETTER = SegmentKind.PLAN, SegmentKind.COVERING_REPORT, SegmentKind.MINISTER_LETTER
_MINUTES, _PREAMBLE, _APPENDIX = SegmentKind.MINUTES, SegmentKind.WEB_PREAMBLE, SegmentKind.PLAN_APPENDIX


def mend_edges(clues: Sequence[Clues], kinds: list[SegmentKind]) -> None:
    """Move the edges between parts, in place, to where a reader sees them."""
    _pull_headings(clues, kinds)
    _pull_page_tops(clues, kinds)
    _keep_records_whole(clues, kinds)
    _keep_labelled_plan(clues, kinds)


def _pull_headings(clues: Sequence[Clues], kinds: list[SegmentKind]) -> None:
    """Let a part begin with the headings that stand right above its first block, on the same page."""
    for place in range(1, len(clues)):
        if kinds[place] is kinds[place - 1] or kinds[place] is _PREAMBLE:
            continue
        above = place
        while (
            above > 0 and not clues[above].starts_page and _may_head(clues[above - 1], kinds[above - 1], kinds[place])
        ):
            above -= 1
            kinds[above] = kinds[place]


def _keep_labelled_plan(clues: Sequence[Clues], kinds: list[SegmentKind]) -> None:
    """Take for the plan what stands below its title and "Appendix B", where there is hardly a word of it above.

    The label says that it is an appendix of the report; the plan's own appendices begin at the next one.
    """
    own_words = sum(clue.size for clue, kind in zip(clues, kinds, strict=True) if kind is _PLAN)
    first = kinds.index(_APPENDIX) if _APPENDIX in kinds else len(kinds)
    head = clues[max(0, first - _MOST_ABOVE) : first + _MOST_ABOVE]
    if own_words > _MOST_ABOVE * _LONGEST_HEAD or not any(clue.plan_title for clue in head):
        return
    for place in range(first, len(kinds)):
        if kinds[place] is not _APPENDIX or (clues[place].appendix and place - first >= _MOST_ABOVE):
            return
        kinds[place] = _PLAN


def _keep_records_whole(clues: Sequence[Clues], kinds: list[SegmentKind]) -> None:
    """Leave with the record of a decision what stands around it on the same page ("options considered")."""
    for place in range(1, len(clues)):
        if kinds[place] is _REPORT and kinds[place - 1] is _MINUTES and not clues[place].starts_page:
            kinds[place] = _MINUTES
    for place in range(len(clues) - 1, 0, -1):
        if kinds[place] is _MINUTES and kinds[place - 1] is _REPORT and not clues[place].starts_page:
            start = _start_of_part(clues, kinds, place - 1)
            labels = {phrase for clue in clues[start:place] if clue.is_label for phrase in clue.minutes}
            if len(labels) >= _MINUTES_LABELS:
                kinds[start:place] = [_MINUTES] * (place - start)


def _start_of_part(clues: Sequence[Clues], kinds: Sequence[SegmentKind], place: int) -> int:
    """Give where the run of this kind begins on its page."""
    while place > 0 and kinds[place - 1] is kinds[place] and not clues[place].starts_page:
        place -= 1
    return place


def _may_head(clue: Clues, kind: SegmentKind, following: SegmentKind) -> bool:
    """Tell whether a block of a part of this kind heads the part of another kind that follows it."""
    heads_letter = following is _LETTER and ("letter" in clue.block.tokens or clue.prose >= _MOSTLY)
    if (clue.report and not heads_letter) or clue.theme_titled or clue.size > _LONGEST_HEAD or clue.is_sentence:
        return False
    names_council = following is _PLAN and "council" in clue.block.tokens and clue.size <= _LONGEST_NAME
    if clue.block.kind is not BlockKind.HEADING and not (heads_letter or names_council):
        return False
    signs_letter = bool(clue.letterhead) or clue.in_letter or clue.prose >= _MOSTLY
    return not (kind is _LETTER and signs_letter)


def _pull_page_tops(clues: Sequence[Clues], kinds: list[SegmentKind]) -> None:
    """Let a part begin at the top of its page when only names and titles stand above its first block there."""
    for place in range(1, len(clues)):
        if kinds[place] is kinds[place - 1] or kinds[place] is _PREAMBLE or clues[place].block.page is None:
            continue
        top = place
        while not clues[top].starts_page:
            top -= 1
        above = clues[top:place]
        if len(above) <= _MOST_ABOVE and all(_is_name(clue) for clue in above):
            kinds[top:place] = [kinds[place]] * len(above)


def _is_name(clue: Clues) -> bool:
    short = clue.size <= _LONGEST_HEAD and clue.block.kind is not BlockKind.LIST_ITEM and not clue.is_sentence
    return short and not (clue.report or clue.minutes or clue.theme_titled or clue.in_letter or clue.block.continues)
