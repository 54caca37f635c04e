"""Own which kinds of amount a sentence states."""

import pytest

from plans_validate.domain.round_questions import AmountKind
from plans_validate.domain.stated_amounts import amounts_in
from plans_validate.domain.words import Words

PERCENT, MONEY, COUNT, ANY = AmountKind.PERCENT, AmountKind.MONEY, AmountKind.COUNT, AmountKind.ANY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We closed two offices.", {COUNT, ANY}),
        ("We closed some offices in 2023/24, on 3 May.", set()),
        ("It cost £4,000.", {MONEY, ANY}),
        ("Agency took 4.1% of the staff budget.", {PERCENT, ANY}),
        ("Agency fell by 20%.", {ANY}),
        ("A 20% reduction in agency was made.", {ANY}),
        ("Half of it, four per cent, was saved.", {PERCENT, COUNT, ANY}),
        ("We hold ISO27001.", set()),
        ("18 workers stayed.", {COUNT, ANY}),
        ("Two in five workers stayed.", {ANY}),
        ("2 in 5 workers stayed, a quarter of them here.", {ANY}),
        ("Two of our five workers stayed.", {COUNT, ANY}),
        ("Some workers stayed for over 12 months.", {ANY}),
        ("Each took half a day.", {COUNT, ANY}),
        ("Half of them and two thirds of the rest stayed.", {ANY}),
        ("Six workers in two teams stayed.", {COUNT, ANY}),
    ],
)
def test_amounts_are_told_from_years_dates_and_changes(text: str, expected: set[AmountKind]) -> None:
    assert amounts_in(text, Words.of(text).tokens) == expected
