"""The MCP server: the tools behind one address, over streamable HTTP, without sessions and without streams."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter, to_thread
from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from pydantic import ValidationError
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.api import answers
from app.api.body_limit import MOST_BYTES
from app.api.faults import UNEXPECTED, sentence_of, what_is_wrong
from app.api.mcp_tools import TOOLS, McpTool
from app.api.shapes import schema_of
from app.pages.web_parts import WebParts
from kb.errors import DuaalError
from kb.settings import CODE_VERSION

_log = logging.getLogger(__name__)
_INSTRUCTIONS = (
    "Duaalwijzer knows the Flemish Actieplan Duaal Leren and a role map of who does what. Every fact comes with a "
    "verbatim quote; quote it, and never add what the sources do not say."
)
_METHODS = "POST"


class McpDoor:
    """The ASGI application; `running` must surround the life of the application that it is part of."""

    def __init__(self, parts: WebParts, origins: tuple[str, ...]) -> None:
        self._manager = StreamableHTTPSessionManager(
            _server(parts), json_response=True, stateless=True, max_request_body_size=MOST_BYTES
        )
        self._origins = origins
        self._app: ASGIApp = self._only_posts
        if origins:
            self._app = CORSMiddleware(self._app, allow_origins=origins, allow_methods=[_METHODS], allow_headers=["*"])

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Starts and stops what answers; once for each door."""
        async with self._manager.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        await self._app(scope, receive, send)

    async def _only_posts(self, scope: Scope, receive: Receive, send: Send) -> None:
        """There is no stream to open and no session to close; a page of a site that was not named is refused."""
        request = Request(scope)
        if request.method != _METHODS:
            await Response("POST only: this MCP server has no sessions.", 405, {"allow": _METHODS})(
                scope, receive, send
            )
        elif not self._may_call(request):
            await Response("This site may not call the MCP server.", 403)(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)

    def _may_call(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        if origin is None:
            return True
        return origin.lower() in self._origins or origin.partition("://")[2] == request.headers.get("host")


def _server(parts: WebParts) -> Server[Any]:
    listed = types.ListToolsResult(tools=[_described(tool) for tool in TOOLS])
    by_name = {tool.name: tool for tool in TOOLS}
    turns = CapacityLimiter(answers.AT_ONCE)

    async def list_tools(context: Any, asked: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return listed

    async def call_tool(context: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        tool = by_name.get(asked.name)
        if tool is None:
            return _failed(f"There is no tool {asked.name!r}; there are {', '.join(by_name)}.")
        return await to_thread.run_sync(_called, tool, parts, asked.arguments or {}, limiter=turns)

    return Server(
        "duaalwijzer", version=CODE_VERSION, title="Duaalwijzer", instructions=_INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool,
    )  # fmt: skip


def _called(tool: McpTool, parts: WebParts, arguments: dict[str, Any]) -> types.CallToolResult:
    """The JSON of a tool, or what went wrong in one sentence, which the model can act upon."""
    try:
        asked = tool.arguments.model_validate(arguments)
        answers.check_loaded(parts)
        result = tool.answer(parts, asked)
    except ValidationError as error:
        return _failed(what_is_wrong(error))
    except DuaalError as error:
        return _failed(sentence_of(error))
    except Exception:
        _log.exception("tool %s failed", tool.name)
        return _failed(UNEXPECTED)
    text = json.dumps(result, ensure_ascii=False)
    # Read back, so that both forms are the same plain JSON.
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], structured_content=json.loads(text)
    )


def _failed(sentence: str) -> types.CallToolResult:
    return types.CallToolResult(content=[types.TextContent(type="text", text=sentence)], is_error=True)


def _described(tool: McpTool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.arguments.model_json_schema(),
        output_schema=schema_of(tool.result),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )
