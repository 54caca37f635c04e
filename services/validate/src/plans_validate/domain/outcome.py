"""Own what a file turns out to be: a council's plan, or something else that gets a clear word of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from plans_schema.report import ThemeCoverage
from plans_schema.vocabulary import CouncilCode, DocumentKind, Outcome, SegmentKind, ThemeStatus
from plans_validate.domain.authorship import other_author, writes_from_outside
from plans_validate.domain.clues import Clues
from plans_validate.domain.council import Register
from plans_validate.domain.document import Block, BlockKind, Document
from plans_validate.domain.likeness import Likeness, likeness_of, seems
from plans_validate.domain.segments import Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.verdict import Verdict, about_the_file
from plans_validate.domain.whose_plan import later_year, of_another_year, one_of_several, whose_plan
from plans_validate.domain.words import Phrases

_TITLE_BLOCKS = 8
_SAME_HEADER = 4
_LONGEST_TITLE = 25
_FEWEST_PLAN_WORDS = 60
_FEWEST_COUNCIL_WORDS = 2
_ENOUGH_OF_A_PLAN = 3
_FEWEST_PROMPTS = 2
_FEWEST_THEMES = 3
_FEWEST_ANSWERED = 2
_FIRST_LINES = 2
_FEWEST_NAVIGATION = 3
_FEWEST_MENTIONS = 3
_LONGEST_NAME = 120
_KINDS_WITHOUT_PLAN = (
    (SegmentKind.COVERING_REPORT, DocumentKind.CABINET_PACK),
    (SegmentKind.MINUTES, DocumentKind.DECISION_RECORD),
    (SegmentKind.MINISTER_LETTER, DocumentKind.LETTER),
    (SegmentKind.WEB_PREAMBLE, DocumentKind.WEB_PAGE),
)
_KINDS_WITH_PLAN = (
    (SegmentKind.COVERING_REPORT, DocumentKind.CABINET_PACK),
    (SegmentKind.MINISTER_LETTER, DocumentKind.CABINET_PACK),
    (SegmentKind.MINUTES, DocumentKind.DECISION_RECORD),
    (SegmentKind.PLAN_APPENDIX, DocumentKind.PLAN_WITH_APPENDIX),
    (SegmentKind.WEB_PREAMBLE, DocumentKind.PLAN_WITH_PREAMBLE),
)

_IN_A_PACK = frozenset({SegmentKind.COVERING_REPORT, SegmentKind.MINISTER_LETTER, SegmentKind.MINUTES})


def title_blocks(parts: Sequence[Part]) -> tuple[Block, ...]:
    """Give the blocks that may name the author: titles of plans, and the first lines of every part but the letter."""
    own = [part for part in parts if part.kind is not SegmentKind.MINISTER_LETTER]
    titles = [clue.block for part in own for clue in part.clues if clue.plan_title]
    heads = [
        clue.block
        for part in own
        for clue in part.clues[:_TITLE_BLOCKS]
        if clue.size <= _LONGEST_TITLE
        and clue.block.kind is not BlockKind.LIST_ITEM
        and (clue.block.kind is BlockKind.HEADING or not clue.block.folded.endswith((".", ";", ",")))
    ]
    return tuple(dict.fromkeys((*titles, *heads)))


def running_titles(document: Document) -> tuple[Block, ...]:
    """Give each different running header and footer once: they often name the author."""
    shapes = {
        block.words.tokens[:_SAME_HEADER]: block for block in document.blocks if block.kind is BlockKind.FURNITURE
    }
    return tuple(shapes.values())


def judge(
    subject: Subject, themes: Sequence[ThemeCoverage], register: Register, councils: Sequence[CouncilCode] = ()
) -> Verdict:
    """Decide what a file is, from its titles, its parts and what it says; `councils` are those with plans in it."""
    other = _something_else(subject, themes) or of_another_year(subject)
    if other is not None:
        return other
    verdict = one_of_several(subject, register, councils) or whose_plan(subject, register)
    return replace(verdict, findings=(*later_year(subject), *verdict.findings))


def _something_else(subject: Subject, themes: Sequence[ThemeCoverage]) -> Verdict | None:
    """Decide that a file is no council's plan; null when it is one."""
    likeness = likeness_of(subject.document.blocks, subject.round_.other_kinds)
    if not _is_of_the_exercise(subject.parts, subject.round_.subject):
        return _not_a_plan(subject, likeness)
    foreign = other_author(subject)
    if foreign is not None:
        message = _NOT_FROM_A_COUNCIL.format(title=_printable(foreign.block.folded))
        return about_the_file(Outcome.NOT_FROM_A_COUNCIL, message, (foreign.block,))
    addressed = sum(theme.status is ThemeStatus.ADDRESSED for theme in themes)
    if _is_nobodys(subject, addressed) or (likeness is not None and _outweighs(likeness, subject, addressed)):
        return _not_a_plan(subject, likeness)
    plan_words = sum(len(own.passage.words) for own in subject.own_words)
    too_little = not subject.parts_of(SegmentKind.PLAN) or plan_words < _FEWEST_PLAN_WORDS
    if too_little or _answers_nothing(themes, likeness):
        return about_the_file(Outcome.NO_PLAN_FOUND, _no_plan_message(subject.parts, subject, likeness))
    return _not_a_plan(subject, likeness) if _plan_signs(subject, themes) < _ENOUGH_OF_A_PLAN else None


def _answers_nothing(themes: Sequence[ThemeCoverage], likeness: Likeness | None) -> bool:
    """Tell whether a file that is titled as something else says nothing on any theme: it speaks of a plan, at most."""
    titled = likeness is not None and likeness.titled
    return titled and all(theme.status is ThemeStatus.NOT_FOUND for theme in themes)


def _is_nobodys(subject: Subject, addressed: int) -> bool:
    """Tell whether a text is no council's own: it speaks of none, or of all of them from outside."""
    if writes_from_outside(subject):
        return True
    if not subject.own_words or _speaks_of_a_council(subject) or _titled_in_a_pack(subject.parts):
        return False
    titled = any(clue.plan_title for part in subject.parts for clue in part.clues[:_TITLE_BLOCKS])
    return not (titled and addressed >= _FEWEST_THEMES)


def _outweighs(likeness: Likeness, subject: Subject, addressed: int) -> bool:
    """Tell whether a file's likeness to something else says more than what it has of a plan."""
    clues = [clue for part in subject.parts for clue in part.clues]
    if any(part.kind in _IN_A_PACK for part in subject.parts) or _has_prompts(clues):
        return False
    word, titles = subject.round_.subject, title_blocks(subject.parts)
    titled_as_plan = any(clue.plan_title for clue in clues) or any(
        {word, "plan"}.issubset(block.words.tokens) for block in titles
    )
    named_first = any(clue.plan_title and clue.block is not likeness.title for clue in clues[:_FIRST_LINES])
    only_holds_one = likeness.titled and not named_first and addressed < _FEWEST_ANSWERED
    return likeness.decided or only_holds_one or (likeness.titled and not titled_as_plan)


def _has_prompts(clues: Iterable[Clues]) -> bool:
    return len({clue.theme_titled for clue in clues if clue.theme_titled}) >= _FEWEST_PROMPTS


def kind_of(subject: Subject, outcome: Outcome) -> DocumentKind:
    """Name the sort of document a file is."""
    if outcome in (Outcome.NOT_A_PRODUCTIVITY_PLAN, Outcome.NOT_FROM_A_COUNCIL):
        return DocumentKind.OTHER
    kinds = frozenset(part.kind for part in subject.parts)
    if outcome is Outcome.NO_PLAN_FOUND:
        return _first_present(kinds, _KINDS_WITHOUT_PLAN, DocumentKind.OTHER)
    titles = [clue.block for part in subject.parts for clue in part.clues if clue.plan_title]
    words = subject.round_.segments
    joint = _any(titles, Phrases.of(words.joint)) and len(subject.council.in_titles) > 1
    drafted = DocumentKind.DRAFT if _any(titles, Phrases.of(words.drafts)) else DocumentKind.PLAN
    if subject.parts[0].kind is SegmentKind.MINUTES:
        return DocumentKind.DECISION_RECORD
    on_the_web = subject.document.format == "html" or _navigation_signs(subject) >= _FEWEST_NAVIGATION
    if not kinds & _IN_A_PACK and on_the_web:
        return DocumentKind.WEB_PAGE
    return _first_present(kinds, _KINDS_WITH_PLAN, DocumentKind.JOINT_PLAN if joint else drafted)


def _navigation_signs(subject: Subject) -> int:
    """Count the different signs that a text is the print-out of a web page."""
    phrases = Phrases.of(subject.round_.segments.navigation)
    blocks = (block for part in subject.parts for block in part.blocks)
    return len({match.phrase for block in blocks for match in phrases.find(block.words.tokens)})


def _first_present(
    kinds: frozenset[SegmentKind], choices: Sequence[tuple[SegmentKind, DocumentKind]], otherwise: DocumentKind
) -> DocumentKind:
    return next((name for kind, name in choices if kind in kinds), otherwise)


def _any(blocks: Iterable[Block], phrases: Phrases) -> bool:
    return any(block.words.tokens in phrases for block in blocks)


def _is_of_the_exercise(parts: Sequence[Part], subject: str) -> bool:
    """Tell whether a file has to do with the round's plans at all; `subject` is the word they are known by."""
    clues = [clue for part in parts for clue in part.clues]
    prompts = {clue.theme_titled for clue in clues if clue.theme_titled}
    said = sum(clue.block.words.tokens.count(subject) for clue in clues)
    mentioned = any(_mentions_plan(clue, subject) for clue in clues) or _titled_on(subject, parts)
    return mentioned or len(prompts) >= _FEWEST_PROMPTS or said >= _FEWEST_MENTIONS


def _titled_on(subject: str, parts: Sequence[Part]) -> bool:
    return any(subject in block.words.tokens for block in title_blocks(parts))


def _mentions_plan(clue: Clues, subject: str) -> bool:
    return clue.plan_title or any(f"{subject} plan" in phrase for phrase in clue.exercise)


def _plan_signs(subject: Subject, themes: Sequence[ThemeCoverage]) -> int:
    """Count independent signs that a text is a council's answer to the letter; this never reaches the report."""
    clues = [clue for part in subject.parts for clue in part.clues]
    titled = any(clue.plan_title for clue in clues)
    prompts = {clue.theme_titled for clue in clues if clue.theme_titled}
    addressed = sum(theme.status is ThemeStatus.ADDRESSED for theme in themes)
    exercise = {phrase for clue in clues for phrase in clue.exercise}
    signs = 2 * titled + 2 * (len(prompts) >= _FEWEST_PROMPTS) + (addressed > 0) + 2 * (addressed >= _FEWEST_THEMES)
    titled_on = _titled_on(subject.round_.subject, subject.parts)
    own = titled_on and bool(subject.council.in_titles) and addressed >= _FEWEST_ANSWERED
    return signs + bool(exercise) + (len(exercise) > 1) + titled_on + own


def _speaks_of_a_council(subject: Subject) -> bool:
    words = Phrases.of(subject.round_.segments.council_words)
    said = (own.passage.words.tokens for own in subject.own_words)
    headed = (block.words.tokens for block in title_blocks(subject.parts))
    found = (match for tokens in chain(headed, said) for match in words.find(tokens))
    return bool(subject.council.in_titles) or len(list(islice(found, _FEWEST_COUNCIL_WORDS))) == _FEWEST_COUNCIL_WORDS


def _titled_in_a_pack(parts: Sequence[Part]) -> bool:
    """Tell whether a plan, titled as one, stands beside a council's report, its minutes or the letter."""
    packed = any(part.kind in _IN_A_PACK for part in parts)
    return packed and any(clue.plan_title for part in parts if part.kind is SegmentKind.PLAN for clue in part.clues)


def _no_plan_message(parts: Sequence[Part], subject: Subject, likeness: Likeness | None) -> str:
    kinds = {part.kind for part in parts}
    if SegmentKind.COVERING_REPORT in kinds or SegmentKind.MINUTES in kinds:
        return (
            "We found a report or minutes about the plan, but we could not find the plan itself. Please send the plan."
        )
    if any(clue.theme_titled for part in subject.parts_of(SegmentKind.MINISTER_LETTER) for clue in part.clues):
        return "We found the minister's letter, but we could not find your plan. Please send the plan."
    what = seems(subject.document.blocks, likeness)
    return f"We could not find a plan in this file: it seems to be {what}. Please send the plan."


def _not_a_plan(subject: Subject, likeness: Likeness | None) -> Verdict:
    message = _NOT_A_PLAN.format(subject=subject.round_.subject, what=seems(subject.document.blocks, likeness))
    return about_the_file(Outcome.NOT_A_PRODUCTIVITY_PLAN, message)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:_LONGEST_NAME]


_NOT_A_PLAN = (
    "This file does not seem to be a {subject} plan: it seems to be {what}. If it is a plan, please check that you "
    "sent the right file, and tell us if we are wrong."
)
_NOT_FROM_A_COUNCIL = (
    "This plan seems to come from a body that is not one of the councils that were asked for a plan: its title is "
    "“{title}”. Please check that you sent the right file."
)
