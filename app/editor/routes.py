"""The addresses for editors. Nothing of it answers anybody who is not logged in, and no form counts without its key."""

import logging
from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from app.editor import words
from app.editor.desk import EditorDesk
from app.editor.documents import MOST_BYTES as MOST_OF_A_DOCUMENT
from app.editor.login import SESSION_SECONDS, EditorLogin, EditorSession, same_key
from app.editor.page import Place, login_page, problem_page
from app.editor.tables import MOST_BYTES as MOST_OF_A_TABLE
from app.editor.upload import EditorForm, editor_form
from app.pages.editor_parts import EditorParts
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_COOKIE = "duaal_redactie"
_QUIET = {"cache-control": "no-store"}
_LONGEST_USER = 200

Shown = Callable[[Place, Request], str]
"""Makes a page; changes nothing."""
Done = Callable[[EditorSession, Place, EditorForm, Request], str]
"""Does what a form asks; gives a page, or the part of the editor's corner to go on to with `→` in front."""


def editor_routes(parts: EditorParts) -> APIRouter:
    """Everything below /redactie."""
    door, desk, router = _Door(parts), EditorDesk(parts), APIRouter()

    def page(path: str, show: Shown, here: str) -> None:
        router.add_api_route(_address(path), door.shown(show, here, _depth(path)), methods=["GET"])

    def form(path: str, do: Done, here: str, most: int = 0) -> None:
        router.add_api_route(_address(path), door.done(do, here, _depth(path), most), methods=["POST"])

    router.add_api_route("/redactie", door.front(desk.overview), methods=["GET"])
    router.add_api_route("/redactie/aanmelden", door.log_in, methods=["POST"])
    router.add_api_route("/redactie/afmelden", door.log_out, methods=["POST"])
    form("inlezen", desk.read_again, "")
    page("werk", desk.work, "")
    router.add_api_route("/redactie/werk/stand", door.standing(desk.work_standing), methods=["GET"])

    page("documenten", desk.documents, "documenten")
    page("documenten/verwijder", desk.asked_to_remove, "documenten")
    form("documenten/nieuw", desk.add_document, "documenten", MOST_OF_A_DOCUMENT)
    form("documenten/vervang", desk.replace_document, "documenten", MOST_OF_A_DOCUMENT)
    form("documenten/verwijder", desk.remove_document, "documenten")
    form("documenten/zet-terug", desk.put_document_back, "documenten")

    page("tabellen", desk.tables, "tabellen")
    router.add_api_route("/redactie/kaart/{table_id}.xlsx", door.download(desk.table_file), methods=["GET"])
    form("bekijk/{table_id}", desk.look_at_table, "tabellen", MOST_OF_A_TABLE)
    form("bevestig/{table_id}", desk.apply_table, "tabellen")
    form("zet-terug/{table_id}", desk.restore_table, "tabellen")

    page("indexen", desk.indexes, "indexen")
    page("indexen/zet-terug", desk.asked_to_restore, "indexen")
    form("indexen/zet-terug", desk.restore_index, "indexen")

    page("vragen", desk.questions, "vragen")
    page("meten", desk.evaluations, "meten")
    form("meten/start", desk.evaluate, "meten")
    router.add_api_route("/redactie/meten/stand", door.standing(desk.evaluation_standing), methods=["GET"])
    return router


def _address(path: str) -> str:
    return f"/redactie/{path}"


def _depth(path: str) -> int:
    return path.count("/") + 1


class _Door:
    """Lets editors in, and turns what the desk says into responses."""

    def __init__(self, parts: EditorParts) -> None:
        self._login = EditorLogin(parts.password)
        self._with_password = parts.password is not None
        self._header = parts.proxy_header

    def front(self, show: Shown) -> Callable[[Request], Awaitable[Response]]:
        """The first page: the overview, or the way in."""

        async def answer(request: Request) -> Response:
            session, user = self._session(request), self._user(request)
            if session is None and not user:
                return _html(login_page(with_password=self._with_password))
            session = session or self._login.vouched(user)
            page = await self._page(show, request, Place("", 0, session.form_key, session.user))
            _set_cookie(page, session, request)
            return page

        return answer

    async def log_in(self, request: Request) -> Response:
        """Checks the password."""
        address = request.client.host if request.client else ""
        if not self._login.may_try(address):
            return _html(problem_page(words.TOO_MANY, 1), 429)
        try:
            form = await editor_form(request)
        except DuaalError as error:
            return _html(problem_page(str(error), 1), 400)
        session = self._login.opened(form.fields.get("wachtwoord", ""), address)
        if session is None:
            return _html(problem_page(words.WRONG_PASSWORD, 1), 403)
        answer = RedirectResponse("../redactie", 303, _QUIET)
        _set_cookie(answer, session, request)
        return answer

    async def log_out(self, request: Request) -> Response:
        """Ends the session."""
        session = self._session(request)
        try:
            form = await editor_form(request)
        except DuaalError as error:
            return _html(problem_page(str(error), 1), 400)
        if session is not None and same_key(form.fields.get("sleutel", ""), session.form_key):
            self._login.closed(session)
        answer = RedirectResponse("../redactie", 303, _QUIET)
        answer.delete_cookie(_COOKIE)
        return answer

    def shown(self, show: Shown, here: str, depth: int) -> Callable[[Request], Awaitable[Response]]:
        """A page for a logged-in editor."""

        async def answer(request: Request) -> Response:
            session = self._session(request)
            if session is None and self._user(request):
                return RedirectResponse(Place(depth=depth).to(), 303, _QUIET)  # where the session begins
            if session is None:
                return _refused(depth)
            return await self._page(show, request, Place(here, depth, session.form_key, session.user))

        return answer

    def done(
        self, do: Done, here: str, depth: int, most: int
    ) -> Callable[[Request], Awaitable[Response]]:  # fmt: skip
        """A form of a logged-in editor, checked before anything is done with it; its failures are sentences."""

        async def answer(request: Request) -> Response:
            session = self._session(request)
            if session is None:
                return _refused(depth)
            try:
                form = await editor_form(request, most)
                if not same_key(form.fields.get("sleutel", ""), session.form_key):
                    return _html(problem_page(words.STRANGE_FORM, depth), 403)
                place = Place(here, depth, session.form_key, session.user)
                outcome = await run_in_threadpool(do, session, place, form, request)
            except Exception as error:
                return _failed(error, depth)
            if outcome.startswith("→"):
                return RedirectResponse(place.to(outcome[1:]), 303, _QUIET)
            return _html(outcome)

        return answer

    def download(
        self, file: Callable[[Request], tuple[bytes, dict[str, str]]]
    ) -> Callable[[Request], Awaitable[Response]]:
        """A file for a logged-in editor, with its headers."""

        async def answer(request: Request) -> Response:
            if self._session(request) is None:
                return _refused(2)
            try:
                data, headers = await run_in_threadpool(file, request)
            except Exception as error:
                return _failed(error, 2, 404)
            return Response(data, headers=_QUIET | headers)

        return answer

    def standing(self, stand: Callable[[], dict[str, object]]) -> Callable[[Request], Awaitable[Response]]:
        """How far a job is, for the script of its page."""

        async def answer(request: Request) -> Response:
            if self._session(request) is None:
                return _refused(2)
            return JSONResponse(stand(), headers=_QUIET)

        return answer

    async def _page(self, show: Shown, request: Request, place: Place) -> Response:
        try:
            return _html(await run_in_threadpool(show, place, request))
        except Exception as error:
            return _failed(error, place.depth)

    def _session(self, request: Request) -> EditorSession | None:
        return self._login.session(request.cookies.get(_COOKIE), self._user(request))

    def _user(self, request: Request) -> str:
        """Whom the proxy names; nobody where no proxy is trusted."""
        if self._header is None:
            return ""
        return " ".join(request.headers.get(self._header, "").split())[:_LONGEST_USER]


def _set_cookie(answer: Response, session: EditorSession, request: Request) -> None:
    answer.set_cookie(
        _COOKIE, session.key, max_age=SESSION_SECONDS, httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def _failed(error: Exception, depth: int, status: int = 400) -> Response:
    if isinstance(error, DuaalError):
        return _html(problem_page(str(error), depth), status)
    _log.error("a page for editors failed", exc_info=error)
    return _html(problem_page(words.UNEXPECTED, depth), 500)


def _refused(depth: int) -> Response:
    return _html(problem_page(words.SESSION_OVER, depth), 403)


def _html(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, _QUIET)
