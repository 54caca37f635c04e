"""Own what a round's data says of barriers: how each kind sounds, what hinders, what asks, and who is spoken to."""

from functools import cached_property
from typing import NamedTuple

from plans_schema.vocabulary import Addressee, BarrierCategory, Department
from plans_validate.domain.round_data import PhraseList, RoundData
from plans_validate.domain.words import Phrases

BARRIER, TOPIC, HINT = 3, 2, 1


class Meaning(NamedTuple):
    """What a phrase says of a barrier: its kind, and how strongly (`BARRIER`, `TOPIC` or `HINT`)."""

    category: BarrierCategory
    weight: int


class BarrierKind(RoundData):
    """One kind of barrier and its words; `yields_to` names the kinds that come first beside it."""

    id: BarrierCategory
    addressee: Addressee
    yields_to: tuple[BarrierCategory, ...] = ()
    barriers: PhraseList
    topics: PhraseList
    hints: PhraseList


class DepartmentNames(RoundData):
    """How a department of government is named."""

    department: Department
    names: PhraseList


class BarrierWords(RoundData):
    """What barriers sound like, and the places where they are named."""

    headings: PhraseList
    ask_headings: PhraseList
    ends: PhraseList
    lead_ins: PhraseList
    own_remedies: PhraseList
    asks: PhraseList
    ask_starts: PhraseList
    asks_anywhere: PhraseList
    hindrances: PhraseList
    hard_hindrances: PhraseList
    plain_hindrances: PhraseList
    improved: PhraseList
    done: PhraseList
    obstacles: PhraseList
    own_voice: PhraseList
    obliged: PhraseList
    capitals: PhraseList
    own_doing: PhraseList
    shared_by_services: PhraseList
    unaddressed: PhraseList
    denials: PhraseList
    announcing: PhraseList
    purposes: PhraseList
    stated: PhraseList
    government: PhraseList
    market: PhraseList
    partner: PhraseList
    openings: PhraseList
    market_asked: PhraseList
    partner_asked: PhraseList
    common: tuple[str, ...]
    departments: tuple[DepartmentNames, ...]
    categories: tuple[BarrierKind, ...]

    @cached_property
    def kinds(self) -> dict[BarrierCategory, BarrierKind]:
        """Give each kind by its category."""
        return {kind.id: kind for kind in self.categories}

    @cached_property
    def meanings(self) -> dict[str, tuple[Meaning, ...]]:
        """Give what each phrase says, whatever kinds share it."""
        found: dict[str, tuple[Meaning, ...]] = {}
        for kind in self.categories:
            for weight, phrases in ((BARRIER, kind.barriers), (TOPIC, kind.topics), (HINT, kind.hints)):
                for phrase in phrases:
                    found[phrase] = (*found.get(phrase, ()), Meaning(kind.id, weight))
        return found

    @cached_property
    def strongest(self) -> dict[str, int]:
        """Give how strongly each phrase speaks for the kind that it speaks for most."""
        return {phrase: max(meaning.weight for meaning in each) for phrase, each in self.meanings.items()}

    @cached_property
    def phrases(self) -> Phrases:
        """Give the phrases of all kinds, to be looked for in one pass."""
        return Phrases.of(tuple(self.meanings))

    @cached_property
    def department_names(self) -> Phrases:
        """Give the names of all departments."""
        return Phrases.of(tuple(name for each in self.departments for name in each.names))

    @cached_property
    def department_of(self) -> dict[str, Department]:
        """Give the department that a name stands for."""
        return {name: each.department for each in self.departments for name in each.names}
