"""Own the catalogue of variants: the same plans as councils send them, in many orders, dresses and formats.

Each variant knows by construction what it is. Everything is drawn with one seed, so each run has the same files.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from plans_schema.register import councils
from variants.chapters import TEXTS, Chapter, chapter
from variants.marring import MARRINGS
from variants.sheets import Look, laid_out, pages_of
from variants.writing import paged_text_of, pdf_of
from written_formats import Heading, Prose, Written, docx_of, html_of, markdown_of, odt_of, text_of

SEED = 20240716
PAGELESS: dict[str, Callable[[Written], bytes]] = {
    "docx": docx_of,
    "odt": odt_of,
    "html": html_of,
    "markdown": markdown_of,
    "text": text_of,
}
LOOKS: dict[str, Look] = {
    "plain": Look(),
    "headed": Look(header="Cabinet 16 July 2024", footer="Page #"),
    "numbered": Look(footer="#", size=12, leading=19),
    "two columns": Look(columns=2, size=10, leading=13, footer="- # -"),
    "hyphenated": Look(hyphenated=True, columns=2, size=10.5, leading=14),
    "continuous": Look(continuous=True, size=10, leading=13),
    "blank sheets": Look(blank_sheets=True, header="Agenda pack page #"),
    "large": Look(size=13, leading=21, header="OFFICIAL", footer="Productivity Plan | page #"),
}


@dataclass(frozen=True)
class Drawn:
    """The templates to choose from for each kind of chapter."""

    plans: tuple[str, ...]
    reports: tuple[str, ...]
    minutes: tuple[str, ...]
    letters: tuple[str, ...]
    appendices: tuple[str, ...]
    folder: Path = TEXTS


TUNED = Drawn(
    plans=("plan_numbered", "plan_renamed", "plan_essay", "plan_answers", "plan_table", "plan_brochure",
           "plan_bullets", "plan_onthemes"),
    reports=("report_numbered", "report_prose", "report_fields"),
    minutes=("minutes_extract", "minutes_decision"),
    letters=("letter_imitation", "letter_plain"),
    appendices=("appendix_projects", "appendix_measures"),
)  # fmt: skip

# Written after the rules were mended, and measured as they were written.
HELD = Drawn(
    plans=("plan_letterform", "plan_timeline", "plan_voices"),
    reports=("report_briefing", "report_overview"),
    minutes=("minutes_short",),
    letters=("letter_short",),
    appendices=("appendix_cases",),
    folder=TEXTS.with_name("held"),
)

# Each arrangement with the kind that the whole file has.
ARRANGEMENTS: dict[tuple[str, ...], str] = {
    ("plan",): "plan",
    ("cover", "plan"): "plan",
    ("cover", "contents", "plan"): "plan",
    ("plan", "appendix"): "plan_with_appendix",
    ("report", "plan"): "cabinet_pack",
    ("plan", "report"): "cabinet_pack",
    ("report", "letter", "plan"): "cabinet_pack",
    ("report", "plan", "letter"): "cabinet_pack",
    ("report", "divider", "plan", "letter"): "cabinet_pack",
    ("plan", "letter"): "cabinet_pack",
    ("letter", "plan"): "cabinet_pack",
    ("report", "letter", "plan", "appendix"): "cabinet_pack",
    ("report", "cover", "plan"): "cabinet_pack",
    ("minutes", "plan"): "decision_record",
    ("plan", "minutes"): "decision_record",
    ("report in two", "plan"): "cabinet_pack",
    ("plan", "plan"): "plan",
    ("plan around letter",): "cabinet_pack",
    ("web preamble", "plan"): "plan_with_preamble",
    ("report", "appended letter", "appended plan"): "cabinet_pack",
}
_APPENDED = {
    "minister_letter": Heading(1, "Appendix 1 – Letter to chief executives"),
    "plan": Heading(1, "Appendix 2 – Draft plan"),
}
KINDS = {"report": "covering_report", "letter": "minister_letter", "appendix": "plan_appendix"}


@dataclass(frozen=True)
class Variant:
    """A file and what it is: its kind, its chapters in order, and the plan's pages (none without pages)."""

    name: str
    content: bytes
    format: str
    document_kind: str
    council: str
    chapters: tuple[Chapter, ...]
    plan_pages: tuple[int, ...]


def variants(drawn: Drawn, count: int, seed: int = SEED, letter: Chapter | None = None) -> Iterator[Variant]:
    """Draw variants: arrangements by turns; formats, looks and marrings by turns of their own; texts by the seed.

    With a `letter`, only arrangements that hold one are drawn, and it is that letter.
    """
    random = Random(seed)
    arrangements = cycle([each for each in ARRANGEMENTS if letter is None or "letter" in " ".join(each)])
    formats = cycle(("pdf", "docx", "pdf", "paged text", "html", "pdf", "odt", "pdf", "markdown", "pdf", "text"))
    looks, marrings = cycle(LOOKS), cycle((*MARRINGS, "as written", "as written", "misread"))
    plans = _shuffled(drawn.plans, random)
    codes = sorted(councils())
    for number in range(count):
        arrangement, format_, marring = next(arrangements), next(formats), next(marrings)
        look = next(looks) if format_ in ("pdf", "paged text") else ""
        code, plan = random.choice(codes), next(plans)
        chapters = tuple(_Drawing(plan, councils()[code].name, drawn, random).chapters(arrangement))
        if letter is not None:
            chapters = tuple(letter if each.kind == "minister_letter" else each for each in chapters)
        marred = tuple(Chapter(each.kind, MARRINGS[marring](each.elements, random)) for each in chapters)
        name = f"{number:03} {' + '.join(arrangement)}, {plan}, {format_} {look}, {marring}"
        yield written(name, marred, format_, look, document_kind=ARRANGEMENTS[arrangement], council=code)


def _shuffled(names: Sequence[str], random: Random) -> Iterator[str]:
    """Give the names again and again, each time in another order."""
    while True:
        yield from random.sample(names, len(names))


@dataclass(frozen=True)
class _Drawing:
    """Draw the texts of one file: every part of an arrangement becomes one chapter or several."""

    plan: str
    council: str
    drawn: Drawn
    random: Random

    def chapters(self, arrangement: Sequence[str]) -> Iterator[Chapter]:
        """Give the chapters of an arrangement, in order; a second plan is another one."""
        for place, part in enumerate(arrangement):
            if part == "plan" and "plan" in arrangement[:place]:
                yield self._read("plan", self.random.choice(self.drawn.plans))
            else:
                yield from self._part(part)

    def _part(self, part: str) -> Iterator[Chapter]:
        if part in ("cover", "divider"):
            yield chapter("cover", part, self.council)
        elif part == "contents":
            yield _contents(self._read("plan", self.plan))
        elif part == "web preamble":
            yield chapter("web_preamble", "preamble_web", self.council)
        elif part == "report in two":
            yield from _around(self._some("report"), self._some("letter"))
        elif part == "plan around letter":
            yield from _around(self._read("plan", self.plan), self._some("letter"))
        elif part.startswith("appended "):
            inner = self._some(part.removeprefix("appended "))
            yield Chapter(inner.kind, (_APPENDED[inner.kind], *inner.elements))
        else:
            yield self._some(part)

    def _some(self, part: str) -> Chapter:
        drawn = self.drawn
        choices = {"report": drawn.reports, "letter": drawn.letters, "minutes": drawn.minutes, "plan": (self.plan,)}
        return self._read(KINDS.get(part, part), self.random.choice(choices.get(part, drawn.appendices)))

    def _read(self, kind: str, template: str) -> Chapter:
        return chapter(kind, template, self.council, folder=self.drawn.folder)


def _contents(plan: Chapter) -> Chapter:
    """Write the list of what a plan holds, with page numbers."""
    heads = [each.text for each in plan.elements if isinstance(each, Heading)][1:]
    listed = tuple(Prose(f"{text} ..... {3 + number // 2}") for number, text in enumerate(heads))
    return Chapter("cover", (Heading(1, "Contents"), *listed))


def _around(outer: Chapter, letter: Chapter) -> tuple[Chapter, ...]:
    """Print the letter in the middle of a text that goes on after it under its next heading."""
    headings = [place for place, each in enumerate(outer.elements) if isinstance(each, Heading)]
    half = next((place for place in headings if place >= len(outer.elements) // 2), len(outer.elements) // 2)
    return Chapter(outer.kind, outer.elements[:half]), letter, Chapter(outer.kind, outer.elements[half:])


def written(
    name: str, chapters: tuple[Chapter, ...], format_: str, look: str, *, document_kind: str, council: str
) -> Variant:
    """Write chapters as a file of a format."""
    if format_ in PAGELESS:
        content = PAGELESS[format_](tuple(element for each in chapters for element in each.elements))
        return Variant(name, content, format_, document_kind, council, chapters, ())
    sheets = laid_out(chapters, LOOKS[look])
    content = pdf_of(sheets) if format_ == "pdf" else paged_text_of(sheets)
    return Variant(name, content, format_, document_kind, council, chapters, pages_of(sheets, chapters, "plan"))
