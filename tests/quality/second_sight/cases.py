"""Own the cases: every gap in every voice of a folder, every wording of members' part, every passage of figures."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from quality.second_sight.blocks import SHELLS, Block, lines, passage, table, written
from quality.second_sight.filling import as_written, day_and_member, numbers
from quality.second_sight.plans import GAPS, THEMES, Headings, Shape, Voice, plan, voices
from quality.variants.case import Case
from quality.variants.figures import Expected, bounded

_WHOLE: tuple[Headings, ...] = ("own", "none", "letter", "questions")
_OTHERS = tuple(each for each in GAPS if each != "quoted")
Wording = dict[str, Any]


@dataclass(frozen=True)
class FiguresCase:
    """A plan with one passage of figures: the right readings of each, preferred first, and what may be read."""

    name: str
    kind: str
    text: str
    passage: str
    readings: tuple[tuple[Expected, ...], ...]
    may: tuple[Expected, ...]


def theme_cases(folder: Path, seed: int) -> Iterator[Case]:
    """Give every voice whole in four sorts of headings, and with each theme missing in two ways."""
    for number, voice in enumerate(voices(folder)):
        shapes = [Shape(headings=each) for each in _WHOLE]
        for place, theme in enumerate(THEMES):
            shapes += _gaps(voice, theme, number + place + seed)
        for turn, shape in enumerate(shapes):
            shell = SHELLS[(number + turn) % len(SHELLS)]
            expected = {theme: "not_found" if theme == shape.missing else "addressed" for theme in THEMES}
            how = f"{shape.missing} {shape.gap}" if shape.missing else f"headings {shape.headings}"
            yield Case(f"{voice['name']}, {how}, {shell}", written(plan(voice, shape), shell), expected, how)


def _gaps(voice: Voice, theme: str, turn: int) -> Iterator[Shape]:
    if "gaps" in voice:
        yield from (Shape(missing=theme, gap=each) for each in voice["gaps"])
        return
    yield Shape(missing=theme, gap="quoted")
    yield Shape(missing=theme, gap=_OTHERS[turn % len(_OTHERS)])


def endorsement_cases(folder: Path, seed: int) -> Iterator[Case]:
    """Give every wording once, with a day and a name of its own, in one of the voices."""
    random = Random(seed)
    people = [each for each in voices(folder) if not each.get("signed")]
    for number, wording in enumerate(_read(folder / "endorsements.toml")["said"]):
        day, slots = day_and_member(random)
        said = wording["text"].format_map(slots)
        voice, shell = people[number % len(people)], SHELLS[(number // 3) % len(SHELLS)]
        shape = _with(wording["place"], said, voice["council"], at_end=random.random() < 0.5)
        name = f"said {number:02}, {voice['name']}, {shell}"
        yield Case(name, written(plan(voice, shape), shell), _said(wording, day), said)


def figure_cases(folder: Path, seed: int) -> Iterator[FiguresCase]:
    """Give every passage once, with numbers of its own, in one of the voices."""
    random, people = Random(seed), voices(folder)
    wordings = [(kind, each) for kind, every in _read(folder / "figures.toml").items() for each in every]
    for number, (kind, wording) in enumerate(wordings):
        yield _figures(number, kind, wording, people[number % len(people)], random)


def _figures(number: int, kind: str, wording: Wording, voice: Voice, random: Random) -> FiguresCase:
    values = numbers(random)
    slots = as_written(values)
    rows = [[cell.format_map(slots) for cell in row] for row in wording.get("rows", ())]
    said = wording.get("text", "").format_map(slots)
    shell = SHELLS[(number // 3) % len(SHELLS)]
    shape = Shape(in_waste=(table(rows),) if rows else tuple(passage(said)))
    words = said or " / ".join(" ".join(row) for row in rows)
    readings = tuple(_readings(each, wording, values) for each in wording["expected"])
    name = f"{kind} {number:02}, {voice['name']}, {shell}"
    may = tuple(_expected(each, values) for each in (*wording.get("may", ()), *voice.get("may", ())))
    return FiguresCase(name, kind, written(plan(voice, shape), shell), words, readings, may)


def _readings(said: Sequence[str], wording: Wording, values: Mapping[str, Decimal]) -> tuple[Expected, ...]:
    others = [each for each in wording.get("also", ()) if each[0] == said[0]]
    return tuple(_expected(each, values) for each in (said, *others))


def _expected(said: Sequence[str], values: Mapping[str, Decimal]) -> Expected:
    *how, slot = said[1].split(":")
    period = said[2] or None
    number = values[slot] if slot in values else Decimal(slot)
    if how[:1] == ["range"]:
        return Expected(said[0], None, period, low=values[how[1]], high=number)
    if how:
        return bounded(Expected(said[0], None, period), how[0], number)
    return Expected(said[0], number, period)


def _with(place: str, said: str, council: str, *, at_end: bool) -> Shape:
    put_in = tuple(lines(said))
    if place != "plan":
        return Shape(before=(Block("title", council), *put_in), covered=False)
    return Shape(closing=put_in, covered=False) if at_end else Shape(opening=put_in, covered=False)


def _said(wording: Wording, day: date) -> dict[str, str | None]:
    expected: dict[str, str | None] = {"status": wording["status"], "body": wording["body"]}
    if "date" in wording:
        expected["date"] = day.isoformat() if wording["date"] == "day" else None
    return expected


def _read(path: Path) -> dict[str, list[Wording]]:
    return tomllib.loads(path.read_text("utf-8"))
