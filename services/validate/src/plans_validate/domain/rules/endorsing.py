"""Own the reading of one sentence on endorsement: what is done to the plan, by whom, and whether it has been done.

A word of endorsing counts only when the plan is what it speaks of: "savings agreed by full Council" is about savings.
The object is the nearest one on the side where English puts it: before a passive ("the plan was approved by"), after
an active verb ("Cabinet approved the plan").
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.document import Block, Passage
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.rules.standing import Setting, Standing, standing_of
from plans_validate.domain.words import Match, Phrases

_BE = frozenset({"was", "were", "been", "be", "is", "are", "being"})
_PASSIVE_NEXT = frozenset({"by", "at", "on", "in"})
_BELONGS = frozenset({("of",), ("against",), ("on",), ("with",)})
_PRONOUNS = frozenset({"it", "decision"})
_NAME_REACHES = 6
_LABEL_STARTS = frozenset({"to", "be", "for", "due", "will", "is", "not", "yet"})
_NEAR = 5
_THAT_WITHIN = 3
_LONGEST_LABEL = 25
_FOR_AREA = re.compile(r" for(?:,? (?:[A-Z][\w'’&-]*|and|of|the|&))+")
_CAPITALS_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’-]*|and|&|of),? )+$")


class Agent(StrEnum):
    """Who may stand beside a body of members."""

    SCRUTINY = "scrutiny"
    OFFICERS = "officers"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Saying:
    """What one sentence says; `weak` marks what gives way to a clearer saying, `overrides` what nothing overrules."""

    status: EndorsementStatus
    body: EndorsingBody | None
    by: str | None
    passage: Passage
    focus: int
    weak: bool = False
    overrides: bool = False


class EndorsementGrammar:
    """Read sentences with one round's words."""

    def __init__(self, words: EndorsementWords) -> None:
        self._words = words
        self._agents: dict[str, EndorsingBody | Agent] = {}
        for each in words.bodies:
            self._agents |= dict.fromkeys(each.phrases, each.body)
        others = words.not_members
        for phrases, agent in (
            (others.officers, Agent.OFFICERS),
            (others.scrutiny, Agent.SCRUTINY),
            (others.elsewhere, Agent.ELSEWHERE),
        ):
            self._agents |= dict.fromkeys(phrases, agent)
        self._agent_phrases = Phrases.of(tuple(self._agents))
        self._objects = Phrases.of((*words.plan, *words.other_objects))
        self._plans = frozenset(words.plan)
        self._acts = Phrases.of(
            (*words.acts, *words.oversight_acts, *words.decisions_ahead, *words.refusals, *words.overriding)
        )

    def may_speak(self, block: Block) -> bool:
        """Tell whether a sentence of a block may say something of endorsement, record a decision or name the plan."""
        tokens = block.words.tokens
        lists = (self._words.strong_plan, self._words.resolved, self._words.delegations)
        return tokens in self._acts or any(tokens in Phrases.of(phrases) for phrases in lists)

    def mentions_plan(self, passage: Passage) -> bool:
        """Tell whether a sentence clearly speaks of the plan."""
        return passage.words.tokens in Phrases.of(self._words.strong_plan)

    def body_named(self, passage: Passage, *, meeting: bool = True) -> tuple[EndorsingBody, str] | None:
        """Give the body that a line names, and its name as written: one of members that meets, or any office."""
        bodies = _MEETING_BODIES if meeting else _OFFICES
        for match in self._agent_phrases.find(passage.words.tokens):
            named = self._agents[match.phrase]
            body = EndorsingBody.DELEGATED_OFFICER if named is Agent.OFFICERS else named
            if body in bodies and isinstance(body, EndorsingBody):
                return body, _as_written(passage, match, body)
        return None

    def is_resolution(self, passage: Passage) -> bool:
        """Tell whether a sentence records a decision that was taken."""
        tokens = passage.words.tokens
        return tokens in Phrases.of(self._words.resolved) and tokens not in Phrases.of(self._words.recommended)

    def sayings(self, passage: Passage, setting: Setting) -> list[Saying]:
        """Give what a sentence says of the plan's endorsement; nothing when it speaks of something else."""
        tokens = passage.words.tokens
        delegates = tokens in Phrases.of(self._words.delegations)
        if not delegates and tokens not in self._acts:
            return []
        if tokens in Phrases.of(self._words.requirement) and not setting.resolved:
            return []
        found: list[Saying] = []
        for act in self._acts.find(tokens):
            if self._is_about_plan(passage, act, setting):
                found += filter(None, [self._say(passage, act, setting)])
        officer = self._officer(tokens) if delegates and not found else None
        if officer and tokens in Phrases.of(self._words.plan):
            return [self._delegation(passage, officer, setting)]
        return found

    def signed(self, passage: Passage, following: Iterable[Passage]) -> list[Saying]:
        """Give what "I endorse this plan" says, by the office that one of the next lines is signed with."""
        tokens = passage.words.tokens
        acts = [act for act in self._acts.find(tokens) if act.phrase in self._words.acts]
        here = Setting(in_report=False, in_minutes=False, resolved=False, follows_plan=False)
        if tokens[:1] != ("i",) or not any(self._is_about_plan(passage, act, here) for act in acts):
            return []
        signer = next((named for line in following if (named := self.body_named(line, meeting=False))), None)
        if signer is None or tokens in Phrases.of(self._words.not_yet) or "will" in tokens:
            return []
        return [Saying(_ENDORSED, *signer, passage, 0)]

    def _is_about_plan(self, passage: Passage, act: Match, setting: Setting) -> bool:
        tokens = passage.words.tokens
        agents = {place for match in self._agent_phrases.find(tokens) for place in range(match.first, match.after)}
        named = [each for each in self._objects.find(tokens) if each.first not in agents]
        objects = [each for each in named if each.after not in agents or each.phrase in self._plans]
        before = [each for each in objects if each.after <= act.first]
        after = [each for each in objects if each.first >= act.after]
        ordered = [*reversed(before), *after] if _is_passive(tokens, act) else [*after, *reversed(before)]
        if "plan" in act.phrase.split():
            return True
        if ordered:
            return ordered[0].phrase in self._plans or self._is_of_the_plan(tokens, ordered[0], act)
        pronoun = not _PRONOUNS.isdisjoint(tokens[: act.first]) and setting.follows_plan
        in_front = [token for place, token in enumerate(tokens[: act.first]) if place not in agents]
        label = _LABEL_STARTS.issuperset(in_front[1:]) and len(tokens) <= _LONGEST_LABEL
        return pronoun or (label and not setting.in_report) or (label and setting.resolved)

    def _is_of_the_plan(self, tokens: Sequence[str], thing: Match, act: Match) -> bool:
        """Tell whether a thing that is watched over is the plan's own: "delivery of this plan"."""
        watched = act.phrase in self._words.oversight_acts and tokens[thing.after : thing.after + 1] in _BELONGS
        behind = next(self._objects.find(tokens[thing.after : thing.after + _NEAR]), None)
        return watched and behind is not None and behind.phrase in self._plans

    def _say(self, passage: Passage, act: Match, setting: Setting) -> Saying | None:
        tokens = passage.words.tokens
        agent = self._agent(tokens, act)
        standing = standing_of(tokens, act, setting, self._words)
        if standing is None or (agent is not None and agent[1] is Agent.ELSEWHERE):
            return None
        officer = self._officer(tokens)
        if officer is not None and standing.status in (_ENDORSED, _PENDING):
            if tokens in Phrases.of(self._words.delegations):
                return self._delegation(passage, officer, setting)
            if agent is not None and agent[1] is Agent.OFFICERS:
                member = self._member_beside(tokens, act)
                if member is None or "consultation" in tokens:
                    return self._by_officers(passage, agent[0], standing)
                agent = member
        return self._by_members(passage, act, agent, standing, setting)

    def _delegation(self, passage: Passage, officer: Match, setting: Setting) -> Saying:
        """Say that officers decide; while that is only recommended, nothing is decided yet."""
        recommended = passage.words.tokens in Phrases.of(self._words.recommended)
        ahead = setting.in_report and recommended and not setting.resolved
        standing = Standing(_PENDING, weak=True) if ahead else Standing(_DELEGATED)
        return self._saying(standing, EndorsingBody.DELEGATED_OFFICER, passage, officer)

    def _by_officers(self, passage: Passage, officer: Match, standing: Standing) -> Saying | None:
        if standing.status is not _ENDORSED:
            return None
        if "consultation" in passage.words.tokens:
            return self._saying(Standing(_DELEGATED), EndorsingBody.DELEGATED_OFFICER, passage, officer)
        return self._saying(Standing(_NOT_STATED), None, passage, officer)

    def _by_members(
        self,
        passage: Passage,
        act: Match,
        agent: tuple[Match, EndorsingBody | Agent] | None,
        standing: Standing,
        setting: Setting,
    ) -> Saying | None:
        match, kind = agent or (None, None)
        if kind is Agent.OFFICERS:
            return None
        if kind is Agent.SCRUTINY:
            if standing.overrides:
                return self._saying(standing, None, passage, None)
            standing = Standing(_OVERSIGHT, weak=True)
        body = EndorsingBody.COMMITTEE if kind is Agent.SCRUTINY else None
        body = kind if isinstance(kind, EndorsingBody) else body
        if body is None and self._council_acts(passage.words.tokens, act):
            body = EndorsingBody.FULL_COUNCIL
        nobody = body is None and kind is None and not setting.resolved and not setting.in_minutes
        recommended = setting.in_report and "that" in passage.words.tokens[:_THAT_WITHIN]
        if nobody and (standing.status is _ENDORSED or (standing.status is _OVERSIGHT and not recommended)):
            return None
        return self._saying(standing, body, passage, match)

    def _agent(self, tokens: Sequence[str], act: Match) -> tuple[Match, EndorsingBody | Agent] | None:
        """Give who does it: after a passive or a noun the first one named behind it, else the nearest in front."""
        found = [(match, self._agents[match.phrase]) for match in self._agent_phrases.find(tokens)]
        found = [each for each in found if each[0].after <= act.first or each[0].first >= act.first]
        before = [each for each in found if each[0].after <= act.first]
        after = [each for each in found if each[0].first >= act.first]
        behind_first = _is_passive(tokens, act) or "by" in tokens[act.after : act.after + _NEAR]
        nearest = [*after[:1], *before[-1:]] if behind_first else [*before[-1:], *after[:1]]
        return self._by_office(nearest[0], found) if nearest else None

    def _by_office(
        self, agent: tuple[Match, EndorsingBody | Agent], found: Sequence[tuple[Match, EndorsingBody | Agent]]
    ) -> tuple[Match, EndorsingBody | Agent]:
        """Take the office that stands beside a councillor's name: "Councillor A. Name, Leader of the Council"."""
        if agent[0].phrase not in self._words.name_titles:
            return agent
        near = (each for each in found if 0 <= each[0].first - agent[0].after <= _NAME_REACHES)
        offices = (each for each in near if each[0].phrase not in self._words.name_titles)
        return next((each for each in offices if isinstance(each[1], EndorsingBody)), agent)

    def _member_beside(self, tokens: Sequence[str], act: Match) -> tuple[Match, EndorsingBody] | None:
        for match in self._agent_phrases.find(tokens):
            body = self._agents[match.phrase]
            if isinstance(body, EndorsingBody) and (match.first >= act.first) is _is_passive(tokens, act):
                return match, body
        return None

    def _officer(self, tokens: Sequence[str]) -> Match | None:
        found = (match for match in self._agent_phrases.find(tokens) if self._agents[match.phrase] is Agent.OFFICERS)
        return next(found, None)

    def _council_acts(self, tokens: Sequence[str], act: Match) -> bool:
        """Tell whether "the Council" itself is named as the one that acts."""
        behind = tokens[act.after : act.after + _NEAR]
        return "council" in tokens[max(0, act.first - 3) : act.first] or ("by" in behind[:1] and "council" in behind)

    def _saying(self, standing: Standing, body: EndorsingBody | None, passage: Passage, agent: Match | None) -> Saying:
        by = None if agent is None else _as_written(passage, agent, body)
        focus = 0 if agent is None else passage.words.spans[agent.first][0]
        return Saying(standing.status, body, by, passage, focus, standing.weak, standing.overrides)


_MEETING_BODIES = frozenset(
    {EndorsingBody.CABINET, EndorsingBody.EXECUTIVE, EndorsingBody.FULL_COUNCIL, EndorsingBody.COMMITTEE}
)
_OFFICES = frozenset(EndorsingBody) - {EndorsingBody.MEMBERS_UNSPECIFIED}
_ENDORSED, _PENDING, _DELEGATED = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING, EndorsementStatus.DELEGATED
_OVERSIGHT, _REFUSED = EndorsementStatus.OVERSIGHT_ONLY, EndorsementStatus.REFUSED
_NOT_STATED = EndorsementStatus.NOT_STATED


def _is_passive(tokens: Sequence[str], act: Match) -> bool:
    if tokens[max(0, act.first - 1) : act.first] == ("to",):
        return False
    behind = tokens[act.after : act.after + 1]
    before = tokens[max(0, act.first - 4) : act.first]
    return bool(_PASSIVE_NEXT & set(behind)) or bool(_BE & set(before)) or act.first == 0


def _as_written(passage: Passage, agent: Match, body: EndorsingBody | None) -> str:
    """Give a body's name as it stands in the text, with the area a member leads or a committee's full name."""
    text = passage.text
    start, end = passage.words.spans[agent.first][0], passage.words.spans[agent.after - 1][1]
    if body is EndorsingBody.PORTFOLIO_HOLDER:
        area = _FOR_AREA.match(text, end)
        end = area.end() if area else end
    if body in (EndorsingBody.COMMITTEE, EndorsingBody.FULL_COUNCIL):
        name = _CAPITALS_BEFORE.search(text[:start])
        start = name.start() if name else start
    return text[start:end].strip()
