"""What every response carries for safety, and a served page that is in the language of its reader from line one."""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from app.pages.language import PARAMETER, language_named
from app.pages.words import page_words
from app.records.answer import Language

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Message, _Receive, _Send], Awaitable[None]]

# Gradio's own page needs inline script, inline style and eval; nothing comes from or goes to another origin.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
# The page takes no files, so the door through which Gradio takes them stays shut.
_CLOSED = "/gradio_api/upload"

# Gradio picks its words by the browser's language; before its script runs, that language is made the reader's.
_SPEAK = (
    "<script>for (const [name, value] of Object.entries({{language: '{0}-BE', languages: ['{0}-BE', '{0}']}}))"
    "Object.defineProperty(navigator, name, {{get: () => value}});</script>"
)
_SOCIAL_META = re.compile(r"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*>\s*")


def with_page_headers(app: _App) -> _App:
    """The same application with the headers on each response and its pages in the language of their address."""

    async def guarded(scope: _Message, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
        elif scope["path"].startswith(_CLOSED):
            await send({"type": "http.response.start", "status": 404, "headers": list(_HEADERS)})
            await send({"type": "http.response.body", "body": b""})
        else:
            await app(scope, receive, _guarded_send(send, _language_of(scope)))

    return guarded


def page_in(language: Language, page: str) -> str:
    """Gradio's page with its language, without its links to other sites, and a line for who has no script.

    A page that is not Gradio's knows its own language and stays as it is.
    """
    if "<gradio-app" not in page:
        return page
    page = _SOCIAL_META.sub("", page)
    page = page.replace('lang="en"', f'lang="{language}"', 1).replace("<head>", f"<head>{_SPEAK.format(language)}", 1)
    line = page_words(language).no_script
    return page.replace("<gradio-app", f"<noscript><p>{line}</p></noscript><gradio-app", 1)


def _language_of(scope: _Message) -> Language:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get(PARAMETER)
    return language_named(asked[0] if asked else None)


def _guarded_send(send: _Send, language: Language) -> _Send:
    """Streams pass through untouched; a page is held until it is whole, because it is rewritten."""
    start: _Message = {}
    held: list[bytes] = []

    async def guarded(message: _Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            rewritten = _is_page(message) and not _has_policy(message)
            message["headers"] = _with_defaults(message["headers"])
            if rewritten:
                start.update(message)
                return
        elif start and message["type"] == "http.response.body":
            held.append(message.get("body", b""))
            if message.get("more_body"):
                return
            body = page_in(language, b"".join(held).decode("utf-8")).encode("utf-8")
            start["headers"] = [*_without_length(start), (b"content-length", str(len(body)).encode("ascii"))]
            await send(start)
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return guarded


def _with_defaults(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """What a response says itself stands: a page of our own can be stricter, or may be framed."""
    own = list(headers)
    said = {name for name, _ in own}
    return [*own, *(pair for pair in _HEADERS if pair[0] not in said)]


def _has_policy(start: _Message) -> bool:
    """A page with its own policy is one of ours, and right as it is."""
    return any(name == _HEADERS[0][0] for name, _ in start["headers"])


def _is_page(start: _Message) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])


def _without_length(start: _Message) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in start["headers"] if name != b"content-length"]
