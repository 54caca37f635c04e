"""Aggregate's own settings beside those every service has, and those of whoever reads its figures."""

from pydantic import Field, SecretStr

from plans_schema.chassis.settings import ServiceSettings


class AggregateSettings(ServiceSettings):
    """How aggregate reaches its broker and its database."""

    database_user: str = "plans_aggregate"
    http_port: int = 8083


class AnalystSettings(ServiceSettings):
    """How the sector's figures are read: with `PLANS_ANALYST_USER` and `PLANS_ANALYST_PASSWORD`, from the database."""

    kafka: str = ""
    database_user: str = Field(default="plans_analyst", validation_alias="plans_analyst_user")
    database_password: SecretStr = Field(validation_alias="plans_analyst_password")
