"""The actions as a table: the forms in which they leave the product (JSON, CSV, calendar)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.records.answer import Citation
from app.records.quote import quote_of_span
from kb.action import Action
from kb.document import Document


def action_json(document: Document, action: Action) -> dict[str, Any]:
    """The interface form of an action."""
    quote = quote_of_span(document, action.text, action.modality)
    citation = Citation(
        1,
        quote.source_id,
        quote.title,
        quote.section,
        quote.action,
        quote.page,
        quote.start,
        quote.end,
        quote.text,
        quote.evidence,
        quote.modality,
    )
    return {
        "key": action.key,
        "number": action.number,
        "section": action.section,
        "title": action.title,
        "text": quote.text,
        "involved": [asdict(party) for party in action.involved],
        "involved_stated": action.involved_stated,
        "timing": action.timing,
        "starts": action.starts,
        "ends": action.ends,
        "modality": action.modality,
        "citation": asdict(citation),
        "notices": list(action.notices),
        "source_id": document.source.source_id,
    }


def as_csv(rows: Sequence[dict[str, Any]]) -> str:
    """One line an action; parties as `partner (role)`, parted by semicolons."""
    columns = (
        "key",
        "number",
        "section",
        "title",
        "text",
        "involved",
        "involved_stated",
        "timing",
        "starts",
        "ends",
        "modality",
        "page",
        "notices",
    )
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        parties = "; ".join(f"{party['partner']} ({party['role']})" for party in row["involved"])
        writer.writerow(
            {**row, "involved": parties, "page": row["citation"]["page"], "notices": " ".join(row["notices"])}
        )
    return out.getvalue()


def as_calendar(rows: Sequence[dict[str, Any]]) -> str:
    """An iCalendar (RFC 5545) with a whole-day event for every action with dates, its timing as the plan words it."""
    # Imported late: only a calendar needs it, and every command would wait for it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Duaalwijzer//acties//NL")
    calendar.add("version", "2.0")
    for row in rows:
        if row["ends"] is None:
            continue
        last = date.fromisoformat(row["ends"])
        event = Event()
        event.add("uid", f"{row['source_id']}-{row['key'].replace('/', '-')}@duaalwijzer")
        event.add("dtstamp", datetime.now(UTC))
        event.add("summary", f"Actie {row['number']} ({row['section']}): {row['title']}")
        event.add("dtstart", date.fromisoformat(row["starts"]) if row["starts"] else last)
        event.add("dtend", last + timedelta(days=1))
        event.add("description", f"Timing volgens het plan: {row['timing']}")
        # A school year of work takes nobody's time away.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
