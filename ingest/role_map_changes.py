"""Two states of a role map → the rows that come, go and change, each field with its old and new value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.role_map_cells import joined
from ingest.role_map_file import COLUMNS, SERVICE_COLUMNS, SERVICE_TEXTS, Row

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its old and new value as text; empty where there is none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that comes, goes or changes. `fields` is empty where the whole row comes or goes."""

    name: str
    """The row in words: partner, service, role; or the service that is defined."""
    place: str
    """Where it stands: in the edited file, or in the map when it goes."""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What comes, goes and changes."""

    added: tuple[RowChange, ...]
    removed: tuple[RowChange, ...]
    changed: tuple[RowChange, ...]


def row_changes(before: Sequence[Row], after: Sequence[Row]) -> Changes:
    """Rows are the same role where they are equal, else where less and less of what identifies them is."""
    keys: list[Callable[[Values], object]] = [
        lambda row: tuple(str(row.get(column)) for column in COLUMNS),
        lambda row: tuple(row.get(c) for c in ("partner", "service", "role", "quote", "fact", "source_url", "action")),
        lambda row: tuple(row.get(column) for column in ("partner", "service", "role", "quote", "fact")),
        lambda row: tuple(row.get(column) for column in ("partner", "service", "role", "source_url", "section")),
        lambda row: tuple(row.get(column) for column in ("partner", "service", "evidence")),
        lambda row: (row.get("quote"), row.get("fact"), row.get("source_url")),
    ]
    return changes_between(before, after, keys, COLUMNS, _role_name)


def service_changes(before: Sequence[Row], after: Sequence[Row]) -> Changes:
    """Services are the same where their id is."""
    return changes_between(
        [Row(row.place, _flat(row.values)) for row in before], [Row(row.place, _flat(row.values)) for row in after],
        [lambda row: row.get("id")], SERVICE_COLUMNS, lambda row: f"dienst {row.get('id')}",
    )  # fmt: skip


def changes_between(
    before: Sequence[Row], after: Sequence[Row], keys: Sequence[Callable[[Values], object]],
    columns: Sequence[str], name: Callable[[Values], str],
) -> Changes:  # fmt: skip
    """Rows are the same where a key says so, the first key first; `name` says a row in words."""
    old, new = list(before), list(after)
    pairs: list[tuple[Row, Row]] = []
    for key in keys:
        waiting: dict[object, list[Row]] = {}
        for row in old:
            waiting.setdefault(key(row.values), []).append(row)
        left: list[Row] = []
        for row in new:
            same = waiting.get(key(row.values))
            if same:
                pairs.append((same.pop(0), row))
            else:
                left.append(row)
        new = left
        old = [row for rows in waiting.values() for row in rows]
    changed = [RowChange(name(one.values), other.place, _fields(one.values, other.values, columns))
               for one, other in pairs]  # fmt: skip
    return Changes(
        tuple(RowChange(name(row.values), row.place) for row in new),
        tuple(RowChange(name(row.values), row.place) for row in old),
        tuple(change for change in changed if change.fields),
    )


def _fields(old: Values, new: Values, columns: Sequence[str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(column, _text(old.get(column)), _text(new.get(column)))
        for column in columns
        if _compared(column, old.get(column)) != _compared(column, new.get(column))
    )


def _compared(column: str, value: Any) -> Any:
    """A value as it counts: the order of audiences and phases does not."""
    return sorted(value) if column in ("audience", "phase") and isinstance(value, list) else value


def _text(value: Any) -> str:
    return "" if value is None else joined(value) if isinstance(value, list) else str(value)


def _role_name(values: Values) -> str:
    return " – ".join(str(values.get(column, "?")) for column in ("partner", "service", "role"))


def _flat(values: Values) -> dict[str, Any]:
    texts = {
        f"{text}_{form}": values[text][form]
        for text in ("name", "does")
        for form in SERVICE_TEXTS
        if form in values.get(text, {})
    }
    words = {"words": values["words"]} if values.get("words") else {}
    return {"id": values.get("id"), **texts, **words}
