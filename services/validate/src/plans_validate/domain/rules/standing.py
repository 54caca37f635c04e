"""Own how far a thing said of the plan has come: done, still to be done, refused, or nothing said."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans_schema.vocabulary import EndorsementStatus
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_BEFORE_ACT = 7
_NOT_WITHIN = 4
_THAT_WITHIN = 3
_NAMES_A_DECISION = ("ation", "ement", "al", "ission")
_NAMES_A_THING = ("ed", "ement", "al", "off")
_ENDORSED, _PENDING = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING
_OVERSIGHT, _REFUSED = EndorsementStatus.OVERSIGHT_ONLY, EndorsementStatus.REFUSED


@dataclass(frozen=True)
class Standing:
    """How far a thing has come, how strong a sign that is, and whether nothing overrules it."""

    status: EndorsementStatus
    weak: bool = False
    overrides: bool = False


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands."""

    in_report: bool
    in_minutes: bool
    resolved: bool
    follows_plan: bool


def standing_of(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> Standing | None:
    """Tell how far a thing said of the plan has come; null when it says nothing."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    if tokens in Phrases.of(words.overriding):
        return Standing(_PENDING, overrides=True)
    if before in Phrases.of(words.negated):
        return None
    ahead = tokens in Phrases.of(words.not_yet) or _lies_ahead(tokens, act, setting, words)
    lost = next(Phrases.of(words.refusals).find(tokens[act.after :]), None)
    if lost is not None and setting.in_minutes and act.phrase in words.acts:
        return Standing(_REFUSED)
    if act.phrase in words.refusals or before in Phrases.of(words.refusals):
        return None if ahead else Standing(_REFUSED)
    if "not" in before[-_NOT_WITHIN:]:
        return Standing(_REFUSED) if setting.resolved else Standing(_PENDING, weak=True)
    return _positive_standing(act, words, ahead=ahead)


def _positive_standing(act: Match, words: EndorsementWords, *, ahead: bool) -> Standing:
    if act.phrase in words.oversight_acts:
        return Standing(_OVERSIGHT)
    if act.phrase in words.decisions_ahead:
        return Standing(_PENDING if ahead else _OVERSIGHT, weak=True)
    return Standing(_PENDING if ahead else _ENDORSED)


def _lies_ahead(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    """Tell whether what is said has still to be done."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    last_future = max((each.after for each in Phrases.of(words.future).find(before)), default=-1)
    last_past = max((each.after for each in Phrases.of(words.past).find(before)), default=-1)
    if setting.resolved:
        return False
    if before[-1:] == ("for",) and tokens[act.first].endswith(_NAMES_A_DECISION):
        return True
    if last_future >= 0 or last_past >= 0:
        return last_future > last_past or before[-1:] == ("be",)
    bare = not tokens[act.first].endswith(_NAMES_A_THING)
    return (
        before[-1:] == ("be",)
        or (bare and (setting.in_report or "that" in tokens[:_THAT_WITHIN]))
        or (setting.in_report and tokens in Phrases.of(words.recommended))
    )
