"""Own the page that says how well plans are read: a table for each set, and every miss with its words."""

from collections.abc import Iterator, Sequence

from quality.verdicts import Verdict, macro_f1, shares_of

_LONGEST_WORDS = 160
_MOST_WORDS = 8
_MOST_MISSES = 60


def section(title: str, note: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Write a set's table and its misses."""
    yield from (f"## {title}", "", note, "")
    if not verdicts:
        yield from ("Not measured: the documents were not at hand.", "")
        return
    yield from _table(verdicts)
    yield from _misses([each for each in verdicts if not each.is_right])


def _table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    yield "| what | there | found | right | precision | recall | F1 | macro F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind in dict.fromkeys(each.kind for each in verdicts):
        of_kind = [each for each in verdicts if each.kind == kind]
        shares = shares_of(of_kind)
        counts = f"{shares.expected} | {shares.found} | {shares.right}"
        figures = f"{shares.precision:.3f} | {shares.recall:.3f} | {shares.f1:.3f} | {macro_f1(of_kind):.3f}"
        yield f"| {kind} | {counts} | {figures} |"
    yield ""


def _misses(misses: Sequence[Verdict]) -> Iterator[str]:
    if not misses:
        yield from ("No miss.", "")
        return
    yield from (
        f"### Misses ({len(misses)})",
        "",
        "| what | where | item | reader | report | words |",
        "|---|---|---|---|---|---|",
    )
    for miss in misses[:_MOST_MISSES]:
        cells = (
            miss.kind,
            miss.place,
            miss.item,
            miss.expected or "nothing",
            miss.found or "nothing",
            _start(miss.words),
        )
        yield "| " + " | ".join(_cell(cell) for cell in cells) + " |"
    if len(misses) > _MOST_MISSES:
        yield from ("", f"And {len(misses) - _MOST_MISSES} more of the same kinds.")
    yield ""


def _start(words: str) -> str:
    """Give the first words of a passage: enough to find it, too few to copy it."""
    said = words.split()
    return " ".join(said[:_MOST_WORDS]) + (" …" if len(said) > _MOST_WORDS else "")


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())[:_LONGEST_WORDS]
