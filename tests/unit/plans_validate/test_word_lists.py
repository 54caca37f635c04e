"""Own the search for many lists of phrases at once: it finds what each list alone would find."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from plans_validate.domain.word_lists import WordLists
from plans_validate.domain.words import Phrases, Tokens, gather_lists

PHRASES = ("data", "data quality", "shar* .. data", "share* with", "quality of .. data", "not .. data .. us*")
WORDS = st.sampled_from(("data", "quality", "of", "our", "share", "shared", "with", "not", "use", "used"))
EACH_ALONE = WordLists({phrase: (phrase,) for phrase in PHRASES})
gather_lists()


def places(lists: WordLists, words: Iterable[str]) -> dict[str, int]:
    found = lists.found_in(Tokens(words))
    shown = {name: found[name] for name in lists.by_name if name in found}
    assert shown.keys() == set(found.shown())
    return shown


def test_a_list_is_found_where_its_first_phrase_begins() -> None:
    lists = WordLists({"quality": ("data quality", "clean* .. data"), "use": ("used",), "absent": ("robots",)})

    assert places(lists, ("we", "cleaned", "all", "the", "data", "used")) == {"quality": 1, "use": 5}


def test_nothing_is_found_in_nothing() -> None:
    assert places(WordLists({"any": ("data",)}), ()) == {}


@given(st.lists(WORDS, max_size=14))
def test_each_list_is_found_as_if_it_stood_alone(words: list[str]) -> None:
    alone = {phrase: next(Phrases((phrase,)).find(words), None) for phrase in PHRASES}

    assert places(EACH_ALONE, words) == {phrase: match.first for phrase, match in alone.items() if match}
