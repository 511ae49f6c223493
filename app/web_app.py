"""The web app: the page, its safety headers and a health check behind one address."""

import errno
import json
import os
import socket
import warnings
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

# Read by Gradio while it is imported, so it stands before that import.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from starlette.routing import Route

from app.api.api_app import api_app
from app.api.mcp_server import McpDoor
from app.editor.routes import editor_routes
from app.pages.actions.download import action_downloads
from app.pages.actions.page import action_page
from app.pages.allowed_sites import NO_SITES, AllowedSites
from app.pages.chat.page import chat_page
from app.pages.documents.routes import document_routes
from app.pages.editor_parts import EditorParts
from app.pages.embed.page import embed_routes
from app.pages.feedback import Feedback
from app.pages.headers import with_page_headers
from app.pages.language import LANGUAGES
from app.pages.messages.page import message_page
from app.pages.messages.routes import message_routes
from app.pages.messages.words import in_each_language
from app.pages.picture_routes import picture_routes
from app.pages.roles.download import role_downloads
from app.pages.roles.page import role_page
from app.pages.roles.words import role_page_words
from app.pages.web_parts import WebParts
from app.pages.words import page_words
from kb.errors import DuaalError

__all__ = ["WebParts", "build_app", "serve"]

_PAGES = Path(__file__).parent / "pages"
_ANY_HOST = ("", "0.0.0.0", "::")
_STOP_SECONDS = 2
# How long the end of the server waits for what is still being loaded; it takes two or three.
_LOAD_SECONDS = 5
_LOOK_SECONDS = 0.2


def build_app(parts: WebParts, sites: AllowedSites = NO_SITES) -> FastAPI:
    """The application, ready to be served; `sites` may use it from their own pages."""
    mcp = McpDoor(parts, sites.api)
    app = FastAPI(
        title="Duaalwijzer", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lambda app: mcp.running()
    )
    app.add_middleware(with_page_headers)

    @app.get("/healthz")
    async def healthz() -> dict[str, bool]:
        return {"ok": True, "ready": parts.ready()}

    app.mount("/api", api_app(parts, sites.api))
    app.add_api_route("/api", lambda: RedirectResponse("./api/"), methods=["GET"])
    app.router.routes.extend(Route(path, mcp) for path in ("/mcp", "/mcp/"))
    app.include_router(embed_routes(sites.embed))
    app.include_router(role_downloads(parts.roles))
    app.include_router(action_downloads(parts.plan_actions))
    # Before the documents, whose ids may hold any sign.
    app.include_router(picture_routes(parts.page_picture))
    app.include_router(document_routes(parts))
    app.include_router(message_routes(parts))
    if parts.editing is not None:
        app.include_router(editor_routes(parts.editing))
    pages = chat_page(parts)
    with pages.route(role_page_words().heading, "/wie-doet-wat", show_in_navbar=False):
        role_page(parts, pages)
    with pages.route("Acties", "/acties", show_in_navbar=False):
        action_page(parts, pages)
    with pages.route(in_each_language("heading")["nl"], "/toets-een-boodschap", show_in_navbar=False):
        message_page(parts, pages)
    with warnings.catch_warnings():
        # Said of every app with two pages, also when server-side rendering is off, as it is here.
        warnings.filterwarnings("ignore", "SSR mode is not supported", UserWarning)
        mounted: FastAPI = gr.mount_gradio_app(
            app,
            pages,
            path="/",
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            pwa=False,
            show_error=False,
            **_look(),
        )
    return mounted


def serve(
    parts_loader: Callable[[], WebParts],
    host: str,
    port: int,
    announce: Callable[[str], None],
    editing: EditorParts | None = None,
    sites: AllowedSites = NO_SITES,
    *,
    counts_topics: bool = False,
    keep_feedback: Callable[[Feedback], None] | None = None,
) -> None:
    """Serve until interrupted; the page answers at once while the parts are loaded beside it.

    `editing` opens the pages for editors, `counts_topics` tells visitors that topics are counted, `keep_feedback` opens
    the form below an answer; what the loaded parts say of these is not looked at. `sites` are the other web sites that
    may use this one.

    Raises DuaalError when the address cannot be used or the parts cannot be loaded.
    """
    listener = _listener(host, port)
    loading: Future[WebParts] = Future()
    waiting = _parts_when_loaded(loading, stopping=lambda: server.should_exit)
    own = replace(waiting, editing=editing, counts_topics=counts_topics, keep_feedback=keep_feedback)
    app = build_app(own, sites)
    # Whoever stops the server wants no list of the pages that were still open; our own failures are logged.
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=_STOP_SECONDS, server_header=False)
    )
    loader = Thread(target=_load, args=(parts_loader, loading, server), daemon=True)
    loader.start()
    announce(f"Duaalwijzer staat op {_address(host, listener)} (stoppen met Ctrl-C)")
    with listener, suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    # A thread that still reads dictionaries or models when Python ends brings it down.
    with suppress(KeyboardInterrupt):
        loader.join(_LOAD_SECONDS)
    if loading.done() and (failure := loading.exception()):
        raise failure


def _look() -> dict[str, Any]:
    """What Gradio takes where a page is served: theme, style, scripts and the readers' forms of its own words."""
    system_fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "sans-serif"]
    theme = gr.themes.Base(text_size="lg", font=system_fonts, font_mono=["ui-monospace", "monospace"])
    # One look by day and by night: the contrast of the style sheet is checked for one.
    for name in [name for name in vars(theme) if name.endswith("_dark")]:
        setattr(theme, name, getattr(theme, name.removesuffix("_dark")))
    return {
        "theme": theme,
        "css_paths": [
            _PAGES / name for name in ("style.css", "role_style.css", "actions/style.css", "messages/style.css")
        ],
        "js": _scripts("script.js", "chat/script.js"),
        "i18n": gr.I18n(**{language: dict(page_words(language).gradio) for language in LANGUAGES}),
    }


def _scripts(*names: str) -> str:
    """The scripts as one function, each called with its words in the language of the page."""
    words = json.dumps({language: page_words(language).script for language in LANGUAGES})
    calls = "".join(f"({(_PAGES / name).read_text(encoding='utf-8').strip()})(words);" for name in names)
    return f"() => {{ const words = {words}[document.documentElement.lang.slice(0, 2)]; {calls} }}"


def _load(parts_loader: Callable[[], WebParts], loading: Future[WebParts], server: uvicorn.Server) -> None:
    """Without its parts the app can answer nothing, so a failure stops the server."""
    try:
        parts = parts_loader()
    except DuaalError as error:
        loading.set_exception(error)
        server.should_exit = True
    except Exception as error:
        loading.set_exception(DuaalError(f"De bronnen konden niet geladen worden: {error!r}."))
        server.should_exit = True
    else:
        loading.set_result(parts)
        # Nobody waits for it, and whoever asks is told of a fault then.
        with suppress(Exception):
            parts.warm_up()


def _parts_when_loaded(loading: Future[WebParts], stopping: Callable[[], bool]) -> WebParts:
    """Parts of which every function waits for the real ones, and gives up when the server stops."""

    def loaded() -> WebParts:
        while not stopping() or loading.done():
            with suppress(TimeoutError):
                return loading.result(timeout=_LOOK_SECONDS)
        raise DuaalError("De webapp wordt gestopt.")

    return WebParts(
        ask=lambda question, persona, language, earlier: loaded().ask(question, persona, language, earlier),
        sources=lambda: loaded().sources(),
        text=lambda source_id: loaded().text(source_id),
        actions=lambda: loaded().actions(),
        plan_actions=lambda: loaded().plan_actions(),
        document=lambda source_id: loaded().document(source_id),
        roles=lambda: loaded().roles(),
        check=lambda text: loaded().check(text),
        message_text=lambda name, data: loaded().message_text(name, data),
        knowledge=lambda: loaded().knowledge(),
        edition=lambda: loaded().edition(),
        follow_ups=lambda answer, earlier: loaded().follow_ups(answer, earlier),
        pictured=lambda: loaded().pictured(),
        page_picture=lambda source_id, page, start, end: loaded().page_picture(source_id, page, start, end),
        ready=lambda: loading.done() and loading.exception() is None and loading.result().ready(),
    )


def _listener(host: str, port: int) -> socket.socket:
    """A socket that already takes connections, or one sentence on why there is none."""
    if not 0 <= port <= 65535:
        raise DuaalError(f"Poort {port} bestaat niet: kies er een van 0 tot 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        return socket.create_server(address, family=family, backlog=2048)
    except (OSError, UnicodeError) as error:
        raise DuaalError(_why_not(error, host, port)) from error


def _why_not(error: Exception, host: str, port: int) -> str:
    if isinstance(error, (socket.gaierror, UnicodeError)):
        return f'Het adres "{host}" bestaat niet op dit netwerk: kies bijvoorbeeld --host 127.0.0.1.'
    match getattr(error, "errno", None):
        case errno.EADDRINUSE:
            return f"Poort {port} is al in gebruik: stop wat daar draait of kies een andere met --port."
        case errno.EACCES:
            return f"Poort {port} vraagt meer rechten: kies er een boven 1023 met --port."
        case errno.EADDRNOTAVAIL:
            return f'Het adres "{host}" hoort niet bij deze computer: kies bijvoorbeeld --host 127.0.0.1.'
    return f'Op "{host}", poort {port}, kan niet geluisterd worden: {error}.'


def _address(host: str, listener: socket.socket) -> str:
    name = "localhost" if host in _ANY_HOST else f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}"
