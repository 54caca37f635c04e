"""Own what stands with an amount: its part of the sentence and, if that says too little, what stands nearest."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plans_validate.domain.figures.clauses import BESIDE_OTHERS, LABEL_END, REASON, SAID_AGAIN, SPENT, TAIL
from plans_validate.domain.figures.references import has_no_subject, points_behind, refers_back
from plans_validate.domain.figures.stretches import Stretch, Told, found_in, place_after, place_from, words_of
from plans_validate.domain.round_figures import FigureWords
from plans_validate.domain.words import Match, Phrases
from plans_validate.domain.worked_out_once import once

_GOES_ON = re.compile(rf"\)\s{SPENT}(?:on|for|of|to|towards|in respect of)\s", re.IGNORECASE)
_OUT_OF = re.compile(r"\((?:out )?of ", re.IGNORECASE)
_SEVERAL = 2
_OF_IT = frozenset(("of", it) for it in ("it", "this", "that", "them"))
_REACHED = frozenset({"below", "beneath", "above"})
_SHARE_WORDS = frozenset({"percentage", "proportion", "share", "cent", "third", "quarter", "half"})
_FURTHER = frozenset({"a", "an", "another", "further", "additional", "about", "around"})
_AND_ANOTHER = re.compile(r"\s(?:[a-z'’-]+\s){1,3}and\s", re.IGNORECASE)


_BY_PLACE = re.compile(r"\W*(?:and )?[\w-]+ in (?:the )?[\w’'&-]+(?: [\w’'&-]+)?\W*", re.IGNORECASE)
_ENDS_BY_PLACE = re.compile(r"(?:^|\W)[\w-]+ in (?:the )?[\w’'&-]+(?: [\w’'&-]+)?\W*$", re.IGNORECASE)


class View:
    """What stands with one amount of a statement."""

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
        if not self._names(Stretch.between(text, start, end), _SEVERAL):
            return start
        labels = [each.end() for each in LABEL_END.finditer(text, start, self.amount.start)]
        if not labels:
            return start
        behind = Stretch.between(text, labels[-1], end)
        return labels[-1] if self._names(behind) and not self._names(behind, _SEVERAL) else start

    def _without_tail(self, end: int) -> int:
        """Give where the words of a share end before a clause on something else: "1.3% of pay, and we use few …"."""
        text = self.told.statement.text
        if self.amount.unit == "number":
            reason = REASON.search(text, self.amount.end, end)
            return reason.start() if reason else end
        if self.amount.unit != "percent":
            return end
        tail = BESIDE_OTHERS.search(text, self.amount.end, end)
        further = TAIL.search(text, self.amount.end, tail.start() if tail else end)
        if further and (
            not self._is_plain(self.told.opening)
            or self._names(Stretch.between(text, self.amount.end, further.start()))
        ):
            tail = further
        return end if tail is None else tail.start()

    @once
    def chain(self) -> tuple[Stretch, ...]:
        """Give the stretches that say what is measured: the own part, and further ones while nothing is said yet."""
        cell = self.told.statement.cell
        joined = 1 + (len(cell.leads) if cell is not None and cell.is_figure else 0)
        joined += len(list(self._after_aside)) if self.amount.unit == "number" else 0
        stretches: list[Stretch] = []
        is_plain = True
        for step, stretch in enumerate(self._outward(), 1):
            if stretch.after > stretch.first and not self._leaves_open(stretch, stretches):
                stretches.append(stretch)
                is_plain = is_plain and (self._is_plain(stretch) or self._points_back(stretch))
            if step >= joined and not is_plain:
                break
        asked = [each for each in self._asked if each not in stretches]
        if asked and any(self._names(each) for each in stretches):
            asked = [each for each in asked if not self._names(each)]
        return (*stretches, *asked)

    def _leaves_open(self, stretch: Stretch, nearer: Sequence[Stretch]) -> bool:
        """Tell whether a stretch names all that nearer ones name one of: it says nothing of which is meant."""
        return self._names(stretch, _SEVERAL) and any(self._names(each) for each in nearer)

    def _names(self, stretch: Stretch, at_least: int = 1) -> bool:
        """Tell whether a stretch names one or several of the subjects that are told apart."""
        return len(self._apart) >= at_least and sum(map(stretch.has, self._apart)) >= at_least

    @once
    def _apart(self) -> tuple[tuple[str, ...], ...]:
        """Give the lists of the subjects that may be named anywhere round the amount."""
        lists = (self.words.lists[name] for name in self.words.told_apart)
        return tuple(each for each in lists if Phrases.of(each) in self.told.lists)

    def _points_back(self, stretch: Stretch) -> bool:
        """Tell whether a part of the sentence, or the one before, speaks of what was named before it."""
        statement = self.told.statement
        if stretch.text not in (statement.text, statement.previous) or self._names(stretch):
            return False
        if stretch is self.own and (points_behind(stretch, self.place_after) or self._is_in_list_of_places()):
            return True
        if stretch.text == statement.text and has_no_subject(stretch, self.words) and self._may_carry(stretch):
            return True
        return self._is_spoken_of and refers_back(stretch, self.words) and self._may_carry(stretch)

    def _is_in_list_of_places(self) -> bool:
        """Tell whether the amount is one of several counts by place: "seven in planning, three in legal"."""
        places = [self.told.statement.text[slice(*span)] for span in self.spans[self.number - 1 : self.number + 1]]
        return self.number > 0 and bool(_BY_PLACE.fullmatch(places[1]) and _ENDS_BY_PLACE.search(places[0]))

    def _may_carry(self, stretch: Stretch) -> bool:
        """Tell whether a part says so little of its own, or of pay, that it may be about what was named before."""
        if self.amount.unit in ("percent", "number") and self._is_of_pay:
            return True
        strange = [each for each in stretch.tokens if not self._says_nothing(each)]
        pointing = {each for match in stretch.find(self.words.refers_back) for each in match.phrase.split()}
        most = {"GBP": 0, "percent": 1}.get(self.amount.unit, len(strange))
        return len([each for each in strange if each not in pointing]) <= most

    @once
    def _is_of_pay(self) -> bool:
        told = self.told.statement
        texts = (told.text, *told.leads, told.previous, told.topic)
        return any(self.words.share_names[each.phrase] == "pay" for text in texts for each in self._shares_said(text))

    @once
    def _is_spoken_of(self) -> bool:
        """Tell whether what was said before speaks of how much is used or spent, or asks."""
        told = self.told
        before = (*((told.opening,) if self.number else ()), *told.leads, told.previous, told.topic)
        return any(each.has(self.words.spoken_of) for each in before)

    def _answers(self, text: str) -> bool:
        """Tell whether the amount is what a question above asks for: it opens the statement, or follows a colon."""
        is_first = self.number == 0 or self.amount.unit != self.told.amounts[0].unit
        opens = self._is_plain(self.told.opening) or text[: self.amount.start].endswith(": ")
        return is_first and opens and any(lead.endswith("?") for lead in self.told.statement.leads[:1])

    @property
    def _asked(self) -> Iterator[Stretch]:
        """Give the label that opens the statement, and the question that it answers when it opens with the amount."""
        text, (start, end) = self.told.statement.text, self.spans[self.number]
        label, colon = self.told.label, text.find(": ")
        is_whole = self.amount.unit == "GBP" and not self._names(self.own) and bool(self._shares_said_in(self.own))
        if (
            label is not None
            and not is_whole
            and label.after <= self.place
            and ": " not in text[max(start, colon + 1) : end]
        ):
            yield label
        if self._answers(text) and not (self._names(self.own) and self.amount.unit != "number"):
            yield self.told.leads[0]

    @once
    def beside(self) -> tuple[Stretch, ...]:
        """Give the chain, the rest of the statement and what stands above it, save the heading."""
        return (*self.chain, self.told.whole, *self.told.leads)

    @once
    def around(self) -> tuple[Stretch, ...]:
        """Give everything that may complete the meaning, nearest first."""
        return (*self.beside, self.told.previous, self.told.heading)

    @once
    def above(self) -> tuple[Stretch, ...]:
        """Give what was said before the first amount, and what stands above."""
        return (self.told.opening, *self.told.leads)

    @once
    def share_of(self) -> str:
        """Name what a share is a share of, by the nearest words that say so; `unstated` when nothing does."""
        behind = words_of(self.told.statement.text).tokens[self.place_after : self.place_after + 2]
        for stretch in (*((self.told.opening,) if behind in _OF_IT else ()), *self.around):
            named = (None, *self._shares_said(stretch.text))
            apart = (each for last, each in pairwise(named) if each and (last is None or last.after != each.first))
            found = [each for each in apart if _inside(each, stretch)]
            if found:
                return self.words.share_names[min(found, key=lambda each: self._nearness(each, stretch)).phrase]
        return "unstated"

    @property
    def own_share(self) -> str:
        """Name what the amount's own part says that a share is of; nothing when it does not say."""
        said = self._shares_said_in(self.own)
        return self.words.share_names[said[0].phrase] if said else ""

    def _shares_said(self, text: str) -> Sequence[Match]:
        """Find what shares are of; some wholes only right behind an amount, or behind a word for its share."""
        words, tokens = self.words, words_of(text).tokens
        return [
            each
            for each in found_in(text, words.share_phrases)
            if (words.share_names[each.phrase] not in words.shares_right_behind and not _is_source(each, tokens, words))
            or (text == self.told.statement.text and 0 <= each.first - self.place_after <= 1)
            or tokens[each.first - 1] in _SHARE_WORDS
        ]

    def _nearness(self, match: Match, stretch: Stretch) -> tuple[bool, int]:
        """Order what a share may be of: right behind it ("5% of our net spend"), then the nearest; above, the usual."""
        if stretch.text != self.told.statement.text:
            return True, list(self.words.shares_of).index(self.words.share_names[match.phrase])
        is_of = words_of(stretch.text).tokens[self.place_after : self.place_after + 1] == ("of",)
        right_behind = is_of and 0 <= match.first - self.place_after <= 3  # noqa: PLR2004 - "of our total"
        return not right_behind, abs(match.first - self.place)

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
        before = self.told.whole.find(self.words.moves_before)
        after = self.told.whole.find(self.words.moves_after)
        return (
            self.amount.unit == "points"
            or any(each.after <= self.place and self._is_filled(each.after) for each in before)
            or any(each.first == self.place_after for each in after)
            or self._says_move_again()
        )

    def _says_move_again(self) -> bool:
        """Tell whether the amount says a change again in another unit: "cut by £2m (31%)", "…, equal to 0.6% of pay"."""
        if not self.number or self.told.amounts[self.number - 1].unit in (self.amount.unit, "number"):
            return False
        between = self.told.statement.text[self.told.amounts[self.number - 1].end : self.amount.start]
        said_again = SAID_AGAIN.fullmatch(between) is not None
        return said_again and View(self.told, self.number - 1, self.spans, self.words).moves

    def _is_filled(self, after: int) -> bool:
        """Tell whether only what qualifies the amount stands between a word and it: "by a further", "by about"."""
        between = words_of(self.told.statement.text).tokens[after : self.place]
        if _REACHED.issuperset(between[:1]) and between:
            return False
        return not between or set(between) <= _FURTHER or (self.amount.qualifier is not None and len(between) <= 3)  # noqa: PLR2004 - "by just over"

    def distance(self, phrases: tuple[str, ...]) -> int | None:
        """Count the words between the amount and the nearest phrase of a list in the chain; null when there is none."""
        for step, stretch in enumerate(self.chain):
            found = stretch.find(phrases)
            if found:
                own = stretch.text == self.told.statement.text
                gaps = [max(self.place - each.after, each.first - self.place_after, 0) for each in found]
                return (min(gaps) if own else 0) + 20 * step
        return None

    def counts(self, phrases: tuple[str, ...], *, behind: bool) -> bool:
        """Tell whether the number counts what a list names: right behind it, else before it with nothing behind."""
        clause = self.own
        following = [each for each in clause.find(phrases) if each.first >= self.place_after]
        if following and following[0].first - self.place_after <= 3:  # noqa: PLR2004 - adjectives in between
            return True
        tokens = words_of(self.told.statement.text).tokens
        following_words = tokens[self.place_after : clause.after]
        behind_it = self.told.statement.text[self.amount.end : self.amount.end + 2]
        ends = behind_it[:1] in ",;." or behind_it == " ("
        nothing_else = ends or not following_words or self._says_nothing(following_words[0]) or self.is_aside
        return not behind and nothing_else and any(stretch.has(phrases) for stretch in self.chain)

    @property
    def is_aside(self) -> bool:
        """Tell whether the amount stands alone in brackets: "champions (3)"."""
        text, amount = self.told.statement.text, self.amount
        return text[amount.start - 1 : amount.start] == "(" and text[amount.end : amount.end + 1] == ")"

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

    def goes_on_with(self, counted: tuple[str, ...], phrases: tuple[str, ...]) -> bool:
        """Tell whether the next amount counts the same, and what is said of it holds for both: "2 x and 3 y who …"."""
        told, following = self.told, self.number + 1
        if following >= len(told.amounts) or told.amounts[following].unit != self.amount.unit:
            return False
        between = told.statement.text[self.amount.end : told.amounts[following].start]
        second = View(told, following, self.spans, self.words)
        is_joined = _AND_ANOTHER.fullmatch(between) is not None and second.counts(counted, behind=True)
        return is_joined and second.own.has(phrases)

    def _outward(self) -> Iterator[Stretch]:
        text, spans = self.told.statement.text, self.spans
        yield self.own
        yield from self._after_aside
        for start, end in (*reversed(spans[: self.number]), *spans[self.number + 1 :]):
            yield Stretch.between(text, start, end)
        yield from (*self.told.leads, self.told.previous, self.told.topic, self.told.heading)

    @property
    def _after_aside(self) -> Iterator[Stretch]:
        """Give what goes on about the amount behind its brackets: "£2m (4%) on agency"."""
        text = self.told.statement.text
        is_part = _OUT_OF.match(text, self.spans[self.number][1]) is not None
        is_part = is_part or (self.amount.unit == "number" and text[self.spans[self.number][0]] != "(")
        return (Stretch.between(text, *span) for span in self.asides if is_part or _GOES_ON.match(text, span[0]))

    @property
    def asides(self) -> Iterator[tuple[int, int]]:
        """Give the place of what follows the brackets that hold the amount or stand right behind it."""
        text, spans = self.told.statement.text, self.spans
        before = (self.amount.start - 1,) if self.amount.unit in ("percent", "GBP") else ()
        for opening in dict.fromkeys((*spans[self.number], *before)):
            closing = text.find(")", opening)
            if text[opening : opening + 1] == "(" and closing >= 0:
                yield closing, next((first for first, _ in spans if first > closing), len(text))

    def _shares_said_in(self, stretch: Stretch) -> Sequence[Match]:
        """Find what a share can be of; beside a count the same words say what is counted."""
        value = self.amount.value
        counts = self.amount.unit == "number" and value is not None and value > 0 and value == value.to_integral_value()
        return () if counts else [each for each in self._shares_said(stretch.text) if _inside(each, stretch)]

    def is_plain_but_for(self, phrases: tuple[str, ...]) -> bool:
        """Tell whether the amount's part of the sentence, behind any label, says nothing but what a list names."""
        text, (start, end) = self.told.statement.text, self.spans[self.number]
        labels = [each.end() for each in LABEL_END.finditer(text, start, self.amount.start)]
        behind = Stretch.between(text, labels[-1], self._without_tail(end)) if labels else self.own
        return self._is_plain(behind if behind.has(phrases) else self.own, phrases)

    def _is_plain(self, stretch: Stretch, besides: tuple[str, ...] = ()) -> bool:
        """Tell whether a stretch says nothing of what is measured: only numbers, periods, verbs and what it is of.

        What a share is of names a sum that stands with it: "the pay bill was £80m".
        """
        shares = self._shares_said_in(stretch)
        cell = self.told.statement.cell
        if shares and self.amount.unit == "GBP" and (stretch == self.own or (cell and stretch.text == cell.row)):
            return False
        covered = {
            place
            for each in (*shares, *(each for each in found_in(stretch.text, besides) if _inside(each, stretch)))
            for place in range(each.first, each.after)
        }
        says_nothing = all(
            self._says_nothing(token) or stretch.first + place in covered for place, token in enumerate(stretch.tokens)
        )
        return says_nothing and (bool(besides) or not self._names(stretch))

    def _says_nothing(self, token: str) -> bool:
        return token in self.words.plain_tokens or token[0].isdigit()


def _is_source(match: Match, tokens: Sequence[str], words: FigureWords) -> bool:
    """Tell whether a budget is where money comes from, or names a year: "funded from the general fund", "2024/25 budget"."""
    before = tokens[match.first - 1] if match.first else ""
    return words.share_names[match.phrase] == "budget" and (before in ("from", "by") or before.isdigit())


def _inside(match: Match, stretch: Stretch) -> bool:
    return stretch.first <= match.first and match.after <= stretch.after
