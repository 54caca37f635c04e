"""Make hostile packages: Word and OpenDocument files, and zip files that only look like them."""

import zipfile
import zlib
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from written_plans import a_plan

WORD = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" Target="word/document.xml" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
OPENDOCUMENT = b"application/vnd.oasis.opendocument.text"
TYPE_PART = "mimetype"
MEGABYTE = 2**20
Part = bytes | int
FLAGS_AT, ENCRYPTED = 8, 1  # in an entry's record of a directory, and in its own header two bytes earlier
REAL_SIZE_AT = 24


@cache
def packed_zeros(size: int, filler: bytes = b"\0") -> bytes:
    """Pack this many equal bytes."""
    squeeze = zlib.compressobj(1)
    block = filler * MEGABYTE
    packed = b"".join(squeeze.compress(block) for _ in range(size // MEGABYTE))
    return packed + squeeze.compress(filler * (size % MEGABYTE)) + squeeze.flush()


def docx(*, body: bytes = b"", parts: Mapping[str, Part] | None = None) -> bytes:
    """Write a plan as a Word file; `body` comes after it, `parts` replace or join its parts."""
    paragraphs = b"".join(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text.encode() for text in a_plan().split("\n\n"))
    document = b'<?xml version="1.0"?><w:document %s><w:body>%s%s</w:body></w:document>' % (WORD, paragraphs, body)
    whole = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    return zipped(whole | dict(parts or {}))


def odt(content: Part) -> bytes:
    """Write an OpenDocument text with this content part; its type stands first, unpacked, as the format wants it."""
    return zipped({TYPE_PART: OPENDOCUMENT, "content.xml": content})


def nested_zip() -> bytes:
    """Write a zip file in a zip file, ten deep, around a hundred megabytes of one letter."""
    content = b"a" * (100 * MEGABYTE)
    for _ in range(10):
        content = zipped({"word/document.xml": content})
    return content


def with_encrypted_entry(package: bytes) -> bytes:
    """Say of every entry that it is encrypted."""
    changed = bytearray(package)
    for signature, flags_at in ((b"PK\x01\x02", FLAGS_AT), (b"PK\x03\x04", FLAGS_AT - 2)):
        start = package.find(signature)
        while start >= 0:
            changed[start + flags_at] |= ENCRYPTED
            start = package.find(signature, start + 1)
    return bytes(changed)


def with_lying_directory(package: bytes) -> bytes:
    """Say in the directory of every entry that it unfolds to one byte."""
    changed = bytearray(package)
    start = package.find(b"PK\x01\x02")
    while start >= 0:
        changed[start + REAL_SIZE_AT : start + REAL_SIZE_AT + 4] = (1).to_bytes(4, "little")
        start = package.find(b"PK\x01\x02", start + 1)
    return bytes(changed)


def packed(name: str) -> zipfile.ZipInfo:
    """Describe a part."""
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_STORED if name == TYPE_PART else zipfile.ZIP_DEFLATED
    return part


def zipped(parts: Mapping[str, Part]) -> bytes:
    """Pack parts; a number stands for that many blanks."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            with archive.open(packed(name), "w") as entry:
                for block in [content] if isinstance(content, bytes) else [b" " * MEGABYTE] * (content // MEGABYTE):
                    entry.write(block)
    return target.getvalue()
