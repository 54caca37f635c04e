"""Own what a block says of all its figures: the few words run in before them, and the note that dates them."""

import re
from collections.abc import Iterator

from plans_validate.domain.document import Block
from plans_validate.domain.words import Phrases

_RUN_IN = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s)?[A-Z](?![^.]*\b(?:we|it|is|are|was|were|has|have|had|do|does|did|will|can|not|no)\b)"
    r"[^.?!:;\d]{2,58}\."
)
_AHEAD_OF_NOTE = frozenset(".,;:(–—-")
_NOTE_ENDS = re.compile(r"[.;)]")


def run_in(block: Block) -> str:
    """Give the few words with which a paragraph names its subject: "Equality and diversity. We train …"."""
    found = _RUN_IN.match(block.folded)
    return found[0] if found is not None and found.end() < len(block.folded) else ""


def notes_in(block: Block, openings: tuple[str, ...]) -> Iterator[str]:
    """Give what a block says of all its figures, from one of these openings on: "(all figures 2023/24)"."""
    text = block.folded
    for match in block.words.matches(Phrases.of(openings)):
        start = block.words.spans[match.first][0]
        if not start or text[max(0, start - 2) : start].rstrip()[-1:] in _AHEAD_OF_NOTE:
            end = _NOTE_ENDS.search(text, start)
            yield text[start : end.start() if end else len(text)]
