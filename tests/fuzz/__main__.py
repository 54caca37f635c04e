"""Read files made a little wrong, each in the real sandbox, for a given time; keep what does harm.

Harm is: the process that starts readers ends, an answer takes longer than its limit, a reader makes a call that is
forbidden, or ends by an error of ours. A reader that a library brings down, or that takes too long, is what the sandbox
is for: it is counted, and the file kept beside the others, but it is no failure.
"""

import argparse
import asyncio
import logging
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from fuzz.seeds import MUTATIONS, seeds_of
from plans_validate.adapters.reader_process import ReaderProcess
from plans_validate.adapters.sandbox import Limits
from plans_validate.domain.sandbox import Ending, Policy

LIMITS = Limits()
GRACE_SECONDS = 5.0
AN_ERROR_OF_OURS = 1
GOOD = b"Herefordshire Council Productivity Plan\n\nWe saved 1.1m pounds in 2023/24."


class LastEnding(logging.Handler):
    """Know the exit code of the last reader that ended without an answer."""

    code = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Take the code from the reader process's own warning."""
        self.code = getattr(record, "code", self.code)


@dataclass
class Tally:
    """What became of the files of one reader."""

    reader: str
    keep_in: Path
    outcomes: Counter[str] = field(default_factory=Counter)
    contained: Counter[str] = field(default_factory=Counter)
    harm: Counter[str] = field(default_factory=Counter)
    slowest_seconds: float = 0.0

    def keep(self, what: str, content: bytes) -> None:
        """Keep a file under the name of what it did."""
        self.keep_in.mkdir(parents=True, exist_ok=True)
        name = f"{self.reader}-{what.replace(' ', '-')}-{sha256(content).hexdigest()[:12]}"
        (self.keep_in / name).write_bytes(content)

    def __str__(self) -> str:
        counts = ", ".join(f"{name} {count}" for name, count in self.outcomes.most_common())
        ends = f"contained: {dict(self.contained) or 'none'}; harm: {dict(self.harm) or 'none'}"
        return f"{self.reader}: {self.outcomes.total()} files ({counts}); {ends}; slowest {self.slowest_seconds:.1f} s"


async def fuzz(reader_name: str, seconds: float, seed: int, tally: Tally, folder: Path | None = None) -> Tally:
    """Have a reader read damaged files until time is up."""
    endings: list[Ending] = []
    last = LastEnding()
    logging.getLogger("plans_validate").addHandler(last)
    seeds = seeds_of(reader_name, folder)
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    async with ReaderProcess(Policy.REQUIRE, LIMITS, on_ending=endings.append) as reader:
        while time.monotonic() < end:
            content = MUTATIONS[reader_name](chance, chance.choice(seeds), seeds)
            zygote, start = reader.process_id, time.monotonic()
            report = await reader.read(content)
            took = time.monotonic() - start
            tally.slowest_seconds = max(tally.slowest_seconds, took)
            tally.outcomes[report.outcome] += 1
            _judge(tally, content, endings[-1], last.code, took)
            if reader.process_id != zygote:
                _harm(tally, "the zygote ended", content)
            endings.clear()
            endings.append(Ending.ANSWERED)
    return tally


def _judge(tally: Tally, content: bytes, ending: Ending, code: int, took: float) -> None:
    if took > LIMITS.wall_seconds + GRACE_SECONDS:
        _harm(tally, "over the wall limit", content)
    elif ending is Ending.FORBIDDEN_CALL:
        _harm(tally, "forbidden call", content)
    elif ending is Ending.CRASHED and code == AN_ERROR_OF_OURS:
        _harm(tally, "error of ours", content)
    elif ending is not Ending.ANSWERED:
        tally.contained[f"{ending} {code}"] += 1
        tally.keep(f"contained {code}", content)


def _harm(tally: Tally, what: str, content: bytes) -> None:
    tally.harm[what] += 1
    tally.keep(what, content)


def main() -> int:
    """Fuzz the readers asked for, one after the other; give 1 if any did harm."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--reader", choices=[*MUTATIONS, "each"], default="each")
    options.add_argument("--seconds", type=float, default=20.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seeds", type=Path, help="a folder of good files of your own")
    options.add_argument("--keep-in", type=Path, default=Path(".local/fuzz"))
    asked = options.parse_args()
    harm = False
    for reader in MUTATIONS if asked.reader == "each" else [asked.reader]:
        tally = asyncio.run(fuzz(reader, asked.seconds, asked.seed, Tally(reader, asked.keep_in), asked.seeds))
        print(f"seed {asked.seed}; {tally}", flush=True)  # noqa: T201 - the program's answer
        harm = harm or bool(tally.harm)
    return int(harm)


if __name__ == "__main__":
    sys.exit(main())
