"""Own what a word of endorsing speaks of: the plan, or something else.

"Savings agreed by full Council" is about savings. The object is the nearest one on the side where English puts it:
before a passive ("the plan was approved by"), after an active verb ("Cabinet approved the plan"). A label has none.
"""

from collections.abc import Collection, Iterable, Sequence

from plans_validate.domain.dates import is_date_word
from plans_validate.domain.endorsing.acting import is_noun, is_passive, shares_subject
from plans_validate.domain.endorsing.agents import Agent
from plans_validate.domain.endorsing.standing import Setting
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_BELONGS = frozenset({("of",), ("against",), ("on",), ("with",)})
_LABEL_STARTS = frozenset({"to", "be", "for", "due", "will", "is", "not", "yet", "draft", "the", "at", "on", "of"})
_JOINS = frozenset({"and", "but", "so", "while", "although", "though"})
_NOUN_STARTS = frozenset({
    "the", "its", "their", "s", "formal", "full", "final", "political", "member", "members", "written", "that", "this",
    "retrospective", "subsequent",
})  # fmt: skip
_INSIDE = frozenset({("in",), ("within",)})
_FOR_PUBLICATION = ("for", "publication")
_BEFORE = frozenset({"before", "by"})
_ANY = frozenset({("a",), ("an",)})
_STARTS_OBJECT = frozenset({*_ANY, ("the",), ("our",), ("its",), ("their",), ("these",), ("all",), ("new",), ("to",)})
_STILL_TO_COME = frozenset({("to", "be"), ("to", "follow"), ("to", "come")})
_IS_DONE = frozenset({("will",), ("is",), ("has",), ("was",)})
_ASKING = frozenset({"what", "how", "why", "who", "which", "where"})
_LONGEST_LABEL = 25
_NEAR = 5
_LONGEST_DOING = 4
_LABEL = "date"
_IT = "it"
_DO_SO = "do so"
_IT_WITHIN = 6
_DOING_WITHIN = 6


class Objects:
    """Find what is spoken of, with one round's words."""

    def __init__(self, words: EndorsementWords) -> None:
        self._words = words
        self._phrases = Phrases.of((*words.plan, *words.other_objects))
        self._plans = frozenset(words.plan)

    def names_plan(self, tokens: Sequence[str]) -> bool:
        """Tell whether the plan is among the things that are named."""
        return any(each.phrase in self._plans for each in self._phrases.find(tokens))

    def names_other(self, tokens: Sequence[str]) -> bool:
        """Tell whether things are named and the plan is not among them."""
        things = [each for each in self._phrases.find(tokens) if each.phrase not in self._words.timing]
        return bool(things) and not any(each.phrase in self._plans for each in things)

    def is_plan(self, tokens: Sequence[str], act: Match, agents: Sequence[Agent], setting: Setting) -> bool:
        """Tell whether the plan is what an act is done to."""
        if "plan" in act.phrase.split():
            return True
        if act.phrase == _DO_SO or act.phrase in self._words.done_so:
            return setting.follows_plan and self._takes_up(act, setting)
        taken = {place for each in agents for place in range(each.match.first, each.match.after)}
        thing = self._thing(tokens, act, taken)
        taken_back = thing is None and setting.follows_plan and act.phrase in self._words.undone
        if taken_back or self._is_it(tokens, act, thing, setting):
            return True
        if thing is None:
            led = setting.follows_plan and is_noun(tokens, act) and self._starts_with(tokens, act, taken)
            return led or self._is_unnamed_plan(tokens, act, taken, setting)
        if thing.phrase in self._plans:
            inside = thing.first < act.first and tokens[thing.first - 1 : thing.first] in _INSIDE
            return not inside or self._is_carried_out(tokens, thing, act)
        alone = thing.phrase in self._words.carrying_out and tokens[thing.after : thing.after + 1] in _IS_DONE
        alone = alone and act.phrase in self._words.oversight_acts
        stands_for_it = setting.follows_plan and (alone or thing.phrase in self._words.stand_ins)
        return stands_for_it or self._is_of_the_plan(tokens, thing, act)

    def of_plan(
        self, tokens: Sequence[str], acts: Iterable[Match], agents: Sequence[Agent], setting: Setting
    ) -> list[Match]:
        """Give the acts that are done to the plan; "it" goes on speaking of the plan."""
        found: list[Match] = []
        for act in acts:
            if (found and self._goes_on(act, found[-1])) or self.is_plan(tokens, act, agents, setting):
                found.append(act)
        return found

    def _takes_up(self, act: Match, setting: Setting) -> bool:
        """Tell whether "it did so" says that the plan was endorsed: so it does where that was asked just before."""
        asked = setting.above is not None and setting.above.words.tokens in Phrases.of(self._words.acts)
        return act.phrase == _DO_SO or asked

    def _goes_on(self, act: Match, last: Match) -> bool:
        """Tell whether an act takes up the one before it: "signed it off", "and will do so", "and it did so"."""
        done = act.phrase in self._words.done_so and last.phrase in self._words.acts
        return done or act.phrase == _DO_SO or _IT in act.phrase.split()

    def _thing(self, tokens: Sequence[str], act: Match, taken: Collection[int]) -> Match | None:
        """Give the nearest thing that is named, on the side where the act's object stands."""
        named = (
            each for each in self._phrases.find(tokens) if each.first not in taken and not self._is_label(tokens, each)
        )
        things = [
            each
            for each in named
            if (each.after not in taken or each.phrase in self._plans) and not self._only_dates(tokens, each, act)
        ]
        before = [each for each in things if each.after <= act.first]
        after = [each for each in things if each.first >= act.after and self._is_object(tokens, act, each)]
        nearest = before if shares_subject(tokens, act) else before[::-1]
        ordered = [*nearest, *after] if is_passive(tokens, act) else [*after, *nearest]
        return ordered[0] if ordered else None

    def _only_dates(self, tokens: Sequence[str], thing: Match, act: Match) -> bool:
        """Tell whether a deadline only says why something else is yet to come: "to meet the deadline; sign-off by"."""
        says_why = act.phrase in self._words.scheduled or (thing.first < act.first and is_noun(tokens, act))
        return says_why and thing.phrase in self._words.timing

    def _is_unnamed_plan(self, tokens: Sequence[str], act: Match, taken: Collection[int], setting: Setting) -> bool:
        """Tell whether "it" or a short label speaks of the plan: "Approved by Cabinet"."""
        end = act.first if act.phrase in self._words.decisions_ahead else act.after + 1
        if setting.follows_plan and tokens[:end] in Phrases.of(self._words.stand_ins):
            return True
        left_open = any(each.first == 0 for each in Phrases.of(self._words.nothing).find(tokens[act.after :]))
        if not is_passive(tokens, act) and self._starts_object(tokens[act.after :]) and not left_open:
            return False
        in_front = [token for place, token in enumerate(tokens[: act.first]) if place not in taken]
        in_front = [token for token in in_front if not is_date_word(token)]
        label = _LABEL_STARTS.issuperset(in_front[1:]) and _ASKING.isdisjoint(in_front[:1])
        label = label or self._is_status(in_front) or tuple(in_front) in Phrases.of(self._words.reasons)
        label = label and len(tokens) <= _LONGEST_LABEL
        return label and (setting.resolved or not setting.in_report)

    @staticmethod
    def _starts_object(behind: Sequence[str]) -> bool:
        """Tell whether an object comes next, and not "to be given" or "to follow"."""
        return behind[:1] in _STARTS_OBJECT and behind[:2] not in _STILL_TO_COME

    @staticmethod
    def _starts_with(tokens: Sequence[str], act: Match, taken: Collection[int]) -> bool:
        """Tell whether a clause begins with an act and whose it is: "the Leader's formal approval"."""
        joins = [place for place in range(act.first) if tokens[place] in _JOINS]
        start = joins[-1] + 1 if joins else 0
        return _NOUN_STARTS.issuperset(tokens[place] for place in range(start, act.first) if place not in taken)

    def _is_status(self, tokens: Sequence[str]) -> bool:
        """Tell whether words only lead into a document's own state: "Version 2, as amended and", "Status: awaiting"."""
        covered = {
            place
            for match in Phrases.of(self._words.status_words).find(tuple(tokens))
            for place in range(match.first, match.after)
        }
        return all(place in covered or token.isdigit() for place, token in enumerate(tokens))

    def _is_it(self, tokens: Sequence[str], act: Match, thing: Match | None, setting: Setting) -> bool:
        """Tell whether "it" is the plan that was spoken of, or sent, and nothing else that is named in front."""
        behind = setting.follows_plan and tokens[act.after : act.after + 1] == (_IT,)
        alone = behind and tokens[: act.first] not in Phrases.of(self._words.other_objects)
        instead = next(Phrases.of(self._words.stand_ins).find(tokens[act.after : act.after + _NEAR]), None)
        taken_up = setting.follows_plan and setting.met and instead is not None and instead.first == 0
        return alone or taken_up or self._it_was_sent(tokens, act, thing)

    def _it_was_sent(self, tokens: Sequence[str], act: Match, thing: Match | None) -> bool:
        """Tell whether "it" is what a council says that it sends: "we send this now; it is subject to"."""
        before = tokens[: act.first]
        if _IT not in before[-_IT_WITHIN:] or tokens not in Phrases.of(self._words.sent):
            return False
        place = len(before) - 1 - before[::-1].index(_IT)
        dated = thing is None or thing.phrase in self._words.timing
        return dated and (thing is None or thing.first < place) and before[:place] in Phrases.of(self._words.sent)

    def _is_object(self, tokens: Sequence[str], act: Match, thing: Match) -> bool:
        """Tell whether what stands behind an act is its object: not "a new model, which this plan describes"."""
        between = tokens[act.after : thing.first]
        another = between[:1] in _ANY and between[-1:] != ("of",)
        by_then = thing.phrase in self._words.timing and not _BEFORE.isdisjoint(between[-2:])
        far = between[:1] == ("to",) and len(between) > _LONGEST_DOING and between not in Phrases.of(self._words.acts)
        purpose = tokens[thing.first - 1 : thing.after] == _FOR_PUBLICATION
        return not (another or by_then or purpose or far) and between not in Phrases.of(self._words.other_clause)

    def _is_label(self, tokens: Sequence[str], thing: Match) -> bool:
        """Tell whether "date" is only a label: it opens a line, or a day, a gap to fill or "of approval" is next."""
        behind = tokens[thing.after : thing.after + 1]
        of_act = behind == ("of",) and tokens[thing.after + 1 : thing.after + 2] in Phrases.of(self._words.dating)
        filled = all(is_date_word(token) for token in behind)
        return thing.phrase == _LABEL and (thing.first == 0 or filled or of_act)

    def _is_carried_out(self, tokens: Sequence[str], plan: Match, act: Match) -> bool:
        """Tell whether what is watched over is what the plan sets out to do: "delivery of the actions in this plan"."""
        before = tokens[max(0, plan.first - _DOING_WITHIN) : plan.first]
        return act.phrase in self._words.oversight_acts and before in Phrases.of(self._words.carrying_out)

    def _is_of_the_plan(self, tokens: Sequence[str], thing: Match, act: Match) -> bool:
        """Tell whether a thing that is watched over is the plan's own: "delivery of this plan"."""
        watched = act.phrase in self._words.oversight_acts and tokens[thing.after : thing.after + 1] in _BELONGS
        behind = next(self._phrases.find(tokens[thing.after : thing.after + _NEAR]), None)
        return watched and behind is not None and behind.phrase in self._plans
