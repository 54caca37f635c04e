"""Own the plans that the tests of validate use: invented words of a council that exists."""

from plans_validate.adapters.checking import checker
from plans_validate.adapters.plain_text import read_plain_text
from plans_schema.report import Report

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
