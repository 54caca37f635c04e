"""Own what stands with an amount: its part of the sentence and, if that says too little, what stands nearest."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plans_validate.domain.figures.clauses import LABEL_END, SPENT
from plans_validate.domain.figures.parts import SEVERAL, Part, inside
from plans_validate.domain.figures.references import has_no_subject, points_behind, refers_back
from plans_validate.domain.figures.stretches import Stretch, words_of
from plans_validate.domain.words import Match
from plans_validate.domain.worked_out_once import once

_GOES_ON = re.compile(rf"\)\s{SPENT}(?:on|for|of|to|towards|in respect of)\s", re.IGNORECASE)
_OUT_OF = re.compile(r"\((?:out )?of ", re.IGNORECASE)
_ADDED = re.compile(r"\W*(?:and|plus|with)\s(?:a further\s)?", re.IGNORECASE)
_OF_IT = frozenset(("of", it) for it in ("it", "this", "that", "them"))
_OF_THEM = frozenset(("of", them) for them in ("them", "whom", "these", "those", "which"))
_AND_ANOTHER = re.compile(r"\s(?:[a-z'’-]+\s){1,3}and\s", re.IGNORECASE)
_PLACE = r"(?:[a-z][\w’'&-]* \d{1,3}|[\w-]+ in (?:the )?[\w’'&-]+(?: [\w’'&-]+)?)"
_BY_PLACE = re.compile(rf"\W*(?:and )?{_PLACE}\W*", re.IGNORECASE)
_ENDS_BY_PLACE = re.compile(rf"(?:^|\W){_PLACE}\W*$", re.IGNORECASE)


class View(Part):
    """What stands with one amount of a statement."""

    @once
    def chain(self) -> tuple[Stretch, ...]:
        """Give the stretches that say what is measured: the own part, and further ones while nothing is said yet."""
        cell = self.told.statement.cell
        joined = 1 + (len(cell.leads) if cell is not None and (cell.is_figure or self.own_share == "pay") else 0)
        joined += len(list(self._after_aside)) if self.amount.unit == "number" else 0
        stretches: list[Stretch] = []
        is_plain = True
        for step, stretch in enumerate(self._outward(), 1):
            if stretch.after > stretch.first and not self._leaves_open(stretch, stretches):
                stretches.append(stretch)
                is_plain = is_plain and (self.is_plain(stretch) or self._points_back(stretch))
            if step >= joined and not is_plain:
                break
        asked = [each for each in self._asked if each not in stretches]
        if asked and any(self.names(each) for each in stretches):
            asked = [each for each in asked if not self.names(each)]
        return (*stretches, *asked)

    def _leaves_open(self, stretch: Stretch, nearer: Sequence[Stretch]) -> bool:
        """Tell whether a stretch names all that nearer ones name one of: it says nothing of which is meant."""
        return self.names(stretch, SEVERAL) and any(self.names(each) for each in nearer)

    def _points_back(self, stretch: Stretch) -> bool:
        """Tell whether a part of the sentence, or the one before, speaks of what was named before it."""
        statement = self.told.statement
        if stretch.text not in (statement.text, statement.previous) or self.names(stretch):
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
        tokens = words_of(self.told.statement.text).tokens
        if self.amount.unit == "number" and tokens[self.place_after : self.place_after + 2] in _OF_THEM:
            return False
        if self.amount.unit in ("percent", "number") and self._is_of_pay:
            return True
        strange = [each for each in stretch.tokens if not self.says_nothing(each)]
        said = words_of(stretch.text).tokens
        pointing = {each for match in stretch.find(self.words.refers_back) for each in said[match.first : match.after]}
        headed = self.names(self.told.heading) and not self.names(self.told.heading, SEVERAL)
        most = {"GBP": 0, "percent": 1 + headed}.get(self.amount.unit, len(strange))
        return len([each for each in strange if each not in pointing]) <= most

    @once
    def _is_of_pay(self) -> bool:
        told = self.told.statement
        texts = (told.text, *told.leads, told.previous, told.topic)
        return any(self.words.share_names[each.phrase] == "pay" for text in texts for each in self.shares_said(text))

    @once
    def _is_spoken_of(self) -> bool:
        """Tell whether what was said before speaks of how much is used or spent, or asks."""
        told = self.told
        if self.names(told.heading):
            return True
        above = Stretch.between(told.statement.text, 0, self.spans[self.number][0])
        before = (*((above,) if self.number else ()), *told.leads, told.previous, told.topic)
        return self._is_of_pay or any(each.has(self.words.spoken_of) for each in before)

    def _answers(self, text: str) -> bool:
        """Tell whether the amount is what a question above asks for: it opens the statement, or follows a colon."""
        is_first = self.number == 0 or self.amount.unit != self.told.amounts[0].unit
        opens = self.is_plain(self.told.opening) or text[: self.amount.start].endswith(": ")
        return is_first and opens and any(lead.endswith("?") for lead in self.told.statement.leads[:1])

    @property
    def _asked(self) -> Iterator[Stretch]:
        """Give the label that opens the statement, and the question that it answers when it opens with the amount."""
        text, (start, end) = self.told.statement.text, self.spans[self.number]
        label, colon = self.told.label, text.find(": ")
        is_whole = self.amount.unit == "GBP" and not self.names(self.own) and bool(self.shares_said_in(self.own))
        if (
            label is not None
            and not is_whole
            and label.after <= self.place
            and ": " not in text[max(start, colon + 1) : end]
        ):
            yield label
        if self._answers(text) and not (self.names(self.own) and self.amount.unit != "number"):
            yield self.told.leads[0]

    @once
    def beside(self) -> tuple[Stretch, ...]:
        """Give the chain, the rest of the statement and what stands above it, save the heading."""
        return (*self.chain, self.told.whole, *self.told.leads)

    @once
    def around(self) -> tuple[Stretch, ...]:
        """Give everything that may complete the meaning, nearest first."""
        return (*self.beside, self.told.previous, self.told.topic, self.told.heading)

    def near(self, phrases: tuple[str, ...]) -> tuple[Stretch, ...]:
        """Give the same, and the row or the list's item right above when the own one says nothing but phrases."""
        statement = self.told.statement
        is_row = statement.cell is not None and statement.cell.is_figure
        own = Stretch.whole(statement.cell.row) if statement.cell is not None and is_row else self.own
        goes_on = statement.neighbour and self.is_plain(own, phrases)
        return (*self.around, Stretch.whole(statement.neighbour)) if goes_on else self.around

    @once
    def above(self) -> tuple[Stretch, ...]:
        """Give what was said before the first amount, what this one is added to or refers to, and what stands above."""
        text, number = self.told.statement.text, self.number
        before = [Stretch.between(text, *self.spans[number - 1])] if self._is_added else []
        if refers_back(self.own, self.words):
            before.append(self.told.previous)
        return (self.told.opening, *before, *self.told.leads)

    @property
    def _is_added(self) -> bool:
        """Tell whether a count is but added to the one before it: ", and four consultants"."""
        text, number = self.told.statement.text, self.number
        units = {each.unit for each in self.told.amounts[max(number - 1, 0) : number + 1]}
        if number == 0 or self.amount.number == 0 or units != {"number"}:
            return False
        is_short = len(words_of(text).tokens) - self.place_after <= 3  # noqa: PLR2004 - "agency social workers"
        return is_short and _ADDED.fullmatch(text, self.spans[number][0], self.amount.start) is not None

    @once
    def share_of(self) -> str:
        """Name what a share is a share of, by the nearest words that say so; `unstated` when nothing does."""
        behind = words_of(self.told.statement.text).tokens[self.place_after : self.place_after + 2]
        is_part = any(each.unit == "percent" for each in self.told.amounts[: self.number]) and not self.names(self.own)
        if behind in _OF_IT and is_part:
            return "them"
        for stretch in (*((self.told.opening,) if behind in _OF_IT else ()), *self.around):
            named = (None, *self.shares_said(stretch.text))
            apart = (each for last, each in pairwise(named) if each and (last is None or last.after != each.first))
            found = [each for each in apart if inside(each, stretch)]
            if found:
                return self.words.share_names[min(found, key=lambda each: self._nearness(each, stretch)).phrase]
        return "unstated"

    def _nearness(self, match: Match, stretch: Stretch) -> tuple[bool, int]:
        """Order what a share may be of: right behind it ("5% of our net spend"), then the nearest; above, the usual."""
        if stretch.text != self.told.statement.text:
            return True, list(self.words.shares_of).index(self.words.share_names[match.phrase])
        is_of = words_of(stretch.text).tokens[self.place_after : self.place_after + 1] == ("of",)
        right_behind = is_of and 0 <= match.first - self.place_after <= 3  # noqa: PLR2004 - "of our total"
        return not right_behind, abs(match.first - self.place)

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
        nothing_else = ends or not following_words or self.says_nothing(following_words[0]) or self.is_aside
        return not behind and nothing_else and any(stretch.has(phrases) for stretch in self.chain)

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
        if self.number and self.is_plain(self.own) and self.own.has(self.words.council_wide):
            yield self.told.opening
        yield from self._after_aside
        further = [Stretch.between(text, *span) for span in spans[self.number + 1 :]]
        is_told = self._points_back(self.own)
        leads = (*self.told.leads, self.told.previous, self.told.topic)
        if self.told.statement.cell is not None:
            yield from leads
        yield from (Stretch.between(text, *span) for span in reversed(spans[: self.number]))
        yield from () if is_told else further
        yield from leads if self.told.statement.cell is None else ()
        yield from further if is_told else ()
        yield self.told.heading

    @property
    def _after_aside(self) -> Iterator[Stretch]:
        """Give what goes on about the amount behind its brackets: "£2m (4%) on agency"."""
        text = self.told.statement.text
        is_part = _OUT_OF.match(text, self.spans[self.number][1]) is not None
        is_part = is_part or (self.amount.unit == "number" and text[self.spans[self.number][0]] != "(")
        if self.number == 0 and self.amount.unit != "number" and self.is_plain(self.told.opening):
            is_part = is_part or not self.names(self.own)
        return (Stretch.between(text, *span) for span in self.asides if is_part or _GOES_ON.match(text, span[0]))

    def is_plain_but_for(self, phrases: tuple[str, ...]) -> bool:
        """Tell whether the amount's part of the sentence, behind any label, says nothing but what a list names."""
        text, (start, end) = self.told.statement.text, self.spans[self.number]
        labels = [each.end() for each in LABEL_END.finditer(text, start, self.amount.start)]
        behind = Stretch.between(text, labels[-1], self._without_tail(end)) if labels else self.own
        return self.is_plain(behind if behind.has(phrases) else self.own, phrases)
