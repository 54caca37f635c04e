"""Logs as JSON lines on standard error: one object a line, never a payload, a key or a token."""

import json
import logging
import traceback
from datetime import UTC, datetime

STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Write a log record as one JSON object; fields given as `extra` stand beside the message."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        """Give the record's line; an exception is named by its class and place, its text kept out."""
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {name: value for name, value in record.__dict__.items() if name not in STANDARD}
        if record.exc_info and record.exc_info[0]:
            entry["fault"] = record.exc_info[0].__name__
            entry["where"] = [
                f"{f.name} {f.filename}:{f.lineno}" for f in traceback.extract_tb(record.exc_info[2])[-5:]
            ]
        return json.dumps(entry, default=str)


def set_up_logs(service: str, level: str) -> None:
    """Send every log of the process to standard error as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aiokafka", "uvicorn.access", "faststream"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
