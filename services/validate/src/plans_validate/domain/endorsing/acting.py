"""Own the form of the word for an act, which tells how to look for its object and whether it has been done."""

from collections.abc import Sequence

from plans_validate.domain.words import Match

_NOUN_ENDS = ("ation", "ement", "al", "ission", "backing", "blessing", "support")
_NOUN_STARTS = frozenset({"signature", "in", "support", "unanimous", "full"})
BE = frozenset({"was", "were", "been", "be", "is", "are", "being"})
_PASSIVE_NEXT = frozenset({"by", "at", "on", "in"})
_SIGN_OFF = ("sign", "off")
_OF_SIGNING = frozenset({"by", "from", "of", "is", "was", "has", "will", "follows", "at", "on", "to"})
_VERB_STARTS = frozenset({"to", "will", "can", "should", "must", "may", "and", "would", "members", "councillors"})
_AUXILIARIES = BE | {"has", "have", "had", "also", "now", "since", "then"}
_GOES_ON = frozenset({"and", "but"})
_JOINED = frozenset({"and", "or"})
_NOT_WITHIN = 4


def is_noun(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether an act is a thing ("endorsement", "sign off") and not something that somebody does."""
    return (
        (act.after - act.first == 1 and tokens[act.first].endswith(_NOUN_ENDS))
        or tokens[act.first] in _NOUN_STARTS
        or _is_signing(tokens, act)
    )


def _is_signing(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether "sign off" is a thing: for, by or from somebody, or what still has to come."""
    if tokens[act.first : act.after] != _SIGN_OFF:
        return False
    before, behind = tokens[max(0, act.first - 1) : act.first], tokens[act.after : act.after + 1]
    return before == ("for",) or (bool(_OF_SIGNING & set(behind)) and _VERB_STARTS.isdisjoint(before))


def is_infinitive(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether an act follows "to": "to endorse", "to formally endorse", "to consider and endorse"."""
    place = _before_adverbs(tokens, act.first)
    if place > 1 and tokens[place - 1] in _JOINED and not tokens[act.first].endswith("ed"):
        place = _before_adverbs(tokens, place - 2)
    return place > 0 and tokens[place - 1] == "to"


def is_passive(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether what is done to a thing stands behind it: "the plan was approved by"."""
    if tokens[max(0, act.first - 1) : act.first] == ("to",) or tokens[act.after - 1] == "with":
        return False
    behind = tokens[act.after : act.after + 1]
    before = tokens[max(0, act.first - _NOT_WITHIN) : act.first]
    return bool(_PASSIVE_NEXT & set(behind)) or _is_being_done(before) or act.first == 0


def shares_subject(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether an act goes on from the sentence's first thing: "the plan sets out savings and has been agreed"."""
    place = act.first
    while place > 0 and (tokens[place - 1] in _AUXILIARIES or tokens[place - 1].endswith("ly")):
        place -= 1
    return 0 < place < act.first and tokens[place - 1] in _GOES_ON


def _is_being_done(before: Sequence[str]) -> bool:
    """Tell whether "was" leads to an act, not to another before it: "that having been lost, it approved"."""
    place = max((place for place, token in enumerate(before) if token in BE), default=None)
    if place is None:
        return False
    done = [token for token in before[place:-1] if token.endswith("ed")]
    return not done or not _JOINED.isdisjoint(before[place:])


def _before_adverbs(tokens: Sequence[str], place: int) -> int:
    while place > 0 and tokens[place - 1].endswith("ly"):
        place -= 1
    return place
