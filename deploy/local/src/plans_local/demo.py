"""`plans demo`: the whole path on a fresh embedded stack, with sample plans or a folder of your own."""

import asyncio
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from plans_local.demo_screen import Sent, follow, invite, show_places, show_plan, show_receipts, show_remains
from plans_local.desk import SERVICES, Desk, run_plans, running_desk
from plans_local.processes import StackError, ended_by_signals
from plans_local.render import Sample, render_folder, render_samples
from plans_local.stack import local_stack
from plans_local.stack_folder import stack_folder
from plans_local.stack_lock import is_held
from plans_schema.chassis.lag import LagReader
from plans_schema.register import councils
from plans_schema.topics import PLANS_RECEIVED, PLANS_VALIDATED

DEMO_INSTANT = datetime(2024, 7, 15, 9, 0, tzinfo=UTC)
FOLDER = Path(".local/demo")
CAUGHT_UP_SECONDS = 60.0
GROUPS = (("validate", PLANS_RECEIVED), ("ingest", PLANS_VALIDATED), ("aggregate", PLANS_VALIDATED))

console = Console()


def demo(
    docs: Annotated[Path | None, typer.Option(exists=True, file_okay=False, help="Send this folder's files.")] = None,
    once: Annotated[bool, typer.Option("--once", help="End by itself when everything is shown.")] = False,  # noqa: FBT002 - a flag
) -> None:
    """Send plans through the whole desk and show what comes out."""
    try:
        with ended_by_signals():
            _make_way()
            samples = _prepared(docs)
            with _fresh_desk() as desk:
                sent, behind = _run(desk, samples)
                shown = next((one for one in sent if one.receipt["status"] == "checked"), sent[0])
                if not once:
                    show_places(console, desk, behind)
                _complain(sent)
                if not once:
                    invite(console, shown)
                    _stay(desk)
            show_remains(console, desk.folder, shown)
    except KeyboardInterrupt:
        console.print("Ended.")
    except (StackError, ValueError) as error:
        console.print(f"[red]{error}[/red]")
        raise typer.Exit(1) from None


def _make_way() -> None:
    """Empty the demo's own folder: each demo starts with empty servers, and never touches a development stack."""
    place = stack_folder(FOLDER)
    if is_held(place):
        raise StackError(f"Another demo is running in {place}: end it first.")
    if FOLDER.exists():
        _say("Putting the last demo's data away ...")
    for folder in {place, FOLDER}:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(docs: Path | None) -> list[Sample]:
    """Render what is to be sent, and know whose each file is, before any server starts."""
    _say("Rendering the plans to PDF ..." if docs is None else f"Preparing the files of {docs} ...")
    samples = render_samples(FOLDER / "files") if docs is None else render_folder(docs, FOLDER / "files")
    if not samples:
        raise StackError(f"There is no file to send in {docs}.")
    named = [_with_council(sample) for sample in samples]
    unknown = [sample.path.name for sample in named if sample.council_code not in councils()]
    if unknown:
        raise StackError(
            f"We could not find the council of: {', '.join(unknown)}. Put a manifest.csv with the columns"
            " file,council_code (a nine-character code such as E07000234) beside them."
        )
    return named


def _with_council(sample: Sample) -> Sample:
    """Find out whose document it is, where no manifest says it: by reading the document."""
    if sample.council_code is not None:
        return sample
    report = json.loads(run_plans(["check", str(sample.path), "--json"], os.environ))
    return Sample(sample.path, report["council"]["in_document"], sample.note)


@contextmanager
def _fresh_desk() -> Iterator[Desk]:
    offset = (DEMO_INSTANT - datetime.now(UTC)).total_seconds()
    console.print(
        f"The clock of this demo: [bold]{DEMO_INSTANT:%d %B %Y, %H:%M} UTC[/bold], four days before the return date."
    )
    with (
        local_stack(FOLDER, say=_say) as stack,
        running_desk(stack, FOLDER / "services", say=_say, extra={"PLANS_CLOCK_OFFSET_SECONDS": str(offset)}) as desk,
    ):
        yield desk


def _say(sentence: str) -> None:
    console.print(f"[dim]{sentence}[/dim]")


def _run(desk: Desk, samples: Sequence[Sample]) -> tuple[list[Sent], dict[str, int]]:
    """Send the plans and show what comes out; gives them, and how far each consumer group is behind."""
    keys = desk.issue_keys(sorted({str(sample.council_code) for sample in samples}))
    sent = follow(console, desk.url, samples, keys)
    behind = asyncio.run(_catch_up(desk))
    show_receipts(console, sent)
    for one in sent:
        show_plan(console, one)
    width = {"COLUMNS": str(console.width)}
    console.print(run_plans(["figures"], desk.environment("analyst") | width), markup=False, highlight=False)
    return sent, behind


async def _catch_up(desk: Desk) -> dict[str, int]:
    """Wait until every consumer group has settled every record; gives the lag of each."""
    deadline = time.monotonic() + CAUGHT_UP_SECONDS
    async with LagReader(desk.stack.bootstrap_servers) as reader:
        while True:
            behind = {name: (await reader.lag(f"plans-{name}", [topic.name]))[topic.name] for name, topic in GROUPS}
            if not any(behind.values()) or time.monotonic() > deadline:
                return behind
            await asyncio.sleep(0.1)


def _complain(sent: Sequence[Sent]) -> None:
    waiting = [one.sample.path.name for one in sent if one.receipt["status"] == "received"]
    if waiting:
        raise StackError(f"No outcome in time for {', '.join(waiting)}: see the services' logs.")


def _stay(desk: Desk) -> None:
    while all(desk.services[name].running for name in SERVICES):
        time.sleep(0.5)
    raise StackError(f"A service ended by itself: its log is in {desk.folder}.")
