"""Own the look into a zip package (Word, OpenDocument): rules first, then single parts, each up to a limit.

Nothing is unpacked to a disk, and no part is asked for by a name that the file chose freely. The directory of a zip can
lie about sizes, so the limits hold again while a part is read.
"""

import struct
import zipfile
import zlib
from io import BytesIO

from plans_validate.adapters.reading_faults import CouldNotReadError, LimitReachedError

SIGNATURE = b"PK\x03\x04"
_MOST_ENTRIES = 5_000
_MOST_BYTES = 512 * 1024 * 1024
_MOST_PART_BYTES = 40 * 1024 * 1024
_BOMB_RATIO = 200
_BOMB_BYTES = 64 * 1024 * 1024
_ENCRYPTED_FLAG = 0x1

PROTECTED = (
    "We could not open this document because it is protected with a password. "
    "Please save it without a password and send it again."
)
DAMAGED = (
    "We could not open this file: it looks like a document that is damaged or was cut short. "
    "Please save the plan again, or export it to PDF, and send the new file."
)
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip


class Package:
    """The parts of one zip package, by name."""

    def __init__(self, content: bytes) -> None:
        """Open a package and hold its directory against the rules.

        Raises:
            CouldNotReadError: it is damaged or protected with a password.
            LimitReachedError: it unfolds to more than we read.

        """
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except _FAULTS as error:
            raise CouldNotReadError(DAMAGED) from error
        entries = self._archive.infolist()
        if len(entries) > _MOST_ENTRIES:
            raise LimitReachedError(f"the package has more than {_MOST_ENTRIES} parts")
        if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
            raise CouldNotReadError(PROTECTED)
        unfolded = sum(entry.file_size for entry in entries)
        if unfolded > _MOST_BYTES or (unfolded > _BOMB_BYTES and unfolded > _BOMB_RATIO * len(content)):
            raise LimitReachedError(f"the package unfolds to {unfolded} bytes")
        self.names = tuple(entry.filename for entry in entries)

    def part(self, name: str) -> bytes | None:
        """Give the bytes of a part; null when there is none of that name.

        Raises:
            CouldNotReadError: the part is damaged.
            LimitReachedError: it is larger than we read.

        """
        try:
            entry = self._archive.getinfo(name)
        except KeyError:
            return None
        try:
            with self._archive.open(entry) as stream:
                content = stream.read(_MOST_PART_BYTES + 1)
        except _FAULTS as error:
            raise CouldNotReadError(DAMAGED) from error
        if len(content) > _MOST_PART_BYTES:
            raise LimitReachedError(f"a part is larger than {_MOST_PART_BYTES} bytes")
        return content
