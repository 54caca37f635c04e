"""Own how a sentence names the council itself as the one that acts, and not as an organisation."""

from collections.abc import Sequence

from plans_validate.domain.words import Match

_COUNCIL = ("council",)
_NEAR = 5
_BY_COUNCIL = ["by", "council"]
_BY_COUNCIL_WITHIN = 4
_DOES = frozenset({("will",), ("is",), ("was",), ("has",), ("had",), ("did",), ("at",), ("on",), ("then",)})
_JOINS = frozenset({("and",), ("but",), ("then",)})
_MEETS = frozenset({"meeting", "resolved", "voted", "met"})
_TO_THE = frozenset({"to", "the"})
_OURS = frozenset({"the", "our", "your", "this"})
_TOWARDS = frozenset({"to", "before"})
_GOES_ON = frozenset({"for", "on", "at", "in", "and", "by", "as"})


def council_itself(tokens: Sequence[str], act: Match, first: int) -> bool:
    """Tell whether the council stands nearer to an act than who is named before a place: "and agreed by Council"."""
    behind = [word for word in tokens[act.after : act.after + _BY_COUNCIL_WITHIN] if word not in _TO_THE]
    ends = len(behind) <= len(_BY_COUNCIL) or behind[2] in _GOES_ON or behind[2].isdigit()
    if tokens[max(0, act.first - 1) : act.first] == _COUNCIL or (behind[: len(_BY_COUNCIL)] == _BY_COUNCIL and ends):
        return True
    return any(_takes_over(tokens, place) for place in range(max(first, act.first - _NEAR), act.first))


def _takes_over(tokens: Sequence[str], place: int) -> bool:
    """Tell whether "council" opens a clause of its own at a place: "and the Council will be asked"."""
    if tokens[place : place + 1] != _COUNCIL or tokens[place + 1 : place + 2] not in _DOES:
        return False
    before = place - 1 if tokens[place - 1 : place] != ("the",) else place - 2
    return tokens[before : before + 1] in _JOINS


def council_acts(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether "the Council" itself is named as the one that acts."""
    behind = tokens[act.after : act.after + _NEAR]
    opens = tokens[1:2] == _COUNCIL and tokens[0] in _OURS and not _MEETS.isdisjoint(tokens)
    if opens or (tokens[:1] == _COUNCIL and tokens[1:2] in _DOES):
        return True
    if not _TOWARDS.isdisjoint((tokens[act.after - 1], *behind[:1])) and _is_council(behind):
        return True
    return "council" in tokens[max(0, act.first - 3) : act.first] or ("by" in behind[:1] and "council" in behind)


def _is_council(behind: Sequence[str]) -> bool:
    """Tell whether the council itself comes next, not its officers or its tenants: "to the Council for information"."""
    to = [token for token in behind if token not in _TO_THE]
    return to[:1] == ["council"] and (len(to) == 1 or to[1] in _GOES_ON)
