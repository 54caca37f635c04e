"""`plans send` as an officer types it: names as people write them, answers in words."""

from functools import partial
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner, Result

from builders import BROMSGROVE
from plans_ingest.cli import send
from saying import a_saying_report

ENDORSED = {"body": "full_council", "on": "2024-07-08"}
FINDING = {"rule": "R09", "force": "must", "message": "We could not find that members endorsed it."}
READING = f"01234567-{BROMSGROVE}-89abcdef"
RECEIPT = {
    "id": "0190b5aa-0c08-7a37-850c-cf0daadc3cb3",
    "version": 1,
    "received_at": "2024-07-15T09:12:18.696948Z",
    "sha256": "ab" * 32,
    "status": "checked",
    "declared_endorsement": ENDORSED,
    "report": a_saying_report().model_dump(mode="json") | {"findings": [FINDING], "reading_id": READING},
}
COMMAND = typer.Typer(add_completion=False)
COMMAND.command()(send)


def sent(path: Path, *arguments: str) -> Result:
    path.write_bytes(b"a plan")
    return CliRunner().invoke(COMMAND, [str(path), "--key", "plans_x", *arguments])


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Request]:
    """Answer every request with the receipt; give the requests."""
    requests: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        if "/elsewhere" in request.url.path:
            return httpx.Response(404, json={"detail": "Not found", "code": "not_found"})
        return httpx.Response(202, json=RECEIPT)

    monkeypatch.setattr(httpx, "Client", partial(httpx.Client, transport=httpx.MockTransport(answer)))
    return requests


def test_what_was_told_and_found_is_shown_in_words(tmp_path: Path, asked: list[httpx.Request]) -> None:
    told = ("--endorsed-by", "Full Council", "--endorsed-on", "2024-07-08")
    shown = sent(tmp_path / "plan.pdf", "--council", BROMSGROVE.lower(), "--url", "http://desk", *told)

    assert shown.exit_code == 0
    body = asked[0].content.decode()
    assert f"\r\n{BROMSGROVE}\r\n" in body
    assert "\r\nfull_council\r\n" in body
    for words in (
        "Received   15 July 2024, 09:12:18 UTC",
        "You told us Full Council, 8 July 2024",
        "Outcome    We found your plan and checked it",
        "What the letter says must be done\n- We could not find that members endorsed it.",
        f"name this id: {READING}",
    ):
        assert words in shown.output
    assert "R09" not in shown.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--council", BROMSGROVE, "--url", "desk.example"), "https://desk.example"),
        (("--council", "e07000163"), "North Yorkshire Council (E06000065)"),
        (("--council", BROMSGROVE, "--url", "http://desk/elsewhere"), "Please check the address."),
    ],
)
def test_a_wrong_address_or_code_is_told_in_a_sentence(
    tmp_path: Path, asked: list[httpx.Request], arguments: tuple[str, ...], words: str
) -> None:
    shown = sent(tmp_path / "plan.pdf", *arguments)

    assert shown.exit_code != 0
    assert words in " ".join(shown.output.replace("│", " ").split())
