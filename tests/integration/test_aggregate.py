"""Validated plans become rows: once each, whatever comes twice, late, in another order, or as rubbish."""

from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from aggregate_twin import ForgetfulReadModel
from aggregating import CURRENT, EFFECTS, LEEDS, aggregating, figures
from builders import BROMSGROVE, CUMBERLAND, a_report, a_submission_id, validated
from plans_aggregate.adapters.consumer import GROUP
from plans_aggregate.app import build_app
from plans_aggregate.settings import AggregateSettings
from plans_schema.report import Evidence, Report, ThemeCoverage
from plans_schema.topics import PLANS_VALIDATED
from plans_schema.vocabulary import Outcome, ThemeId, ThemeStatus
from saying import a_barrier, a_figure, a_practice, a_saying_report
from stack import Stack, running


async def test_a_redelivered_event_counts_once(stack: Stack) -> None:
    event = validated()
    async with aggregating(stack) as settled:
        await settled(event, times=2)
        before = await figures(stack)
        await settled(event)
    assert await figures(stack) == before
    assert await stack.rows(EFFECTS) == [(event.data.submission_id,)]
    assert await stack.rows(CURRENT) == [(BROMSGROVE, event.data.submission_id, 1)]


async def test_without_its_inbox_redelivery_would_count_twice(stack: Stack) -> None:
    event = validated()
    async with aggregating(stack, ForgetfulReadModel) as settled:
        await settled(event)
        await settled(event)
    assert await stack.rows(EFFECTS) == [(event.data.submission_id,)] * 2


async def test_a_second_attempt_replaces_the_report_and_adds_no_effect(stack: Stack) -> None:
    submission = a_submission_id()
    unable = validated(
        submission_id=submission, report=a_report(outcome=Outcome.COULD_NOT_CHECK, themes={"T1": "partial"})
    )
    able = validated(submission_id=submission, attempt=2, report=a_report(themes={"T1": "not_found"}))
    async with aggregating(stack) as settled:
        await settled(unable)
        assert await stack.rows(CURRENT) == []
        await settled(able)
    assert await stack.rows(EFFECTS) == [(submission,)]
    assert await stack.rows(CURRENT) == [(BROMSGROVE, submission, 1)]
    assert await stack.rows("SELECT attempt, outcome FROM aggregate.submission") == [(2, "checked")]
    assert await stack.rows("SELECT theme, status FROM aggregate.theme_coverage ORDER BY theme") == [
        ("T1", "not_found"),
        ("T2", "addressed"),
        ("T3", "addressed"),
        ("T4", "addressed"),
    ]
    assert await stack.rows("SELECT item FROM aggregate.evidence ORDER BY item") == [("T2",), ("T3",), ("T4",)]


async def test_an_attempt_that_could_not_check_does_not_undo_a_report(stack: Stack) -> None:
    submission = a_submission_id()
    able = validated(submission_id=submission)
    unable = validated(submission_id=submission, attempt=2, report=a_report(outcome=Outcome.COULD_NOT_CHECK))
    async with aggregating(stack) as settled:
        await settled(able)
        await settled(unable)
    assert await stack.rows(CURRENT) == [(BROMSGROVE, submission, 1)]
    assert await stack.rows("SELECT attempt, outcome FROM aggregate.submission") == [(1, "checked")]


async def test_an_older_version_that_comes_last_is_kept_and_not_counted(stack: Stack) -> None:
    older, newer = validated(version=1), validated(version=2)
    async with aggregating(stack) as settled:
        await settled(newer)
        await settled(older)
    assert await stack.rows(CURRENT) == [(BROMSGROVE, newer.data.submission_id, 2)]
    assert len(await stack.rows(EFFECTS)) == 2


async def test_a_newer_version_without_a_plan_leaves_the_older_plan_current(stack: Stack) -> None:
    plan = validated(version=1)
    letter = validated(version=2, report=a_report(outcome=Outcome.NO_PLAN_FOUND))
    async with aggregating(stack) as settled:
        await settled(plan, letter)
    assert await stack.rows(CURRENT) == [(BROMSGROVE, plan.data.submission_id, 1)]


async def test_a_plan_that_a_later_attempt_finds_to_be_none_gives_way_to_the_version_before(stack: Stack) -> None:
    older, newer = validated(version=1), validated(version=2)
    again = validated(
        submission_id=newer.data.submission_id, version=2, attempt=2, report=a_report(outcome=Outcome.NO_PLAN_FOUND)
    )
    async with aggregating(stack) as settled:
        await settled(older, newer)
        await settled(again)
    assert await stack.rows(CURRENT) == [(BROMSGROVE, older.data.submission_id, 1)]


async def test_a_nul_in_a_quote_is_left_out_and_the_rest_kept(stack: Stack) -> None:
    quote = Evidence(page=1, quote="We changed\x00 how we run our services.")
    theme = ThemeCoverage(id=ThemeId.SERVICES, status=ThemeStatus.ADDRESSED, evidence=(quote,))
    report = Report.model_validate(a_report().model_dump() | {"themes": [theme.model_dump()]})
    async with aggregating(stack) as settled:
        await settled(validated(report=report))
    assert await stack.rows("SELECT quote FROM aggregate.evidence") == [("We changed how we run our services.",)]


EVENT = validated()
HEADERS = {name: value.encode() for name, value in EVENT.headers().items()}
HOSTILE: dict[str, tuple[bytes | None, dict[str, bytes], str]] = {
    "bad bytes": (b"\xff\xfe\x00", HEADERS, "wrong_schema"),
    "empty": (b"", HEADERS, "empty"),
    "tombstone": (None, HEADERS, "empty"),
    "header not UTF-8": (EVENT.value(), HEADERS | {"ce_id": b"\xff\xfe"}, "unreadable_envelope"),
    "wrong schema": (b'{"submission_id": 7}', HEADERS, "wrong_schema"),
    "unknown event version": (EVENT.value(), HEADERS | {"ce_type": b"plans.validated.v2"}, "unknown_type"),
    "unknown council": (
        validated("E06999999", report=a_report(CUMBERLAND)).value(),
        HEADERS | {"ce_id": b"01907a6e-0000-7000-8000-000000000001"},
        "handler_fault",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_record_is_parked_untouched_and_the_next_is_processed(stack: Stack, name: str) -> None:
    value, headers, reason = HOSTILE[name]
    good = validated()
    await stack.publish_raw(PLANS_VALIDATED, value, list(headers.items()))
    await stack.publish(PLANS_VALIDATED, good)
    async with aggregating(stack):
        await stack.caught_up(GROUP, PLANS_VALIDATED)

    (parked,) = await stack.records(PLANS_VALIDATED.dead_letter())
    assert (parked.key, parked.value) == (b"E07000234", value)
    assert dict(parked.headers)["dead_letter_reason"] == reason.encode()
    assert headers.items() <= dict(parked.headers).items()
    assert await stack.rows(EFFECTS) == [(good.data.submission_id,)]


SAID: dict[str, Any] = {
    "themes": {"T4": "partial"},
    "questions": {"T1.Q1.a": "partial"},
    "figures": [a_figure("agency_spend_pct", "2.36")],
    "barriers": [a_barrier("funding_certainty", "f3a1")],
    "practices": [a_practice("data_platform", "number")],
}


async def test_a_replay_from_the_first_offset_gives_the_same_bytes(stack: Stack) -> None:
    submission = a_submission_id()
    events = (
        validated(submission_id=submission, report=a_report(outcome=Outcome.COULD_NOT_CHECK)),
        validated(CUMBERLAND, report=a_report(CUMBERLAND, themes={"T3": "not_found"}, pages=7)),
        validated(submission_id=submission, attempt=2),
        validated(LEEDS, version=2, report=a_saying_report(LEEDS, **SAID)),
        validated(LEEDS, version=1, report=a_report(LEEDS, pages=2)),
    )
    async with aggregating(stack) as settled:
        for event in events:
            await settled(event)
    before = await figures(stack)
    assert '"councils_with_checked_plan": 3' in before

    await stack.rewind(GROUP, PLANS_VALIDATED)
    await stack.drop_database()
    await stack.make_database()
    async with aggregating(stack) as settled:
        await settled()
    assert await figures(stack) == before
    assert len(await stack.rows(EFFECTS)) == 4


async def test_metrics_say_what_was_done_and_name_no_council(stack: Stack) -> None:
    settings = AggregateSettings(**stack.settings("aggregate"))
    async with running(build_app(settings)) as client:
        await stack.publish(PLANS_VALIDATED, validated(), times=2)
        await stack.caught_up(GROUP, PLANS_VALIDATED)
        text = (await client.get("/metrics")).text
    assert "plans_aggregate_effects_total 1.0" in text
    assert "plans_aggregate_duplicates_total 1.0" in text
    assert 'plans_aggregate_records_total{outcome="handled",topic="plans.validated.v1"} 2.0' in text
    assert "plans_aggregate_batch_seconds_count" in text
    assert BROMSGROVE not in text


async def test_a_service_without_its_tables_is_not_ready_and_says_what_to_do(postgres: Stack) -> None:
    await postgres.rows("DROP SCHEMA aggregate CASCADE")
    transport = ASGITransport(app=build_app(AggregateSettings(**postgres.settings("aggregate"))))
    async with AsyncClient(transport=transport, base_url="http://desk") as client:
        live, ready = await client.get("/health/live"), await client.get("/health/ready")
    assert live.status_code == 200
    assert ready.status_code == 503
    assert ready.json()["checks"]["database"] == "the tables are at nothing, not 0003: run `plans migrate`"
