"""Project validated plans: a batch in, its effect in the read model once."""

from collections.abc import Sequence
from dataclasses import dataclass

from plans_aggregate.domain.projections import Validated, fold
from plans_aggregate.ports import ReadModel


@dataclass(frozen=True)
class Applied:
    """What a batch did: `effects` receipts counted, `reports` written, `duplicates` events skipped."""

    effects: int
    reports: int
    duplicates: int


class ProjectPlans:
    """Take each event once: inbox and rows in one transaction a batch."""

    def __init__(self, read_model: ReadModel) -> None:
        self._read_model = read_model

    async def __call__(self, batch: Sequence[Validated]) -> Applied:
        """Project a batch; after an exception nothing of it is stored."""
        councils = {validated.data.council_code for validated in batch}
        async with self._read_model.transaction(councils) as transaction:
            remembered = await transaction.remember(batch)
            held = await transaction.held({validated.data.submission_id for validated in remembered.fresh})
            change = fold(remembered.fresh, remembered.counted, held)
            await transaction.write(change)
        return Applied(len(change.effects), len(change.reports), len(batch) - len(remembered.fresh))
