"""The addresses for editors: log in, download a map, look at an edit, confirm it, put an earlier version back."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from app import editor_words as words
from app.editor_login import SESSION_SECONDS, EditorLogin, EditorSession, PendingEdit, same_key
from app.editor_page import (
    changes_anything,
    login_page,
    outcome_page,
    overview_page,
    preview_of,
    preview_page,
)
from app.editor_upload import MOST_BYTES, EditorForm, editor_form
from app.web_parts import RoleEditing
from kb.errors import DuaalError
from kb.source import Source

_log = logging.getLogger(__name__)
_COOKIE = "duaal_redactie"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_QUIET = {"cache-control": "no-store"}

_Step = Callable[[EditorSession, EditorForm, str], str]


def editor_routes(editing: RoleEditing) -> APIRouter:
    """Everything below /redactie. Nothing of it answers anybody who is not logged in."""
    desk = _Desk(editing)
    router = APIRouter()
    router.add_api_route("/redactie", desk.front, methods=["GET"])
    router.add_api_route("/redactie/aanmelden", desk.log_in, methods=["POST"])
    router.add_api_route("/redactie/afmelden", desk.log_out, methods=["POST"])
    router.add_api_route("/redactie/kaart/{source_id}.xlsx", desk.download, methods=["GET"])
    router.add_api_route("/redactie/bekijk/{source_id}", desk.step(desk.looked_at), methods=["POST"])
    router.add_api_route("/redactie/bevestig/{source_id}", desk.step(desk.confirmed), methods=["POST"])
    router.add_api_route("/redactie/zet-terug/{source_id}", desk.step(desk.restored), methods=["POST"])
    return router


class _Desk:
    """The functions behind the addresses, around one login and one set of editing functions."""

    def __init__(self, editing: RoleEditing) -> None:
        self._editing = editing
        self._login = EditorLogin(editing.password)

    def front(self, request: Request) -> Response:
        session = self._session(request)
        return _html(login_page() if session is None else self._overview(session))

    async def log_in(self, request: Request) -> Response:
        address = request.client.host if request.client else ""
        if not self._login.may_try(address):
            return _html(outcome_page(words.TOO_MANY, problem=True, depth=1), 429)
        try:
            form = await editor_form(request)
        except DuaalError as error:
            return _html(outcome_page(str(error), problem=True, depth=1), 400)
        session = self._login.opened(form.fields.get("wachtwoord", ""), address)
        if session is None:
            return _html(outcome_page(words.WRONG_PASSWORD, problem=True, depth=1), 403)
        answer = RedirectResponse("../redactie", 303, _QUIET)
        answer.set_cookie(
            _COOKIE,
            session.key,
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    async def log_out(self, request: Request) -> Response:
        session = self._session(request)
        form = await editor_form(request)
        if session is not None and same_key(form.fields.get("sleutel", ""), session.form_key):
            self._login.closed(session)
        answer = RedirectResponse("../redactie", 303, _QUIET)
        answer.delete_cookie(_COOKIE)
        return answer

    def download(self, request: Request, source_id: str) -> Response:
        if self._session(request) is None:
            return _refused()
        try:
            source = self._source(source_id)
            data = self._editing.download(source.source_id)
        except DuaalError as error:
            return _html(outcome_page(str(error), problem=True, depth=2), 404)
        headers = _QUIET | {"content-disposition": f"attachment; filename*=UTF-8''{quote(source.source_id)}.xlsx"}
        return Response(data, media_type=_XLSX, headers=headers)

    def step(self, act: _Step) -> Callable[[Request, str], Awaitable[Response]]:
        """A form of a logged-in editor, checked before anything is done with it; its failures are sentences."""

        async def answer(request: Request, source_id: str) -> Response:
            session = self._session(request)
            if session is None:
                return _refused()
            try:
                form = await editor_form(request)
                if not same_key(form.fields.get("sleutel", ""), session.form_key):
                    return _html(outcome_page(words.STRANGE_FORM, problem=True, depth=2), 403)
                return _html(await run_in_threadpool(act, session, form, source_id))
            except DuaalError as error:
                return _html(outcome_page(str(error), problem=True, depth=2), 400)
            except Exception:
                _log.exception("an edit of a role map failed")
                return _html(outcome_page(words.UNEXPECTED, problem=True, depth=2), 500)

        return answer

    def looked_at(self, session: EditorSession, form: EditorForm, source_id: str) -> str:
        """The preview; the file waits in memory for a confirmation."""
        session.pending = None
        source = self._source(source_id)
        _check(form)
        preview = self._editing.preview(source_id, form.data, form.file_name)
        shown, can_confirm = preview_of(preview), changes_anything(preview)
        if can_confirm:
            session.pending = PendingEdit(source_id, form.data, form.file_name, preview.based_on)
        return preview_page(source, form.file_name, shown, session.form_key, can_confirm=can_confirm)

    def confirmed(self, session: EditorSession, form: EditorForm, source_id: str) -> str:
        """Applies what the editor saw; a map that changed since then is left alone."""
        pending, session.pending = session.pending, None
        if pending is None or pending.source_id != source_id:
            raise DuaalError(words.NOTHING_PENDING)
        self._editing.apply(source_id, pending.data, pending.file_name, pending.based_on)
        return outcome_page(words.APPLIED, depth=2)

    def restored(self, session: EditorSession, form: EditorForm, source_id: str) -> str:
        """Puts back one of the versions that exist."""
        session.pending = None
        self._source(source_id)
        name = form.fields.get("versie", "")
        if name not in [version.name for version in self._editing.versions(source_id)]:
            raise DuaalError(words.UNKNOWN_VERSION)
        self._editing.restore(source_id, name)
        return outcome_page(words.RESTORED, depth=2)

    def _overview(self, session: EditorSession) -> str:
        try:
            maps = [(source, self._editing.versions(source.source_id)) for source in self._editing.maps()]
        except DuaalError as error:
            return overview_page((), session.form_key, str(error))
        return overview_page(maps, session.form_key)

    def _source(self, source_id: str) -> Source:
        source = next((source for source in self._editing.maps() if source.source_id == source_id), None)
        if source is None:
            raise DuaalError(words.UNKNOWN_MAP)
        return source

    def _session(self, request: Request) -> EditorSession | None:
        return self._login.session(request.cookies.get(_COOKIE))


def _check(form: EditorForm) -> None:
    if not form.data:
        raise DuaalError(words.NO_FILE)
    if len(form.data) > MOST_BYTES:
        raise DuaalError(words.TOO_LARGE)
    if not form.file_name.lower().endswith(".xlsx") or not form.data.startswith(b"PK"):
        raise DuaalError(words.NO_XLSX)


def _refused() -> Response:
    return _html(outcome_page(words.SESSION_OVER, problem=True, depth=2), 403)


def _html(page: str, status: int = 200, headers: dict[str, Any] | None = None) -> Response:
    return HTMLResponse(page, status, _QUIET | (headers or {}))
