"""Own the words about the sandbox in which one file is read: its layers, what to do without one, how a reading ends."""

from enum import StrEnum


class Layer(StrEnum):
    """A wall around the process that reads one file; each holds without the others."""

    LIMITS = "limits"
    """Memory, processor time, open files; no byte written, no process started."""
    ORDINARY_USER = "ordinary_user"
    """Not root: a process started as root becomes the user who owns nothing."""
    NO_NEW_PRIVILEGES = "no_new_privileges"
    """No program gives more rights than the process has."""
    LANDLOCK = "landlock"
    """No file by its path, no TCP, no signal and no abstract socket to a process outside (by the kernel's age)."""
    SYSTEM_CALLS = "system_calls"
    """Only the calls that reading bytes already at hand needs."""


class Policy(StrEnum):
    """What to do on a machine that lacks a layer."""

    REQUIRE = "require"
    """Read no file without every layer."""
    DEGRADE = "degrade"
    """Read behind the layers there are."""


class Ending(StrEnum):
    """How the process that read one file ended."""

    ANSWERED = "answered"
    TOOK_TOO_LONG = "took_too_long"
    FORBIDDEN_CALL = "forbidden_call"
    CRASHED = "crashed"
