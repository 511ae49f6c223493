"""Fixed replies in Dutch, French and English, read from replies.yaml."""

from app.records.answer import Language
from app.words.wording import wording


def reply(name: str, language: Language, **values: object) -> str:
    """The reply in a language, filled in. Raises KeyError for a name that the file lacks."""
    text: str = wording("replies")[name][language]
    return text.format(**values)
