"""Own what a generated case is: a text to check, and what a careful reader says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """A text and the values expected of it, by the name of the thing; a thing that is not named is not compared."""

    name: str
    text: str
    expected: Mapping[str, str | None] = field(default_factory=dict)
    words: str = ""
