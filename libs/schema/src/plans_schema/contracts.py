"""Write the contracts others read: JSON Schemas of every event and of the report, and the AsyncAPI document."""

import json
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from plans_schema.envelope import CONTENT_TYPE, MAXIMUM_EVENT_BYTES
from plans_schema.events.plans import PlanReceived, PlanValidated
from plans_schema.report import Report
from plans_schema.topics import ALL_TOPICS, KEY, PLANS_RECEIVED, PLANS_VALIDATED, TOPICS, Topic

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EVENTS: tuple[type[PlanReceived] | type[PlanValidated], ...] = (PlanReceived, PlanValidated)
SENDERS = {PLANS_RECEIVED.name: "ingest", PLANS_VALIDATED.name: "validate"}
HEADERS = {
    "ce_specversion": "CloudEvents version: 1.0",
    "ce_id": "UUID version 7; the same fact stated again has the same id",
    "ce_source": "the service that states it",
    "ce_type": "the event's type with its major version",
    "ce_time": "when it happened, UTC",
    "ce_dataschema": "names the JSON Schema of the value",
    "ce_subject": "submission id",
    "ce_partitionkey": KEY,
    "traceparent": "W3C trace context",
}

schema = typer.Typer(help="Write or check the generated contracts.", no_args_is_help=True)
Folder = typer.Option(Path("libs/schema/jsonschema"), help="Where the contracts lie.")


def _json_schema(model: type[BaseModel], name: str) -> dict[str, Any]:
    return {"$schema": DIALECT, "$id": f"plans:{name}"} | model.model_json_schema(mode="serialization")


def _channel(topic: Topic) -> dict[str, Any]:
    configuration = {"retention.ms": topic.retention_ms}
    return {
        "address": topic.name,
        "description": f"Key: {KEY}. "
        + (
            f"Dead letters of {topic.dead_letter_of}."
            if topic.dead_letter_of
            else f"Dead letters: {topic.dead_letter_name}."
        ),
        "messages": {} if topic.dead_letter_of else {topic.carries: {"$ref": f"#/components/messages/{topic.carries}"}},
        "bindings": {
            "kafka": {"topic": topic.name, "partitions": topic.partitions, "topicConfiguration": configuration}
        },
    }


def _operations() -> dict[str, Any]:
    def operation(action: str, service: str, name: str) -> dict[str, Any]:
        return {"action": action, "channel": {"$ref": f"#/channels/{name}"}, "tags": [{"name": service}]}

    sends = {f"{service} states {name}": operation("send", service, name) for name, service in SENDERS.items()}
    reads = {
        f"{one} reads {topic.name}": operation("receive", one, topic.name) for topic in TOPICS for one in topic.readers
    }
    return sends | reads


def _message(event: type[BaseModel], name: str) -> dict[str, Any]:
    return {
        "name": name,
        "contentType": CONTENT_TYPE,
        "summary": (event.__doc__ or "").strip().splitlines()[0],
        "description": f"CloudEvents 1.0, binary mode; at most {MAXIMUM_EVENT_BYTES} bytes.",
        "headers": {
            "type": "object",
            "properties": {header: {"type": "string", "description": text} for header, text in HEADERS.items()},
        },
        "payload": {"schemaFormat": f"application/schema+json;version={DIALECT}", "schema": {"$ref": f"{name}.json"}},
        "bindings": {"kafka": {"key": {"type": "string", "description": KEY}}},
    }


def documents() -> dict[str, str]:
    """Give every generated document by its file name."""
    asyncapi = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Productivity plans",
            "version": "1.0.0",
            "description": "Facts about plans, over Apache Kafka.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {topic.name: _channel(topic) for topic in ALL_TOPICS},
        "operations": _operations(),
        "components": {"messages": {event.__name__: _message(event, event.TYPE) for event in EVENTS}},
    }
    schemas = {f"{event.TYPE}.json": _json_schema(event, event.TYPE) for event in EVENTS}
    everything = schemas | {"report.json": _json_schema(Report, "report"), "asyncapi.json": asyncapi}
    return {name: json.dumps(content, indent=2, ensure_ascii=False) + "\n" for name, content in everything.items()}


@schema.command()
def write(folder: Path = Folder) -> None:
    """Write the contracts."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in documents().items():
        (folder / name).write_text(content)


@schema.command()
def check(folder: Path = Folder) -> None:
    """Tell whether the committed contracts are those of the code."""
    stale = [name for name, content in documents().items() if not _is(folder / name, content)]
    if stale:
        typer.echo(f"Contracts differ from the code: {', '.join(stale)}. If the change is meant: make generate.")
        raise typer.Exit(1)


def _is(file: Path, content: str) -> bool:
    return file.is_file() and file.read_text() == content
