"""Own how a voice becomes a plan: its parts in order, in its own form, with a theme left out in one of several ways."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from plans_validate.rounds import load_round
from quality.second_sight.blocks import Block, table

THEMES = ("T1", "T2", "T3", "T4")
Gap = Literal["dropped", "quoted", "bare", "elsewhere", "blank", "announced"]
GAPS: tuple[Gap, ...] = ("dropped", "quoted", "bare", "elsewhere", "blank", "announced")
Headings = Literal["own", "none", "letter", "questions"]
Voice = dict[str, Any]

_INSTEAD = {
    "quoted": "",
    "bare": "",
    "elsewhere": "Please see the strategies on our website, where this is dealt with in full.",
    "blank": "[To be completed by service leads]",
    "announced": "This plan takes the four themes in turn: how services changed, technology and data, waste, "
    "and barriers.",
}


@dataclass(frozen=True)
class Shape:
    """How a plan is to look: its headings, the missing theme and how, what is put in and where, a covering paper."""

    headings: Headings = "own"
    missing: str | None = None
    gap: Gap = "dropped"
    before: tuple[Block, ...] = ()
    opening: tuple[Block, ...] = ()
    in_waste: tuple[Block, ...] = ()
    closing: tuple[Block, ...] = ()
    covered: bool = True


@cache
def voices(folder: Path) -> tuple[Voice, ...]:
    """Give the people who write in a folder's plans, in the file's order."""
    return tuple(tomllib.loads((folder / "voices.toml").read_text("utf-8"))["voice"])


@cache
def asked(theme: str) -> tuple[str, tuple[str, ...]]:
    """Give the letter's title and questions of a theme."""
    found = next(each for each in load_round().themes if each.id == theme)
    return found.title, tuple(found.questions)


def plan(voice: Voice, shape: Shape) -> list[Block]:
    """Write a voice's plan: what stands before it, its title, its parts and its end."""
    body = _table(voice, shape) if voice["form"] == "table" else _parts(voice, shape)
    is_announced = shape.missing is not None and shape.gap == "announced"
    announced = [Block("paragraph", _instead(voice, "announced"))] if is_announced else []
    named = [] if voice["council"] in voice["title"] else [Block("paragraph", voice["council"])]
    opening = [Block("title", voice["title"]), *named, *announced, *shape.opening]
    return [*shape.before, *_report(voice, shape), *opening, *body, *shape.closing]


def _report(voice: Voice, shape: Shape) -> Iterator[Block]:
    if voice["form"] == "pack" and shape.covered:
        yield Block("title", "Committee paper: the council's return on productivity")
        yield Block("paragraph", f"The department has asked {voice['council']} for a plan that considers four themes:")
        yield from (Block("item", asked(theme)[0]) for theme in THEMES)
        yield Block("paragraph", "There are no legal implications. The plan follows as an appendix.")


def _parts(voice: Voice, shape: Shape) -> Iterator[Block]:
    themes = [part[0] for part in voice["parts"]]
    for number, (theme, *words) in enumerate(voice["parts"]):
        if theme and theme not in themes[max(number - 1, 0) : number]:
            yield from _start(voice, shape, theme, first=theme not in themes[:number])
        if theme != shape.missing:
            yield from _own_heading(shape, words[1:])
            yield _part(voice, number, words[0])
        if number == len(themes) - 1 - themes[::-1].index("T3"):
            yield from shape.in_waste


def _start(voice: Voice, shape: Shape, theme: str, *, first: bool) -> Iterator[Block]:
    if theme == shape.missing:
        yield from _gap(voice, shape, theme) if first else ()
        return
    heading = _heading(voice, shape, theme)
    if heading and first:
        yield Block("heading", heading)
    if shape.headings == "questions" and first:
        yield from (Block("item", each) for each in asked(theme)[1][:2])


def _own_heading(shape: Shape, words: Sequence[str]) -> Iterator[Block]:
    if shape.headings == "own":
        yield from (Block("heading", each) for each in words)


def _heading(voice: Voice, shape: Shape, theme: str) -> str:
    if shape.headings in ("letter", "questions"):
        return asked(theme)[0]
    own = voice["headings"].get(theme, "") if shape.headings == "own" else ""
    before = THEMES[: THEMES.index(theme)][-1:]
    goes_on = any(voice["headings"].get(each) == own and each != shape.missing for each in before)
    return "" if goes_on else str(own)


def _gap(voice: Voice, shape: Shape, theme: str) -> Iterator[Block]:
    if shape.gap in ("dropped", "announced"):
        return
    title, questions = asked(theme)
    yield Block("heading", title if shape.gap == "quoted" else voice["headings"].get(theme, title))
    words = [_instead(voice, shape.gap)] if shape.gap in ("elsewhere", "blank") else []
    yield from (Block("paragraph", each) for each in words)
    yield from (Block("item", each) for each in questions if shape.gap == "quoted")


def _instead(voice: Voice, gap: Gap) -> str:
    return str(voice.get(gap, _INSTEAD[gap]))


def _part(voice: Voice, number: int, words: str) -> Block:
    if voice["form"] == "bullets":
        return Block("item", words)
    mark = {"numbered": f"{number + 1}. ", "sections": f"{_section(voice, number)} "}.get(voice["form"], "")
    return Block("paragraph", mark + words)


def _section(voice: Voice, number: int) -> str:
    themes = [part[0] for part in voice["parts"][: number + 1]]
    return f"{len(set(themes))}.{themes.count(themes[-1])}"


def _table(voice: Voice, shape: Shape) -> Iterator[Block]:
    rows = [row for theme in THEMES for row in _answers(voice, shape, theme)]
    yield table([("What you asked", "What we say"), *rows])
    yield from shape.in_waste


def _answers(voice: Voice, shape: Shape, theme: str) -> Iterator[tuple[str, str]]:
    title, questions = asked(theme)
    said = [part[1:] for part in voice["parts"] if part[0] == theme]
    if theme != shape.missing:
        yield from ((_head(shape, questions[place], title, words[1:]), words[0]) for place, words in enumerate(said))
    elif shape.gap == "quoted":
        yield from ((each, "") for each in questions)
    elif shape.gap in ("bare", "elsewhere", "blank"):
        yield title, _instead(voice, shape.gap)


def _head(shape: Shape, question: str, title: str, own: Sequence[str]) -> str:
    if shape.headings == "questions" or shape.gap == "quoted":
        return question
    return own[0] if own and shape.headings == "own" else title
