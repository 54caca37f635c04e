"""The commands `plans stack ...`: Kafka and PostgreSQL for development, without containers."""

import time
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from plans_local.jars import LOCK, read_lock, resolve_lock
from plans_local.processes import StackError, ended_by_signals
from plans_local.stack import Stack, local_stack
from plans_local.stack_folder import stack_folder
from plans_local.stack_lock import end_other, is_held, read_note

stack = typer.Typer(help="Run Kafka and PostgreSQL here, without containers.", no_args_is_help=True)

_NOTHING_RUNS = 3
Folder = Annotated[Path | None, typer.Option(help="Where the data live; without it: .local/stack here.")]


@stack.command()
def up(folder: Folder = None) -> None:
    """Start both servers and keep them until Ctrl-C; their data stay for the next start."""
    try:
        with ended_by_signals(), local_stack(folder, say=typer.echo) as running:
            typer.echo(f"Data and logs: {running.folder}\nSQL: {running.psql}\nCtrl-C ends both servers.")
            _watch(running)
    except KeyboardInterrupt:
        return
    except StackError as error:
        _give_up(error)


def _watch(running: Stack) -> None:
    """Stay until a signal comes or a server ends by itself."""
    while running.kafka.running and running.postgres.running:
        time.sleep(0.5)
    ended, log = ("PostgreSQL", running.postgres.log) if running.kafka.running else ("Kafka", running.kafka.log)
    raise StackError(f"{ended} ended by itself; its log is {log}.")


@stack.command()
def down(folder: Folder = None) -> None:
    """End the stack that another terminal has started."""
    place = stack_folder(folder)
    try:
        ended = end_other(place)
    except StackError as error:
        _give_up(error)
    typer.echo(f"The stack in {place} has ended." if ended else f"No stack is running in {place}.")


@stack.command()
def status(folder: Folder = None) -> None:
    """Tell what runs where; the exit code is 3 when nothing does."""
    place = stack_folder(folder)
    running = read_note(place)
    if running is None:
        typer.echo(
            f"A stack is starting or ending in {place}." if is_held(place) else f"No stack is running in {place}."
        )
        raise typer.Exit(_NOTHING_RUNS)
    typer.echo(
        f"Kafka: {running.bootstrap_servers}\nPostgreSQL: {running.postgres_address}\n"
        f"Process: {running.pid}\nData and logs: {place}\nSQL: {running.psql}"
    )


@stack.command()
def lock() -> None:
    """Resolve Kafka's jars again and rewrite their lock file: for a new version, by a developer."""
    text = resolve_lock(say=typer.echo)
    LOCK.write_text(text)
    typer.echo(f"{len(read_lock(text))} jars are in {LOCK.name}.")


def _give_up(error: StackError) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)
