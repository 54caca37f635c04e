"""Own what is said of texts that only tell of a plan, and of texts on something else."""

import pytest

from written_plans import checked

ABOUT_A_PLAN = {
    "a download page": """Productivity Plan

Government asked every council in England for a plan. The plans set out how councils are transforming services, using
technology and data and reducing wasteful spend, and the barriers that government can help to remove.

You can download our plan below. If you need this document in another format, please contact us.

Herefordshire Council Productivity Plan 2024 (PDF, 412KB)""",
    "a page of plans": """Herefordshire Council: plans and performance

Our productivity plan explains how we have transformed our services, how we use technology and data, what we are doing
to reduce waste and what stands in our way. It was approved by Cabinet on 15 July 2024.

View the productivity plan (PDF)

Other documents are on the pages of each service.""",
    "news": """Council publishes its productivity plan

The plan, which was agreed by Cabinet this month, shows how Herefordshire Council has used digital technology to make it
easier for residents to get in touch and how it is cutting what it spends on agency staff.

Councillor Ann Example, Leader of the Council, said that staff should be proud of it. Read the full plan online.""",
    "a letter to the minister": """Herefordshire Council Productivity Plan

Dear Minister,

I am pleased to enclose our plan, which Cabinet considered on 10 July 2024. The plan describes how we have transformed
services, our use of technology and data, how we reduce wasteful spend and the barriers that we ask you to remove.

Yours sincerely,

Chief Executive""",
}


@pytest.mark.parametrize("text", ABOUT_A_PLAN.values(), ids=ABOUT_A_PLAN.keys())
def test_a_text_that_only_tells_of_the_plan_is_none(text: str) -> None:
    report = checked(text)

    assert report.outcome == "no_plan_found"
    assert "Please send the plan." in report.findings[0].message


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
