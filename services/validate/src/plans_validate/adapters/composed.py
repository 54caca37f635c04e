"""Own the last step that marked-up formats share: blocks become a document, or it is said why they don't."""

from collections.abc import Callable
from hashlib import sha256

from plans_validate.adapters.reading_faults import NO_TEXT, CouldNotReadError, LimitReachedError
from plans_validate.domain.composing import TooManyBlocksError
from plans_validate.domain.document import Block, Document

Composed = tuple[tuple[Block, ...], str]


def composed_document(
    format_: str, content: bytes, compose: Callable[[], Composed], stated_pages: int | None = None
) -> Document:
    """Make the document of a file from the blocks and the text that `compose` gives.

    Raises:
        CouldNotReadError: there is no text in it.
        LimitReachedError: it unfolds to more blocks than we read.

    """
    try:
        blocks, text = compose()
    except TooManyBlocksError as error:
        raise LimitReachedError(str(error)) from error
    if not any(character.isalnum() for character in text):
        raise CouldNotReadError(NO_TEXT)
    return Document(format_, sha256(content).hexdigest(), None, blocks, text, stated_pages)
