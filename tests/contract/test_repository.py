"""The repository's own promises: no host of a registry, no path of a machine, no long module, no borrowed text."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
MAXIMUM_MODULE_LINES = 300
WORDS_IN_A_ROW = 12
BEGINS, ENDS = "Dear Chief Executive", "SIMON HOARE"  # the letter may stand as data: Crown copyright, OGL v3.0


def tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listing.stdout.splitlines() if (ROOT / line).is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_registry_host_is_committed() -> None:
    names = ["pypi.or" + "g", "pythonhosted.or" + "g", "registry.npmj" + "s", "repo1.mave" + "n", "proxy.golan" + "g"]
    names += ["crates.i" + "o", "deb.debian.or" + "g", "central.sonatyp" + "e", "maven.apache.org/maven" + "2"]
    host = re.compile("|".join(map(re.escape, names)))
    assert [str(path.relative_to(ROOT)) for path in tracked() if host.search(text_of(path))] == []


def test_no_path_of_a_machine_is_committed() -> None:
    path_of_a_machine = re.compile(r"(?<![A-Za-z0-9_.])/(work|farm|root)/")
    sources = tracked("*.py", "*.md", "*.toml", "*.yml", "*.lock", "Makefile", ".ci/*")
    assert [str(path.relative_to(ROOT)) for path in sources if path_of_a_machine.search(text_of(path))] == []


def test_the_lock_of_the_resolver_with_hosts_is_not_committed() -> None:
    assert tracked("*uv.lock") == []


def test_no_module_is_over_300_lines() -> None:
    modules = [path for path in tracked("*.py") if "migrations" not in path.parts]
    too_long = {path.name: len(text_of(path).splitlines()) for path in modules}
    assert {name: lines for name, lines in too_long.items() if lines > MAXIMUM_MODULE_LINES} == {}


def test_the_five_documents_are_nowhere_in_the_repository(shared_documents: Path) -> None:
    def runs(text: str) -> set[str]:  # within lines: the letter's four titles also stand side by side elsewhere
        lines = (re.findall(r"[a-z0-9£%]+", line.lower()) for line in text.splitlines())
        return {
            " ".join(each[at : at + WORDS_IN_A_ROW]) for each in lines for at in range(len(each) - WORDS_IN_A_ROW + 1)
        }

    texts = [text_of(path) for path in shared_documents.glob("*.txt")]
    letter = next(text[text.index(BEGINS) : text.index(ENDS)] for text in texts if BEGINS in text and ENDS in text)
    theirs = set().union(*map(runs, texts)) - runs(letter)
    ours = {path: runs(text_of(path)) & theirs for path in tracked("*.py", "*.md", "*.html", "*.toml", "*.json")}
    assert {str(path.relative_to(ROOT)): sorted(found)[:2] for path, found in ours.items() if found} == {}


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_names_the_two_commands(command: str) -> None:
    assert command in text_of(ROOT / "README.md")
