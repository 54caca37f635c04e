"""Own words: how text becomes tokens, and how phrases of a round's data are found among them.

A phrase is written as plain words. `transform*` stands for every word that begins so; `..` stands for up to
three words in between. Matching ignores case, punctuation and markup, so that `multi-year`, `Multi Year` and
`**multi**-year` are the same two words, and so that a word broken at a line's end (`produc- tivity`) is whole again.

To look for phrases: `Phrases.of(a_list).find(passage.words.tokens)`, or `tokens in Phrases.of(a_list)`. The tokens of
a text remember what stands among them: it is read once for the phrases of all lists, and asking for one list is then a
look into a table. Slices (`tokens[:3]`) don't remember: each is read again, so cut them only where something was found.
Each tuple of phrases in a round's data is such a list; one that is put together (`(*strong, *usual)`) is best kept.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from math import inf
from typing import NamedTuple

from plans_validate.domain.lexicon import ANY_END, GAP, Found, Lexicon, Place
from plans_validate.domain.plain_words import WORD, plain_words
from plans_validate.domain.signs import signs_of, stem
from plans_validate.domain.worked_out_once import once

BROKEN = r"[^\W\d_]{2,}- (?!(?:a|an|and|are|as|at|but|by|for|from|in|is|it|of|on|or|our|that|the|to|we)\b)[a-z]{2,}"
_WORD_OR_BROKEN = re.compile(rf"({BROKEN})|[^\W_]+|&")
_MAY_BREAK = re.compile(r"- (?<=[^\W\d_]- )[a-z]")
_FIRST_HALVES = frozenset({
    "anti", "co", "cost", "cross", "data", "day", "decision", "digital", "end", "evidence", "face", "fixed", "full",
    "half", "hard", "high", "in", "inter", "long", "low", "medium", "mid", "multi", "near", "non", "off", "on", "one",
    "part", "post", "pre", "re", "real", "ring", "self", "semi", "service", "short", "single", "sub", "three", "time",
    "twin", "two", "user", "value", "well", "whole", "wide", "year",
})  # fmt: skip
_NO_PHRASE: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Fold every run of white space into one space."""
    return " ".join(text.split())


class Tokens(tuple[str, ...]):
    """The words of a text in lower case; they remember which phrases stand among them."""

    _text: "Tokens | None" = None
    _place = 0
    _read: "_Read | None" = None

    @classmethod
    def of(cls, text: str) -> "Tokens":
        """Split a text into its words."""
        plain = None if "- " in text and _MAY_BREAK.search(text) else plain_words(text)
        return cls((token for token, _ in _words_and_places(text)) if plain is None else plain)

    def part(self, tokens: Iterable[str], place: int) -> "Tokens":
        """Give the tokens of a part that begins at a place: what was found in the whole text is known of it."""
        part = Tokens(tokens)
        part._text, part._place = self, place
        return part

    def read(self) -> "_Read":
        """Give what is found in the text; it is read again when more lists were gathered since."""
        read = self._read
        if read is None or read.lists < ALL_LISTS.gathered:
            read = self._read = ALL_LISTS.read(self) if self._text is None else self._part_of(self._text.read())
        return read

    def _part_of(self, whole: "_Read") -> "_Read":
        return _Read(whole.found.part(self, self._place), whole.lists)

    def lists(self) -> frozenset[Hashable]:
        """Give the gathered lists that show in the text, and some more that may."""
        return self.read().found.lists


class _Read(NamedTuple):
    """What was found in a text; those lists were looked for of which the number is lower than `lists`."""

    found: Found
    lists: float


class Words:
    """The words of a text in lower case, each with its place in that text, or in that text once it is folded."""

    def __init__(self, text: str, tokens: Tokens, *, is_to_fold: bool = False) -> None:
        self._given = text
        self._is_to_fold = is_to_fold
        self.tokens = tokens

    @classmethod
    def of(cls, text: str) -> "Words":
        """Split a text into its words."""
        return cls(text, Tokens.of(text))

    def sentences(self, spans: Iterable[tuple[int, int]]) -> Iterator["Words"]:
        """Give the words of each sentence of this text; together the sentences must hold all its words."""
        place = 0
        for start, end in spans:
            text = self._text[start:end]
            tokens = self.tokens.part(Tokens.of(text), place)
            place += len(tokens)
            yield Words(text, tokens)

    def matches(self, phrases: "Phrases") -> Sequence["Match"]:
        """Give the longest phrase of a list at each place, left to right; looked for once."""
        found = self._matches.get(phrases)
        if found is None:
            found = self._matches[phrases] = list(phrases.find(self.tokens)) if self.tokens in phrases else ()
        return found

    @once
    def _text(self) -> str:
        return fold(self._given) if self._is_to_fold else self._given

    @once
    def _matches(self) -> "dict[Phrases, Sequence[Match]]":
        return {}

    @once
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the place of each word in the text."""
        if "- " not in self._text:
            return tuple([match.span() for match in WORD.finditer(self._text)])
        return tuple(span for _, span in _words_and_places(self._text))

    @property
    def signs(self) -> frozenset[str]:
        """Give the signs of the text."""
        return signs_of([*map(stem, self.tokens)])

    def __len__(self) -> int:
        return len(self.tokens)


def _words_and_places(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give words and places; two halves are one word, unless the first is one that a hyphen often follows."""
    for match in (_WORD_OR_BROKEN if "- " in text else WORD).finditer(text):
        written, (start, end) = match[0].lower(), match.span()
        if "- " not in written:
            yield "and" if written == "&" else written, (start, end)
            continue
        first, second = written.split("- ")
        if first in _FIRST_HALVES:
            yield first, (start, start + len(first))
            yield second, (end - len(second), end)
        else:
            yield first + second, (start, end)


class Match(NamedTuple):
    """Where a phrase was found: the half-open range of tokens, and the phrase as written in the data."""

    first: int
    after: int
    phrase: str


def matches(places: Iterable[Place]) -> Iterator[Match]:
    """Give the longest phrase of one list at each place, left to right, without overlaps."""
    free = 0
    for first, _, written, after in places:
        if first >= free:
            yield Match(first, after, written)
            free = after


class Phrases:
    """A list of phrases that is looked for in texts."""

    def __init__(self, phrases: Iterable[str], number: float = inf) -> None:
        """Take the phrases; a list that is looked for with all others has its number among them."""
        self.written = tuple(phrases)
        self.number = number
        self._alone: Lexicon | None = None

    @staticmethod
    def of(phrases: tuple[str, ...]) -> "Phrases":
        """Give the phrases of a list in the round's data: prepared once, and looked for with all others."""
        known = ALL_LISTS.by_identity.get(id(phrases))
        return ALL_LISTS.list_of(phrases) if known is None else known

    def find(self, tokens: Sequence[str]) -> Iterator[Match]:
        """Give the longest phrase at each place, left to right, without overlaps."""
        return matches(self.places(tokens))

    def said_in(self, tokens: Sequence[str]) -> frozenset[str]:
        """Give the phrases that `find` finds, each once."""
        places = self.places(tokens)
        return frozenset([match.phrase for match in matches(places)]) if places else _NO_PHRASE

    def __contains__(self, tokens: Sequence[str]) -> bool:
        if isinstance(tokens, Tokens):
            found, lists = tokens.read()
            if self.number < lists:
                return found.shows(self)
        return bool(self.places(tokens))

    def places(self, tokens: Sequence[str]) -> Sequence[Place]:
        """Give the place of every phrase, in the order of the text, the longest first."""
        if isinstance(tokens, Tokens):
            found, lists = tokens.read()
            if self.number < lists:
                return found.places(self)
        elif self.number < ALL_LISTS.gathered:
            return ALL_LISTS.read(tokens).found.look_for(self)
        if self._alone is None:
            self._alone = lexicon_of((self,))
        return self._alone.read(tokens).look_for(self)


def lexicon_of(lists: Iterable[Phrases]) -> Lexicon:
    """Prepare some lists to be looked for together, apart from all others: a short text is read quicker for few."""
    return Lexicon((each, ((written, words_of_phrase(written)) for written in each.written)) for each in lists)


def words_of_phrase(phrase: str) -> tuple[str, ...]:
    """Give a phrase's words, wildcards and gaps kept."""
    return tuple(part for raw in phrase.split() for part in _parts(raw))


def _parts(raw: str) -> list[str]:
    if raw == GAP:
        return [GAP]
    words = [match[0].lower() for match in WORD.finditer(raw)]
    if raw.endswith(ANY_END):
        words[-1] += ANY_END
    return ["and" if word == "&" else word for word in words]


class AllLists:
    """Every list that was prepared; those that were there at the last gathering are looked for together."""

    def __init__(self) -> None:
        self._by_content: dict[tuple[str, ...], Phrases] = {}
        self.by_identity: dict[int, Phrases] = {}
        self._lexicon = lexicon_of(())
        self.gathered = 0

    def list_of(self, phrases: tuple[str, ...]) -> Phrases:
        """Give the one list of these phrases; the tuple that is kept is then known by its identity, without hashing."""
        if phrases not in self._by_content:
            self._by_content[phrases] = self.by_identity[id(phrases)] = Phrases(phrases, len(self._by_content))
        return self._by_content[phrases]

    def gather(self) -> None:
        """Let all lists prepared so far be looked for together."""
        if self.gathered < len(self._by_content):
            self._lexicon = lexicon_of(self._by_content.values())
            self.gathered = len(self._by_content)

    def read(self, tokens: Sequence[str]) -> _Read:
        """Read a text for all lists that were gathered."""
        return _Read(self._lexicon.read(tokens), self.gathered)


ALL_LISTS = AllLists()


def gather_lists() -> None:
    """Let all lists prepared so far be looked for together: takes long, so do it before the first document.

    A list that is prepared later is looked for on its own.
    """
    ALL_LISTS.gather()


def see_to_gathered(newest: float) -> None:
    """Gather all lists unless the one of this number is gathered: then `Tokens.lists` tells which of them may show."""
    if newest >= ALL_LISTS.gathered:
        ALL_LISTS.gather()
