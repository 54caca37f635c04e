"""Own how one sentence is read for barriers: which kinds it names, how surely, and whether it asks.

Each clause is read for itself, so that a sentence with three asks names three barriers. In a clause the strongest kind
is the first; what usually comes with another kind (money with nearly all of them) becomes its companion. What stands
behind words of purpose ("so that we can recruit") is what the barrier keeps from, not the barrier.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plans_schema.vocabulary import BarrierCategory, ThemeId
from plans_validate.domain.barrier_signs import (
    is_ask,
    is_own_voice,
    label_before,
    label_of,
    matches_of,
    tells_of_itself,
)
from plans_validate.domain.clauses import Clause, clauses, parts
from plans_validate.domain.document import BlockKind, Passage
from plans_validate.domain.own_words import OwnWords
from plans_validate.domain.round_barriers import BARRIER, HINT, TOPIC, BarrierWords
from plans_validate.domain.standing import Standing, Tokens
from plans_validate.domain.words import Match, Phrases, Words

_BARRIERS = frozenset({ThemeId.BARRIERS})
_MOST_COMPANIONS = 2
_SHORT = 12
_SHORT_LABEL = 3
_LONGEST_SUBHEADING = 4
_BARE = 2
_HINTS_ENOUGH = 2


@dataclass(frozen=True)
class Named:
    """One barrier that a sentence names; `place` is the character it is quoted around."""

    category: BarrierCategory
    secondary: tuple[BarrierCategory, ...]
    weight: int
    place: int


@dataclass(frozen=True)
class Reading:
    """A sentence as read: the barriers it names, whether it asks or hinders, is headed so or calls itself one."""

    own: OwnWords
    standing: Standing
    asks: bool
    hinders: bool
    named: tuple[Named, ...]
    headed: bool = False
    stated: bool = False


def read(own: OwnWords, standing: Standing, words: BarrierWords) -> Reading | None:
    """Read one sentence; null when it says nothing of barriers."""
    passage = own.passage
    tokens = passage.words.tokens
    label = label_of(passage)
    labelled = label is not None and (
        label in Phrases.of(words.headings) or (len(label) <= _SHORT_LABEL and label in Phrases.of(words.ask_headings))
    )
    headed = standing.in_barriers or labelled or (own.headed and own.section == _BARRIERS)
    in_place = headed and not standing.remedies
    matches = matches_of(passage, words)
    if standing.heads_columns or not (matches or in_place) or tokens in Phrases.of(words.denials):
        return None
    if not in_place:
        return _out_of_place(own, standing, matches, words)
    asks = is_ask(passage, standing, words)
    hinders = tokens in Phrases.of(words.hindrances)
    if not asks and tells_of_itself(tokens, words, hinders=hinders):
        return None
    asked = asks or (label in Phrases.of(words.ask_headings) if label and labelled else standing.asking)
    named = _named(passage, matches, words)
    on_all = tokens in Phrases.of(words.shared_by_services) and not asks
    if passage.text.endswith(":") or on_all:
        named = [each for each in named if each.weight == BARRIER]
    of_others = not is_own_voice(tokens, words)
    is_item = of_others and _is_item(passage)
    is_short = of_others and len(tokens) <= _SHORT
    said_plainly = asked or hinders or labelled or is_short or is_item
    kept = tuple(each for each in named if each.weight == BARRIER or said_plainly)
    leads = (*standing.leads, *label_before(passage))
    if not kept and (leads or hinders or asks or is_item):
        kept = tuple(_from_hints(passage, matches, leads, words))
    only_leads = on_all or tokens in Phrases.of(words.announcing) or _is_row_of_names(passage)
    stated = labelled or (tokens in Phrases.of(words.stated) and not only_leads)
    return Reading(own, standing, asks=asked, hinders=hinders, named=kept, headed=headed, stated=stated)


def _is_row_of_names(passage: Passage) -> bool:
    """Tell whether a row of a table holds no more than names of columns."""
    block = passage.block
    return block.kind is BlockKind.TABLE_ROW and all(len(Words.of(cell)) <= _LONGEST_SUBHEADING for cell in block.cells)


def _is_item(passage: Passage) -> bool:
    return passage.block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE_ROW)


def _out_of_place(own: OwnWords, standing: Standing, matches: Sequence[Match], words: BarrierWords) -> Reading | None:
    """Read a sentence outside sections on barriers: it must hinder or ask in so many words."""
    passage = own.passage
    tokens = passage.words.tokens
    if max((words.strongest[match.phrase] for match in matches), default=0) < TOPIC:
        return None
    among_others = ThemeId.BARRIERS in own.section
    asks = tokens in Phrases.of(words.asks if among_others else words.asks_anywhere)
    hard = list(Phrases.of(words.hindrances if among_others else words.hard_hindrances).find(tokens))
    by_itself = _overlap(list(Phrases.of(words.plain_hindrances).find(tokens)), matches, words)
    if tokens in Phrases.of(words.improved) and not asks:
        return None
    if not (asks or hard or by_itself) or (tokens in Phrases.of(words.done) and not (asks or by_itself)):
        return None
    fewest = TOPIC if asks or among_others else BARRIER
    named = tuple(each for each in _named(passage, matches, words) if each.weight >= fewest)
    return Reading(own, standing, asks=asks, hinders=bool(hard), named=named) if named else None


def _overlap(hard: Sequence[Match], matches: Sequence[Match], words: BarrierWords) -> bool:
    """Tell whether a barrier's own words are words of hindrance, as in "struggle to recruit"."""
    return any(
        one.first < other.after and other.first < one.after
        for one in hard
        for other in matches
        if any(meaning.weight == BARRIER for meaning in words.meanings[other.phrase])
    )


def _named(passage: Passage, matches: Sequence[Match], words: BarrierWords) -> list[Named]:
    """Give the barriers a sentence names, clause by clause."""
    weights = _weights(passage, matches, words)
    named: list[Named] = []
    for clause in clauses(passage):
        inside = [match for match in matches if clause.first <= match.first < clause.after]
        claim = _claim(passage, inside, weights, words)
        if claim is None:
            continue
        if named and not clause.apart and _yields(claim, named[-1], words):
            named[-1] = _with_companions(named[-1], (claim.category, *claim.secondary))
        elif named and not clause.apart and _yields(named[-1], claim, words):
            named[-1] = _with_companions(claim, (named[-1].category, *named[-1].secondary))
        elif not (named and claim.weight < BARRIER and _is_bare(clause)):
            named.append(claim)
    return _one_each(named)


def _is_bare(clause: Clause) -> bool:
    return clause.after - clause.first <= _BARE


def _weights(passage: Passage, matches: Sequence[Match], words: BarrierWords) -> Mapping[Match, int]:
    """Weigh each match at most as a hint when it stands in a clause of purpose, after the barrier itself."""
    purposes = list(Phrases.of(words.purposes).find(passage.words.tokens))
    if not purposes:
        return {}
    strong = [match.first for match in matches if words.strongest[match.phrase] >= TOPIC]
    lowered: dict[Match, int] = {}
    starts = parts(passage)
    for purpose in purposes:
        if not any(place < purpose.first for place in strong):
            continue
        until = min((start for start in starts if start > purpose.first), default=len(passage.words))
        lowered |= {match: HINT for match in matches if purpose.first <= match.first < until}
    return lowered


def _claim(
    passage: Passage, matches: Sequence[Match], lowered: Mapping[Match, int], words: BarrierWords
) -> Named | None:
    """Give what a clause names, if any of its words says so plainly; its companions in their order."""
    best: dict[BarrierCategory, Named] = {}
    for match in matches:
        for meaning in words.meanings[match.phrase]:
            weight = min(meaning.weight, lowered.get(match, BARRIER))
            known = best.get(meaning.category)
            if known is None or weight > known.weight:
                place = passage.words.spans[match.first][0]
                best[meaning.category] = Named(meaning.category, (), weight, place)
    plain = [each for each in best.values() if each.weight >= TOPIC]
    if not plain:
        return None
    ranked = sorted(plain, key=lambda each: (_gives_way(each, plain, words), -each.weight, each.place))
    companions = [each.category for each in ranked[1:]]
    money = [
        each.category
        for each in best.values()
        if each.weight < TOPIC and ranked[0].category in words.kinds[each.category].yields_to
    ]
    return _with_companions(ranked[0], (*companions, *money))


def _gives_way(named: Named, beside: Sequence[Named], words: BarrierWords) -> bool:
    """Tell whether another kind in the same clause comes first, however plainly this one is said."""
    others = words.kinds[named.category].yields_to
    return any(other.category in others for other in beside)


def _yields(named: Named, other: Named, words: BarrierWords) -> bool:
    """Tell whether a barrier is only the companion of another: the same kind, or a weaker one that yields to it."""
    if named.category is other.category:
        return True
    return named.weight < BARRIER and other.category in words.kinds[named.category].yields_to


def _with_companions(named: Named, more: Sequence[BarrierCategory]) -> Named:
    companions = [each for each in dict.fromkeys((*named.secondary, *more)) if each is not named.category]
    return replace(named, secondary=tuple(companions[:_MOST_COMPANIONS]))


def _one_each(named: Sequence[Named]) -> list[Named]:
    """Keep each kind once, and no companion that is named for itself."""
    first: dict[BarrierCategory, Named] = {}
    for each in named:
        known = first.get(each.category)
        first[each.category] = each if known is None else _with_companions(known, each.secondary)
    return [
        replace(each, secondary=tuple(other for other in each.secondary if other not in first))
        for each in first.values()
    ]


def _from_hints(
    passage: Passage, matches: Sequence[Match], leads: Sequence[Tokens], words: BarrierWords
) -> Iterator[Named]:
    """Give the kind that several hints speak for, else the kind of what leads into this list or section."""
    hints: dict[BarrierCategory, int] = {}
    for match in matches:
        for meaning in words.meanings[match.phrase]:
            hints[meaning.category] = hints.get(meaning.category, 0) + meaning.weight
    led = _led_to(leads, words)
    if led is not None:
        yield Named(led, (), TOPIC, 0)
    elif hints:
        best = max(hints, key=lambda category: hints[category])
        if hints[best] >= _HINTS_ENOUGH:
            yield Named(best, (), HINT, passage.words.spans[matches[0].first][0])


def _led_to(leads: Sequence[Tokens], words: BarrierWords) -> BarrierCategory | None:
    """Give the kind of barrier that a sub-heading or a lead-in names, the nearest one first."""
    for lead in reversed(leads):
        said = [
            meaning
            for match in words.phrases.find(lead)
            for meaning in words.meanings[match.phrase]
            if meaning.weight >= TOPIC or len(lead) <= _LONGEST_SUBHEADING
        ]
        if said:
            return max(said, key=lambda meaning: meaning.weight).category
    return None
