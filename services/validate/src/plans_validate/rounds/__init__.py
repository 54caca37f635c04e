"""Own the rounds' data: read once from the package, validated, and name rule sets by data and code."""

import json
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

import plans_schema
from plans_schema.vocabulary import CouncilCode
from plans_validate.domain.round import Round

PACKAGE = Path(__file__).parents[1]
CURRENT = "2024-productivity"
_HASH_LETTERS = 12
_CODE_AND_REGISTER = frozenset({".py", ".csv"})
_READ_OUT = 8


def _files(round_id: str) -> dict[str, bytes]:
    folder = PACKAGE / "rounds" / round_id
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix in {".toml", ".json"}}


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
    """Name the rule set: the round and a hash of all its data and of the code that reads and checks."""
    digest = sha256()
    for name, content in sorted((_code() | _files(round_id)).items()):
        digest.update(name.encode() + b"\0" + content + b"\0")
    return f"{round_id}-{digest.hexdigest()[:_HASH_LETTERS]}"


def _code() -> dict[str, bytes]:
    """Give the code that reads and checks, and the register and words that it rests on."""
    packages = (PACKAGE, Path(plans_schema.__file__).parent)
    return {
        f"{package.name}/{path.relative_to(package).as_posix()}": path.read_bytes()
        for package in packages
        for path in package.rglob("*")
        if path.suffix in _CODE_AND_REGISTER
    }


def reading_id(document_sha256: str, declared: CouncilCode | None, round_id: str = CURRENT) -> str:
    """Name one reading by what it is made from, short enough to be read out: file, council that sends it, rule set.

    The file and the rule set stand in it by the first letters of their hashes, so the reading can be made again.
    """
    parts = (document_sha256[:_READ_OUT], declared, rule_set(round_id).rpartition("-")[2][:_READ_OUT])
    return "-".join(filter(None, parts))
