"""Which memory may lie in large pages: only what is the process's own, in whole pages of two mebibytes."""

from plans_validate.adapters.warm_memory import whole_large_pages

MAPS = """\
00100000-00900000 rw-p 00000000 00:00 0 [heap]
01000000-01200000 rw-p 00000000 00:00 0
02100000-02300000 rw-p 00000000 00:00 0
03000000-03800000 r-xp 00000000 08:01 42 /usr/lib/libpdfium.so
04000000-04800000 rw-p 00000000 08:01 42 /usr/lib/libpdfium.so
05000000-05800000 rw-p 00000000 00:00 0 [stack]
06000000-06800000 rw-s 00000000 00:00 0
"""


def test_only_own_memory_and_whole_large_pages_are_gathered() -> None:
    assert list(whole_large_pages(MAPS.splitlines())) == [(0x200000, 0x600000), (0x1000000, 0x200000)]
