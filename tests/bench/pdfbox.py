"""Own Apache PDFBox as a yardstick: one Java process that stays warm and reads all files once whenever it is asked."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from plans_local.jars import locked_jars
from plans_local.processes import StackError
from plans_local.stack_folder import cache_folder

NAME = "Apache PDFBox 3.0.8"
_LOCK = Path(__file__).with_name("pdfbox-jars.lock")
_PROGRAM = Path(__file__).with_name("PdfBoxRounds.java")
_WARM_UP_ROUNDS = 20


class NoPdfBoxError(Exception):
    """PDFBox cannot run here; the message says why."""


@contextmanager
def warm_pdfbox(files: Sequence[bytes], say: Callable[[str], None]) -> Iterator[Callable[[], int]]:
    """Give what reads all files once and counts their characters; rounds have warmed the process up.

    Raises:
        NoPdfBoxError: there is no Java with a compiler, or its jars cannot be fetched.

    """
    java = _java()
    try:
        jars = locked_jars(_LOCK, cache_folder(), NAME, say=say)
    except StackError as error:
        raise NoPdfBoxError(str(error)) from error
    with tempfile.TemporaryDirectory() as folder:
        names = [_written(Path(folder) / f"{number}.pdf", content) for number, content in enumerate(files)]
        command = [java, "-cp", os.pathsep.join(map(str, jars)), str(_PROGRAM), *names]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            try:
                for _ in range(_WARM_UP_ROUNDS):
                    _round(process)
                yield lambda: _round(process)
            finally:
                process.kill()


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise NoPdfBoxError("there is no Java on this machine")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False).stdout
    if "jdk.compiler" not in modules:
        raise NoPdfBoxError("the Java on this machine has no compiler")
    return java


def _written(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def _round(process: subprocess.Popen[str]) -> int:
    if process.stdin is None or process.stdout is None:
        raise NoPdfBoxError("the Java process has no pipes")
    process.stdin.write("\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise NoPdfBoxError("the Java process ended")
    return int(answer)
