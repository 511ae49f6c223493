"""What the records say, in the words of the source: for who may not paraphrase."""

from dataclasses import replace

from app.evidence.passage_sentences import literal
from app.records.answer import Language
from app.records.quote import Draft, DraftSentence, Quote
from app.words.replies import reply


def in_literal_words(draft: Draft, language: Language) -> Draft:
    """Each sentence about partners of the policy texts as their names with the quotes; the others as they are."""
    return replace(draft, sentences=tuple(_literal(sentence, draft, language) for sentence in draft.sentences))


def _literal(sentence: DraftSentence, draft: Draft, language: Language) -> DraftSentence:
    partners = [part.partner_name for part in draft.participations if part.quote in sentence.quotes]
    is_told = sentence.kind == "fact" and sentence.made_of == "record" and not sentence.text.startswith("- ")
    in_plan = all(quote.evidence != "other_source" for quote in sentence.quotes)
    in_text = all(name.lower() in sentence.text.lower() for name in partners)
    if not partners or not is_told or not in_plan or not in_text or _is_block(sentence):
        return sentence
    quotes = "; ".join(literal(quote, language) for quote in sentence.quotes if not _is_within_another(quote, sentence))
    text = reply("literal_of", language, partners=", ".join(dict.fromkeys(partners)), quotes=quotes)
    return replace(sentence, text=f"{text[:1].upper()}{text[1:]}")


def _is_within_another(quote: Quote, sentence: DraftSentence) -> bool:
    """Whether the sentence quotes the same words with more around them: they need not be read twice."""
    return any(
        other != quote and other.source_id == quote.source_id and other.start <= quote.start and quote.end <= other.end
        for other in sentence.quotes
    )


def _is_block(sentence: DraftSentence) -> bool:
    """The block of an action names its parties already: "Betrokkenen: WEWIS (trekker) & DOV"."""
    return any(quote.text.startswith(("Betrokken", "Timing")) for quote in sentence.quotes)
