"""Own the frames between a service and its reader process: a length in four bytes, then that many bytes."""

import struct
from asyncio import StreamReader
from typing import BinaryIO

LENGTH = struct.Struct(">I")
LARGEST_ANSWER_BYTES = 8 * 1024 * 1024


def frame(content: bytes) -> bytes:
    """Put the length in front of the bytes."""
    return LENGTH.pack(len(content)) + content


def read_frame(source: BinaryIO) -> bytes | None:
    """Read a frame; null at the end of the stream, also in the middle of a frame."""
    header = source.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(header)
    content = source.read(length)
    return content if len(content) == length else None


async def receive_frame(source: StreamReader, largest_bytes: int = LARGEST_ANSWER_BYTES) -> bytes:
    """Receive a frame.

    Raises:
        asyncio.IncompleteReadError: the stream ended before the frame did.
        ValueError: the frame is larger than allowed.

    """
    (length,) = LENGTH.unpack(await source.readexactly(LENGTH.size))
    if length > largest_bytes:
        raise ValueError("the frame is larger than allowed")
    return await source.readexactly(length)
