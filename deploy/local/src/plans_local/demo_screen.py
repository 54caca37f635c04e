"""What the demo shows: plans on their way, receipts, findings, sector figures, and where to look further."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from textwrap import shorten
from typing import Any

import httpx
from rich.console import Console
from rich.live import Live
from rich.panel import Panel
from rich.table import Column, Table
from rich.text import Text

from plans_local.desk import Desk
from plans_local.processes import StackError
from plans_local.render import Sample
from plans_local.stack_ports import HOST
from plans_schema.in_words import endorsement_in_words, findings_in_words
from plans_schema.register import councils
from plans_schema.report import Evidence, Report
from plans_schema.terms import words_for
from plans_schema.vocabulary import Outcome

OUTCOME_SECONDS = 90.0
RECEIVED = "received"
_LONGEST_QUOTE = 110
ANALYST_QUERY = "SELECT theme, status, councils, plans, share FROM theme_coverage_v1 WHERE grain = 'sector'"


@dataclass
class Sent:
    """One plan on its way: what was sent, with whose key, and the latest receipt."""

    sample: Sample
    council: str
    key: str
    receipt: dict[str, Any]

    @property
    def name(self) -> str:
        """Name the council as people do."""
        known = councils().get(self.council)
        return known.name if known else self.council


def follow(console: Console, url: str, samples: Sequence[Sample], keys: Mapping[str, str]) -> list[Sent]:
    """Send every plan and follow each to its outcome, or until the time is over."""
    sent: list[Sent] = []
    deadline = time.monotonic() + OUTCOME_SECONDS
    with (
        httpx.Client(base_url=url, timeout=60, trust_env=False) as client,
        Live(console=console, refresh_per_second=8) as live,
    ):
        for sample in samples:
            sent.append(_send(client, sample, keys))
            live.update(_progress(sent))
        while any(one.receipt["status"] == RECEIVED for one in sent) and time.monotonic() < deadline:
            for one in sent:
                if one.receipt["status"] == RECEIVED:
                    one.receipt = _look(client, one)
            live.update(_progress(sent))
            time.sleep(0.1)
        sent = [_with_report(client, one) for one in sent]
        live.update(_progress(sent))
    console.print()
    return sent


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def _send(client: httpx.Client, sample: Sample, keys: Mapping[str, str]) -> Sent:
    council = str(sample.council_code)
    with sample.path.open("rb") as file:
        answer = client.post(
            "/v1/plans",
            data={"council_code": council},
            files={"file": (sample.path.name, file)},
            headers=_bearer(keys[council]),
        )
    if answer.is_error:
        raise StackError(f"{sample.path.name} was refused: {answer.json()['detail']}")
    return Sent(sample, council, keys[council], answer.json())


def _look(client: httpx.Client, one: Sent) -> dict[str, Any]:
    answer = client.get(f"/v1/plans/{one.receipt['id']}", headers=_bearer(one.key))
    return dict(answer.raise_for_status().json())


def _with_report(client: httpx.Client, one: Sent) -> Sent:
    return Sent(one.sample, one.council, one.key, _look(client, one))


def _progress(sent: Sequence[Sent]) -> Table:
    table = Table("council", "file", "version", "status", title="Plans on their way", title_justify="left")
    for one in sent:
        status = one.receipt["status"]
        table.add_row(
            one.name,
            one.sample.path.name,
            str(one.receipt["version"]),
            Text(words_for("outcomes", status), "yellow" if status == RECEIVED else "green"),
        )
    return table


def show_receipts(console: Console, sent: Sequence[Sent]) -> None:
    """Show the receipts: the reference, the instant and the hash."""
    reference = Column("reference", no_wrap=True)
    table = Table(reference, "council", "received (UTC)", "SHA-256", title="Receipts", title_justify="left")
    for one in sent:
        receipt = one.receipt
        received = receipt["received_at"][:19].replace("T", " ")
        table.add_row(receipt["id"], one.council, received, f"{receipt['sha256'][:8]}…")
    console.print(table)


def show_plan(console: Console, one: Sent) -> None:
    """Show what the council reads about its plan: findings with pages and words."""
    report = one.receipt["report"]
    text = Text()
    if one.sample.note:
        text.append(f"{one.sample.note}\n", "dim italic")
    if report is None:
        text.append(words_for("outcomes", one.receipt["status"]))
    else:
        _describe(text, Report.model_validate(report))
    console.print(Panel(text, title=f"{one.name} · {one.sample.path.name}", title_align="left"))


def _describe(text: Text, report: Report) -> None:
    text.append(words_for("outcomes", report.outcome), "bold")
    plan = report.plan
    if plan and plan.first_page:
        text.append(f" · the plan is on pages {plan.first_page} to {plan.last_page} of {report.document.pages}")
    text.append("\n")
    for theme in report.themes:
        text.append(f"  {words_for('themes', theme.id)}: {words_for('answers', theme.status)}", "cyan")
        _quote(text, theme.evidence)
    if report.outcome is Outcome.CHECKED:
        text.append(f"  {endorsement_in_words(report).words}", "cyan")
        _quote(text, report.endorsement.evidence)
    for group in findings_in_words(report):
        text.append(f"{group.title}\n", "bold")
        for said in group.said:
            text.append(f"• {said.words}\n")


def _quote(text: Text, evidence: Sequence[Evidence]) -> None:
    if evidence:
        place = f" (page {evidence[0].page})" if evidence[0].page else ""
        text.append(f"  “{shorten(evidence[0].quote, _LONGEST_QUOTE, placeholder=' …')}”{place}", "dim")
    text.append("\n")


def show_places(console: Console, desk: Desk, behind: Mapping[str, int]) -> None:
    """Show where to look further: pages, metrics, the analyst's line, and how far each consumer group is behind."""
    passwords = desk.folder.resolve() / "analyst.pgpass"
    passwords.touch(mode=0o600)
    passwords.write_text(f"{HOST}:{desk.stack.postgres.port}:plans:plans_analyst:{desk.passwords['analyst']}\n")
    place = f"-h {HOST} -p {desk.stack.postgres.port}"
    psql = f"PGPASSFILE={passwords} {desk.stack.postgres.psql_path} {place} -U plans_analyst plans"
    lines = [
        ("upload page", desk.url),
        ("API description", f"{desk.url}/v1/openapi.json"),
        *((f"metrics of {name}", f"{desk.url_of(name)}/metrics") for name in desk.services),
        ("for analysts", f'{psql} -c "{ANALYST_QUERY}"'),
        ("logs, sent files", f"{desk.folder}, {desk.folder.parent / 'files'}"),
        ("lag (records)", ", ".join(f"{group} {records}" for group, records in behind.items())),
    ]
    console.print()
    _list(console, lines)


def _list(console: Console, lines: Iterable[tuple[str, object]]) -> None:
    for what, where in lines:
        console.print(f"[bold]{what:>22}[/bold]  {where}", soft_wrap=True, highlight=False)


def show_remains(console: Console, folder: Path, one: Sent) -> None:
    """Show what is left when the servers have ended, and how to go on; nothing that no longer answers."""
    files = folder.parent / "files"
    file = quote(str(files / one.sample.path.name))
    console.print("\n[bold]The servers have ended.[/bold] What remains, and how to go on:")
    _list(
        console,
        (
            ("logs, sent files", f"{folder}, {files}"),
            ("a report in full", f".venv/bin/plans check {file} --council {one.council}"),
            ("servers that stay up", "make demo, which clears these files away first"),
        ),
    )


def invite(console: Console, one: Sent) -> None:
    """Tell how to send a plan by hand: this demo's key of one council, which ends with the demo."""
    console.print("\n[bold]Running until Ctrl-C.[/bold] Send a plan of your own on the upload page, for example as:")
    _list(console, (("council", one.name), ("council code", one.council), ("key", one.key)))
