"""Run ingest: `python -m plans_ingest`."""

from plans_ingest.app import SERVICE, build_app
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.serving import serve

if __name__ == "__main__":
    settings = IngestSettings()
    serve(build_app(settings), settings, SERVICE)
