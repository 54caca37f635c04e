"""Own what a file turns out to be: a plan, a pack around one, or something else with a clear word of its own."""

import pytest

from written_plans import BARRIERS, COUNCIL, LETTER, REPORT, SERVICES, SPEND, TECHNOLOGY, a_plan, checked

PAGE_BREAK = "\n\f\n"
PLAN = a_plan()
APPENDIX = (
    "Appendix 1\n\nPeople helped by reablement, by year\n\nIn 2022 we helped 480 people and in 2023 we helped 520."
)


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in checked(text).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN, ["plan"]),
        (PAGE_BREAK.join((REPORT, PLAN)), ["covering_report", "plan"]),
        (PAGE_BREAK.join((REPORT, LETTER, PLAN)), ["covering_report", "minister_letter", "plan"]),
        (PAGE_BREAK.join((REPORT, PLAN, LETTER)), ["covering_report", "plan", "minister_letter"]),
        (PAGE_BREAK.join((LETTER, PLAN)), ["minister_letter", "plan"]),
        (PAGE_BREAK.join((PLAN, REPORT)), ["plan", "covering_report"]),
        ("\n\n".join((REPORT, LETTER, PLAN)), ["covering_report", "minister_letter", "plan"]),
        (PAGE_BREAK.join((PLAN, APPENDIX)), ["plan", "plan_appendix"]),
        (PAGE_BREAK.join((REPORT, PLAN, APPENDIX)), ["covering_report", "plan", "plan_appendix"]),
    ],
)
def test_the_parts_of_a_file_are_told_apart(text: str, expected: list[str]) -> None:
    report = checked(text)

    assert [segment.kind for segment in report.segments] == expected
    assert report.outcome == "checked"
    assert [theme.status for theme in report.themes] == ["addressed"] * 4


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PLAN, "plan"),
        (PAGE_BREAK.join((REPORT, LETTER, PLAN)), "cabinet_pack"),
        (PAGE_BREAK.join((PLAN, APPENDIX)), "plan_with_appendix"),
        (a_plan(title="Herefordshire Council Draft Productivity Plan"), "draft"),
    ],
)
def test_the_sort_of_document_is_named(text: str, kind: str) -> None:
    assert checked(text).document.kind == kind


def test_a_report_that_prints_the_letter_and_the_list_of_themes_goes_on_after_it() -> None:
    head, tail = REPORT.split("4. Financial implications")
    text = PAGE_BREAK.join((head, LETTER, f"4. Financial implications{tail}", PLAN))

    assert kinds(text) == ["covering_report", "minister_letter", "covering_report", "plan"]


def test_the_letter_is_known_though_a_scanner_spoilt_its_salutation_and_ends_at_its_sign_off() -> None:
    spoilt = LETTER.replace("Dear Chief Executive", "Dcar Chief Executlve").replace(
        "Yours sincerely", "Yours slncerely"
    )

    assert kinds("\n\n".join((spoilt, PLAN))) == ["minister_letter", "plan"]


def test_the_name_of_the_letter_above_it_belongs_to_it() -> None:
    text = PAGE_BREAK.join((PLAN, f"Letter from the minister to chief executives\n\n{LETTER}"))
    report = checked(text)

    assert [segment.kind for segment in report.segments] == ["plan", "minister_letter"]
    assert report.plan is not None
    assert report.plan.last_page == 1


def test_a_sentence_on_members_ends_the_plan_and_begins_no_report() -> None:
    last = "The leader and the portfolio holder for finance have signed this plan off."

    assert kinds(PAGE_BREAK.join((REPORT, a_plan(after=f"Oversight\n\n{last}")))) == ["covering_report", "plan"]


def test_plan_pages_leave_out_report_letter_cover_and_appendix() -> None:
    cover = "Herefordshire Council\n\nProductivity Plan\n\nJuly 2024"
    first, second = a_plan(without="T4"), BARRIERS
    report = checked(PAGE_BREAK.join((REPORT, LETTER, cover, first, second, APPENDIX)))

    assert (report.plan.pages, report.plan.first_page, report.plan.last_page) == (2, 4, 5) if report.plan else False
    assert report.document.pages == 6


@pytest.mark.parametrize(
    ("pages", "length"), [(1, "short"), (2, "short"), (3, "as_asked"), (4, "as_asked"), (5, "long")]
)
def test_length_describes_the_pages_of_the_plan(pages: int, length: str) -> None:
    texts = ["Herefordshire Council Productivity Plan\n" + SERVICES, TECHNOLOGY, SPEND, BARRIERS, SERVICES][:pages]
    texts[-1] += BARRIERS
    report = checked(PAGE_BREAK.join(texts) + "\f")

    assert report.plan is not None
    assert (report.plan.pages, report.plan.length) == (pages, length)
    assert [finding.force for finding in report.findings if finding.rule == "R02"] == (
        [] if length == "as_asked" else ["expected"]
    )


def test_only_the_letter_is_no_plan() -> None:
    report = checked(LETTER)

    assert (report.outcome, report.document.kind) == ("no_plan_found", "letter")
    assert report.themes == ()
    assert "letter" in report.findings[0].message


def test_a_report_without_its_plan_is_no_plan() -> None:
    report = checked(REPORT)

    assert report.outcome == "no_plan_found"
    assert report.themes == ()


SOMETHING_ELSE = {
    "an invoice": """Invoice 4711

To: Herefordshire Council

Supply of 40 desks at £120 each, payable within 30 days.

Total £4,800""",
    "minutes": """Minutes of the Planning Committee

Present: Councillors A and B

Apologies: Councillor C

RESOLVED that planning permission be granted for four houses.""",
    "a budget": """Budget book 2024/25

Herefordshire Council

The Council's net budget is £210m. Savings of £8m were agreed. We will invest in digital services and data.

Council tax rises by 4.99%.""",
    "a recipe": """Bread

Mix 500 g of flour with 350 g of water. Let it rest. Bake for forty minutes at 230 degrees.""",
    "a factory's plan": """Raising productivity in the widget trade

Our factory's productivity plan is to automate the widget line. Productivity rose by 4% in 2023. Productivity will rise
again. We use robotic arms and data.""",
}


@pytest.mark.parametrize("text", SOMETHING_ELSE.values(), ids=SOMETHING_ELSE.keys())
def test_something_else_is_not_a_productivity_plan(text: str) -> None:
    report = checked(text)

    assert (report.outcome, report.document.kind) == ("not_a_productivity_plan", "other")
    assert report.themes == ()


@pytest.mark.parametrize(
    "title",
    [
        "Hereford and Worcester Fire and Rescue Authority Productivity Plan",
        "Worcestershire Pension Fund Productivity Plan",
        "West Mercia Police and Crime Commissioner: Productivity Plan",
    ],
)
def test_another_kind_of_body_is_not_a_council(title: str) -> None:
    text = a_plan(title=title).replace("Council", "Authority")

    assert checked(text).outcome == "not_from_a_council"


@pytest.mark.parametrize(
    "title",
    [
        "Avon Fire Authority productivity plan",
        "Productivity Plan of the Avon Fire Authority",
        "Productivity and Efficiency Plan\n\nAvon Fire Authority",
        "Ledbury Town Council Productivity Plan",
        "Cardiff Council Productivity Plan",
        "Perth and Kinross Council Productivity Plan 2024",
    ],
)
def test_a_body_that_was_not_asked_is_known_by_the_head_of_its_plan(title: str) -> None:
    assert checked(a_plan(title=title)).outcome == "not_from_a_council"


@pytest.mark.parametrize(
    "heading",
    [
        "Working with the NHS",
        "Helping people home from hospital is where our productivity plan starts",
        "How the productivity plan works with the NHS",
        "Fire and rescue: productivity and efficiency plan",
        "Police and crime",
        "Our University partnership",
    ],
)
@pytest.mark.parametrize("title", ["Herefordshire Council Productivity Plan", "Productivity Plan 2024/25"])
def test_a_partner_named_in_a_heading_is_not_taken_for_the_author(title: str, heading: str) -> None:
    introduction = "Our council serves a rural county. The council has worked hard."

    assert checked(a_plan(title=title, introduction=introduction, after=f"{heading}\n\nWe meet.")).outcome == "checked"


def test_a_plan_that_names_no_council_is_looked_at_and_said_to_name_none() -> None:
    report = checked(a_plan(title="Productivity Plan 2024/25"))

    assert (report.outcome, report.council.in_document) == ("checked", None)
    assert report.findings[0].message == "We could not find in your document which council the plan is from."


def test_a_text_about_many_plans_is_none() -> None:
    text = """Productivity plans: what councils said

We read forty productivity plans. Councils closed offices and moved to new operating models, and many councils share a
legal service. Most councils use data warehouses and robotic process automation. Councils describe spending panels, and
agency staff took 4.1% of the staff budget. Councils say that one-year settlements make it hard to plan and ask
government for a multi-year settlement."""

    assert checked(text).outcome == "not_a_productivity_plan"


def test_a_motion_about_the_plan_is_none() -> None:
    text = """Herefordshire Council

Notice of motion: Productivity Plan

This Council notes that government has asked for a productivity plan, and believes that our staff work hard and that
one-year settlements stand in the way. This Council resolves to ask Cabinet to bring the plan to full council, and to
ask the Leader to write to the Minister about the time that it takes to bid for small pots of money every year."""

    assert checked(text).outcome == "not_a_productivity_plan"


@pytest.mark.parametrize(
    ("year", "outcome", "said"),
    [
        ("2019", "no_plan_found", "We found a plan of 2019"),
        ("2021/22", "no_plan_found", "We found a plan of 2022"),
        ("2023/24", "checked", ""),
        ("2024/25", "checked", ""),
        ("2024 to 2028", "checked", ""),
        ("2026/27", "checked", "Your plan's title says 2026"),
    ],
)
def test_a_plan_of_another_year_is_said_to_be_so(year: str, outcome: str, said: str) -> None:
    report = checked(a_plan(title=f"Herefordshire Council Productivity Plan {year}"))
    messages = [finding.message for finding in report.findings if finding.rule == "FILE"]

    assert report.outcome == outcome
    assert [message[: len(said)] for message in messages] == ([said] if said else [])


SEVERAL = PAGE_BREAK.join(
    a_plan(title=f"{council} Productivity Plan")
    for council in ("Rutland County Council", "Herefordshire Council", "Cumberland Council")
)


def test_of_several_councils_plans_the_senders_is_looked_at() -> None:
    report = checked(SEVERAL)

    assert (report.outcome, report.council.in_document) == ("checked", COUNCIL)
    assert [segment.kind for segment in report.segments] == ["other", "plan", "other"]
    assert (report.plan.first_page, report.plan.last_page) == (2, 2) if report.plan else False
    assert report.findings[0].message == (
        "This file holds the plans of Rutland County Council, Herefordshire Council and Cumberland Council. "
        "We looked at Herefordshire Council's plan only."
    )


@pytest.mark.parametrize("declared", ["E07000234", None])
def test_of_several_councils_plans_none_is_taken_for_that_of_somebody_else(declared: str | None) -> None:
    report = checked(SEVERAL, declared)

    assert report.outcome == "another_council"
    assert "could not tell which of them is yours" in report.findings[0].message


def test_another_councils_plan_is_said_to_be_so() -> None:
    report = checked(a_plan(title="Rutland County Council Productivity Plan"))

    assert report.outcome == "another_council"
    assert report.council.in_document == "E06000017"
    assert "Rutland" in report.findings[0].message
    assert report.findings[0].evidence[0].quote == "Rutland County Council Productivity Plan"


def test_a_partner_named_in_the_text_is_not_taken_for_the_author() -> None:
    report = checked(a_plan(introduction="We share a depot with Shropshire Council and Powys."))

    assert (report.outcome, report.council.in_document) == ("checked", COUNCIL)


def test_without_a_declared_council_the_document_speaks_for_itself() -> None:
    report = checked(a_plan(), declared=None)

    assert (report.council.declared, report.council.in_document) == (None, COUNCIL)


def test_the_same_document_gives_the_same_bytes() -> None:
    text = PAGE_BREAK.join((REPORT, LETTER, PLAN, APPENDIX))

    assert checked(text).model_dump_json() == checked(text).model_dump_json()
