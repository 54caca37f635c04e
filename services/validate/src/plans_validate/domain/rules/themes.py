"""Own R06: whether the plan's own words address each of the four themes.

Signals of a theme's subject matter are weighed sentence by sentence. A sentence under a heading on the theme counts
more, one under another theme's heading less, since a word on the way is not yet an answer. Barriers are the exception:
councils name them anywhere. A theme is addressed when enough different things are said in enough sentences, or when a
section of its own says something in whatever words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from plans_schema.report import Evidence, Finding, ThemeCoverage
from plans_schema.vocabulary import Force, ThemeId, ThemeStatus
from plans_validate.domain.own_words import OwnWords
from plans_validate.domain.round import Theme
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject

RULE = "R06"

_STRONG, _USUAL = 2.0, 0.6
_MOST_A_SENTENCE = 5.0
_OWN_SECTION, _NO_SECTION = 1.4, 1.0
_OTHER_SECTION = {ThemeId.SERVICES: 0.2, ThemeId.BARRIERS: 0.7}
_OTHER_SECTION_OTHERWISE = 0.3
_TELLING = 1.5
_QUOTES = 3


@dataclass(frozen=True)
class _Enough:
    """How much must be said: words under headings on the theme, those under headings on nothing else, and so on.

    `weight` is that of all sentences, `sentences` counts the telling ones, `signals` the different strong signals.
    """

    section_words: int
    weight: float
    sentences: int
    signals: int
    sole_words: int = 0
    shown_words: int = 0

    def holds(self, said: "_Said") -> bool:
        return (
            said.section_words >= self.section_words
            and said.sole_words >= self.sole_words
            and said.shown_words >= self.shown_words
            and said.weight >= self.weight
            and len(said.telling) >= self.sentences
            and len(said.strong_signals) >= self.signals
        )


_ENOUGH = (
    _Enough(section_words=80, weight=3.5, sentences=1, signals=1),
    _Enough(section_words=10, weight=4.0, sentences=1, signals=2),
    _Enough(section_words=0, weight=4.5, sentences=1, signals=3, shown_words=25),
    _Enough(section_words=0, weight=6.0, sentences=2, signals=2, shown_words=40),
    _Enough(section_words=0, weight=8.0, sentences=2, signals=4),
    _Enough(section_words=0, weight=8.0, sentences=5, signals=3),
)
_IN_ITS_OWN_SECTION = (
    _Enough(section_words=15, sole_words=15, weight=2.5, sentences=1, signals=1),
    _Enough(section_words=20, sole_words=20, weight=1.5, sentences=0, signals=0),
    _Enough(section_words=30, sole_words=30, weight=0.0, sentences=0, signals=0),
)
_PARTLY = (
    _Enough(section_words=0, weight=3.0, sentences=1, signals=2),
    _Enough(section_words=8, sole_words=8, weight=1.0, sentences=0, signals=0),
)


@dataclass(frozen=True)
class _Said:
    """What a plan says on one theme; `telling` and `under_heading` are weights and sentences, by place."""

    weight: float
    telling: tuple[tuple[float, int, OwnWords], ...]
    strong_signals: frozenset[str]
    section_words: int
    sole_words: int
    shown_words: int
    under_heading: tuple[tuple[float, int, OwnWords], ...]


def addresses_the_themes(subject: Subject) -> Answer:
    """Tell for each theme whether the plan's own words address it, in part or not at all.

    Source: letter of 16 April 2024, themes 1 to 4 (R06, "should consider").
    """
    coverage = tuple(_coverage(theme, subject.own_words) for theme in subject.round_.themes)
    findings = tuple(
        finding
        for theme, covered in zip(subject.round_.themes, coverage, strict=True)
        for finding in _findings(theme, covered)
    )
    return Answer({"themes": coverage}, findings)


def _coverage(theme: Theme, own_words: Sequence[OwnWords]) -> ThemeCoverage:
    said = _said(theme, own_words)
    evidence = _evidence(said)
    if evidence and any(enough.holds(said) for enough in (*_ENOUGH, *_IN_ITS_OWN_SECTION)):
        status = ThemeStatus.ADDRESSED
    elif evidence and any(enough.holds(said) for enough in _PARTLY):
        status = ThemeStatus.PARTIAL
    else:
        status, evidence = ThemeStatus.NOT_FOUND, ()
    return ThemeCoverage(id=theme.id, status=status, evidence=evidence)


def _said(theme: Theme, own_words: Iterable[OwnWords]) -> _Said:
    weight, section_words, sole_words, shown_words = 0.0, 0, 0, 0
    under_heading: list[tuple[float, int, OwnWords]] = []
    telling: list[tuple[float, int, OwnWords]] = []
    strong_signals: set[str] = set()
    for place, own in enumerate(own_words):
        weighed, strong = _weighed(theme, own)
        weight += weighed
        if weighed >= _TELLING:
            telling.append((weighed, -place, own))
            strong_signals |= strong
        if own.headed and theme.id in own.section:
            under_heading.append((weighed, -place, own))
            section_words += len(own.passage.words)
            sole_words += len(own.passage.words) if len(own.section) == 1 else 0
        elif theme.id in own.section:
            shown_words += len(own.passage.words)
    return _Said(
        weight, tuple(telling), frozenset(strong_signals), section_words, sole_words, shown_words, tuple(under_heading)
    )


def _weighed(theme: Theme, own: OwnWords) -> tuple[float, frozenset[str]]:
    """Give how much a sentence says on a theme, and the theme's strong signals in it."""
    if own.passage.words.tokens not in theme.signals:
        return 0.0, frozenset()
    signals = {match.phrase for match in theme.signals.find(own.passage.words.tokens)}
    strong = theme.strong_set & signals
    plain = _STRONG * len(strong) + _USUAL * len(signals - strong)
    return min(plain, _MOST_A_SENTENCE) * _factor(theme.id, own.section), strong


def _factor(theme: ThemeId, section: frozenset[ThemeId]) -> float:
    if not section:
        return _NO_SECTION
    return _OWN_SECTION if theme in section else _OTHER_SECTION.get(theme, _OTHER_SECTION_OTHERWISE)


def _evidence(said: _Said) -> tuple[Evidence, ...]:
    """Quote the sentences that say most, in their order."""
    best = sorted(said.telling or said.under_heading, key=lambda each: (-each[0], -each[1]))
    quotes = ((-place, quote) for _, place, own in best if (quote := own.passage.quote()) is not None)
    return tuple(quote for _, quote in sorted(islice(quotes, _QUOTES), key=lambda each: each[0]))


def _findings(theme: Theme, covered: ThemeCoverage) -> tuple[Finding, ...]:
    if covered.status is ThemeStatus.ADDRESSED:
        return ()
    if covered.status is ThemeStatus.PARTIAL:
        message = (
            f"Your plan addresses {theme.name} (theme {theme.id[1]}) in part: we could not find more in your own words."
        )
    else:
        message = f"We could not find anything in your plan's own words on {theme.name} (theme {theme.id[1]})."
    return (Finding(rule=RULE, force=Force.SHOULD, message=message, evidence=covered.evidence),)
