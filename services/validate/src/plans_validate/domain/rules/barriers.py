"""Own R18: the barriers a plan names, whom they address and whether they ask for something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans_schema.report import Barrier, Evidence
from plans_schema.vocabulary import Addressee, BarrierCategory, Confidence, Department
from plans_validate.domain.barrier_reading import Named, Reading
from plans_validate.domain.barrier_signs import is_ask, kinds_named, label_of
from plans_validate.domain.document import Block
from plans_validate.domain.round_barriers import BARRIER, TOPIC, BarrierWords
from plans_validate.domain.rules.answer import Answer
from plans_validate.domain.subject import Subject
from plans_validate.domain.wording import common_stems, fingerprint, name_stems
from plans_validate.domain.words import Phrases

RULE = "R18"

_QUOTES = 3
_FEW_WORDS = 10
_FEWEST_SAID = 4
_LONGEST_TITLE = 16
_NAME_WITHIN = 3
_LONGEST_OPENING = 6


@dataclass(frozen=True)
class _Found:
    """A barrier in its sentence."""

    named: Named
    reading: Reading

    @property
    def block(self) -> Block:
        return self.reading.own.passage.block


def names_its_barriers(subject: Subject) -> Answer:
    """List the barriers a plan names in its own words, wherever they stand, one for each passage and kind.

    Source: letter of 16 April 2024, theme 4, "the barriers preventing progress" (R18, wish).
    """
    words = subject.round_.barriers
    found = [each for reading in subject.barrier_readings if reading is not None for each in _found_in(reading)]
    return Answer({"barriers": tuple(_barriers(found, words, _names(subject)))})


def _names(subject: Subject) -> frozenset[str]:
    """Give the stems of the title that names the council."""
    title = subject.council.heads
    return name_stems(title.words) if title is not None and len(title.words) <= _LONGEST_TITLE else frozenset()


def _found_in(reading: Reading) -> Iterator[_Found]:
    for named in reading.named:
        yield _Found(named, reading)
    passage = reading.own.passage
    is_stated = reading.headed and reading.stated and not passage.text.endswith((":", "?"))
    if is_stated and not reading.named and not _heads_a_table(passage.block):
        yield _Found(Named(BarrierCategory.OTHER, (), 0, 0), reading)


def _heads_a_table(block: Block) -> bool:
    """Tell whether a row holds nothing but short labels, as the first of a table does."""
    return len(block.cells) > 1 and all(len(cell.split()) <= _FEWEST_SAID for cell in block.cells)


def _barriers(found: Sequence[_Found], words: BarrierWords, names: frozenset[str]) -> Iterator[Barrier]:
    """Give one barrier for the sentences of a block that name the same kind, with their quotes."""
    passages: dict[tuple[int, BarrierCategory], list[_Found]] = {}
    for each in found:
        passages.setdefault((id(each.block), each.named.category), []).append(each)
    for same in passages.values():
        evidence = tuple(quote for each in same if (quote := _quote(each)) is not None)
        if evidence:
            yield _barrier(same, tuple(dict.fromkeys(evidence))[:_QUOTES], words, names)


def _quote(found: _Found) -> Evidence | None:
    return found.reading.own.passage.full_quote(found.named.place)


def _barrier(
    same: Sequence[_Found], evidence: tuple[Evidence, ...], words: BarrierWords, names: frozenset[str]
) -> Barrier:
    first = same[0]
    asks = any(each.reading.asks or _asked_after(each, words) for each in same)
    companions = dict.fromkeys(other for each in same for other in each.named.secondary)
    return Barrier(
        category=first.named.category,
        secondary=tuple(companions)[:2],
        addressee=_addressee(first, words, asks=asks),
        department=_department(same, words),
        explicit_ask=asks,
        wording=fingerprint(first.reading.own.passage.text, common_stems(words.common), names),
        confidence=min((_confidence(each) for each in same), key=list(Confidence).index),
        evidence=evidence,
    )


def _asked_after(found: _Found, words: BarrierWords) -> bool:
    """Tell whether a few words right after it ask for what would help, naming no other kind: "Merge them."."""
    own = found.reading.own.passage
    after = next((each for each in found.block.passages if each.start >= own.end), None)
    if after is None or len(after.words) > _FEW_WORDS:
        return False
    named = kinds_named(after, words)
    return (not named or found.named.category in named) and is_ask(after, found.reading.standing, words)


def _addressee(found: _Found, words: BarrierWords, *, asks: bool) -> Addressee:
    """Give whom a barrier is a matter for: by its own words, else whom such a barrier usually concerns.

    It may be put to others in so many words. Any other ask is one of government, unless it speaks of a market that is
    its own subject, or of partners alone.
    """
    put_to = _put_to(found, words)
    if put_to is not None:
        return put_to
    tokens = found.reading.own.passage.words.tokens
    leads = found.reading.standing.leads
    kind = words.kinds.get(found.named.category)
    usual = kind.addressee if kind else Addressee.UNSPECIFIED
    of_nobody = tokens in Phrases.of(words.unaddressed)
    of_government = any(said in Phrases.of(words.government) for said in (tokens, *leads))
    of_market = tokens in Phrases.of(words.market)
    if usual is Addressee.MARKET:
        return Addressee.MARKET if of_market or not asks else Addressee.GOVERNMENT
    if asks:
        only_partners = usual is Addressee.PARTNER and any("partner" in lead for lead in leads)
        return Addressee.PARTNER if only_partners and not of_government else Addressee.GOVERNMENT
    if of_nobody and not of_government:
        return Addressee.UNSPECIFIED
    if usual is Addressee.UNSPECIFIED:
        return Addressee.GOVERNMENT if tokens in Phrases.of(words.government) else usual
    return usual


def _put_to(found: _Found, words: BarrierWords) -> Addressee | None:
    """Give whom a barrier is put to, by its own words or its label, else by the nearest line above; null for others."""
    passage = found.reading.own.passage
    for said in (passage.words.tokens, label_of(passage) or (), *reversed(found.reading.standing.leads)):
        if said in Phrases.of(words.government):
            return None
        opening = _opening(said, words)
        if said in Phrases.of(words.market_asked) or opening in Phrases.of(words.market):
            return Addressee.MARKET
        if said in Phrases.of(words.partner_asked) or opening in Phrases.of(words.partner):
            return Addressee.PARTNER
    return None


def _opening(said: Sequence[str], words: BarrierWords) -> Sequence[str]:
    """Give the words with which a line turns to somebody: "From the market", or a label of one word."""
    turn = next(Phrases.of(words.openings).find(said[:_LONGEST_OPENING]), None)
    if turn is None or turn.first:
        return said if len(said) == 1 else ()
    return said[turn.after : turn.after + _NAME_WITHIN]


def _department(same: Sequence[_Found], words: BarrierWords) -> Department | None:
    """Give the first department that a passage names."""
    names = (name for each in same for name in words.department_names.find(each.reading.own.passage.words.tokens))
    first = next(names, None)
    return words.department_of[first.phrase] if first else None


def _confidence(found: _Found) -> Confidence:
    """Tell how sure it is: high under a heading on barriers in a barrier's own words, low where it is hinted at."""
    named, reading = found.named, found.reading
    if named.weight == BARRIER:
        return Confidence.HIGH if reading.headed else Confidence.MEDIUM
    if named.weight == TOPIC and reading.headed:
        return Confidence.HIGH if reading.asks or reading.hinders else Confidence.MEDIUM
    return Confidence.LOW
