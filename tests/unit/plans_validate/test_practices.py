"""Own what counts as a practice: a thing of a kind that the council does, has done or will do."""

import pytest

from written_plans import a_plan, checked


def kinds(text: str) -> set[str]:
    """Give the practices that a sentence adds to a plan."""
    said = {each.category.value for each in checked(a_plan(without="T3", after=f"Cutting waste\n\n{text}")).practices}
    return said - {each.category.value for each in checked(a_plan(without="T3")).practices}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We buy energy in a consortium with a contract register of our own.", "contract_and_procurement"),
        ("Our housing repairs came back into the council in 2020.", "alternative_delivery"),
        ("Every vacant post goes to a panel before it is advertised.", "workforce_model"),
        ("All our servers were closed and our systems moved into the cloud.", "cloud_migration"),
        ("Our first attempt at a shared depot failed, and we learned to start small.", "lessons_learned"),
        ("A rolling programme looks at each service from end to end.", "service_reviews"),
        ("We bought fourteen flats for homeless families last year.", "homelessness_supply"),
        ("A procurement board examines every contract above £50,000.", "contract_and_procurement"),
    ],
)
def test_what_a_council_does_is_a_practice(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We do not own a company that runs any of our services.", "alternative_delivery"),
        ("We have no data academy and no plans to set one up.", "data_skills"),
        ("We are looking to involve the voluntary sector at some point.", "community_model"),
        ("A pay and reward review has been part of our budget talks.", "workforce_model"),
        ("Recruitment is one of the subjects of our annual staff survey.", "workforce_model"),
        ("The Environment Agency reduced the risk of floods in the town.", "agency_reduction"),
        ("Forward-looking, cloud-based architecture is what drives performance in this age.", "cloud_migration"),
        ("Old databases often lead to poor data quality in the first place.", "data_quality_standards"),
        ("The bed and breakfast on the sea front won an award for food.", "homelessness_supply"),
    ],
)
def test_a_denial_a_wish_or_a_word_in_passing_is_none(text: str, kind: str) -> None:
    assert kind not in kinds(text)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| Next review | February 2025 |", "service_reviews"),
        ("| Owner | Head of Procurement and Contracts |", "contract_and_procurement"),
        ("| Approved by | Transformation Board |", "programme_and_benefits"),
        ("| Date agreed | 12 July 2024 |", "contract_and_procurement"),
        ("Review: a review of each service in January 2025.", "service_reviews"),
    ],
)
def test_a_row_on_the_paper_itself_is_no_practice(row: str, kind: str) -> None:
    assert kind not in kinds(f"| Version | 1.0 final |\n{row}" if row.startswith("|") else row)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| Reviews of services | Each service is reviewed from end to end every two years |", "service_reviews"),
        ("| Contracts | A procurement board examines every contract above £50,000 |", "contract_and_procurement"),
    ],
)
def test_a_row_on_what_is_done_is_a_practice(row: str, kind: str) -> None:
    assert kind in kinds(f"| Subject | What we do |\n|---|---|\n{row}")


def test_a_short_title_is_quoted_with_the_sentence_that_says_what_is_done() -> None:
    told = "Board for contracts. A procurement board examines every contract above £50,000."
    report = checked(a_plan(without="T3", after=f"Cutting waste\n\n{told}"))
    (practice,) = [each for each in report.practices if each.category == "contract_and_procurement"]

    assert practice.evidence[0].quote in {told, told.partition(". ")[2]}


def test_a_denial_holds_for_its_part_of_the_sentence() -> None:
    text = "While we have not had a review of all services, we have cut agency spend by a third."

    assert kinds(text) >= {"agency_reduction"}
    assert "service_reviews" not in kinds(text)
