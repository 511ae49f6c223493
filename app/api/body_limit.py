"""A request that is too large is refused before it is read whole."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from app.api.faults import TOO_LARGE, fault

MOST_BYTES = 256 * 1024
"""More than the longest message takes, whatever its characters and the escapes in them."""

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Message, _Receive, _Send], Awaitable[None]]


def with_body_limit(app: _App) -> _App:
    """The same application, which sees a body only when it is small enough."""

    async def limited(scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        body = await _body(scope, receive)
        if body is None:
            await fault(413, TOO_LARGE, {"connection": "close"})(scope, receive, send)
            return
        whole: list[_Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> _Message:
            return whole.pop() if whole else await receive()

        await app(scope, replayed, send)

    return limited


async def _body(scope: _Message, receive: _Receive) -> bytes | None:
    """Null when it is too large, by what it says of itself or by what comes in."""
    if any(
        name == b"content-length" and int(value) > MOST_BYTES for name, value in scope["headers"] if value.isdigit()
    ):
        return None
    parts: list[bytes] = []
    seen, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            break
        parts.append(message.get("body", b""))
        seen += len(parts[-1])
        if seen > MOST_BYTES:
            return None
        more = message.get("more_body", False)
    return b"".join(parts)
