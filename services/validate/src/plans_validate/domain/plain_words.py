"""Own the quick way to split a text into words: all of it at once, letter by letter, where its letters are western."""

import codecs
import re

from plans_validate.domain.lexicon import END

WORD = re.compile(r"[^\W_]+|&")
_LATIN = [chr(byte) for byte in range(256)]
_LATIN[0x80:0xA0] = "‘’‚“”„‹›–—‐‑−•●■▪○◦➢✓→…†‡‰€™≤≥\uf0b7\uf0a7"  # no letters, and in every other plan
_ONE_BYTE_EACH = codecs.charmap_build("".join(_LATIN))
_LETTERS = "".join(
    char.lower() if char != "&" and WORD.fullmatch(char) else " " for char in _LATIN
).encode("latin-1")  # fmt: skip
LETTERS_AND_ENDS = END.encode() + _LETTERS[1:]


def plain_words(text: str, letters_kept: bytes = _LETTERS) -> list[str] | None:
    """Give the words of a text of western letters, as nearly all are, in one go; null for any other."""
    try:
        letters = text.encode("ascii") if text.isascii() else codecs.charmap_encode(text, "strict", _ONE_BYTE_EACH)[0]
    except UnicodeEncodeError:
        return None
    letters = letters.replace(b"&", b" and ") if b"&" in letters else letters
    return letters.translate(letters_kept).decode("latin-1").split()
