"""Read an upload off the wire: a form with one file, spooled to disk, counted against the limit on the way.

What is refused for its size is still read to its end, within reason, so that the sender gets the
answer and not a broken connection.
"""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from plans_ingest.domain.declaration import read_declaration
from plans_ingest.domain.submission import (
    MALFORMED,
    MAXIMUM_FILE_BYTES,
    NO_FILE,
    TOO_LARGE,
    Rejection,
    Upload,
    safe_file_name,
)

FORM_ALLOWANCE_BYTES = 64 * 1024
DRAIN_LIMIT_BYTES = 4 * MAXIMUM_FILE_BYTES
SMALL_FORM_BYTES = 4 * 1024
SLOWEST_CHUNK_SECONDS = 30.0
GRACE_SECONDS = 10.0
SLOWEST_BYTES_PER_SECOND = 8 * 1024
COUNCIL_FIELD = "council_code"
KEY_FIELD = "key"
ENDORSED_BY_FIELD = "endorsed_by"
ENDORSED_ON_FIELD = "endorsed_on"


class _TooLargeError(Exception):
    pass


class TooSlowError(Exception):
    """The sender is too slow: others wait for the place."""


@dataclass(frozen=True)
class Form:
    """An upload form: the file as `upload`, and the key if the form carried one."""

    upload: Upload
    key: str | None


async def _chunks(request: Request) -> AsyncGenerator[bytes, None]:
    """Give the body's chunks; a sender that is slower than a bad telephone line is let go."""
    started, received = time.monotonic(), 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(SLOWEST_CHUNK_SECONDS):
                chunk = await anext(stream)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise TooSlowError from None
        received += len(chunk)
        elapsed = time.monotonic() - started
        if elapsed > GRACE_SECONDS and received < elapsed * SLOWEST_BYTES_PER_SECOND:
            raise TooSlowError
        yield chunk


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    received = 0
    async for chunk in _chunks(request):
        received += len(chunk)
        if received > DRAIN_LIMIT_BYTES:
            break
        if received <= MAXIMUM_FILE_BYTES + FORM_ALLOWANCE_BYTES:
            yield chunk
    if received > MAXIMUM_FILE_BYTES + FORM_ALLOWANCE_BYTES:
        raise _TooLargeError


async def drain(request: Request) -> None:
    """Read a refused body to its end, within reason, and keep none of it, so that the sender sees the answer."""
    received = 0
    async for chunk in _chunks(request):
        received += len(chunk)
        if received > DRAIN_LIMIT_BYTES:
            return


async def read_form(request: Request) -> Form | Rejection:
    """Read the upload form; a refusal says what is wrong with it.

    Raises:
        ClientDisconnect: the sender went away.
        TooSlowError: the sender holds the place for too long.
    """
    try:
        form = await MultiPartParser(request.headers, _limited(request), max_files=1, max_fields=8).parse()
    except _TooLargeError:
        return TOO_LARGE
    except (MultiPartException, KeyError, UnicodeError, LookupError):
        return MALFORMED
    try:
        return await _form(form)
    finally:
        await form.close()


async def read_small_form(request: Request) -> dict[str, str]:
    """Read the fields of a small form; what is larger than a key could be is not read on."""
    body = b""
    async for chunk in _chunks(request):
        body += chunk
        if len(body) > SMALL_FORM_BYTES:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace")))


async def _form(form: FormData) -> Form | Rejection:
    file, key = form.get("file"), _field(form, KEY_FIELD)
    if not isinstance(file, UploadFile) or not file.filename:
        return NO_FILE
    declared = read_declaration(_field(form, ENDORSED_BY_FIELD), _field(form, ENDORSED_ON_FIELD))
    if isinstance(declared, Rejection):
        return declared
    content = await file.read()
    upload = Upload(
        council_code=_field(form, COUNCIL_FIELD).upper(),
        file_name=safe_file_name(file.filename),
        sha256=await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest()),
        size_bytes=len(content),
        content=content,
        declared_endorsement=declared,
    )
    return Form(upload, key or None)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""
