"""Own how statements answer an item: in the ways that the round's data lists, each with the words it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plans_schema.report import Evidence
from plans_schema.vocabulary import ThemeId
from plans_validate.domain.document_control import is_document_control
from plans_validate.domain.round_questions import AmongBarriers, Item, Way
from plans_validate.domain.statements import Statement
from plans_validate.domain.subject import Subject
from plans_validate.domain.worked_out_once import once

QUOTES = 3
_NOWHERE: frozenset[int] = frozenset()


@dataclass
class Answers:
    """Everything a plan states, ready to be asked."""

    subject: Subject
    statements: tuple[Statement, ...]

    def to(
        self,
        ways: Iterable[Way],
        question: str | None = None,
        among_barriers: AmongBarriers = AmongBarriers.FULL,
    ) -> tuple[Statement, ...]:
        """Give the statements that answer in full in one of these ways, each once, in order.

        `question` is the one asked, `among_barriers` what a statement is worth that stands among barriers.
        """
        places = {place for way in ways for place in self._places(way, question)}
        kept = places if question is None else places - self._document_control
        found = (self.statements[place] for place in sorted(kept))
        return tuple(each for each in found if among_barriers is AmongBarriers.FULL or not each.is_among_barriers)

    def shown(self, question: str, item: Item, *, beside: Iterable[Statement]) -> tuple[Statement, ...]:
        """Give the statements whose signs speak for an item, clearly or under its theme, beside those known of it."""
        known = {id(each) for each in beside}
        found = (self.statements[place] for place in self._shown.get(f"{question}.{item.id}", ()))
        anywhere = item.among_barriers is AmongBarriers.FULL
        return tuple(each for each in found if id(each) not in known and (anywhere or not each.is_among_barriers))

    @once
    def _shown(self) -> dict[str, list[int]]:
        shown: dict[str, list[int]] = {}
        for place, statement in enumerate(self.statements):
            if place in self._document_control:
                continue
            for each in self.subject.shown_in(statement.passage.words, "question"):
                if each.clearly or each.category[:2] in statement.section:
                    shown.setdefault(each.category, []).append(place)
        return shown

    @once
    def _document_control(self) -> frozenset[int]:
        """Give the places of the lines that tell of the paper itself: the letter's questions are not about it."""
        labels = self.subject.round_.segments.document_control
        return frozenset(
            place for place, each in enumerate(self.statements) if is_document_control(each.passage, labels)
        )

    def _places(self, way: Way, question: str | None) -> Iterator[int]:
        having = [self._having.get(name, _NOWHERE) for name in way.all]
        if way.under:
            having.append(self._under.get(question or "", _NOWHERE))
        places = frozenset.intersection(*having) if having else frozenset(range(len(self.statements)))
        without = (self._having.get(name, _NOWHERE) for name in way.without)
        return (place for place in places.difference(*without) if _holds(way, self.statements[place]))

    @once
    def _having(self) -> dict[str, frozenset[int]]:
        """Give for each list of words the places of the statements that hold it."""
        having: dict[str, list[int]] = {}
        for place, statement in enumerate(self.statements):
            for name in statement.said.found.shown():
                having.setdefault(name, []).append(place)
        return {name: frozenset(places) for name, places in having.items()}

    @once
    def _under(self) -> dict[str, frozenset[int]]:
        """Give for each question the places of the statements right under it alone."""
        under: dict[str, set[int]] = {}
        for place, statement in enumerate(self.statements):
            if len(statement.questions) == 1:
                under.setdefault(next(iter(statement.questions)), set()).add(place)
        return {question: frozenset(places) for question, places in under.items()}

    def evidence(self, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
        """Quote the first statements that can be quoted."""
        quotes = (statement.quote(self.subject.document) for statement in statements)
        return tuple(dict.fromkeys(islice((quote for quote in quotes if quote is not None), QUOTES)))


def _holds(way: Way, statement: Statement) -> bool:
    """Tell whether a statement that holds a way's own lists, and none that it goes without, holds the rest."""
    return (
        _is_in(way, statement)
        and all(statement.is_near(name) for name in way.near)
        and (way.amount is None or way.amount in statement.said.amounts)
    )


def _is_in(way: Way, statement: Statement) -> bool:
    """Tell whether a sentence stands under one of a way's themes; under none at all will do, save for barriers."""
    if not statement.section:
        return ThemeId.BARRIERS not in way.section
    return not way.section or not way.section.isdisjoint(statement.section)


def in_theme_first(statements: Sequence[Statement], theme: str) -> list[Statement]:
    """Put the statements of a theme's own section first."""
    return sorted(statements, key=lambda statement: theme not in statement.section)
