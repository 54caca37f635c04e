"""Run validate: `python -m plans_validate`."""

from plans_schema.chassis.serving import serve
from plans_validate.app import SERVICE, build_app
from plans_validate.settings import ValidateSettings

if __name__ == "__main__":
    settings = ValidateSettings()
    serve(build_app(settings), settings, SERVICE)
