"""Own the shape that every part of a round's data shares: frozen, and strict about its keys."""

from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from plans_validate.domain.words import Phrases


def prepared(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Prepare a list to be looked for with all others, and give it back: the same tuple for the same phrases."""
    return Phrases.of(phrases).written


AnyPhrases = Annotated[tuple[Annotated[str, StringConstraints(min_length=2)], ...], AfterValidator(prepared)]
PhraseList = Annotated[AnyPhrases, Field(min_length=1)]


class RoundData(BaseModel):
    """A frozen part of a round; an unknown key is an error, so that a slip of the pen shows at start."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    def model_post_init(self, _: object) -> None:
        """Work everything out at once that follows from the data, so that all lists are known from the start."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)
