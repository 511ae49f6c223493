"""RoleMapFile: a role map as it stands in its file, whatever its form; each row with the place an error can name."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ingest.role_map_fault import Fault, found

COLUMNS = (
    "partner", "partner_name", "service", "service_name", "role", "audience", "phase", "evidence", "modality",
    "source_id", "section", "action", "quote", "fact", "fact_fr", "fact_en", "source_url", "source_date", "source_ref",
    "contact", "assured_date", "notices", "sectors", "joint_committees",
)  # fmt: skip
LISTS = frozenset({"audience", "phase", "notices", "sectors", "joint_committees"})
SERVICE_TEXTS = ("nl", "nl_plural", "fr", "fr_plural", "en", "en_plural")
SERVICE_COLUMNS = ("id", *(f"{text}_{form}" for text in ("name", "does") for form in SERVICE_TEXTS), "words")

# Signs that XML or YAML cannot hold, and halves of signs.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its place in the file, as a reader of the file would name it.

    `values` holds only cells that are filled: text without space around it, or a list of such texts.
    """

    place: str
    values: Mapping[str, Any]
    by_name: bool = False
    """Whether partner and service may stand there by name instead of by id, as in a matrix."""


@dataclass(frozen=True, slots=True)
class RoleMapFile:
    """A role map as it stands in its file. `faults` were found while reading it, before any row was judged."""

    title: str | None
    rows: tuple[Row, ...]
    services: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def plain_values(values: Mapping[Any, Any], place: str) -> tuple[dict[str, Any], list[Fault]]:
    """The filled cells of a row as text and lists of text, with what could not be taken as such."""
    kept: dict[str, Any] = {}
    faults: list[Fault] = []
    for column, value in values.items():
        if str(column) not in COLUMNS:
            faults.append(Fault(place, str(column), f"onbekende kolom; toegelaten: {', '.join(COLUMNS)}"))
            continue
        plain = _plain(column, value)
        if _has_control(plain):
            faults.append(Fault(place, column, f"bevat een onzichtbaar stuurteken: {found(plain)}; typ de cel opnieuw"))
        elif plain not in (None, "", []):
            kept[column] = plain
    return kept, faults


def plain_text(value: Any) -> str:
    """A scalar as text: dates in ISO form, whole numbers without decimals, Unicode in NFC, lines parted by \\n."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(value: Any) -> str:
    """A text on one line, as it stands in a list."""
    return " ".join(plain_text(value).split())


def _plain(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column == "contact" and isinstance(value, Mapping):
        value = " · ".join(one_line(part) for part in value.values() if part)
    if column in LISTS and not isinstance(value, Mapping):
        items = value if isinstance(value, list | tuple) else [value]
        return [text for item in items if item is not None and (text := one_line(item))]
    return value if isinstance(value, list | tuple | Mapping) else plain_text(value)


def _has_control(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return any(isinstance(text, str) and _CONTROL.search(text) for text in texts)
