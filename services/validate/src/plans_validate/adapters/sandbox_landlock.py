"""Shut this process out of all files, TCP and its neighbours by Landlock, as far as the kernel's version of it goes.

A ruleset names what it handles; what is handled and not allowed by a rule is refused. This one has no rules at all.
Files that are open stay usable: that is how the document comes in and the report goes out.
"""

import ctypes
import os
import struct

from plans_validate.adapters.sandbox_kernel import system_call

_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_ASK_VERSION = 1

_FIRST_FILE_RIGHTS = 13  # execute, write, read, list, remove two kinds, make seven kinds
_FILE_RIGHT_SINCE = {2: 13, 3: 14, 5: 15}  # version: bit, for moving between folders, truncating, device control
_NETWORK_SINCE, _NETWORK = 4, 0b11  # listening and connecting by TCP
_SCOPE_SINCE, _SCOPE = 6, 0b11  # abstract unix sockets and signals to processes outside


def restrict_files() -> None:
    """Refuse this process, for good, everything that Landlock knows; needs `no_new_privileges`.

    Raises:
        OSError: the kernel has no Landlock, or it is turned off.

    """
    version = system_call(_CREATE_RULESET, 0, 0, _ASK_VERSION)
    handled = _handled(version)
    attributes = ctypes.create_string_buffer(handled, len(handled))
    ruleset = system_call(_CREATE_RULESET, ctypes.addressof(attributes), len(handled), 0)
    try:
        system_call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _handled(version: int) -> bytes:
    """Pack what is handled, in as many words as this version of Landlock knows."""
    rights = (1 << _FIRST_FILE_RIGHTS) - 1
    rights |= sum(1 << bit for since, bit in _FILE_RIGHT_SINCE.items() if version >= since)
    words = [rights]
    if version >= _NETWORK_SINCE:
        words.append(_NETWORK)
    if version >= _SCOPE_SINCE:
        words.append(_SCOPE)
    return struct.pack(f"={len(words)}Q", *words)
