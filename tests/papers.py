"""Documents for tests, made here: small plans that differ, and files that are no plans."""

import tempfile
from io import BytesIO
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from plans_local.render import render_markdown
from plans_schema.register import councils

PLAN = """\
# {name} Productivity Plan 2024

## How we design and deliver services

We merged our two customer teams in 2023 and redesigned how residents reach us. We will move housing repairs to one
contract in April 2025, which saves the council £300,000 a year and lets residents book a visit by themselves. We
measure the productivity of our services by cost, speed and satisfaction, and we share a building with the police.

## Technology and data

We replaced our finance system and use data from the health service to find families who need help earlier. We will
publish a data strategy in December 2024 and let staff in planning use new technology to answer letters.

## Reducing wasteful spend

We cut our use of agency staff by 20 per cent and of consultants by half, and track both each month. Our programme to
reduce waste in the council's transport saved £150,000 last year.

## Barriers that government could remove

Short-term funding makes it hard for the council to plan: longer settlements would help. Many small grants with their
own rules cost our officers time that government could save by joining them up.

## Endorsement

This productivity plan was endorsed by full Council on 10 July 2024. We will report progress to the Audit Committee
every quarter.
"""


def small_plan(council: str) -> bytes:
    """Write a short plan of a council."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan.pdf"
        render_markdown(PLAN.format(name=councils()[council].name), target)
        return target.read_bytes()


def small_plans(codes: tuple[str, ...], each: int) -> list[tuple[str, bytes]]:
    """Write plans of several councils by turns, no two with the same bytes: a comment at the end tells them apart."""
    plans = {code: small_plan(code) for code in codes}
    return [(code, plans[code] + b"%% %d\n" % number) for number in range(each) for code in codes]


def encrypted_document() -> bytes:
    """Write a PDF that asks for a password."""
    sink = BytesIO()
    page = Canvas(sink, invariant=1, encrypt=StandardEncryption("a password", canPrint=0))
    page.drawString(40, 800, "A productivity plan that nobody can open.")
    page.save()
    return sink.getvalue()


def truncated_plan(council: str) -> bytes:
    """Write a plan whose end is missing, as after a broken download."""
    whole = small_plan(council)
    return whole[: len(whole) // 3]
