"""Which faults are tried again: those that time may heal."""

import asyncpg
import pytest
from aiokafka.errors import KafkaConnectionError, MessageSizeTooLargeError, UnknownTopicOrPartitionError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from plans_schema.chassis.errors import is_transient
from plans_schema.chassis.retry import delay_seconds


def wrapped(fault: Exception) -> DBAPIError:
    return DBAPIError("SELECT 1", {}, fault)


@pytest.mark.parametrize(
    "fault",
    [
        ConnectionRefusedError(),
        ConnectionResetError(),
        TimeoutError(),
        OSError(101, "network is unreachable"),
        PoolTimeoutError(),
        EOFError(),
        KafkaConnectionError(),
        UnknownTopicOrPartitionError(),
        asyncpg.InterfaceError("closed"),
        asyncpg.InternalClientError("lost"),
        asyncpg.DeadlockDetectedError("deadlock"),
        asyncpg.TooManyConnectionsError("full"),
        asyncpg.CannotConnectNowError("starting"),
        asyncpg.AdminShutdownError("stopping"),
        wrapped(asyncpg.SerializationError("again")),
        asyncpg.UndefinedTableError("not migrated"),
        asyncpg.InsufficientPrivilegeError("not granted"),
        asyncpg.ReadOnlySQLTransactionError("standby"),
        wrapped(asyncpg.ConnectionDoesNotExistError("gone")),
    ],
)
def test_a_fault_that_may_pass_is_tried_again(fault: Exception) -> None:
    assert is_transient(fault)


@pytest.mark.parametrize(
    "fault",
    [
        ValueError("bug"),
        FileNotFoundError(),
        PermissionError(),
        MessageSizeTooLargeError(),
        asyncpg.NumericValueOutOfRangeError("too much"),
        asyncpg.UniqueViolationError("twice"),
        wrapped(asyncpg.UniqueViolationError("twice")),
        IntegrityError("INSERT", {}, asyncpg.ForeignKeyViolationError("nobody")),
    ],
)
def test_a_fault_that_stays_is_not(fault: Exception) -> None:
    assert not is_transient(fault)


def test_pauses_double_to_five_seconds_with_jitter() -> None:
    for attempt, most in ((1, 0.05), (2, 0.1), (5, 0.8), (8, 5.0), (1000, 5.0)):
        assert most / 2 <= delay_seconds(attempt) <= most
