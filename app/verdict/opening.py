"""How an answer to a yes-or-no question opens: a plain verdict, then the words of the source that carry it."""

from collections.abc import Sequence
from dataclasses import replace

from app.answers.quoted_words import asks_whether_words_stand
from app.evidence.judging import names_stranger
from app.evidence.passage_sentences import OPEN, fact_of, notices_of, whole_sentence
from app.question.claim import claim_of
from app.question.understanding import Understood
from app.records.answer import Language, Status
from app.records.quote import Draft, DraftParticipation, DraftSentence, Quote
from app.roles.resting_rows import resting_on
from app.verdict.asked import is_nowhere, verdict_on
from app.verdict.of_records import AskedVerdict
from app.words.replies import reply
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase

# What a verdict may be put before; a question that is asked back or turned away has none.
_OPENED = ("answered", "partly_answered", "not_in_sources", "other_source_only")
# They say by themselves how firm it is.
_SAYS_FIRMNESS = ("under_study", "proposed", "planned", "not_known")
# Sentences that are shown beside a statement that is found nowhere.
NEAREST = 2
_SETTLED = ("yes", "no", "untrue")


def opened(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """The answer behind its verdict; as it was where the claim of the question cannot be checked for sure."""
    told = draft.quotes if draft.is_from_texts else ()
    if draft.status not in _OPENED or asks_whether_words_stand(question):
        return draft
    verdict = verdict_on(question, told, base)
    cited = _cited(draft.sentences, verdict.quotes) if verdict and draft.is_from_texts else []
    if verdict is None or (not cited and not verdict.is_sure):
        return _left_to_compare(draft, question, base)
    # Under a plain yes or no, words that are only planned would take it back.
    firm = [quote for quote in cited if verdict.opening not in _SETTLED or quote.modality not in OPEN]
    quote = firm[0] if firm else whole_sentence(verdict.quotes[0], base)
    # That the plan does not know the partner of the question comes before who does it instead.
    unknown = [sentence for sentence in draft.sentences[:1] if sentence.kind == "gap"]
    said = [*_opening(verdict, quote, question.language), _first_fact(draft, quote, question, base)]
    if not draft.is_from_texts:
        said[1:1] = unknown if names_stranger(question, base) else []
        return _in_place_of_a_refusal(draft, said, quote, verdict, base)
    again = [quote, *(other for other in cited if not firm)]
    rest = [sentence for sentence in draft.sentences if sentence not in said and not _only_cites(sentence, again)]
    rest = [sentence for sentence in rest if sentence not in unknown]
    said[1:1] = unknown
    # Whether it has happened was asked, and what was meant is no answer to that.
    status: Status = "not_in_sources" if verdict.opening == "not_known" else draft.status
    sentences = (*said, *_without_firmness(rest, verdict, question.language))
    parties = draft.participations or _parties_of_blocks(verdict.quotes, question, base)
    return replace(draft, status=status, sentences=sentences, participations=parties)


def _parties_of_blocks(
    quotes: Sequence[Quote], question: Understood, base: KnowledgeBase
) -> tuple[DraftParticipation, ...]:
    """The parties of the actions whose blocks decide what a question says of a partner."""
    if not question.partners:
        return ()
    rows = [row for row in base.participations if row.action is not None]
    return tuple(dict.fromkeys(part for quote in quotes for part in resting_on(quote, rows, question, base)))


def _left_to_compare(draft: Draft, question: Understood, base: KnowledgeBase) -> Draft:
    """Quotes below a claim that somebody wants to see confirmed would confirm it by themselves."""
    claim = claim_of(question.text, question.language)
    only_quotes = bool(draft.sentences) and draft.sentences[0].made_of == "quote"
    if claim is None or not claim.as_told or not draft.is_from_texts or not only_quotes:
        return draft
    if question.persona == "communication" and is_nowhere(claim, question, base):
        said = DraftSentence(wording("yes_no")["not_found"][question.language], "gap")
        return replace(draft, status="not_in_sources", sentences=(said, *draft.sentences[:NEAREST]))
    unsure = DraftSentence(wording("yes_no")["unsure"][question.language], "frame")
    return replace(draft, sentences=(unsure, *draft.sentences))


def _first_fact(draft: Draft, quote: Quote, question: Understood, base: KnowledgeBase) -> DraftSentence:
    """The sentence of the answer that says it, else the words themselves."""
    told = draft.sentences if draft.is_from_texts else ()
    return next((sentence for sentence in told if quote in sentence.quotes), None) or fact_of(question, quote, base)


def _in_place_of_a_refusal(
    draft: Draft, said: Sequence[DraftSentence], quote: Quote, verdict: AskedVerdict, base: KnowledgeBase
) -> Draft:
    """The plan does say it; whether it has happened it does not."""
    is_open = verdict.opening == "not_known"
    return Draft(
        "not_in_sources" if is_open else "answered", tuple(said), (), notices_of([quote], base),
        draft.handover if is_open else None, draft.considered,
    )  # fmt: skip


def _only_cites(sentence: DraftSentence, quotes: Sequence[Quote]) -> bool:
    return sentence.made_of == "quote" and set(sentence.quotes) <= set(quotes)


def _opening(verdict: AskedVerdict, quote: Quote, language: Language) -> list[DraftSentence]:
    text: str = wording("yes_no")["openings"][verdict.opening][language].format(group=verdict.group)
    if verdict.opening == "not_known":
        return [DraftSentence(text, "gap")]
    return [DraftSentence(text, "fact", (quote,), "verdict")]


def _without_firmness(
    sentences: Sequence[DraftSentence], verdict: AskedVerdict, language: Language
) -> list[DraftSentence]:
    """Without the sentence on firmness that the opening makes double, or that would take it back."""
    if verdict.opening not in (*_SAYS_FIRMNESS, *_SETTLED):
        return list(sentences)
    double = {reply(firmness, language) for firmness in OPEN}
    return [sentence for sentence in sentences if sentence.text not in double]


def _cited(sentences: Sequence[DraftSentence], quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes of the answer that lie on those of the verdict."""
    return [mine for sentence in sentences for mine in sentence.quotes if any(map(mine.overlaps, quotes))]
