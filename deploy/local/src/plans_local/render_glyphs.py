"""Turns text into the mark-up of a PDF paragraph, without losing a character.

The standard fonts hold the characters of Windows code page 1252: English with its curly quotes, dashes, bullets, £ and
€. What they lack is set in Bitstream Vera, which comes with reportlab. A character that neither holds, an emoji for
instance, is written as its number, `[U+1F600]`: it can be seen and searched for. Invisible formatting characters (soft
hyphens, zero-width marks) have no shape and are left out; white space of any kind is a space.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FALLBACK: Final = "Vera"
_FACES: Final = {"normal": "Vera", "bold": "VeraBd", "italic": "VeraIt", "boldItalic": "VeraBI"}
_SAME_SHAPE: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\uf0b7": "•", "\t": "    "})
_BOLD: Final = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@cache
def register_fonts() -> frozenset[str]:
    """Register the fallback fonts once and answer the characters that all of them hold."""
    fonts = [TTFont(face, f"{face}.ttf") for face in _FACES.values()]
    for font in fonts:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(FALLBACK, **_FACES)
    held = set.intersection(*(set(font.face.charToGlyph) for font in fonts))
    return frozenset(map(chr, held))


@cache
def _is_standard(character: str) -> bool:
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return unicodedata.category(character) != "Cc"


def shown(text: str) -> str:
    """Put `text` in characters that can be drawn.

    >>> shown("5\u2011year plan \U0001f600")
    '5-year plan [U+1F600]'
    """
    fallback = register_fonts()
    return "".join(_shape(each, fallback) for each in unicodedata.normalize("NFC", text).translate(_SAME_SHAPE))


def _shape(character: str, fallback: frozenset[str]) -> str:
    if character == "\n" or unicodedata.category(character) == "Cf":
        return character if character == "\n" else ""
    if character.isspace():
        return " "
    if _is_standard(character) or character in fallback:
        return character
    return f"[U+{ord(character):04X}]"


def markup(text: str, *, bold_marks: bool = False) -> str:
    """Write `text` as paragraph mark-up: escaped, line feeds as breaks, uncommon characters in the fallback font.

    With `bold_marks`, words between pairs of `**` are bold and the marks are not shown.
    """
    drawn = "".join(_run(standard, "".join(run)) for standard, run in groupby(shown(text), key=_is_standard_or_break))
    return _BOLD.sub(r"<b>\1</b>", drawn) if bold_marks else drawn


def _is_standard_or_break(character: str) -> bool:
    return character == "\n" or _is_standard(character)


def _run(standard: bool, text: str) -> str:  # noqa: FBT001 - the key and the group, as groupby gives them
    safe = escape(text).replace("\n", "<br/>")
    return safe if standard else f'<font name="{FALLBACK}">{safe}</font>'
