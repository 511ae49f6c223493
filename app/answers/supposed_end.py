"""A question why something was abolished ("waarom schaft men de premie af?"), of which no such end is told."""

from app.answers.refusing import near_words, with_plan_beside
from app.answers.roles import answer_from_other_sources
from app.evidence.passage_sentences import notices_of
from app.evidence.weighing import Evidence
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.knowledge_base import KnowledgeBase

_ENDED = patterns(wording("question_kinds")["ended"])


def says_it_ended(text: str) -> bool:
    """Whether a text says that something was abolished, scrapped, forbidden or failed."""
    return bool(_ENDED.search(plain(text)))


def supposes_an_end(question: Understood, best: Quote) -> bool:
    """Whether it is asked why something ended, and the best words tell of no end."""
    return question.asks == "why" and says_it_ended(question.resolved) and not says_it_ended(best.text)


def no_such_end(question: Understood, near: Quote, evidence: Evidence, base: KnowledgeBase) -> Draft:
    """What another source tells of the end; else that it stands nowhere, and the words that come nearest."""
    other = answer_from_other_sources(question, base)
    if other is not None and any(says_it_ended(sentence.text) for sentence in other.sentences):
        return with_plan_beside(other, question, evidence, base)
    gap = DraftSentence(reply("not_supposed", question.language), "gap")
    said = (gap, *near_words(question, near, base))
    return Draft("not_in_sources", said, notices=notices_of([near], base))
