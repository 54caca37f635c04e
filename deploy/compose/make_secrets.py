"""Make the passwords that docker-compose.yml reads: random, one a file, what is there stays. Standard library only.

Compose mounts the files as they are, and the containers' users are not ours, so the files are readable; the folder
around them is not.
"""

import secrets
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "secrets"
NAMES = (
    "postgres_password",
    "ingest_password",
    "validate_password",
    "aggregate_password",
    "analyst_password",
    "session_secret",
    "grafana_password",
)


def main() -> None:
    """Write what is missing and say what was done."""
    FOLDER.mkdir(mode=0o700, exist_ok=True)
    FOLDER.chmod(0o700)
    missing = [FOLDER / name for name in NAMES if not (FOLDER / name).exists()]
    for file in missing:
        file.write_text(secrets.token_urlsafe(32))
        file.chmod(0o444)
    sys.stdout.write(f"secrets: {len(missing)} made, {len(NAMES) - len(missing)} kept\n")


main()
