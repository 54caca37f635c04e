"""Own the plans: two paragraphs a theme drawn from a seed, every other plan without headings, most lacking a theme."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from quality.variants.case import Case

_HEADINGS = {
    "T1": ("How we changed", "Our services", "What we have done"),
    "T2": ("Digital", "Technology and data", "Our systems"),
    "T3": ("Value for money", "Reducing waste", "Spending"),
    "T4": ("Barriers", "What holds us back", "Our asks"),
}
_TITLE = "Ashfield District Council Productivity Plan"
_PREFACE = "This council has set out below its answer to the request of the department."


def cases(name: str, count: int, seed: int = 7) -> Iterator[Case]:
    """Give plans of the paragraphs in a file; one in five is whole."""
    said = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
    random = Random(seed)
    for number in range(count):
        missing = (None, *_HEADINGS)[number % 5]
        lines = [_TITLE, _PREFACE]
        for theme, headings in _HEADINGS.items():
            drawn = random.sample(said[theme], 2)
            heading = [random.choice(headings)] if number % 2 else []
            lines += [] if theme == missing else [*heading, *drawn]
        expected = {theme: "not_found" if theme == missing else "addressed" for theme in _HEADINGS}
        yield Case(f"{name} {number:02}, without {missing}", "\n\n".join(lines), expected, "")
