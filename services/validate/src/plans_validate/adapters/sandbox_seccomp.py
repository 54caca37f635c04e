"""Allow this process only the system calls that reading bytes at hand needs, by a seccomp filter written here.

Three answers: what is needed is allowed; a look for a file, which a library may try and can do without, is refused as
"permission denied"; every other call ends the process. The filter is a few dozen comparisons in the kernel's own
byte code, so no library is needed to make it.
"""

import ctypes
import errno
import os
import struct
from collections.abc import Iterable, Iterator

from plans_validate.adapters.sandbox_kernel import process_control

_SET_SECCOMP, _FILTER = 22, 2

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06  # byte code: load a word, jump on equality, answer
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4  # where the kernel puts the call's number and the machine's kind
ALLOW, KILL = 0x7FFF0000, 0x80000000
REFUSE = 0x00050000 | errno.EACCES

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7), "arm64": (1, 0xC00000B7)}

NEEDED: dict[str, tuple[int | None, int | None]] = {  # the call's number on x86_64 and on aarch64
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62), "poll": (7, None), "ppoll": (271, 73),
    "mmap": (9, 222), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
    "brk": (12, 214), "futex": (202, 98), "membarrier": (324, 283), "set_robust_list": (273, 99),
    "rseq": (334, 293), "getrandom": (318, 278), "uname": (63, 160), "sysinfo": (99, 179),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153),
    "getrusage": (98, 165), "getcpu": (309, 168), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178),
    "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
DISPENSABLE: dict[str, tuple[int | None, int | None]] = {
    "open": (2, None), "openat": (257, 56), "stat": (4, None), "lstat": (6, None), "newfstatat": (262, 79),
    "statx": (332, 291), "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, None), "readlinkat": (267, 78), "getcwd": (79, 17), "getdents64": (217, 61),
    "ioctl": (16, 29), "fcntl": (72, 25), "getrlimit": (97, 163), "prlimit64": (302, 261),
    "tgkill": (234, 131),  # abort(3) goes on to end the process without it
}  # fmt: skip


def restrict_calls() -> None:
    """Put the filter on this process, for good; needs `no_new_privileges`.

    Raises:
        OSError: the kernel refused, or this kind of machine is not in the tables.

    """
    column, _ = _machine()
    put_filter({ALLOW: _numbers(NEEDED, column), REFUSE: _numbers(DISPENSABLE, column)}, KILL)


def put_filter(answers: dict[int, Iterable[int]], otherwise: int) -> None:
    """Put a filter on this process: an answer for some calls' numbers, and one for all others.

    Raises:
        OSError: the kernel refused, or this kind of machine is not in the tables.

    """
    _, architecture = _machine()
    code = b"".join(_program(architecture, answers, otherwise))
    instructions = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HP", len(code) // 8, ctypes.addressof(instructions))
    held = ctypes.create_string_buffer(program, len(program))
    process_control(_SET_SECCOMP, _FILTER, ctypes.addressof(held))


def _program(architecture: int, answers: dict[int, Iterable[int]], otherwise: int) -> Iterator[bytes]:
    yield _instruction(_LOAD, _ARCHITECTURE_AT)
    yield _instruction(_EQUAL, architecture, skip_if_equal=1)
    yield _instruction(_RETURN, KILL)  # a call by another machine's numbers would mean something else
    yield _instruction(_LOAD, _NUMBER_AT)
    for answer, numbers in answers.items():
        for number in numbers:
            yield _instruction(_EQUAL, number, skip_if_not=1)
            yield _instruction(_RETURN, answer)
    yield _instruction(_RETURN, otherwise)


def _instruction(code: int, value: int, *, skip_if_equal: int = 0, skip_if_not: int = 0) -> bytes:
    return struct.pack("=HBBI", code, skip_if_equal, skip_if_not, value)


def _machine() -> tuple[int, int]:
    machine = os.uname().machine
    try:
        return _MACHINES[machine]
    except KeyError:
        raise OSError(errno.ENOSYS, f"no table of system calls for {machine}") from None


def _numbers(calls: dict[str, tuple[int | None, int | None]], column: int) -> list[int]:
    return [number for numbers in calls.values() if (number := numbers[column]) is not None]
