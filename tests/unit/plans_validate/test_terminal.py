"""Own what a terminal shows of a report: a quote that was shown before is recalled with the figure it is shown for."""

from io import StringIO

from rich.console import Console

from plans_validate.adapters.checking import check_document
from plans_validate.adapters.terminal import show
from quality.variants.figures import PLAN

LONG = (
    "Agency workers cost us £2.1m in 2023/24, which the finance team follows month by month with each director and "
    "which our members see in every report on the budget, and consultants cost us £340,000."
)


def test_a_quote_that_is_recalled_holds_the_figure_it_is_shown_for() -> None:
    shown = StringIO()
    show(check_document(PLAN.format(passage=LONG).encode()), "plan.md", Console(file=shown, width=400))

    figures = shown.getvalue().partition("Figures in your plan")[2]
    assert f"“{LONG}”" in figures
    assert "… £340,000.”" in figures
