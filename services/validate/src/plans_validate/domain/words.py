"""Own words: how text becomes tokens, and how phrases of a round's data are found among them.

A phrase is written as plain words. `transform*` stands for every word that begins so; `..` stands for up to
three words in between. Matching ignores case, punctuation and markup, so that `multi-year`, `Multi Year` and
`**multi**-year` are the same two words, and so that a word broken at a line's end (`produc- tivity`) is whole again.
Phrases are indexed by the first three letters of their first
word: a text is read once, however many phrases there are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+|&")
BROKEN = r"[^\W\d_]{2,}- (?!(?:a|an|and|are|as|at|but|by|for|from|in|is|it|of|on|or|our|that|the|to|we)\b)[a-z]{2,}"
_WORD_OR_BROKEN = re.compile(rf"({BROKEN})|[^\W_]+|&")
_FIRST_HALVES = frozenset({
    "anti", "co", "cost", "cross", "data", "day", "decision", "digital", "end", "evidence", "face", "fixed", "full",
    "half", "hard", "high", "in", "inter", "long", "low", "medium", "mid", "multi", "near", "non", "off", "on", "one",
    "part", "post", "pre", "re", "real", "ring", "self", "semi", "service", "short", "single", "sub", "three", "time",
    "twin", "two", "user", "value", "well", "whole", "wide", "year",
})  # fmt: skip
_SENTENCE_END = re.compile(r"(?<=[.!?;])[\"'”’)\]*]*\s+(?=[\"'“‘(\[*]*[A-Z0-9£•–-])")
_INITIAL = re.compile(r"\b(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?(?: [A-Z]\.?){1,3}$")
_GAP = ".."
_LONGEST_GAP = 3
_INDEX_LETTERS = 3
_SENTENCES_KEPT = 512


def fold(text: str) -> str:
    """Fold every run of white space into one space."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Words:
    """The words of a text in lower case, each with its place in that text."""

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        """Split a text into its words."""
        if "- " in text:
            found = list(_with_broken_words(text))
        else:
            found = [(_token(match[0]), match.span()) for match in _WORD.finditer(text)]
        return cls(tuple(token for token, _ in found), tuple(span for _, span in found))

    def __len__(self) -> int:
        return len(self.tokens)


def _token(written: str) -> str:
    return "and" if written == "&" else written.lower()


def _with_broken_words(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give words and places; two halves are one word, unless the first is one that a hyphen often follows."""
    for match in _WORD_OR_BROKEN.finditer(text):
        if match[1] is None:
            yield _token(match[0]), match.span()
            continue
        first, second = match[1].lower().split("- ")
        start, end = match.span()
        if first in _FIRST_HALVES:
            yield first, (start, start + len(first))
            yield second, (end - len(second), end)
        else:
            yield first + second, (start, end)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the place of each sentence in a folded text; together they cover all its words."""
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if _is_abbreviation(text, start, end.start()):
            continue
        yield start, end.start()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    if _INITIAL.search(text, start, end):
        return True
    last_word = text[start:end].rsplit(" ", 1)[-1].lstrip("(").lower()
    return last_word in {"e.g.", "i.e.", "no.", "cllr.", "mr.", "mrs.", "ms.", "dr.", "etc.", "st.", "para.", "p."} or (
        bool(re.fullmatch(r"(\d{1,2}|[a-z])(\.\d{1,2})*\.", last_word)) and " " not in text[start:end].strip()
    )


@dataclass(frozen=True)
class Phrase:
    """One phrase, ready to be looked for."""

    written: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Give the phrase's words, wildcards kept."""
        return tuple(part for raw in self.written.split() for part in _parts(raw))


def _parts(raw: str) -> list[str]:
    if raw == _GAP:
        return [_GAP]
    words = [match[0].lower() for match in _WORD.finditer(raw)]
    if raw.endswith("*"):
        words[-1] += "*"
    return ["and" if word == "&" else word for word in words]


@dataclass(frozen=True)
class Match:
    """Where a phrase was found: the half-open range of tokens, and the phrase as written in the data."""

    first: int
    after: int
    phrase: str


class _Indexed(NamedTuple):
    """A phrase with its first word at hand: most places are ruled out by that."""

    first: str
    is_start: bool
    parts: tuple[str, ...]
    written: str

    @classmethod
    def of(cls, phrase: Phrase) -> "_Indexed":
        first = phrase.parts[0]
        return cls(first.removesuffix("*"), first.endswith("*"), phrase.parts, phrase.written)


@lru_cache(maxsize=_SENTENCES_KEPT)
def _starts(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Give the letters that words are looked up by; many lists of phrases look through the same sentence."""
    return tuple(token[:_INDEX_LETTERS] for token in tokens)


class Phrases:
    """A set of phrases that is looked for in one pass."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._index: dict[str, list[_Indexed]] = {}
        for written in phrases:
            indexed = _Indexed.of(Phrase(written))
            self._index.setdefault(indexed.first[:_INDEX_LETTERS], []).append(indexed)
        for same_start in self._index.values():
            same_start.sort(key=lambda indexed: (-len(indexed.parts), indexed.written))

    @staticmethod
    @cache
    def of(phrases: "tuple[str, ...]") -> "Phrases":
        """Give the phrases of a list in the round's data; each list is prepared once."""
        return Phrases(phrases)

    def find(self, tokens: Sequence[str]) -> Iterator[Match]:
        """Give the longest phrase at each place, left to right, without overlaps."""
        index = self._index
        starts = _starts(tuple(tokens))
        if index.keys().isdisjoint(starts):
            return
        free = 0
        for position, start in enumerate(starts):
            if start not in index or position < free:
                continue
            token = tokens[position]
            for first, is_start, parts, written in index[start]:
                if token != first and not (is_start and token.startswith(first)):
                    continue
                after = _match(parts, tokens, position)
                if after is not None:
                    yield Match(position, after, written)
                    free = after
                    break

    def __contains__(self, tokens: Sequence[str]) -> bool:
        return next(self.find(tokens), None) is not None


def _match(parts: Sequence[str], tokens: Sequence[str], position: int) -> int | None:
    for index, part in enumerate(parts):
        if part == _GAP:
            return _match_after_gap(parts[index + 1 :], tokens, position)
        if position >= len(tokens) or not _same(part, tokens[position]):
            return None
        position += 1
    return position


def _match_after_gap(parts: Sequence[str], tokens: Sequence[str], position: int) -> int | None:
    for skipped in range(_LONGEST_GAP + 1):
        after = _match(parts, tokens, position + skipped)
        if after is not None:
            return after
    return None


def _same(part: str, token: str) -> bool:
    return token.startswith(part[:-1]) if part.endswith("*") else token == part
