"""Own what forms say of endorsement: a question with its answer, a label left open, a table's column of names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from plans_schema.vocabulary import EndorsementStatus, EndorsingBody
from plans_validate.domain.dates import find_dates, is_date_word
from plans_validate.domain.document import Passage
from plans_validate.domain.endorsing.grammar import EndorsementGrammar
from plans_validate.domain.endorsing.saying import Saying
from plans_validate.domain.endorsing.standing import Setting
from plans_validate.domain.words import Phrases, Tokens, Words

_BLANK = re.compile(r"_{2,}|\.{5,}|…{2,}|\[[^\]\d]*\]|<[^>\d]*>")
_LABEL_END = re.compile(r"[:|]|\s[–—-]\s")
_LONGEST_LABEL = 12
_SMALL_WORDS = frozenset(
    {"by", "the", "on", "at", "our", "its", "meeting", "of", "in", "held", "council", "a", "answer", "it", "was"}
)
_ANSWERS = frozenset({("a",), ("answer",)})
_YES = "yes"
_NOT = "not"
_NOT_WITHIN = 4


def read_form(
    grammar: EndorsementGrammar, passage: Passage, following: Iterable[Passage], setting: Setting
) -> list[Saying]:
    """Give what a sentence, a line of a form or a table's row says of the plan's endorsement."""
    if "?" in passage.text:
        return _answered(grammar, passage, next(iter(following), None), setting)
    said = grammar.sayings(passage, setting)
    return _unless_left_open(grammar, passage, said) if said else said


def _answered(
    grammar: EndorsementGrammar, passage: Passage, following: Passage | None, setting: Setting
) -> list[Saying]:
    """Give what the answer to "Has Cabinet endorsed this plan?" says; an unanswered question says nothing."""
    end = passage.text.rindex("?") + 1
    asked = Passage(passage.block, passage.start, passage.start + end)
    if not grammar.acts_on_plan(asked, setting):
        return []
    inside = Passage(passage.block, asked.end, passage.end) if passage.text[end:].strip(" |") else None
    answer = inside or following
    return [] if answer is None else _with_answer(grammar, asked, answer)


def _with_answer(grammar: EndorsementGrammar, asked: Passage, answer: Passage) -> list[Saying]:
    words = grammar.words
    said = answer.words.tokens
    tokens = said[1:] if said[:1] in _ANSWERS else tuple(said)
    body, by = grammar.agents.body_named(answer, meeting=False) or (None, None)
    if body is None:
        body, by = next(iter(grammar.agents.members_named(asked)), (None, None))
    place = Passage(asked.block, asked.start, answer.end) if answer.block is asked.block else answer
    if tokens[:2] in Phrases.of(words.nothing) or _NOT in tokens[:_NOT_WITHIN]:
        return [Saying(EndorsementStatus.PENDING, body, by, place, 0, weak=True)]
    if tokens[:1] != (_YES,) and not _is_name_and_day(grammar, answer):
        return []
    if body is EndorsingBody.DELEGATED_OFFICER:
        return [Saying(EndorsementStatus.NOT_STATED, None, by, place, 0)]
    to_come = any(tokens in Phrases.of(each) for each in (words.future, words.not_yet, words.withheld))
    status = EndorsementStatus.PENDING if to_come else EndorsementStatus.ENDORSED
    return [Saying(status, body, by, place, max(0, answer.start - place.start))]


def _is_name_and_day(grammar: EndorsementGrammar, answer: Passage) -> bool:
    """Tell whether a short line holds no more than who decided and when."""
    named = grammar.agents.named(answer.words.tokens)
    taken = {place for each in named for place in range(each.match.first, each.match.after)}
    others = (token for place, token in enumerate(answer.words.tokens) if place not in taken)
    return bool(named) and all(token in _SMALL_WORDS or is_date_word(token) for token in others)


def _unless_left_open(grammar: EndorsementGrammar, passage: Passage, said: Sequence[Saying]) -> list[Saying]:
    """Leave out what a form only asks for, and take "none" behind its label for what is still to come."""
    text = passage.text
    if _BLANK.search(text) and not find_dates(text, grammar.deadline.year):
        return []
    tail = _behind_label(passage)
    if tail is None or not _is_nothing(grammar, Words.of(tail).tokens):
        return list(said)
    return [replace(each, status=EndorsementStatus.PENDING, weak=True) for each in said[:1]]


def _is_nothing(grammar: EndorsementGrammar, tokens: Tokens) -> bool:
    return any(
        match.first == 0 and match.after == len(tokens) for match in Phrases.of(grammar.words.nothing).find(tokens)
    )


def _behind_label(passage: Passage) -> str | None:
    """Give what stands behind a short label, or in a row's last cell; null when there is no label."""
    if passage.block.cells:
        return passage.block.cells[-1]
    *_, last = [None, *_LABEL_END.finditer(passage.text)]
    short = last is not None and len(Tokens.of(passage.text[: last.start()])) <= _LONGEST_LABEL
    return passage.text[last.end() :] if last is not None and short else None
