"""Failures of the JSON API: a status and one sentence, never a trace."""

import logging
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from app.api.answers import StillLoading, UnknownSource
from kb.errors import DuaalError, QuestionError, SourceError

_log = logging.getLogger(__name__)
UNEXPECTED = "De vraag kon niet verwerkt worden door een fout in de toepassing. Probeer het straks opnieuw."
TOO_LARGE = "De aanvraag is te groot."
_LOADING_SECONDS, _STORE_SECONDS = "2", "30"


def tell_faults(api: FastAPI) -> None:
    """Makes the application answer every failure with a sentence."""
    api.add_exception_handler(DuaalError, _told)
    api.add_exception_handler(RequestValidationError, _misformed)
    api.add_exception_handler(HTTPException, _no_such_thing)
    api.add_exception_handler(Exception, _unexpected)


def sentence_of(error: DuaalError) -> str:
    """The message of an error as a sentence."""
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def what_is_wrong(error: ValidationError | RequestValidationError) -> str:
    """The first thing that is wrong with what was sent, with its place."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    said = "the body is not JSON" if first["type"] == "json_invalid" else str(first["msg"])
    return f"{place or 'request'}: {said}."


def fault(status: int, sentence: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """The form of every failure."""
    return JSONResponse({"error": sentence}, status, dict(headers or {}))


async def _told(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DuaalError)
    if isinstance(error, UnknownSource):
        return fault(404, sentence_of(error))
    if isinstance(error, (QuestionError, SourceError)):
        return fault(400, sentence_of(error))
    if not isinstance(error, StillLoading):
        _log.error("the sources cannot serve: %s", error)
    seconds = _LOADING_SECONDS if isinstance(error, StillLoading) else _STORE_SECONDS
    return fault(503, sentence_of(error), {"retry-after": seconds})


async def _misformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return fault(422, what_is_wrong(error))


async def _no_such_thing(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return fault(
        error.status_code,
        f"{HTTPStatus(error.status_code).phrase}; the page of the API lists what there is.",
        error.headers,
    )


async def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("a request of a machine failed", exc_info=error)
    return fault(500, UNEXPECTED)
