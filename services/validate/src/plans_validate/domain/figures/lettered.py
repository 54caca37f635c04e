"""Own answers that are marked as the parts of their question are: "a) 4% and b) 1%"."""

import re
from collections.abc import Iterable, Sequence

_MARK = r"\(?(?P<letter>[a-d])[).]"
_OPENS = re.compile(rf"{_MARK}\s")
_ENDS = re.compile(rf"(?:^|\s){_MARK}\s?$")
_PARTS = re.compile(rf"(?:^|\s){_MARK}\s*(?P<words>.+?)(?=(?:,|;|\sand|\sor)?\s\(?[b-e][).]\s|[?.]|$)")
NEXT_MARK = r"\(?[b-d][).]\s?"


def lettered(text: str, leads: tuple[str, ...]) -> tuple[str, ...]:
    """Give the part of a question that an answer marked a) or b) answers, nearest of all."""
    return _with_part(_OPENS.match(text), leads)


def lettered_apart(text: str, starts: Sequence[int], leads: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the same for each amount that begins at one of these places; none unless a mark stands before each."""
    found = [_with_part(_ENDS.search(text, 0, start), leads) for start in starts]
    return found if all(len(each) > len(leads) for each in found) else []


def parts_in(leads: Iterable[str]) -> list[str]:
    """Give what the parts of a question ask about, in its order; nothing when none is marked."""
    return next((found for lead in leads if (found := [part["words"] for part in _PARTS.finditer(lead)])), [])


def _with_part(mark: re.Match[str] | None, leads: tuple[str, ...]) -> tuple[str, ...]:
    if mark is None:
        return leads
    parts = {part["letter"]: part["words"] for lead in leads for part in _PARTS.finditer(lead)}
    return (parts[mark["letter"]], *leads) if mark["letter"] in parts else leads
