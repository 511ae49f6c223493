"""What two words of the field mean, beside each other, where their difference is asked and no text tells it."""

from dataclasses import replace
from datetime import date

from app.answers.passages import answer_from_passages
from app.question.difference import asks_for_difference
from app.question.understanding import Understood, understand
from app.records.quote import Draft, DraftSentence
from app.words.replies import reply
from kb.knowledge_base import KnowledgeBase

# Sentences that are told of each.
OF_EACH = 2


def answer_about_difference(question: Understood, base: KnowledgeBase, today: date) -> Draft | None:
    """What the texts say that each of the two is, which they do not set beside each other; null where it is not asked,
    or of one of them they say nothing.
    """
    found = base.concepts_in(question.resolved) if asks_for_difference(question) else []
    labels = list(dict.fromkeys(one.concept.preferred[0] for one in found))
    if len(labels) != 2 or question.seeks_partner:
        return None
    drafts = [answer_from_passages(_meaning(label, question, base), base, today) for label in labels]
    if not all(draft.status == "answered" for draft in drafts):
        return None
    said = [sentence for draft in drafts for sentence in draft.sentences[:OF_EACH]]
    opening = DraftSentence(reply("not_compared", question.language), "gap")
    notices = tuple(dict.fromkeys(notice for draft in drafts for notice in draft.notices))
    considered = {found.passage_id: found for draft in drafts for found in draft.considered}
    return replace(
        drafts[0], status="partly_answered", sentences=(opening, *dict.fromkeys(said)), participations=(),
        notices=notices, considered=tuple(considered.values()),
    )  # fmt: skip


def _meaning(label: str, question: Understood, base: KnowledgeBase) -> Understood:
    asked = understand(f"wat is {label}?", question.persona, question.language, (), base.names)
    base.begin_reading(asked.resolved)
    return asked
