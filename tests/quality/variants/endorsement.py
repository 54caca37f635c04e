"""Generate plans and packs that say, in many wordings, who endorsed them: members, officers, nobody, not yet.

`endorsement.csv` holds the wordings, each with the status and the body that a careful reader takes from it: `a|b` lets
either stand, `-` is nobody.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from quality.variants.case import Case
from written_plans import REPORT, a_plan

WORDINGS = Path(__file__).with_suffix(".csv")
_DAYS = ("2 July 2024", "9th July 2024", "11 July 2024", "16/07/2024", "Monday 8 July 2024", "3 July")
_MONTHS = ("July", "September 2024", "the autumn")
_CABINETS = ("Cabinet", "the Cabinet")
_RECOMMENDATION = "It is recommended that Cabinet endorse the Productivity Plan at Appendix A."
_INTRODUCTION = (
    "Introduction\n\nThis plan answers the minister's letter of 16 April 2024. {saying} It is short on purpose."
)
_MINUTES = """
Minutes of the meeting of Cabinet

9 July 2024

Present: Councillor A. Name (Chair), Councillor B. Other, Councillor C. Third

Apologies: Councillor D. Fourth

Declarations of interest: none

14. Productivity Plan

The Leader introduced the report. {saying}

The meeting closed at 7.40 pm
"""


def cases(seed: int, source: Path = WORDINGS, rounds: int = 2) -> Iterator[Case]:
    """Give every wording a few times, each with other names and days and in another place."""
    random = Random(seed)
    wordings = _wordings(source)
    for turn in range(rounds):
        for number, wording in enumerate(wordings):
            saying = _filled(wording["wording"], random)
            expected = {"status": wording["status"], "body": wording["body"]}
            yield Case(f"endorsement {turn}.{number}", _placed(wording["place"], saying, random), expected, saying)


def _wordings(source: Path) -> Sequence[dict[str, str]]:
    with source.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _filled(wording: str, random: Random) -> str:
    cabinet = random.choice(_CABINETS)
    begun = cabinet[0].upper() + cabinet[1:]
    return wording.format(cabinet=cabinet, Cabinet=begun, date=random.choice(_DAYS), month=random.choice(_MONTHS))


def _placed(place: str, saying: str, random: Random) -> str:
    if place == "report":
        return f"{REPORT.replace(_RECOMMENDATION, saying)}\n\n\f{a_plan()}"
    if place == "minutes":
        return f"{_MINUTES.format(saying=saying)}\n\n\f{a_plan()}"
    return random.choice(
        (
            a_plan(introduction=saying),
            a_plan(introduction=_INTRODUCTION.format(saying=saying)),
            a_plan(after=saying),
            a_plan(after=f"Governance\n\n{saying}"),
        )
    )
