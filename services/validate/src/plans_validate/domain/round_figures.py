"""Own what a round asks of figures: the catalogue, and the words by which each figure is told from its neighbours."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator

from plans_validate.domain.round_data import prepared
from plans_validate.domain.words import Phrases, Words

FigureUnit = Literal["percent", "GBP", "count", "fte", "hours", "pages"]
NOTHING = "nothing"
Tense = Literal["past", "ahead"]
_Words = Annotated[tuple[Annotated[str, StringConstraints(min_length=1)], ...], AfterValidator(prepared)]


class FigureData(BaseModel):
    """A frozen part of the figures' data; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))


class Reading(FigureData):
    """One way to know a figure: lists of words that must, or must not, stand with an amount.

    `here`: in its part of the sentence; `beside`: also in the rest of it or in a label or question above; `near`: also
    in the sentence before or the heading; `ahead`: before the first amount of the sentence, or above; `joined`:
    with the next amount, which counts the same; `of`: what the
    share is a share of (`unstated` allowed by name); `counts`: what is counted, right behind the number, which `behind`
    insists on. `moves` asks for a change ("by 5%"), or for none; `bare` for nothing else in its part of the sentence;
    `bound` for a bound ("over"); `nothing` for a nought in words ("nil", "no spend"), which `among_sums` wants beside
    sums of money and no share; one that is `bare` stands behind a label.
    Of several readings that fit, the lowest `rank` wins, then the nearest words, then the order of the catalogue.
    """

    here: _Words = ()
    beside: _Words = ()
    near: _Words = ()
    ahead: _Words = ()
    joined: _Words = ()
    of: _Words = ()
    counts: _Words = ()
    never_here: _Words = ()
    never_near: _Words = ()
    moves: bool | None = False
    behind: bool = False
    bare: bool = False
    bound: bool = False
    nothing: bool = False
    among_sums: bool = False
    tense: Tense | None = None
    rank: int = 1
    kind: str | None = None
    confidence: Literal["high", "medium", "low"] = "high"


class Measure(FigureData):
    """A figure of the catalogue: its unit, and the range it must lie in; `ours` tells that others' are none."""

    id: str
    label: str
    unit: FigureUnit
    asked: bool = False
    ours: bool = False
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    fraction_up_to: Decimal | None = None
    kind: str | None = None
    readings: tuple[Reading, ...] = ()


class Candidate(NamedTuple):
    """A reading of a measure, its place in the catalogue, and the lists that must show somewhere round an amount."""

    order: int
    measure: Measure
    reading: Reading
    needs: frozenset[Phrases]


class FigureWords(FigureData):
    """Named lists of words, and the catalogue that refers to them by name."""

    catalogue: tuple[Measure, ...]
    lists: dict[str, _Words]
    shares_of: dict[str, _Words]
    moves_before: _Words
    moves_after: _Words
    plain: _Words
    plain_nothing: _Words
    passive_after: _Words
    past: _Words
    ahead: _Words
    targets: str
    set_targets: _Words
    foreseen: _Words
    recurrent: _Words
    one_off: _Words
    over_years: _Words
    mixed_benefits: _Words
    totals: _Words
    council_wide: _Words
    scopes: dict[str, _Words]
    scoped: _Words
    shares_right_behind: tuple[str, ...]
    told_apart: _Words
    undated: _Words
    together: _Words
    budgets: _Words
    done_by: tuple[str, ...]
    refers_back: _Words
    in_terms: _Words
    follow_pointer: tuple[str, ...]
    appositions: tuple[str, ...]
    spoken_of: _Words
    elsewhere: _Words
    elsewhere_heads: _Words
    part_heads: _Words
    ours: _Words
    as_others: _Words
    excused: dict[str, str]
    excused_by_past: tuple[str, ...]
    ends_of_change: tuple[str, ...]
    excused_by_whole: tuple[str, ...]
    left_out: _Words
    hours: _Words
    each_year: _Words
    both_years: _Words
    notes: _Words
    bases: _Words
    one_by_one: tuple[str, ...]
    but_for: _Words
    exceptions: _Words
    counted_singly: _Words
    compounds: _Words

    @model_validator(mode="after")
    def _names_are_known(self) -> "FigureWords":
        readings = [reading for measure in self.catalogue for reading in measure.readings]
        named = {
            name
            for each in readings
            for name in (
                *each.here,
                *each.beside,
                *each.near,
                *each.ahead,
                *each.joined,
                *each.counts,
                *each.never_here,
                *each.never_near,
            )
        }
        shares = {name for each in readings for name in each.of} - {"unstated"}
        if unknown := ((named | {self.targets, *self.excused, *self.excused.values()}) - self.lists.keys()) | (
            shares - self.shares_of.keys()
        ):
            raise ValueError(f"unknown lists of words: {sorted(unknown)}")
        return self

    @model_validator(mode="after")
    def _lists_are_ready(self) -> "FigureWords":
        """Put together the lists that are made of others, so that these are looked for with all others."""
        _ = self.share_phrases, self.subjects
        return self

    @cached_property
    def plain_tokens(self) -> frozenset[str]:
        """Give the words that say nothing of what is measured."""
        return frozenset(token for word in self.plain for token in Words.of(word).tokens)

    @cached_property
    def share_phrases(self) -> tuple[str, ...]:
        """Give everything that a share can be a share of."""
        return prepared(tuple(self.share_names))

    @cached_property
    def share_names(self) -> dict[str, str]:
        """Name the whole that each phrase stands for."""
        return {phrase: name for name, phrases in self.shares_of.items() for phrase in phrases}

    @cached_property
    def candidates(self) -> dict[str, list[Candidate]]:
        """Give the readings by the unit of what they measure; those of a nought in words under `NOTHING`."""
        found: dict[str, list[Candidate]] = {}
        readings = ((measure, reading) for measure in self.catalogue for reading in measure.readings)
        for order, (measure, reading) in enumerate(readings):
            names = (*reading.here, *reading.beside, *reading.near, *reading.ahead, *reading.counts)
            needs = frozenset(Phrases.of(self.lists[name]) for name in names)
            found.setdefault(NOTHING if reading.nothing else measure.unit, []).append(
                Candidate(order, measure, reading, needs)
            )
        return found

    @cached_property
    def newest_list(self) -> float:
        """Give the number of the list that was prepared last."""
        return max(Phrases.of(phrases).number for phrases in self.lists.values())

    @cached_property
    def subjects(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Give for the `here` of each reading all phrases of its lists."""
        heres = {reading.here for measure in self.catalogue for reading in measure.readings}
        return {here: prepared(tuple(phrase for name in here for phrase in self.lists[name])) for here in heres}

    def measure(self, figure_id: str) -> Measure:
        """Give one figure of the catalogue."""
        return next(measure for measure in self.catalogue if measure.id == figure_id)
