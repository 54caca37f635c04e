"""Own many named lists of phrases looked for at once: a sentence is read one time, however many lists there are.

Unlike `Phrases`, which gives the longest phrases of one list without overlaps, this tells for each list where its first
phrase begins. Phrases are written in the same way.
"""

from collections.abc import Mapping, Sequence

from plans_validate.domain.lexicon import Lexicon
from plans_validate.domain.words import words_of_phrase


class WordLists:
    """Named lists of phrases."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._lexicon = Lexicon(
            (name, ((phrase, words_of_phrase(phrase)) for phrase in phrases)) for name, phrases in lists.items()
        )

    def found_in(self, tokens: Sequence[str]) -> dict[str, int]:
        """Give the place of the word at which a phrase of each list first begins; lists that are absent stay out."""
        found = self._lexicon.read(tokens)
        return {str(name): places[0][0] for name in found.lists if (places := found.places(name))}
