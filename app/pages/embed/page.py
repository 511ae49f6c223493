"""The page that another site may show in a frame: one question box and cited answers, fed by the JSON API."""

import json
from pathlib import Path
from typing import Any, get_args

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse

from app.pages.citation_view import attribute, escaped
from app.pages.language import PARAMETER, page_language
from app.question.understanding import LONGEST_QUESTION
from app.records.answer import Language, Persona
from app.words.wording import wording

ADDRESS = "/insluiten"
_PERSONA = "profiel"
_HERE = Path(__file__).parent
# Its own script and style, its own API, and nothing else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
_FILES = {"embed_script.js": "text/javascript; charset=utf-8", "embed_style.css": "text/css; charset=utf-8"}


def embed_routes(sites: tuple[str, ...]) -> APIRouter:
    """The page and its two files; `sites` may frame it, and nobody may where there are none."""
    router = APIRouter()
    framers = " ".join(sites) or "'none'"
    policy = f"{_POLICY}; frame-ancestors {framers}"

    @router.get(ADDRESS)
    @router.get("/embed")
    async def page(request: Request) -> HTMLResponse:
        named = request.query_params.get(_PERSONA)
        persona: Persona = next((known for known in get_args(Persona) if known == named), "any")
        return HTMLResponse(embed_page(page_language(request), persona), headers={"content-security-policy": policy})

    for name, kind in _FILES.items():
        router.add_api_route(f"/{name}", _file(name, kind), methods=["GET"])
    return router


def embed_page(language: Language, persona: Persona) -> str:
    """The page in one language; its script reads the words and the persona from the page itself."""
    words = {key: text[language] for key, text in wording("embed_words").items()}
    said = {key: escaped(text) for key, text in words.items()}
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{said["title"]}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="./embed_style.css">'
        '<script src="./embed_script.js" defer></script></head>'
        f'<body data-words="{attribute(json.dumps(words))}" data-persona="{persona}">'
        f"<header><h1>{said['heading']}</h1><p>{said['explanation']}</p></header>"
        f'<main><div id="gesprek" role="log" aria-live="polite" aria-label="{attribute(words["conversation"])}" '
        f'tabindex="0"><noscript><p>{said["no_script"]}</p></noscript></div>'
        f'<form><label for="vraag">{said["question"]}</label><div class="row">'
        f'<textarea id="vraag" rows="2" maxlength="{LONGEST_QUESTION}" required></textarea>'
        f"<button>{said['send']}</button></div></form></main>"
        f'<footer><a href="./{_carried(language)}" target="_blank" rel="noopener">{said["open_site"]}'
        f'<span class="read-aloud"> ({said["new_tab"]})</span></a></footer></body></html>'
    )


def _carried(language: Language) -> str:
    return "" if language == "nl" else f"?{PARAMETER}={language}"


def _file(name: str, kind: str) -> Any:
    async def send() -> FileResponse:
        return FileResponse(_HERE / name, media_type=kind)

    return send
