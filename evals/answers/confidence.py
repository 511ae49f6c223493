"""How sure the judge of `app/evidence/judging.py` is of a question, whatever the product then does with it."""

from collections.abc import Sequence

from app.evidence.judging import Signs, signs
from app.evidence.weighing import evidence_for, holds_answer
from app.question.likeness import pointers
from app.question.understanding import understand
from app.records.answer import Persona
from kb.knowledge_base import KnowledgeBase

PASSAGES = 20


def signs_of(text: str, persona: Persona, history: Sequence[str], base: KnowledgeBase) -> Signs:
    """What speaks for and against an answer from the passages."""
    question = understand(text, persona, None, tuple(history), base.names)
    found = base.search(question.resolved, PASSAGES, "policy_text", question.action_numbers)
    evidence = evidence_for(question, base, found)
    holds = any(holds_answer(question, sentence.quote.text, base.names) for sentence in evidence.sentences)
    return signs(question, evidence, pointers(question.resolved, base), base, holds=holds)
