"""The page on which editors add, replace and remove documents, and what they fill in there."""

from datetime import date

from app.editor import words
from app.editor.page import Place, Question, button_form, confirm_page, editor_page, key_field, url_part
from app.editor.upload import EditorForm
from app.pages.citation_view import attribute, escaped
from app.pages.editor_parts import DocumentUpload
from kb.errors import DuaalError
from kb.index_state import IndexState, SourceState

MOST_BYTES = 30 * 1024 * 1024
ENDINGS = (".pdf", ".txt", ".md", ".html", ".htm", ".docx", ".yaml", ".yml", ".csv", ".xlsx")
_LONGEST = 300


def documents_page(place: Place, state: IndexState) -> str:
    """Every document, with what can be done to it, below the form that adds one."""
    standing = "".join(f"<li>{_document(place, source)}</li>" for source in state.sources)
    listed = f'<ul class="cards">{standing}</ul>' if standing else f"<p>{words.NO_SOURCES}</p>"
    return editor_page(
        place,
        "Documenten",
        f"<p>{words.DOCUMENTS_HOW}</p><section><h2>{words.ADD}</h2>"
        f"{_upload_form(place, 'documenten/nieuw', 'nieuw', words.ADD_BUTTON)}</section>"
        f"<section><h2>{words.STANDING}</h2>{listed}</section>{_aside(place, state)}",
    )


def removal_page(place: Place, source: SourceState) -> str:
    """Asks whether a document is to go."""
    explained = {"uploads": words.REMOVE_UPLOAD, "corpus": words.REMOVE_CORPUS, "elsewhere": words.REMOVE_ELSEWHERE}
    fields = {"bron": source.source.source_id}
    return confirm_page(
        place,
        Question(
            words.REMOVE_ASK, source.source.title, explained[source.home], "documenten/verwijder", fields
        ),
    )  # fmt: skip


def upload_of(form: EditorForm) -> DocumentUpload:
    """What was filled in. Raises DuaalError that says what is wrong with it."""
    if not form.file_name or not form.data:
        raise DuaalError(words.NO_FILE)
    if len(form.data) > MOST_BYTES:
        raise DuaalError(words.TOO_LARGE.format(most=MOST_BYTES // 1024**2))
    _, dot, ending = form.file_name.lower().rpartition(".")
    if f"{dot}{ending}" not in ENDINGS or not dot:
        raise DuaalError(words.WRONG_TYPE.format(ending=repr(f"{dot}{ending}"), allowed=" ".join(ENDINGS)))
    title, publisher, day, address = (form.field(name) for name in ("titel", "uitgever", "datum", "adres"))
    if max(map(len, (title, publisher, address))) > _LONGEST:
        raise DuaalError(words.TOO_LONG)
    if address and not address.startswith(("https://", "http://")):
        raise DuaalError(words.WRONG_ADDRESS)
    return DocumentUpload(form.file_name, form.data, title, publisher, _day(day), address)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise DuaalError(words.WRONG_DATE.format(found=repr(text[:40]))) from error


def _document(place: Place, shown: SourceState) -> str:
    source, part = shown.source, url_part(shown.source.source_id)
    form = _upload_form(place, "documenten/vervang", f"vervang-{source.source_id}", words.REPLACE_BUTTON,
                        source.source_id)  # fmt: skip
    explained = f"<p>{words.REPLACE_CORPUS}</p>" if shown.home != "uploads" else ""
    return (
        f'<h3>{escaped(source.title)}</h3><p class="small">{escaped(source.received_name)} · '
        f"{words.KINDS[source.kind]} · {words.HOMES[shown.home]} · "
        f'<span class="state {shown.state}">{words.STATES[shown.state]}</span></p>'
        f"<details><summary>{words.REPLACE}</summary>{explained}{form}</details>"
        f'<p><a href="{place.to(f"documenten/verwijder?bron={part}")}" '
        f'aria-label="{attribute(f"{words.REMOVE}: {source.title}")}">{words.REMOVE}</a></p>'
    )


def _upload_form(place: Place, action: str, key: str, button: str, source_id: str = "") -> str:
    key = attribute(key)
    hidden = f'<input type="hidden" name="bron" value="{attribute(source_id)}">' if source_id else ""
    fields = "".join(
        f'<p><label for="{name}-{key}">{label}</label><br>'
        f'<input id="{name}-{key}" name="{name}" type="{kind}" maxlength="{_LONGEST}"></p>'
        for name, label, kind in (
            ("titel", words.ADD_TITLE, "text"), ("uitgever", words.ADD_PUBLISHER, "text"),
            ("datum", words.ADD_DATE, "date"), ("adres", words.ADD_ADDRESS, "url"),
        )
    )  # fmt: skip
    return (
        f'<form method="post" enctype="multipart/form-data" action="{place.to(action)}">{key_field(place)}{hidden}'
        f'<p><label for="bestand-{key}">{words.ADD_FILE}</label><br>'
        f'<input id="bestand-{key}" name="bestand" type="file" accept="{",".join(ENDINGS)}" required></p>'
        f'<div class="fields">{fields}</div><p><button>{button}</button></p></form>'
    )


def _aside(place: Place, state: IndexState) -> str:
    if not state.aside:
        return ""
    entries = "".join(
        f"<li>{escaped(entry.title)} ({escaped(entry.file)}) "
        + button_form(place, "documenten/zet-terug", words.PUT_BACK, {"bron": entry.source_id}, quiet=True,
                      said=f"{words.PUT_BACK_OF}: {entry.title}")
        + "</li>"
        for entry in state.aside
    )  # fmt: skip
    return f"<section><h2>{words.ASIDE}</h2><ul>{entries}</ul></section>"
