"""Own what holds of every reading: bars met, quotes true, nothing learnt by heart, the same answer each time."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plans_schema.report import Report
from plans_validate.domain.words import words_of_phrase
from plans_validate.rounds import load_round
from quality.bars import unmet
from quality.labelled import content_of, labels, report_on
from quality.measuring import SIGHTS, folder_of, on_held_out, on_labels, on_sight, on_unseen, on_variants
from quality.second_sight.cases import endorsement_cases, figure_cases, theme_cases
from stack import LONG_SECONDS

POSITIVE = {"addressed", "partial"}
PROGRAM = """
import hashlib, sys
from pathlib import Path
from plans_validate.adapters.checking import check_document
for name in sys.argv[1:]:
    print(hashlib.sha256(check_document(Path(name).read_bytes()).model_dump_json().encode()).hexdigest())
"""
needs_labels = pytest.mark.skipif(not labels(), reason="the labelled documents are not beside this clone")


def test_readings_of_generated_plans_reach_their_bars() -> None:
    assert unmet({"variants": on_variants(), "unseen": on_unseen()}) == []


def test_readings_of_held_out_plans_do_not_fall_behind() -> None:
    assert (
        unmet({"held_out": on_held_out(), **{name: on_sight(name) for name in ("second_sight", "third_sight")}}) == []
    )


def texts_held_out(folder: Path, seed: int) -> list[str]:
    generators = (theme_cases, endorsement_cases, figure_cases)
    return [case.text for generate in generators for case in generate(folder, seed)]


@pytest.mark.parametrize("name", SIGHTS)
def test_the_plans_held_out_later_are_many_and_the_same_each_time(name: str) -> None:
    made = texts_held_out(folder_of(name), seed=1)

    assert made == texts_held_out(folder_of(name), seed=1)
    assert len(set(made)) >= 200


@needs_labels
def test_readings_of_the_labelled_plans_reach_their_bars() -> None:
    assert unmet({"labels": on_labels()}) == []


def phrases_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from (each for value in data.values() for each in phrases_in(value))
    elif isinstance(data, (list, tuple)):
        yield from (each for value in data for each in phrases_in(value))


def words_of(text: str) -> str:
    return f" {' '.join(words_of_phrase(text))} "


@needs_labels
def test_no_phrase_of_five_words_is_one_documents_own() -> None:
    texts = [words_of(content_of(label).decode()) for label in labels()]
    asked = {text for theme in load_round().themes for text in (theme.title, *theme.questions)}
    written = set(phrases_in(load_round().model_dump(exclude={"letter"}))) - asked
    long = [phrase for phrase in written if len(words_of_phrase(phrase)) >= 5]

    assert [phrase for phrase in long if sum(words_of(phrase) in text for text in texts) == 1] == []


def positives(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (each for name in ("themes", "questions") for each in report[name] if each["status"] in POSITIVE)
    yield from (each for name in ("figures", "barriers", "practices") for each in report[name])
    if report["endorsement"]["status"] != "not_stated":
        yield report["endorsement"]
    if report["publication"]["status"] != "not_stated":
        yield report["publication"]
    if report["dates"]["stated"]:
        yield report["dates"]


@needs_labels
def test_every_positive_statement_quotes_the_document_word_for_word() -> None:
    for label in labels():
        text = " ".join(content_of(label).decode().split())
        report: Report = report_on(label["document"])
        for said in positives(json.loads(report.model_dump_json())):
            quotes = [each["quote"] for each in said["evidence"]]
            assert quotes, said
            assert all(len(quote) >= 15 and quote in text for quote in quotes), said


@needs_labels
def test_the_same_file_gives_the_same_bytes_whatever_the_process(tmp_path: Path) -> None:
    files = []
    for label in labels():
        files.append(str(tmp_path / label["document"]))
        Path(files[-1]).write_bytes(content_of(label))
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *files],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
            timeout=LONG_SECONDS,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]
    assert (
        runs[0].split()[0].decode()
        == hashlib.sha256(report_on(labels()[0]["document"]).model_dump_json().encode()).hexdigest()
    )
