"""Own what is read as a barrier, whom it names and whether it asks; and what only looks like one."""

import pytest

from plans_schema.report import Barrier
from written_plans import a_plan, checked

HEADING = "Barriers to progress"


def barriers(text: str) -> tuple[Barrier, ...]:
    """Give the barriers of a plan whose section on them says this and nothing else."""
    return checked(a_plan(without="T4", after=f"{HEADING}\n\n{text}")).barriers


def kinds(text: str) -> set[str]:
    return {each.category.value for each in barriers(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Good planners are hard to find in this part of the world.", {"workforce_recruitment"}),
        ("Foster carers are hard to find in this part of the world.", {"childrens_placements"}),
        ("Savings are hard to find when little is left but statutory work.", {"funding_quantum"}),
        ("Suitable land for allotments is hard to find near the town.", set()),
    ],
)
def test_what_is_hard_to_find_tells_the_kind(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("1. Long-term funding. We need to know it for three years.", "whole"),
        ("One-year settlements make it hard to plan. We then wait until the spring of each year.", "first"),
        ("High needs deficit of £29m. It will grow until the law is changed.", "first"),
    ],
)
def test_a_bare_title_is_quoted_with_the_sentence_behind_it(text: str, quote: str) -> None:
    quoted = barriers(text)[0].evidence[0].quote

    assert quoted == (text if quote == "whole" else text[: text.index(". ") + 1])


def _named_beside_the_section(text: str) -> set[str]:
    return {each.category.value for each in checked(a_plan(introduction=f"Our technology\n\n{text}")).barriers}


@pytest.mark.parametrize(
    "text",
    [
        "Older systems are our main problem.",
        "Older case management systems in housing and in social care are the main problem.",
        "Our systems are old and do not talk to each other.",
        "The housing and finance systems don't talk to one another.",
        "Some of our applications are out of support and cannot be linked.",
        "Our ageing revenues systems hold us back.",
        "Systems that are nearing the end of their life cannot be patched.",
    ],
)
def test_old_systems_stand_in_the_way_wherever_a_plan_says_so(text: str) -> None:
    assert "legacy_systems" in _named_beside_the_section(text)


@pytest.mark.parametrize(
    "text",
    [
        "We were successful in obtaining Future High Streets funding for the market square.",
        "The town is to benefit from £16.5 million of Levelling Up money for a business hub.",
        "Social workers, health visitors and school nurses work as one team, side by side.",
        "A robot reads the invoices and a person always makes the decision.",
    ],
)
def test_what_goes_well_is_no_barrier(text: str) -> None:
    assert _named_beside_the_section(text) == _named_beside_the_section("The town has a river.")


def test_the_heads_of_a_table_are_no_barrier() -> None:
    table = "| Barrier | Effect on us | What would help |\n| Short settlements | We cannot plan | Three years |"

    assert "other" not in kinds(table)


@pytest.mark.parametrize(
    "text",
    [
        "We have replaced our older case management systems in housing.",
        "Older people who use our systems tell us that they like them.",
        "Legacy systems are not a barrier for us.",
        "Old buildings were sold and our systems moved to the cloud.",
        "Our systems are new and integrated with each other.",
    ],
)
def test_systems_that_were_replaced_or_work_are_no_barrier(text: str) -> None:
    assert "legacy_systems" not in _named_beside_the_section(text)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("From the market we need housing providers willing to offer longer leases to homeless families.", "market"),
        ("We ask the market for fair prices for temporary accommodation.", "market"),
        ("Of the market we ask that agencies for social workers keep to one scale of pay.", "market"),
        ("The market could help by developing more nursing care for dementia.", "market"),
        ("Market: more providers of home care, so that discharge is not delayed.", "market"),
        ("From the NHS we need earlier notice of discharge from hospital.", "partner"),
        ("We would like health partners to share data on people who leave hospital.", "partner"),
        ("From residents we ask for patience while planners are hard to recruit.", "partner"),
        ("We ask the Government to make providers of home care publish their fees.", "government"),
        ("We would like Government to act on the prices that landlords ask for temporary accommodation.", "government"),
        ("From care and IT suppliers, fair and open pricing for all councils.", "market"),
        ("Profit-making in this market for children's homes should be limited.", "government"),
        ("Freedom of Information requests should be paid for, as many come from businesses.", "government"),
        ("Give us a settlement of at least three years.", "government"),
        ("Reform of adult social care should come with money for the providers.", "government"),
        ("For residents, single-year settlements mean services are cut at short notice.", "government"),
    ],
)
def test_what_is_put_to_somebody_is_addressed_to_them(text: str, addressee: str) -> None:
    assert {each.addressee for each in barriers(text)} == {addressee}


def test_asks_about_a_market_are_not_put_to_it() -> None:
    asks = "The care market\n\nWe ask for a cap on the profits of children's homes."

    assert {each.addressee for each in barriers(asks)} == {"government"}


def test_items_below_a_line_are_asks_of_whom_it_names() -> None:
    asks = "From the market we need:\n\n- longer leases for homeless families\n- more home care for older people"

    assert {each.addressee for each in barriers(asks)} == {"market"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our ageing IT systems are unable to respond to changing demand.", "legacy_systems"),
        ("Retention: pay lags behind agencies and we lose social workers within two years.", "workforce_recruitment"),
        ("| Short-term settlements stop us planning | |", "funding_certainty"),
        ("| Short-term settlements stop us planning | ✓ |", "funding_certainty"),
        ("Recruitment is not the only significant barrier: short settlements are another.", "workforce_recruitment"),
    ],
)
def test_a_barrier_is_read_though_its_words_look_like_a_refusal_a_label_or_a_denial(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize("row", ["| Agency spend | £1,642,000 |", "| Number of EDI champions | 6 |"])
def test_a_row_of_figures_is_no_barrier(row: str) -> None:
    assert kinds(f"The information asked for is as follows:\n\n| Subject | 2023/24 |\n|---|---|\n{row}") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shortages of planners affect most of our services.", {"workforce_recruitment"}),
        ("The barriers are these: money that comes a year at a time.", {"funding_certainty"}),
        ("Legacy systems are a significant barrier.", {"legacy_systems"}),
    ],
)
def test_what_is_common_or_announced_is_a_barrier_where_its_kind_is_named(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Department for Education must settle this before the summer.", set()),
        ("The Department for Education must deal with the high needs deficit.", {"send_home_to_school"}),
        ("The Department for Transport told us of it in the month of March.", set()),
        ("The Department of Health and Social Care wrote to us in the month of May.", set()),
        ("The Department for Levelling Up, Housing and Communities wrote to us in May.", set()),
    ],
)
def test_a_departments_name_is_no_barrier(text: str, expected: set[str]) -> None:
    assert kinds(text) == expected


def test_a_department_that_must_act_is_asked() -> None:
    (barrier,) = barriers("The Department for Education must deal with the high needs deficit.")

    assert (barrier.department, barrier.explicit_ask) == ("DfE", True)


@pytest.mark.parametrize(
    "text",
    [
        "Give us a settlement of at least three years.",
        "A settlement of at least four years would let us invest.",
        "We need settlements of five years or more.",
        "Tell us the settlement by the month of October.",
    ],
)
def test_a_settlement_of_some_years_is_asked_for(text: str) -> None:
    (barrier,) = barriers(text)

    assert (barrier.category, barrier.explicit_ask) == ("funding_certainty", True)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("There are ninety small grants with rules of their own. Merge them.", True),
        ("Fees for residential places for children have doubled. The market has to be regulated.", True),
        ("The funding formula still uses figures from long ago. We ask that it be updated.", True),
        ("There are ninety small grants with rules of their own. They began in 2010.", False),
        ("Several inspectorates ask for the same data in different forms.", False),
        ("Freedom of information requests take up nine members of staff.", False),
    ],
)
def test_a_few_words_after_a_barrier_may_ask(text: str, asks: bool) -> None:  # noqa: FBT001 - what is expected
    assert barriers(text)[0].explicit_ask is asks


@pytest.mark.parametrize(
    "text",
    [
        "Our recruitment campaign filled nine posts for planners last year.",
        "To help ourselves we have started two apprentices in planning.",
        "We set our own parking charges each April at the budget meeting.",
        "These problems are much the same in every service that we run.",
        "None of this is confined to planning or to any one service.",
        "Please send your views on this to the clerk of the council.",
        "These barriers affect most of our services in one way or another.",
        "Most of these barriers apply to several services and not to one in particular.",
        "The most important barriers from where we stand are these.",
        "We do not regard our legacy systems as a significant barrier.",
        "Legacy: none of our main systems is out of support.",
        "| Barrier | Services | What we need |\n|---|---|---|\n",
    ],
)
def test_what_the_council_does_and_how_common_barriers_are_is_no_barrier(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("We cannot compete with the private sector on salaries for engineers.", "internal"),
        ("Software suppliers raise their prices at will and we cannot leave them.", "market"),
        ("We have a limited budget to invest in better systems and people.", "unspecified"),
        ("Government funding has been cut by a third in real terms.", "government"),
    ],
)
def test_a_barrier_is_a_matter_for_those_it_names(text: str, addressee: str) -> None:
    assert barriers(text)[0].addressee == addressee


def test_a_short_question_of_the_councils_own_stands_for_a_heading() -> None:
    text = "What would help?\n\nWe had three officers write a bid of many pages and we lost. Stop it."
    report = checked(a_plan(without="T4", after=text))

    assert [(each.category, each.explicit_ask) for each in report.barriers] == [("competitive_bidding", True)]


@pytest.mark.parametrize(
    ("text", "is_barrier"),
    [
        ("The planning system is more than fifteen years old and cannot be linked to the website.", True),
        ("The age of some line of business systems makes it hard to join up information.", True),
        ("Some older systems sit on our own servers and are hard to integrate.", True),
        ("We have a housing system that is no longer supported and it holds back mobile working.", True),
        ("The swimming pool is forty years old and will be linked to a heat network.", False),
        ("We replaced the housing system in 2023 and it is linked to the website.", False),
    ],
)
def test_old_and_unlinked_systems_are_a_barrier(text: str, is_barrier: bool) -> None:  # noqa: FBT001 - what is expected
    found = {each.category.value for each in checked(a_plan(introduction=text)).barriers}
    assert ("legacy_systems" in found) is is_barrier
