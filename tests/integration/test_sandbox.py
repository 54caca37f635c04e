"""Own the walls around a reader: eleven attacks from inside, by an ordinary user; what each wall holds by itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plans_validate.adapters.reader_process import ReaderProcess, ReaderUnavailableError
from plans_validate.adapters.sandbox import NOBODY, Limits
from plans_validate.adapters.sandbox_seccomp import DISPENSABLE, NEEDED
from plans_validate.domain.sandbox import Layer, Policy
from stack import LONG_SECONDS

ATTACK = Path(__file__).parent / "programs" / "attack.py"
ATTACKS = {
    "read", "write", "list", "tcp", "udp", "unix socket", "signal", "fork", "exec", "ptrace", "large allocation",
}  # fmt: skip
EVERYBODY_CAN = ATTACKS - {"ptrace", "large allocation"}  # these two hang on the machine's own settings and memory
X86_64 = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
GENERIC = Path("/usr/include/asm-generic/unistd.h")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls of the sandbox are Linux's")


def succeeded_behind(walls: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, ATTACK, walls], capture_output=True, text=True, check=True, timeout=LONG_SECONDS
    )
    answer = json.loads(done.stdout)
    assert answer["user"] != 0, "root would prove nothing"
    assert set(answer["results"]) == ATTACKS
    return {name for name, result in answer["results"].items() if result == "succeeded"}


def test_every_attack_from_inside_is_refused() -> None:
    assert succeeded_behind("all") == set()


def test_without_walls_nine_of_them_succeed() -> None:
    assert len(EVERYBODY_CAN) == 9
    assert succeeded_behind("none") >= EVERYBODY_CAN


@pytest.mark.parametrize(
    ("wall", "held"),
    [
        ("limits", {"write", "fork", "large allocation"}),
        ("landlock", {"read", "write", "list", "exec", "ptrace"}),
        ("system_calls", ATTACKS - {"large allocation"}),
    ],
)
def test_each_wall_holds_by_itself(wall: str, held: set[str]) -> None:
    assert succeeded_behind(wall) & held == set()


async def test_files_are_read_behind_every_layer() -> None:
    async with ReaderProcess(Policy.REQUIRE) as reader:
        assert reader.layers == set(Layer)


async def test_a_machine_that_lacks_a_layer_is_refused_or_taken_as_the_setting_says() -> None:
    impossible = Limits(cpu_seconds=-1, scan_cpu_seconds=-1)  # the kernel refuses: this machine lacks the layer

    with pytest.raises(ReaderUnavailableError, match="limits"):
        await ReaderProcess(Policy.REQUIRE, impossible).start()
    async with ReaderProcess(Policy.DEGRADE, impossible) as reader:
        assert reader.layers == set(Layer) - {Layer.LIMITS}


def test_nobody_is_the_user_the_kernel_means() -> None:
    assert Path("/proc/sys/kernel/overflowuid").read_text().strip() == str(NOBODY)


@pytest.mark.skipif(not (X86_64.exists() and GENERIC.exists()), reason="the kernel's headers are not installed")
def test_calls_have_the_kernels_own_numbers() -> None:
    x86_64 = {name: int(number) for name, number in re.findall(r"__NR_(\w+) (\d+)", X86_64.read_text())}
    generic = {
        "newfstatat" if name == "fstatat" else name: int(number)
        for name, number in re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", GENERIC.read_text())
    }
    for name, (ours_x86_64, ours_aarch64) in (NEEDED | DISPENSABLE).items():
        assert x86_64[name] == ours_x86_64, name
        assert generic.get(name) == ours_aarch64, name
