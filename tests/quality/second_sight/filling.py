"""Own what is put in a wording's open places: numbers, days and names, drawn from a seed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from quality.second_sight.plans import asked

_WORDS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MEMBERS = ("Jo Ashdown", "Priya Raman", "Tom Whittle", "Maureen Peck", "Idris Vaughan", "Sunita Lall")


def numbers(random: Random) -> Mapping[str, Decimal]:
    """Draw the values of a plan's figures: shares in percent, money in pounds."""
    money = {name: Decimal(random.randrange(41, 487)) * 100 for name in ("edi", "edi2")}
    agency = sorted(random.sample(range(310, 990), 3))
    consultants = sorted(random.sample(range(11, 199), 2))
    facility = sorted(random.sample(range(1, 10), 2))
    return {
        **money,
        **{name: _hundredth(each) for name, each in zip(("agency", "agency2", "agency3"), agency, strict=True)},
        **{name: _hundredth(each) for name, each in zip(("con", "con2"), consultants, strict=True)},
        **{name: _hundredth(each) for name, each in zip(("fac", "fac2"), facility, strict=True)},
        "whole": Decimal(random.randrange(4, 10)),
        "pay": Decimal(random.randrange(55, 93)),
        "n": Decimal(random.randrange(3, 13)),
        "big_n": Decimal(random.randrange(25, 61)),
        "big": Decimal(random.randrange(310, 990)) * 1000,
        "bill": Decimal(random.randrange(112, 240)) * 100_000,
        "low": Decimal(random.randrange(5, 10)) * 1000,
        "high": Decimal(random.randrange(11, 21)) * 1000,
        "hours": Decimal(random.randrange(120, 900)),
        "small": Decimal(random.randrange(5, 30)) * 100,
        "millions_gbp": Decimal(random.randrange(12, 98)) * 100_000,
        "fte": Decimal(random.randrange(150, 620)),
        "halves": Decimal(random.choice(("0.5", "1.5", "2.5"))),
    }


def as_written(values: Mapping[str, Decimal]) -> dict[str, str]:
    """Give the values as a council writes them, and the letter's questions."""
    word = _WORDS[int(values["n"]) - 3]
    return {
        **{name: f"{value:,}" for name, value in values.items()},
        "millions": f"{values['millions_gbp'] / 1_000_000:.1f}",
        "edi_k": f"{values['edi'] / 1000:.1f}",
        "edi2_k": f"{values['edi2'] / 1000:.1f}",
        "n_word": word,
        "n_Word": word.capitalize(),
        **{f"T3Q{number}": question for number, question in enumerate(asked("T3")[1], 1)},
    }


def day_and_member(random: Random) -> tuple[date, dict[str, str]]:
    """Draw a day of summer 2024, as written in three ways, and a councillor."""
    day = date(2024, 6, 4) + timedelta(days=random.randrange(44))
    month = f"{day:%B %Y}"
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return day, {
        "day": f"{day.day} {month}",
        "th_day": f"{day.day}{ending} {month}",
        "num_day": f"{day:%d/%m/%Y}",
        "member": random.choice(_MEMBERS),
    }


def _hundredth(number: int) -> Decimal:
    return Decimal(number) / 100
