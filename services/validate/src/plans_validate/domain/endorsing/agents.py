"""Own who is named in a sentence on endorsement: bodies of members, scrutiny, officers, or somebody else's bodies."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from plans_schema.vocabulary import EndorsingBody
from plans_validate.domain.dates import is_date_word
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.acting import is_noun, is_passive
from plans_validate.domain.round import EndorsementWords
from plans_validate.domain.words import Match, Phrases

_NAME_REACHES = 6
_AREA_REACHES = 5
_NEAR = 5
_BODY_AND_MEMBERS = 2
_WITH_MY = ("with", "my")
_JOINS = frozenset({"and", "but"})
_CONSULTED_WITHIN = 4
_ARTICLES = frozenset({"the", "our", "its", "a"})
_WHERE = frozenset({"where", "which", "whose", "when"})
_AT = frozenset({"at", "of"})
_AT_WITHIN = 4
_THROUGH = frozenset({"by", "through", "via", "from"})
_TOGETHER = frozenset({"and", "with", "plus", "by", "then"})
_VERBS = frozenset(
    {"is", "was", "are", "were", "has", "have", "had", "will", "would", "be", "been", "to", "for", "subject"}
)
_TOWARDS = (" to", " before")
_FROM = frozenset({("of",), ("from",)})
_LINKS = frozenset({"by", "at", "of", "from", "to", "before", "with", "in"})
_FOR_AREA = re.compile(r" for(?:,? (?:[A-Z][\w'’&-]*|and|of|the|&))+")
_CAPITALS_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’-]*|and|&|of),? )+$")
_MEETING_BODIES = frozenset(
    {EndorsingBody.CABINET, EndorsingBody.EXECUTIVE, EndorsingBody.FULL_COUNCIL, EndorsingBody.COMMITTEE}
)
_WITH_AREAS = frozenset({EndorsingBody.PORTFOLIO_HOLDER, EndorsingBody.LEADER})
_OFFICES = frozenset(EndorsingBody) - {EndorsingBody.MEMBERS_UNSPECIFIED}


class Outsider(StrEnum):
    """Who may stand beside a body of members; `nobody` looks like one and names a thing."""

    SCRUTINY = "scrutiny"
    OFFICERS = "officers"
    ELSEWHERE = "elsewhere"
    NOBODY = "nobody"


_WITH_NAMES = frozenset({EndorsingBody.COMMITTEE, Outsider.SCRUTINY})


class Agent(NamedTuple):
    """Somebody named in a sentence: where, and what they are."""

    match: Match
    kind: EndorsingBody | Outsider


class Agents:
    """Find who is named, with one round's words."""

    def __init__(self, words: EndorsementWords) -> None:
        self._name_titles, self._consulted, self._movers = words.name_titles, words.consulted, words.movers
        self._kinds: dict[str, EndorsingBody | Outsider] = {}
        for each in words.bodies:
            self._kinds |= dict.fromkeys(each.phrases, each.body)
        for outsider in Outsider:
            self._kinds |= dict.fromkeys(getattr(words.not_members, outsider), outsider)
        self._phrases = Phrases.of(tuple(self._kinds))
        self._councils = words.councils
        self._dating = words.dating
        self._acts, self._ahead = words.acts, words.decisions_ahead

    def named(self, tokens: Sequence[str]) -> list[Agent]:
        """Give everybody who is named, in order."""
        found = (Agent(match, self._kinds[match.phrase]) for match in self._phrases.find(tokens))
        return [agent for agent in found if agent.kind is not Outsider.NOBODY]

    def named_in(self, passage: Passage) -> list[Agent]:
        """Give everybody who is named in a sentence, a committee with its whole name, a member with what they lead."""
        named = [self._with_name(passage, agent) for agent in self.named(passage.words.tokens)]
        ends = [*(each.match.first for each in named[1:]), len(passage.words)]
        return [_with_area(passage, agent, end) for agent, end in zip(named, ends, strict=False)]

    def _with_name(self, passage: Passage, agent: Agent) -> Agent:
        if agent.kind not in _WITH_NAMES:
            return agent
        spans, match = passage.words.spans, agent.match
        name = _CAPITALS_BEFORE.search(passage.text[: spans[match.first][0]])
        first = next((n for n in range(match.first) if name and spans[n][0] >= name.start()), match.first)
        own = passage.words.tokens[first : match.first]
        alike = own in Phrases.of(self._acts) or "plan" in own
        return agent if alike else Agent(match._replace(first=first), agent.kind)

    def body_named(self, passage: Passage, *, meeting: bool = True) -> tuple[EndorsingBody, str] | None:
        """Give the body that a line names, and its name as written: one of members that meets, or any office."""
        bodies = _MEETING_BODIES if meeting else _OFFICES
        for match, kind in self.named(passage.words.tokens):
            body = EndorsingBody.DELEGATED_OFFICER if kind is Outsider.OFFICERS else kind
            if body in bodies and isinstance(body, EndorsingBody):
                return body, as_written(passage, match, body)
        return None

    def is_council(self, tokens: Sequence[str]) -> bool:
        """Tell whether a line names the council as a meeting, with no more than its day: "Council, 9 July 2024"."""
        left = tuple(token for token in tokens if not is_date_word(token) and token not in self._dating)
        return any(each.first == 0 and each.after == len(left) for each in Phrases.of(self._councils).find(left))

    def scrutiny_named(self, line: Passage) -> str | None:
        """Give the name, as written, of the scrutiny committee that a line names."""
        scrutiny = (match for match, kind in self.named(line.words.tokens) if kind is Outsider.SCRUTINY)
        match = next(scrutiny, None)
        return None if match is None else as_written(line, match, EndorsingBody.COMMITTEE)

    def members_named(self, passage: Passage) -> list[tuple[EndorsingBody, str]]:
        """Give the bodies of members in a sentence, named as written, be it no more than "members"."""
        return [
            (kind, as_written(passage, match, kind))
            for match, kind in self.named(passage.words.tokens)
            if isinstance(kind, EndorsingBody)
        ]

    def officer_named(self, passage: Passage) -> str | None:
        """Give the name, as written, of the first officer in a sentence."""
        officers = (match for match, kind in self.named(passage.words.tokens) if kind is Outsider.OFFICERS)
        match = next(officers, None)
        return None if match is None else as_written(passage, match, EndorsingBody.DELEGATED_OFFICER)

    def of_act(self, tokens: Sequence[str], act: Match, named: Sequence[Agent]) -> Agent | None:
        """Give who does it: after a passive or a noun the first one named behind it, else the nearest in front."""
        acting = [each for each in named if not self._only_speaks(tokens, each.match, act)]
        before = self._without_makeup(tokens, [each for each in acting if each.match.after <= act.first])
        after = [each for each in acting if each.match.first >= act.first]
        if after and not _JOINS.isdisjoint(behind := tokens[act.after : after[0].match.first]):
            linked = (
                not _LINKS.isdisjoint(behind) if is_passive(tokens, act) else is_noun(tokens, act) or "by" in behind
            )
            after = after if linked else []
        behind_first = is_passive(tokens, act) or "by" in tokens[act.after : act.after + _NEAR]
        behind_first = behind_first or (is_noun(tokens, act) and tokens[act.after : act.after + 1] in _FROM)
        if before and after and _LINKS.isdisjoint(tokens[act.after : after[0].match.first]):
            behind_first = False
        if act.phrase in self._ahead and act.phrase.endswith(_TOWARDS):
            before = [each for each in before if each.kind is not Outsider.OFFICERS]
        nearest = [*after[:1], *before[-1:]] if behind_first else [*before[-1:], *after[:1]]
        if len(nearest) > 1 and nearest[0].kind is EndorsingBody.MEMBERS_UNSPECIFIED:
            told = _is_value(nearest[1], act) or not _THROUGH.isdisjoint(tokens[act.after : nearest[1].match.first])
            nearest = nearest[::-1] if told else nearest
        return self._at_meeting(tokens, self._by_office(tokens, nearest[0], named), named) if nearest else None

    def _without_makeup(self, tokens: Sequence[str], before: Sequence[Agent]) -> Sequence[Agent]:
        """Leave out the members that a body is said to be made up of: "the Committee (nine members) approved"."""
        if len(before) < _BODY_AND_MEMBERS:
            return before
        body, members = before[-_BODY_AND_MEMBERS:]
        between = tokens[body.match.after : members.match.first]
        acted = any(between in Phrases.of(phrases) for phrases in (self._acts, self._ahead))
        made_up = members.kind is EndorsingBody.MEMBERS_UNSPECIFIED and body.kind in _MEETING_BODIES
        plain = _VERBS.isdisjoint(between) and _THROUGH.isdisjoint(between) and _WHERE.isdisjoint(between)
        return before[:-1] if made_up and plain and not acted else before

    @staticmethod
    def around(act: Match, named: Sequence[Agent]) -> Agent | None:
        """Give the members whose act a name holds: "member endorsement"."""
        return next((each for each in named if each.match.first <= act.first < each.match.after), None)

    @staticmethod
    def _at_meeting(tokens: Sequence[str], agent: Agent, named: Sequence[Agent]) -> Agent:
        """Take the body that meets for its members: "it went to Cabinet, where councillors endorsed it"."""
        if agent.kind is not EndorsingBody.MEMBERS_UNSPECIFIED:
            return agent
        meeting = (each for each in named if each.kind in _MEETING_BODIES and each.match.first > agent.match.first)
        here = next(
            (each for each in meeting if _AT & set(tokens[each.match.first - _AT_WITHIN : each.match.first])), None
        )
        if here is not None or _WHERE.isdisjoint(tokens[: agent.match.first]):
            return here or agent
        bodies = (each for each in reversed(named) if each.match.after < agent.match.first)
        meets = (each for each in bodies if _WHERE & set(tokens[each.match.after : agent.match.first]))
        return next((each for each in meets if each.kind in _MEETING_BODIES), agent)

    @staticmethod
    def _is_joined(tokens: Sequence[str], one: Match, other: Match) -> bool:
        """Tell whether two are named as acting together: "the Chief Executive and, with her, the Leader"."""
        between = tokens[min(one.after, other.after) : max(one.first, other.first)]
        return not _TOGETHER.isdisjoint(between) and _VERBS.isdisjoint(between)

    def member_beside(self, tokens: Sequence[str], act: Match, officer: Agent, named: Sequence[Agent]) -> Agent | None:
        """Give the members who act together with others: "approved by the Chief Executive and the Leader"."""
        passive = is_passive(tokens, act)
        members = (each for each in named if isinstance(each.kind, EndorsingBody))
        acting = (each for each in members if not self._only_speaks(tokens, each.match, act))
        acting = (each for each in acting if self._is_joined(tokens, each.match, officer.match))
        member = next((each for each in acting if (each.match.first >= act.first) is passive), None)
        return None if member is None else self._by_office(tokens, member, named)

    @staticmethod
    def meets(agent: Agent) -> bool:
        """Tell whether somebody decides in a meeting, and not as one person."""
        return agent.kind in _MEETING_BODIES

    def only_moves(self, tokens: Sequence[str], agent: Agent) -> bool:
        """Tell whether somebody puts a matter to the meeting that decides: "the Leader moved", "reported"."""
        return agent.kind not in _MEETING_BODIES and tokens[agent.match.after :][:1] in Phrases.of(self._movers)

    def _only_speaks(self, tokens: Sequence[str], named: Match, act: Match) -> bool:
        """Tell whether somebody was asked for advice, or put the matter to those who decide."""
        moved = tokens[named.after : named.after + 1] in Phrases.of(self._movers) and act.first != named.after
        return moved or (act.phrase not in self._consulted and self._is_consulted(tokens, named))

    def _is_consulted(self, tokens: Sequence[str], named: Match) -> bool:
        """Tell whether "having consulted" or the like stands right before a name."""
        before = tokens[max(0, named.first - _CONSULTED_WITHIN) : named.first]
        if before[-2:] == _WITH_MY:
            return True
        last = max(Phrases.of(self._consulted).find(before), key=lambda each: each.after, default=None)
        if last is None or (before[last.first].startswith("consultation") and "with" not in before[last.after :]):
            return False
        return not last.phrase.endswith(" by") or _ARTICLES.issuperset(before[last.after :])

    def _by_office(self, tokens: Sequence[str], agent: Agent, named: Sequence[Agent]) -> Agent:
        """Take the office that stands beside a councillor's name: "Councillor A. Name, Leader of the Council"."""
        if agent.match.phrase not in self._name_titles:
            return agent
        in_front = [each for each in named if _leads_to(tokens[each.match.after : agent.match.first])]
        behind = [each for each in named if 0 <= each.match.first - agent.match.after <= _NAME_REACHES]
        offices = (each for each in (*in_front, *behind) if each.kind is not EndorsingBody.MEMBERS_UNSPECIFIED)
        return next((each for each in offices if isinstance(each.kind, EndorsingBody)), agent)


def _with_area(passage: Passage, agent: Agent, end: int) -> Agent:
    """Give a member with the area they lead, as far as nobody else is named: "Portfolio Holder for Housing Policy"."""
    match, spans = agent.match, passage.words.spans
    area = _FOR_AREA.match(passage.text, spans[match.after - 1][1]) if agent.kind in _WITH_AREAS else None
    if area is None:
        return agent
    after = next((place for place in range(match.after, end) if spans[place][0] >= area.end()), end)
    return agent._replace(match=match._replace(after=after))


def _leads_to(between: Sequence[str]) -> bool:
    """Tell whether an office stands right before a name, or with the area it is for."""
    return not between or (between[0] == "for" and len(between) <= _AREA_REACHES)


def _is_value(agent: Agent, act: Match) -> bool:
    """Tell whether a body stands right behind a label: "Member oversight and endorsement: Cabinet"."""
    return agent.match.first == act.after


def officer_of(named: Sequence[Agent]) -> Agent | None:
    """Give the first officer who is named."""
    return next((each for each in named if each.kind is Outsider.OFFICERS), None)


def as_written(passage: Passage, agent: Match, body: EndorsingBody | None) -> str:
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
