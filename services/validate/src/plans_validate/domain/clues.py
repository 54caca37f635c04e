"""Own what each block gives away about the part of the file it stands in."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import Any, NamedTuple

from plans_validate.domain.document import Block, BlockKind, words_of
from plans_validate.domain.letter import Letter, LetterShare
from plans_validate.domain.lexicon import NOTHING, Found
from plans_validate.domain.round import Round
from plans_validate.domain.words import Phrases, Tokens, lexicon_of, matches

LONGEST_LABEL = 30
LONGEST_TITLED = 60
LONGEST_SALUTATION = 14
_LONGEST_TITLE = 22
_APPENDIX_WITHIN = 3
_SHORTEST_SENTENCE = 8
_ANNOUNCED = 3
_MOST_THEMES = 6
_THEMES = frozenset({"theme", "themes"})
_SALUTATION = "dear chief executive"
_SALUTATION_WORDS = len(_SALUTATION.split())
_SALUTATION_LETTERS = frozenset(_SALUTATION)
_HARDLY_SPOILT = 0.8
_HALF = 0.5
_SIGN_OFF_WORDS = 5
_LETTERHEAD_LINES = 3
_OWN_VOICE = ("we", "our", "us")
_MINUTES = "minutes"
_BEHIND_TIME = frozenset({("each",), ("a",), ("per",), ("long",), ("late",)})
_OF_TIME = frozenset({_MINUTES, "minutes of"})
_NO_HEAD: frozenset[str] = frozenset()


class Clues(NamedTuple):
    """What one block gives away; the lists hold the phrases that were found.

    `size` counts its words. A block `is_label` when it is short enough to be a heading, a field or a cell.
    """

    block: Block
    size: int
    is_label: bool
    starts_page: bool
    prose: float
    prompts: float
    theme_titled: str | None
    plan_title: bool
    appendix: bool
    in_letter: bool
    report: tuple[str, ...] = ()
    minutes: tuple[str, ...] = ()
    web: tuple[str, ...] = ()
    request: tuple[str, ...] = ()
    letterhead: tuple[str, ...] = ()
    exercise: tuple[str, ...] = ()
    announced: bool = False

    @property
    def own_voice(self) -> int:
        """Count the words with which a council speaks of itself."""
        return sum(map(self.block.tokens.count, _OWN_VOICE))

    @property
    def is_heading(self) -> bool:
        """Tell whether the block stands as a heading."""
        titled = self.theme_titled is not None and self.is_label and not self.announced
        return self.block.kind is BlockKind.HEADING or titled

    @property
    def is_sentence(self) -> bool:
        """Tell whether the block is running text, however short: a sentence is no label."""
        return self.size >= _SHORTEST_SENTENCE and self.block.folded.endswith(".")

    @property
    def echoes_letter(self) -> bool:
        """Tell whether words of the letter may stand in the block; where none do, none of its sentences is quoted."""
        return self.prose > 0 or self.prompts > 0


class ClueFinder:
    """Look for a round's clues in blocks."""

    def __init__(self, round_: Round, letter: Letter) -> None:
        words = round_.segments
        self._letter = letter
        self._subject = round_.subject
        self._titles = Phrases(words.plan_titles)
        self._appendix = Phrases(words.appendix)
        self._letterhead = Phrases(words.letterhead)
        self._named = (
            ("report", Phrases(words.report)), ("minutes", Phrases(words.minutes)), ("web", Phrases(words.web)),
            ("request", Phrases(words.request)), ("exercise", Phrases(words.exercise)),
            ("letterhead", self._letterhead),
        )  # fmt: skip
        self._letter_start = Phrases(words.letter_start)
        self._letter_end = Phrases(words.letter_end)
        self._lists = lexicon_of(
            (self._titles, self._appendix, self._letter_start, self._letter_end, *(each for _, each in self._named))
        )

    def clues(self, blocks: Sequence[Block]) -> tuple[Clues, ...]:
        """Give the clues of each block, in order."""
        clues = []
        in_letter, ended = False, False
        heads: tuple[frozenset[str], ...] = ()
        for block, tokens, starts_page, found, share in self._read(blocks):
            shows, size = found is not NOTHING, len(tokens)
            heads = (*heads[1 - _LETTERHEAD_LINES :], self._head(block, found)) if shows else ()
            opens = (shows or size == _SALUTATION_WORDS) and (self._salutes(block, found) or _is_letterhead(heads))
            in_letter = opens or (in_letter and not ended)
            if in_letter:
                ended = self._ends_letter(block, found)
                in_letter = not (ended and self._opens_another_part(block, found))
            clue = Clues(
                block,
                size,
                size <= LONGEST_LABEL,
                starts_page,
                share.prose,
                share.prompts,
                self._letter.theme_titled(block.words) if share.prompts and size <= LONGEST_TITLED else None,
                (shows or self._subject in tokens) and self._is_plan_title(block, found),
                shows and self._is_appendix_heading(block, found),
                in_letter,
            )
            clues.append(self._with_phrases(clue, found) if shows else clue)
        return tuple(_with_announced(clues))

    def _read(self, blocks: Sequence[Block]) -> Iterator[tuple[Block, Tokens, bool, Found, LetterShare]]:
        """Give each block that is not page furniture: whether it starts a page, and what was found in it."""
        running: list[Block] = []
        starts: list[bool] = []
        after_furniture = True
        page = None
        for block in blocks:
            if block.kind is BlockKind.FURNITURE:
                after_furniture = True
                continue
            starts.append(block.page != page or (after_furniture and block.page is None))
            running.append(block)
            after_furniture, page = False, block.page
        words = words_of(running)
        found = self._lists.read_each(words.each, words.written)
        return zip(running, words.each, starts, found, self._letter.shares(words.row), strict=True)

    def _salutes(self, block: Block, found: Found) -> bool:
        size = len(block.tokens)
        if size <= LONGEST_SALUTATION and found.places(self._letter_start):
            return True
        return size == _SALUTATION_WORDS and _is_misread_salutation(block.folded)

    def _head(self, block: Block, found: Found) -> frozenset[str]:
        """Give what a short line has of a letterhead."""
        short = self._letterhead in found.lists and len(block.tokens) <= LONGEST_SALUTATION
        return frozenset(_phrases(found, self._letterhead)) if short else _NO_HEAD

    def _opens_another_part(self, block: Block, found: Found) -> bool:
        return self._is_plan_title(block, found) or self._is_appendix_heading(block, found)

    def _ends_letter(self, block: Block, found: Found) -> bool:
        signed = found.places(self._letter_end) and len(block.tokens) <= LONGEST_SALUTATION
        return signed or "yours" in block.tokens[-_SIGN_OFF_WORDS:] or self._opens_another_part(block, found)

    def _with_phrases(self, clue: Clues, found: Found) -> Clues:
        named: dict[str, Any] = {
            name: _phrases(found, phrases) for name, phrases in self._named if phrases in found.lists
        }
        if "minutes" in named and _tells_time(clue.block):
            named["minutes"] = tuple(phrase for phrase in named["minutes"] if phrase not in _OF_TIME)
        return clue._replace(**named) if named else clue

    def _is_plan_title(self, block: Block, found: Found) -> bool:
        """Tell whether a block names the plan as its title: short, without the verb of a sentence."""
        titled = self._titles in found.lists and found.places(self._titles)
        if block.kind is BlockKind.TABLE_ROW or not (titled or _names_both(block, self._subject)):
            return False
        tokens = block.tokens
        stands_alone = block.kind is BlockKind.HEADING or not block.folded.endswith((".", ";", ","))
        runs_on = block.kind is not BlockKind.LIST_ITEM and tokens[:2] == (self._subject, "plan")
        return stands_alone and (len(tokens) <= _LONGEST_TITLE or runs_on)

    def _is_appendix_heading(self, block: Block, found: Found) -> bool:
        if self._appendix not in found.lists or block.kind is BlockKind.TABLE_ROW:
            return False
        first = next(self._appendix.find(block.tokens[:_APPENDIX_WITHIN]), None)
        short = len(block.tokens) <= _LONGEST_TITLE and not block.folded.endswith((";", ","))
        return first is not None and first.first == 0 and short


def _tells_time(block: Block) -> bool:
    """Tell whether minutes in a block are no record: "ninety minutes each." and "calls answered in 4 minutes"."""
    tokens = block.tokens
    if _MINUTES not in tokens:
        return False
    place = tokens.index(_MINUTES)
    of_time = tokens[place + 1 : place + 2] in _BEHIND_TIME or (block.folded.endswith(".") and place + 1 == len(tokens))
    return of_time or any(token.isdigit() for token in tokens[max(0, place - 1) : place])


def _phrases(found: Found, phrases: Phrases) -> tuple[str, ...]:
    places = found.places(phrases)
    return tuple(dict.fromkeys(match.phrase for match in matches(places))) if places else ()


def _is_letterhead(lines: Sequence[frozenset[str]]) -> bool:
    """Tell whether short lines in a row are a letterhead, in which a scanner may have spoilt the salutation."""
    return len(lines) == _LETTERHEAD_LINES and all(lines) and len(frozenset.union(*lines)) >= _LETTERHEAD_LINES


def _with_announced(clues: Sequence[Clues]) -> Iterator[Clues]:
    """Mark the titles of themes that stand in a row, or below a line on themes, as a list of what is to come."""
    leads = [place for place, clue in enumerate(clues) if _leads_to_themes(clue.block)]
    if leads:
        clues = list(clues)
        for lead in leads:
            items = list(takewhile(_is_title_in_list, clues[lead + 1 : lead + 2 + _MOST_THEMES]))
            if _ANNOUNCED <= len(items) <= _MOST_THEMES:
                clues[lead + 1 : lead + 1 + len(items)] = [clue._replace(announced=True) for clue in items]
    yield from _with_titles_in_a_row(clues)


def _leads_to_themes(block: Block) -> bool:
    """Tell whether a line says which themes there are: "The plan covers four themes:"."""
    return block.text.rstrip().endswith(":") and not _THEMES.isdisjoint(block.tokens)


def _is_title_in_list(clue: Clues) -> bool:
    block = clue.block
    return block.kind is BlockKind.LIST_ITEM and clue.size <= _LONGEST_TITLE and not any(map(str.isdigit, block.text))


def _with_titles_in_a_row(clues: Sequence[Clues]) -> Iterator[Clues]:
    if sum(clue.theme_titled is not None for clue in clues) < _ANNOUNCED:
        yield from clues
        return
    for is_titled, run in groupby(clues, key=lambda clue: clue.theme_titled is not None):
        members = list(run)
        announced = is_titled and len(members) >= _ANNOUNCED
        yield from (clue._replace(announced=True) for clue in members) if announced else members


def _is_misread_salutation(text: str) -> bool:
    """Tell whether a scanner has spoilt a letter or two of the salutation that opens the letter."""
    said = text.lower().rstrip(",")
    fewest = _HARDLY_SPOILT * (len(_SALUTATION) + len(said)) / 2
    if len(said) < fewest or len(_SALUTATION) - len(_SALUTATION_LETTERS.difference(said)) < fewest:
        return False  # no comparison letter by letter can find more
    if SequenceMatcher(None, _SALUTATION.split(maxsplit=1)[0], said.split()[0]).ratio() < _HALF:
        return False  # "Interim Chief Executive" signs
    return SequenceMatcher(None, _SALUTATION, said).ratio() >= _HARDLY_SPOILT


def _names_both(block: Block, subject: str) -> bool:
    """Tell whether a title says in a roundabout way what sort of plan it is: `Local productivity: our 2024 plan`."""
    words = block.tokens
    if subject not in words or len(words) > LONGEST_SALUTATION or block.kind is BlockKind.LIST_ITEM:
        return False
    return "plan" in words[words.index(subject) :]
