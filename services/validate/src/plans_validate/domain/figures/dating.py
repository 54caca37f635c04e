"""Own the choice of the period that an amount is about, among those that are said with it and above it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.clauses import MOVES, is_left
from plans_validate.domain.figures.distribution import years_of
from plans_validate.domain.figures.notes import notes_in
from plans_validate.domain.figures.periods import Period, PeriodReader, financial_year
from plans_validate.domain.figures.stretches import Stretch, place_from
from plans_validate.domain.figures.texts import text_of
from plans_validate.domain.figures.views import View

_THAT_YEAR = re.compile(r"\b(?:same|that) (?:financial )?year\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"\W*(compared|in comparison|against|versus|vs|(?<=\()(?:it )?was|previously|formerly"
    rf"|(?:(?:down|up|then) )?from|{MOVES} (?:from|on|against)|to)\b",
    re.IGNORECASE,
)


_BOTH = 2
_RULES = re.compile(r"\b(?:Act|Regulations|Order|Regs|Code|Agreement|Policy),?\s$")
_RULES_BEHIND = re.compile(r"\s(?:Act|Regulations|Order|Regs|Code)\b")
_THAN = re.compile(r"\bthan\b(?! (?:usual|planned|expected))", re.IGNORECASE)
_LONGEST_BEFORE = len("since the beginning of the year ")
_SINCE = re.compile(r"\bsince (?:the (?:start|beginning|end) of (?:the year )?)?$", re.IGNORECASE)
_ENDS_CHANGE = re.compile(r"\bto\s$", re.IGNORECASE)
_WHAT_IT_WAS = re.compile(r"\bwhat (?:it|they) (?:was|were) (?:in|at)\s$", re.IGNORECASE)
_UNNAMED_YEAR = re.compile(r"\b(?:this|next|current|coming) year\b(?!\s?\(|, (?:FY ?)?20|['’]s)", re.IGNORECASE)
_BEHIND_ASIDE = re.compile(r"\)\s(?:in|for|during|at)\s(?:the (?:year )?)?")
_THEN = re.compile(r"\bthen\b|\b(?:and|but|so|while)\s(?:we|our|it|this|the council)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were|came|stood|took|made|amounted|accounted|represented|equalled)\b", re.IGNORECASE)
_BY_NOW = re.compile(
    r"\b(?:(?:has|have) since|(?:is|are|has|have) now|now (?:stands?|is|are|down|at|only)"
    r"|currently|at present|today)\b",
    re.IGNORECASE,
)
_AS_IT_STANDS = re.compile(
    r"\W*(?:and|with|but|while)\s(?:we |there |it |now |currently )*(?:have|has|are|is)\s$", re.IGNORECASE
)


def periods_of(view: View, reader: PeriodReader) -> Sequence[Period | None]:
    """Give the period that the amount is about, or the two years for which it holds alike: "1% in both years"."""
    return _alike(view, reader) or (_period_of(view, reader),)


def _alike(view: View, reader: PeriodReader) -> list[Period]:
    """Give the two years that are named behind "both", or before "both years"."""
    told, said = view.told, view.own.find(view.words.both_years)
    if not said:
        return []
    ends = {each.after for each in said}
    named = [each for each in told.periods if each.is_total and place_from(told.statement.text, each.start) in ends]
    statement, of_years = told.statement, any("year" in each.phrase for each in said)
    above = (statement.text, *statement.leads, statement.previous, statement.heading) if of_years else ()
    for periods in (named,) if named else map(reader.find, above):
        years = {year.name: year for each in periods if each.name for year in years_of(each, 0)}
        if len(years) == _BOTH:
            return list(years.values())
    return []


def _period_of(view: View, reader: PeriodReader) -> Period | None:
    """Give the period that the amount is about: in its own part, else nearest before it, else above."""
    start, end = view.spans[view.number]
    own = [
        each for each in _dated(view) if start <= each.start and each.end <= end + 1 and not _is_set_against(each, view)
    ]
    if own := own or list(_behind_brackets(view)) or list(_before_brackets(view)):
        return min(own, key=lambda each: max(view.amount.start - each.end, each.start - view.amount.end))
    if _is_spread(view) or _as_it_stands(view) or _is_of_year_unnamed(view) or _is_what_was(view):
        return None
    return _in_statement(view) or _above(view, reader)


def is_later(period: Period | None, year: str) -> bool:
    """Tell whether a period is a financial year after another: nothing has been done in it yet."""
    name = (period.name or "") if period is not None and not period.is_total else ""
    return name[:1].isdigit() and name > year


def _is_set_against(period: Period, view: View) -> bool:
    """Tell whether a period before the amount is that of another: "less in 2024/25 than 6%", "cut from 6% to 4%"."""
    text = view.told.statement.text
    is_other = is_left(text, view.amount) or _THAN.search(text, period.end, view.amount.start) is not None
    return period.end <= view.amount.start and is_other


def settled(periods: Sequence[Period], previous: str, reader: PeriodReader) -> list[Period]:
    """Give the periods, "the year before" counted from the year that the sentence before names last."""
    if not previous or not any(each.step for each in periods):
        return list(periods)
    years = [int(each.name[:4]) for each in reader.find(previous) if each.name and each.name[:4].isdigit()]
    return [
        replace(each, name=financial_year(years[-1] + each.step)) if each.step and years else each for each in periods
    ]


def _before_brackets(view: View) -> Iterator[Period]:
    """Give the periods of what the amount says again in another unit: "£2.6m in 2023/24 (4%)"."""
    text, number, amounts = view.told.statement.text, view.number, view.told.amounts
    (start, _), (before, _) = view.spans[number], view.spans[number - 1]
    if number and text.startswith("(", start) and amounts[number - 1].unit != view.amount.unit:
        yield from (each for each in _dated(view) if each.name and before <= each.start and each.end <= start)


def _behind_brackets(view: View) -> Iterator[Period]:
    return (
        each for first, last in view.asides for each in view.told.periods if each.name and first <= each.start < last
    )


def _dated(view: View) -> list[Period]:
    """Give the periods said with the amount; the year since which a share or a count changed is none of its own."""
    text = view.told.statement.text
    periods = [each for each in view.told.periods if not each.is_length and not _names_rules(each, text)]
    if "what " in text_of(text).plain:
        periods = [
            each
            for each in periods
            if not _stands_before(each, _WHAT_IT_WAS, text) or text[each.end : view.amount.start].strip() == "("
        ]
    ends_change = _ENDS_CHANGE.search(text, max(0, view.amount.start - _LONGEST_BEFORE), view.amount.start)
    if (view.amount.unit == "GBP" and not ends_change) or "since" not in text_of(text).plain:
        return periods
    return [each for each in periods if not _stands_before(each, _SINCE, text)]


def _names_rules(period: Period, text: str) -> bool:
    """Tell whether a year belongs to the name of rules: "Regulations 2017", "the 2017 Regulations"."""
    return _stands_before(period, _RULES, text) or _RULES_BEHIND.match(text, period.end) is not None


def _stands_before(period: Period, words: re.Pattern[str], text: str) -> bool:
    """Tell whether words that end a text stand right before a period; of a long text no more is read than they need."""
    return words.search(text, max(0, period.start - _LONGEST_BEFORE), period.start) is not None


def _as_it_stands(view: View) -> bool:
    """Tell whether an amount is of what there is, in a clause of its own behind what was: "and have four"."""
    text, (start, _) = view.told.statement.text, view.spans[view.number]
    before = [*(each.end for each in view.told.amounts[: view.number]), *(each.end for each in view.told.periods)]
    last = max((end for end in before if end <= view.amount.start), default=start)
    if view.number and _BY_NOW.search(text, last, view.amount.start):
        return True
    return view.amount.unit == "number" and _AS_IT_STANDS.match(text, start, view.amount.start) is not None


def _is_of_year_unnamed(view: View) -> bool:
    """Tell whether the amount is said to be this year's or the next's where another year is named."""
    named = any(each.name for each in view.told.periods)
    return named and _UNNAMED_YEAR.search(view.told.statement.text, *view.spans[view.number]) is not None


def _is_spread(view: View) -> bool:
    """Tell whether the amount's part of the sentence says that it comes each year or over several years."""
    start, end = view.spans[view.number]
    lengths = (each for each in view.told.periods if each.is_length and start <= each.start and each.end <= end)
    written = (view.told.statement.text[each.start : each.end].lower() for each in lengths)
    each_year = view.amount.unit == "GBP" and view.own.has(view.words.each_year)
    return each_year or any(length.endswith("years") for length in written)


def _in_statement(view: View) -> Period | None:
    """Give the nearest period before the amount, else the only one behind it, but none of what it is compared with."""
    told, compared = view.told, _compared(view)
    dated = [each for each in _dated(view) if not any(first <= each.start < after for first, after in compared)]
    dated = [each for each in dated if not _is_anothers(each, view)]
    if view.spans[view.number] in compared:
        dated = [each for each in dated if each.end <= told.amounts[view.number - 1].start]
    before = [each for each in dated if each.end <= view.amount.start]
    near = [each for each in dated if ";" not in told.statement.text[view.amount.end : each.start]]
    only = (some[0] for some in (dated, near) if len({each.name for each in some}) == 1)
    return before[-1] if before else next(only, None)


def _is_what_was(view: View) -> bool:
    """Tell whether the amount is where a change began, or what another is compared with: "£2m, down from £3m"."""
    text, number, (start, _) = view.told.statement.text, view.number, view.spans[view.number]
    if number == 0 or text.startswith("(", start):
        return is_left(text, view.told.amounts[max(number - 1, 0)])
    set_against = _COMPARED.match(text, start)
    return is_left(text, view.amount) or (set_against is not None and set_against[1].lower() != "to")


def _is_anothers(period: Period, view: View) -> bool:
    """Tell whether a period opens the part of a later amount, or dates one before that counts something else."""
    text, amounts, own = view.told.statement.text, view.told.amounts, view.amount
    if period.start >= own.end:
        later = (
            amount.start
            for amount, (start, _) in zip(amounts, view.spans, strict=True)
            if own.end < start <= period.start
        )
        dates_aside = any(_dates_aside(amount, period, text) for amount in amounts if amount.unit == own.unit)
        opens_later = any(period.end <= start for start in later)
        return opens_later or dates_aside or bool(_THEN.search(text, own.end, period.start))
    if own.unit != "number" or period.end > view.spans[view.number][0]:
        return False
    dated = (
        amount
        for amount, (start, end) in zip(amounts, view.spans, strict=True)
        if start <= period.start < end and amount.end <= period.start
    )
    return any(amount.unit != own.unit for amount in dated)


def _dates_aside(amount: Amount, period: Period, text: str) -> bool:
    """Tell whether a period stands right behind an amount in brackets: "it was higher (1.6%) in 2022/23"."""
    return amount.end <= period.start and _BEHIND_ASIDE.fullmatch(text, amount.end, period.start) is not None


def _compared(view: View) -> list[tuple[int, int]]:
    """Give the parts that something is compared with: "from 6%", "(6% in 2022/23)"; and "to 4%" after these."""
    text, amounts = view.told.statement.text, view.told.amounts
    return [
        span
        for (first, second), span in zip(pairwise(amounts), view.spans[1:], strict=True)
        if (
            (found := _COMPARED.match(text, span[0]))
            and (found[1].lower() != "to" or _is_end_behind(first, span, view))
        )
        or second.unit == "points"
        or (first.unit == second.unit and text.startswith("(", span[0]))
    ]


def _is_end_behind(start: Amount, end: tuple[int, int], view: View) -> bool:
    """Tell whether a change ends behind the amount or with it; what comes after one holds when it has ended."""
    return is_left(view.told.statement.text, start) and end[1] > view.spans[view.number][0]


def _above(view: View, reader: PeriodReader) -> Period | None:
    statement = view.told.statement
    if _THAT_YEAR.search(statement.text):
        before = (statement.previous, statement.topic, *statement.leads, statement.heading)
        return next((each for text in before for each in reversed(reader.find(text)) if each.name), None)
    is_sum = view.amount.unit == "GBP"
    for lead in chain(statement.leads, notes_in(statement.passage.block, view.words.notes), _inherited(view)):
        if Stretch.whole(lead).has(view.words.undated):
            continue
        found = [each for each in reader.find(lead) if each.name and (is_sum or not each.is_total)]
        if len({each.name for each in found}) == 1:
            return found[0]
    return None


def _inherited(view: View) -> Iterator[str]:
    """Give the sentence before, when that is what the amount is about, and the heading."""
    told = view.told
    in_labels = view.amount.unit != "number" and told.label is not None and ": " in told.statement.previous
    follows = in_labels or told.previous in view.chain or _carries_on(view)
    if follows and not _was_after_an_aim(view):
        yield told.statement.previous
    if in_labels:
        yield told.statement.topic
    yield told.statement.heading


def _was_after_an_aim(view: View) -> bool:
    """Tell whether a sentence in the past stands behind one on an aim: "8% by 2026. It was 9%"."""
    before = view.told.statement.previous
    aims = bool(before) and Stretch.whole(before).has(view.words.lists[view.words.targets])
    return aims and _WAS.search(view.told.statement.text) is not None


def _carries_on(view: View) -> bool:
    """Tell whether a sentence in the past tells the same of another subject: "for consultants the figure was 2%"."""
    whole = view.told.whole
    return whole.has(view.words.refers_back) and not _BY_NOW.search(whole.text) and _WAS.search(whole.text) is not None
