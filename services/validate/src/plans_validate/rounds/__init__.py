"""Own the rounds' data: read once from the package, validated, with a name that changes when the data does."""

import json
import tomllib
from functools import cache
from hashlib import sha256
from importlib.resources import files

from plans_validate.domain.round import Round

CURRENT = "2024-productivity"
_HASH_LETTERS = 12


def _files(round_id: str) -> dict[str, bytes]:
    folder = files(__name__) / round_id
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.endswith((".toml", ".json"))}


@cache
def load_round(round_id: str = CURRENT) -> Round:
    """Give a round's data.

    Raises:
        FileNotFoundError: there is no such round.
        pydantic.ValidationError: its data is not as a round's must be.

    """
    data: dict[str, object] = {}
    for name, content in sorted(_files(round_id).items()):
        data |= json.loads(content) if name.endswith(".json") else tomllib.loads(content.decode())
    return Round.model_validate(data)


@cache
def rule_set(round_id: str = CURRENT) -> str:
    """Name the rule set: the round and a hash of all its data."""
    digest = sha256()
    for name, content in sorted(_files(round_id).items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return f"{round_id}-{digest.hexdigest()[:_HASH_LETTERS]}"


def reading_id(document_sha256: str, round_id: str = CURRENT) -> str:
    """Name one reading, short enough to be read out: the same document under the same rule set has the same name."""
    digest = sha256(f"{document_sha256} {rule_set(round_id)}".encode()).hexdigest()
    return "-".join(digest[start : start + 4] for start in range(0, _HASH_LETTERS, 4))
