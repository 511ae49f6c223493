"""The addresses of the JSON API, version 1. What each gives is what the command line prints with --json."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from app.api import answers
from app.api.answers import AT_ONCE
from app.api.questions import Actions, Message, Question, Roles, Search
from app.api.shapes import (
    ActionJson,
    AnswerJson,
    CheckJson,
    FaultJson,
    HealthJson,
    PassageJson,
    RoleJson,
    SourceJson,
)
from app.pages.web_parts import WebParts

_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": FaultJson, "description": "A question or a name that cannot be taken, with what to do."},
    413: {"model": FaultJson, "description": "The request is larger than any question or message."},
    422: {"model": FaultJson, "description": "A field is missing, too long or of another type."},
    503: {"model": FaultJson, "description": "The sources are being loaded or cannot serve; Retry-After says when."},
}
_UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"model": FaultJson, "description": "There is no such source."}}
_Made = Callable[..., Awaitable[Any]]
"""What a function of `answers` gives, with what it is asked; in a thread, when its turn has come."""


def json_routes(parts: WebParts) -> APIRouter:
    """Everything below /v1. The answers are made with the functions that the command line uses."""
    turns = CapacityLimiter(AT_ONCE)

    async def made(make: Callable[..., Any], *asked: Any) -> Any:
        return await to_thread.run_sync(make, parts, *asked, limiter=turns)

    async def loaded() -> None:
        answers.check_loaded(parts)

    version = APIRouter(prefix="/v1")
    for router in (_questions(made), _records(made)):
        version.include_router(router, responses=_FAULTS, dependencies=[Depends(loaded)])

    @version.get("/health", response_model=HealthJson, summary="Is the service up, are its sources loaded")
    async def health() -> Response:
        """Always answers; every other address gives 503 until `ready` is true."""
        return JSONResponse({"ok": True, "ready": parts.ready()})

    return version


def _questions(made: _Made) -> APIRouter:
    router = APIRouter()

    @router.post("/ask", response_model=AnswerJson, summary="Ask a question, get its cited answer")
    async def ask(asked: Question) -> Response:
        """The `Answer` of `duaal ask --json`. A question that the sources do not answer is no error: read `status`."""
        return JSONResponse(await made(answers.answer, asked))

    @router.post("/search", response_model=list[PassageJson], summary="Find passages, without an answer")
    async def search(asked: Search) -> Response:
        """The passages of `duaal search --json`, best first."""
        return JSONResponse(await made(answers.passages, asked))

    @router.post("/check", response_model=CheckJson, summary="Hold a draft message against the plan")
    async def check(asked: Message) -> Response:
        """The report of `duaal check --json`: one finding a sentence, about the policy texts alone."""
        return JSONResponse(await made(answers.checked, asked))

    return router


def _records(made: _Made) -> APIRouter:
    router = APIRouter()

    @router.get("/roles", response_model=list[RoleJson], summary="Who does what: the role map")
    async def roles(asked: Annotated[Roles, Query()]) -> Response:
        """The rows of `duaal roles --json`; rows that nobody verified are for editors and stay out."""
        return JSONResponse(await made(answers.roles, asked))

    @router.get("/actions", response_model=list[ActionJson], summary="The numbered actions of the plan")
    async def actions(asked: Annotated[Actions, Query()]) -> Response:
        """The actions of `duaal actions --json`."""
        return JSONResponse(await made(answers.actions, asked))

    @router.get("/sources", response_model=list[SourceJson], summary="The documents and role maps known")
    async def sources() -> Response:
        """The sources of `duaal sources --json`."""
        return JSONResponse(await made(answers.sources))

    @router.get(
        "/sources/{source_id}/text",
        response_class=PlainTextResponse,
        responses=_UNKNOWN,
        summary="The canonical text of a source",
    )
    async def source_text(
        source_id: Annotated[str, Path(description="Id of the source.", max_length=200, examples=["actieplan"])],
    ) -> Response:
        """The text in which `start` and `end` of every citation count, in Unicode code points, and nothing else."""
        return PlainTextResponse(await made(answers.source_text, source_id))

    return router
