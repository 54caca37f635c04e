"""Own what a word of deciding leads to: an act on the plan, a look at it, or something else that was decided."""

from collections.abc import Sequence

from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_THAT = ("that",)
_WILL = frozenset({"will", "would"})
_LEADS_ON = frozenset({("that",), ("to",)})


def is_act(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether a word for an act is one, and not only leads to a look or to one that comes later.

    So "agreed to note", "agreed that it be noted" and "accepted that the plan will go to Cabinet" endorse nothing.
    """
    leads = tokens[act.after : act.after + 1]
    if act.phrase in words.neutral or leads not in _LEADS_ON:
        return act.phrase not in words.neutral
    behind = tokens[act.after :]
    if leads == _THAT and any(
        behind[each.first - 1] in _WILL for each in Phrases.of(words.decisions_ahead).find(behind)
    ):
        return False
    looks = Phrases.of(words.oversight_acts).find(behind) if act.phrase in words.done_leads else ()
    return not any(each.first == 1 or behind[each.first - 1] == "be" for each in looks)


def leads_elsewhere(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether an act leads to something else that was decided: "but agreed that officers should"."""
    return act.phrase in words.done_leads and tokens[act.after : act.after + 1] in _LEADS_ON
