"""A file goes in over HTTP and comes out as a report, a receipt page and a row that an analyst reads."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from papers import encrypted_document, small_plan, truncated_plan
from plans_local.desk import run_plans
from plans_local.processes import StackError
from plans_local.render import Sample, render_folder, render_samples
from plans_schema.register import councils
from plans_schema.terms import words_for
from plans_validate.adapters.checking import check_document
from product import SERVICES, Product, figures, issue_keys, post, quiet, running_product
from stack import LONG_SECONDS, Servers, Stack, eventually

BROMSGROVE, MERTON, LEEDS = "E07000234", "E09000024", "E08000035"
SAMPLES = {
    "herefordshire.pdf": "checked",
    "south_hams.pdf": "checked",
    "calderdale.pdf": "checked",
    "warwickshire.pdf": "checked",
    "merton.pdf": "checked",
    "north_lincolnshire.pdf": "checked",
    "breckland.pdf": "could_not_read",
    "wealden.pdf": "checked",
}


@pytest.fixture(scope="module")
def product(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    corner = Stack(servers)
    asyncio.run(corner.make())
    with running_product(corner, tmp_path_factory.mktemp("services")) as running:
        yield running
    assert [running.services[name].exit_code for name in SERVICES] == [0, 0, 0]
    asyncio.run(corner.drop())


@pytest.fixture
async def client(product: Product) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=product.url, timeout=LONG_SECONDS, trust_env=False) as client:
        yield client


async def followed(client: httpx.AsyncClient, key: str, submission_id: str) -> dict[str, Any]:
    """Follow a submission until its checks have ended; gives the receipt with its report."""
    receipt: dict[str, Any] = {}

    async def ended() -> bool:
        answer = await client.get(f"/v1/plans/{submission_id}", headers={"Authorization": f"Bearer {key}"})
        receipt.update(answer.raise_for_status().json())
        return bool(receipt["status"] != "received")

    await eventually(ended, "an outcome")
    return receipt


async def uploaded(client: httpx.AsyncClient, council: str, key: str, name: str, content: bytes) -> dict[str, Any]:
    """Send a file and follow it to its outcome."""
    answer = await post(client, council, key, name, content)
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/v1/plans/{answer.json()['id']}"
    return await followed(client, key, answer.json()["id"])


def offline(file: Path, council: str) -> str:
    """Check a file as a council does before it sends it; gives the report on one line."""
    return json.dumps(json.loads(run_plans(["check", str(file), "--council", council, "--json"], os.environ)))


async def test_each_sample_gets_its_outcome_and_the_report_that_the_offline_check_gives(
    product: Product, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    samples = render_samples(tmp_path)
    keys = await issue_keys(product.stack, [code(sample) for sample in samples])
    receipts = await asyncio.gather(
        *(uploaded(client, code(each), keys[code(each)], each.path.name, each.path.read_bytes()) for each in samples)
    )
    assert {receipt["file_name"]: receipt["status"] for receipt in receipts} == SAMPLES
    checks = await asyncio.gather(*(asyncio.to_thread(offline, each.path, code(each)) for each in samples))
    for sample, receipt, check in zip(samples, receipts, checks, strict=True):
        answer = await client.get(
            f"/v1/plans/{receipt['id']}/report", headers={"Authorization": f"Bearer {keys[code(sample)]}"}
        )
        assert answer.json() == receipt["report"]
        assert receipt["report"]["council"]["declared"] == code(sample)
        assert json.dumps(answer.json()) == check


def code(sample: Sample) -> str:
    return str(sample.council_code)


def a_picture() -> bytes:
    sink = BytesIO()
    Image.new("RGB", (200, 200), "white").save(sink, format="PNG")
    return sink.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "form", "words"),
    [
        ("truncated.pdf", truncated_plan(BROMSGROVE), "pdf", "damaged or was cut short"),
        ("encrypted.pdf", encrypted_document(), "pdf", "protected with a password"),
        ("picture.png", a_picture(), None, "We could not"),
        ("noise.pdf", bytes(range(256)) * 100, None, "We could not"),
    ],
)
async def test_what_is_no_readable_plan_is_taken_and_told_clearly(
    product: Product, client: httpx.AsyncClient, name: str, content: bytes, form: str | None, words: str
) -> None:
    keys = await issue_keys(product.stack, (BROMSGROVE,))
    receipt = await uploaded(client, BROMSGROVE, keys[BROMSGROVE], name, content)
    (finding,) = receipt["report"]["findings"]
    assert receipt["status"] == "could_not_read"
    assert words in finding["message"]
    assert receipt["report"]["document"]["format"] == form
    assert receipt["report"]["themes"] == []


async def test_the_page_takes_a_plan_and_leads_to_its_receipt_and_findings(
    product: Product, client: httpx.AsyncClient
) -> None:
    keys = await issue_keys(product.stack, (LEEDS,))
    start = await client.get("/")
    assert start.status_code == 200
    assert 'enctype="multipart/form-data"' in start.text

    sent = await client.post(
        "/", data={"council_code": LEEDS, "key": keys[LEEDS]}, files={"file": ("plan.pdf", small_plan(LEEDS))}
    )
    assert sent.status_code == 303
    place = sent.headers["location"]
    reference = re.fullmatch(r"/receipts/([0-9a-f-]{36})", place)
    assert reference is not None
    receipt = await followed(client, keys[LEEDS], reference[1])
    page = await client.get(place)
    assert page.status_code == 200
    for words in (
        reference[1],
        receipt["report"]["reading_id"],
        councils()[LEEDS].name,
        "<h1>We found your plan and checked it</h1>",
        "The four themes",
        "page 1",
        "full Council",
    ):
        assert words in page.text


async def test_a_wrong_key_on_the_page_is_told_beside_its_field(product: Product, client: httpx.AsyncClient) -> None:
    page = await client.post(
        "/", data={"council_code": LEEDS, "key": "plans_wrong"}, files={"file": ("plan.pdf", small_plan(LEEDS))}
    )
    assert page.status_code == 401
    assert "<title>Error: " in page.text
    message = re.search(r'<p class="error" id="key-error">(.*?)</p>\s*<input id="key"', page.text, re.DOTALL)
    assert message is not None
    assert "The key is not one that we know" in message[1]
    assert "plans_wrong" not in page.text


async def test_an_officer_sends_by_the_command_line(
    product: Product, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    keys = await issue_keys(product.stack, (MERTON,))
    file = tmp_path / "plan.pdf"
    file.write_bytes(small_plan(MERTON))
    environment = os.environ | {"PLANS_URL": product.url, "PLANS_KEY": keys[MERTON]}
    shown = run_plans(["send", str(file), "--council", MERTON], environment)
    reference = next(line.split()[1] for line in shown.splitlines() if line.startswith("Receipt "))
    ended = await followed(client, keys[MERTON], reference)
    assert f"Outcome    {words_for('outcomes', ended['status'])}" in shown
    assert all(finding["message"] in " ".join(shown.split()) for finding in ended["report"]["findings"])
    again = run_plans(["send", str(file), "--council", MERTON], environment)
    assert "This file was sent before" in again
    assert reference in again
    assert json.dumps(ended["report"]) == offline(file, MERTON)

    with pytest.raises(StackError, match="The key is not one that we know"):
        run_plans(["send", str(file), "--council", MERTON], environment | {"PLANS_KEY": "plans_wrong"})
    with pytest.raises(StackError, match="We could not reach"):
        run_plans(["send", str(file), "--council", MERTON], environment | {"PLANS_URL": "http://127.0.0.1:1"})


async def test_five_real_documents_make_a_sector_of_five(stack: Stack, tmp_path: Path, shared_documents: Path) -> None:
    documents = [each.path for each in render_folder(shared_documents, tmp_path / "files")]
    owners = [str(check_document(each.read_bytes()).council.in_document) for each in documents]
    assert len(set(owners)) == 5
    keys = await issue_keys(stack, owners)
    with running_product(stack, tmp_path) as product:
        async with httpx.AsyncClient(base_url=product.url, timeout=LONG_SECONDS, trust_env=False) as client:
            receipts = [
                await uploaded(client, owner, keys[owner], path.name, path.read_bytes())
                for owner, path in zip(owners, documents, strict=True)
            ]
        await quiet(stack)
        (overview,) = json.loads(figures(stack))["sector_overview_v1"]
    assert [receipt["status"] for receipt in receipts] == ["checked"] * 5
    assert overview["councils_with_checked_plan"] == 5
