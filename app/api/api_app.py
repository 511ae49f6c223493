"""The JSON API as an application of its own, to be mounted: its limits, its failures, its documentation."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse

from app.api.api_page import api_page
from app.api.body_limit import with_body_limit
from app.api.faults import tell_faults
from app.api.json_routes import json_routes
from app.api.questions import Actions, Message, Question, Roles, Search
from app.api.shapes import describe
from app.pages.web_parts import WebParts
from kb.settings import CODE_VERSION

_ASKED = {model.__name__ for model in (Actions, Message, Question, Roles, Search)}
_ABOUT = """
Answers, in plain Dutch, French or English, **who does what in duaal leren in Flanders**, each sentence with the
verbatim words of the source that it rests on. Every answer is the JSON that the command `duaal` prints with `--json`.

No question is kept. Errors are `{"error": "one sentence"}`. A script on the page of another site may call
this API only when the operator named that site in `DUAAL_API_ORIGINS`. For language models the same stands behind an
MCP server at `/mcp` (streamable HTTP).
""".strip()
# The page for people holds a style and nothing that runs.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class _Api(FastAPI):
    """Its OpenAPI says of every field what it means."""

    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            document = super().openapi()
            for name, schema in document["components"]["schemas"].items():
                if name not in _ASKED:
                    describe(schema)
            for methods in document["paths"].values():
                for operation in methods.values():
                    _say_plainly(operation["responses"])
        return super().openapi()


def _say_plainly(responses: dict[str, Any]) -> None:
    """Failures are JSON also where the answer itself is text, which FastAPI then writes for both."""
    responses["200"]["description"] = "What was asked for."
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST:
            (schema,) = response["content"].values()
            response["content"] = {"application/json": schema}


def api_app(parts: WebParts, origins: tuple[str, ...]) -> FastAPI:
    """The application; `origins` are the sites whose scripts may call it."""
    api = _Api(
        title="Duaalwijzer", version=CODE_VERSION, description=_ABOUT,
        openapi_url="/openapi.json", docs_url=None, redoc_url=None,
    )  # fmt: skip
    api.add_middleware(with_body_limit)
    if origins:
        api.add_middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["content-type"]
        )
    tell_faults(api)
    api.include_router(json_routes(parts))

    @api.get("/", include_in_schema=False)
    async def page() -> HTMLResponse:
        return HTMLResponse(api_page(api.openapi()), headers={"content-security-policy": _PAGE_POLICY})

    return api
