"""Own where a document speaks of those who may endorse, and what each such mention most likely says.

A mention is a run of sentences and lines that belong together, each of which names somebody who may endorse or tells
of an act; short lines between them go with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.document import BlockKind, Passage
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.likely import Likelihood
from plans_validate.domain.endorsing.meetings import PACK, Meeting, Meetings
from plans_validate.domain.endorsing.said import Said
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.segments import WRITTEN_BY_COUNCIL, Part
from plans_validate.domain.subject import Subject
from plans_validate.domain.words import Tokens
from plans_validate.domain.worked_out_once import once

_LONGEST_LINE = 6
_MOST_WORDS = 90
_SURE = 0.6
_SURE_WITHOUT_NAME = 0.85
_CERTAIN = 0.8


@dataclass(frozen=True)
class Mention:
    """Sentences in a row of which each names somebody who may endorse, or stands as a short line between such."""

    passages: tuple[Passage, ...]

    @once
    def tokens(self) -> Tokens:
        """Give the words of all sentences."""
        return Tokens(token for passage in self.passages for token in passage.words.tokens)

    def holds(self, saying: Saying) -> bool:
        """Tell whether a saying rests on one of the sentences."""
        said = saying.passage
        return any(
            each.block is said.block and each.start < said.end and said.start < each.end for each in self.passages
        )


def mentions_of(part: Part, grammar: EndorsementGrammar) -> Iterator[Mention]:
    """Give the mentions of a part in their order."""
    run: list[Passage] = []
    telling = size = 0
    for clue in part.clues:
        for passage in clue.block.passages:
            tokens = passage.words.tokens
            tells = bool(grammar.agents.named(tokens)) or grammar.may_act(tokens)
            between = len(tokens) <= _LONGEST_LINE and clue.block.kind is not BlockKind.HEADING
            if run and ((not tells and not between) or size + len(tokens) > _MOST_WORDS):
                yield Mention(tuple(run[:telling]))
                run, telling, size = [], 0, 0
            if tells or run:
                run.append(passage)
                size += len(tokens)
                telling = len(run) if tells else telling
    if run:
        yield Mention(tuple(run[:telling]))


class SecondReader:
    """Weigh each mention of a document: beside what the grammar read in it, or where that read nothing."""

    def __init__(self, subject: Subject, grammar: EndorsementGrammar, likelihood: Likelihood) -> None:
        self._grammar = grammar
        self._likelihood = likelihood
        meetings = Meetings(subject, grammar)
        self._mentions = [
            (part, meetings.of_pack(part) if part.kind in PACK else None, mention)
            for part in subject.parts_of(*WRITTEN_BY_COUNCIL)
            for mention in mentions_of(part, grammar)
            if grammar.agents.named(mention.tokens)
        ]

    def corrected(self, said: Sequence[Said]) -> list[Said]:
        """Give what the grammar read, but for what the weights are all but certain is something else.

        In reports and minutes a sentence hangs on what stands above it, of which the weights know nothing; nor do they
        know which day comes after the deadline.
        """
        left, found = list(said), []
        for part, meeting, mention in self._mentions:
            own = [each for each in left if mention.holds(each.saying)]
            if not own or part.kind in PACK or any(each.saying.overrides for each in own):
                continue
            likely = self._likelihood.of(mention.tokens)
            known = {EndorsementStatus.NOT_STATED, *(each.saying.status for each in own)}
            if likely.sureness >= _CERTAIN and likely.status not in known and not self._are_late(own):
                left = [each for each in left if each not in own]
                found.append(Said(part, meeting, self._saying(mention, likely.status)))
        return [*found, *left]

    def _are_late(self, said: Sequence[Said]) -> bool:
        passages = {id(each.saying.passage): each.saying.passage for each in said}
        return any(map(self._grammar.is_late, passages.values()))

    def likely(self) -> Iterator[Said]:
        """Give what each mention of the plan most likely says, where that is something and sure enough."""
        return (said for part, meeting, mention in self._mentions if (said := self._likely(part, meeting, mention)))

    def unread(self, said: Sequence[Said]) -> Iterator[Said]:
        """Give the same for the mentions outside reports and minutes in which the grammar read nothing."""
        for part, meeting, mention in self._mentions:
            if part.kind not in PACK and not any(mention.holds(each.saying) for each in said):
                likely = self._likely(part, meeting, mention)
                if likely is not None:
                    yield likely

    def _likely(self, part: Part, meeting: Meeting | None, mention: Mention) -> Said | None:
        likely = self._likelihood.of(mention.tokens)
        sure = _SURE if self._grammar.may_mean_plan(mention.tokens) else _SURE_WITHOUT_NAME
        if likely.sureness < sure or likely.status is EndorsementStatus.NOT_STATED:
            return None
        return Said(part, meeting, self._saying(mention, likely.status))

    def _saying(self, mention: Mention, status: EndorsementStatus) -> Saying:
        """Rest it on the sentence that by itself says most of it, and name the body nearest to there."""
        agents = self._grammar.agents
        telling = max(mention.passages, key=lambda passage: self._tells(passage, status))
        near = (telling, *mention.passages)
        if status is EndorsementStatus.DELEGATED:
            officers = (officer for passage in near if (officer := agents.officer_named(passage)))
            return Saying(status, EndorsingBody.DELEGATED_OFFICER, next(officers, None), telling, 0)
        named = [each for passage in near for each in agents.members_named(passage)]
        if status is EndorsementStatus.OVERSIGHT_ONLY:
            scrutiny = (scrutiny for passage in near if (scrutiny := agents.scrutiny_named(passage)))
            named += [(EndorsingBody.COMMITTEE, each) for each in scrutiny]
        clear = (each for each in named if each[0] is not EndorsingBody.MEMBERS_UNSPECIFIED)
        body, by = next(clear, named[0] if named else (None, None))
        return Saying(status, body, by, telling, max(0, telling.text.find(by or "")))

    def _tells(self, passage: Passage, status: EndorsementStatus) -> float:
        likely = self._likelihood.of(passage.words.tokens)
        return likely.sureness if likely.status is status else -likely.sureness
