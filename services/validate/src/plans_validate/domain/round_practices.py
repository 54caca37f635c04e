"""Own what a round's data says of practices: how each kind sounds, what is done or wished, and what shows effect."""

from functools import cached_property

from plans_schema.vocabulary import PracticeCategory
from plans_validate.domain.round_data import PhraseList, RoundData
from plans_validate.domain.words import Phrases


class PracticeKind(RoundData):
    """One kind of practice and its words."""

    id: PracticeCategory
    does: PhraseList
    hints: PhraseList


class PracticeWords(RoundData):
    """What practices and their effects sound like; `names` hold such words and are none: the Environment Agency."""

    doing: PhraseList
    not_done: PhraseList
    wishes: PhraseList
    names: PhraseList
    purposes: PhraseList
    effects: PhraseList
    periods: PhraseList
    bases: PhraseList
    categories: tuple[PracticeKind, ...]

    @cached_property
    def meanings(self) -> dict[str, tuple[tuple[PracticeCategory, bool], ...]]:
        """Give the kinds that a phrase speaks for, and whether it does so by itself."""
        found: dict[str, tuple[tuple[PracticeCategory, bool], ...]] = dict.fromkeys(self.names, ())
        for kind in self.categories:
            for phrases, alone in ((kind.does, True), (kind.hints, False)):
                for phrase in phrases:
                    found[phrase] = (*found.get(phrase, ()), (kind.id, alone))
        return found

    @cached_property
    def phrases(self) -> Phrases:
        """Give the phrases of all kinds, to be looked for in one pass."""
        return Phrases.of(tuple(self.meanings))
