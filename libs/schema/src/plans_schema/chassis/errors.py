"""Tell a transient fault, which another try may heal, from one that trying again can't mend."""

import asyncpg
from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

# Source: PostgreSQL error codes: connection, rollback, resources, operator intervention, lock not available.
TRANSIENT_SQL_STATES = ("08", "40", "53", "57", "55P03")
PERMANENT_OS_ERRORS = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError, FileExistsError)
# EOFError: a helper process or a connection ended early
TRANSIENT_OTHER_ERRORS = (asyncpg.InterfaceError, asyncpg.InternalClientError, PoolTimeoutError, EOFError)


def is_transient(fault: BaseException) -> bool:
    """Tell whether the same work may succeed later without anybody's hand on it."""
    if isinstance(fault, DBAPIError):
        return fault.connection_invalidated or _sql_is_transient(fault.orig) or _caused_by_transient(fault)
    if isinstance(fault, asyncpg.PostgresError):
        return _sql_is_transient(fault)
    if isinstance(fault, KafkaError):
        return not isinstance(fault, MessageSizeTooLargeError)
    if isinstance(fault, OSError):  # TimeoutError and every connection error are among them
        return not isinstance(fault, PERMANENT_OS_ERRORS)
    return isinstance(fault, TRANSIENT_OTHER_ERRORS)


def _sql_is_transient(fault: BaseException | None) -> bool:
    state = getattr(fault, "sqlstate", None) or ""
    return str(state).startswith(TRANSIENT_SQL_STATES)


def _caused_by_transient(fault: DBAPIError) -> bool:
    cause = fault.orig.__cause__ if fault.orig is not None else None
    return cause is not None and not isinstance(cause, DBAPIError) and is_transient(cause)
