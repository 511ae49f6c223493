"""What a question states before it asks ("nu bedrijven geen erkenning meer nodig hebben, hoe start ik?") is checked:
where the sources say otherwise, or nothing of it, the answer says so first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.answers.supposed_end import says_it_ended
from app.checking.evidence_units import evidence_of
from app.checking.judging_claims import judged
from app.checking.reading import Reading, read
from app.evidence.passage_sentences import fact_of
from app.question.claim import asserted_in
from app.question.leaning import is_of_the_field
from app.question.personal_data import without_personal_data
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote
from app.words.question import plain
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase

# What is asked back, turned away or opened by a verdict of its own needs no remark.
_REMARKED = ("answered", "partly_answered", "not_in_sources", "other_source_only")


def with_statement_checked(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The answer behind what the sources say of what the question states; as it was where they bear it out."""
    claim = asserted_in(without_personal_data(question.text))
    is_opened = bool(draft.sentences) and draft.sentences[0].made_of == "verdict"
    if claim is None or question.follows_up or is_opened or draft.status not in _REMARKED:
        return draft
    if not is_of_the_field(claim.text, base.names):
        return draft
    clause, reading = claim.main_clause, read(claim.text, base.names)
    judgement = judged(reading, evidence_of(base), question.resolved)
    words = wording("yes_no")["asserted"]
    if judgement.verdict == "not_in_sources":
        if _is_told(reading, draft, base):
            return draft
        said = DraftSentence(words["not_found"][question.language].format(clause=clause), "gap")
        return replace(draft, sentences=(said, *draft.sentences))
    is_undone = judgement.verdict == "partly_supported" and _says_an_end_untold(clause, judgement.quotes)
    if not (is_undone or judgement.verdict in ("contradicted", "stronger_than_source")) or not judgement.quotes:
        return draft
    # "Nu de premie er komt" says no more than that it is planned.
    is_planned = judgement.quotes[0].modality == "planned" and judgement.difference == "firmness"
    if is_planned and not re.search(wording("yes_no")["states_done"], plain(clause)):
        return draft
    quote = judgement.quotes[0]
    said = DraftSentence(words["differs"][question.language].format(clause=clause), "gap")
    rest = [sentence for sentence in draft.sentences if quote not in sentence.quotes]
    return replace(draft, sentences=(said, fact_of(question, quote, base), *rest))


def _says_an_end_untold(clause: str, quotes: Sequence[Quote]) -> bool:
    """Whether it is stated that something was abolished of which the words tell that it is there."""
    return says_it_ended(clause) and not any(says_it_ended(quote.text) for quote in quotes)


def _is_told(said: Reading, draft: Draft, base: KnowledgeBase) -> bool:
    """Whether the words that the answer cites hold all that is stated, where they deny as much."""
    words = [read(quote.text, base.names) for quote in draft.quotes]
    held = frozenset(concept for one in words for concept in one.concepts)
    return said.concepts <= held and any(one.stance.negated == said.stance.negated for one in words)
