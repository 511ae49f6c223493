"""The address of a place in a source: the reader opens there, with the words marked."""

from urllib.parse import quote

from app.pages.language import address_in
from app.records.answer import Language

QUOTE_ANCHOR = "citaat"
"""Id of the marked words in the page of a source."""


def source_link(source_id: str, start: int | None = None, end: int | None = None, language: Language = "nl") -> str:
    """Address of a policy text, relative to the root of the app as every link between pages.

    `start` and `end` are code points of its canonical text; with both, the page marks that span and shows it.
    """
    address = f"./bron/{quote(source_id, safe='')}"
    if start is None or end is None:
        return address_in(address, language)
    return f"{address_in(f'{address}?van={start}&tot={end}', language)}#{QUOTE_ANCHOR}"
