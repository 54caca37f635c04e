"""Own that a quick look before a search rules nothing out that the search would find."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plans_validate.domain.dates import _PATTERNS as _DATES
from plans_validate.domain.dates import _may_hold_dates
from plans_validate.domain.figures.amounts import _PATTERNS, find_amounts, may_hold_amounts
from plans_validate.domain.figures.periods import _LOOSE_READERS, PeriodReader
from plans_validate.domain.figures.texts import matches_at, text_of
from plans_validate.domain.sentences import sentence_spans
from plans_validate.domain.words import Phrases, Tokens, Words, gather_lists

PIECES = st.sampled_from((
    "£", "GBP ", "1", "37", "1,234", "0.5", ".5", "2020, 500", "12345678901234567", "one", "Twenty", "seventy-five",
    "a hundred", "a thousand", "half of a ", "half a", "hundred", "million", "k", "m", "%", " per cent", " pp",
    " percentage points", " FTE", " full-time equivalents", "hours", "-hour", " pounds", "no", "None", "not any",
    "didn't", "any", "never any", "a dozen", "half a dozen", "not a penny", " and a quarter", " point two", "pound",
    " in every ", " of each ", "£100", "six hundredths", "a tenth of the ", "twentieth",
    " to ", "-", "–", " and ", " ", " ", " ", ", ", ". ", "(", ")", "/", "²", "years", "next three years", "2023/24",
    "the last 12 months", "twenty- five", "FY24", "31 March 2024", "at the end of March 2024", "01/04/2023", "May",
    "2021-22 to 2024-25", "April 2023 to March 2024", "first two weeks",
))  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)
WORDS = st.sampled_from(("we", "share", "Shared", "data.", "Data", "and", "of", "quality", "quality.", "The"))
LISTS = [Phrases.of(each) for each in (("data",), ("share* .. data",), ("data quality", "quality of"), ("we share",))]
gather_lists()


@settings(max_examples=300)
@given(TEXTS)
def test_a_pattern_is_found_where_a_search_finds_it(text: str) -> None:
    for _, _, starts, pattern in _PATTERNS:
        if starts is not None:
            found = [match.span() for match in matches_at(starts(text_of(text)), pattern, text)]
            assert found == [match.span() for match in pattern.finditer(text)], pattern.pattern


@settings(max_examples=300)
@given(TEXTS)
def test_a_text_that_is_left_out_holds_no_amount(text: str) -> None:
    assert may_hold_amounts(text, Words.of(text)) or find_amounts(text) == []


@settings(max_examples=300)
@given(TEXTS)
def test_no_period_is_left_out(text: str) -> None:
    for may_show, pattern, _ in (*PeriodReader(2024)._readers, *_LOOSE_READERS):
        assert may_show(text_of(text)) or pattern.search(text) is None, pattern.pattern


@settings(max_examples=300)
@given(TEXTS)
def test_no_date_is_left_out(text: str) -> None:
    assert _may_hold_dates(text) or not any(pattern.search(text) for pattern in _DATES)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_a_sentence_of_a_text_shows_what_it_shows_alone(text: str) -> None:
    spans = list(sentence_spans(text))
    for (start, end), words in zip(spans, Words.of(text).sentences(spans), strict=True):
        alone = Tokens.of(text[start:end])
        for phrases in LISTS:
            assert (words.tokens in phrases) == (alone in phrases)
            assert list(phrases.find(words.tokens)) == list(phrases.find(alone))
            assert phrases in words.tokens.lists() or alone not in phrases
