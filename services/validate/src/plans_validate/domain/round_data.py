"""Own the shape that every part of a round's data shares: frozen, and strict about its keys."""

from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PhraseList = Annotated[tuple[Annotated[str, StringConstraints(min_length=2)], ...], Field(min_length=1)]


class RoundData(BaseModel):
    """A frozen part of a round; an unknown key is an error, so that a slip of the pen shows at start."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))
