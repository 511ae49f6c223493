"""Questions who that the sources leave open by their nature: a person by name, who pays, who does what is only done to
somebody.
"""

import re
from dataclasses import replace

from app.answers.refusing import refusal
from app.evidence.weighing import PASSAGES, evidence_for
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence
from app.roles.matching import fitting_services
from app.roles.service_choice import asks_for_chair, services_with_chair
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

_PERSON = patterns(wording("role_words")["person"])
# "Minister Weyts", "la ministre Hilde Crevits": an office and the name behind it.
_MINISTER = re.compile(r"\b[Mm]inist(?:er|re) (?P<name>[A-Z][a-zé]+(?: (?:van |Van |de |De )?[A-Z][a-zé]+)?)")
# What may be told behind the word that a name is unknown.
_TOLD = ("answered", "partly_answered", "not_in_sources", "other_source_only")


def answer_about_person(question: Understood, base: KnowledgeBase) -> Draft | None:
    """That no source names the person who is asked for; the minister alone is named."""
    if "minister" in question.partners:
        return None
    by_name = _PERSON.search(question.plain) or (asks_for_chair(question) and not _holds_chair(question, base))
    return nobody(question, base) if by_name else None


def _holds_chair(question: Understood, base: KnowledgeBase) -> bool:
    """Whether a row of what the question is about tells who is in the chair."""
    return any(found.service_id in services_with_chair(base) for found in fitting_services(question, base))


def nobody(question: Understood, base: KnowledgeBase) -> Draft:
    """That the sources do not say who, with what stands near."""
    return refusal(
        question, evidence_for(question, base, base.search(question.resolved, PASSAGES, "policy_text")), base
    )


def with_unknown_minister(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """An answer, behind the word that no minister of the name in the question is in the texts."""
    found = _MINISTER.search(question.text)
    if found is None or draft.status not in _TOLD or any(base.in_texts(term) for term in terms_of(found["name"])):
        return draft
    words = reply("minister_not_in_plan", question.language, person=found["name"])
    # What is so of the minister of the texts is no "ja" to another.
    told = [sentence for sentence in draft.sentences if sentence.made_of != "verdict"]
    return replace(draft, sentences=(DraftSentence(words, "gap"), *told))
