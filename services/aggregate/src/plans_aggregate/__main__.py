"""Run aggregate: `python -m plans_aggregate`."""

from plans_aggregate.app import SERVICE, build_app
from plans_aggregate.settings import AggregateSettings
from plans_schema.chassis.serving import serve

if __name__ == "__main__":
    settings = AggregateSettings()
    serve(build_app(settings), settings, SERVICE)
