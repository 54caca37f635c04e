"""Call the Linux kernel where Python has no function for it; elsewhere every call is refused as unknown."""

import ctypes
import errno
import os
import signal
import sys

_SET_PARENT_DEATH_SIGNAL = 1
_SET_DUMPABLE = 4
_SET_NO_NEW_PRIVILEGES = 38


def process_control(option: int, *arguments: int) -> None:
    """Call prctl(2).

    Raises:
        OSError: the kernel refused, or is not Linux.

    """
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has prctl")
    values = (*arguments, 0, 0, 0, 0)[:4]
    _result(ctypes.CDLL(None, use_errno=True).prctl(option, *map(ctypes.c_ulong, values)))


def system_call(number: int, *arguments: int) -> int:
    """Make a system call by its number, with whole numbers and addresses; give what it returns.

    Raises:
        OSError: the kernel refused, or is not Linux.

    """
    if sys.platform != "linux":
        raise OSError(errno.ENOSYS, "only Linux has these calls")
    call = ctypes.CDLL(None, use_errno=True).syscall
    call.restype = ctypes.c_long
    return _result(call(ctypes.c_long(number), *map(ctypes.c_ulong, arguments)))


def _result(returned: int) -> int:
    if returned < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return returned


def die_with(parent: int) -> None:
    """End this process when its parent ends, or now if it has; where the kernel can't, do nothing.

    Linux forgets this when a process changes its user, so that comes first.
    """
    if sys.platform == "linux":
        process_control(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def forbid_looking_in() -> None:
    """Let no process of the same user read this one's memory or trace it; where the kernel can't, do nothing."""
    if sys.platform == "linux":
        process_control(_SET_DUMPABLE, 0)


def forbid_new_privileges() -> None:
    """Give up every way to more rights, for this process and all that it starts.

    Raises:
        OSError: the kernel refused.

    """
    process_control(_SET_NO_NEW_PRIVILEGES, 1)
