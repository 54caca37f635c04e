"""Commands for a council's officer (`plans send`) and for whoever hands out keys (`plans keys`)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from textwrap import fill
from typing import Annotated, Any, TypeVar

import httpx
import typer
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError

from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.app import engine_for
from plans_ingest.domain.declaration import body_identifier
from plans_ingest.domain.submission import RECEIVED, refuse_council
from plans_ingest.settings import IngestSettings
from plans_schema.events.plans import DeclaredEndorsement
from plans_schema.in_words import day_in_words, declaration_in_words, findings_in_words
from plans_schema.report import Report
from plans_schema.terms import terms, words_for

keys = typer.Typer(help="Issue and revoke councils' keys.", no_args_is_help=True)
SECONDS = 60.0
POLL_SECONDS = 0.5
_WIDTH = 79
T = TypeVar("T")


def _known(council: str) -> str:
    code = council.strip().upper()
    refusal = refuse_council(code)
    if refusal is not None:
        raise typer.BadParameter(refusal.sentence)
    return code


def _web_address(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        raise typer.BadParameter(f"Write the whole address, with https:// or http:// in front: https://{url}")
    return url.rstrip("/")


def _all_known(councils: list[str]) -> list[str]:
    return [_known(council) for council in councils]


async def _with_keys(work: Callable[[PostgresKeys], Awaitable[T]]) -> T:
    try:
        engine = engine_for(IngestSettings())
    except ValidationError as fault:
        raise _ending("Set PLANS_KAFKA, PLANS_DATABASE_PASSWORD, and PLANS_DATABASE_HOST, _PORT and _NAME.") from fault
    try:
        return await work(PostgresKeys(engine))
    except (DBAPIError, OSError) as fault:
        raise _ending("The ledger's database can't be reached: check its address and password.") from fault
    finally:
        await engine.dispose()


@keys.command()
def issue(
    councils: Annotated[list[str], typer.Argument(help="GSS codes, such as E07000234", callback=_all_known)],
) -> None:
    """Make a key for each council and show them, a line each: this once only."""

    async def work(ledger: PostgresKeys) -> list[str]:
        return [f"{council} {await ledger.issue(council)}" for council in councils]

    for line in asyncio.run(_with_keys(work)):
        typer.echo(line)


@keys.command()
def revoke(council: Annotated[str, typer.Argument(help="GSS code", callback=_known)]) -> None:
    """Revoke every key of a council."""
    count = asyncio.run(_with_keys(lambda ledger: ledger.revoke(council)))
    typer.echo(f"{count} revoked")


def send(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The plan.")],
    council: Annotated[str, typer.Option(help="GSS code, such as E07000234", callback=_known)],
    key: Annotated[str, typer.Option(envvar="PLANS_KEY", help="The council's key; better in PLANS_KEY than here.")],
    url: Annotated[
        str, typer.Option(envvar="PLANS_URL", help="Where plans are taken in.", callback=_web_address)
    ] = "http://127.0.0.1:8081",
    endorsed_by: Annotated[
        str,
        typer.Option(help=f"Who endorsed it, kept as told: {', '.join(terms()['bodies'])}.", callback=body_identifier),
    ] = "",
    endorsed_on: Annotated[str, typer.Option(help="The day of that, as 2024-07-16.")] = "",
) -> None:
    """Send a plan, show its receipt, and wait for what was found."""
    try:
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=SECONDS) as client:
            declared = {"endorsed_by": endorsed_by, "endorsed_on": endorsed_on}
            receipt = _send(client, file, {"council_code": council, **declared})
            typer.echo(f"Address    {url}/v1/plans/{receipt['id']}")
            _show_outcome(_follow(client, receipt))
    except (httpx.HTTPError, httpx.InvalidURL, httpx.UnsupportedProtocol) as fault:
        raise _ending(f"We could not reach {url}. Please check the address, or try again later.") from fault


def _send(client: httpx.Client, file: Path, fields: dict[str, str]) -> dict[str, Any]:
    with file.open("rb") as content:
        answer = client.post("/v1/plans", data=fields, files={"file": (file.name, content)})
    if answer.is_error:
        raise _ending(_refusal(answer))
    receipt: dict[str, Any] = answer.json()
    if answer.status_code == httpx.codes.OK:
        typer.echo("This file was sent before: here is its first receipt.")
    day, time_of_day = receipt["received_at"][:19].split("T")
    said = receipt | {"received_at": f"{day_in_words(day)}, {time_of_day} UTC"}
    for label, name in (("Receipt", "id"), ("Version", "version"), ("Received", "received_at"), ("SHA-256", "sha256")):
        typer.echo(f"{label:<10} {said[name]}")
    if receipt["declared_endorsement"]:
        declared = DeclaredEndorsement.model_validate(receipt["declared_endorsement"])
        typer.echo(f"You told us {declaration_in_words(declared.body, declared.on)}")
    return receipt


def _refusal(answer: httpx.Response) -> str:
    with suppress(ValueError):
        problem = answer.json()
        if answer.status_code != httpx.codes.NOT_FOUND and isinstance(problem, dict) and "code" in problem:
            return str(problem["detail"])
    return (
        f"{answer.url} does not answer as the plan desk does (status {answer.status_code}). Please check the address."
    )


def _follow(client: httpx.Client, receipt: dict[str, Any]) -> dict[str, Any]:
    deadline = time.monotonic() + SECONDS
    while receipt["status"] == RECEIVED and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
        receipt = client.get(f"/v1/plans/{receipt['id']}").raise_for_status().json()
    current: dict[str, Any] = client.get(f"/v1/plans/{receipt['id']}").raise_for_status().json()
    return current


def _show_outcome(receipt: dict[str, Any]) -> None:
    typer.echo(f"Outcome    {words_for('outcomes', receipt['status'])}")
    if receipt["report"] is None:
        return
    report = Report.model_validate(receipt["report"])
    for group in findings_in_words(report):
        typer.echo(f"\n{group.title}")
        for said in group.said:
            typer.echo(fill(said.words, _WIDTH, initial_indent="- ", subsequent_indent="  "))
    typer.echo("\nIf we read something wrong, tell those who gave you your council's key what your text says")
    typer.echo(f"there, and name this id: {report.reading_id or receipt['id']}")


def _ending(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)
