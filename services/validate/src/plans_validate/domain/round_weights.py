"""Own the shape of what was learned from labelled texts: how much each sign speaks for each category."""

from pydantic import Field

from plans_validate.domain.round_data import RoundData


class SignWeights(RoundData):
    """Weights of signs, times `SCALE`; by `make learn` from texts of which `learned_from` is the digest.

    `signs` holds for each sign places in `categories`, each with its weight behind it; `bias` is what speaks for a
    category before any sign does. A sentence in its place shows a category for which at least `least` speaks, one
    anywhere else from `clear` on.
    """

    categories: tuple[str, ...] = ()
    bias: tuple[int, ...] = ()
    least: int = 0
    clear: int = 0
    signs: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    learned_from: str = ""
