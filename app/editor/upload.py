"""A form sent by an editor, read with a limit before any of it is kept; nothing of it is written to disk."""

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from dataclasses import field as record_field

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser

from app.editor import words
from kb.errors import DuaalError

# Control signs, signs that turn the direction of reading around, and halves of a sign.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_FORM_BYTES = 64 * 1024
"""What a form may weigh besides its file."""
_MOST_DROPPED = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EditorForm:
    """The fields of a form and its file, when it has one."""

    fields: dict[str, str]
    file_name: str = ""
    """The name that was sent, without folders and without signs that cannot be shown; never used as a path."""
    data: bytes = record_field(default=b"", repr=False)

    def field(self, name: str) -> str:
        """What was filled in, on one line."""
        return " ".join(_CONTROL.sub(" ", self.fields.get(name, "")).split())


async def editor_form(request: Request, most: int = 0) -> EditorForm:
    """Reads a form with a file of at most so many bytes; 0 takes none.

    Raises DuaalError with one sentence for a form that is too large or not whole.
    """
    multipart = bool(most) and request.headers.get("content-type", "").startswith("multipart/form-data")
    stream = _limited(request, _FORM_BYTES + (most if multipart else 0), most)
    parser: FormParser | MultiPartParser
    if multipart:
        parser = MultiPartParser(request.headers, stream, max_files=1, max_fields=10)
        # Kept in memory whole: a file has no business on disk before it was looked at.
        parser.spool_max_size = most + _FORM_BYTES
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
    return EditorForm(fields, _base_name(file.filename or ""), data)


def _base_name(sent: str) -> str:
    """The last 120 signs: a name that is cut keeps its ending."""
    return " ".join(_CONTROL.sub(" ", sent.replace("\\", "/").rpartition("/")[2]).split())[-120:]


async def _limited(request: Request, most: int, file: int) -> AsyncGenerator[bytes, None]:
    """What is sent, up to a limit. Of a file the rest is taken and dropped: a browser whose connection is cut off shows
    its user no sentence of ours.
    """
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= most:
            yield chunk
        elif not file or seen > _MOST_DROPPED:
            break
    if seen > most:
        raise DuaalError(words.TOO_LARGE.format(most=file // 1024**2) if file else words.UNREADABLE_FORM)
