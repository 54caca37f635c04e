"""Own the questions a round asks as data: their items, the words that answer each, and to whom each applies."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from plans_schema.vocabulary import BarrierCategory, Force, ThemeId
from plans_validate.domain.round_data import PhraseList, RoundData
from plans_validate.domain.word_lists import WordLists
from plans_validate.domain.words import Phrases, Words

_LONGEST_DECLINE = 16
_NO = frozenset({"no", "none", "nil", "zero", "not"})

Label = Annotated[str, StringConstraints(min_length=3)]


class AmountKind(StrEnum):
    """Which kind of amount must stand in a sentence."""

    PERCENT = "percent"
    MONEY = "money"
    COUNT = "count"
    ANY = "any"


class AppliesTo(StrEnum):
    """To which councils an item applies."""

    ALL = "all"
    WITH_UPPER_TIER = "with_upper_tier"
    IN_COMBINED_AUTHORITY = "in_combined_authority"


class AmongBarriers(StrEnum):
    """What an answer is worth where a plan names barriers and asks for help, and not what it does itself."""

    NOTHING = "nothing"
    PART = "part"
    FULL = "full"


class Way(RoundData):
    """One way to answer: lists of words that must come together, named as in `QuestionsAsked.words`.

    Of each list in `all` a phrase stands in the sentence itself; of each in `near` in the sentence, the heading,
    question or lead-in above it, or the sentence before; of `without` nowhere in the sentence. `under` asks that the
    sentence stands under the question itself, `section` under one of these themes.
    """

    all: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    amount: AmountKind | None = None
    under: bool = False
    section: frozenset[ThemeId] = frozenset()

    @property
    def lists(self) -> tuple[str, ...]:
        """Give the names of all lists of words it rests on."""
        return (*self.all, *self.near, *self.without)

    @model_validator(mode="after")
    def _asks_for_something(self) -> Self:
        if not (self.all or self.near or self.under):
            raise ValueError("a way to answer asks for no words and no place")
        return self


class Item(RoundData):
    """One item of a question.

    `figure` names the figure that alone answers it in full, `barriers` the kinds of barrier that answer it when the
    plan names one. `enough_parts` is how many sentences that answer it in part
    answer it together; null where none do.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    label: Label
    addressed: tuple[Way, ...]
    partial: tuple[Way, ...] = ()
    applies_to: AppliesTo = AppliesTo.ALL
    among_barriers: AmongBarriers = AmongBarriers.NOTHING
    figure: str | None = None
    barriers: frozenset[BarrierCategory] = frozenset()
    enough_parts: Annotated[int, Field(ge=2)] | None = None
    moot_when: tuple[Way, ...] = ()


class Question(RoundData):
    """One question of the letter, the words of headings that take it up, and its items."""

    id: Annotated[str, StringConstraints(pattern=r"^T[1-4]\.Q\d+$")]
    label: Label
    headings: PhraseList
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Requirement(RoundData):
    """A wish of the letter beside its questions, its force, and what is said when it is found and when not."""

    rule: Annotated[str, StringConstraints(pattern=r"^R\d\d$")]
    force: Force
    found: Label
    not_found: Label
    addressed: tuple[Way, ...]
    among_barriers: AmongBarriers = AmongBarriers.NOTHING


class QuestionsAsked(RoundData):
    """All questions and wishes, and the lists of words that their answers are made of.

    `needs` are the words with which a sentence asks somebody for help, `barriers` those that name what stops it,
    `barrier_leads` those of a line above such a list, and `declines` those with which it leaves a question open.
    """

    words: dict[str, PhraseList]
    needs: str
    barriers: str
    barrier_leads: str
    declines: str
    questions: tuple[Question, ...]
    requirements: tuple[Requirement, ...]

    @model_validator(mode="after")
    def _names_lists_that_exist(self) -> Self:
        unknown = {name for way in self._ways() for name in way.lists} - self.words.keys()
        unknown |= {self.needs, self.barriers, self.barrier_leads, self.declines} - self.words.keys()
        if unknown:
            raise ValueError(f"no list of words is called {', '.join(sorted(unknown))}")
        return self

    def is_declined(self, words: Words) -> bool:
        """Tell whether a sentence says no more than that a question is left open; a clear "no" is an answer."""
        last = next(reversed(words.matches(Phrases.of(self.words[self.declines]))), None)
        if last is None or len(words) > _LONGEST_DECLINE:
            return False
        return _NO.isdisjoint((*words.tokens[: last.first], *words.tokens[last.after :]))

    @cached_property
    def lists(self) -> WordLists:
        """Give all lists of words, and for each question that of its headings under the question's name."""
        headings = {question.id: question.headings for question in self.questions}
        return WordLists(self.words | headings)

    def _ways(self) -> Iterator[Way]:
        for question in self.questions:
            for item in question.items:
                yield from (*item.addressed, *item.partial, *item.moot_when)
        for requirement in self.requirements:
            yield from requirement.addressed
