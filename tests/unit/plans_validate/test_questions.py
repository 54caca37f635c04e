"""Own when an item of the letter's questions counts as answered: in the plan's own words, wherever they stand."""

import pytest

from plans_schema.report import Report
from plans_validate.rounds import load_round
from written_plans import a_plan, checked

QUESTIONS = {theme.id.value: theme.questions for theme in load_round().themes}
PROMPT = {
    f"{theme}.Q{number}": question for theme, asked in QUESTIONS.items() for number, question in enumerate(asked, 1)
}


def status(report: Report, item: str) -> str:
    return next(each.status.value for each in report.questions if each.id == item)


def with_words(text: str) -> Report:
    """Check a plan whose section on spending says this and nothing else."""
    return checked(a_plan(without="T3", after=f"Reducing wasteful spend\n\n{text}"))


def test_all_items_are_reported_in_the_order_of_the_letter() -> None:
    ids = [each.id for each in checked(a_plan()).questions]

    assert len(ids) == 47
    assert ids == sorted(ids)
    assert len({each.rsplit(".", 1)[0] for each in ids}) == 25


def test_an_answer_is_quoted_word_for_word() -> None:
    agency = next(each for each in checked(a_plan()).questions if each.id == "T3.Q4.a")

    assert agency.status == "addressed"
    assert agency.evidence[0].quote == ("Agency staff took 4.1% of the staff budget in 2023/24 and consultants 0.9%.")


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("T3.Q4.a", "Agency spend was 3.2% of our staff budget last year.", "addressed"),
        ("T3.Q4.a", "Agency workers made up 3.2% of the workforce last year.", "partial"),
        ("T3.Q4.a", "We cut what we spend on agency staff by 20% last year.", "partial"),
        ("T3.Q4.a", "The Environment Agency met 20% of the cost of the wall.", "not_found"),
        ("T3.Q4.b", "We spent £40,000 on consultants in the whole year.", "partial"),
        ("T3.Q4.e", "Nine agency workers have been in post for more than a year.", "addressed"),
        ("T3.Q4.e", "Some agency workers have been in post for more than a year.", "partial"),
        ("T3.Q3.b", "Our training on equality, diversity and inclusion cost £900.", "addressed"),
        ("T3.Q3.c", "There are no EDI champions in the organisation at present.", "addressed"),
        ("T3.Q3.d", "What we spend on EDI is not logged separately by anybody.", "addressed"),
        ("T3.Q6.a", "We share payroll and legal services with two other councils.", "addressed"),
        ("T3.Q9.a", "Facility time takes 0.04% of the pay bill of the council.", "addressed"),
        ("T3.Q9.a", "Facility time is agreed with the unions at each year's start.", "partial"),
        ("T2.Q2.a", "We have no particular barriers that come from legacy systems.", "addressed"),
    ],
)
def test_the_measure_asked_for_answers_and_a_neighbouring_one_touches(item: str, words: str, expected: str) -> None:
    assert status(with_words(words), item) == expected


@pytest.mark.parametrize("item", ["T3.Q2.a", "T3.Q3.c", "T3.Q5.a", "T3.Q7.a", "T3.Q9.a"])
def test_a_question_repeated_with_nothing_below_it_is_no_answer(item: str) -> None:
    asked = PROMPT[item.rsplit(".", 1)[0]]

    assert status(with_words(f"{asked}\n\nTo be completed."), item) == "not_found"


@pytest.mark.parametrize(
    "words",
    [
        "We have nothing useful to say on external training.",
        "We have nothing to report on this.",
        "There is nothing further to add here.",
        "No comment on this question.",
        "We would prefer not to answer this question.",
        "We are not in a position to comment on training that we share.",
        "Where we have nothing useful to say, the question has been left out.",
        "We will come back to this question on shared training next year.",
    ],
)
def test_to_leave_a_question_open_is_no_answer(words: str) -> None:
    asked = f"{PROMPT['T3.Q7']}\n\n{words}"

    assert (status(with_words(asked), "T3.Q7.a"), status(with_words(words), "T3.Q7.a")) == ("not_found", "not_found")


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("T3.Q7.a", "We share no external training with our neighbours."),
        ("T3.Q7.a", "Nothing to report: no external training is shared with our neighbours."),
        ("T3.Q3.c", "None."),
        (
            "T3.Q3.c",
            "We have nothing to say against champions, and there are three EDI champions in our directorates now.",
        ),
    ],
)
def test_a_clear_no_is_an_answer_also_beside_such_words(item: str, words: str) -> None:
    asked = f"{PROMPT[item.rsplit('.', 1)[0]]}\n\n{words}"

    assert status(with_words(asked), item) == "addressed"


def test_what_stands_right_below_a_question_answers_it() -> None:
    report = with_words(f"**{PROMPT['T3.Q9']}**\n\n0.04%.")
    found = next(each for each in report.questions if each.id == "T3.Q9.a")

    assert found.status == "addressed"
    assert found.evidence[0].quote.endswith("0.04%.")


def test_questions_repeated_one_below_the_other_do_not_all_own_what_follows() -> None:
    prompts = "\n\n".join(f"- {question}" for question in QUESTIONS["T3"])

    assert status(with_words(f"{prompts}\n\nEvery pound comes from people who work hard."), "T3.Q9.a") == "not_found"


def test_a_table_of_questions_and_answers_is_read_row_by_row() -> None:
    rows = f"| Question | Answer |\n|---|---|\n| {PROMPT['T3.Q5']} | Two colleagues look at all of it on Fridays. |"

    assert status(with_words(rows), "T3.Q5.a") == "addressed"


def test_what_is_asked_of_others_is_not_what_the_council_does() -> None:
    ask = "What stands in our way\n\nWe ask DWP to share data with councils each month; that would be useful."
    report = checked(a_plan(without="T4", after=ask))

    assert status(report, "T2.Q3.a") == "not_found"
    assert status(report, "T4.Q4.b") == "addressed"


@pytest.mark.parametrize(
    ("council", "declared", "duplication", "deal"),
    [
        ("Herefordshire Council", "E06000019", "not_applicable", "unclear"),
        ("Bromsgrove District Council", "E07000234", "not_found", "unclear"),
        ("Fenland District Council", "E07000010", "not_found", "not_found"),  # in a combined authority
    ],
)
def test_the_register_tells_what_applies(council: str, declared: str, duplication: str, deal: str) -> None:
    report = checked(a_plan(title=f"{council} Productivity Plan"), declared)

    assert (status(report, "T3.Q7.b"), status(report, "T3.Q8.a")) == (duplication, deal)


def test_the_usefulness_of_sharing_does_not_arise_where_nothing_is_shared() -> None:
    report = with_words("We do not share office functions with any other councils.")

    assert (status(report, "T3.Q6.a"), status(report, "T3.Q6.b")) == ("addressed", "not_applicable")


def test_the_council_reads_once_a_theme_what_was_not_found_and_no_count() -> None:
    notes = [each for each in checked(a_plan()).findings if each.rule == "T3"]

    assert len(notes) == 1
    assert notes[0].force == "note"
    assert "trade union facility time" in notes[0].message
    assert not any(character.isdigit() for character in notes[0].message.replace("Theme 3", ""))


@pytest.mark.parametrize(
    ("council", "declared", "names_duplication"),
    [
        ("Herefordshire Council", "E06000019", False),  # no upper tier
        ("Bromsgrove District Council", "E07000234", True),
        ("Our Council", None, False),  # nobody knows whether it has one
    ],
)
def test_the_note_names_only_what_applies(council: str, declared: str | None, names_duplication: bool) -> None:  # noqa: FBT001 - a case
    report = checked(a_plan(title=f"{council} Productivity Plan"), declared)
    (note,) = (each.message for each in report.findings if each.rule == "T3")

    assert "external training" in note
    assert ("duplicat" in note) == names_duplication
    assert "devolution deal" not in note


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("T3.Q3.a", "We do not record the time that staff spend on equality, diversity and inclusion.", "addressed"),
        ("T3.Q3.a", "Equality training is part of the induction of all new staff.", "partial"),
        ("T3.Q4.a", "You asked about agency staff. They account for 4.2% of what we spend on staff.", "addressed"),
        ("T3.Q4.a", "Of every £100 that we spend on staff, £3.40 goes to agencies.", "addressed"),
        ("T3.Q4.b", "We paid nothing to consultants in the whole of last year.", "addressed"),
        (
            "T3.Q6.b",
            "We have run a joint audit service with Melton Council. It has worked well for both councils.",
            "addressed",
        ),
        ("T3.Q6.b", "We share a legal team with Rutland County Council.", "not_found"),
        ("T3.Q7.a", "We train with the other districts, which splits the cost of the trainer.", "addressed"),
        ("T3.Q7.a", "We train with the army cadets on the common each May.", "not_found"),
    ],
)
def test_an_answer_may_be_a_clear_no_or_given_with_other_words(item: str, words: str, expected: str) -> None:
    assert status(with_words(words), item) == expected


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("T1.Q5.a", "Where we think most can still be saved is housing, about £90,000 a year.", "addressed"),
        ("T1.Q5.b", "Where we think most can still be saved is housing, about £90,000 a year.", "addressed"),
        ("T1.Q5.a", "We have saved £300,000 in leisure since the year 2021.", "not_found"),
        ("T1.Q6.a", "Capital: we have £2.1 million set aside for the leisure centre roof.", "addressed"),
        ("T1.Q6.b", "Our biggest capital project was a sea wall. It cost £37 million.", "addressed"),
    ],
)
def test_savings_ahead_and_capital_are_known_by_more_than_one_wording(item: str, words: str, expected: str) -> None:
    report = checked(a_plan(without="T1", after=f"Transforming our services\n\n{words}"))

    assert status(report, item) == expected


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("T4.Q4.c", "We cannot compete with the private sector on salaries for engineers.", "not_found"),
        ("T4.Q4.c", "We need the private sector to build many more care homes.", "addressed"),
        ("T4.Q3.a", "None of this is confined to one service of the council.", "addressed"),
        ("T4.Q1.a", "A crash barrier was mended on the ring road this spring.", "not_found"),
    ],
)
def test_what_stands_in_the_way_is_told_from_what_looks_like_it(item: str, words: str, expected: str) -> None:
    report = checked(a_plan(without="T4", after=f"What holds us back\n\n{words}"))

    assert status(report, item) == expected


@pytest.mark.parametrize(
    "words",
    [
        "Agency staff took 5.5% of the staff budget in 2023/24 and consultants 0.9%.",
        "Agency workers made up 5.5 per cent of the pay bill last year.",
        "| Measure | 2023/24 |\n|---|---|\n| Agency spend as % of staff budget | 5.5% |",
        "Nine agency workers have been in post for more than a year.",
        "Facility time takes 0.04% of the pay bill of the council.",
        "Our training on equality, diversity and inclusion cost £900 in 2023/24.",
    ],
)
def test_a_figure_of_the_report_answers_the_item_that_asks_for_it(words: str) -> None:
    report = with_words(words)
    stated = {figure.id for figure in report.figures if figure.kind == "actual"}
    asked = {
        f"{question.id}.{item.id}"
        for question in load_round().coverage.questions
        for item in question.items
        if item.figure in stated
    }

    assert asked
    assert {status(report, item) for item in asked} == {"addressed"}


def test_a_target_for_years_ahead_does_not_answer_what_is_spent() -> None:
    assert (
        status(with_words("We want to see agency spend at 3% of the staff budget by 2026."), "T3.Q4.a") != "not_found"
    )


def test_a_numbered_title_run_into_the_text_above_it_is_no_answer() -> None:
    said = a_plan(without="T4").rstrip() + "\nA gateway tests every contract that we let. 4. Barriers\n"

    assert status(checked(said), "T4.Q1.a") == "not_found"
    assert status(checked(a_plan(without="T4").rstrip() + "\n\n4. Barriers\n"), "T4.Q1.a") == "not_found"
    assert status(checked(said + "hold us back in every service.\n"), "T4.Q1.a") == "addressed"


def test_the_barrier_of_old_systems_answers_the_question_on_them() -> None:
    report = checked(
        a_plan(without="T4", after="What holds us back\n\nStaff enter the same details into three old databases.")
    )

    assert "legacy_systems" in {each.category.value for each in report.barriers}
    assert status(report, "T2.Q2.a") == "addressed"
