"""Own an amount's own part of its statement: its words, which subjects it names, and what it says a share is of."""

import re
from collections.abc import Iterator, Sequence

from plans_validate.domain.figures.amounts import find_amounts
from plans_validate.domain.figures.clauses import (
    BESIDE_OTHERS,
    LABEL_END,
    REASON,
    SAID_AGAIN,
    SMALL_WORDS,
    SOME_OF_IT,
    TAIL,
    is_left,
)
from plans_validate.domain.figures.references import refers_back
from plans_validate.domain.figures.stretches import Stretch, Told, found_in, place_after, place_from, words_of
from plans_validate.domain.round_figures import FigureWords
from plans_validate.domain.words import Match, Phrases
from plans_validate.domain.worked_out_once import once

SEVERAL = 2
_FURTHER_ON = re.compile(r";\s")
_AND_FURTHER = re.compile(r"[^.;]{0,40}\b(?:and|then|plus|followed by)(?: by)? (?:a further|another|an additional)\s")
_TO = re.compile(rf"[^;.£%]*\sto\s{SMALL_WORDS}", re.IGNORECASE)
_REACHED = frozenset({"to", "from", "below", "beneath", "under", "above"})
_SHARE_WORDS = frozenset({"percentage", "proportion", "share", "cent", "third", "quarter", "half"})
_USED_ON = ("of ", "spen", "paid", "for ")
_ARTICLES = frozenset({"a", "an"})
_FURTHER = frozenset({"a", "an", "another", "further", "additional", "about", "around"})


class Part:
    """One amount of a statement with its own part of it."""

    def __init__(self, told: Told, number: int, spans: Sequence[tuple[int, int]], words: FigureWords) -> None:
        self.told = told
        self.amount = told.amounts[number]
        self.number = number
        self.spans = spans
        self.words = words
        start, end = spans[number]
        self.own = Stretch.between(told.statement.text, self._without_label(start, end), self._without_tail(end))

    def _without_label(self, start: int, end: int) -> int:
        """Give where an amount's words begin behind a label that names several subjects, when they name one."""
        text = self.told.statement.text
        if not self.names(Stretch.between(text, start, end), SEVERAL):
            return start
        labels = [each.end() for each in LABEL_END.finditer(text, start, self.amount.start)]
        if not labels:
            return start
        behind = Stretch.between(text, labels[-1], end)
        return labels[-1] if self.names(behind) and not self.names(behind, SEVERAL) else start

    def _without_tail(self, end: int) -> int:
        """Give where the words of a share end before a clause on something else: "1.3% of pay, and we use few …"."""
        text = self.told.statement.text
        if self.amount.unit == "number":
            reason = REASON.search(text, self.amount.end, end) or _FURTHER_ON.search(text, self.amount.end, end)
            return reason.start() if reason else end
        goes_on_about_it = refers_back(self.told.opening, self.words)
        if self.amount.unit != "percent" and not goes_on_about_it:
            return self._without_part_of_it(end)
        tail = BESIDE_OTHERS.search(text, self.amount.end, end)
        further = TAIL.search(text, self.amount.end, tail.start() if tail else end)
        if further and (
            goes_on_about_it
            or not self.is_plain(self.told.opening)
            or self.names(Stretch.between(text, self.amount.end, further.start()))
        ):
            tail = further
        return end if tail is None else tail.start()

    def _without_part_of_it(self, end: int) -> int:
        """Give where a sum's words end before what is said of a part of it: "£3m on agency, most of it in care"."""
        text = self.told.statement.text
        part = SOME_OF_IT.search(text, self.amount.end, end)
        named = part is not None and self.names(Stretch.between(text, self.spans[self.number][0], part.start()))
        return part.start() if part is not None and named else end

    @once
    def place(self) -> int:
        """Give the place of the amount among the statement's words."""
        return place_after(self.told.statement.text, self.amount.start)

    @once
    def place_after(self) -> int:
        """Give the place of the first word after the amount."""
        return place_from(self.told.statement.text, self.amount.end)

    @once
    def moves(self) -> bool:
        """Tell whether the amount is a change: "by 5%", "a 5% reduction"."""
        before = [each for each in self.told.whole.find(self.words.moves_before) if not self._is_done_by(each)]
        after = self.told.whole.find(self.words.moves_after)
        return (
            self.amount.unit == "points"
            or any(each.after <= self.place and self._is_filled(each.after) for each in before)
            or any(each.first == self.place_after for each in after)
            or self._says_move_again()
        )

    def _is_done_by(self, match: Match) -> bool:
        """Tell whether "by" names who does it or pays for it: "is supported by ten champions"."""
        tokens = words_of(self.told.statement.text).tokens
        return match.phrase == "by" and match.first > 0 and tokens[match.first - 1] in self.words.done_by

    @property
    def is_the_whole(self) -> bool:
        """Tell whether a sum is the whole that shares are of: "our £340m staff costs", "a pay bill of £340m"."""
        return self.amount.unit == "GBP" and any(map(self._is_whole, self.shares_said(self.told.statement.text)))

    def _is_whole(self, match: Match) -> bool:
        """Tell whether what a share is of names the amount: round it, right behind it, or before it and no subject."""
        tokens = words_of(self.told.statement.text).tokens
        if match.first < self.place < match.after:
            return True
        if match.first == self.place_after:
            return not match.phrase.startswith(_USED_ON)
        if self.words.share_names[match.phrase] != "pay":
            return False
        before = Stretch(self.told.statement.text, max(0, match.first - 1), match.after)
        return tokens[match.after : self.place] == ("of",) and not self.names(before)

    @property
    def is_of_several(self) -> bool:
        """Tell whether the amount is that of several subjects together, which stand in the sentence or before it."""
        if self.amount.unit == "number":
            return False
        is_joint = self.is_total or self.own.has(self.words.together)
        return (is_joint and self.names(self.told.whole, SEVERAL)) or (self.is_total and self._follows_one_part)

    @once
    def is_total(self) -> bool:
        """Tell whether the amount's part of the sentence says that it is a total, and not of what."""
        return self.own.has(self.words.totals) and self.is_plain(self.own)

    @property
    def _follows_one_part(self) -> bool:
        """Tell whether the sentence before states one part alone: others stand before that one."""
        text, unit = self.told.statement.previous, self.amount.unit
        is_first = self.number == 0 and not self.told.periods
        return is_first and [each.unit for each in find_amounts(text)].count(unit) == 1

    def _says_move_again(self) -> bool:
        """Tell whether the amount says a change again or goes on with it: "cut by £2m (31%) and a further £1m"."""
        if not self.number or self.told.amounts[self.number - 1].unit == "number":
            return False
        before = self.told.amounts[self.number - 1]
        between = self.told.statement.text[before.end : self.amount.start]
        goes_on = (_AND_FURTHER if before.unit == self.amount.unit else SAID_AGAIN).fullmatch(between)
        return goes_on is not None and Part(self.told, self.number - 1, self.spans, self.words).moves

    def _is_filled(self, after: int) -> bool:
        """Tell whether only what qualifies the amount stands between a word and it: "by a further", "by about"."""
        between = words_of(self.told.statement.text).tokens[after : self.place]
        if between and (_REACHED.issuperset(between[:1]) or _ARTICLES.issuperset(between)):
            return False
        is_qualified = self.amount.qualifier is not None and len(between) <= 3  # noqa: PLR2004 - "by just over"
        return set(between) <= _FURTHER or (is_qualified and all(map(self.says_nothing, between)))

    @property
    def own_share(self) -> str:
        """Name what the amount's own part says that a share is of; nothing when it does not say."""
        said = self.shares_said_in(self.own)
        return self.words.share_names[said[0].phrase] if said else ""

    @property
    def is_aside(self) -> bool:
        """Tell whether the amount stands alone in brackets: "champions (3)"."""
        text, amount = self.told.statement.text, self.amount
        return text[amount.start - 1 : amount.start] == "(" and text[amount.end : amount.end + 1] == ")"

    @once
    def ends_change(self) -> bool:
        """Tell whether the amount is where a change began or ended: "cut from £2m to £1m"."""
        text, amounts, number = self.told.statement.text, self.told.amounts, self.number
        pairs = (amounts[number : number + 2], amounts[max(number - 1, 0) : number + 1])
        return any(
            first.unit == second.unit and is_left(text, first) and _TO.fullmatch(text, first.end, second.start)
            for first, second in (pair for pair in pairs if len(pair) == SEVERAL)
        )

    @property
    def is_labelled(self) -> bool:
        """Tell whether the amount stands right behind a label, or in a cell of its own: "Consultants: nil"."""
        cell = self.told.statement.cell
        before = self.told.statement.text[: self.amount.start].rstrip()
        return before.endswith((":", "–", "—", "-", "=")) or (cell is not None and cell.is_figure)

    @property
    def is_among_sums(self) -> bool:
        """Tell whether the other amounts of the statement are sums of money, and none is a share."""
        units = {each.unit for each in self.told.amounts}
        return "GBP" in units and "percent" not in units

    @property
    def asides(self) -> Iterator[tuple[int, int]]:
        """Give the place of what follows the brackets that hold the amount or stand right behind it."""
        text, spans = self.told.statement.text, self.spans
        before = (self.amount.start - 1,) if self.amount.unit in ("percent", "GBP") else ()
        for opening in dict.fromkeys((*spans[self.number], *before)):
            closing = text.find(")", opening)
            if text[opening : opening + 1] == "(" and closing >= 0:
                yield closing, next((first for first, _ in spans if first > closing), len(text))

    def names(self, stretch: Stretch, at_least: int = 1) -> bool:
        """Tell whether a stretch names one or several of the subjects that are told apart."""
        return len(self._apart) >= at_least and sum(map(stretch.has, self._apart)) >= at_least

    @once
    def _apart(self) -> tuple[tuple[str, ...], ...]:
        """Give the lists of the subjects that may be named anywhere round the amount."""
        lists = (self.words.lists[name] for name in self.words.told_apart)
        return tuple(each for each in lists if Phrases.of(each) in self.told.lists)

    def is_plain(self, stretch: Stretch, besides: tuple[str, ...] = ()) -> bool:
        """Tell whether a stretch says nothing of what is measured: only numbers, periods, verbs and what it is of.

        What a share is of names a sum that stands with it: "the pay bill was £80m".
        """
        shares = self.shares_said_in(stretch)
        cell = self.told.statement.cell
        if shares and self.amount.unit == "GBP" and (stretch == self.own or (cell and stretch.text == cell.row)):
            return False
        covered = {
            place
            for each in (*shares, *self._years_budgets(stretch), *found_in(stretch.text, besides), *self._aims(stretch))
            for place in range(each.first, each.after)
        }
        says_nothing = all(
            self.says_nothing(token) or stretch.first + place in covered for place, token in enumerate(stretch.tokens)
        )
        return says_nothing and (bool(besides) or not self.names(stretch))

    def _aims(self, stretch: Stretch) -> list[Match]:
        """Find words that only say that a share is aimed at: "a target of 4%"."""
        return stretch.find(self.words.lists[self.words.targets]) if self.amount.unit == "percent" else []

    def _years_budgets(self, stretch: Stretch) -> list[Match]:
        """Find words that only say what a year's figure is: "2024/25 budget"."""
        tokens = words_of(stretch.text).tokens
        found = stretch.find(self.words.budgets)
        return [each for each in found if each.first > stretch.first and tokens[each.first - 1].isdigit()]

    def says_nothing(self, token: str) -> bool:
        """Tell whether a word says nothing of what is measured."""
        return token in self.words.plain_tokens or token[0].isdigit()

    def shares_said(self, text: str) -> Sequence[Match]:
        """Find what shares are of; some wholes only right behind an amount, or behind a word for its share."""
        words, tokens = self.words, words_of(text).tokens
        return [
            each
            for each in found_in(text, words.share_phrases)
            if (words.share_names[each.phrase] not in words.shares_right_behind and not _is_source(each, tokens, words))
            or (text == self.told.statement.text and 0 <= each.first - self.place_after <= 1)
            or tokens[each.first - 1] in _SHARE_WORDS
        ]

    def shares_said_in(self, stretch: Stretch) -> Sequence[Match]:
        """Find what a share can be of; beside a count the same words say what is counted."""
        value = self.amount.value
        counts = self.amount.unit == "number" and value is not None and value > 0 and value == value.to_integral_value()
        return () if counts else [each for each in self.shares_said(stretch.text) if inside(each, stretch)]


def _is_source(match: Match, tokens: Sequence[str], words: FigureWords) -> bool:
    """Tell whether a budget is where money comes from, or that of a year: "from the general fund", "2024/25 budget"."""
    before = tokens[match.first - 1] if match.first else ""
    return words.share_names[match.phrase] == "budget" and (before in ("from", "by") or before.isdigit())


def inside(match: Match, stretch: Stretch) -> bool:
    """Tell whether a phrase stands in a stretch of the same text."""
    return stretch.first <= match.first and match.after <= stretch.after
