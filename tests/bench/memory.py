"""Own the measuring of memory: what the warm reader holds after some documents, and after many more."""

from collections.abc import Sequence
from pathlib import Path

from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.domain.sandbox import Policy

FEW, MANY = 200, 2_000
_MOST_GROWTH_KIB = 1024


async def memory_line(files: Sequence[bytes]) -> str:
    """Read documents with the service's reader, and say what its warm process holds; needs Linux."""
    held: dict[int, int] = {}
    async with ReaderProcess(Policy.DEGRADE) as reader:
        for number in range(1, MANY + 1):
            await reader.read(files[number % len(files)])
            if number in (FEW, MANY) and reader.process_id is not None:
                held[number] = _resident_kib(reader.process_id)
    grown = held[MANY] - held[FEW]
    verdict = "flat" if grown <= _MOST_GROWTH_KIB else "NOT FLAT"
    return (
        f"warm reader: {held[FEW]} KiB after {FEW} documents, {held[MANY]} KiB after {MANY}: "
        f"{grown:+} KiB, at most +{_MOST_GROWTH_KIB}: {verdict}"
    )


def _resident_kib(process: int) -> int:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
