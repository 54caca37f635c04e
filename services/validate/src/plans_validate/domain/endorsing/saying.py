"""Own the saying: what one sentence says of the plan's endorsement, and what it rests on."""

from dataclasses import dataclass

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.agents import as_written
from plans_validate.domain.endorsing.standing import Standing
from plans_validate.domain.words import Match


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
    withheld: bool = False
    signature: Passage | None = None

    @property
    def looked_at(self) -> tuple[EndorsingBody, str | None] | None:
        """Give those who only had the plan before them: what the next sentence decides of it, they decided."""
        looked = (
            self.status is EndorsementStatus.OVERSIGHT_ONLY and self.weak and self.body is not EndorsingBody.COMMITTEE
        )
        return (self.body, self.by) if looked and self.body is not None else None


def saying_of(
    standing: Standing, body: EndorsingBody | None, passage: Passage, agent: Match | None, act: Match
) -> Saying:
    """Put a saying together: who is named at `agent`, as written, and how far the act has come."""
    by = None if agent is None else as_written(passage, agent, body)
    focus = passage.words.spans[act.first][0]
    return Saying(
        standing.status, body, by, passage, focus, standing.weak, standing.overrides, withheld=standing.withheld
    )
