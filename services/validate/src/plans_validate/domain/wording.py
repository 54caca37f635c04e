"""Own the fingerprint of a passage's wording: equal for a text handed round and lightly edited, else different.

The passage is cut to the stems of its content words. Out go numbers, names of councils, and the common words of local
government that editors change first (who asks, of whom, how much, for which people). The first rare stems that are
left, in their order, are hashed together. So another council's name, a changed sum, a noun of a service, or an ending of
one's own leaves the fingerprint as it is; other rare words, or the same ones in another order, make another one. A
passage with too few rare stems keeps all its content stems, so that two short ones are equal only when all of it is.
"""

from collections.abc import Collection
from functools import cache
from hashlib import blake2b

from plans_validate.domain.letter import content_stems
from plans_validate.domain.words import Words

_MOST_STEMS = 4
_FEWEST_STEMS = 3
_HASH_BYTES = 8


@cache
def common_stems(common: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of words so common that they say nothing of a passage's wording."""
    return frozenset(stem for word in common for stem in content_stems(Words.of(word)))


def fingerprint(words: Words, common: Collection[str]) -> str:
    """Give the fingerprint of a passage; `common` are stems that say nothing of its wording."""
    stems = [stem for stem in content_stems(words) if not stem.isdigit()]
    rare = list(dict.fromkeys(stem for stem in stems if stem not in common))
    chosen = rare[:_MOST_STEMS] if len(rare) >= _FEWEST_STEMS else sorted(set(stems))
    return blake2b(" ".join(chosen).encode(), digest_size=_HASH_BYTES).hexdigest()
