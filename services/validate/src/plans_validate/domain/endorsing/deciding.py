"""Own the short words in which an outcome is put down: "Approved", "Not agreed", "That the plan be noted"."""

import re
from collections.abc import Iterator, Sequence

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.endorsing.agents import officer_of
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.words import Match, Phrases, Tokens

_PARTS = re.compile(r"[;.](?:\s|$)|\band that\b|\((?:[a-h]|[ivx]{1,4}|\d)\)|(?:^|\s)\d[.)]\s", re.IGNORECASE)
_NOT = frozenset({"not", "no", "never", "nor"})
_NOT_WITHIN = 3
_LEADS_ON = frozenset({"to", "that"})
_ORDER = (
    EndorsementStatus.ENDORSED,
    EndorsementStatus.REFUSED,
    EndorsementStatus.PENDING,
    EndorsementStatus.DELEGATED,
    EndorsementStatus.OVERSIGHT_ONLY,
)


def decided(grammar: EndorsementGrammar, text: str) -> EndorsementStatus | None:
    """Tell what an outcome says was done with the plan; null when it says nothing of it."""
    whole = Tokens.of(text)
    if any(each.first == 0 and each.after == len(whole) for each in Phrases.of(grammar.words.nothing).find(whole)):
        return EndorsementStatus.PENDING
    found = {status for part in _parts(text) if (status := _of_part(grammar, Tokens.of(part))) is not None}
    return next((status for status in _ORDER if status in found), None)


def _parts(text: str) -> Iterator[str]:
    return (part for part in _PARTS.split(text) if part and part.strip())


def _of_part(grammar: EndorsementGrammar, tokens: Tokens) -> EndorsementStatus | None:
    words = grammar.words
    if grammar.objects.names_other(tokens):
        return None
    acts = list(Phrases.of(words.acts).find(tokens))
    put_off = any(tokens in Phrases.of(each) for each in (words.overriding, words.not_yet))
    if not put_off and (tokens in Phrases.of(words.refusals) or _is_negated(tokens, acts)):
        return EndorsementStatus.REFUSED
    if put_off:
        return EndorsementStatus.PENDING
    if tokens in Phrases.of(words.as_asked):
        return EndorsementStatus.ENDORSED
    return _of_kept(grammar, tokens, acts)


def _of_kept(grammar: EndorsementGrammar, tokens: Tokens, acts: Sequence[Match]) -> EndorsementStatus | None:
    """Tell what is said of a plan that nobody turned down or put off."""
    words = grammar.words
    own = [act for act in acts if not (act.phrase in words.done_leads and _leads_on(tokens, act))]
    delegation = next(Phrases.of(words.delegations).find(tokens), None)
    if delegation is not None and officer_of(grammar.agents.named(tokens)) is not None:
        if any(act.after <= delegation.first for act in own):
            return EndorsementStatus.ENDORSED
        small = not own and tokens in Phrases.of(words.small_matters)
        return None if small else EndorsementStatus.DELEGATED
    if tokens in Phrases.of(words.undecided) and not _took_advice(tokens, own):
        return EndorsementStatus.PENDING
    looked = any(tokens in Phrases.of(each) for each in (words.oversight_acts, words.decisions_ahead))
    if own or (acts and not looked):
        return EndorsementStatus.ENDORSED
    if looked:
        return EndorsementStatus.OVERSIGHT_ONLY
    return EndorsementStatus.ENDORSED if tokens in Phrases.of(words.sending) else None


def _is_negated(tokens: Sequence[str], acts: Sequence[Match]) -> bool:
    return any(not _NOT.isdisjoint(tokens[max(0, act.first - _NOT_WITHIN) : act.first]) for act in acts)


def _leads_on(tokens: Sequence[str], act: Match) -> bool:
    """Tell whether an act only leads to what was done: "agreed to note"."""
    return not _LEADS_ON.isdisjoint(tokens[act.after : act.after + 1])


def _took_advice(tokens: Sequence[str], acts: Sequence[Match]) -> bool:
    """Tell whether recommendations were followed: "the recommendations in the report were agreed"."""
    advice = next((place for place, token in enumerate(tokens) if token.startswith("recommendation")), None)
    return advice is not None and any(tokens[act.first].endswith("ed") or act.first < advice for act in acts)
