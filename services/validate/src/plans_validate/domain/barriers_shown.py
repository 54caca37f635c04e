"""Own the barriers that a sentence's signs speak for, beside those that its phrases name."""

from collections.abc import Sequence
from dataclasses import replace

from plans_schema.vocabulary import BarrierCategory, ThemeId
from plans_validate.domain.barrier_reading import Named, Reading
from plans_validate.domain.barrier_signs import is_ask
from plans_validate.domain.own_words import OwnWords
from plans_validate.domain.round_barriers import TOPIC, BarrierWords
from plans_validate.domain.standing import Standing
from plans_validate.domain.weighing import Shown
from plans_validate.domain.words import Phrases


def _troubles(words: BarrierWords) -> tuple[tuple[str, ...], ...]:
    """Give the words without one of which a sentence outside sections on barriers stands in nobody's way."""
    return words.hindrances, words.hard_hindrances, words.plain_hindrances, words.asks_anywhere


def with_shown(
    reading: Reading | None, own: OwnWords, standing: Standing, shown: Sequence[Shown], words: BarrierWords
) -> Reading | None:
    """Give a reading with the kinds that the signs show; outside sections on barriers they must show them clearly."""
    tokens = own.passage.words.tokens
    in_place = standing.in_barriers or ThemeId.BARRIERS in own.section
    kinds = [BarrierCategory(each.category) for each in shown if in_place or each.clearly]
    goes_well = not in_place and not any(tokens in Phrases.of(each) for each in _troubles(words))
    if not kinds or goes_well or standing.heads_columns or tokens in Phrases.of(words.denials):
        return reading
    if reading is None:
        asks = is_ask(own.passage, standing, words) if in_place else tokens in Phrases.of(words.asks_anywhere)
        reading = Reading(own, standing, asks=asks, hinders=False, named=(), headed=in_place)
    known = {kind for each in reading.named for kind in (each.category, *each.secondary)}
    return replace(reading, named=(*reading.named, *(Named(kind, (), TOPIC, 0) for kind in kinds if kind not in known)))
