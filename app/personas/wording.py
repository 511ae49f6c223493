"""Three wordings on one set of citations: for a parent, for a mentor, for the communication team."""

from app.answers.next_contact import with_general_contact, with_next_contact
from app.personas.as_steps import as_steps
from app.personas.explaining import explained, shortened
from app.personas.literal_records import in_literal_words
from app.question.understanding import Understood
from app.records.quote import Draft
from kb.knowledge_base import KnowledgeBase


def worded(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The answer as the one who asks reads it best; another language gets the gist beside the Dutch words."""
    if question.persona == "communication":
        draft = in_literal_words(draft, question.language)
        return explained(draft, question, base, after=True) if question.language != "nl" else draft
    if question.persona == "parent":
        return with_next_contact(shortened(explained(draft, question, base)), question, base)
    if question.language != "nl":
        draft = explained(draft, question, base)
    if question.persona == "mentor":
        return with_next_contact(as_steps(draft, question.language), question, base)
    return with_general_contact(draft, question, base)
