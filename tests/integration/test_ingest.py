"""An upload becomes bytes, a receipt and an event; results come back by id."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import date

import pytest

from builders import BROMSGROVE, CUMBERLAND, a_report, received, validated
from ingesting import Desk, issue_keys
from plans_ingest.app import build_app
from plans_ingest.settings import IngestSettings
from plans_schema.chassis.logs import JsonLines
from plans_schema.envelope import read_envelope
from plans_schema.events.plans import DeclaredEndorsement, PlanReceived
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED
from plans_schema.vocabulary import EndorsingBody, Outcome
from stack import Stack, eventually, running


@pytest.fixture
async def desk(stack: Stack) -> AsyncIterator[Desk]:
    settings = IngestSettings(**stack.settings("ingest"), reconcile_interval_seconds=0.2, reconcile_after_seconds=600)
    keys = await issue_keys(settings)
    async with running(build_app(settings)) as client:
        yield Desk(stack, client, keys)


async def test_a_202_has_its_bytes_its_receipt_and_its_event(desk: Desk) -> None:
    content = b"%PDF-1.7 a plan"
    answer = await desk.send(content)

    assert answer.status_code == 202
    receipt = answer.json()
    assert answer.headers["location"] == f"/v1/plans/{receipt['id']}"
    assert (receipt["council_code"], receipt["version"], receipt["status"]) == (BROMSGROVE, 1, "received")
    assert receipt["sha256"] == hashlib.sha256(content).hexdigest()
    assert await desk.stack.rows("SELECT content FROM ingest.documents") == [(content,)]

    async def published() -> bool:
        return len(await desk.stack.records(PLANS_RECEIVED)) == 1

    await eventually(published, "the event")
    record = (await desk.stack.records(PLANS_RECEIVED))[0]
    assert record.key == BROMSGROVE.encode()
    event = read_envelope(PlanReceived, {name: value.decode() for name, value in record.headers}, record.value)
    assert str(event.data.submission_id) == receipt["id"]
    assert (event.data.version, event.data.attempt, event.data.size_bytes) == (1, 1, 15)


async def test_the_same_bytes_answer_200_with_the_first_receipt(desk: Desk) -> None:
    first = await desk.send(b"%PDF same", name="one.pdf")
    again = await desk.send(b"%PDF same", name="two.pdf")

    assert (first.status_code, again.status_code) == (202, 200)
    assert again.json() == first.json()
    assert await desk.stack.rows("SELECT count(*) FROM ingest.submission") == [(1,)]


async def test_what_the_sender_says_of_endorsement_goes_with_the_submission(desk: Desk) -> None:
    said = await desk.send(b"%PDF said", declared={"endorsed_by": "cabinet", "endorsed_on": "2024-07-16"})
    not_yet = await desk.send(b"%PDF not yet", declared={"endorsed_by": "not_yet", "endorsed_on": ""})
    silent = await desk.send(b"%PDF silent")

    assert said.json()["declared_endorsement"] == {"body": "cabinet", "on": "2024-07-16"}
    assert not_yet.json()["declared_endorsement"] == {"body": None, "on": None}
    assert silent.json()["declared_endorsement"] is None

    async def published() -> bool:
        return len(await desk.stack.records(PLANS_RECEIVED)) == 3

    await eventually(published, "the events")
    events = [
        read_envelope(PlanReceived, {name: value.decode() for name, value in record.headers}, record.value).data
        for record in await desk.stack.records(PLANS_RECEIVED)
    ]
    declared = {event.version: event.declared_endorsement for event in events}
    assert declared[1] == DeclaredEndorsement(body=EndorsingBody.CABINET, on=date(2024, 7, 16))
    assert (declared[2], declared[3]) == (DeclaredEndorsement(body=None), None)


@pytest.mark.parametrize(
    "declared",
    [
        {"endorsed_by": "the cat"},
        {"endorsed_by": "cabinet", "endorsed_on": "16 July"},
        {"endorsed_on": "2024-07-16"},
        {"endorsed_by": "not_yet", "endorsed_on": "2024-07-16"},
    ],
)
async def test_a_declaration_that_is_none_is_refused_with_its_reason(desk: Desk, declared: dict[str, str]) -> None:
    answer = await desk.send(b"%PDF odd", declared=declared)

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_declaration")
    assert await desk.stack.rows("SELECT count(*) FROM ingest.submission") == [(0,)]


async def test_versions_count_each_councils_own_submissions(desk: Desk) -> None:
    versions = [
        (await desk.send(content, council)).json()["version"]
        for content, council in ((b"a", BROMSGROVE), (b"b", BROMSGROVE), (b"a", CUMBERLAND), (b"c", BROMSGROVE))
    ]
    assert versions == [1, 2, 1, 3]


@pytest.mark.parametrize(
    ("content", "council", "key", "status", "code"),
    [
        (b"", BROMSGROVE, None, 422, "empty_file"),
        (b"x" * 26_000_000, BROMSGROVE, None, 413, "too_large"),
        (b"x", "E07999999", "own", 422, "unknown_council"),
        (b"x", "E06000028", "own", 422, "abolished_council"),
        (b"x", BROMSGROVE, "", 401, "missing_key"),
        (b"x", BROMSGROVE, "plans_wrong", 401, "wrong_key"),
        (b"x", CUMBERLAND, "own", 403, "key_of_another_council"),
    ],
)
async def test_a_refusal_says_why_and_stores_nothing(
    desk: Desk, content: bytes, council: str, key: str | None, status: int, code: str
) -> None:
    answer = await desk.send(content, council, desk.keys[BROMSGROVE] if key == "own" else key)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert await desk.stack.rows("SELECT count(*) FROM ingest.submission") == [(0,)]
    assert (await desk.send(b"good")).status_code == 202


async def test_a_form_without_a_file_and_a_body_that_is_no_form_are_refused(desk: Desk) -> None:
    own = {"Authorization": f"Bearer {desk.keys[BROMSGROVE]}"}
    no_file = await desk.client.post("/v1/plans", data={"council_code": BROMSGROVE}, headers=own)
    no_form = await desk.client.post("/v1/plans", json={"council_code": BROMSGROVE}, headers=own)
    assert (no_file.json()["code"], no_form.json()["code"]) == ("malformed_request", "malformed_request")
    empty_field = await desk.client.post(
        "/v1/plans", data={"council_code": BROMSGROVE}, files={"other": ("a.pdf", b"x")}, headers=own
    )
    assert empty_field.json()["code"] == "missing_file"


async def test_another_councils_receipt_does_not_exist(desk: Desk) -> None:
    receipt = (await desk.send(b"mine")).json()
    other = {"Authorization": f"Bearer {desk.keys[CUMBERLAND]}"}
    for path in (f"/v1/plans/{receipt['id']}", f"/v1/plans/{receipt['id']}/report"):
        assert (await desk.client.get(path, headers=other)).status_code == 404
        assert (await desk.client.get(path)).status_code == 401


async def test_a_validated_plan_shows_its_report_once_however_often_it_is_delivered(desk: Desk) -> None:
    receipt = (await desk.send(b"plan")).json()
    result = validated(submission_id=receipt["id"], report=a_report(themes={"T2": "not_found"}))
    await desk.stack.publish(PLANS_VALIDATED, result, times=3)
    await desk.status_becomes(receipt["id"], "checked")
    await desk.stack.caught_up("plans-ingest", PLANS_VALIDATED)

    shown = await desk.follow(receipt["id"])
    assert [(theme["id"], theme["status"]) for theme in shown["report"]["themes"]] == [
        ("T1", "addressed"),
        ("T2", "not_found"),
        ("T3", "addressed"),
        ("T4", "addressed"),
    ]
    assert await desk.stack.rows("SELECT event_id FROM ingest.inbox") == [(result.id,)]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
async def test_a_later_attempt_that_settles_beats_one_that_could_not_check(desk: Desk, order: tuple[int, int]) -> None:
    receipt = (await desk.send(b"plan")).json()
    facts = {
        1: validated(submission_id=receipt["id"], attempt=1),
        2: validated(submission_id=receipt["id"], attempt=2, report=a_report(outcome=Outcome.COULD_NOT_CHECK)),
    }
    await desk.stack.publish(PLANS_VALIDATED, *(facts[attempt] for attempt in order))
    await desk.stack.caught_up("plans-ingest", PLANS_VALIDATED)
    assert (await desk.follow(receipt["id"]))["status"] == "checked"


async def test_a_submission_whose_event_was_parked_ends_could_not_check(desk: Desk) -> None:
    receipt = (await desk.send(b"plan")).json()
    await desk.stack.publish(PLANS_RECEIVED.dead_letter(), received(submission_id=receipt["id"]))
    await desk.status_becomes(receipt["id"], "could_not_check")


async def test_hostile_dead_letters_stop_nobody(desk: Desk) -> None:
    receipt = (await desk.send(b"plan")).json()
    letters = PLANS_RECEIVED.dead_letter()
    await desk.stack.publish_raw(letters, b"\xff\xfe", [("ce_type", b"\xff")])
    await desk.stack.publish_raw(letters, None)
    await desk.stack.publish(letters, received(submission_id=receipt["id"]))
    await desk.status_becomes(receipt["id"], "could_not_check")


async def test_no_key_and_no_content_in_metrics_or_logs(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    await desk.send(b"canary-content", name="canary-name.pdf")
    await desk.send(b"canary-content", key="plans_canary")
    await desk.stack.publish_raw(PLANS_VALIDATED, b"canary-record", [("ce_type", b"canary-header")])
    await desk.stack.caught_up("plans-ingest", PLANS_VALIDATED)
    shown = (await desk.client.get("/metrics")).text + "".join(
        JsonLines("ingest").format(record)
        for record in caplog.records
        if record.name != "httpx"  # the test's own
    )
    assert 'plans_ingest_uploads_total{answer="accepted"} 1.0' in shown
    assert "parking a record" in shown
    assert "canary" not in shown
    assert BROMSGROVE not in shown
    assert desk.keys[BROMSGROVE] not in shown


async def test_many_at_once_of_one_council_get_versions_without_gaps(desk: Desk) -> None:
    answers = await asyncio.gather(*(desk.send(b"same") for _ in range(10)), *(desk.send(b"%d" % n) for n in range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] * 9 + [202] * 21
    assert sorted({answer.json()["version"] for answer in answers}) == list(range(1, 22))


async def test_what_no_route_takes_is_a_problem_document_too(desk: Desk) -> None:
    own = {"Authorization": f"bearer {desk.keys[BROMSGROVE]}"}
    unknown = await desk.client.get("/v1/plans/canary", headers=own)
    nowhere = await desk.client.get("/v1/nowhere")
    wrong_method = await desk.client.delete("/v1/plans")
    assert [answer.status_code for answer in (unknown, nowhere, wrong_method)] == [404, 404, 405]
    for answer in (unknown, nowhere, wrong_method):
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "canary" not in answer.text


async def test_a_page_session_ends_with_its_key(desk: Desk) -> None:
    form = {"council_code": BROMSGROVE, "key": desk.keys[BROMSGROVE]}
    sent = await desk.client.post("/", data=form, files={"file": ("plan.pdf", b"plan")})
    assert sent.status_code == 303
    assert (await desk.client.get(sent.headers["location"])).status_code == 200
    await desk.stack.rows("UPDATE ingest.api_key SET revoked_at = now()")
    assert (await desk.client.get(sent.headers["location"])).status_code == 401
