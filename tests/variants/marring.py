"""Own what happens to texts on their way: words misread by a scanner, bullets lost, headings run on, numbers broken."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from written_formats import Element, Grid, Heading, Items, Prose

Marring = Callable[[tuple[Element, ...], Random], tuple[Element, ...]]
_MISREAD = {"l": "1", "m": "rn", "e": "c", "o": "0", "i": "l", "t": "f", "n": "ri", "h": "b", "s": "5", "c": "e"}
_STRAY = ("~ . ,", "| |", "Delevent Deutstelle Helden", "_ -- .", "iil l|", "» ‘ .", "Rcf. llt tbe oi")
_MISREAD_SHARE = 0.04
_STRAY_SHARE = 0.06


def as_written(elements: tuple[Element, ...], _: Random) -> tuple[Element, ...]:
    """Leave everything as it is."""
    return elements


def misread(elements: tuple[Element, ...], random: Random) -> tuple[Element, ...]:
    """Garble a few words, and put stray marks between paragraphs."""
    return tuple(_misread_elements(elements, random))


def _misread_elements(elements: tuple[Element, ...], random: Random) -> Iterator[Element]:
    for element in elements:
        if random.random() < _STRAY_SHARE:
            yield Prose(random.choice(_STRAY))
        yield _misread(element, random)


def _misread(element: Element, random: Random) -> Element:
    def garbled(text: str) -> str:
        return " ".join(_garble(word, random) if random.random() < _MISREAD_SHARE else word for word in text.split())

    if isinstance(element, Heading):
        return Heading(element.level, garbled(element.text))
    if isinstance(element, Prose):
        return Prose(garbled(element.text))
    if isinstance(element, Items):
        return Items(tuple(map(garbled, element.texts)))
    return Grid(tuple(map(garbled, element.heads)), tuple(tuple(map(garbled, row)) for row in element.rows))


def _garble(word: str, random: Random) -> str:
    places = [place for place, character in enumerate(word) if character in _MISREAD]
    if not places:
        return word
    place = random.choice(places)
    return word[:place] + _MISREAD[word[place]] + word[place + 1 :]


def without_bullets(elements: tuple[Element, ...], _: Random) -> tuple[Element, ...]:
    """Let every item stand as a line of its own, without its bullet."""
    found: list[Element] = []
    for element in elements:
        found += [Prose(text) for text in element.texts] if isinstance(element, Items) else [element]
    return tuple(found)


def numbers_apart(elements: tuple[Element, ...], _: Random) -> tuple[Element, ...]:
    """Let every item's number stand on a line of its own, above the item."""
    found: list[Element] = []
    for element in elements:
        if isinstance(element, Items):
            found += [Prose(each) for number, text in enumerate(element.texts, 1) for each in (f"{number}.", text)]
        else:
            found.append(element)
    return tuple(found)


def title_runs_on(elements: tuple[Element, ...], _: Random) -> tuple[Element, ...]:
    """Run the first heading on into the line of the one that follows it."""
    for place, (first, second) in enumerate(pairwise(elements)):
        if isinstance(first, Heading) and isinstance(second, Heading):
            joined = Heading(first.level, f"{first.text} {second.text}")
            return (*elements[:place], joined, *elements[place + 2 :])
    return elements


def headings_plain(elements: tuple[Element, ...], _: Random) -> tuple[Element, ...]:
    """Let headings look like any paragraph, but for a colon at some ends."""
    return tuple(Prose(each.text) if isinstance(each, Heading) else each for each in elements)


MARRINGS: dict[str, Marring] = {
    "as written": as_written,
    "misread": misread,
    "without bullets": without_bullets,
    "numbers apart": numbers_apart,
    "title runs on": title_runs_on,
    "headings plain": headings_plain,
}
