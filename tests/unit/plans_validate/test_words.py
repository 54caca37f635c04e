"""Own words, sentences, quotes and dates: pure parsers that take any text."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans_validate.domain import words as words_module
from plans_validate.domain.dates import find_dates
from plans_validate.domain.document import LONGEST_QUOTE, Block, BlockKind
from plans_validate.domain.lexicon import END, written_down
from plans_validate.domain.sentences import sentence_spans
from plans_validate.domain.words import Phrases, Tokens, Words, fold, gather_lists, lexicon_of
from plans_validate.domain.words_together import together


def found(phrases: list[str], text: str) -> list[str]:
    return [match.phrase for match in Phrases(phrases).find(Words.of(text).tokens)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("multi year settlement*", "a **multi-year** settlements deal"),
        ("one year .. settlement", "one-year only, late settlement"),
        ("transform*", "Transforming services"),
        ("leader of the council", "the Leader of the Council"),
        ("telford and wrekin", "Telford & Wrekin"),
    ],
)
def test_a_phrase_is_found_whatever_the_punctuation(phrase: str, text: str) -> None:
    assert found([phrase], text) == [phrase]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ai", "we said again"),
        ("data", "database"),
        ("one year .. settlement", "one year with a very much later settlement"),
    ],
)
def test_a_phrase_is_not_found_inside_other_words(phrase: str, text: str) -> None:
    assert found([phrase], text) == []


def naive(phrases: tuple[str, ...], tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """Find phrases in the plainest way: every phrase compared at every place, the one of most words first."""
    found, place = [], 0
    while place < len(tokens):
        ordered = sorted(phrases, key=lambda phrase: (-len(phrase.split()), phrase))
        ends = ((naive_end(phrase.split(), tokens, place), phrase) for phrase in ordered)
        end, phrase = next(((end, phrase) for end, phrase in ends if end is not None), (place + 1, ""))
        if phrase:
            found.append((place, end, phrase))
        place = end
    return found


def naive_end(parts: Sequence[str], tokens: Sequence[str], place: int) -> int | None:
    if not parts:
        return place
    if parts[0] == "..":
        ends = (naive_end(parts[1:], tokens, place + skipped) for skipped in range(4))
        return next((end for end in ends if end is not None), None)
    if place >= len(tokens):
        return None
    pattern, token = parts[0], tokens[place]
    same = token.startswith(pattern[:-1]) if pattern.endswith("*") else token == pattern
    return naive_end(parts[1:], tokens, place + 1) if same else None


WORD = st.text("ab", min_size=1, max_size=3)
PART = st.one_of(WORD, WORD.map(lambda word: f"{word}*"))
PHRASE = st.lists(st.lists(PART, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=3).map(" .. ".join)
PHRASES = st.lists(PHRASE, min_size=1, max_size=6).map(tuple)
SENTENCES = st.lists(st.lists(WORD, min_size=1, max_size=9), min_size=1, max_size=3)


@given(PHRASES, PHRASES, SENTENCES)
def test_phrases_are_found_as_by_comparing_each_at_every_place(
    first: tuple[str, ...], second: tuple[str, ...], sentences: list[list[str]]
) -> None:
    block = Block(BlockKind.PARAGRAPH, " ".join(f"A{' '.join(words)}." for words in sentences))

    with pytest.MonkeyPatch.context() as apart:
        apart.setattr(words_module, "ALL_LISTS", words_module.AllLists())
        together = (Phrases.of(first), Phrases.of(second))
        gather_lists()
        for words in (block.words, *(passage.words for passage in block.passages)):
            for phrases in (*together, Phrases(first)):
                assert list(phrases.find(words.tokens)) == naive(phrases.written, words.tokens)
                assert list(phrases.find(words.tokens[1:])) == naive(phrases.written, words.tokens[1:])
                assert (words.tokens in phrases) is bool(naive(phrases.written, words.tokens))


TEXTS = st.text(st.one_of(st.sampled_from("ab-. \n&_\u2019\u00e9SERVICE"), st.characters()), max_size=60)


@given(TEXTS)
def test_words_are_the_same_however_a_text_is_split(text: str) -> None:
    block = Block(BlockKind.PARAGRAPH, text)
    words = block.words
    joined = [token for passage in block.passages for token in passage.words.tokens]

    assert joined == list(words.tokens)
    assert len(words.spans) == len(words)
    for token, (start, end) in zip(words.tokens, words.spans, strict=True):
        assert block.folded[start:end].lower().replace("- ", "").replace("&", "and") == token


def test_the_longest_phrase_wins() -> None:
    assert found(["cabinet", "cabinet member"], "the Cabinet Member and the Cabinet") == ["cabinet member", "cabinet"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We spent c. £1.4m on agency.", 1),
        ("Agency was approx. 4% of pay.", 1),
        ("Agency was 4% in option C. In 2023/24 it was 3%.", 2),
        ("It follows plan C. We spent £3m.", 2),
    ],
)
def test_a_sign_for_about_ends_a_sentence_unless_a_figure_follows(text: str, count: int) -> None:
    assert len(list(sentence_spans(text))) == count


def test_sentences_end_at_full_stops_and_not_at_abbreviations() -> None:
    text = "We saved £1.5m. Services (e.g. housing) improved! See para. 4. 2.1 That Cabinet agrees."
    assert [text[start:end] for start, end in sentence_spans(text)] == [
        "We saved £1.5m.",
        "Services (e.g. housing) improved!",
        "See para. 4.",
        "2.1 That Cabinet agrees.",
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 17th July 2024", ["2024-07-17"]),
        ("Date: 16 th July 2024", ["2024-07-16"]),
        ("July 3, 2024 and 04/07/2024", ["2024-07-03", "2024-07-04"]),
        ("sent in July 2024", ["2024-07"]),
        ("2024-07-19", ["2024-07-19"]),
        ("31/02/2024, 45/45/2024", []),
        ("in 2023/24 we saved 12", []),
        ("at 31/3/24", ["2024-03-31"]),
        ("9/7/24-12/7/24", ["2024-07-09", "2024-07-12"]),
        ("minute 12/4/24, Option 3/4/21 and Ref 12/7/24", []),
        ("12/4/24/7 and 45/45/24", []),
    ],
)
def test_dates_are_read_as_councils_write_them(text: str, dates: list[str]) -> None:
    assert [date.iso for date in find_dates(text)] == dates


@given(st.text(max_size=2000), st.integers(min_value=0, max_value=2000))
def test_a_quote_is_a_part_of_its_page_whatever_the_text(text: str, focus: int) -> None:
    block = Block(BlockKind.PARAGRAPH, text, page=1)
    for passage in (block.whole, *block.passages):
        quote = passage.quote(focus)
        if quote is not None:
            assert quote.quote in fold(text)
            assert 15 <= len(quote.quote) <= LONGEST_QUOTE


@given(st.text())
def test_words_sentences_and_dates_take_any_text(text: str) -> None:
    folded = fold(text)
    spans = list(sentence_spans(folded))

    assert all(folded[start:end].strip() for start, end in Words.of(folded).spans)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(len(date.iso) in (7, 10) for date in find_dates(folded))


def test_a_long_sentence_is_quoted_around_what_matters() -> None:
    text = "begin " + "word " * 300 + "the point that matters " + "word " * 300 + "end."
    quote = Block(BlockKind.PARAGRAPH, text, page=1).whole.quote(text.index("the point"))

    assert quote is not None
    assert "the point that matters" in quote.quote
    assert len(quote.quote) <= LONGEST_QUOTE
    assert quote.quote.split()[0] == "word"


def test_too_few_words_are_not_quoted() -> None:
    assert Block(BlockKind.HEADING, "Data", page=1).whole.quote() is None


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Cabinet, 10th July", ["2024-07-10"]),
        ("on 8 July, and on 9 September 2023", ["2024-07-08", "2023-09-09"]),
        ("8 July 2025", ["2025-07-08"]),
        ("a July of 31 days, 45 July", []),
    ],
)
def test_a_day_without_a_year_is_of_the_year_that_is_meant(text: str, dates: list[str]) -> None:
    assert [date.iso for date in find_dates(text, 2024)] == dates
    assert [date.iso for date in find_dates(text)] == [iso for iso in dates if iso[:4] in text]


def test_every_letter_is_read_alike_by_the_quick_way_and_the_thorough_one() -> None:
    letters = [chr(code) for code in range(0x3000)] + ["\uf0b7", "\ufb01", "\U0001f600"]

    for letter in letters:
        text = f"{letter} a{letter}b"
        assert Words.of(text).tokens == tuple(word for word, _ in words_module._words_and_places(text)), hex(
            ord(letter)
        )


def test_texts_read_together_hold_what_each_holds_alone() -> None:
    lists = [Phrases(["shared services", "transform*"]), Phrases(["services we"])]
    lexicon = lexicon_of(lists)
    texts = [Words.of(text).tokens for text in ("We transformed shared services", "", "We run services", "we share")]

    row = [word for text in texts for word in (*text, END)]
    together = lexicon.read_each(texts, written_down(row))

    alone = [lexicon.read(text) for text in texts]
    assert [[found.places(each) for each in lists] for found in together] == [
        [found.places(each) for each in lists] for found in alone
    ]
    assert [bool(found.lists) for found in together] == [True, False, False, False]


@pytest.mark.parametrize(
    "odd", ["", "\u0141\u00f3d\u017a", "produc-\ntivity", f"a{END}b", "- item\u2003two", "multi-\n year & more"]
)
@given(st.lists(st.text("ab- \n\t&.\u00e9\u2013\u00a0\x1c", max_size=12), max_size=6))
def test_texts_split_together_have_the_words_that_each_has_once_folded(odd: str, texts: list[str]) -> None:
    every = [*texts, odd, *texts]

    words = together(every)

    assert words.each == [Tokens.of(fold(text)) for text in every]
    assert words.row == [word for each in words.each for word in (*each, END)]
    assert words.written == written_down(words.row)


def test_a_blocks_words_lie_where_its_folded_text_has_them() -> None:
    block = Block(BlockKind.PARAGRAPH, " We  saved\n\tproduc- tivity ")

    assert [block.folded[start:end] for start, end in block.words.spans] == ["We", "saved", "produc- tivity"]
    assert block.words.tokens == ("we", "saved", "productivity")
