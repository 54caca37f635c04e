"""Own which council a document names, with the register's traps: nested names, partners, abolished councils."""

import pytest

from plans_schema.register import abolished_councils, councils
from plans_validate.domain.council import Register, name_council
from plans_validate.domain.document import Block, BlockKind

REGISTER = Register(councils(), abolished_councils(), "productivity")


def heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text, 1)


def paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text, 1)


def named(title: str, *paragraphs: str) -> str | None:
    title_block = heading(title)
    return name_council(REGISTER, [title_block], [title_block, *map(paragraph, paragraphs)]).code


@pytest.mark.parametrize("code", sorted(councils()))
def test_every_council_is_found_by_its_name_in_a_title(code: str) -> None:
    assert named(f"{councils()[code].name} Productivity Plan") == code


@pytest.mark.parametrize("code", sorted(councils()))
def test_every_council_is_found_by_its_short_name_in_a_title(code: str) -> None:
    assert named(f"{councils()[code].short_name} Productivity Plan 2024") == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("West Suffolk Council Productivity Plan", "E07000245"),
        ("Suffolk County Council Productivity Plan", "E10000029"),
        ("North East Derbyshire District Council Productivity Plan", "E07000038"),
        ("Wyre Forest District Council Productivity Plan", "E07000239"),
        ("Telford & Wrekin Council Productivity Plan", "E06000020"),
    ],
)
def test_names_that_nest_are_told_apart(title: str, code: str) -> None:
    assert named(title) == code


def test_predecessors_are_not_the_author() -> None:
    text = "Cumberland Council replaced Allerdale Borough Council, Carlisle City Council and Copeland Borough Council."

    assert named("Cumberland Council Productivity Plan", text, text) == "E06000063"


def test_an_abolished_council_in_the_title_is_known() -> None:
    title = heading("Eden District Council Productivity Plan")
    naming = name_council(REGISTER, [title], [title])

    assert (naming.code, naming.abolished) == (None, "E07000030")


def test_partners_in_the_text_do_not_outweigh_the_title() -> None:
    partners = "We work with Cambridge City Council and Peterborough City Council."

    assert named("Cambridgeshire County Council Productivity Plan", partners, partners) == "E10000003"


def test_an_address_names_its_council() -> None:
    assert REGISTER.addressed_in("Write to a.person@rossendalebc.gov.uk or see www.leeds.gov.uk") == [
        "E07000125",
        "E08000035",
    ]
    assert REGISTER.addressed_in("h.m@bromsgroveandredditch.gov.uk") == []


@pytest.mark.parametrize(
    "text",
    [
        "This page is the productivity plan of Gosport Borough Council.",
        "Gosport Borough Council has published its productivity plan.",
        "Gosport Council's draft Productivity Plan follows. We work with Fareham Borough Council.",
        "You are reading the 2024 Productivity Plan for the Borough Council of Gosport.",
    ],
)
def test_a_sentence_may_say_whose_plan_it_is(text: str) -> None:
    assert named("Productivity Plan", text) == "E07000088"


@pytest.mark.parametrize(
    "text",
    [
        "Our productivity plan is our own. Staff sit beside those of Gosport Borough Council.",
        "Gosport Borough Council shares a depot with us.",
        "The productivity plans of Gosport Borough Council and Fareham Borough Council were useful to us.",
    ],
)
def test_a_council_that_a_sentence_only_mentions_is_not_the_author(text: str) -> None:
    assert named("Productivity Plan", text) is None


def test_no_name_gives_no_council() -> None:
    assert named("Productivity Plan", "We changed a lot in Reading and in Eden.") is None
