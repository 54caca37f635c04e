"""What aggregate needs from outside: a read model that takes one batch in one transaction."""

from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from plans_aggregate.domain.projections import Change, Standing, Validated


@dataclass(frozen=True)
class Remembered:
    """What the inbox says of a batch: the events it had not seen, and the submissions it knew before."""

    fresh: tuple[Validated, ...]
    counted: Set[UUID]


class Transaction(Protocol):
    """One transaction on the read model: all of a batch, or nothing of it."""

    async def remember(self, batch: Sequence[Validated]) -> Remembered:
        """Put the events in the inbox and tell which are new to it."""

    async def held(self, submission_ids: Iterable[UUID]) -> Mapping[UUID, Standing]:
        """Give the standing of what is stored on these submissions."""

    async def write(self, change: Change) -> None:
        """Write a batch's rows and point each of its councils to its current plan."""


class ReadModel(Protocol):
    """Where the sector's rows are kept."""

    def transaction(self, council_codes: Iterable[str]) -> AbstractAsyncContextManager[Transaction]:
        """Open a transaction that nobody else can fold events of these councils beside."""
