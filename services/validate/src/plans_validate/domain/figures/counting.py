"""Own whether a number counts things, or is an ordinal, a ratio, or a part of the number before it."""

import re

from plans_validate.domain.figures.numerals import IN_WORDS
from plans_validate.domain.figures.stretches import found_in, words_of
from plans_validate.domain.figures.views import View

_ONE_WORD = re.compile(r"\s(?:[\w’']+\s)?")
_POINTED_AT = re.compile(r"\b(?:each|every|any|this|that|which|another)\s$", re.IGNORECASE)
_FEW_WORDS, _WHO_HAVE = r" (?:[\w’'-]+ ){1,4}", r"(?:who|that) (?:have|had|are|were)"
_OF_THOSE_WHO = re.compile(
    rf"^\sof (?:the|our|these|those|its) (?:\d+|{IN_WORDS}){_FEW_WORDS}{_WHO_HAVE}\b", re.IGNORECASE
)
_WHO = re.compile(
    rf"^{_FEW_WORDS}(?:{_WHO_HAVE}|with (?:over|more|longer)|in (?:post|place)(?! (?:on|at|as at) ))\b", re.IGNORECASE
)
_WHO_ARE = re.compile(rf"^{_FEW_WORDS}{_WHO_HAVE}\b", re.IGNORECASE)
_PART_OF = re.compile(r"\s(?:out )?of (?:\w+\s)?(?:[\w’']+\s)?", re.IGNORECASE)
_NUMBER_BEFORE_RATIO = re.compile(
    rf"(?:(?:\d|{IN_WORDS}|\ba) ?|\bone (?:[\w-]+ ){{1,3}})(?:in|out of)(?: every)?\s$|\b(?:per|for (?:every|each))\s$",
    re.IGNORECASE,
)
_RATIO_AFTER = re.compile(
    rf"^\s(?!out of [1-9]\d (?:agency|consultan|interim|temporary))(?:in|out of)(?: every)? (?:\d\d?\b(?!/)|{IN_WORDS})"
    rf"|^ (?:[\w-]+ ){{1,3}}in (?:every )?{IN_WORDS} (?:has|have|is|are|was|were|had)\b"
    r"|^ in (?:each|every) |^ (?:[\w-]+ ){1,3}(?:per|(?:for|in) (?:every|each)) "
    r"|^[\s-](?:thirds?|quarters?|fifths?|tenths?|halves)\b",
    re.IGNORECASE,
)
_ORDINAL_BEFORE = re.compile(
    r"\b(?:appendix|annex|section|page|figure|table|tier|phase|year|item|priority|theme|part|chapter|stage|grade|band"
    r"|level|version|blocker|barrier|challenge|obstacle|hurdle|pillar|strand|wave|tranche|workstream|objective|principle"
    r"|ambition|mission|outcome|recommendation|goal|gate|question|(?<!s )(?<!\) )(?<!year )number|no\.?"
    r"|paragraph|zone|q|quarter|schedule|rule|covid|top|act|article)\s$",
    re.IGNORECASE,
)  # fmt: skip
_BREAKDOWN = re.compile(r"\s?(?:\(|[–—]\s)[^)]*$|[^:(;,.\d]{0,40}:[^)]*$")
_IN_BRACKETS = re.compile(r"\s?\([^);]*$")
PARTS_FOLLOW = re.compile(
    r"[^:(;,.\d]{1,40}(?:: |,? (?:includ(?:es?|ing)|of wh(?:om|ich)|among (?:whom|them)) (?:[a-z]+ ){0,2})",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^\W*\w+\s$")
_LABEL_ENDS = re.compile(r"^(?::| [–—-]) \S")
_NOT_A_COUNT_AFTER = re.compile(
    r"^\s?(?:times?\b|of (?:a|the|our|its|their|many|several|which|those|these)\b"
    r"(?! (?:[\w’']+ ){0,2}(?:agency|consultan|interim|temporary|workers|people|placements|individuals|directors"
    r"|managers|heads|officers|staff|colleagues|councillors|members|(?:have|has|had) been))"
    r"|st\b|nd\b|rd\b|th\b|o'clock|am\b|pm\b|[.)]\s|/|-)",
    re.IGNORECASE,
)


def is_broken_down(view: View) -> bool:
    """Tell whether a number is a part of the one before: "is five: four planners and an engineer"."""
    text, amounts, number = view.told.statement.text, view.told.amounts, view.number
    start, end = view.spans[number]
    if any(each.name and start <= each.start < end for each in view.told.periods):
        return False
    if number > 0 and _BREAKDOWN.match(text, amounts[number - 1].end, view.amount.start):
        return True
    return any(_IN_BRACKETS.match(text, each.end, view.amount.start) for each in amounts[:number])


def _is_part_of(view: View) -> bool:
    """Tell whether the number before is a part of this one: "nine of the council's 60"."""
    text, number = view.told.statement.text, view.number
    return number > 0 and bool(_PART_OF.fullmatch(text, view.told.amounts[number - 1].end, view.amount.start))


def _is_out_of(view: View) -> bool:
    """Tell whether the number is that which others are counted out of: "nine of the council's 60"."""
    text, words = view.told.statement.text, view.words
    said = words_of(text)
    return any(
        _ONE_WORD.fullmatch(text, said.spans[each.after - 1][1], view.amount.start)
        and said.tokens[max(each.first - 1, 0)] not in words.one_by_one
        for each in found_in(text, words.bases)
        if each.after <= view.place
    )


def may_count(view: View) -> bool:
    """Tell whether a number may count things: it is no share, ordinal or ratio."""
    text, amount = view.told.statement.text, view.amount
    before, after = text[: amount.start], text[amount.end :]
    if _is_out_of(view) and not (_WHO_ARE if _is_part_of(view) else _WHO).match(after):
        return False
    if any(pattern.search(before) for pattern in (_ORDINAL_BEFORE, _NUMBER_BEFORE_RATIO)):
        return False
    if amount.number == 1 and _POINTED_AT.search(before):
        return False
    if _LABELLED.match(before) and _LABEL_ENDS.match(after):
        return False
    if view.is_aside and before.strip("( "):
        return True
    return not (
        any(pattern.match(after) for pattern in (_NOT_A_COUNT_AFTER, _OF_THOSE_WHO, _RATIO_AFTER))
        or amount.number != amount.number.to_integral_value()
    )
