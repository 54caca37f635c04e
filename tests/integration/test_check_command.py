"""Own `plans check`: the program as a council runs it."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from subprocess import PIPE

import pytest

from plans_schema.report import Report
from stack import LONG_SECONDS
from written_files import bomb, pdf_of
from written_plans import COUNCIL, a_plan

PLANS = str(Path(sys.executable).parent / "plans")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PLANS, "check", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=LONG_SECONDS
    )


shown_for = cache(run)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "plan.bin"
    path.write_bytes(pdf_of(a_plan(introduction="This plan was endorsed by Cabinet on 9 July 2024.")))
    return path


def test_json_is_the_report_and_the_same_each_time(plan: Path) -> None:
    first, second = shown_for(plan, "--council", COUNCIL, "--json"), run(plan, "--council", COUNCIL, "--json")

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == second.stdout
    report = Report.model_validate_json(first.stdout)
    assert report.outcome == "checked"
    assert json.loads(first.stdout)["council"] == {"declared": COUNCIL, "in_document": COUNCIL}


def test_the_terminal_shows_pages_and_quotes(plan: Path) -> None:
    shown = shown_for(plan)

    assert (shown.returncode, shown.stderr) == (0, "")
    assert "Herefordshire Council (E06000019)" in shown.stdout
    assert "page 1: “This plan was endorsed by Cabinet on 9 July 2024.”" in shown.stdout
    assert "Members have endorsed the plan (Cabinet, 9 July 2024)" in shown.stdout
    assert "How you use data:" in shown.stdout


def test_the_terminal_shows_words_in_its_width_and_no_codes(plan: Path) -> None:
    lines = shown_for(plan).stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert [line for line in lines if re.search(r"\bR\d\d\b|\bT[1-4]\b|[a-z]_[a-z]", line)] == []
    titles = [line for line in lines if line and not line.startswith(" ")]
    assert titles[1] == "What the letter says must be done"


def test_a_reading_has_a_name_that_the_same_file_always_gets(plan: Path, tmp_path: Path) -> None:
    named = json.loads(run(plan, "--json").stdout)["reading_id"]

    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{8}", named)
    told = " ".join(shown_for(plan).stdout.split())
    assert told.endswith(f"what your text says there, and name this id: {named}")
    file, rules = named.split("-")
    sent = shown_for(plan, "--council", COUNCIL, "--json")
    assert json.loads(sent.stdout)["reading_id"] == f"{file}-{COUNCIL}-{rules}"
    other = tmp_path / plan.name
    other.write_bytes(plan.read_bytes() + b"\n")
    assert json.loads(run(other, "--json").stdout)["reading_id"] != named


@pytest.mark.parametrize(("arguments", "told"), [((), 1), (("--json",), 0)])
def test_a_person_at_a_terminal_is_told_what_takes_the_time(plan: Path, arguments: tuple[str, ...], told: int) -> None:
    screen, end = os.openpty()
    shown = subprocess.run(
        [PLANS, "check", plan, *arguments], stdout=PIPE, stderr=end, check=True, timeout=LONG_SECONDS
    )
    os.write(end, b"the end\n")
    said = b""
    while b"the end" not in said:
        said += os.read(screen, 1000)
    os.close(screen)
    os.close(end)

    assert said.count(b"Reading plan.bin and checking it takes some seconds.") == told
    assert said.count(b"\n") == told + 1
    assert b"takes some seconds" not in shown.stdout


def test_an_unreadable_file_is_a_report_and_no_error(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(bomb())
    shown = run(path, "--json")

    assert shown.returncode == 0
    assert json.loads(shown.stdout)["outcome"] == "could_not_check"


def test_a_missing_file_and_an_unknown_council_end_with_2(plan: Path, tmp_path: Path) -> None:
    missing = run(tmp_path / "none.pdf")

    assert missing.returncode == 2
    assert missing.stderr.startswith("We could not find")
    assert run(plan, "--council", "E99999999").returncode == 2


def test_a_code_is_taken_in_small_letters_and_an_abolished_councils_names_its_successor(plan: Path) -> None:
    report = json.loads(run(plan, "--council", COUNCIL.lower(), "--json").stdout)
    gone = run(plan, "--council", "e07000163")

    assert report["council"]["declared"] == COUNCIL
    assert gone.returncode == 2
    assert "North Yorkshire Council (E06000065)" in " ".join(gone.stderr.replace("│", " ").split())


def test_an_empty_file_and_a_folder_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").touch()
    empty, folder = run(tmp_path / "plan.pdf"), run(tmp_path)

    assert (empty.returncode, folder.returncode) == (2, 2)
    assert "plan.pdf is empty, so there is nothing to check." in empty.stderr
    assert "is a folder. Please name one file in it." in folder.stderr
