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

_ELSEWHERE = "Please see the strategies on our website, where this is dealt with in full."
_BLANK = "[To be completed by service leads]"
_ANNOUNCED = "This plan takes the four themes in turn: how services changed, technology and data, waste, and barriers."


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
def voices() -> tuple[Voice, ...]:
    """Give the people who write, in the file's order."""
    return tuple(tomllib.loads(Path(__file__).with_name("voices.toml").read_text("utf-8"))["voice"])


@cache
def asked(theme: str) -> tuple[str, tuple[str, ...]]:
    """Give the letter's title and questions of a theme."""
    found = next(each for each in load_round().themes if each.id == theme)
    return found.title, tuple(found.questions)


def plan(voice: Voice, shape: Shape) -> list[Block]:
    """Write a voice's plan: what stands before it, its title, its parts and its end."""
    body = _table(voice, shape) if voice["form"] == "table" else _parts(voice, shape)
    announced = [Block("paragraph", _ANNOUNCED)] if shape.missing and shape.gap == "announced" else []
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
    last = None
    waste = [number for number, (theme, _) in enumerate(voice["parts"]) if theme == "T3"][-1]
    for number, (theme, words) in enumerate(voice["parts"]):
        if theme != last and theme:
            yield from _start(voice, shape, theme, first=theme not in {each for each, _ in voice["parts"][:number]})
        if theme != shape.missing:
            yield _part(voice, number, words)
        if number == waste:
            yield from shape.in_waste
        last = theme


def _start(voice: Voice, shape: Shape, theme: str, *, first: bool) -> Iterator[Block]:
    if theme == shape.missing:
        yield from _gap(voice, shape, theme) if first else ()
        return
    heading = _heading(voice, shape.headings, theme)
    if heading and first:
        yield Block("heading", heading)
    if shape.headings == "questions" and first:
        yield from (Block("item", each) for each in asked(theme)[1][:2])


def _heading(voice: Voice, headings: Headings, theme: str) -> str:
    if headings == "none":
        return ""
    return str(voice["headings"].get(theme, "")) if headings == "own" else asked(theme)[0]


def _gap(voice: Voice, shape: Shape, theme: str) -> Iterator[Block]:
    if shape.gap in ("dropped", "announced"):
        return
    title, questions = asked(theme)
    yield Block("heading", title if shape.gap == "quoted" else voice["headings"].get(theme, title))
    yield from {
        "quoted": [Block("item", each) for each in questions],
        "bare": [],
        "elsewhere": [Block("paragraph", _ELSEWHERE)],
        "blank": [Block("paragraph", _BLANK)],
    }[shape.gap]


def _part(voice: Voice, number: int, words: str) -> Block:
    if voice["form"] == "bullets":
        return Block("item", words)
    return Block("paragraph", f"{number + 1}. {words}" if voice["form"] == "numbered" else words)


def _table(voice: Voice, shape: Shape) -> Iterator[Block]:
    rows = [row for theme in THEMES for row in _answers(voice, shape, theme)]
    yield table([("What you asked", "What we say"), *rows])
    yield from shape.in_waste


def _answers(voice: Voice, shape: Shape, theme: str) -> Iterator[tuple[str, str]]:
    title, questions = asked(theme)
    said = [words for each, words in voice["parts"] if each == theme]
    heads: Sequence[str] = questions if shape.headings == "questions" or shape.gap == "quoted" else (title, title)
    if theme != shape.missing:
        yield from zip(heads, said, strict=False)
    elif shape.gap == "quoted":
        yield from ((each, "") for each in questions)
    elif shape.gap in ("bare", "elsewhere", "blank"):
        yield title, {"bare": "", "elsewhere": _ELSEWHERE, "blank": _BLANK}[shape.gap]
