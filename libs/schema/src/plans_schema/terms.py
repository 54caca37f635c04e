"""What the report's identifiers are called in plain words: the same on the receipt, in a terminal, for analysts."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Kind = Literal[
    "outcomes", "forces", "endorsements", "bodies", "publications", "lengths", "documents", "formats", "parts",
    "themes", "questions", "answers", "figures", "kinds", "scopes", "qualifiers", "flags", "barriers", "addressees",
    "asks", "practices",
]  # fmt: skip


@cache
def terms() -> Mapping[Kind, Mapping[str, str]]:
    """Give every kind of identifier with the words for each, in the order in which they are shown."""
    content = tomllib.loads((files("plans_schema") / "terms.toml").read_text(encoding="utf-8"))
    return {kind: content[kind] for kind in get_args(Kind)}


def words_for(kind: Kind, identifier: str) -> str:
    """Give the words for an identifier; one that has none yet is shown as it is, with spaces."""
    return terms()[kind].get(identifier, identifier.replace("_", " "))
