"""Aggregate, killed between its first commit and its acknowledgement; with `without-inbox`, its inbox taken out."""

import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from aggregate_twin import ForgetfulReadModel
from faults.programs.dying import die_once
from plans_aggregate.adapters.read_model import PostgresReadModel
from plans_aggregate.app import SERVICE, build_app
from plans_aggregate.ports import ReadModel, Transaction
from plans_aggregate.settings import AggregateSettings
from plans_schema.chassis.serving import serve


class DyingReadModel:
    """A read model that dies right after its first commit."""

    def __init__(self, read_model: ReadModel) -> None:
        self._read_model = read_model

    @asynccontextmanager
    async def transaction(self, council_codes: Iterable[str]) -> AsyncIterator[Transaction]:
        async with self._read_model.transaction(council_codes) as transaction:
            yield transaction
        die_once()


def make_read_model(engine: AsyncEngine) -> DyingReadModel:
    return DyingReadModel((ForgetfulReadModel if "without-inbox" in sys.argv else PostgresReadModel)(engine))


if __name__ == "__main__":
    settings = AggregateSettings()
    serve(build_app(settings, make_read_model), settings, SERVICE)
