"""Where sentences end: not behind an abbreviation, an initial or a number of a list."""

import re
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[.!?;][\"\u2060'”’)\]*]*\s+(?=[\"'“‘(\[*]*[A-Z0-9£•–-])")
_ABBREVIATIONS = frozenset({
    "e.g.", "i.e.", "no.", "cllr.", "mr.", "mrs.", "ms.", "dr.", "etc.", "st.", "para.", "p.",
})  # fmt: skip
_BEFORE_FIGURES = frozenset({"c.", "ca.", "approx."})
_NUMBERING = re.compile(r"(\d{1,2}|[a-z])(\.\d{1,2})*\.")
_INITIAL = re.compile(r"\b(?:Councillors?|Cllrs?|Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?(?: [A-Z]\.?){1,3}$")
_LONGEST_INITIALS = len("Councillors. A. B. C.")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the place of each sentence in a folded text; together they cover all its words."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + 1
        if _is_abbreviation(text, start, end):
            continue
        yield start, end
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    if _INITIAL.search(text, max(start, end - _LONGEST_INITIALS), end):
        return True
    space = text.rfind(" ", start, end)
    last_word = text[max(start, space + 1) : end].lstrip("(").lower()
    if last_word in _BEFORE_FIGURES:
        return text[end:].lstrip()[:1] in "£0123456789"
    return last_word in _ABBREVIATIONS or (space < 0 and _NUMBERING.fullmatch(last_word) is not None)
