"""Make .venv from the hashed lock: with uv where it runs, else with pip. Standard library only."""

import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"


def say(text: str) -> None:
    """Show progress on standard error."""
    sys.stderr.write(f"setup: {text}\n")


def run(*command: str | Path) -> bool:
    """Run a command from the root and tell whether it succeeded."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - own arguments


def locked(name: str) -> str:
    """Give one package's lines of the lock, hashes included."""
    found = re.search(rf"^{name}==.*?(?=^\S|\Z)", LOCK.read_text(), re.MULTILINE | re.DOTALL)
    if found is None:
        raise SystemExit(f"requirements.lock does not name {name}")
    return found.group(0)


def with_uv(environment: Path, members: list[str]) -> bool:
    """Install everything with the locked uv."""
    python = environment / "bin" / "python"
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(locked("uv"))
        wanted.flush()
        if not run(python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", wanted.name):
            return False
    uv = (environment / "bin" / "uv", "pip")
    return run(*uv, "sync", "--quiet", "--python", python, "--require-hashes", LOCK) and run(
        *uv, "install", "--quiet", "--python", python, "--no-deps", "--no-build-isolation", *members
    )


def with_pip(environment: Path, members: list[str]) -> bool:
    """Install everything with pip: slower, but every Python has it."""
    pip = (environment / "bin" / "python", "-m", "pip", "install", "--quiet")
    return run(*pip, "--require-hashes", "-r", LOCK) and run(*pip, "--no-deps", "--no-build-isolation", *members)


def main() -> None:
    """Create or update the environment and say what happens."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this script is what finds out
        raise SystemExit("Python 3.11 or newer is needed: call make with PYTHON=python3.11")
    environment = ROOT / ".venv"
    say("creating .venv")
    venv.create(environment, with_pip=True, clear=True)
    folders = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["plans"]["members"]
    members = [argument for folder in folders for argument in ("-e", f"./{folder}")]
    say("installing the locked packages (about 250 MB the first time)")
    if not with_uv(environment, members):
        say("uv could not do it, trying pip")
        if not with_pip(environment, members):
            raise SystemExit("The packages could not be installed: is a package index reachable?")
    (environment / ".ready").touch()
    say("ready")


main()
