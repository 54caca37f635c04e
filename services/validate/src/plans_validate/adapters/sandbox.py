"""Shut the calling process in, layer by layer, before it looks at a file from outside.

The order matters: limits while they may be set, the user before "no new privileges" and the death signal (which Linux
forgets with a change of user), Landlock before the filter that forbids its calls.
"""

import os
import resource
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from plans_validate.adapters.sandbox_kernel import die_with, forbid_new_privileges
from plans_validate.adapters.sandbox_landlock import restrict_files
from plans_validate.adapters.sandbox_seccomp import restrict_calls
from plans_validate.domain.sandbox import Layer

NOBODY = 65534
_OPEN_FILES = 16


@dataclass(frozen=True)
class Limits:
    """What one file may cost: address space, processor time (more where letters are recognised), time on the clock."""

    memory_bytes: int = 768 * 1024 * 1024
    cpu_seconds: int = 10
    scan_cpu_seconds: int = 28
    wall_seconds: float = 30.0

    def for_scans(self) -> "Limits":
        """Give the limits of a process that recognises letters: more processor time, in the same time on the clock."""
        return replace(self, cpu_seconds=self.scan_cpu_seconds)


def enter(limits: Limits, parent: int) -> tuple[Layer, ...]:
    """Shut this process in for good and tell which layers are on; a layer this machine can't give is left out."""

    def forbid_more() -> None:
        die_with(parent)
        forbid_new_privileges()

    steps: dict[Layer, Callable[[], None]] = {
        Layer.LIMITS: lambda: set_limits(limits),
        Layer.ORDINARY_USER: become_nobody,
        Layer.NO_NEW_PRIVILEGES: forbid_more,
        Layer.LANDLOCK: restrict_files,
        Layer.SYSTEM_CALLS: restrict_calls,
    }
    on = []
    for layer, put_up in steps.items():
        with suppress(OSError, ValueError):
            put_up()
            on.append(layer)
    return tuple(on)


def set_limits(limits: Limits) -> None:
    """Limit what this process may use; nothing is written, no process started, no memory dumped.

    Raises:
        OSError, ValueError: a limit could not be set.

    """
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))


def become_nobody() -> None:
    """Leave root for the user and group that own nothing; any other user stays.

    Raises:
        OSError: root may not change its user here.

    """
    if os.geteuid() == 0 or os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
