"""A leftover is ended only when it is really ours: a process id alone may have a new owner."""

import os
import signal
from pathlib import Path

from plans_local.processes import end_leftover


def test_a_process_that_only_has_the_number_is_left_alone(tmp_path: Path) -> None:
    pid_file = tmp_path / "server.pid"
    pid_file.write_text(f"{os.getpid()} 1\n")
    assert not end_leftover(pid_file, signal.SIGKILL)
    assert not pid_file.exists()


def test_a_torn_or_missing_pid_file_is_no_leftover(tmp_path: Path) -> None:
    (tmp_path / "torn.pid").write_text("47")
    assert not end_leftover(tmp_path / "torn.pid", signal.SIGKILL)
    assert not end_leftover(tmp_path / "missing.pid", signal.SIGKILL)
