"""Every query of every panel, on a real Prometheus that scraped the real services, and on the real database."""

import math
from pathlib import Path

import httpx

from observability.dashboards import queries
from observability.prometheus import Prometheus, scraping
from papers import small_plan
from plans_schema.topics import PLANS_RECEIVED
from product import SERVICES, Product, issue_keys, post, quiet, running_product
from stack import LONG_SECONDS, PASSWORDS, Stack, eventually

FIRST, SECOND = "E07000234", "E06000063"
NEEDS_MORE_COUNCILS = {  # two councils are a small group: hidden
    "Theme coverage by type and region",
    "Barriers by type and region",
    "Practices by type and region",
}


async def reaches(prometheus: Prometheus, expression: str, value: float) -> None:
    """Wait until a query gives this value."""

    async def is_so() -> bool:
        return await prometheus.numbers(expression) == [value]

    await eventually(is_so, f"{expression} = {value}")


async def fires(prometheus: Prometheus, alert: str) -> bool:
    return any(rule["name"] == alert and rule["state"] == "firing" for rule in await prometheus.rules())


async def work_was_done(stack: Stack, product: Product, prometheus: Prometheus) -> None:
    """Send a plan, see it scraped, send another: rates need a before and an after. Refuse one, park one record."""
    await reaches(prometheus, f'sum(up{{job=~"{"|".join(SERVICES)}"}})', 3)
    keys = await issue_keys(stack, (FIRST, SECOND))
    async with httpx.AsyncClient(base_url=product.url, timeout=LONG_SECONDS, trust_env=False) as client:
        for number, (council, key) in enumerate(keys.items(), start=1):
            assert (await post(client, council, key, "plan.pdf", small_plan(council))).status_code == 202
            await quiet(stack)
            await reaches(prometheus, "plans_aggregate_effects_total", number)
            await reaches(prometheus, "sum(plans_ingest_event_age_seconds_count)", number)
        assert (await post(client, FIRST, "plans_wrong", "plan.pdf", b"x")).status_code == 401
    await stack.publish_raw(PLANS_RECEIVED, b"not an event")
    await reaches(prometheus, 'sum(plans_ingest_uploads_total{answer="refused"})', 1)
    await reaches(prometheus, "sum(plans_validate_dead_letters_total)", 1)
    await reaches(prometheus, 'sum({__name__=~"plans_.+_lag_records"})', 0)


async def test_every_panel_of_both_dashboards_is_answered(stack: Stack, tmp_path: Path) -> None:
    with running_product(stack, tmp_path) as product, scraping(product.services, tmp_path) as address:
        async with httpx.AsyncClient(base_url=address, trust_env=False) as client:
            prometheus = Prometheus(client)
            await work_was_done(stack, product, prometheus)

            empty = {q.panel for q in queries("expr") if not any(map(math.isfinite, await prometheus.numbers(q.text)))}
            assert empty == set()
            await reaches(prometheus, "sum(plans_ingest_unfinished_submissions)", 0)

            await eventually(lambda: fires(prometheus, "DeadLetters"), "the parked record's alert")
            rules = await prometheus.rules()
            assert {rule["health"] for rule in rules} == {"ok"}, rules
            assert {rule["name"] for rule in rules if rule["state"] == "firing"} == {"DeadLetters"}

    async with stack.connected("plans_analyst", PASSWORDS["analyst"]) as analyst:
        rows = {query.panel: await analyst.fetch(query.text) for query in queries("rawSql")}
    assert {panel for panel, found in rows.items() if not found} == NEEDS_MORE_COUNCILS
    figures = {panel: found[0][0] for panel, found in rows.items() if panel.startswith(("Councils ", "Submissions"))}
    assert figures == {
        "Councils asked": 317,
        "Councils heard from": 2,
        "Councils with a checked plan": 2,
        "Submissions": 2,
    }
