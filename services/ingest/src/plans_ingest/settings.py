"""Ingest's own settings beside those every service has."""

import secrets

from pydantic import SecretStr

from plans_schema.chassis.settings import ServiceSettings


class IngestSettings(ServiceSettings):
    """How ingest sends on and puts forward again.

    `session_secret` signs the web page's cookie; without one, a restart ends the pages' sessions.
    """

    database_user: str = "plans_ingest"
    http_port: int = 8081
    session_secret: SecretStr = SecretStr(secrets.token_hex(32))
    session_secure: bool = False
    uploads_at_once: int = 16
    reconcile_interval_seconds: float = 10.0
    reconcile_after_seconds: float = 60.0
    reconcile_attempts: int = 5
