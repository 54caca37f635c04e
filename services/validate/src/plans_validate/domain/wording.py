"""Own the fingerprint of a passage's wording: equal for a text handed round and lightly edited, else different.

The passage is cut to the stems of its content words. Out go numbers, what stands in brackets, names of councils, and
the common words of local government that editors change first: who asks, of whom, how much, for which people. The
first four rare stems that are left are sorted and hashed. So another council's name, a changed sum, another service, a
lead-in or an ending of one's own, or two words that change places leave the fingerprint as it is; other rare words make
another one. A passage with fewer than three rare stems keeps all its content stems: two such are equal only when all
of what they say is. Texts on the same subject in other words share a category, hardly ever a fingerprint.
"""

import re
from collections.abc import Collection
from functools import cache
from hashlib import blake2b

from plans_validate.domain.letter import content_stems
from plans_validate.domain.words import Words

_MOST_STEMS = 4
_FEWEST_STEMS = 3
_HASH_BYTES = 8
_ASIDE = re.compile(r"\([^()]*\)|\[(?=[^\]]*\]\()|\]\([^)]*\)")
_NAMED_COUNCIL = re.compile(
    r"\b[A-Z][\w'’-]+(?: (?:and|&|upon|on|of|the|in) [A-Z][\w'’-]+| [A-Z][\w'’-]+)*"
    r"(?= (?:Metropolitan |County |Borough |District |City |Unitary )*(?:Council|Borough|County|District|MBC)\b)"
)


@cache
def common_stems(common: tuple[str, ...]) -> frozenset[str]:
    """Give the stems of words so common that they say nothing of a passage's wording."""
    return frozenset(stem for word in common for stem in content_stems(Words.of(word)))


def name_stems(title: Words) -> frozenset[str]:
    """Give the stems of a title that names the council: none of them is part of a passage's wording."""
    return frozenset(content_stems(title))


def fingerprint(text: str, common: Collection[str], names: Collection[str] = ()) -> str:
    """Give the fingerprint of a passage; `common` and `names` are stems that say nothing of its wording."""
    plain = _NAMED_COUNCIL.sub(" ", _ASIDE.sub(" ", text))
    stems = [stem for stem in content_stems(Words.of(plain)) if not stem.isdigit() and stem not in names]
    rare = list(dict.fromkeys(stem for stem in stems if stem not in common))
    chosen = rare[:_MOST_STEMS] if len(rare) >= _FEWEST_STEMS else set(stems)
    return blake2b(" ".join(sorted(chosen)).encode(), digest_size=_HASH_BYTES).hexdigest()
