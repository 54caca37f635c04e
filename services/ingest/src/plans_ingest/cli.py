"""Commands for a council's officer (`plans send`) and for whoever hands out keys (`plans keys`)."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import httpx
import typer
from sqlalchemy.exc import DBAPIError

from plans_ingest.adapters.keys import PostgresKeys
from plans_ingest.app import engine_for
from plans_ingest.domain.submission import refuse_council
from plans_ingest.settings import IngestSettings

keys = typer.Typer(help="Issue and revoke councils' keys.", no_args_is_help=True)
SECONDS = 60.0
T = TypeVar("T")


def _known(council: str) -> str:
    refusal = refuse_council(council)
    if refusal is not None:
        raise typer.BadParameter(refusal.sentence)
    return council


def _all_known(councils: list[str]) -> list[str]:
    return [_known(council) for council in councils]


async def _with_keys(work: Callable[[PostgresKeys], Awaitable[T]]) -> T:
    engine = engine_for(IngestSettings())
    try:
        return await work(PostgresKeys(engine))
    except (DBAPIError, OSError) as fault:
        typer.echo("The ledger's database can't be reached: check its address and password.", err=True)
        raise typer.Exit(1) from fault
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
    url: Annotated[str, typer.Option(envvar="PLANS_URL", help="Where plans are taken in.")] = "http://127.0.0.1:8081",
) -> None:
    """Send a plan and show its receipt."""
    with file.open("rb") as content:
        answer = httpx.post(
            f"{url}/v1/plans",
            data={"council_code": council},
            files={"file": (file.name, content)},
            headers={"Authorization": f"Bearer {key}"},
            timeout=SECONDS,
        )
    typer.echo(json.dumps(answer.json(), indent=2))
    if answer.is_error:
        raise typer.Exit(1)
