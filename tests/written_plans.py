"""Own the plans that the tests of validate use: invented words of a council that exists."""

from typing import Any

import pytest

from plans_schema.report import Evidence, Report
from plans_validate.adapters.checking import checker
from plans_validate.adapters.plain_text import read_plain_text
from plans_validate.domain import check
from plans_validate.domain.rules.answer import Rule
from plans_validate.domain.rules.themes import addresses_the_themes

COUNCIL = "E06000019"

TITLE = "Herefordshire Council Productivity Plan"

SERVICES = """
How we have changed our services

We closed two of our five offices and moved to a new operating model with three directorates. The restructure took out
a layer of management and saves £1.1m a year.

Our reablement teams now help people to live at home, and early help keeps families out of crisis. We share a legal
service with two neighbouring councils.
"""

TECHNOLOGY = """
Technology and data

Residents use an online portal for nine services in ten, and a data warehouse joins housing and care records. We
automate the sorting of invoices with a robotic process, and we are trying artificial intelligence for minutes.
"""

SPEND = """
Reducing wasteful spend

A spending panel looks at every purchase order above £5,000. Agency staff took 4.1% of the staff budget in 2023/24 and
consultants 0.9%. Our invest to save fund paid for LED lamps, and internal audit reports on value for money.
"""

BARRIERS = """
What stands in our way

One-year settlements make it hard to plan; we ask government for a multi-year settlement. Bidding for small pots takes
officers away from their work, and ring-fenced grants bring rules of their own. Planners are hard to recruit.
"""

THEMES = {"T1": SERVICES, "T2": TECHNOLOGY, "T3": SPEND, "T4": BARRIERS}


def a_plan(*, title: str = TITLE, introduction: str = "", without: str = "", after: str = "") -> str:
    """Write a plan, without one theme if so asked."""
    themes = "\n".join(text for theme, text in THEMES.items() if theme != without)
    return f"{title}\n\n{introduction}\n\n{themes}\n\n{after}\n"


def checked(text: str, declared: str | None = COUNCIL) -> Report:
    """Check a text as if it had been sent as a file, in this process."""
    return checker().check(read_plain_text(text.encode(), text), declared)


def asking_alone(monkeypatch: pytest.MonkeyPatch, *rules: Rule) -> None:
    """Ask by these rules alone, and by that on which the outcome rests: many wordings then take half the time."""
    monkeypatch.setattr(check, "RULES", (addresses_the_themes, *rules))


REPORT = """
Cabinet

16 July 2024

Productivity Plan

Report of: Director of Resources

Report author: Head of Policy

Wards affected: All

Key decision: No

1. Purpose of report

1.1 This report asks Cabinet to consider the plan that councils were asked for.

2. Recommendation

2.1 It is recommended that Cabinet endorse the Productivity Plan at Appendix A.

3. Background

3.1 The minister asked that the plan cover the following themes:

- How you have transformed the way you design and deliver services to make better use of resources

- How you plan to take advantage of technology and make better use of data to improve decision making, service design
and use of resources

- Your plans to reduce wasteful spend within your organisation and systems

- The barriers preventing progress that the Government can help to reduce or remove

4. Financial implications

4.1 There are none arising directly from this report.

5. Legal implications

5.1 There are none arising directly from this report.

6. Risk management

6.1 The plan has to be sent by 19 July 2024.

7. Background papers

7.1 None.
"""

LETTER = """
Department for Councils and Towns

1 Some Street, London

Dear Chief Executive

I am writing to open this exercise. I would like each council to tell me, in its own words, what it has done and what it
has in mind. Nobody will be measured against anybody else.

1. How you have transformed the way you design and deliver services to make better use of resources

Questions to consider: how do you measure productivity in your organisation? Where have you used capital, and with what
result for the residents of your area?

2. How you plan to take advantage of technology and make better use of data to improve decision making, service design
and use of resources

Questions to consider: are there particular barriers from legacy systems?

3. Your plans to reduce wasteful spend within your organisation and systems

Questions to consider: what proportion of your paybill is spent on trade union facility time?

4. The barriers preventing progress that the Government can help to reduce or remove

Questions to consider: what would you need to remove those barriers?

Please make sure that elected members have seen and endorsed what you send me.

Yours sincerely

A Minister MP

Minister for Councils
"""


def unquoted(report: Report) -> list[object]:
    """Gather every positive status without a quote of 15 characters or more."""
    said: list[Any] = [
        *(theme for theme in report.themes if theme.status != "not_found"),
        *(item for item in report.questions if item.status in {"addressed", "partial"}),
        *report.figures,
        *report.barriers,
        *report.practices,
        *(each for each in (report.endorsement, report.publication) if each.status != "not_stated"),
        *([report.dates] if report.dates.stated else []),
    ]
    return [each for each in said if not any(len(quote.quote) >= 15 for quote in each.evidence)]


def evidence_of(report: Report) -> list[Evidence]:
    """Gather every quote of a report."""
    said: tuple[Any, ...] = (
        *report.themes,
        *report.questions,
        *report.figures,
        *report.barriers,
        *report.practices,
        *report.segments,
        *report.findings,
        report.endorsement,
        report.publication,
        report.dates,
    )
    return [quote for each in said for quote in each.evidence]


RECORD = """
Record of executive decision taken by a portfolio holder

Portfolio holder: Finance

Subject: Productivity Plan

Date of decision: 15 July 2024

Call-in period ends: 22 July 2024

Key decision: No

Decision

That the Productivity Plan in the annex be approved.

Reason for decision

There was no meeting of the Cabinet before the day on which plans are due.

Alternative options considered

None.
"""
PARAGRAPHS = [each for theme in THEMES.values() for each in theme.strip().split("\n\n")[1:]]
NUMBERED = "\n\n".join(("Annex", TITLE, *(f"1.{place} {each}" for place, each in enumerate(PARAGRAPHS, 1))))
