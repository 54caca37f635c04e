"""Own how far a thing said of the plan has come: done, still to be done, refused, or nothing said.

The form of the word tells how to look. After "to" a thing lies ahead, unless a word of deciding leads it ("resolved to
endorse"). A noun takes the word nearest to it ("for endorsement", "approval is expected"). "endorsed" behind no "be" or
"has" is done. "endorses" is done, unless it follows "once", "before" or "if" or names a day after the deadline.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.acting import BE, is_infinitive, is_noun
from plans_validate.domain.endorsing.overruling import is_overruled, is_put_off
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_BEFORE_ACT = 7
_BEHIND_NOUN = 8
_FOR_WITHIN = 4
_NOT_WITHIN = 4
_THAT_WITHIN = 3
_WOULD_HAVE = 2
_IMAGINED_WITHIN = 3
_CHALLENGE_WITHIN = 2
_PAST_VERBS = frozenset({"gave", "given", "won", "went", "took", "put", "did", "done"})
_BEING = BE | {"has", "have", "had", "having"}
_NOT_OVER = frozenset({"has", "have", "is", "are", "been"})
_OVER = frozenset({"had", "was", "were"})
_COMES = frozenset({"goes", "comes", "heads"})
_NOT = frozenset({"not", "without", "never"})
_MODALS = frozenset({"will", "would", "shall", "should", "must", "may", "might", "can"})
_JOINS = frozenset({"and", "but"})
_IF = frozenset({"if", "unless", "whether"})
_TELLING = frozenset({"note", "noted", "noting", "aware", "reports", "reported", "confirm", "confirms"})
_CARRIED = "carried"
_ENDORSED, _PENDING = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING
_OVERSIGHT, _REFUSED = EndorsementStatus.OVERSIGHT_ONLY, EndorsementStatus.REFUSED


@dataclass(frozen=True)
class Standing:
    """How far a thing has come, how strong a sign that is, and whether nothing overrules it.

    `withheld` marks what still has to come before anything else in the sentence counts ("subject to approval by").
    """

    status: EndorsementStatus
    weak: bool = False
    overrides: bool = False
    withheld: bool = False


@dataclass(frozen=True)
class Setting:
    """Where a sentence stands; `late` when it names a day after the deadline.

    `met` when the head of a meeting stands just above;
    `above` is the sentence before it in its block, `looked_at` who is said there to have looked at the plan, as named.
    """

    in_report: bool = False
    in_minutes: bool = False
    resolved: bool = False
    follows_plan: bool = False
    above: Passage | None = None
    looked_at: tuple[EndorsingBody, str | None] | None = None
    met: bool = False
    late: bool = False


def standing_of(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> Standing | None:
    """Tell how far a thing said of the plan has come; null when it says nothing."""
    if setting.resolved and tokens in Phrases.of(words.refused_outright):
        return Standing(_REFUSED, overrides=True)
    if is_overruled(tokens, words):
        return Standing(_PENDING, overrides=True)
    if act.phrase in words.scheduled:
        return Standing(_PENDING, weak=True)
    if act.phrase in words.overriding:
        return None
    if act.phrase in words.undone or _is_imagined(tokens, act, words):
        return Standing(_REFUSED, overrides=True) if _is_undone(tokens, act, setting, words) else None
    return _standing_of_kept(tokens, act, setting, words)


def _standing_of_kept(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> Standing | None:
    """Tell how far a thing has come that nobody put off or took back."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    negated = Phrases.of(words.negated)
    if "not" not in before[-_NOT_WITHIN:] and _unchallenged(_own_clause(before, act, tokens), words) in negated:
        return _lacking_standing(tokens, act, words)
    if _is_kept(before, words) and act.phrase in words.acts:
        return Standing(_ENDORSED)
    ahead = is_put_off(tokens, act, words) or _lies_ahead(tokens, act, setting, words)
    lost_here = _is_lost(tokens, act, setting, words)
    if lost_here or act.phrase in words.refusals or _is_refused(before, act, tokens, words):
        return None if ahead and not lost_here else Standing(_REFUSED)
    if "not" in before[-_NOT_WITHIN:]:
        return Standing(_REFUSED) if setting.resolved else Standing(_PENDING, weak=True)
    return _positive_standing(tokens, act, words, ahead=ahead, withheld=before in Phrases.of(words.withheld))


def _unchallenged(before: Sequence[str], words: EndorsementWords) -> Sequence[str]:
    """Give what stands before an act, without "no request" or "without objection": it was not challenged."""
    for lacking in Phrases.of(words.negated).find(before):
        behind = before[lacking.after : lacking.after + _CHALLENGE_WITHIN]
        challenge = next(Phrases.of(words.challenges).find(behind), None)
        if challenge is not None:
            return before[lacking.after + challenge.after :]
    return before


def _is_kept(before: Sequence[str], words: EndorsementWords) -> bool:
    """Tell whether something is said not to have been taken back: "did not withdraw its approval"."""
    return "not" in before and before[before.index("not") + 1 :] in Phrases.of(words.taking_back)


def _is_lost(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    """Tell whether a motion was lost, or those who were asked to act answered that they would not."""
    if act.phrase not in words.acts and act.phrase not in words.refusals:
        return False
    behind = tokens[act.first if act.phrase in words.refusals else act.after :]
    moved = setting.in_minutes or tokens[: act.first] in Phrases.of(words.motions)
    result = next(Phrases.of((*words.lost, *words.refusals, _CARRIED)).find(behind), None) if moved else None
    if result is not None:
        return result.phrase != _CARRIED
    answer = Phrases.of(words.answers_no).find(behind)
    return act.phrase in words.acts and is_infinitive(tokens, act) and any(each.after == len(behind) for each in answer)


def _is_refused(before: Sequence[str], act: Match, tokens: Sequence[str], words: EndorsementWords) -> bool:
    """Tell whether a refusal in front is of this act, not of something else before "the plan approved by Cabinet"."""
    other = tokens[act.first].endswith("ed") and not BE & set(before[-1:])
    return not other and _own_clause(before, act, tokens) in Phrases.of(words.refusals)


def _is_imagined(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether a thing is said not to have happened: "had Cabinet endorsed this plan, we would have sent it"."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    if any(each.first == 0 for each in Phrases.of(words.imagined).find(tokens[:_IMAGINED_WITHIN])):
        return True
    if tokens[max(0, act.first - _WOULD_HAVE) : act.first] in Phrases.of(words.would_have):
        return True
    if "had" not in before or tokens not in Phrases.of(words.would_have):
        return False
    return tokens[0] == "had" or "if" in before or tokens[: act.first] in Phrases.of(words.would_have)


def _is_undone(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    """Tell whether a decision was taken back, and not only asked to be: then what was decided before is void."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    if act.phrase not in words.undone:
        return False
    kept = "not" in before or any(before in Phrases.of(each) for each in (words.negated, words.refusals, words.future))
    named_before = tokens[max(0, act.first - 2) : act.first] in Phrases.of(words.plan)
    if named_before and tokens[act.after : act.after + 1] != ("by",):
        return False
    plan = next(Phrases.of(words.plan).find(tokens[act.after :]), None)
    joined = plan is not None and not _JOINS.isdisjoint(tokens[act.after : act.after + plan.first])
    return not (kept or joined or setting.late or is_infinitive(tokens, act))


def _own_clause(before: Sequence[str], act: Match, tokens: Sequence[str]) -> Sequence[str]:
    """Give what stands before an act in its own clause: "saw no reason to wait and endorsed" has two."""
    joins = [place for place, token in enumerate(before) if token in _JOINS]
    return before[joins[-1] + 1 :] if joins and tokens[act.first].endswith("ed") else before


def _lacking_standing(tokens: Sequence[str], act: Match, words: EndorsementWords) -> Standing | None:
    """Take "without endorsement", "no time to endorse" and "no decision has been made" for what is still to come."""
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    without = "without" in before and is_noun(tokens, act)
    no_chance = is_infinitive(tokens, act) and before in Phrases.of(words.chances)
    undecided = act.phrase in words.decisions_ahead and tokens[act.first :] in Phrases.of(words.reached)
    lacking = (without or no_chance) and act.phrase in words.acts
    return Standing(_PENDING, weak=True) if lacking or undecided else None


def _positive_standing(
    tokens: Sequence[str], act: Match, words: EndorsementWords, *, ahead: bool, withheld: bool
) -> Standing:
    informed = act.phrase in words.decisions_ahead and tokens[act.after :] in Phrases.of(words.for_information)
    followed = act.phrase in words.decisions_ahead and _is_followed(tokens, act, words)
    if informed or followed or act.phrase in words.oversight_acts:
        return Standing(_OVERSIGHT)
    if act.phrase in words.decisions_ahead:
        comes = ahead or tokens[act.first] in _COMES
        return Standing(_PENDING if comes else _OVERSIGHT, weak=True)
    return Standing(_PENDING, withheld=withheld) if ahead else Standing(_ENDORSED)


def _is_followed(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether a thing comes up again and again while it is carried out: "updates are presented each quarter"."""
    return tokens[: act.first] in Phrases.of(words.updates) or tokens[act.after :] in Phrases.of(words.regularly)


def _lies_ahead(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    """Tell whether what is said has still to be done."""
    if setting.resolved:
        before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
        return is_noun(tokens, act) and before in Phrases.of(words.seeking)
    if is_infinitive(tokens, act):
        return _led_lies_ahead(tokens, act, words)
    if is_noun(tokens, act):
        return _noun_lies_ahead(tokens, act, words, late=setting.late)
    is_past = tokens[act.first].endswith("ed") or tokens[act.first] in _PAST_VERBS | _OVER
    if is_past and _MODALS.isdisjoint(tokens[max(0, act.first - 1) : act.first]):
        return _past_form_lies_ahead(tokens, act, setting, words)
    return _present_lies_ahead(tokens, act, setting, words)


def _last(phrases: tuple[str, ...], tokens: Sequence[str]) -> int:
    """Give the place behind the last phrase of a list; -1 when there is none."""
    return max((each.after for each in Phrases.of(phrases).find(tokens)), default=-1)


def _led_lies_ahead(tokens: Sequence[str], act: Match, words: EndorsementWords) -> bool:
    """Tell whether what follows "to" is still to be done: it is, unless a word of deciding that is done leads it."""
    lead = max(Phrases.of(words.done_leads).find(tokens[: act.first]), key=lambda each: each.after, default=None)
    if lead is None or lead.after <= _last(words.future, tokens[: act.first]):
        return True
    if not lead.phrase.endswith(" to"):
        return False
    before, behind = tokens[max(0, lead.first - _BEFORE_ACT) : lead.first], tokens[act.after :]
    return _last(words.future, before) > _last(words.past, before) or _comes_next(behind, words)


def _comes_next(behind: Sequence[str], words: EndorsementWords) -> bool:
    """Tell whether what stands behind a thing says first that it is still to come: "approval is expected"."""
    future = next((each.first for each in Phrases.of(words.future).find(behind)), None)
    past = next((each.first for each in Phrases.of(words.past).find(behind)), None)
    return future is not None and (past is None or future < past)


def _noun_lies_ahead(tokens: Sequence[str], act: Match, words: EndorsementWords, *, late: bool) -> bool:
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    behind = tokens[act.after : act.after + _BEHIND_NOUN]
    before = _unchallenged(before, words)
    last_future, last_past = _last(words.future, before), _last(words.past, before)
    thanked = before in Phrases.of(words.thanks)
    if "for" in before[-2:] or ("for" in before[-_FOR_WITHIN:] and not thanked):
        return True
    if last_future >= 0 or last_past >= 0:
        return last_future >= last_past
    if _last(words.conditional, before) >= len(before) - 1 >= 0:
        return True
    return _comes_next(behind, words) or (late and behind not in Phrases.of(words.past))


def _past_form_lies_ahead(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    told = _told(before)
    before = before if told is None else told
    on_condition = before in Phrases.of(words.conditional)
    if _BEING.isdisjoint(before[-_NOT_WITHIN:]):
        at_once = _last(words.conditional, before) == len(before)
        recommended = told is None and setting.in_report and tokens in Phrases.of(words.recommended)
        return (on_condition and (at_once or not _IF.isdisjoint(before))) or recommended
    if before[-1:] == ("be",):
        return True
    if on_condition and _OVER.isdisjoint(before) and not _NOT_OVER.isdisjoint(before):
        return True
    last_future = _last(words.future, before)
    return last_future >= 0 and last_future >= _last(words.past, before)


def _told(before: Sequence[str]) -> Sequence[str] | None:
    """Give what stands behind "note that" in front of an act: what members are told of, they are not asked for."""
    that = next((place for place in range(len(before) - 1, 0, -1) if before[place] == "that"), None)
    return None if that is None or before[that - 1] not in _TELLING else before[that + 1 :]


def _present_lies_ahead(tokens: Sequence[str], act: Match, setting: Setting, words: EndorsementWords) -> bool:
    before = tokens[max(0, act.first - _BEFORE_ACT) : act.first]
    if setting.late or (setting.in_report and "i" not in before) or "that" in tokens[:_THAT_WITHIN]:
        return True
    if before in Phrases.of(words.conditional) or before[-1:] == ("be",):
        return True
    return _last(words.future, before) > _last(words.past, before)
