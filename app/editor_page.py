"""The pages for editors, as plain HTML that works without script: login, overview, preview, outcome."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from app import editor_words as words
from app.citation_view import attribute, escaped
from app.page_top import main_menu
from app.web_parts import EditPreview, MapVersion, RowEdit
from kb.source import Source

_HERE = Path(__file__).parent


def login_page(problem: str = "") -> str:
    """The form for the password."""
    return _page(
        words.LOGIN,
        f"{_alert(problem)}"
        f'<form method="post" action="./redactie/aanmelden"><p><label for="wachtwoord">{words.PASSWORD}</label><br>'
        '<input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required></p>'
        f"<p><button>{words.LOGIN}</button></p></form>",
    )


def overview_page(maps: Sequence[tuple[Source, Sequence[MapVersion]]], form_key: str, problem: str = "") -> str:
    """Each map with its download, its upload and its earlier versions."""
    shown = "".join(_map(source, versions, form_key) for source, versions in maps) or f"<p>{words.NO_MAPS}</p>"
    return _page(words.TITLE, f"{_alert(problem)}<p>{words.HOW}</p>{shown}{_logout(form_key)}")


def preview_page(source: Source, file_name: str, shown: str, form_key: str, *, can_confirm: bool) -> str:
    """What a file would change, with the button that makes it so."""
    forms = ""
    if can_confirm:
        forms = (
            f'<form method="post" action="../bevestig/{_part(source.source_id)}" class="inline">{_key(form_key)}'
            f"<button>{words.CONFIRM}</button></form> "
        )
    cancel = f'<a class="button" href="../../redactie">{words.CANCEL if can_confirm else words.BACK}</a>'
    heading = f"<h2>{escaped(source.title)}</h2><p>{escaped(file_name)}</p>"
    return _page(words.PREVIEW, f"{heading}{shown}<p class='choices'>{forms}{cancel}</p>", depth=2)


def outcome_page(text: str, *, problem: bool = False, depth: int = 0) -> str:
    """What was done, or why it was not."""
    said = _alert(text) if problem else f'<p role="status" class="done">{escaped(text)}</p>'
    return _page(words.TITLE, f'{said}<p><a href="{"../" * depth}redactie">{words.BACK}</a></p>', depth=depth)


def preview_of(preview: EditPreview) -> str:
    """The faults with their place, or else each row that comes, goes or changes."""
    if preview.faults:
        faults = "".join(f"<li>{escaped(fault)}</li>" for fault in preview.faults)
        return (
            f'<section class="faults" role="alert"><h3>{words.FAULTS} ({len(preview.faults)})</h3>'
            f"<p>{words.FAULTS_EXPLAINED}</p><ul>{faults}</ul></section>"
        )
    groups = ((words.ADDED, preview.added), (words.CHANGED, preview.changed), (words.REMOVED, preview.removed))
    shown = "".join(
        f"<section><h3>{title} ({len(rows)})</h3><ul>{''.join(_row(row) for row in rows)}</ul></section>"
        for title, rows in groups
        if rows
    )
    return shown or f"<p>{words.NOTHING_CHANGES}</p>"


def changes_anything(preview: EditPreview) -> bool:
    """Whether there is something to confirm."""
    return not preview.faults and bool(preview.added or preview.removed or preview.changed)


def _row(row: RowEdit) -> str:
    fields = "".join(
        f'<tr><th scope="row">{escaped(change.field)}</th><td><del>{_value(change.old)}</del></td>'
        f"<td><ins>{_value(change.new)}</ins></td></tr>"
        for change in row.fields
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in (words.FIELD, words.OLD, words.NEW))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{fields}</tbody></table>" if fields else ""
    return f"<li>{escaped(row.name)}{table}</li>"


def _value(text: str) -> str:
    return escaped(text) if text else words.EMPTY


def _map(source: Source, versions: Sequence[MapVersion], form_key: str) -> str:
    part, field = _part(source.source_id), f"bestand-{attribute(source.source_id)}"
    return (
        f"<section><h2>{escaped(source.title)}</h2>"
        f'<p><a href="./redactie/kaart/{part}.xlsx" download>{words.DOWNLOAD}</a></p>'
        f'<form method="post" enctype="multipart/form-data" action="./redactie/bekijk/{part}">{_key(form_key)}'
        f'<p><label for="{field}">{words.FILE}</label><br>'
        f'<input id="{field}" name="bestand" type="file" accept=".xlsx" required></p>'
        f"<p><button>{words.UPLOAD}</button></p></form><h3>{words.VERSIONS}</h3>"
        f"{_versions(source, versions, form_key)}</section>"
    )


def _versions(source: Source, versions: Sequence[MapVersion], form_key: str) -> str:
    if not versions:
        return f"<p>{words.NO_VERSIONS}</p>"
    return f"<ul>{''.join(_version(source, version, form_key) for version in versions)}</ul>"


def _version(source: Source, version: MapVersion, form_key: str) -> str:
    moment = _moment(version)
    said = attribute(f"{words.RESTORE_OF} {moment}, {source.title}")
    return (
        f"<li>{escaped(moment)} ({version.rows} {words.ROWS}) "
        f'<form method="post" action="./redactie/zet-terug/{_part(source.source_id)}" class="inline">{_key(form_key)}'
        f'<input type="hidden" name="versie" value="{attribute(version.name)}">'
        f'<button class="quiet" aria-label="{said}">{words.RESTORE}</button></form></li>'
    )


def _moment(version: MapVersion) -> str:
    """When it was saved, on the clock of this computer."""
    try:
        return f"{datetime.fromisoformat(version.saved).astimezone():%d-%m-%Y %H:%M:%S}"
    except ValueError:
        return version.saved


def _logout(form_key: str) -> str:
    return (
        f'<form method="post" action="./redactie/afmelden">{_key(form_key)}'
        f'<p><button class="quiet">{words.LOGOUT}</button></p></form>'
    )


def _key(form_key: str) -> str:
    return f'<input type="hidden" name="sleutel" value="{attribute(form_key)}">'


def _part(source_id: str) -> str:
    return attribute(quote(source_id, safe=""))


def _alert(problem: str) -> str:
    return f'<p role="alert" class="problem">{escaped(problem)}</p>' if problem else ""


def _page(title: str, content: str, depth: int = 0) -> str:
    """`depth`: how many steps below the root of the app the address of this page lies."""
    menu = main_menu(None).replace('href="./', f'href="{"../" * depth or "./"}')
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>{title} · Duaalwijzer</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{_style()}</style></head><body class="gradio-container"><main class="editor">{menu}'
        f"<h1>{title}</h1>{content}</main></body></html>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    names = ("page_style.css", "role_style.css", "editor_style.css")
    return "".join((_HERE / name).read_text(encoding="utf-8") for name in names)
