"""Generate plans with themes left out one by one, headings renamed or dropped, questions repeated but unanswered."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from plans_validate.rounds import load_round
from quality.variants.case import Case

THEMES = ("T1", "T2", "T3", "T4")
_LAYOUTS = ("letter titles", "own headings", "no headings", "numbered", "questions")
_PREFACE = "{council} sets out in this plan what it has done and what it has in mind."
_ABSENT = "not_found|partial"
VOICES = Path(__file__).with_suffix(".toml")


def cases(seed: int, source: Path = VOICES) -> Iterator[Case]:
    """Give every voice in every layout, whole and with each theme left out or left unanswered."""
    random = Random(seed)
    for voice in _voices(source):
        for layout in _LAYOUTS:
            for missing in (None, *THEMES):
                yield _case(voice, layout, missing, random)


def _voices(source: Path) -> list[dict[str, Any]]:
    voices: list[dict[str, Any]] = tomllib.loads(source.read_text("utf-8"))["voices"]
    return voices


def _case(voice: Mapping[str, Any], layout: str, missing: str | None, random: Random) -> Case:
    blank = missing is not None and layout in ("letter titles", "questions") and random.random() < 0.5
    lines = [f"{voice['council']} Productivity Plan", _PREFACE.format(council=voice["council"])]
    for theme in THEMES:
        if theme != missing:
            lines += [*_heading(voice, layout, theme), voice[theme]]
        elif blank:
            lines += _heading(voice, layout, theme)
    expected = {theme: _ABSENT if theme == missing else "addressed" for theme in THEMES}
    name = f"{voice['council'].split()[0]}, {layout}, without {missing or 'nothing'}"
    return Case(f"{name}{', asked' if blank else ''}", "\n\n".join(lines), expected, voice.get(missing or "", ""))


def _heading(voice: Mapping[str, Any], layout: str, theme: str) -> list[str]:
    if layout == "no headings":
        return []
    if layout == "own headings":
        return [voice["headings"][theme]]
    if layout == "numbered":
        return [f"{theme[1]}. {voice['headings'][theme]}"]
    asked = next(each for each in load_round().themes if each.id == theme)
    return [asked.title] if layout == "letter titles" else [asked.title, *asked.questions[:3]]
