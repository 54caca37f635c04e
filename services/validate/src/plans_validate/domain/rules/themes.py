"""Own R06: whether the plan's own words address each of the four themes.

Each sentence is on one theme: by its subject matter, its heading and the sentences around it (`subject_matter`). A
theme is addressed when enough is said in the sentences on it; under a heading on the theme fewer telling words are
enough. A theme of which several questions are answered is addressed in part at least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from plans_schema.report import Evidence, Finding, ThemeCoverage
from plans_schema.vocabulary import Force, ThemeId, ThemeStatus
from plans_validate.domain.round import Theme
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.rules.questions import Answered, answered_themes
from plans_validate.domain.subject import Subject
from plans_validate.domain.subject_matter import Reading, readings

RULE = "R06"

_ALL_QUESTIONS, _MOST_BARRIERS = 1.0, 0.5
_TELLING = 1.5
_IN_PASSING = 0.5
_SHARE = 0.085
_PAGE = 300
_QUOTES = 3


@dataclass(frozen=True)
class _Enough:
    """How much must be said in the sentences on a theme.

    `weight` is that of all of them. `words` counts those of telling sentences, of which there are `sentences` with as
    many different strong words as `signals`; in a plan of more than a page they must be a `share` of the words beyond,
    since a few are words in passing. `headed_words` counts those of all sentences that a heading on it speaks for.
    """

    weight: float
    words: int = 0
    share: float = 0.0
    sentences: int = 0
    signals: int = 0
    headed_words: int = 0

    def holds(self, said: "_Said") -> bool:
        return (
            said.weight >= self.weight
            and said.words >= self.words
            and said.counted >= self.share * said.beyond_a_page
            and len(said.telling) >= self.sentences
            and said.signals >= self.signals
            and said.headed_words >= self.headed_words
        )


_ENOUGH = (
    _Enough(weight=4.0, words=12, share=_SHARE, sentences=2, signals=2),
    _Enough(weight=4.5, words=14, share=_SHARE, sentences=1, signals=2),
    _Enough(weight=3.0, signals=1, headed_words=12),
    _Enough(weight=4.0, signals=2, headed_words=8),
    _Enough(weight=1.5, headed_words=20),
    _Enough(weight=0.0, headed_words=30),
)
_PARTLY = (
    _Enough(weight=3.0, words=6, signals=1),
    _Enough(weight=1.0, headed_words=8),
)


@dataclass(frozen=True)
class _Said:
    """What a plan says on one theme: in all its sentences on it, and in the telling ones."""

    every: tuple[Reading, ...]
    telling: tuple[Reading, ...]
    weight: float
    words: int
    counted: float
    beyond_a_page: int
    signals: int
    headed_words: int


def addresses_the_themes(subject: Subject) -> Answer:
    """Tell for each theme whether the plan's own words address it, in part or not at all.

    Source: letter of 16 April 2024, themes 1 to 4 (R06, "should consider").
    """
    themes = subject.round_.themes
    every = readings(themes, subject.own_words)
    coverage = _with_answers(tuple(_coverage(theme.id, every) for theme in themes), subject)
    findings = tuple(
        finding for theme, covered in zip(themes, coverage, strict=True) for finding in _findings(theme, covered)
    )
    return Answer({"themes": coverage}, findings)


def _coverage(theme: ThemeId, every: Sequence[Reading]) -> ThemeCoverage:
    said = _said(theme, every)
    evidence = _evidence(said.every)
    if evidence and any(enough.holds(said) for enough in _ENOUGH):
        status = ThemeStatus.ADDRESSED
    elif evidence and any(enough.holds(said) for enough in _PARTLY):
        status = ThemeStatus.PARTIAL
    else:
        status, evidence = ThemeStatus.NOT_FOUND, ()
    return ThemeCoverage(id=theme, status=status, evidence=evidence)


def _with_answers(coverage: tuple[ThemeCoverage, ...], subject: Subject) -> tuple[ThemeCoverage, ...]:
    """Find in part what was not found, where several questions of the theme are answered; whole, where all are.

    Barriers are told in few words each: there most questions answered are enough for all of the theme.
    """
    if all(theme.status is ThemeStatus.ADDRESSED for theme in coverage):
        return coverage
    answered = answered_themes(subject)
    return tuple(_with_answers_to(theme, answered[theme.id]) if theme.id in answered else theme for theme in coverage)


def _with_answers_to(theme: ThemeCoverage, answered: Answered) -> ThemeCoverage:
    if theme.status is ThemeStatus.NOT_FOUND:
        return theme.model_copy(update={"status": ThemeStatus.PARTIAL, "evidence": answered.evidence[:_QUOTES]})
    share = answered.questions / answered.of
    most = share > _MOST_BARRIERS if theme.id is ThemeId.BARRIERS else share >= _ALL_QUESTIONS
    full = theme.status is ThemeStatus.PARTIAL and most
    return theme.model_copy(update={"status": ThemeStatus.ADDRESSED}) if full else theme


def _said(theme: ThemeId, plan: Sequence[Reading]) -> _Said:
    every = tuple(reading for reading in plan if reading.theme is theme)
    telling = tuple(reading for reading in every if reading.says.weight >= _TELLING)
    return _Said(
        every=every,
        telling=telling,
        weight=sum(reading.says.weight for reading in every),
        words=sum(reading.size for reading in telling),
        counted=sum(reading.size * (_IN_PASSING if reading.in_passing else 1.0) for reading in telling),
        beyond_a_page=max(0, sum(reading.size for reading in plan) - _PAGE),
        signals=len(frozenset[str]().union(*(reading.says.strong for reading in telling))),
        headed_words=sum(reading.size for reading in every if reading.is_headed),
    )


def _evidence(sentences: Sequence[Reading]) -> tuple[Evidence, ...]:
    """Quote the sentences that say most, in their order; those that say little only where none says more."""
    said = [each for each in sentences if each.says.weight > 0 or each.is_headed]
    return _quotes([each for each in said if each.says.weight >= _TELLING]) or _quotes(said)


def _quotes(sentences: Sequence[Reading]) -> tuple[Evidence, ...]:
    best = sorted(enumerate(sentences), key=lambda each: -each[1].says.weight)
    quotes = ((place, quote) for place, each in best if (quote := each.own.passage.full_quote()) is not None)
    return tuple(quote for _, quote in sorted(islice(quotes, _QUOTES), key=lambda each: each[0]))


def _findings(theme: Theme, covered: ThemeCoverage) -> tuple[Finding, ...]:
    if covered.status is ThemeStatus.ADDRESSED:
        return ()
    if covered.status is ThemeStatus.PARTIAL:
        message = f"Your plan addresses {theme.name} (theme {theme.id[1]}) in part: we could not find more on it."
    else:
        message = f"We could not find anything in your plan's own words on {theme.name} (theme {theme.id[1]})."
    return (Finding(rule=RULE, force=Force.SHOULD, message=message, evidence=covered.evidence),)
