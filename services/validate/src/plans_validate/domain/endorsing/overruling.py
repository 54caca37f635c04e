"""Own how a decision comes to nothing for now: put off, called in or withdrawn, and not made good after that."""

from collections.abc import Sequence

from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_BEHIND_NOUN = 8
_PUT_OFF_WITHIN = 8
_NOT_WITHIN = 4
_NOT_CALLED_WITHIN = 3
_NOT = frozenset({"not", "without", "never"})
_THEN = frozenset({("was",), ("were",), ("been",), ("and",), ("then",), ("later",), ("but",)})
_IN_ORDER = ("order",)


def is_overruled(tokens: Sequence[str], words: EndorsementWords) -> bool:
    """Tell whether a decision was called in, put off or the like: and not that it "was not called in"."""
    found = (each for each in Phrases.of(words.overriding).find(tokens) if not _was_lost(tokens, each, words))
    found = (each for each in found if tokens[each.after : each.after + 1] != _IN_ORDER)
    found = (each for each in found if not _is_made_good(tokens, each, words))
    return any(_NOT.isdisjoint(tokens[max(0, each.first - _NOT_CALLED_WITHIN) : each.first]) for each in found)


def _is_made_good(tokens: Sequence[str], put_off: Match, words: EndorsementWords) -> bool:
    """Tell whether what was put off was done later: "deferred in June and approved on 16 July"."""
    for act in Phrases.of(words.acts).find(tokens[put_off.after :]):
        first = put_off.after + act.first
        before = tokens[max(put_off.after, first - _NOT_WITHIN) : first]
        if tokens[first].endswith("ed") and before[-1:] in _THEN and _NOT.isdisjoint(before):
            return before not in Phrases.of(words.future)
    return False


def _was_lost(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether a motion to do something was lost: "a proposal to defer was defeated"."""
    moved = tokens[: act.first] in Phrases.of(words.motions)
    return moved and tokens[act.after : act.after + _BEHIND_NOUN] in Phrases.of(words.lost)


def is_put_off(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether "not yet", "outstanding" or the like is said of the act, and not of another thing."""
    for found in Phrases.of(words.not_yet).find(tokens):
        made_good = found.phrase in words.overriding and _is_made_good(tokens, found, words)
        if made_good or tokens[found.after : found.after + 1] == _IN_ORDER:
            continue
        between = tokens[found.after : act.first] or tokens[act.after : found.first]
        if len(between) <= _PUT_OFF_WITHIN and between not in Phrases.of(words.other_objects):
            return True
    return False
