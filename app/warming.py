"""Asks before anybody does, so that indexes and dictionaries are read before the first visitor waits for them."""

from app.answer_question import answer_question
from app.question.language_guess import language_of
from kb.knowledge_base import KnowledgeBase

# A claim to be judged, a partner to be found and a passage to be read.
_QUESTIONS = (
    "Klopt het dat elke onderneming een erkenning nodig heeft?",
    "Wie informeert ondernemingen?",
    "Waarom kiezen jongeren voor duaal leren?",
)
# No small word tells its language: the dictionaries of three must.
_UNCLEAR = "leerwerkplek"


def warm_up(base: KnowledgeBase) -> None:
    """Takes about two seconds. Raises what answering raises."""
    language_of(_UNCLEAR)
    for question in _QUESTIONS:
        answer_question(question, base)
