"""Own which council a document names as its author: by the register, longest name first, never by luck.

A name in a title says more than one in running text, an e-mail or web address backs it up. Names of abolished
councils are known, so that they are neither mistaken for another council nor for the author.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans_schema.register import AbolishedCouncil, Council
from plans_validate.domain.document import Block
from plans_validate.domain.words import Phrases, Words

_IN_TITLE = 6
_MOST_IN_TITLES = 18
_MOST_IN_TEXT = 8
_OWNS_PLAN = 3
_MOST_OWNING = 6
_NEAR = 4
_ADDRESS = 3
_MOST_ADDRESSES = 6
_ENOUGH = 3
_LEAD = 1.3

_ADDRESSES = re.compile(r"(?:@|https?://|www\.)([\w.-]{1,253}?)\.gov\.uk", re.IGNORECASE)
_KINDS = ("council", "borough council", "district council", "city council", "county council")
_METROPOLITAN = ("metropolitan borough council", "metropolitan borough", "mbc")
_DOMAIN_ENDINGS = ("council", "bc", "dc", "cc", "mbc")


@dataclass(frozen=True)
class Naming:
    """What a document says of its council: the code found, those its titles name, and an abolished one, if any."""

    code: str | None
    in_titles: tuple[str, ...]
    abolished: str | None
    heads: Block | None
    scores: Mapping[str, int]


class Register:
    """Find councils of a register in a text; `subject` is the word that stands before "plan" in a plan's title."""

    def __init__(
        self, councils: Mapping[str, Council], abolished: Mapping[str, AbolishedCouncil], subject: str
    ) -> None:
        self._subject = subject
        self._names: dict[tuple[str, ...], str] = {}
        self._short: dict[tuple[str, ...], str] = {
            Words.of(council.short_name).tokens: code for code, council in councils.items()
        }
        self._addresses = {_squeezed(council.short_name): code for code, council in councils.items()}
        self.councils = councils
        self._learn_variants(councils)
        for gone in abolished.values():
            self._learn(gone.name, gone.code, official=False)
        for code, council in councils.items():
            for name in (council.name, *council.alternative_names):
                self._learn(name, code, official=True)
        self.abolished = abolished
        self._codes = {" ".join(name): code for name, code in self._names.items()}
        self._phrases = Phrases.of(tuple(self._codes))

    def _learn_variants(self, councils: Mapping[str, Council]) -> None:
        for code, council in councils.items():
            kinds = (*_KINDS, *_METROPOLITAN) if council.type == "metropolitan" else _KINDS
            for kind in kinds:
                self._learn(f"{council.short_name} {kind}", code, official=False)
            self._learn(f"{kinds[0]} of {council.short_name}", code, official=False)

    def _learn(self, name: str, code: str, *, official: bool) -> None:
        tokens = Words.of(name).tokens
        if "council" in tokens or "borough" in tokens or "corporation" in tokens:
            self._set(tokens, code, official=official)
            if tokens[-1] == "council":
                self._set((*tokens[:-1], "councils"), code, official=official)

    def _set(self, tokens: tuple[str, ...], code: str, *, official: bool) -> None:
        if official:
            self._names[tokens] = code
        else:
            self._names.setdefault(tokens, code)

    def names_in(self, tokens: Sequence[str]) -> list[str]:
        """Give the codes of the full names in a text, left to right, longest name first at each place."""
        return [self._codes[match.phrase] for match in self._phrases.find(tokens)]

    def owners_in(self, tokens: Sequence[str]) -> list[str]:
        """Give the codes of those that a text names right beside the plan, as in "the productivity plan of ..."."""
        plans = [place for place, pair in enumerate(pairwise(tokens)) if pair == (self._subject, "plan")]
        return [
            self._codes[match.phrase]
            for match in (self._phrases.find(tokens) if plans else ())
            if any(0 <= plan - match.after <= _NEAR or 0 < match.first - plan - 1 <= _NEAR for plan in plans)
        ]

    def named_in_title(self, block: Block) -> list[str]:
        """Give the codes named in a title: full names, else a short name that stands before the plan's or alone."""
        tokens = block.words.tokens
        full = self.names_in(tokens)
        if full:
            return full
        for length in range(min(6, len(tokens)), 0, -1):
            for start in range(len(tokens) - length + 1):
                code = self._short.get(tuple(tokens[start : start + length]))
                if code and (tokens[start + length : start + length + 1] in ((self._subject,), ("draft",))):
                    return [code]
        code = self._short.get(tokens)
        return [code] if code else []

    def addressed_in(self, text: str) -> list[str]:
        """Give the codes of councils whose web or e-mail address stands in a text."""
        found = []
        for match in _ADDRESSES.finditer(text):
            label = match[1].lower().rsplit(".", 1)[-1].replace("-", "")
            code = next((self._addresses[form] for form in _forms(label) if form in self._addresses), None)
            if code:
                found.append(code)
        return found

    def is_abolished(self, code: str) -> bool:
        """Tell whether a code is that of a council that no longer exists."""
        return code in self.abolished


def _squeezed(name: str) -> str:
    return "".join(Words.of(name).tokens)


def _forms(label: str) -> Iterable[str]:
    yield label
    for ending in _DOMAIN_ENDINGS:
        if label.endswith(ending):
            yield label.removesuffix(ending)
    if label.startswith("cityof"):
        yield label.removeprefix("cityof")


def name_council(register: Register, titles: Sequence[Block], blocks: Iterable[Block]) -> Naming:
    """Weigh every naming of a council in a document."""
    scores: Counter[str] = Counter()
    in_titles: Counter[str] = Counter()
    heads: dict[str, Block] = {}
    for block in titles:
        for code in set(register.named_in_title(block)):
            in_titles[code] += _IN_TITLE
            heads.setdefault(code, block)
    in_text: Counter[str] = Counter()
    owners: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for block in blocks:
        in_text.update(register.names_in(block.words.tokens))
        owners.update(register.owners_in(block.words.tokens))
        if ".gov.uk" in block.text:
            addresses.update(register.addressed_in(block.text))
    for code in {*in_titles, *in_text, *addresses}:
        scores[code] = min(in_titles[code], _MOST_IN_TITLES) + min(in_text[code], _MOST_IN_TEXT)
        scores[code] += min(_ADDRESS * addresses[code], _MOST_ADDRESSES) + min(_OWNS_PLAN * owners[code], _MOST_OWNING)
    return _decide(register, scores, in_titles, heads)


def _decide(register: Register, scores: Counter[str], in_titles: Counter[str], heads: Mapping[str, Block]) -> Naming:
    ordered = sorted(scores, key=lambda code: (-scores[code], code))
    standing = [code for code in ordered if not register.is_abolished(code)]
    gone = next((code for code in ordered if register.is_abolished(code) and in_titles[code]), None)
    best = standing[0] if standing else None
    sure = best is not None and scores[best] >= _ENOUGH
    if sure and len(standing) > 1:
        sure = scores[standing[0]] >= _LEAD * scores[standing[1]]
    titled = tuple(code for code in standing if in_titles[code])
    code = best if sure else None
    return Naming(code, titled, gone if not titled else None, heads.get(code or ""), scores)
