"""Own how a sentence evidences what it says: by a stated effect, a number, or a number with its period and base."""

import re

from plans_schema.vocabulary import PracticeLevel
from plans_validate.domain.round_practices import PracticeWords
from plans_validate.domain.words import Phrases

LEVELS = tuple(PracticeLevel)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS})\b(?:\s+\d{{4}})?|\b(?:{_MONTHS})\s+\d{{2,4}}\b|"
    r"\b(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\b|\b\d\d/\d\d\b|"
    r"^\W*\d{1,2}(?:\.\d{1,2})*\.?\s|\b(?:section|page|appendix|paragraph|phase|tier|version|level|year)\s\d+(?:\.\d+)*|"
    r"\b(?:office|microsoft)\s365\b|\b24/7\b|\biso\s?\d+",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\w.])£?\d[\d,]*(?:\.\d+)?(?!\w*\d)")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b")


def level_of(text: str, tokens: tuple[str, ...], words: PracticeWords) -> PracticeLevel:
    """Tell how a passage evidences what it says; years, dates and the numbers of sections are no numbers of effect."""
    if _DIGIT.search(text) and _NUMBER.search(_DATES.sub(" ", text)):
        timed = _YEARS.search(text) is not None or tokens in Phrases.of(words.periods)
        based = tokens in Phrases.of(words.bases)
        return PracticeLevel.NUMBER_WITH_PERIOD if timed and based else PracticeLevel.NUMBER
    return PracticeLevel.STATED_EFFECT if tokens in Phrases.of(words.effects) else PracticeLevel.MENTION
