"""Own how a part of a sentence refers to what was named before it: "they took 3%", "the latest position was 3%"."""

from itertools import pairwise

from plans_validate.domain.figures.stretches import Stretch, words_of
from plans_validate.domain.round_figures import FigureWords

_BACK = frozenset((before, it) for before in ("to", "on", "in", "for") for it in ("it", "this", "them", "these"))
_PRONOUNS = frozenset({"it", "they", "them", "such"})
_POINTERS = frozenset({"this", "that", "these", "those", "which"})
_ALONE = frozenset({"this", "these", "those"})
_JOINS = frozenset({"and", "or", "but"})
_OPENERS = frozenset({"and", "but", "so", "as", "of", "all"})
_WHEN = frozenset({"in", "for", "at", "of", "on", "to", "during", "from"})


def points_behind(stretch: Stretch, place: int) -> bool:
    """Tell whether a part goes on, from a word's place, with a word for what was named before: "12 hours to it"."""
    behind = words_of(stretch.text).tokens[place : stretch.after]
    return any(pair in _BACK for pair in pairwise(behind))


def refers_back(stretch: Stretch, words: FigureWords) -> bool:
    """Tell whether a part speaks of what was named before: by a pronoun, or by "the answer is", "the figure for"."""
    tokens = (*words_of(stretch.text).tokens, "", "")
    if any(each in _PRONOUNS for each in stretch.tokens) or stretch.has(words.in_terms):
        return True
    named = (each.after for each in stretch.find(words.refers_back))
    return any(_goes_on(tokens[after : after + 2], words) for after in named) or any(
        tokens[place] in _POINTERS
        and (tokens[place] in _ALONE or place == stretch.first or _may_open(tokens[place - 1]))
        and tokens[place + 1] in words.follow_pointer
        for place in range(stretch.first, stretch.after)
    )


def has_no_subject(stretch: Stretch, words: FigureWords) -> bool:
    """Tell whether a clause further on in a sentence begins with its verb, or adds to it: "and is about 1%"."""
    tokens = stretch.tokens
    if stretch.first == 0 or not tokens:
        return False
    verb = tokens[1:2] if tokens[0] in _JOINS else tokens[:1]
    return tokens[0] in words.appositions or any(each in words.follow_pointer for each in verb)


def _may_open(before: str) -> bool:
    """Tell whether a word stands before one that points back where a clause begins: "and that", "in 2023/24 that"."""
    return before in _OPENERS or before.isdigit()


def _goes_on(following: tuple[str, ...], words: FigureWords) -> bool:
    """Tell whether a verb, a number or a time comes behind, and nothing that says of what it is the figure."""
    first, second = following
    if first in _WHEN:
        return second[:1].isdigit() or second in words.plain_tokens
    return not first or first[:1].isdigit() or first in words.follow_pointer or first in words.plain_tokens
