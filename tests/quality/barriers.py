"""Measure the barriers of a report: kinds a plan, and of those found in both, whom they address and whether they ask.

`PYTHONPATH=tests .venv/bin/python -m quality.barriers` prints the shares and every miss with its words.
"""

from collections.abc import Iterator, Sequence

from plans_schema.report import Barrier, Report
from plans_schema.vocabulary import BarrierCategory
from quality.labelled import Label, labels, line_of, report_on
from quality.verdicts import Verdict, shares_of

KIND = "barrier categories"
ADDRESSEE = "barrier addressees"
ASK = "barrier asks"

_NEAR = 1


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare the kinds of barriers of a plan, then addressee and ask of each that stands where a label stands.

    A kind that a label allows (`optional`, `secondary`, `also_acceptable`, `barriers_also_acceptable`) may be found or
    not. `other` goes to a person and is not counted.
    """
    place = label["document"]
    found = {each.category for each in report.barriers} - {BarrierCategory.OTHER}
    asked = _asked(label)
    for category in BarrierCategory:
        words = next((each.evidence[0].quote for each in report.barriers if each.category is category), "")
        expected = category.value if category.value in asked else None
        seen = category.value if category in found else None
        if expected is None and category.value in _allowed(label):
            continue
        if expected or seen:
            yield Verdict(KIND, place, category.value, expected, seen, words)
    yield from _details(report, label)


def _asked(label: Label) -> set[str]:
    """Give the kinds that a careful reader names; one who may name another kind instead asks for none."""
    return {
        each["category"]
        for each in label["barriers"]
        if not each.get("optional") and "category" not in each.get("also_acceptable", {})
    }


def _allowed(label: Label) -> set[str]:
    every = [*label["barriers"], *label.get("barriers_also_acceptable", [])]
    named = {each["category"] for each in every} | {other for each in every for other in each["secondary"]}
    return named | {other for each in every for other in each.get("also_acceptable", {}).get("category", [])}


def _details(report: Report, label: Label) -> Iterator[Verdict]:
    document = label["document"]
    lines = {id(each): line_of(document, each.evidence[0].quote) for each in report.barriers}
    for wanted in label["barriers"]:
        match = _beside(report.barriers, wanted, lines)
        if match is None:
            continue
        item = f"line {wanted['line']} {wanted['category']}"
        also = wanted.get("also_acceptable", {})
        words = match.evidence[0].quote
        yield _either(
            ADDRESSEE, document, item, [wanted["addressee"], *also.get("addressee", [])], match.addressee, words
        )
        asks = [str(ask) for ask in (wanted["explicit_ask"], *also.get("explicit_ask", []))]
        yield _either(ASK, document, item, asks, str(match.explicit_ask), words)


def _beside(barriers: Sequence[Barrier], wanted: Label, lines: dict[int, int | None]) -> Barrier | None:
    """Give the barrier of the same kind whose first quote starts on the labelled line, or right beside it."""
    for barrier in barriers:
        line = lines[id(barrier)]
        if barrier.category == wanted["category"] and line is not None and abs(line - wanted["line"]) <= _NEAR:
            return barrier
    return None


def _either(kind: str, place: str, item: str, right: Sequence[str], found: str, words: str) -> Verdict:
    return Verdict(kind, place, item, found if found in right else right[0], found, words)


def main() -> None:
    """Print the shares on the labelled documents and every miss."""
    verdicts = [each for label in labels() for each in judge(report_on(label["document"]), label)]
    for kind in (KIND, ADDRESSEE, ASK):
        shares = shares_of(each for each in verdicts if each.kind == kind)
        print(f"{kind}: precision {shares.precision:.3f} recall {shares.recall:.3f} F1 {shares.f1:.3f}")  # noqa: T201
    for each in verdicts:
        if not each.is_right:
            print(f"{each.place[:3]} {each.item}: expected {each.expected}, found {each.found} | {each.words[:160]}")  # noqa: T201


if __name__ == "__main__":
    main()
