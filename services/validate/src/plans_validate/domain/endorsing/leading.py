"""Own what a word of deciding leads to: an act on the plan, a look at it, or something else that was decided."""

from collections.abc import Sequence

from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_LEADS_ON = frozenset({("that",), ("to",)})


def is_act(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether a word for an act is one, and not only leads to a look: "agreed to note", "that it be noted"."""
    if act.phrase not in words.done_leads or tokens[act.after : act.after + 1] not in _LEADS_ON:
        return act.phrase not in words.neutral
    looks = Phrases.of(words.oversight_acts).find(tokens[act.after :])
    return not any(each.first == 1 or tokens[act.after + each.first - 1] == "be" for each in looks)


def leads_elsewhere(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether an act leads to something else that was decided: "but agreed that officers should"."""
    return act.phrase in words.done_leads and tokens[act.after : act.after + 1] in _LEADS_ON
