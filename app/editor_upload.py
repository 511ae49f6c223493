"""A form sent by an editor, read with a limit before any of it is kept; nothing of it is written to disk."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from app import editor_words as words
from kb.errors import DuaalError

MOST_BYTES = 5 * 1024 * 1024
_FORM_BYTES = 64 * 1024
"""What a form may weigh besides its file."""


@dataclass(frozen=True, slots=True)
class EditorForm:
    """The fields of a form and its file, when it has one."""

    fields: dict[str, str]
    file_name: str = ""
    data: bytes = field(default=b"", repr=False)


async def editor_form(request: Request) -> EditorForm:
    """Raises DuaalError with one sentence for a form that is too large or not whole."""
    multipart = request.headers.get("content-type", "").startswith("multipart/form-data")
    stream = _limited(request, _FORM_BYTES + (MOST_BYTES if multipart else 0))
    parser: FormParser | MultiPartParser
    if multipart:
        parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=10)
        # Kept in memory whole: an edited map has no business on disk before it is confirmed.
        parser.spool_max_size = MOST_BYTES + _FORM_BYTES
    else:
        parser = FormParser(request.headers, stream)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, UnicodeDecodeError, ValueError) as error:
        raise DuaalError(words.UNREADABLE_FORM) from error
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    file = next((value for value in form.values() if isinstance(value, UploadFile)), None)
    if file is None:
        return EditorForm(fields)
    data = await file.read()
    await form.close()
    return EditorForm(fields, (file.filename or "").replace("\\", "/").rpartition("/")[2][:120], data)


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > most:
            raise DuaalError(words.TOO_LARGE)
        yield chunk
