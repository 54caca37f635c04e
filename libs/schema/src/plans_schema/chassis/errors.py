"""Tell a record's own fault from one of its surroundings: the first is parked, the second is tried again."""

import asyncpg
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# Source: PostgreSQL error codes: cardinality, data exception, integrity constraint, program limit. All other classes
# (connection, permission, missing table, read-only standby, disk, memory, deadlock, ...) are no fault of a record.
SQL_STATES_OF_A_RECORD = ("21", "22", "23", "54")
PERMANENT_OS_ERRORS = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
# EOFError: a helper process or a connection ended early
TRANSIENT_OTHER_ERRORS = (asyncpg.InterfaceError, asyncpg.InternalClientError, PoolTimeoutError, EOFError)


class NotReadyError(Exception):
    """Why a service can't work yet, in a sentence for whoever runs it."""


def is_transient(fault: BaseException) -> bool:
    """Tell whether the same work may succeed later: by itself, or once somebody has mended the surroundings."""
    if isinstance(fault, DBAPIError):
        return fault.connection_invalidated or _sql_is_transient(fault.orig)
    if isinstance(fault, asyncpg.PostgresError):
        return _sql_is_transient(fault)
    if isinstance(fault, KafkaError):
        return not isinstance(fault, MessageSizeTooLargeError)
    if isinstance(fault, OSError):  # TimeoutError and every connection error are among them
        return not isinstance(fault, PERMANENT_OS_ERRORS)
    return isinstance(fault, TRANSIENT_OTHER_ERRORS)


def _sql_is_transient(fault: BaseException | None) -> bool:
    state = getattr(fault, "sqlstate", None)
    if state is None:  # the driver's own complaint: about its connection, or about a value it can't send
        cause = fault.__cause__ if fault is not None else None
        return cause is not None and is_transient(cause)
    return not str(state).startswith(SQL_STATES_OF_A_RECORD)
