"""Own that the questions on agency staff and consultants are answered by shares and numbers of them alone."""

import pytest

from written_plans import a_plan, checked


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("T3.Q4.e", "Two in five agency workers had been in post longer than a year.", "partial"),
        ("T3.Q4.e", "A third of our interim managers have stayed for more than 12 months.", "partial"),
        ("T3.Q4.e", "None of our agency workers has been here for over a year.", "addressed"),
        ("T3.Q4.a", "An estate agency manages 4% of the property budget.", "not_found"),
        ("T3.Q4.a", "A letting agency collects 98% of the rents that are due.", "not_found"),
        ("T3.Q4.a", "Agency staff took 4.1% of the staff budget at our neighbours.", "not_found"),
        ("T3.Q4.a", "Agency staff took 3% of the staff budget, against 4.1% at our neighbours.", "addressed"),
        ("T3.Q4.a", "The national average for agency staff is 6% of the pay bill.", "not_found"),
        ("T3.Q4.a", "We plan to report agency spend as a share of the staff budget.", "partial"),
        ("T3.Q4.a", "We do not use agency staff unless a post is statutory.", "not_found"),
        ("T3.Q4.a", "We spent nothing on agency staff in the year 2023/24.", "addressed"),
        ("T3.Q4.b", "We do not use consultants where our own people could do the job.", "not_found"),
        ("T3.Q4.b", "No consultant may be hired without a business case.", "not_found"),
        ("T3.Q4.b", "No consultant has been here for over a year.", "not_found"),
        ("T3.Q4.b", "Consultants helped us to save 5% of our energy budget.", "not_found"),
        ("T3.Q4.b", "Consultants advised on how 12% of the fuel bill could go.", "not_found"),
        ("T3.Q4.b", "We do not use consultants at present in any service.", "addressed"),
        ("T3.Q4.b", "We have not used any consultants for over a year now.", "addressed"),
        ("T3.Q4.b", "Consultants took 0.9% of the pay bill and helped us with the budget.", "addressed"),
    ],
)
def test_only_a_share_of_the_staff_budget_or_none_at_all_answers(item: str, words: str, expected: str) -> None:
    report = checked(a_plan(without="T3", after=f"Reducing wasteful spend\n\n{words}"))

    assert next(each.status.value for each in report.questions if each.id == item) == expected
