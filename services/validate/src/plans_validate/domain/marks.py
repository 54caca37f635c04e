"""Own the marks that tell what a line is: bullets, numbers, signs of Markdown, page numbers, rules."""

import re

BULLET = re.compile(r"^\s*(?:[-*+•·‣▪◦●○■□–—➢✓]|o(?=\s))\s+|^\s*[•·▪●■➢\uf0b7\uf0a7]")
NUMBERED = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
PAGE_NUMBER = re.compile(
    r"^(?!\s*\(?\d{1,2}[.)]\s*$)[^\w£]*(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[^\w%]*$", re.IGNORECASE
)
BLANK_PAGE = re.compile(r"^\W*(?:this )?page (?:\w+ ){0,4}blank\W*$", re.IGNORECASE)
IN_QUOTES = re.compile(r"^\s*[“‘\"'][^“”\"]+[”’\"'][.,]?\s*$")
BARE_FIGURE = re.compile(r"^\W*\d[\d.,]*+\s?(?:%|k|m|bn|million|billion)?\+?\W*$", re.IGNORECASE)
RULE = re.compile(r"^[\s|:_=*.+-]*$")
FOOTNOTE = re.compile(r"^\s*(?:\[?\d{1,2}\]?|[*†‡])\s+\S")
NOTE_MARK = re.compile(r"\[?\d{1,2}\]?|[*†‡]|[ivx]{1,4}")
_MARKDOWN_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+\S")
_BOLD_LINE = re.compile(r"^\s*(?:\*\*|__)[^*]+(?:\*\*|__):?\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:(=)=+|--+)\s*$")
_SECTION_NUMBER = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})*\.?\s")
_MARK_ALONE = re.compile(
    r"^(?:[-*+•·‣▪◦●○■□–—➢✓\uf0b7\uf0a7o]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2})+\.?)$"
)
_INDENT = 2
_BELOW_MARKDOWN = 3
_DEEPEST = 6


def begins_with_word(text: str) -> bool:
    """Tell whether a line plainly begins with a word and so with no mark; false for words that may be numbers.

    Nearly every line does, and this is told in a tenth of the time that the patterns take.
    """
    return text[:2].isalpha() and text[0] not in "ivx"


def is_markdown_heading(text: str) -> bool:
    """Tell whether a line is a heading by Markdown's signs, or all bold."""
    return not begins_with_word(text) and bool(_MARKDOWN_HEADING.match(text) or _BOLD_LINE.match(text))


def underline_level(text: str) -> int | None:
    """Give the level of the heading that this line underlines: 1 for `===`, 2 for `---`, null for any other line."""
    match = _UNDERLINE.match(text)
    return None if match is None else (1 if match[1] else 2)


def written_level(text: str) -> int | None:
    """Give the level that a heading's own signs state, 1 to 6: Markdown's, or the depth of its number; else null."""
    match = _MARKDOWN_HEADING.match(text)
    if match:
        return len(match[1])
    if _BOLD_LINE.match(text):
        return _BELOW_MARKDOWN
    number = _SECTION_NUMBER.match(text)
    return min(_DEEPEST, number[0].strip().strip(".").count(".") + 2) if number else None


def starts_item(text: str) -> bool:
    """Tell whether a line begins a list item."""
    return not begins_with_word(text) and bool(BULLET.match(text) or NUMBERED.match(text))


def starts_anew(text: str) -> bool:
    """Tell whether a line begins a list item or is a heading by Markdown's signs."""
    if begins_with_word(text):
        return False
    return bool(BULLET.match(text) or NUMBERED.match(text) or _MARKDOWN_HEADING.match(text) or _BOLD_LINE.match(text))


def is_mark(text: str) -> bool:
    """Tell whether a text is nothing but a bullet or a list's number."""
    return bool(_MARK_ALONE.match(text.strip()))


def item_depth(text: str) -> int:
    """Give the depth of a list item by its indent, 1 for the outermost."""
    indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())
    return 1 + min(_DEEPEST - 1, indent // _INDENT)
