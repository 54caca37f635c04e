"""Compare the items of the letter's questions with what two readers labelled in the five documents."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plans_schema.report import Report
from quality.labelled import Label, labels, report_on
from quality.verdicts import Verdict, macro_f1

KIND = "question items"
_WORDS = {"absent": "not_found"}
_WHEN_UNCLEAR = ("unclear", "not_applicable", "not_found")


def judge(report: Report, label: Label) -> Iterator[Verdict]:
    """Compare each item; a status that may be read another way counts as the one the report gives."""
    found = {item.id: item for item in report.questions}
    for question, labelled in label["coverage"].items():
        for item, status in labelled["items"].items():
            id_ = f"{question}.{item}"
            right = _right(labelled, item, status)
            here = found.get(id_)
            given = here.status.value if here else None
            words = here.evidence[0].quote if here and here.evidence else _quoted(labelled)
            yield Verdict(KIND, label["document"], id_, given if given in right else right[0], given, words)


def _right(labelled: Label, item: str, status: str) -> tuple[str, ...]:
    """Give the statuses that are right, the labelled one first."""
    if status == "absent" and labelled["applies"] == "unclear":
        return _WHEN_UNCLEAR
    also = labelled.get("also_acceptable", {}).get(item, ())
    return tuple(_WORDS.get(each, each) for each in (status, *also))


def _quoted(labelled: Label) -> str:
    return " … ".join(each["quote"] for each in labelled["evidence"])


def confusion(verdicts: Iterable[Verdict]) -> str:
    """Lay out how often each status was given for each."""
    counts = Counter((each.expected, each.found) for each in verdicts)
    return "\n".join(
        f"{expected} read as {found}: {count}" for (expected, found), count in sorted(counts.items(), key=str)
    )


def show(verdicts: Sequence[Verdict]) -> None:
    """Write every miss, the confusion and the shares to standard output."""
    misses = [
        f"{each.item} {each.place}: {each.expected} read as {each.found}: {each.words[:160]}"
        for each in sorted(verdicts, key=lambda each: (each.item, each.place))
        if not each.is_right
    ]
    right = sum(each.is_right for each in verdicts)
    summary = f"{right} of {len(verdicts)} right, macro F1 {macro_f1(verdicts):.3f}"
    sys.stdout.write("\n".join((*misses, confusion(verdicts), summary, "")))


def main() -> None:
    """Show how the items of the labelled documents were read."""
    show([each for label in labels() for each in judge(report_on(label["document"]), label)])


if __name__ == "__main__":
    main()
