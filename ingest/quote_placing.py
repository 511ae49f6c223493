"""A quote → its place in a policy text; and the quotes of role maps placed anew when that text has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kb.action import Span
from kb.document import Document, Element
from kb.participation import Participation


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """Where a quote stands. Without `span`, `sections` names the other sections that hold the same words."""

    span: Span | None
    sections: tuple[str, ...]


def place_of_quote(document: Document, quote: str, section: str | None, action: str | None) -> PlacedQuote:
    """Span and section of a quote; section and action, where given, choose between several places."""
    elsewhere: list[str] = []
    for start in _starts(document.text, quote):
        element = document.element_at(start)
        label = document.sections[element.section].label if element else ""
        if element and action in (None, element.action) and section in (None, label):
            return PlacedQuote(Span(start, start + len(quote)), (label,))
        elsewhere.append(label)
    return PlacedQuote(None, tuple(elsewhere))


@dataclass(frozen=True, slots=True)
class PlacedAnew:
    """A role map whose quotes stand at their places again, with a warning for each row that had to go."""

    role_map: Document
    warnings: tuple[str, ...] = ()


def with_quotes_placed(role_map: Document, documents: Mapping[str, Document]) -> PlacedAnew:
    """The role map against the policy texts as they are now: quotes found again in the same section, others dropped."""
    rows: list[Participation] = []
    warnings: list[str] = []
    for row in role_map.participations:
        placed = row if row.source_id == role_map.source.source_id else _placed(row, documents)
        if placed is None:
            warnings.append(
                f"rollenkaart {row.role_map!r}: de rij {row.partner_name} – {row.service_name} is weggelaten, want "
                f"haar citaat staat niet meer in {row.section or 'de titel'} van bron {row.source_id!r}: "
                f"«{row.quote[:80]}»"
            )
        else:
            rows.append(placed)
    if rows == list(role_map.participations):
        return PlacedAnew(role_map)
    return PlacedAnew(_with_rows(role_map, rows), tuple(warnings))


def _placed(row: Participation, documents: Mapping[str, Document]) -> Participation | None:
    document = documents.get(row.source_id)
    if document is None:
        return None
    if document.text[row.start : row.end] == row.quote and _stands_in(document, row):
        return row
    found = place_of_quote(document, row.quote, row.section, row.action)
    return replace(row, start=found.span.start, end=found.span.end) if found.span else None


def _stands_in(document: Document, row: Participation) -> bool:
    element = document.element_at(row.start)
    label = document.sections[element.section].label if element else ""
    return element is not None and label == row.section and row.action in (None, element.action)


def _with_rows(role_map: Document, rows: list[Participation]) -> Document:
    """The role map with only these rows, its text and spans written anew."""
    text, elements, moved = "", [], []
    for row in rows:
        line = role_map.text[row.row.start : row.row.end]
        shift = len(text) - row.row.start
        span = (len(text), len(text) + len(line))
        elements.append(Element("row", *span, 0, row.action, sentences=(span,)))
        own = row.source_id == role_map.source.source_id
        moved.append(
            replace(
                row, row=Span(*span), start=row.start + shift if own else row.start,
                end=row.end + shift if own else row.end,
            )
        )  # fmt: skip
        text += f"{line}\n"
    return replace(role_map, text=text, elements=tuple(elements), participations=tuple(moved))


def _starts(text: str, quote: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)
