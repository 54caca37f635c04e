"""Own many named lists of phrases looked for at once: which of them show in a sentence, and where each first begins."""

from collections.abc import Hashable, Iterator, Mapping

from plans_validate.domain.lexicon import Found
from plans_validate.domain.words import Phrases, Tokens, see_to_gathered


class WordLists:
    """Named lists of phrases; two names may stand for the same phrases."""

    def __init__(self, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.by_name = {name: Phrases.of(phrases) for name, phrases in lists.items()}
        self.names: dict[Hashable, list[str]] = {}
        for name, phrases in self.by_name.items():
            self.names.setdefault(phrases, []).append(name)
        self._newest = max((each.number for each in self.by_name.values()), default=-1)

    def found_in(self, tokens: Tokens) -> "FoundLists":
        """Give the lists that show in a text."""
        see_to_gathered(self._newest)
        return FoundLists(self, tokens.read().found)


class FoundLists:
    """The lists that show in one text: a list is looked for when it is asked for."""

    def __init__(self, lists: WordLists, found: Found) -> None:
        self._lists = lists
        self._by_name = lists.by_name
        self._found = found

    def shown(self) -> Iterator[str]:
        """Give the names of all lists that show."""
        named = self._lists.names
        shown = filter(self._found.shows, named.keys() & self._found.lists)
        return (name for phrases in shown for name in named[phrases])

    def __contains__(self, name: str) -> bool:
        phrases = self._by_name.get(name)
        return phrases is not None and self._found.shows(phrases)

    def __getitem__(self, name: str) -> int:
        """Give the place of the word at which a phrase of a list first begins."""
        return self._found.places(self._by_name[name])[0][0]
