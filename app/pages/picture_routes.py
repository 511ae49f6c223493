"""The address of the pictures of pages: `/bron/SOURCE_ID/bladzijde/2.png?van=START&tot=END`."""

import logging
from collections.abc import Callable

from fastapi import APIRouter, Query, Request, Response

from app.pages.chat_words import chat_page_words
from app.pages.language import page_language
from kb.errors import DuaalError

_log = logging.getLogger(__name__)
_SECONDS_KEPT = 3600
_LONGEST_TEXT = 10_000_000


def picture_routes(page_picture: Callable[[str, int, int, int], bytes]) -> APIRouter:
    """Hands out the pictures, drawn when somebody asks for one."""
    router = APIRouter()

    @router.get("/bron/{source_id}/bladzijde/{page}.png")
    def page_of_source(
        source_id: str,
        page: int,
        request: Request,
        van: int = Query(0, ge=0, le=_LONGEST_TEXT),
        tot: int = Query(0, ge=0, le=_LONGEST_TEXT),
    ) -> Response:
        try:
            picture = page_picture(source_id, page, van, tot)
        except DuaalError:
            return _nothing(request)
        except Exception:
            _log.exception("page %s of source %s could not be drawn", page, source_id)
            return _nothing(request)
        return Response(picture, media_type="image/png", headers={"cache-control": f"private, max-age={_SECONDS_KEPT}"})

    return router


def _nothing(request: Request) -> Response:
    sentence = chat_page_words(page_language(request)).no_page
    return Response(sentence, status_code=404, media_type="text/plain; charset=utf-8")
