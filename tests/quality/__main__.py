"""`make quality`: measure how well plans are read, write docs/quality.md, and say which bars are not met.

The page is written only where all of it was measured: beside the labelled documents.
"""

import sys
from pathlib import Path

from quality.bars import unmet
from quality.measuring import SIGHTS, on_held_out, on_labels, on_sight, on_unseen, on_variants
from quality.page import section

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
_HEAD = (
    "# How well plans are read",
    "",
    "`make quality` measures this and writes this page. *There* counts what a careful reader sees, *found* what the",
    "report says, *right* where both agree. *Macro F1* is the mean over the values a reader gives: rare ones count as",
    "much as a frequent one.",
    "",
)
_DOCUMENTS = """
Whole documents are measured apart from this page: 88 files (PDF, Word, OpenDocument, web pages, Markdown; packs with
the minister's letter among them, which therefore stay outside the repository) by eight authors blind to the rules and
to each other. The last two authors' 24, typical ones, at first sight: outcome 22 of 24 (missed: a plan with numbered
paragraphs below a record of a decision, and that a "productivity plan" was one for the local economy; mended since);
council, kind, plan's pages and first page 21 of 21; themes 82 of 84; endorsement 19 of 21; asked figures 0.904 and
0.947; barriers 0.840 and 0.856; practices 0.861 and 0.868 (F1); of the items answered 680 of 755 were found, of those
not answered 94 of 110 left alone. Bare wordings, written to be hard: endorsement 0.822 of 443, asked figures 0.882 of
313 (F1) at first sight.
"""

_LABELS = (
    "Five public plans of July 2024, labelled by two readers. The rules grew with them: this shows what they hold."
)
_VARIANTS = (
    "Plans generated from templates of invented councils; the right reading is known because of how each was made."
)

_UNSEEN = "Invented plans whose readings were written down before the first run; what was missed then was mended since."
_HELD_OUT = (
    "Generated plans in other voices and wordings, by an author who had not seen the rules. F1 at first sight: themes\n"
    "0.966, endorsement 0.767, endorsement body 0.833, asked figures 0.846, all figures 0.852."
)
_SIGHTS = {
    "second_sight": (
        "Generated plans of ten other people, in other layouts and wordings, by an author blind to the rules.\n"
        "F1 at first sight: themes 0.743, endorsement 0.742, endorsement body 0.652, asked figures 0.736, all 0.753."
    ),
    "third_sight": (
        "Generated plans of a third ten people, by an author blind to the rules. F1 at first sight: themes 0.876,\n"
        "endorsement 0.887, endorsement body 0.859, asked figures 0.896. After the rules had learned from the second\n"
        "set alone, with this one unseen: themes 0.996, endorsement 0.901, endorsement body 0.930, asked figures 0.951."
    ),
    "fourth_sight": (
        "Generated plans of five more people, by an author blind to the rules. F1 at first sight: themes 0.985,\n"
        "endorsement 0.831, endorsement body 0.807, asked figures 0.905, all figures 0.920; mended since."
    ),
    "fifth_sight": (
        "Generated plans of eight more people, by an author blind to the rules; many are meant to mislead. F1 at\n"
        "first sight: themes 0.994, endorsement 0.559, body 0.627, asked figures 0.761, all figures 0.762.\n"
        "Mended since; its wordings of endorsement are among those that the weights were learned from."
    ),
    "sixth_sight": (
        "Generated plans of nine more people, by the author of the fifth set, read after rules had begun to learn\n"
        "from that. F1 at first sight: themes 0.964, endorsement 0.802, body 0.862, asked figures 0.841, all 0.860.\n"
        "Themes and figures were mended since. Nothing was learned from its wordings of endorsement, but examples\n"
        "were added and thresholds set while its share was in view, so what stands here is no first sight."
    ),
}

_NOT_WRITTEN = "docs/quality.md was left as it is: the labelled documents are not beside this clone, in ../shared."


def main() -> int:
    """Measure, write the page and print what is not as it should be."""
    found = {
        "labels": on_labels(),
        "variants": on_variants(),
        "unseen": on_unseen(),
        "held_out": on_held_out(),
        **{name: on_sight(name) for name in SIGHTS},
    }
    lines = [
        *_HEAD,
        *_DOCUMENTS.strip().splitlines(),
        "",
        *section("Five labelled plans", _LABELS, found["labels"]),
        *section("Generated plans", _VARIANTS, found["variants"]),
        *section("Plans by other authors", _UNSEEN, found["unseen"]),
        *section("Held-out plans", _HELD_OUT, found["held_out"]),
        *(line for name, text in _SIGHTS.items() for line in section(_titled(name), text, found[name])),
    ]
    missed = unmet(found)
    print("\n".join(lines))  # noqa: T201 - the command's output
    print("\n".join(missed) or "Every bar is met.")  # noqa: T201 - as above
    if all(found.values()):
        PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    else:
        print(_NOT_WRITTEN)  # noqa: T201 - as above
    return bool(missed)


def _titled(name: str) -> str:
    return f"Plans held out a {name.removesuffix('_sight')} time"


if __name__ == "__main__":
    sys.exit(main())
