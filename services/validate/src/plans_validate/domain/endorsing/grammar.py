"""Own the reading of one sentence on endorsement: what is done to the plan, by whom, and whether it has been done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.dates import find_dates
from plans_validate.domain.document import Block, Passage
from plans_validate.domain.endorsing.acting import is_noun
from plans_validate.domain.endorsing.agents import Agent, Agents, Outsider, officer_of
from plans_validate.domain.endorsing.councils import council_acts, council_itself
from plans_validate.domain.endorsing.fields import Fields
from plans_validate.domain.endorsing.leading import is_act, leads_elsewhere
from plans_validate.domain.endorsing.objects import Objects
from plans_validate.domain.endorsing.saying import Saying, saying_of
from plans_validate.domain.endorsing.standing import Setting, Standing, standing_of
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_JOINS = frozenset({"and", "but"})
_SIGNERS = frozenset({("i",), ("we",)})
_AS = ("as",)
_IT = ("it",)
_NEAR = 5
_HANDED_WITHIN = 2
_THAT_WITHIN = 3
_LONGEST_ABOVE = 10
_MOST_ACTS = 20  # in one sentence; each is held against all that is named there
_ENDORSED, _PENDING, _DELEGATED = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING, EndorsementStatus.DELEGATED
_OVERSIGHT, _NOT_STATED = EndorsementStatus.OVERSIGHT_ONLY, EndorsementStatus.NOT_STATED


class EndorsementGrammar:
    """Read sentences with one round's words; members were to decide between the letter and the deadline."""

    def __init__(self, words: EndorsementWords, letter_date: date, deadline: date) -> None:
        self.words = words
        self._letter_date = letter_date
        self.deadline = deadline
        self.agents = Agents(words)
        self.objects = Objects(words)
        self.fields = Fields(words)
        self._acts = Phrases.of(
            (
                *words.acts,
                *words.oversight_acts,
                *words.decisions_ahead,
                *words.scheduled,
                *words.refusals,
                *words.overriding,
                *words.undone,
                *words.neutral,
                *words.done_so,
            )
        )

    def may_speak(self, block: Block) -> bool:
        """Tell whether a sentence of a block may say something of endorsement, record a decision or name the plan."""
        tokens = block.words.tokens
        lists = (self.words.strong_plan, self.words.resolved, self.words.delegations)
        return tokens in self._acts or any(tokens in Phrases.of(phrases) for phrases in lists)

    def may_act(self, tokens: Sequence[str]) -> bool:
        """Tell whether an act of endorsing, or one that looks like it, is told."""
        return tokens in self._acts

    def may_mean_plan(self, tokens: Sequence[str]) -> bool:
        """Tell whether a text holds a name that the plan goes by, be it one of many things, or begins with "it"."""
        return tokens[:1] == _IT or tokens in Phrases.of(self.words.plan)

    def mentions_plan(self, passage: Passage) -> bool:
        """Tell whether a sentence clearly speaks of the plan; a question does so in fewer words."""
        known = self.words.plan if passage.text.endswith("?") else self.words.strong_plan
        return passage.words.tokens in Phrases.of(known)

    def is_resolution(self, passage: Passage) -> bool:
        """Tell whether a sentence records a decision that was taken."""
        tokens = passage.words.tokens
        if tokens in Phrases.of(self.words.recommended):
            return False
        announced = passage.text.endswith(":") and tokens[-1:] in Phrases.of(self.words.announcing)
        return announced or tokens in Phrases.of(self.words.resolved)

    def acts_on_plan(self, passage: Passage, setting: Setting) -> bool:
        """Tell whether a sentence speaks of endorsing the plan."""
        tokens = passage.words.tokens
        named = self.agents.named(tokens)
        acts = Phrases.of(self.words.acts).find(tokens)
        return any(self.objects.is_plan(tokens, act, named, setting) for act in acts)

    def sayings(self, passage: Passage, setting: Setting) -> list[Saying]:
        """Give what a sentence says of the plan's endorsement; nothing when it speaks of something else."""
        tokens = passage.words.tokens
        delegation = next(Phrases.of(self.words.delegations).find(tokens), None)
        if delegation is None and tokens not in self._acts:
            return []
        named = self.agents.named_in(passage)
        told = (act for act in islice(self._acts.find(tokens), _MOST_ACTS) if is_act(tokens, act, self.words))
        acts = self.objects.of_plan(tokens, told, named, setting)
        if not acts and delegation is None:
            return []
        days = self._days(passage) if acts else []
        if days and max(days) < self._letter_date.isoformat()[: len("2024-04")] and not self.mentions_plan(passage):
            return []
        setting = replace(setting, late=self._are_late(days))
        officer = officer_of(named)
        delegation = delegation or self._handing_over(tokens, officer, named, acts)
        if not setting.resolved and self._is_required(tokens):
            return self._as_required(passage, acts, named, setting)
        if delegation is not None and officer is not None:
            return self._with_delegation(passage, delegation, officer, acts, named, setting)
        found = [(act, saying) for act in acts if (saying := self._say(passage, act, named, setting))]
        refused = any(saying.status is EndorsementStatus.REFUSED for _, saying in found)
        return _as_far_as_it_goes(
            [saying for act, saying in found if not (refused and leads_elsewhere(tokens, act, self.words))]
        )

    def _handing_over(
        self, tokens: Sequence[str], officer: Agent | None, named: Sequence[Agent], acts: Sequence[Match]
    ) -> Match | None:
        """Give the words with which members ask an officer to act for them: "Council asked the Director to approve"."""
        behind = -1 if officer is None else officer.match.after
        handed = any(0 < act.first - behind <= _NEAR and act.phrase in self.words.acts for act in acts)
        if officer is None or tokens[behind : behind + 1] != ("to",) or not handed:
            return None
        before = tokens[: officer.match.first]
        asked = next((each for each in Phrases.of(self.words.handing_over).find(before)), None)
        by_members = asked is not None and any(
            isinstance(each.kind, EndorsingBody) and each.match.after <= asked.first for each in named
        )
        near = asked is not None and officer.match.first - asked.after <= _HANDED_WITHIN
        return asked if by_members and near else None

    def _is_required(self, tokens: Sequence[str]) -> bool:
        """Tell whether a sentence says what the letter asks, not only that it was done "as the letter asks"."""
        found = Phrases.of(self.words.requirement).find(tokens)
        return any(tokens[max(0, each.first - 1) : each.first] != _AS for each in found)

    def is_late(self, passage: Passage) -> bool:
        """Tell whether a sentence names days, and all of them after the deadline."""
        return self._are_late(self._days(passage))

    def _days(self, passage: Passage) -> list[str]:
        return [found.iso for found in find_dates(passage.text, self.deadline.year)]

    def _are_late(self, days: Sequence[str]) -> bool:
        return bool(days) and min(days) > self.deadline.isoformat()

    def _as_required(
        self, passage: Passage, acts: Sequence[Match], named: Sequence[Agent], setting: Setting
    ) -> list[Saying]:
        """Give what was done where a sentence speaks of what the letter requires: done by a body that it names."""
        done = [act for act in acts if passage.words.tokens[act.first].endswith("ed")]
        said = [saying for act in done if (saying := self._say(passage, act, named, setting))]
        vague = (None, EndorsingBody.MEMBERS_UNSPECIFIED)
        return [each for each in said if each.status is _ENDORSED and each.body not in vague]

    def signed(self, passage: Passage, following: Iterable[Passage], setting: Setting) -> list[Saying]:
        """Give what "I endorse this plan" says, by the office that one of the lines around it is signed with."""
        tokens = passage.words.tokens
        if (tokens[:1] not in _SIGNERS and "my" not in tokens) or tokens not in Phrases.of(self.words.acts):
            return []
        acts = Phrases.of(self.words.acts).find(tokens)
        here = Setting(follows_plan=setting.follows_plan)
        if not any(self.objects.is_plan(tokens, act, self.agents.named(tokens), here) for act in acts):
            return []
        lines = (line for line in following if len(line.words) <= _LONGEST_ABOVE)
        signers = [(line, named) for line in lines if (named := self.agents.body_named(line, meeting=False))]
        members = [signer for signer in signers if signer[1][0] is not EndorsingBody.DELEGATED_OFFICER]
        signer = next(iter((*members, *signers)), None)
        if signer is None or tokens in Phrases.of(self.words.not_yet) or "will" in tokens:
            return []
        line, named = signer
        return [Saying(_ENDORSED, *named, passage, 0, signature=line)]

    def _with_delegation(
        self,
        passage: Passage,
        delegation: Match,
        officer: Agent,
        acts: Sequence[Match],
        named: Sequence[Agent],
        setting: Setting,
    ) -> list[Saying]:
        """Tell what members did themselves from what they handed to officers: the plan's approval, or small matters."""
        tokens = passage.words.tokens
        acts = [act for act in acts if act.after <= delegation.first or act.first >= delegation.after]
        acts = [act for act in acts if not leads_elsewhere(tokens, act, self.words)]
        own = [act for act in acts if act.after <= delegation.first and not is_noun(tokens, act)]
        end = _clause_start(tokens, delegation, own)
        in_front = [each for each in named if each.match.after <= end]
        found = [saying for act in own if (saying := self._say(passage, act, in_front, setting))]
        by_officer = any(saying.status is _NOT_STATED for saying in found)
        if len(own) == len(acts) and found and not by_officer:
            return _as_far_as_it_goes(found)
        about_plan = bool(acts) or tokens in Phrases.of(self.words.plan)
        if not about_plan or (not acts and tokens in Phrases.of(self.words.small_matters)):
            return []
        return [self._delegation(passage, officer, setting)]

    def _say(self, passage: Passage, act: Match, named: Sequence[Agent], setting: Setting) -> Saying | None:
        tokens = passage.words.tokens
        agent = self.agents.of_act(tokens, act, named)
        if setting.in_minutes and agent is not None and self.agents.only_moves(tokens, agent):
            agent = None
        standing = standing_of(tokens, act, setting, self.words)
        if agent is not None and setting.met and standing is not None and standing.overrides:
            agent = agent if self.agents.meets(agent) else None
        if agent is None and standing is not None and self._tells(tokens, act, standing):
            agent = self.agents.around(act, named)
        if standing is None or (agent is not None and agent.kind is Outsider.ELSEWHERE):
            return None
        if agent is not None and agent.kind is Outsider.OFFICERS and standing.status in (_ENDORSED, _PENDING):
            member = self.agents.member_beside(tokens, act, agent, named)
            if member is None or "consultation" in tokens:
                return self._by_officers(passage, agent, standing)
            agent = member
        return self._by_members(passage, act, agent, standing, setting)

    def _tells(self, tokens: Sequence[str], act: Match, standing: Standing) -> bool:
        """Tell whether words for an act are more than a heading: "member endorsement was obtained"."""
        done = standing.status is _ENDORSED and tokens[act.after : act.after + _NEAR] in Phrases.of(self.words.past)
        return done or standing.status is _PENDING

    def _delegation(self, passage: Passage, officer: Agent, setting: Setting) -> Saying:
        """Say that officers decide; while that is only recommended, nothing is decided yet."""
        recommended = passage.words.tokens in Phrases.of(self.words.recommended)
        ahead = setting.in_report and recommended and not setting.resolved
        standing = Standing(_PENDING, weak=True) if ahead else Standing(_DELEGATED)
        return saying_of(standing, EndorsingBody.DELEGATED_OFFICER, passage, officer.match, officer.match)

    def _by_officers(self, passage: Passage, officer: Agent, standing: Standing) -> Saying | None:
        if standing.status is not _ENDORSED:
            return None
        tokens = passage.words.tokens
        if tokens in Phrases.of(self.words.consulted) or tokens in Phrases.of(self.words.powers):
            return saying_of(
                Standing(_DELEGATED), EndorsingBody.DELEGATED_OFFICER, passage, officer.match, officer.match
            )
        return saying_of(Standing(_NOT_STATED), None, passage, officer.match, officer.match)

    def _by_members(
        self, passage: Passage, act: Match, agent: Agent | None, standing: Standing, setting: Setting
    ) -> Saying | None:
        tokens = passage.words.tokens
        if agent is not None and agent.match.after < act.first and council_itself(tokens, act, agent.match.after):
            return saying_of(standing, EndorsingBody.FULL_COUNCIL, passage, None, act)
        match, kind = agent or (None, None)
        if kind is Outsider.OFFICERS:
            return None
        if kind is Outsider.SCRUTINY:
            if standing.overrides:
                return saying_of(standing, None, passage, None, act)
            standing = Standing(_OVERSIGHT, weak=True)
        body = EndorsingBody.COMMITTEE if kind is Outsider.SCRUTINY else None
        body = kind if isinstance(kind, EndorsingBody) else body
        if body is None and (council_itself(tokens, act, 0) or council_acts(tokens, act)):
            match = None
            body = EndorsingBody.FULL_COUNCIL
        nobody = body is None and kind is None and not setting.resolved and not setting.in_minutes
        nobody = nobody and not setting.met
        recommended = setting.in_report and "that" in passage.words.tokens[:_THAT_WITHIN]
        if nobody and (standing.status is _ENDORSED or (standing.status is _OVERSIGHT and not recommended)):
            return self._by_those_above(passage, act, standing, setting)
        return saying_of(standing, body, passage, match, act)

    def _by_those_above(self, passage: Passage, act: Match, standing: Standing, setting: Setting) -> Saying | None:
        """Take the body of the sentence above: what a short label names, or those who looked at the plan there."""
        if setting.above is None:
            return None
        named = setting.looked_at or self._labelled(setting.above, passage)
        if named is None:
            return None
        both = Passage(passage.block, setting.above.start, passage.end)
        return Saying(standing.status, *named, both, passage.words.spans[act.first][0] + passage.start - both.start)

    def _labelled(self, above: Passage, passage: Passage) -> tuple[EndorsingBody, str] | None:
        if max(len(above.words), len(passage.words)) > _LONGEST_ABOVE:
            return None
        named = self.agents.body_named(above, meeting=False)
        return None if named is None or named[0] is EndorsingBody.DELEGATED_OFFICER else named


def _as_far_as_it_goes(found: Sequence[Saying]) -> list[Saying]:
    """Leave out what was done where the same sentence says what must come first: "subject to Cabinet's approval"."""
    withheld = any(saying.withheld for saying in found)
    return [saying for saying in found if not withheld or saying.status is not _ENDORSED]


def _clause_start(tokens: Sequence[str], delegation: Match, own: Sequence[Match]) -> int:
    """Give the place where the clause begins that speaks of delegation, behind what members did themselves."""
    behind = own[-1].after if own else 0
    joins = (place for place in range(behind, delegation.first) if tokens[place] in _JOINS)
    return next(joins, delegation.first)
