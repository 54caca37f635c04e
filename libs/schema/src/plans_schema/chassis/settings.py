"""Settings that every service has: from the environment (`PLANS_…`) and, for secrets, from files."""

import os
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

SECRETS_FOLDER = os.environ.get("PLANS_SECRETS_DIR")


class ServiceSettings(BaseSettings):
    """What a service needs to reach its broker and its database, and where it answers.

    Secrets may lie in the folder that `PLANS_SECRETS_DIR` names, a file a setting
    (`plans_database_password`).
    """

    model_config = SettingsConfigDict(
        env_prefix="PLANS_",
        extra="ignore",
        secrets_dir=SECRETS_FOLDER if SECRETS_FOLDER and Path(SECRETS_FOLDER).is_dir() else None,
    )

    kafka: Annotated[str, Field(description="Bootstrap servers, comma separated.", examples=["127.0.0.1:9092"])]
    topic_prefix: Annotated[str, Field(description="Put before every topic and consumer group.")] = ""
    database_host: str = "127.0.0.1"
    database_port: int = 5432
    database_name: str = "plans"
    database_user: str
    database_password: SecretStr
    http_host: str = "127.0.0.1"
    http_port: int = 8080
    log_level: str = "INFO"
    clock_offset_seconds: Annotated[float, Field(description="Set the service's clock off: for demonstrations.")] = 0.0

    def database_url(self) -> str:
        """Give the SQLAlchemy address (asyncpg driver), password included: never log it."""
        password = quote(self.database_password.get_secret_value(), safe="")
        place = f"{self.database_host}:{self.database_port}/{self.database_name}"
        return f"postgresql+asyncpg://{self.database_user}:{password}@{place}"
