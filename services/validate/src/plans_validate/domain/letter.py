"""Own the recognition of the letter's own words, so that they never count as a council's.

The letter's text is not kept. Three neighbouring content words, cut to their stems, make a shingle; the round's data
holds the hashes of the letter's shingles. Small words, and the change from "your" to "our" or "the Council's", don't
matter. Titles and questions stand in the round's data as text: a plan may repeat them as prompts, which is not the
same as holding the letter, so the two are told apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from plans_schema.vocabulary import ThemeId
from plans_validate.domain.document import Block
from plans_validate.domain.round import Round
from plans_validate.domain.words import Words

_SHINGLE_WORDS = 3
_STEM_LETTERS = 6
_SHORTEST_STEM = 4
_ENDINGS = ("ing", "ed", "es", "s")
_HASH_BYTES = 4
_TEXTS_KEPT = 1024
_WORDS_KEPT = 8192
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


def content_stems(words: Words) -> list[str]:
    """Give the stems of the words that carry meaning; a list's number is none of them."""
    return _stems(words.tokens)


def _stems(tokens: Sequence[str]) -> list[str]:
    return [_stem(token) for token in tokens if token not in _SMALL_WORDS and not (len(token) == 1 and token.isdigit())]


@lru_cache(maxsize=_TEXTS_KEPT)
def _stems_and_hashes(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give a text's stems and the hashes of its shingles; several questions are asked of the same text in a row."""
    stems = _stems(tokens)
    return tuple(stems), tuple(shingle_hashes(stems))


@lru_cache(maxsize=_WORDS_KEPT)
def _stem(token: str) -> str:
    for ending in _ENDINGS:
        if token.endswith(ending) and len(token) - len(ending) >= _SHORTEST_STEM:
            return token.removesuffix(ending)[:_STEM_LETTERS]
    return token[:_STEM_LETTERS]


def shingle_hashes(stems: Sequence[str]) -> Iterator[str]:
    """Hash each three neighbouring stems."""
    for start in range(len(stems) - _SHINGLE_WORDS + 1):
        shingle = " ".join(stems[start : start + _SHINGLE_WORDS])
        yield blake2b(shingle.encode(), digest_size=_HASH_BYTES).hexdigest()


class Letter:
    """Recognise the letter of one round."""

    def __init__(self, round_: Round) -> None:
        prompts = [text for theme in round_.themes for text in (theme.title, *theme.questions)]
        self._prompts = frozenset(_hashes_of(prompts))
        self._prose = round_.letter - self._prompts
        self._titles = {theme.id: frozenset(_hashes_of([theme.title])) for theme in round_.themes}
        self._questions = {theme.id: frozenset(_hashes_of(theme.questions)) for theme in round_.themes}
        self._each_question = {
            f"{theme.id}.Q{number}": frozenset(_hashes_of([question]))
            for theme in round_.themes
            for number, question in enumerate(theme.questions, 1)
        }

    def share(self, words: Words) -> LetterShare:
        """Tell how much of a text is the letter's."""
        stems, hashes = _stems_and_hashes(words.tokens)
        return LetterShare(_covered(stems, hashes, self._prose), _covered(stems, hashes, self._prompts))

    def is_quoted(self, text: str, words: Words) -> bool:
        """Tell whether a text is mostly the letter's own words: a passage of it, or a prompt that answers nothing.

        A statement that takes up a question's words ("we do not share office functions") is an answer.
        """
        stems, hashes = _stems_and_hashes(words.tokens)
        if _covered(stems, hashes, self._prose) >= _QUOTED_SHARE:
            return True
        prompted = _covered(stems, hashes, self._prompts)
        numbers = any(token.isdigit() for token in words.tokens[1:])
        whole_prompt = not numbers and len(stems) >= _LONG_PROMPT and prompted >= _WHOLE
        return whole_prompt or (not _is_statement(text, words) and prompted >= _QUOTED_SHARE)

    def prose_found(self, blocks: Iterable[Block]) -> float:
        """Give the share of the letter's prose that stands in these blocks."""
        found = {hash_ for block in blocks for hash_ in _stems_and_hashes(block.words.tokens)[1]}
        return len(found & self._prose) / max(1, len(self._prose))

    def theme_titled(self, words: Words) -> str | None:
        """Name the theme whose title this text repeats, however it is turned round; null for none."""
        stems, hashes = _stems_and_hashes(words.tokens)
        shares = {
            theme: max(_covered(stems, hashes, title), len(title.intersection(hashes)) / len(title))
            for theme, title in self._titles.items()
        }
        best = max(shares, key=lambda theme: shares[theme], default=None)
        return best if best is not None and shares[best] >= _QUOTED_SHARE else None

    def theme_asked(self, words: Words) -> ThemeId | None:
        """Name the theme of the question that this text repeats; null for none."""
        stems, hashes = _stems_and_hashes(words.tokens)
        shares = {theme: _covered(stems, hashes, asked) for theme, asked in self._questions.items()}
        best = max(shares, key=lambda theme: shares[theme])
        return best if shares[best] >= _QUOTED_SHARE else None

    def question_asked(self, words: Words) -> str | None:
        """Name the question that this text repeats, as `T1.Q3`; null for none."""
        stems, hashes = _stems_and_hashes(words.tokens)
        if self._prompts.isdisjoint(hashes):
            return None
        shares = {question: _covered(stems, hashes, asked) for question, asked in self._each_question.items()}
        best = max(shares, key=lambda question: shares[question])
        return best if shares[best] >= _QUOTED_SHARE else None

    def is_turned_round(self, text: str, words: Words) -> bool:
        """Tell whether a text makes a question into a statement: "These barriers are consistent across services."."""
        asks = not {*words.tokens[:2]}.isdisjoint(_QUESTION_STARTS - _MAY_OPEN_A_STATEMENT)
        if asks or not text.rstrip("*_ ").endswith(".") or self.question_asked(words) is None:
            return False
        return self.share(words).prose < _QUOTED_SHARE


def _is_statement(text: str, words: Words) -> bool:
    if not words.tokens or text.endswith(("?", ":")):
        return False
    numbers = any(token.isdigit() for token in words.tokens[1:])
    asks = words.tokens[0] in _QUESTION_STARTS or words.tokens[1:2] in {("how",), ("what",), ("your",)}
    return numbers or (not asks and not _OWN_VOICE.isdisjoint(words.tokens))


def _hashes_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from shingle_hashes(content_stems(Words.of(text)))


def _covered(stems: Sequence[str], hashes: Sequence[str], known: frozenset[str]) -> float:
    covered = {
        start + offset for start, hash_ in enumerate(hashes) if hash_ in known for offset in range(_SHINGLE_WORDS)
    }
    return len(covered) / len(stems) if stems else 0.0
