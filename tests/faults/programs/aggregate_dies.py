"""Aggregate, killed between its first commit and its acknowledgement; with `without-inbox`, its inbox taken out."""

import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager

from dying import die_once

from plans_aggregate.adapters.read_model import PostgresReadModel, PostgresTransaction
from plans_aggregate.app import SERVICE, build_app
from plans_aggregate.domain.projections import Validated
from plans_aggregate.ports import Remembered
from plans_aggregate.settings import AggregateSettings
from plans_schema.chassis.serving import serve


class DyingReadModel(PostgresReadModel):
    """The read model, with a death after its first commit."""

    @asynccontextmanager
    async def transaction(self, council_codes: Iterable[str]) -> AsyncIterator[PostgresTransaction]:
        async with super().transaction(council_codes) as transaction:
            yield transaction
        die_once()


class ForgetfulTransaction(PostgresTransaction):
    """A transaction to which every event is new."""

    async def remember(self, batch: Sequence[Validated]) -> Remembered:
        return Remembered(tuple(batch), frozenset())


class ForgetfulReadModel(DyingReadModel):
    """The same tables, without the inbox."""

    @asynccontextmanager
    async def transaction(self, council_codes: Iterable[str]) -> AsyncIterator[PostgresTransaction]:
        async with self._engine.begin() as connection:
            yield ForgetfulTransaction(connection)
        die_once()


if __name__ == "__main__":
    read_model = ForgetfulReadModel if "without-inbox" in sys.argv else DyingReadModel
    settings = AggregateSettings()
    serve(build_app(settings, read_model), settings, SERVICE)
