"""What the policy texts say of something, word for word: every sentence that names it, in their order."""

import re

from app.evidence.passage_sentences import fact_of, firmness_of, notices_of
from app.question.understanding import Understood
from app.records.quote import Draft, DraftSentence, Quote, quote_of
from app.words.question import ASKING_TERMS, plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase
from kb.partner import GROUPS

_WORDS = wording("text_questions")
_OF = re.compile(_WORDS["said_of"])
_LITERAL = patterns(_WORDS["literally"])
_AROUND = frozenset(terms_of(_WORDS["around_topic"])) | ASKING_TERMS
_POINTS_BACK = re.compile(_WORDS["points_back"], re.IGNORECASE)
# More sentences than these are no answer but a search; those who ask for the literal words get the first.
MOST = 8


def answer_with_mentions(question: Understood, base: KnowledgeBase) -> Draft | None:
    """Every sentence that names what the question asks about, for who wants the literal words or asks about one kind of
    a whole group; null for another question, and where no sentence names it.
    """
    topic = _topic(question, base)
    if not topic or not (_LITERAL.search(question.plain) or _is_of_a_kind(question, topic, base)):
        return None
    quotes = _naming(topic, base)
    if not quotes:
        return None
    said: list[DraftSentence] = []
    for quote in quotes[:MOST]:
        said += [fact_of(question, quote, base), *firmness_of(question, quote)]
    if len(quotes) > MOST:
        said.append(DraftSentence(reply("more_sentences", question.language, count=len(quotes) - MOST), "frame"))
    return Draft("answered", tuple(dict.fromkeys(said)), notices=notices_of(quotes[:MOST], base))


def _topic(question: Understood, base: KnowledgeBase) -> set[str]:
    """The terms of what it is asked about, in Dutch; none where the question does not ask what is said of something."""
    found = _OF.search(plain(question.resolved))
    if found is None:
        return set()
    words = next(filter(None, found.groupdict().values()))
    terms = set(terms_of(words)) - _AROUND
    if question.language != "nl":
        terms = {term for term in terms if base.in_texts(term)}
        for concept in base.concepts_in(words):
            terms |= set(terms_of(concept.concept.preferred[0]))
    return terms


def _is_of_a_kind(question: Understood, topic: set[str], base: KnowledgeBase) -> bool:
    """Whether only a kind of a group is named ("eenmanszaken"): what all of them do is no answer."""
    groups = [partner for key in question.partners if (partner := base.names.get(key)) is not None]
    return bool(groups) and all(
        partner.partner_id in GROUPS and not topic & set(terms_of(partner.name)) for partner in groups
    )


def _naming(topic: set[str], base: KnowledgeBase) -> list[Quote]:
    """The sentences of the policy texts that hold every term, with the next one that points back at them; headings are
    none.
    """
    found: list[Quote] = []
    for source in base.sources:
        document = base.document(source.source_id)
        if source.kind != "policy_text":
            continue
        for element in document.elements:
            if element.kind == "heading":
                continue
            for (start, end), following in zip(element.sentences, (*element.sentences[1:], None), strict=True):
                if topic <= set(terms_of(document.text[start:end])):
                    points_back = following and _POINTS_BACK.match(document.text[slice(*following)])
                    found.append(quote_of(document, start, following[1] if following and points_back else end))
    return found
