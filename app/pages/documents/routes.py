"""The addresses on which a policy text is read: /plan and /bron/SOURCE_ID, open at a place where one is asked for."""

import logging
import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app.pages.documents.page import WORDS, document_page, told_page
from app.pages.language import page_language
from app.pages.web_parts import WebParts
from app.words.in_language import PageWords
from kb.action import Span
from kb.document import Document
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_OFFSET = re.compile(r"[0-9]{1,9}")
_Answer = Callable[[Request, str], Response]


class _NoSuchPlace(Exception):
    """A place that is not in the document."""


def document_routes(parts: WebParts) -> APIRouter:
    """Every policy text at its own address."""
    router = APIRouter()

    @_told_where_it_fails
    def plan(request: Request, source_id: str) -> Response:
        plan_id = _plan_id(parts)
        if plan_id is None:
            return _told(request, "no_plan")
        asked = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"./bron/{quote(plan_id, safe='')}{asked}", 307)

    @_told_where_it_fails
    def source(request: Request, source_id: str) -> Response:
        known = [source.source_id for source in parts.sources() if source.kind == "policy_text"]
        if source_id not in known:
            return _told(request, "unknown_source")
        document = parts.document(source_id)
        try:
            marked = _marked(request, document)
        except _NoSuchPlace:
            return _told(request, "bad_place", read_on=f"./{quote(source_id, safe='')}")
        address = f"bron/{quote(source_id, safe='')}"
        place = f"?van={marked.start}&tot={marked.end}" if marked else ""
        page = document_page(document, marked, parts.plan_actions(), date.today(), _words(request), f"{address}{place}")
        return HTMLResponse(page)

    @router.get("/plan")
    def plan_address(request: Request) -> Response:
        return plan(request, "")

    @router.get("/bron/{source_id:path}")
    def source_address(request: Request, source_id: str) -> Response:
        return source(request, source_id)

    return router


def _told_where_it_fails(answer: _Answer) -> _Answer:
    """A failure is a sentence, and never looks like a document that is not there."""

    @wraps(answer)
    def guarded(request: Request, source_id: str) -> Response:
        words = _words(request)
        try:
            return answer(request, source_id)
        except DuaalError as error:
            return HTMLResponse(told_page(words("failed_title"), str(error), words), 503)
        except Exception:
            _log.exception("a document could not be shown")
            return HTMLResponse(told_page(words("failed_title"), words("failed"), words), 500)

    return guarded


def _told(request: Request, reason: str, read_on: str = "") -> Response:
    words = _words(request)
    return HTMLResponse(told_page(words("not_found"), words(reason), words, read_on=read_on), 404)


def _plan_id(parts: WebParts) -> str | None:
    """The first text with numbered actions, else the first text."""
    with_actions = (document.source.source_id for document, _ in parts.plan_actions().pairs)
    texts = (source.source_id for source in parts.sources() if source.kind == "policy_text")
    return next(with_actions, None) or next(texts, None)


def _marked(request: Request, document: Document) -> Span | None:
    """The span that the address asks for; null where it asks for none. Raises _NoSuchPlace."""
    asked = [request.query_params.get(name) for name in ("van", "tot")]
    if asked == [None, None]:
        return None
    if not all(edge is not None and _OFFSET.fullmatch(edge) for edge in asked):
        raise _NoSuchPlace
    start, end = (int(edge or 0) for edge in asked)
    if not start < end <= len(document.text):
        raise _NoSuchPlace
    return Span(start, end)


def _words(request: Request) -> PageWords:
    return PageWords(WORDS, page_language(request))
