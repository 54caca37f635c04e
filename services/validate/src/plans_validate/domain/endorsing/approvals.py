"""Own what tables of approvals say, a row at a time: who, when, with what outcome, by the heads of the columns."""

from functools import lru_cache
from typing import NamedTuple

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.dates import find_dates, is_date_word
from plans_validate.domain.document import Block, Passage
from plans_validate.domain.endorsing.agents import Outsider
from plans_validate.domain.endorsing.deciding import decided
from plans_validate.domain.endorsing.fields import FieldKind, cell_in
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.naming import who_acts
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.words import Phrases, Tokens, fold

_LONGEST_CAPTION = 10
_ENDORSED, _PENDING = EndorsementStatus.ENDORSED, EndorsementStatus.PENDING
_DAYS = (FieldKind.DAYS, FieldKind.DAYS_AHEAD)


class _Columns(NamedTuple):
    """The numbers of a table's columns, by what they hold; `acted` when a head speaks of approval."""

    who: tuple[int, ...]
    outcome: int | None
    day: int | None
    signature: int | None
    about: int | None
    acted: bool
    ahead: bool


class Approvals:
    """Read the rows of tables whose columns say who decides and whether it was done."""

    def __init__(self, grammar: EndorsementGrammar) -> None:
        self._grammar = grammar
        self._words = grammar.words
        self._columns = lru_cache(maxsize=64)(self._read_heads)

    def in_row(self, block: Block, caption: Passage | None) -> list[Saying] | None:
        """Give what a row says of the plan; null when its table is on no approvals."""
        columns = self._columns(block.column_heads)
        if columns is None or not (columns.acted or columns.outcome is not None or self._is_approval(caption)):
            return None
        who = self._who(block, columns)
        status = None if who is None else self._status(block, columns)
        if who is None or status is None or not self._is_about_plan(block, columns):
            return None
        return self._said(block, who, status)

    def _read_heads(self, heads: tuple[str, ...]) -> _Columns | None:
        tokens = [Tokens.of(head) for head in heads]
        kinds = [self._grammar.fields.kind_of(each) for each in tokens]
        acts = [each in Phrases.of(self._words.acts) for each in tokens]
        days = [n for n, each in enumerate(tokens) if kinds[n] in _DAYS or "date" in each or "when" in each]
        outcomes = [n for n, kind in enumerate(kinds) if kind is FieldKind.DECISIONS]
        signatures = [n for n, each in enumerate(tokens) if "signature" in each or kinds[n] is FieldKind.SIGNED]
        abouts = [n for n, kind in enumerate(kinds) if kind is FieldKind.SUBJECTS]
        kept = {*days, *outcomes, *abouts}
        by = [n for n, acted in enumerate(acts) if acted and n not in kept]
        named = [n for n, kind in enumerate(kinds) if kind in (FieldKind.DECIDERS, FieldKind.OFFICES)]
        who = tuple(n for n in dict.fromkeys((*by, *named)) if n not in signatures or n in by)
        if not who and not outcomes:
            return None
        future = any(each in Phrases.of(self._words.future) for n, each in enumerate(tokens) if acts[n])
        return _Columns(
            who=who,
            outcome=next(iter(outcomes), None),
            day=next(iter(days), None),
            signature=next(iter(signatures), None),
            about=next(iter(abouts), None),
            acted=any(acts) or bool(signatures and named),
            ahead=future or any(kinds[n] is FieldKind.DAYS_AHEAD for n in days),
        )

    def _is_approval(self, caption: Passage | None) -> bool:
        """Tell whether the short line above a table speaks of approval, and of nothing but the plan's."""
        if caption is None or len(caption.words) > _LONGEST_CAPTION:
            return False
        tokens = caption.words.tokens
        return tokens in Phrases.of(self._words.acts) and not self._grammar.objects.names_other(tokens)

    def _who(self, block: Block, columns: _Columns) -> tuple[EndorsingBody | Outsider, str | None, int] | None:
        places = columns.who or tuple(n for n in range(len(block.cells)) if n not in (columns.outcome, columns.day))
        found = []
        for place in places:
            if place < len(block.cells) and fold(block.cells[place]):
                cell = cell_in(block, place)
                who = who_acts(self._grammar, cell)
                found += [(*who, cell.start)] if who is not None else []
        offices = [each for each in found if each[0] is not EndorsingBody.MEMBERS_UNSPECIFIED]
        return next(iter((*offices, *found)), None)

    def _status(self, block: Block, columns: _Columns) -> EndorsementStatus | None:
        """Tell what a row's outcome says; without one, a day or a signature tells that it was done."""
        cell = self._cell(block, columns.outcome)
        told = decided(self._grammar, cell) if cell else None
        if told is not None and not (told is _ENDORSED and columns.ahead):
            return told
        if columns.outcome is not None and told is None:
            return None
        wanted = [each for each in (columns.day, columns.signature) if each is not None]
        given = [each for each in wanted if Tokens.of(self._cell(block, each))]
        if wanted and not given:
            return None
        late = any(each.iso > self._grammar.deadline.isoformat() for each in find_dates(block.folded))
        open_ = block.words.tokens in Phrases.of(self._words.not_yet)
        return _PENDING if late or open_ or columns.ahead else _ENDORSED

    @staticmethod
    def _cell(block: Block, number: int | None) -> str:
        return "" if number is None or number >= len(block.cells) else fold(block.cells[number])

    def _is_about_plan(self, block: Block, columns: _Columns) -> bool:
        """Tell whether a row names the plan, or nothing else: no more than a day, a version and who acts."""
        cells = [Tokens.of(cell) for cell in block.cells]
        if any(self._grammar.objects.names_plan(cell) for cell in cells):
            return True
        if columns.about is not None and not self._is_plain(cells[columns.about]):
            return False
        known = {*columns.who, columns.outcome, columns.day, columns.signature}
        others = [cell for n, cell in enumerate(cells) if n not in known]
        return all(self._is_plain(cell) for cell in others)

    def _is_plain(self, tokens: Tokens) -> bool:
        plain = (self._words.status_words, self._words.acts)
        if self._grammar.agents.named(tokens):
            return True
        return all(
            is_date_word(token) or token.isdigit() or any((token,) in Phrases.of(each) for each in plain)
            for token in tokens
        )

    @staticmethod
    def _said(
        block: Block, who: tuple[EndorsingBody | Outsider, str | None, int], status: EndorsementStatus
    ) -> list[Saying]:
        kind, by, start = who
        if kind in (Outsider.ELSEWHERE, Outsider.NOBODY):
            return []
        if kind is Outsider.SCRUTINY:
            kind, status = EndorsingBody.COMMITTEE, EndorsementStatus.OVERSIGHT_ONLY
        if kind in (Outsider.OFFICERS, EndorsingBody.DELEGATED_OFFICER):
            return [Saying(EndorsementStatus.NOT_STATED, None, by, block.whole, start)]
        return [Saying(status, EndorsingBody(kind), by, block.whole, start)]
