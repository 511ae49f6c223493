"""What visitors read where questions are counted by topic."""

from app.records.answer import Language

COUNTING: dict[Language, str] = {
    "nl": "Ze telt alleen over welk onderwerp er gevraagd wordt, zonder de woorden van je vraag.",
    "fr": "Elle compte seulement les sujets des questions, sans les mots de votre question.",
    "en": "It only counts which topics are asked about, without the words of your question.",
}
"""Follows the sentence that says that questions are not kept."""
