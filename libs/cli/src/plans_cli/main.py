"""Gather the commands that installed members contribute, and run the migrations they bring."""

import sys
from collections.abc import Callable
from importlib.metadata import entry_points

import typer

COMMANDS = "plans.commands"
MIGRATIONS = "plans.migrations"

app = typer.Typer(
    help="Take in councils' productivity plans, check them, and learn from all of them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def program() -> None:
    """Keep the commands as a group even when only one is installed."""


@app.command()
def migrate() -> None:
    """Bring databases and topics up to date: every installed member's step, in the order of their names."""
    for step in sorted(entry_points(group=MIGRATIONS), key=lambda entry: entry.name):
        run: Callable[[], None] = step.load()
        typer.echo(f"migrate: {step.name}")
        run()


def main() -> None:
    """Run the program with every contributed command; a named one is loaded alone, which starts sooner."""
    named = [entry for entry in entry_points(group=COMMANDS) if entry.name in sys.argv[1:2]]
    for entry in sorted(named or entry_points(group=COMMANDS), key=lambda entry: entry.name):
        command = entry.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=entry.name)
        else:
            app.command(name=entry.name)(command)
    app()
