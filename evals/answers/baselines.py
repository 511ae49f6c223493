"""What the product must beat: always refusing, always answering, and the best passage's best sentence."""

from app.evidence.passage_sentences import fact_of
from app.evidence.weighing import evidence_for
from app.question.understanding import Understood, understand
from app.records.answer import Answer, CitedSentence
from app.records.quote import Draft, DraftSentence, numbered
from app.words.replies import reply
from evals.answers.cases import ANSWERED, AnswerCase
from kb.knowledge_base import KnowledgeBase


def always_refuse(case: AnswerCase) -> Answer:
    """Says of everything that it is not in the sources."""
    said = CitedSentence(reply("not_in_sources", "nl"), "gap")
    return Answer(case.question, "nl", case.persona, "not_in_sources", (said,))


def top_passage(case: AnswerCase, base: KnowledgeBase) -> Answer:
    """The best sentence of the best passage, whatever was asked."""
    question = understand(case.question, case.persona, None, case.history, base.names)
    found = base.search(question.resolved, 1, "policy_text")
    best = next(iter(evidence_for(question, base, found).sentences), None)
    if best is None:
        return always_refuse(case)
    return _presented(question, fact_of(question, best.quote, base))


def always_answer(case: AnswerCase, answer: Answer, base: KnowledgeBase) -> Answer:
    """The product where it answers, the best passage where it does not: what it would be if it could not refuse."""
    return answer if answer.status in ANSWERED else top_passage(case, base)


def _presented(question: Understood, fact: DraftSentence) -> Answer:
    sentences, citations, _ = numbered(Draft("answered", (fact,)))
    return Answer(question.text, question.language, question.persona, "answered", sentences, citations)
