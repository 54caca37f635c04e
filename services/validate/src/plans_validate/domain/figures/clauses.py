"""Own which words of a statement belong to which of its amounts."""

import re
from collections.abc import Sequence
from itertools import pairwise

from plans_validate.domain.figures.amounts import Amount
from plans_validate.domain.figures.numerals import FINANCIAL_YEAR

_ASIDE = re.compile(r"\([^()]*\)")
SMALL_WORDS = (
    r"(?:(?:the|just|only|about|around|approximately|over|under|some|nearly|almost|a further|present|current|existing"
    r"|a (?:high|peak|low) of)\s)*"
)
_VERBS = (
    r"(?:fell|rose|grew|went|came|coming|down|up|back"
    r"|(?:fall|ris|dropp|mov|reduc|decreas|increas|declin|climb|eas|edg|slipp)(?:ing|ed))"
)
MOVES = r"an? (?:\w+ )?(?:reduction|fall|drop|decrease|increase|rise|improvement|change)"
_FROM = re.compile(rf"\bfrom\s{SMALL_WORDS}$", re.IGNORECASE)
_FROM_SECOND = re.compile(
    rf",?\s(?:(?:and|then|before)\s)?(?:from|{MOVES}\s(?:from|on|against)(?: the)?|{_VERBS} (?:from|to))\s"
    rf"{SMALL_WORDS}$",
    re.IGNORECASE,
)
_TO_SECOND = re.compile(rf",?\s(?:(?:and|then|before)\s)?(?:to|through|via)\s{SMALL_WORDS}$", re.IGNORECASE)
SPENT = (
    r"(?:(?:went|goes|going|was|were|is|are|has|had|been|spent|paid|being|set aside|allocated|earmarked|budgeted"
    r"|committed|charged)\s){0,3}"
)
_GOES_ON = re.compile(
    rf"[^()]*\)\s{SPENT}(?:on|for|to|towards|in)\s[^,;()]*?(?=,?\s(?:and|plus|with|to)\s)", re.IGNORECASE
)
BESIDE_OTHERS = re.compile(
    r",?\s(?:which |(?:is|was|sits|stands|lies|remains) |well |just |far |slightly )*"
    r"(?:within|below|above|lower than|higher than|in line with"
    r"|compared (?:with|to)|against|among|amongst) (?:the |a |an |our )?(?:\w+ ){0,4}"
    r"(?:average|mean|median|norm|benchmark|region|country|lowest|highest)\b|,?\s(?:which )?compares? ",
    re.IGNORECASE,
)
_SOME_OF_IT = (
    r",\s(?:\w+ ){0,2}(?:half|most|much|the bulk|the majority|the rest|a third|a quarter"
    r"|(?:nearly |almost )?all of (?:it|this|which)|mainly|mostly|largely|chiefly)\b"
    r"|,?\s(?:most|main|large|chief|primari|especial)ly in\b"
)
TAIL = re.compile(
    r",\s(?:and|which|while|whilst|whereas|so|but|though|although|because)\s|,\s(?:\w+\s){0,3}(?:much|far)\s"
    r"|(?:\s(?:and|but|so|which|though|although|because|while|whilst)|;|\s[–—-]|\s?\()"
    r"\s?(?:we|our|it|this|that|the council)\s"
    rf"|{_SOME_OF_IT}"
    r"|,?\swith (?:the|an?|our) (?:aim|view|intention|ambition|goal)\b"
    r"|,?\s(?:because|due to|owing to|driven by|(?:and |which )?reflect(?:s|ed|ing)|as a result of)\b"
    r"|\s(?:this|it) (?:is|was|remains|remained)\b",
    re.IGNORECASE,
)
SOME_OF_IT = re.compile(_SOME_OF_IT, re.IGNORECASE)
REASON = re.compile(
    r",?\s(?:because|as|since)\s(?:we|they|it)\s|(?:,\sas|,?\s(?:because|since))\sour\s"
    r"|,?\s(?:covering|filling|in|to) (?:\w+ ){0,3}(?:posts|roles|vacancies|jobs|positions) (?:that|which)\b",
    re.IGNORECASE,
)
LABEL_END = re.compile(r"(?::|;|\s[–—-]|,?\s(?:but|while|whilst|whereas|although|though))\s", re.IGNORECASE)
_PARTS = re.compile(r"(?: [a-z’'-]+){1,5}:\s$", re.IGNORECASE)
_SEMICOLON = re.compile(";")
_CUTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r",?\s(?:while|whilst|whereas|but)\s",
        r",\s(?:and|with|plus)\s",
        r",(?!\d)|\(|\)(?=\s*\w)(?!\s(?:in|for|during|at)\s[^,;()]{4,30},\s)",
        r"\s(?:and|plus)\s|\s&\s",
        rf"\s(?:compare[sd]?|comparing|against|versus|vs)\s|\s[–—-]\s(?!{FINANCIAL_YEAR}\s[–—-]\s)|\s/\s",
        r"(?<=\d\d)\s(?:to|through|via|then)\s",
        r",?\s(?:at (?:an? )?(?:[a-z]+ )?cost of|costing|worth)\s",
    )
)


_LAST_JOIN = re.compile(r".*(,?\s(?:and|with|while|whilst|plus|but|against)\s|[,;]\s)", re.IGNORECASE | re.DOTALL)


SAID_AGAIN = re.compile(
    r"\s?\((?:or |i\.?e\.? |equal to |about |some )?$|,?\s(?:which (?:is|was|equates to|represents)|equating to"
    r"|equal to|equivalent to|amounting to|representing|or)"
    r"\s(?:just |about |around |some |nearly |over |under |a |the )*$",
    re.IGNORECASE,
)


def is_left(text: str, amount: Amount) -> bool:
    """Tell whether an amount is where a change began: "from 6%"."""
    return bool(_FROM.search(text[: amount.start]))


def clause_spans(
    text: str, amounts: Sequence[Amount], names: Sequence[tuple[int, int]] = (), subjects: Sequence[int] = ()
) -> list[tuple[int, int]]:
    """Give the part of the text that belongs to each amount; together they cover the text. No name is cut apart.

    `subjects` are the places of the subjects that are told apart, where the text names several.
    """
    for start, end in names:
        text = text[:start] + "_" * (end - start) + text[end:]
    if _come_behind(subjects, amounts):
        return _spans_before_subjects(text, amounts)
    amount_first = _begins_with_amount(text, amounts)
    cuts = [0]
    last: Amount | None = None
    for first, second in pairwise(amounts):
        outer = first if text[first.start - 1 : first.start] != "(" or last is None else last
        move = _TO_SECOND if is_left(text, outer) else _FROM_SECOND
        last = first
        if first.unit == second.unit == "number" and (parts := _PARTS.match(text, first.end, second.start)):
            cuts.append(parts.end())
            continue
        cuts.append(_cut(text, first.end, second.start, (_SEMICOLON, move, *_CUTS), amount_first=amount_first))
    spans = zip(amounts, cuts, [*cuts[1:], len(text)], strict=True)
    return [(start, _end_of_aside(text, start, amount.end, end)) for amount, start, end in spans]


def _come_behind(subjects: Sequence[int], amounts: Sequence[Amount]) -> bool:
    """Tell whether each amount stands before its subject: none is named before the first, one behind the last."""
    first, last = amounts[0].end, amounts[-1].end
    return bool(subjects) and first < min(subjects) < amounts[-1].start and max(subjects) > last


def _spans_before_subjects(text: str, amounts: Sequence[Amount]) -> list[tuple[int, int]]:
    """Give the parts of amounts that stand before their subjects: "4% (£2m) was agency and 1% (£1m) consultancy".

    What an amount says again in brackets has the same subject behind it.
    """
    starts = [0]
    for first, second in pairwise(amounts):
        join = _LAST_JOIN.match(text, first.end, second.start)
        is_aside = text[second.start - 1 : second.start] == "("
        starts.append(second.start - 1 if is_aside else join.start(1) if join else first.end)
    ends = [len(text)]
    for amount, start in zip(reversed(amounts[1:]), reversed(starts[1:]), strict=True):
        ends.append(ends[-1] if text[amount.start - 1] == "(" else start)
    return list(zip(starts, reversed(ends), strict=True))


def _end_of_aside(text: str, start: int, amount_end: int, end: int) -> int:
    """Give the end of an amount's part: an aside in brackets ends with its bracket."""
    closing = text.find(")", amount_end, end)
    is_aside = text.rfind("(", 0, amount_end) > text.rfind(")", 0, amount_end) and "(" not in text[amount_end:closing]
    return closing if closing >= 0 and is_aside else end


def _begins_with_amount(text: str, amounts: Sequence[Amount]) -> bool:
    """Tell whether the first amount comes before the words on it ("4.1% on agency, 0.9% on consultants")."""
    return len(re.findall(r"[a-z]{3,}", text[: amounts[0].start].lower())) == 0


def _cut(text: str, start: int, end: int, marks: Sequence[re.Pattern[str]], *, amount_first: bool) -> int:
    """Give the place between two amounts at which the words stop belonging to the first; an aside stays whole."""
    between = _ASIDE.sub(lambda aside: "_" * len(aside[0]), text[start:end])
    goes_on = _GOES_ON.match(between)
    if goes_on is not None:
        return start + goes_on.end()
    for pattern in marks:
        found = pattern.search(between)
        if found is not None:
            return start + found.start() + (0 if between[found.start()] == "(" else 1)
    return end if amount_first else start
