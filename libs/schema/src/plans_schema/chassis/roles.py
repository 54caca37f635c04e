"""The database and its roles: one a service, and a reader for analysts. Grants stand in each service's migrations."""

import asyncio
from typing import Annotated

import asyncpg
from pydantic import Field, SecretStr

from plans_schema.chassis.retry import until_done
from plans_schema.chassis.settings import ServiceSettings
from plans_schema.chassis.topics import migrate_topics

ROLES = ("plans_ingest", "plans_validate", "plans_aggregate", "plans_analyst")
READ_ONLY_LIMITS = {
    "default_transaction_read_only": "on",
    "statement_timeout": "60s",
    "temp_file_limit": "1GB",
    "search_path": "analytics",
}


class MigrationSettings(ServiceSettings):
    """What the migration step needs beside a service's settings: an administrator and the roles' passwords."""

    database_user: str = "postgres"
    replication: Annotated[int, Field(ge=1, description="Copies of every topic's partitions.")] = 1
    ingest_password: SecretStr
    validate_password: SecretStr
    aggregate_password: SecretStr
    analyst_password: SecretStr

    def passwords(self) -> dict[str, str]:
        """Give each role's password by the role's name."""
        secrets = (self.ingest_password, self.validate_password, self.aggregate_password, self.analyst_password)
        return {role: secret.get_secret_value() for role, secret in zip(ROLES, secrets, strict=True)}


async def ensure_database(settings: MigrationSettings) -> None:
    """Create the database and its roles where missing, set their passwords, close what is open to all."""
    server = {
        "host": settings.database_host,
        "port": settings.database_port,
        "user": settings.database_user,
        "password": settings.database_password.get_secret_value(),
        "timeout": 10,
    }
    admin = await asyncpg.connect(database="postgres", **server)
    try:
        await admin.execute("SELECT pg_advisory_lock(hashtextextended('plans migrate', 0))")  # until disconnected
        for role, password in settings.passwords().items():
            await _ensure_role(admin, role, password)
        name = settings.database_name
        if not await admin.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await admin.execute(f"CREATE DATABASE {_identifier(name)}")
    finally:
        await admin.close()
    inside = await asyncpg.connect(database=settings.database_name, **server)
    try:
        await _close_defaults(inside, settings.database_name)
    finally:
        await inside.close()


async def _ensure_role(admin: asyncpg.Connection, role: str, password: str) -> None:
    if not await admin.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
        await admin.execute(f"CREATE ROLE {role} LOGIN")
    await admin.execute(f"ALTER ROLE {role} PASSWORD {_literal(password)}")


async def _close_defaults(inside: asyncpg.Connection, database: str) -> None:
    await inside.execute(f"REVOKE ALL ON DATABASE {_identifier(database)} FROM PUBLIC")
    await inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    for function in ("lo_create(oid)", "lo_creat(integer)", "lo_from_bytea(oid, bytea)"):
        await inside.execute(f"REVOKE EXECUTE ON FUNCTION pg_catalog.{function} FROM PUBLIC")
    await inside.execute(f"GRANT CONNECT ON DATABASE {_identifier(database)} TO {', '.join(ROLES)}")
    for name, value in READ_ONLY_LIMITS.items():
        await inside.execute(f"ALTER ROLE plans_analyst SET {name} = {_literal(value)}")


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def migrate_roles() -> None:
    """Run `ensure_database`, waiting for a server that is not up yet."""
    settings = MigrationSettings()
    asyncio.run(until_done(lambda: ensure_database(settings)))


def migrate_topics_from_settings() -> None:
    """Create the topics that the settings' broker lacks."""
    settings = MigrationSettings()
    migrate_topics(settings.kafka, settings.topic_prefix, settings.replication)
