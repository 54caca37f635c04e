"""The command `plans figures`: the sector's figures, read as an analyst reads them."""

import asyncio
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from plans_aggregate.adapters.figures import Figures, as_json, read_figures, show_tables
from plans_aggregate.settings import AnalystSettings
from plans_schema.chassis.database import make_engine


async def _read(settings: AnalystSettings) -> Figures:
    engine = make_engine(settings.database_url(), "analytics", application="plans-figures")
    try:
        return await read_figures(engine)
    finally:
        await engine.dispose()


def figures(*, json: Annotated[bool, typer.Option("--json", help="Write JSON, for machines.")] = False) -> None:
    """Show the sector's figures, read as an analyst reads them."""
    try:
        found = asyncio.run(_read(AnalystSettings()))
    except ValidationError as fault:
        raise _ending(
            "Set PLANS_ANALYST_PASSWORD, and PLANS_DATABASE_HOST, _PORT and _NAME where they differ."
        ) from fault
    except (DBAPIError, OSError) as fault:
        raise _ending(
            "The database can't be read as an analyst: check its address, the password and `plans migrate`."
        ) from fault
    if json:
        typer.echo(as_json(found))
    else:
        show_tables(found, Console())


def _ending(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)
