"""Two addresses beside the page "Boodschap toetsen": the text of a file, and the report in Word.

Both get the bare content as the body of a request and answer from memory: nothing is written to disk or to a log.
"""

import asyncio
import io
import logging
import zipfile
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from app.pages.language import page_language
from app.pages.messages.limits import AT_ONCE, MOST_CHARACTERS, MOST_FILE_BYTES, MOST_UNPACKED_BYTES, problem_with
from app.pages.messages.report import report_docx
from app.pages.messages.words import MessageWords, message_words
from app.pages.web_parts import WebParts
from kb.errors import DuaalError, SourceError

_log = logging.getLogger(__name__)
_QUIET = {"cache-control": "no-store"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MEGABYTE = 1024 * 1024
_LONGEST_NAME = 200
# A character takes at most four bytes.
_MOST_TEXT_BYTES = 4 * MOST_CHARACTERS


class _TooLarge(Exception):
    """A body that goes on past its limit."""


def message_routes(parts: WebParts) -> APIRouter:
    """The addresses; a file is read, and a text checked, by the functions that are handed in."""
    router = APIRouter()
    turn = asyncio.Semaphore(AT_ONCE)

    @router.post("/toets-een-boodschap/lees")
    async def read_file(request: Request) -> Response:
        words = message_words(page_language(request))
        try:
            data = await _body(request, MOST_FILE_BYTES)
        except _TooLarge:
            return _problem(words("file_too_large", most=MOST_FILE_BYTES // _MEGABYTE), 413)
        async with turn:
            return await run_in_threadpool(_read, parts, request.query_params.get("naam", ""), data, words)

    @router.post("/toets-een-boodschap/rapport.docx")
    async def report(request: Request) -> Response:
        words = message_words(page_language(request))
        try:
            text = (await _body(request, _MOST_TEXT_BYTES)).decode("utf-8")
        except (_TooLarge, UnicodeDecodeError):
            return _problem(words("report_failed"), 400)
        async with turn:
            return await run_in_threadpool(_report, parts, text, words)

    return router


def _read(parts: WebParts, name: str, data: bytes, words: MessageWords) -> Response:
    try:
        _check_archive(name, data)
        text = parts.message_text(name[-_LONGEST_NAME:], data)
    except DuaalError as error:
        return _problem(words("file_unreadable", reason=str(error).rstrip(".")), 400)
    except Exception:
        # Without the exception itself, which may hold words of the file.
        _log.error("a file that was offered to be checked could not be read")
        return _problem(words("file_failed"), 500)
    if (problem := problem_with(text, words)) is not None:
        return _problem(problem, 400)
    return JSONResponse({"text": text}, headers=_QUIET)


def _report(parts: WebParts, text: str, words: MessageWords) -> Response:
    if (problem := problem_with(text, words)) is not None:
        return _problem(problem, 400)
    today = date.today()
    try:
        content = report_docx(text, tuple(parts.check(text)), parts.sources(), words, today)
    except DuaalError as error:
        return _problem(str(error), 503)
    except Exception:
        _log.error("the report on a checked text could not be made")
        return _problem(words("report_failed"), 500)
    name = quote(f"{words('report_file')}-{today.isoformat()}.docx")
    headers: dict[str, Any] = _QUIET | {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=_DOCX, headers=headers)


def _check_archive(name: str, data: bytes) -> None:
    """A small Word file may unpack to one that fills the memory. Raises SourceError."""
    if not name.lower().endswith(".docx"):
        return
    try:
        unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceError("het Word-bestand is beschadigd") from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise SourceError("het Word-bestand is uitgepakt te groot")


async def _body(request: Request, most: int) -> bytes:
    """Raises _TooLarge as soon as it is."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > most:
            raise _TooLarge
    return bytes(data)


def _problem(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status, _QUIET)
