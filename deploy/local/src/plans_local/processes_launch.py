"""Turn a fresh process into the program we want: the other user first, then "die with your parent", then exec.

It runs as a script, so that nothing of ours happens between fork and exec in a process with threads. The order
matters: Linux forgets the death signal when a process changes its user.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main(arguments: list[str]) -> None:
    """Become `arguments[4:]`; before it stand the parent's pid, the death signal, user and group (-1: as we are)."""
    parent, death_signal, uid, gid = (int(word) for word in arguments[:4])
    command = arguments[4:]
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:
            sys.exit("The process that started this one has ended.")
    for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted here


if __name__ == "__main__":
    main(sys.argv[1:])
