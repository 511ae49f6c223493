"""The pages on which editors change tables: download, send back, look at what changes, confirm, put back."""

from collections.abc import Sequence

from app.editor import words
from app.editor.page import Place, button_form, editor_page, key_field, moment, url_part
from app.editor.upload import EditorForm
from app.pages.citation_view import attribute, escaped
from app.pages.table_editing import EditableTable, EditPreview, RowEdit, TableVersion
from kb.errors import DuaalError

MOST_BYTES = 5 * 1024 * 1024


def tables_page(place: Place, tables: Sequence[tuple[EditableTable, Sequence[TableVersion]]]) -> str:
    """Each table with its download, its upload and its earlier versions."""
    shown = "".join(_table(place, table, versions) for table, versions in tables) or f"<p>{words.NO_MAPS}</p>"
    return editor_page(place, "Rollenkaarten en woorden", f"<p>{words.HOW}</p>{shown}")


def preview_page(place: Place, table: EditableTable, file_name: str, preview: EditPreview) -> str:
    """What a file would change, with the button that makes it so where it can be made so."""
    back = place.to(place.here or "")
    choices = f'<a class="button" href="{back}">{words.BACK}</a>'
    if changes_anything(preview):
        confirm = button_form(place, f"bevestig/{url_part(table.table_id)}", words.CONFIRM)
        choices = f'{confirm} <a class="button" href="{back}">{words.CANCEL}</a>'
    return editor_page(
        place,
        words.PREVIEW,
        f"<h2>{escaped(table.title)}</h2><p>{escaped(file_name)}</p>{_preview(preview)}"
        f"<p class='choices'>{choices}</p>",
    )


def changes_anything(preview: EditPreview) -> bool:
    """Whether there is something to confirm."""
    return not preview.faults and bool(preview.added or preview.removed or preview.changed)


def check_workbook(form: EditorForm) -> None:
    """Raises DuaalError when what was sent cannot be an edited table."""
    if not form.data:
        raise DuaalError(words.NO_FILE)
    if len(form.data) > MOST_BYTES:
        raise DuaalError(words.TOO_LARGE.format(most=MOST_BYTES // 1024**2))
    if not form.file_name.lower().endswith(".xlsx") or not form.data.startswith(b"PK"):
        raise DuaalError(words.NO_XLSX)


def _preview(preview: EditPreview) -> str:
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


def _table(place: Place, table: EditableTable, versions: Sequence[TableVersion]) -> str:
    part, field = url_part(table.table_id), f"bestand-{attribute(table.table_id)}"
    note = f"<p>{escaped(table.note)}</p>" if table.note else ""
    return (
        f"<section><h2>{escaped(table.title)}</h2>{note}"
        f'<p><a href="{place.to(f"kaart/{part}.xlsx")}" download>{words.DOWNLOAD}</a></p>'
        f'<form method="post" enctype="multipart/form-data" action="{place.to(f"bekijk/{part}")}">{key_field(place)}'
        f'<p><label for="{field}">{words.FILE}</label><br>'
        f'<input id="{field}" name="bestand" type="file" accept=".xlsx" required></p>'
        f"<p><button>{words.UPLOAD}</button></p></form><h3>{words.VERSIONS}</h3>"
        f"{_versions(place, table, versions)}</section>"
    )


def _versions(place: Place, table: EditableTable, versions: Sequence[TableVersion]) -> str:
    if not versions:
        return f"<p>{words.NO_VERSIONS}</p>"
    return f"<ul>{''.join(_version(place, table, version) for version in versions)}</ul>"


def _version(place: Place, table: EditableTable, version: TableVersion) -> str:
    saved = moment(version.saved) if version.saved else words.SHIPPED
    button = button_form(
        place, f"zet-terug/{url_part(table.table_id)}", words.RESTORE, {"versie": version.name}, quiet=True,
        said=f"{words.RESTORE_OF} {saved}, {table.title}",
    )  # fmt: skip
    return f"<li>{escaped(saved)} ({version.rows} {words.ROWS}) {button}</li>"
