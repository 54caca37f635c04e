"""Make files wrong inside their structure: a part of a package, an object of a PDF; the shell stays whole."""

import base64
import io
import random
import re
import zipfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from functools import cache

from lxml import etree

from fuzz.mutations import mutated
from written_files import pdf_of_objects
from written_formats import package_of

_OBJECT = re.compile(rb"\d+ \d+ obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_FILTERS = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_REFERENCE = re.compile(rb"\b(\d+) 0 R")
_ENTRY = re.compile(rb"/\w+")
_FEWEST_OBJECTS = 2
_WHOLE_SHELL = 0.8
_TYPE_PART = "mimetype"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def mutated_package(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change parts of a zip package and pack it again; now and then the package's own bytes."""
    parts = _parts_of(content)
    if not parts or chance.random() > _WHOLE_SHELL:
        return mutated(chance, content, others)
    pool = [part for other in others for part in _parts_of(other).values() if part] or list(parts.values())
    names = sorted(name for name in parts if name != _TYPE_PART or chance.random() > _WHOLE_SHELL)
    for name in chance.sample(names, chance.randint(1, min(2, len(names)))):
        change = mutated_markup if name.endswith(".xml") and chance.random() < _WHOLE_SHELL else mutated
        parts[name] = change(chance, parts[name], pool)
    if chance.random() < 0.05:
        parts.pop(chance.choice(sorted(parts)))
    return package_of(parts)


def mutated_markup(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change the tree of a marked-up part, so that it stays well formed; what has no tree is changed as any bytes."""
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError:
        return mutated(chance, content, others)
    for _ in range(chance.randint(1, 6)):
        elements = list(root.iter(etree.Element))
        _change_tree(chance, chance.choice(elements), chance.choice(elements))
    return bytes(etree.tostring(root))


def _change_tree(chance: random.Random, element: etree._Element, other: etree._Element) -> None:
    """Move, double, drop, rename or reword an element."""
    kind, parent = chance.randrange(6), element.getparent()
    if kind == 0 and parent is not None:
        parent.remove(element)
    elif kind == 1:
        other.append(deepcopy(element))
    elif kind == 2:
        element.tag = other.tag
    elif kind == 3:
        element.text = chance.choice(
            ("", "9" * 400, "\u202e", "\n", "£1.1m", other.text or "", "\ud7ff\ufffd\u00ad" * 40)
        )
    elif kind == 4:
        for name in element.attrib:
            element.set(name, chance.choice(("", "-1", "99999999999", "0", "x", *map(str, other.attrib.values()))))
    elif parent is not None:
        for _ in range(chance.choice((1, 3, 200))):
            parent.insert(chance.randint(0, len(parent)), deepcopy(element))


def _parts_of(content: bytes) -> dict[str, bytes]:
    with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return {}


@cache
def unfolded(content: bytes) -> bytes:
    """Write a PDF anew with its streams unpacked, so that what they say can be changed; else give it as it is."""
    found = [_unpacked(body) for body in _OBJECT.findall(content)]
    catalogue = next((place for place, body in enumerate(found) if b"/Catalog" in body), None)
    if catalogue is None or len(found) < _FEWEST_OBJECTS:
        return content
    numbers = [int(number) for number in re.findall(rb"(\d+) \d+ obj\s", content)][: len(found)]
    order = [catalogue, *(place for place in range(len(found)) if place != catalogue)]
    new_numbers = {numbers[place]: new for new, place in enumerate(order, 1)}
    return pdf_of_objects([_renumbered(found[place], new_numbers) for place in order])


def _renumbered(body: bytes, new_numbers: dict[int, int]) -> bytes:
    head, stream, rest = body.partition(b"stream\n")
    changed = _REFERENCE.sub(lambda found: b"%d 0 R" % new_numbers.get(int(found[1]), 0), head)
    return changed + stream + rest


def _unpacked(body: bytes) -> bytes:
    stream = _STREAM.fullmatch(body)
    filters = _FILTERS.search(stream[1]) if stream else None
    if stream is None or filters is None:
        return body
    content = stream[2]
    with suppress(ValueError, zlib.error):
        if b"ASCII85" in filters[1]:
            content = base64.a85decode(content.strip().removesuffix(b"~>"))
        content = zlib.decompress(content) if b"Flate" in filters[1] else content
        head = re.sub(rb"/Length\s+\d+(?: \d+ R)?", b"/Length %d" % len(content), _FILTERS.sub(b"", stream[1]))
        return head + b"stream\n" + content + b"\nendstream"
    return body


def mutated_pdf(chance: random.Random, content: bytes, others: Sequence[bytes]) -> bytes:
    """Change objects of a PDF and write its table anew; now and then the file's own bytes."""
    objects = _OBJECT.findall(unfolded(content))
    if len(objects) < _FEWEST_OBJECTS or chance.random() > _WHOLE_SHELL:
        return mutated(chance, content, others)
    pool = [body for other in others for body in _OBJECT.findall(unfolded(other))] or objects
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(chance.random() < _WHOLE_SHELL, len(objects))
        objects[place] = _changed_object(chance, objects[place], objects, pool)
    return pdf_of_objects(objects)


def _changed_object(chance: random.Random, body: bytes, objects: Sequence[bytes], pool: Sequence[bytes]) -> bytes:
    kind = chance.randrange(6)
    if kind == 0:
        return _REFERENCE.sub(lambda _: b"%d 0 R" % chance.randint(0, len(objects) + 1), body, chance.randint(1, 3))
    if kind == 1:
        names = _ENTRY.findall(body) or [b"/Kids"]
        return body.replace(chance.choice(names), chance.choice(_ENTRY.findall(chance.choice(pool)) or names), 1)
    if kind == 2:
        return chance.choice(pool)
    return _with_its_length(mutated(chance, body, pool)) if body else b"null"


def _with_its_length(body: bytes) -> bytes:
    """State a stream's true length again, so that what it says is read."""
    stream = _STREAM.fullmatch(body)
    if stream is None:
        return body
    return re.sub(rb"/Length\s+\d+\b(?! \d+ R)", b"/Length %d" % len(stream[2]), body, count=1)
