"""Validate's own settings beside those every service has."""

from plans_schema.chassis.settings import ServiceSettings


class ValidateSettings(ServiceSettings):
    """How validate reaches the document store: as a role that may read documents and nothing else."""

    database_user: str = "plans_validate"
    http_port: int = 8082
