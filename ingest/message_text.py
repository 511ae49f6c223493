"""A draft message in a file → its text: plain text as it stands, other formats paragraph by paragraph."""

from pathlib import Path

from ingest.source_list import POLICY_TEXTS
from ingest.text_pages import decoded
from kb.errors import SourceError

_AS_IT_STANDS = (".txt", ".md")


def message_text(path: Path, data: bytes) -> str:
    """The text whose offsets a finding counts in. Raises SourceError when the file cannot be read."""
    ending = path.suffix.lower()
    if ending in _AS_IT_STANDS:
        return decoded(data)
    if ending not in POLICY_TEXTS:
        raise SourceError(
            f"onbekend bestandstype {ending or '(geen extensie)'!r}; toegelaten: {' '.join(sorted(POLICY_TEXTS))}"
        )
    # The readers of Word and PDF files take a third of a second to import, which plain text need not wait for.
    from ingest.reading import read_policy_text

    return "\n\n".join(block.text for block in read_policy_text(path, data).blocks)
