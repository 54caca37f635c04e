"""The receipt as a council reads it: what the plan was read to say, closed until opened, with no score anywhere."""

import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from lxml import html

from builders import BROMSGROVE, a_report, validated
from ingesting import Desk, issue_keys
from plans_ingest.app import build_app
from plans_ingest.settings import IngestSettings
from plans_schema.report import Report
from plans_schema.terms import terms
from plans_schema.topics import PLANS_VALIDATED
from saying import a_barrier, a_figure, a_practice, a_saving, a_saying_report
from stack import Stack, running

SAID: dict[str, Any] = {
    "questions": dict.fromkeys(terms()["questions"], "not_found") | {"T1.Q2.a": "partial"},
    "figures": [a_figure("agency_spend_pct", "2.36", as_written="2.36%"), a_saving("400000", as_written="0,400")],
    "barriers": [a_barrier("data_sharing", department="DWP")],
    "practices": [a_practice("open_data", "number")],
}


@pytest.fixture
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    settings = IngestSettings(**stack.settings("ingest"))
    keys = await issue_keys(settings)
    async with running(build_app(settings)) as client:
        yield Desk(stack, client, keys)


async def shown(desk: Desk, report: Report, content: bytes = b"plan") -> tuple[str, Any]:
    """Send a plan, let it be checked, open its receipt; give its id and the page."""
    form = {"council_code": BROMSGROVE, "key": desk.keys[BROMSGROVE]}
    sent = await desk.client.post("/", data=form, files={"file": ("plan.pdf", content)})
    submission = sent.headers["location"].rsplit("/", 1)[-1]
    await desk.stack.publish(PLANS_VALIDATED, validated(submission_id=UUID(submission), report=report))
    await desk.status_becomes(submission, "checked")
    return submission, html.fromstring((await desk.client.get(sent.headers["location"])).text)


def lines(page: Any) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath("//ul[@class='said']/li")]


async def test_a_council_reads_what_we_read_with_page_and_quote(desk: Desk) -> None:
    _, page = await shown(desk, a_saying_report(**SAID))

    said = lines(page)
    quote = "We need funding that lasts for more than a year. page 2"
    assert f"How you measure productivity: addressed in part{quote}" in said
    assert "How you use data: we could not find it" in said
    assert said[-4:] == [
        f"Agency staff's share of the staff budget: 2.36% 2.36%: 2023/24; actual{quote}",
        f"Savings planned: 0,400 0,400: read as £400,000; 2024/25; planned{quote}",
        f"Sharing data with other bodies you ask the government to act (DWP){quote}",
        f"Data open to residents {quote}",
    ]
    assert len(said) == 47 + 4


async def test_a_mistake_is_told_by_the_readings_id_or_the_reference_where_nothing_was_read(desk: Desk) -> None:
    def named(page: Any) -> str:
        (code,) = page.xpath("//p[@class='mistaken']/code")
        return str(code.text)

    read = a_saying_report(**SAID).model_copy(update={"reading_id": "01234567-E07000234-89abcdef"})
    _, page = await shown(desk, read, b"read")
    assert named(page) == read.reading_id
    submission, page = await shown(desk, a_saying_report(**SAID), b"not read")
    assert named(page) == submission


async def test_details_are_closed_and_nothing_is_counted(desk: Desk) -> None:
    _, page = await shown(desk, a_saying_report(**SAID))

    details = page.xpath("//details")
    assert len(details) == 5
    assert [each for each in details if "open" in each.attrib] == []
    assert [each for each in details if each[0].tag != "summary"] == []
    text = page.text_content()
    assert not re.search(r"\d+ (?:of|out of) \d+|\bscore\b|%\s*(?:complete|answered)", text)


async def test_what_was_looked_for_and_not_found_is_said(desk: Desk) -> None:
    _, page = await shown(desk, a_saying_report())
    text = page.text_content()
    assert "We could not find barriers in the text." in text
    assert "We could not find figures of the kinds we know in the text." in text


async def test_a_report_by_rules_that_did_not_look_says_nothing_of_it(desk: Desk) -> None:
    _, page = await shown(desk, a_report())
    assert "Barriers you name" not in page.text_content()
