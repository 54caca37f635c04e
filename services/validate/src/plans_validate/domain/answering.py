"""Own how statements answer an item: the ways of the round's data, tried one by one, each with the words it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plans_schema.report import Evidence
from plans_validate.domain.document import Document
from plans_validate.domain.round_questions import Way
from plans_validate.domain.statements import Statement

QUOTES = 3


@dataclass
class Answers:
    """Everything a plan states, ready to be asked."""

    document: Document
    statements: tuple[Statement, ...]
    _with: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def to(self, ways: Iterable[Way], question: str | None = None) -> tuple[Statement, ...]:
        """Give the statements that answer in one of these ways, each once, in order; `question` is the one asked."""
        places = {place for way in ways for place in self._places(way, question)}
        return tuple(self.statements[place] for place in sorted(places))

    def _places(self, way: Way, question: str | None) -> Iterator[int]:
        driver = self._having(way.all[0]) if way.all else range(len(self.statements))
        return (place for place in driver if _holds(way, self.statements[place], question))

    def _having(self, name: str) -> tuple[int, ...]:
        """Give the places of the statements that hold a list's words; each list is looked for once."""
        if name not in self._with:
            self._with[name] = tuple(
                place for place, each in enumerate(self.statements) if each.said.match(name) is not None
            )
        return self._with[name]

    def evidence(self, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
        """Quote the first statements that can be quoted."""
        quotes = (statement.quote(self.document) for statement in statements)
        return tuple(dict.fromkeys(quote for quote in quotes if quote is not None))[:QUOTES]


def _holds(way: Way, statement: Statement, question: str | None) -> bool:
    said = statement.said
    return (
        (not way.under or statement.questions == {question})
        and (not way.section or not way.section.isdisjoint(statement.section))
        and all(said.match(name) is not None for name in way.all[1:])
        and all(statement.is_near(name) for name in way.near)
        and (way.amount is None or way.amount in said.amounts)
        and not any(said.match(name) is not None for name in way.without)
    )


def in_theme_first(statements: Sequence[Statement], theme: str) -> list[Statement]:
    """Put the statements of a theme's own section first."""
    return sorted(statements, key=lambda statement: theme not in statement.section)
