"""Citation recall and precision by the definitions of ALCE (Gao et al. 2023), one value an answer.

Recall: share of the sentences that state something whose citations together entail them. Precision: share of the
citations that are needed: of a sentence that is entailed, a citation counts when it entails the sentence alone, or when
the others no longer do without it. Where a sentence is not entailed none of its citations counts.
"""

from app.records.answer import Answer, Citation, CitedSentence
from evals.answers.entailment import Entailment


def citation_recall(answer: Answer, rule: Entailment) -> float | None:
    """Null where the answer states nothing: a refusal cites nothing and is not blamed for it."""
    facts = _facts(answer)
    if not facts:
        return None
    return sum(rule.holds(sentence.text, _cited(answer, sentence)) for sentence in facts) / len(facts)


def citation_precision(answer: Answer, rule: Entailment) -> float | None:
    """Null where the answer cites nothing."""
    needed = [
        _is_needed(sentence.text, citation, _cited(answer, sentence), rule)
        for sentence in _facts(answer)
        for citation in _cited(answer, sentence)
    ]
    return sum(needed) / len(needed) if needed else None


def _is_needed(sentence: str, citation: Citation, cited: list[Citation], rule: Entailment) -> bool:
    if not rule.holds(sentence, cited):
        return False
    others = [other for other in cited if other.n != citation.n]
    return not others or rule.holds(sentence, [citation]) or not rule.holds(sentence, others)


def _facts(answer: Answer) -> list[CitedSentence]:
    return [sentence for sentence in answer.sentences if sentence.kind == "fact"]


def _cited(answer: Answer, sentence: CitedSentence) -> list[Citation]:
    by_number = {citation.n: citation for citation in answer.citations}
    return [by_number[n] for n in sentence.citations]
