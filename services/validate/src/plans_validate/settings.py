"""Validate's own settings beside those every service has."""

from typing import Annotated

from pydantic import Field

from plans_schema.chassis.settings import ServiceSettings
from plans_validate.domain.sandbox import Policy


class ValidateSettings(ServiceSettings):
    """How validate reaches the document store: as a role that may read documents and nothing else."""

    database_user: str = "plans_validate"
    http_port: int = 8082
    sandbox: Annotated[
        Policy, Field(description="On a machine that lacks a layer of the sandbox: read nothing, or read without it.")
    ] = Policy.REQUIRE
