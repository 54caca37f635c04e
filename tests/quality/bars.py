"""Own the least that readings must reach, kind by kind and set by set."""

from collections.abc import Mapping, Sequence

from quality.verdicts import Verdict, macro_f1, shares_of

# The least F1 of a kind on a set; `macro` names the kinds whose mean over values counts.
BARS = {
    "labels": {"themes": 1.0, "endorsement": 1.0, "endorsement body": 1.0, "endorsement date": 1.0},
    "variants": {"themes": 0.97, "endorsement": 0.97, "endorsement body": 0.97},
}
MACRO = frozenset({"question items"})


def unmet(found: Mapping[str, Sequence[Verdict]]) -> list[str]:
    """Say which bars are not met, in a sentence each; a set without verdicts was not measured."""
    return [
        f"{kind} on {name}: {reached:.3f}, at least {least:.2f} is asked"
        for name, bars in BARS.items()
        if found[name]
        for kind, least in bars.items()
        if (reached := _reached(kind, found[name])) < least
    ]


def _reached(kind: str, verdicts: Sequence[Verdict]) -> float:
    of_kind = [each for each in verdicts if each.kind == kind]
    return macro_f1(of_kind) if kind in MACRO else shares_of(of_kind).f1
