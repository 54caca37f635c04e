"""Own the recognition of the letter's own words, so that they never count as a council's.

The letter's text is not kept. Three neighbouring content words, cut to their stems, make a shingle; the round's data
holds the hashes of the letter's shingles and of its stems. Small words, and the change from "your" to "our" or "the
Council's", don't matter. Titles and questions stand in the round's data as text: a plan may repeat them as prompts,
which is not the same as holding the letter, so the two are told apart.

A text is written down with a sign a stem: one of its own for each stem of the letter, a blank for any other. So only
where three signs stand in a row may a shingle of the letter be, and nothing is hashed elsewhere.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import xor
from typing import NamedTuple, TypeVar
from zlib import crc32

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.document import Block
from plans_validate.domain.lexicon import END
from plans_validate.domain.round import Round
from plans_validate.domain.words import Words

_SHINGLE_WORDS = 3
_STEM_LETTERS = 6
_SHORTEST_STEM = 4
_ENDINGS = ("ing", "ed", "es", "s")
_LAST_LETTERS = "gds"
_WORDS_KEPT = 8192
_FIRST_SIGN = 0x4E00
_OTHER_STEM = " "
_END_OF_TEXT = "\n"
_SIGNS_IN_A_ROW = re.compile(rf"[^{_OTHER_STEM}{_END_OF_TEXT}]{{{_SHINGLE_WORDS},}}")
_NO_HASH = 1 << 32
_QUOTED_SHARE = 0.5
_LONG_PROMPT = 7
_WHOLE = 0.85
_SMALL_WORDS = frozenset(
    Words.of(
        "a about above after all also an and any are as at be because been being below but by can could did do does "
        "for from had has have having how i if in into is it its itself may might more most must my no not of on or "
        "other our ours out over own s shall should so some such t than that the their them themselves there these "
        "they this those through to under up upon was we were what when where which while who why will with within "
        "would you your yours council councils"
    ).tokens
)
_QUESTION_STARTS = frozenset(Words.of("how what where which are do does is if when have has may you your").tokens)
_MAY_OPEN_A_STATEMENT = frozenset(Words.of("are is do does have has may").tokens)
_OWN_VOICE = frozenset(Words.of("we our council councils authority officers members").tokens)


@dataclass(frozen=True)
class LetterShare:
    """Which share of a text's content words stands in the letter: in its prose, and in its titles and questions."""

    prose: float
    prompts: float


_Name = TypeVar("_Name", bound=str)
_NOTHING = LetterShare(0.0, 0.0)


def _has_meaning(token: str) -> bool:
    return token not in _SMALL_WORDS and not (len(token) == 1 and token.isdigit())


def _stem(token: str) -> str:
    if token[-1] in _LAST_LETTERS:
        for ending in _ENDINGS:
            if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST_STEM:
                return token.removesuffix(ending)[:_STEM_LETTERS]
    return token[:_STEM_LETTERS]


def content_stems(words: Words) -> list[str]:
    """Give the stems of the words that carry meaning; a list's number is none of them."""
    return [_stem(token) for token in words.tokens if _has_meaning(token)]


def stem_hashes(words: Words) -> list[bytes]:
    """Hash the stem of each word that carries meaning."""
    return [_stem_hash(token) for token in words.tokens if _has_meaning(token)]


def _stem_hash(token: str) -> bytes:
    return b"%08x" % crc32(_stem(token).encode())


def shingle_hashes(stems: Sequence[bytes]) -> Iterator[int]:
    """Hash each three neighbouring stems, of which the hashes are given."""
    for first, second, third in zip(stems, stems[1:], stems[2:], strict=False):
        yield crc32(first + second + third)


class _Signs(dict[str, str]):
    """The sign of each word met so far: none for a small word, a blank for a stem that is not the letter's."""

    def __init__(self, stems: Iterable[bytes]) -> None:
        super().__init__({END: _END_OF_TEXT})
        self._signs = {hash_: chr(_FIRST_SIGN + place) for place, hash_ in enumerate(sorted(stems))}
        self._first, self._second, self._third = map(self._hashed_at, range(_SHINGLE_WORDS))

    def _hashed_at(self, place: int) -> Callable[[str], int]:
        """Give what each stem adds to a hash at its place; what is no stem of the letter's adds more than a hash is."""
        alone = {sign: crc32(_alone(hash_, place)) for hash_, sign in self._signs.items()}
        return {**alone, _OTHER_STEM: _NO_HASH << place}.__getitem__

    def __missing__(self, token: str) -> str:
        sign = self._signs.get(_stem_hash(token), _OTHER_STEM) if _has_meaning(token) else ""
        if len(self) < _WORDS_KEPT:
            self[token] = sign
        return sign

    def of(self, words: Iterable[str]) -> str:
        """Write a text down."""
        return "".join(map(self.__getitem__, words))

    def hashes(self, signs: str) -> Iterator[int]:
        """Give what `shingle_hashes` does, by the sums of what each stem alone adds to them: CRC-32 is linear."""
        two = map(xor, map(self._first, signs), map(self._second, signs[1:]))
        return map(xor, two, map(self._third, signs[2:]))


def _alone(stem: bytes, place: int) -> bytes:
    """Give a shingle of one stem at its place, with zeros for the others."""
    zeros = bytes(len(stem))
    return zeros * place + stem + zeros * (_SHINGLE_WORDS - 1 - place)


class _Reading(NamedTuple):
    """The letter's shingles in a text: each with the place of its first stem; and how many stems the text has."""

    size: int
    shingles: Sequence[tuple[int, int]]

    def covered(self, known: frozenset[int]) -> float:
        """Give the share of stems that belong to known shingles."""
        covered, end = 0, 0
        for place, hash_ in self.shingles:
            if hash_ in known:
                covered += place + _SHINGLE_WORDS - max(place, end)
                end = place + _SHINGLE_WORDS
        return covered / self.size if self.size else 0.0


class Letter:
    """Recognise the letter of one round."""

    def __init__(self, round_: Round) -> None:
        prompts = [text for theme in round_.themes for text in (theme.title, *theme.questions)]
        self._prompts = _hashes_of(prompts)
        letter = frozenset(int(hash_, 16) for hash_ in round_.letter)
        self._prose = letter - self._prompts
        self._known = letter | self._prompts
        self._titles = {theme.id: _hashes_of([theme.title]) for theme in round_.themes}
        self._questions = {theme.id: _hashes_of(theme.questions) for theme in round_.themes}
        self._each_question = {
            f"{theme.id}.Q{number}": _hashes_of([question])
            for theme in round_.themes
            for number, question in enumerate(theme.questions, 1)
        }
        self._signs = _Signs({*map(str.encode, round_.letter_stems), *stem_hashes(Words.of(" ".join(prompts)))})
        self._last: tuple[Words | None, _Reading] = None, _Reading(0, ())

    def _reading(self, words: Words) -> _Reading:
        """Read a text, or give the reading of the last one: often more than one thing is asked of it."""
        if self._last[0] is not words:
            self._last = words, self._read(words)
        return self._last[1]

    def _read(self, words: Words) -> _Reading:
        signs = self._signs.of(words.tokens)
        return _Reading(len(signs), list(self._shingles(signs)))

    def _shingles(self, signs: str) -> Iterator[tuple[int, int]]:
        """Give the letter's shingles in a text, each with the place of its first stem."""
        if self._known.isdisjoint(self._signs.hashes(_OTHER_STEM.join(_SIGNS_IN_A_ROW.findall(signs)))):
            return
        for run in _SIGNS_IN_A_ROW.finditer(signs):
            if not self._known.isdisjoint(self._signs.hashes(run[0])):
                hashes = enumerate(self._signs.hashes(run[0]), run.start())
                yield from (each for each in hashes if each[1] in self._known)

    def share(self, words: Words) -> LetterShare:
        """Tell how much of a text is the letter's."""
        return self._share(self._reading(words))

    def shares(self, row: Iterable[str]) -> list[LetterShare]:
        """Tell how much of each text is the letter's; the row holds the words of all, and an end after each text."""
        signs = self._signs.of(row)
        sizes = list(map(len, signs.split(_END_OF_TEXT)[:-1]))
        starts = list(accumulate((size + 1 for size in sizes), initial=0))
        shares = [_NOTHING] * len(sizes)
        for text, found in groupby(self._shingles(signs), key=lambda shingle: bisect_right(starts, shingle[0]) - 1):
            shingles = [(place - starts[text], hash_) for place, hash_ in found]
            shares[text] = self._share(_Reading(sizes[text], shingles))
        return shares

    def _share(self, reading: _Reading) -> LetterShare:
        if not reading.shingles:
            return _NOTHING
        return LetterShare(reading.covered(self._prose), reading.covered(self._prompts))

    def is_quoted(self, text: str, words: Words) -> bool:
        """Tell whether a text is mostly the letter's own words: a passage of it, or a prompt that answers nothing.

        A statement that takes up a question's words ("we do not share office functions") is an answer.
        """
        reading = self._reading(words)
        if not reading.shingles:
            return False
        if reading.covered(self._prose) >= _QUOTED_SHARE:
            return True
        prompted = reading.covered(self._prompts)
        numbers = any(token.isdigit() for token in words.tokens[1:])
        whole_prompt = not numbers and reading.size >= _LONG_PROMPT and prompted >= _WHOLE
        return whole_prompt or (prompted >= _QUOTED_SHARE and not _is_statement(text, words))

    def prose_found(self, blocks: Iterable[Block]) -> float:
        """Give the share of the letter's prose that stands in these blocks."""
        found = {hash_ for block in blocks for _, hash_ in self._reading(block.words).shingles}
        return len(found & self._prose) / max(1, len(self._prose))

    def theme_titled(self, words: Words) -> ThemeId | None:
        """Name the theme whose title this text repeats, however it is turned round; null for none."""
        reading = self._reading(words)
        hashes = {hash_ for _, hash_ in reading.shingles}
        return _nearest(
            {
                theme: max(reading.covered(title), len(title & hashes) / len(title))
                for theme, title in self._titles.items()
                if not title.isdisjoint(hashes)
            }
        )

    def theme_asked(self, words: Words) -> ThemeId | None:
        """Name the theme of the question that this text repeats; null for none."""
        reading = self._reading(words)
        return _nearest({theme: reading.covered(asked) for theme, asked in self._questions.items()})

    def question_asked(self, words: Words) -> str | None:
        """Name the question that this text repeats, as `T1.Q3`; null for none."""
        reading = self._reading(words)
        if not any(hash_ in self._prompts for _, hash_ in reading.shingles):
            return None
        return _nearest({question: reading.covered(asked) for question, asked in self._each_question.items()})

    def is_turned_round(self, text: str, words: Words) -> bool:
        """Tell whether a text makes a question into a statement: "These barriers are consistent across services."."""
        asks = not {*words.tokens[:2]}.isdisjoint(_QUESTION_STARTS - _MAY_OPEN_A_STATEMENT)
        if asks or not text.rstrip("*_ ").endswith(".") or self.question_asked(words) is None:
            return False
        return self.share(words).prose < _QUOTED_SHARE


def _nearest(shares: Mapping[_Name, float]) -> _Name | None:
    best = max(shares, key=lambda theme: shares[theme], default=None)
    return best if best is not None and shares[best] >= _QUOTED_SHARE else None


def _is_statement(text: str, words: Words) -> bool:
    if not words.tokens or text.endswith(("?", ":")):
        return False
    numbers = any(token.isdigit() for token in words.tokens[1:])
    asks = words.tokens[0] in _QUESTION_STARTS or words.tokens[1:2] in {("how",), ("what",), ("your",)}
    return numbers or (not asks and not _OWN_VOICE.isdisjoint(words.tokens))


def _hashes_of(texts: Iterable[str]) -> frozenset[int]:
    return frozenset(hash_ for text in texts for hash_ in shingle_hashes(stem_hashes(Words.of(text))))
