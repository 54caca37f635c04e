"""Aggregate with its inbox taken out: what must go red."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from plans_aggregate.adapters.read_model import PostgresReadModel, PostgresTransaction
from plans_aggregate.domain.projections import Validated
from plans_aggregate.ports import Remembered


class ForgetfulTransaction(PostgresTransaction):
    """A transaction to which every event is new."""

    async def remember(self, batch: Sequence[Validated]) -> Remembered:
        return Remembered(tuple(batch), frozenset())


class ForgetfulReadModel(PostgresReadModel):
    """The same tables, without the inbox."""

    @asynccontextmanager
    async def transaction(self, council_codes: Iterable[str]) -> AsyncIterator[ForgetfulTransaction]:
        del council_codes
        async with self._engine.begin() as connection:
            yield ForgetfulTransaction(connection)
