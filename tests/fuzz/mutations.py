"""Make a file a little wrong: bytes flipped, pieces cut, repeated or taken from another file, numbers made extreme."""

import random
import re
from collections.abc import Callable, Sequence

Mutate = Callable[[random.Random, bytes, Sequence[bytes]], bytes]

_LONGEST_PIECE = 400
_MOST_MUTATIONS = 6
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBERS = (b"0", b"-1", b"1", b"65535", b"65536", b"2147483647", b"4294967296", b"9" * 20, b"1e308", b"")
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xf4\x90\x80\x80", b"\xc2\xad",
    b"\r", b"\n\n",
    b"<", b">", b"&#0;", b"&#xD800;", b"<!--", b"]]>", b"<![CDATA[", b"<?xml version='1.1'?>", b"<!DOCTYPE a [", b"</",
    b"<<", b">>", b"(", b")", b"[", b"]", b"endobj", b"stream\n", b"endstream", b"1 0 R", b"obj", b"null", b"BT",
    b"ET", b"Tj",
    b"|", b"---", b"# ", b"- ", b"1. ", b"\t", b"  ", b"A" * 300, b"9" * 300, b"(" * 300, b"<div>" * 300, b"a " * 300,
)  # fmt: skip


def _flip(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _number in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _piece(chance, content)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def _delete(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _piece(chance, content)
    return content[:start] + content[end:]


def _repeat(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _piece(chance, content)
    return content[:end] + content[start:end] * chance.choice((1, 2, 50)) + content[end:]


def _splice(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _piece(chance, other)
    place = chance.randint(0, len(content))
    return content[:place] + other[start:end] + content[place + chance.choice((0, end - start)) :]


def _truncate(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    return content[: chance.randint(1, len(content))]


def _insert(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    place = chance.randint(0, len(content))
    return content[:place] + chance.choice(_TOKENS) + content[place:]


def _renumber(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    return _changed(chance, content, _NUMBER, lambda _found: chance.choice(_NUMBERS))


def _retag(chance: random.Random, content: bytes, _: Sequence[bytes]) -> bytes:
    """Drop, double or swap a tag of a marked-up text."""
    tags = _TAG.findall(content)
    if not tags:
        return content
    return _changed(chance, content, _TAG, lambda tag: chance.choice((b"", tag * 2, chance.choice(tags))))


def _changed(
    chance: random.Random, content: bytes, pattern: re.Pattern[bytes], change: Callable[[bytes], bytes]
) -> bytes:
    """Change one of the places that match."""
    places = [found.span() for found in pattern.finditer(content)]
    if not places:
        return content
    start, end = chance.choice(places)
    return content[:start] + change(content[start:end]) + content[end:]


def _piece(chance: random.Random, content: bytes) -> tuple[int, int]:
    start = chance.randint(0, len(content))
    return start, min(len(content), start + chance.randint(1, chance.choice((4, 40, _LONGEST_PIECE))))


_KINDS: tuple[Mutate, ...] = (
    _flip, _overwrite, _delete, _repeat, _splice, _truncate, _insert, _insert, _renumber, _renumber, _retag, _retag,
)  # fmt: skip


def mutated(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change a text or any bytes in one to six ways; what is empty stays empty."""
    for _ in range(chance.randint(1, _MOST_MUTATIONS)):
        if not content:
            break
        content = chance.choice(_KINDS)(chance, content, others)
    return content
