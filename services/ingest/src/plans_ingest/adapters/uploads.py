"""Read an upload off the wire: a form with one file, spooled to disk, counted against the limit on the way.

What is refused for its size is still read to its end, within reason, so that the sender gets the
answer and not a broken connection.
"""

import asyncio
import hashlib
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

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
SLOWEST_CHUNK_SECONDS = 30.0
COUNCIL_FIELD = "council_code"
KEY_FIELD = "key"


class _TooLargeError(Exception):
    pass


@dataclass(frozen=True)
class Form:
    """An upload form: the file as `upload`, and the key if the form carried one."""

    upload: Upload
    key: str | None


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    received = 0
    stream = request.stream()
    while True:
        try:
            async with asyncio.timeout(SLOWEST_CHUNK_SECONDS):
                chunk = await anext(stream)
        except StopAsyncIteration:
            break
        received += len(chunk)
        if received > DRAIN_LIMIT_BYTES:
            raise _TooLargeError
        if received <= MAXIMUM_FILE_BYTES + FORM_ALLOWANCE_BYTES:
            yield chunk
    if received > MAXIMUM_FILE_BYTES + FORM_ALLOWANCE_BYTES:
        raise _TooLargeError


async def read_form(request: Request) -> Form | Rejection:
    """Read the form; a refusal says what is wrong with it.

    Raises:
        ClientDisconnect: the sender went away.
    """
    try:
        form = await MultiPartParser(request.headers, _limited(request), max_files=1, max_fields=8).parse()
    except _TooLargeError:
        return TOO_LARGE
    except (MultiPartException, KeyError, TimeoutError, UnicodeDecodeError):
        return MALFORMED
    try:
        return await _form(form)
    finally:
        await form.close()


async def _form(form: FormData) -> Form | Rejection:
    file, council, key = form.get("file"), form.get(COUNCIL_FIELD), form.get(KEY_FIELD)
    if not isinstance(file, UploadFile) or not file.filename:
        return NO_FILE
    content = await file.read()
    upload = Upload(
        council_code=council.strip().upper() if isinstance(council, str) else "",
        file_name=safe_file_name(file.filename),
        sha256=await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest()),
        size_bytes=len(content),
        content=content,
    )
    return Form(upload, key.strip() if isinstance(key, str) else None)
