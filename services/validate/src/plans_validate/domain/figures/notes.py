"""Own what a block says of all its figures: the few words run in before them, and the note that dates them."""

import re

from plans_validate.domain.document import Block

_RUN_IN = re.compile(
    r"(?:\d+(?:\.\d+)*[.)]?\s)?[A-Z](?![^.]*\b(?:we|it|is|are|was|were|has|have|had|do|does|did|will|can|not|no)\b)"
    r"[^.?!:;\d]{2,58}\."
)
_NOTE = re.compile(
    r"(?:\b(?:all|both|these|the above)(?: of)?(?: the| these| our)?"
    r" (?:figures|percentages|numbers|amounts|sums|shares)"
    r"|(?:^|[.(]\s?)figures (?:are|relate|given|shown|quoted)"
    r"|\b(?:both|all) (?:are )?(?:expressed|given|shown|stated|quoted))\b[^.;)]*",
    re.IGNORECASE,
)


def run_in(block: Block) -> str:
    """Give the few words with which a paragraph names its subject: "Equality and diversity. We train …"."""
    found = _RUN_IN.match(block.folded)
    return found[0] if found is not None and found.end() < len(block.folded) else ""


def note_in(block: Block) -> str:
    """Give what a block says of all its figures: "(all figures 2023/24)"; nothing when it says no such thing."""
    found = _NOTE.search(block.folded)
    return found[0] if found is not None else ""
