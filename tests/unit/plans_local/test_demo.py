"""What the demo tells at its end: while the servers answer, where; afterwards, only what is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from typer.testing import CliRunner

from builders import BROMSGROVE
from plans_local import demo
from plans_local.demo_screen import Sent
from plans_local.render import Sample

ADDRESS = "http://127.0.0.1:50001"
COMMAND = typer.Typer(add_completion=False)
COMMAND.command()(demo.demo)


@contextmanager
def a_desk() -> Iterator[SimpleNamespace]:
    postgres = SimpleNamespace(port=50002, psql_path="psql")
    yield SimpleNamespace(
        folder=Path("services"),
        url=ADDRESS,
        url_of=lambda _: ADDRESS,
        services={},
        stack=SimpleNamespace(postgres=postgres),
        passwords={"analyst": "secret"},
    )


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the demo have sent one plan, without servers, and end as soon as it stays."""

    def stay(_: object) -> None:
        raise KeyboardInterrupt

    sample = Sample(Path("files/our plan.pdf"), BROMSGROVE, "")
    sent = [Sent(sample, BROMSGROVE, "plans_key", {"status": "checked"})]
    monkeypatch.chdir(tmp_path)
    Path("services").mkdir()
    for name, stand_in in (
        ("_make_way", lambda: None),
        ("_prepared", lambda _: [sample]),
        ("_fresh_desk", a_desk),
        ("_run", lambda *_: (sent, {"validate": 0})),
        ("_stay", stay),
    ):
        monkeypatch.setattr(demo, name, stand_in)


@pytest.mark.usefixtures("ended")
def test_a_demo_that_ends_by_itself_names_nothing_that_no_longer_answers() -> None:
    shown = CliRunner().invoke(COMMAND, ["--once"])

    assert shown.exit_code == 0
    assert [word for word in ("http", "psql", "plans_key", "Ctrl-C") if word in shown.stdout] == []
    assert f".venv/bin/plans check 'files/our plan.pdf' --council {BROMSGROVE}" in shown.stdout


@pytest.mark.usefixtures("ended")
def test_a_demo_that_stays_names_its_addresses_and_a_key() -> None:
    shown = CliRunner().invoke(COMMAND, [])

    assert shown.exit_code == 0
    assert [word for word in (ADDRESS, "psql", "plans_key", "Ctrl-C") if word not in shown.stdout] == []
    assert "have ended" not in shown.stdout
