"""Plans made up from sentences that answer, touch or only look like an item of the letter's questions.

Each plan holds one sentence a theme among words that answer nothing, in one of six layouts; what it is worth is known
from where it was taken. A prompt with nothing under it is worth nothing.
"""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from plans_schema.vocabulary import ThemeId
from plans_validate.adapters.checking import check_document
from plans_validate.rounds import load_round
from quality.questions import show
from quality.verdicts import Verdict

KIND = "question items, variants"
SEED = 20240719
COUNCIL = "Fenland District Council"  # a district in a combined authority: every item applies
INTRODUCTION = "This is what our Council has to say. We wrote it in four parts, one for each theme."
PLACES = ("Melton", "Rutland", "Breckland", "South Holland")
FILLERS = {
    "T1": ("The district has two market towns and forty villages.", "About 102,000 people live here, near a river."),
    "T2": ("This part of our plan is about technology and data.", "Much has happened here since the pandemic."),
    "T3": ("Every pound comes from people who work hard for it.", "The Council has been prudent for a long time."),
    "T4": ("This part looks beyond the Council itself.", "It was written with the help of all directors."),
}  # fmt: skip
HEADINGS = {
    "T1": ("How we have transformed our services", "Making better use of resources", "Service design and delivery"),
    "T2": ("Technology and data", "Making better use of technology and data", "Digital and data"),
    "T3": ("Reducing wasteful spend", "Cutting waste", "Our plans to reduce wasteful spend"),
    "T4": ("Barriers to progress", "Barriers that government can help to remove", "What stands in our way"),
}


@dataclass(frozen=True)
class Case:
    """A sentence and what it is worth for an item; no sentence: the item's question stands there unanswered."""

    item: str
    status: str
    sentence: str | None


Layout = Callable[[Case, Random], str]


@dataclass(frozen=True)
class Variant:
    """A plan and the status of the items that it was made for."""

    name: str
    text: str
    expected: dict[str, str]


@cache
def cases() -> tuple[Case, ...]:
    """Give every sentence with its slots filled, and each item once as a question without an answer."""
    chance = Random(SEED)
    source = Path(__file__).with_suffix(".toml")
    found = []
    for key, by_status in tomllib.loads(source.read_text(encoding="utf-8")).items():
        item = key.replace("_", ".")
        found.append(Case(item, "not_found", None))
        found += [
            Case(item, status, filled(each, chance)) for status, sentences in by_status.items() for each in sentences
        ]
    return tuple(found)


def filled(sentence: str, chance: Random) -> str:
    """Fill the slots of a sentence."""
    return sentence.format(
        n=chance.randint(3, 9) * 2,
        pct=chance.randint(11, 34),
        small=f"{chance.randint(1, 8)}.{chance.randint(1, 9)}",
        gbp=chance.randint(20, 480),
        mil=f"{chance.randint(1, 9)}.{chance.randint(1, 9)}",
        place=chance.choice(PLACES),
    )


def variants() -> Iterator[Variant]:
    """Give plans in which every case stands in two layouts that suit it."""
    chance = Random(SEED)
    by_theme = {theme.value: [case for case in cases() if case.item.startswith(theme.value)] for theme in ThemeId}
    longest = max(len(of_theme) for of_theme in by_theme.values())
    for turn in range(2):
        for of_theme in by_theme.values():
            chance.shuffle(of_theme)
        for number in range(longest):
            chosen = [of_theme[number % len(of_theme)] for of_theme in by_theme.values()]
            layout = LAYOUTS[(number + 3 * turn) % len(LAYOUTS)]
            yield _variant(f"{layout.__name__.strip('_')}-{turn}-{number}", layout, chosen, chance)


def _variant(name: str, layout: Layout, chosen: Sequence[Case], chance: Random) -> Variant:
    sections = [layout(case, chance) for case in chosen]
    text = "\n\n".join((f"# {COUNCIL}", "# Productivity Plan 2024", INTRODUCTION, *sections))
    return Variant(
        name,
        text.replace("#", "").replace("\n ", "\n").lstrip() if name.startswith("bare") else text,
        {case.item: case.status for case in chosen},
    )


def _prompt(item: str) -> str:
    theme, question = item.split(".")[:2]
    return load_round().theme(ThemeId(theme)).questions[int(question[1:]) - 1]


def _prose(case: Case, chance: Random) -> str:
    first, last = FILLERS[case.item[:2]]
    said = (first, case.sentence, last) if case.sentence else (first, last)
    return f"## {_heading(case, chance)}\n\n{' '.join(each for each in said if each)}" + _unanswered(case)


def _bullets(case: Case, chance: Random) -> str:
    first, last = FILLERS[case.item[:2]]
    said = [each for each in (first, case.sentence, last) if each]
    return f"## {_heading(case, chance)}\n\n" + "\n".join(f"- {each}" for each in said) + _unanswered(case)


def _apart(case: Case, chance: Random) -> str:
    first, last = FILLERS[case.item[:2]]
    said = [each for each in (first, last, case.sentence) if each]
    return f"## {_heading(case, chance)}\n\n" + "\n\n".join(said) + _unanswered(case)


def _bare(case: Case, chance: Random) -> str:
    return _apart(case, chance)


def _asked(case: Case, chance: Random) -> str:
    """Answer below the question; what only touches it or looks like it stands under no question."""
    if case.sentence is None or case.status != "addressed":
        return _prose(case, chance)
    first, _ = FILLERS[case.item[:2]]
    return f"## {_heading(case, chance)}\n\n{first}\n\n**{_prompt(case.item)}**\n\n{case.sentence}"


def _table(case: Case, chance: Random) -> str:
    if case.sentence is None or case.status != "addressed":
        return _bullets(case, chance)
    first, _ = FILLERS[case.item[:2]]
    rows = f"| Question | Our answer |\n|---|---|\n| {_prompt(case.item)} | {case.sentence} |"
    return f"## {_heading(case, chance)}\n\n{first}\n\n{rows}"


LAYOUTS = (_prose, _bullets, _apart, _bare, _asked, _table)


def _heading(case: Case, chance: Random) -> str:
    return chance.choice(HEADINGS[case.item[:2]])


def _unanswered(case: Case) -> str:
    return "" if case.sentence else f"\n\n{_prompt(case.item)}"


def judge(variant: Variant) -> Iterator[Verdict]:
    """Compare the items that a plan was made for."""
    found = {item.id: item for item in check_document(variant.text.encode()).questions}
    for item, status in variant.expected.items():
        here = found.get(item)
        sentence = next(
            (
                each.sentence
                for each in cases()
                if each.item == item and each.sentence and each.sentence in variant.text
            ),
            "",
        )
        yield Verdict(KIND, variant.name, item, status, here.status.value if here else None, sentence or "")


def main() -> None:
    """Show how the items of the variants were read."""
    show([each for variant in variants() for each in judge(variant)])


if __name__ == "__main__":
    main()
