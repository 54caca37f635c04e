"""Own which theme each sentence of a plan is on, by its subject matter, its heading and the sentences around it.

Words of a theme's subject matter are weighed sentence by sentence. A plan keeps to a theme for a while, within a
paragraph more than from one to the next, and a heading lends direction to what is beneath it. So the reading that is
taken is that of the whole plan for which most speaks: what each sentence says, less something for each change of theme.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.own_words import OwnWords
from plans_validate.domain.round import Theme
from plans_validate.domain.words import Phrases

_STRONG, _USUAL, _PAIR = 2.0, 0.5, 1.2
_DECIDING = 3.0
_MOST_STRONG, _MOST_USUAL = 6.0, 2.0
_HEADED, _SHARED_HEADING = 1.2, 0.8
_CHANGE_WITHIN, _CHANGE_BETWEEN = 2.5, 1.0


@dataclass(frozen=True)
class Weighed:
    """What a sentence says on one theme: how much, and the words that say most of it."""

    weight: float = 0.0
    strong: frozenset[str] = frozenset()


NOTHING = Weighed()


@dataclass(frozen=True)
class Reading:
    """A sentence, the theme it is on, and what it says on that.

    `in_passing` when it stands under a heading on other themes that most beneath it is on; barriers are named anywhere.
    """

    own: OwnWords
    theme: ThemeId
    says: Weighed
    in_passing: bool = False

    @property
    def size(self) -> int:
        """Give the number of its words."""
        return len(self.own.passage.words)

    @property
    def is_headed(self) -> bool:
        """Tell whether a heading says that it is on its theme; one on several themes needs its own words to agree."""
        section = self.own.section
        return self.own.headed and self.theme in section and (len(section) == 1 or self.says.weight > 0)


def readings(themes: Sequence[Theme], own_words: Iterable[OwnWords]) -> tuple[Reading, ...]:
    """Give each sentence with the theme it is on."""
    every = tuple(own_words)
    weighed = [{theme.id: weigh(theme, own.passage.words.tokens) for theme in themes} for own in every]
    path = _best_path(every, weighed)
    read = (Reading(own, theme, says[theme]) for own, theme, says in zip(every, path, weighed, strict=True))
    sections = groupby(read, key=lambda each: each.own.section if each.own.headed else None)
    return tuple(reading for section, members in sections for reading in _in_section(section, list(members)))


def _in_section(section: frozenset[ThemeId] | None, members: Sequence[Reading]) -> Iterable[Reading]:
    """Mark what is said in passing among sentences under one heading."""
    if section is None:
        return members
    on_it = sum(each.size for each in members if each.theme in section)
    if 2 * on_it < sum(each.size for each in members):
        return members
    others = frozenset(ThemeId) - section - {ThemeId.BARRIERS}
    return [replace(each, in_passing=each.theme in others) for each in members]


def weigh(theme: Theme, tokens: Sequence[str]) -> Weighed:
    """Weigh what a sentence says on a theme."""
    strong, usual = theme.strong_signals.said_in(tokens), Phrases.of(theme.usual).said_in(tokens)
    things = Phrases.of(theme.things).said_in(tokens)
    deciding = _DECIDING if tokens in Phrases.of(theme.deciding) else 0.0
    weight = deciding + min(_STRONG * len(strong), _MOST_STRONG) + min(_USUAL * len(usual), _MOST_USUAL)
    if things and tokens in Phrases.of(theme.acts):
        return Weighed(weight + _PAIR, strong | {min(things)})
    return Weighed(weight, strong) if weight else NOTHING


def _best_path(every: Sequence[OwnWords], weighed: Sequence[dict[ThemeId, Weighed]]) -> list[ThemeId]:
    """Give the themes, sentence by sentence, for which most speaks."""
    if not every:
        return []
    best = {theme: _speaks_for(theme, every[0], said) for theme, said in weighed[0].items()}
    back: list[dict[ThemeId, ThemeId]] = []
    for before, own, said in zip(every, every[1:], weighed[1:], strict=False):
        cost = _cost_of_change(before, own)
        leader = max(best, key=lambda theme: best[theme])
        came_from = {theme: theme if best[theme] >= best[leader] - cost else leader for theme in best}
        best = {
            theme: best[origin] - (cost if origin is not theme else 0.0) + _speaks_for(theme, own, said[theme])
            for theme, origin in came_from.items()
        }
        back.append(came_from)
    path = [max(best, key=lambda theme: best[theme])]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return path[::-1]


def _speaks_for(theme: ThemeId, own: OwnWords, said: Weighed) -> float:
    if not own.headed or theme not in own.section:
        return said.weight
    return said.weight + (_HEADED if len(own.section) == 1 else _SHARED_HEADING)


def _cost_of_change(before: OwnWords, own: OwnWords) -> float:
    if before.passage.block is own.passage.block:
        return _CHANGE_WITHIN
    return _CHANGE_BETWEEN if before.section == own.section else 0.0
