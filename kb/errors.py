"""Every failure a user can meet, as one tree.

DuaalError
├── SourceError      a file cannot be read as a source (unreadable, encrypted, scanned, wrong form)
├── StoreError       the index folder cannot serve
│   ├── StoreMissing    nothing was ingested yet
│   ├── StoreLocked     another ingest is writing
│   ├── StoreDamaged    files are missing or do not fit together
│   └── ModelMismatch   the index was made by another embedding model
├── ModelError       an embedding model cannot be loaded
└── QuestionError    a question that cannot be taken (empty, endless, not text)

Each message says what was expected, what was found and what to do next. Expected endings of a question
("not in the sources") are no errors: they are statuses of an Answer.
"""


class DuaalError(Exception):
    """Base of every failure that is told to the user in one sentence."""


class SourceError(DuaalError):
    """A file cannot be read as a source; the rest of the corpus can.

    `pages` holds the 1-based page numbers concerned, empty when it is the whole file.
    """

    def __init__(self, reason: str, pages: tuple[int, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.pages = pages


class StoreError(DuaalError):
    """The index folder cannot serve."""


class StoreMissing(StoreError):
    """Nothing was ingested in this folder yet."""


class StoreLocked(StoreError):
    """Another process is writing this index."""


class StoreDamaged(StoreError):
    """Files of the index are missing or do not fit together."""


class ModelMismatch(StoreError):
    """The index was made by another embedding model than the one that is set now."""


class ModelError(DuaalError):
    """An embedding model cannot be loaded."""


class QuestionError(DuaalError):
    """A question that cannot be taken: empty, endless or not text."""
