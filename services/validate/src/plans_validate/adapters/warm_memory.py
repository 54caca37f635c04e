"""Own how a warm process holds its memory, so that each fork of it costs little.

What is there stays for good and is never searched for garbage; and the search is seldom, as reading a file makes
thousands of objects and hardly one that needs it. Large pages make the table short that a fork copies: where the kernel
can't gather small pages into large ones (before Linux 6.1, or elsewhere), forks cost more and all else is the same.
"""

import ctypes
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

LARGE_PAGE = 2 * 1024 * 1024
_COLLAPSE = 25
_OBJECTS_BETWEEN_SEARCHES = 50_000


def settle() -> None:
    """Ready this process, with all that it has loaded, to be forked for one file after another."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES)
    _hold_in_large_pages()


def _hold_in_large_pages() -> None:
    """Gather this process's own memory into large pages, where the kernel can; takes some tenths of a second."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    with suppress(OSError):
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
        for start, length in whole_large_pages(maps):
            advise(ctypes.c_void_p(start), ctypes.c_size_t(length), _COLLAPSE)  # a refusal leaves the pages small


def whole_large_pages(maps: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give start and length of what could lie in large pages: writable memory of no file, by the lines of `maps`."""
    for line in maps:
        addresses, rights, _, _, file, *name = line.split()
        if rights != "rw-p" or file != "0" or name not in ([], ["[heap]"]):
            continue
        first, after = (int(address, 16) for address in addresses.split("-"))
        start, end = -(-first // LARGE_PAGE) * LARGE_PAGE, after // LARGE_PAGE * LARGE_PAGE
        if start < end:
            yield start, end - start
