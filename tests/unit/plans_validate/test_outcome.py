"""Own what a file turns out to be: a plan, a pack around one, or something else with a clear word of its own."""

import pytest

from written_plans import (
    BARRIERS,
    LETTER,
    NUMBERED,
    RECORD,
    REPORT,
    SERVICES,
    SPEND,
    TECHNOLOGY,
    TITLE,
    a_plan,
    checked,
)

PAGE_BREAK = "\n\f\n"
PLAN = a_plan()
APPENDIX = (
    "Appendix 1\n\nPeople helped by reablement, by year\n\nIn 2022 we helped 480 people and in 2023 we helped 520."
)
LABELLED = PLAN.replace(TITLE, f"{TITLE}\n\nAppendix B", 1)  # of the report, not of the plan


def kinds(text: str) -> list[str]:
    return [segment.kind for segment in checked(text).segments]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PLAN, ["plan"]),
        (a_plan(after="Calls are answered in 4 minutes.\n\nTraining takes ninety minutes each."), ["plan"]),
        (a_plan(after="- 45 minutes of training a year\n\n- calls answered in 3 minutes"), ["plan"]),
        (PAGE_BREAK.join((REPORT, PLAN)), ["covering_report", "plan"]),
        (PAGE_BREAK.join((REPORT, LETTER, PLAN)), ["covering_report", "minister_letter", "plan"]),
        (PAGE_BREAK.join((REPORT, PLAN, LETTER)), ["covering_report", "plan", "minister_letter"]),
        (PAGE_BREAK.join((LETTER, PLAN)), ["minister_letter", "plan"]),
        (PAGE_BREAK.join((PLAN, REPORT)), ["plan", "covering_report"]),
        ("\n\n".join((REPORT, LETTER, PLAN)), ["covering_report", "minister_letter", "plan"]),
        (PAGE_BREAK.join((PLAN, APPENDIX)), ["plan", "plan_appendix"]),
        (PAGE_BREAK.join((REPORT, PLAN, APPENDIX)), ["covering_report", "plan", "plan_appendix"]),
        (PAGE_BREAK.join((REPORT, LETTER, LABELLED)), ["covering_report", "minister_letter", "plan"]),
        (PAGE_BREAK.join((REPORT, LABELLED, APPENDIX)), ["covering_report", "plan", "plan_appendix"]),
        ("\n\n".join((RECORD, NUMBERED)), ["minutes", "plan"]),
        ("\n\n".join((REPORT, NUMBERED)), ["covering_report", "plan"]),
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


AGENDA = """
Cabinet

16 July 2024 at 7 pm, Plough Lane, Hereford

AGENDA

1. Apologies for absence

2. Declarations of interest

3. Minutes of the meeting of 13 June 2024

4. Productivity Plan (pages 3 to 9)

5. Work programme
"""
MINUTES = f"""
{AGENDA.replace("AGENDA", "MINUTES")}

Members present: Councillors Moss, Price and Hill

RESOLVED that the Productivity Plan be approved.
"""


@pytest.mark.parametrize(
    ("front", "expected", "kind"),
    [
        ((AGENDA, REPORT), ["covering_report", "plan"], "cabinet_pack"),
        ((AGENDA,), ["covering_report", "plan"], "cabinet_pack"),
        ((MINUTES,), ["minutes", "plan"], "decision_record"),
    ],
)
def test_an_agenda_is_the_front_of_a_report_and_minutes_record_a_decision(
    front: tuple[str, ...], expected: list[str], kind: str
) -> None:
    report = checked(PAGE_BREAK.join((*front, PLAN)))

    assert [segment.kind for segment in report.segments] == expected
    assert report.document.kind == kind


def test_a_joint_plan_is_told_whose_titles_it_names() -> None:
    title = "Joint Productivity Plan\n\nLichfield District Council and Tamworth Borough Council"
    text = a_plan(title=title)

    (told,) = [finding.message for finding in checked(text, None).findings if finding.rule == "COUNCIL"]
    assert "Lichfield District Council and Tamworth Borough Council" in told
    assert not [finding for finding in checked(text, "E07000199").findings if finding.rule == "COUNCIL"]


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


def test_the_same_document_gives_the_same_bytes() -> None:
    text = PAGE_BREAK.join((REPORT, LETTER, PLAN, APPENDIX))

    assert checked(text).model_dump_json() == checked(text).model_dump_json()
