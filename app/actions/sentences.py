"""One action in sentences: what it says, who stands in its block, when, each with its quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.question.understanding import Understood
from app.records.answer import Language
from app.records.quote import DraftParticipation, DraftSentence, Quote, quote_of, quote_of_span
from app.words.replies import reply
from kb.action import Action, Party
from kb.document import Document
from kb.dutch import terms_of
from kb.partner import PartnerNames

# Sentences of an action that are said after the first; of a list each item besides.
FURTHER = 3


@dataclass(frozen=True, slots=True)
class ActionWords:
    """How a language speaks of one action; everything that differs between languages is in replies.yaml."""

    names: PartnerNames
    language: Language
    today: date


def parties_of(
    document: Document, action: Action, words: ActionWords, *, lead: bool, without: frozenset[str] = frozenset()
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """The parties of the block (the lead alone when it is asked for and stated), said and as participations.

    `without` holds partners beside whom the others are asked for; nothing is left out when it would leave nobody.
    """
    if action.involved_span is None:
        return [DraftSentence(filled("action_no_parties", action, words), "gap")], []
    quote = quote_of_span(document, action.involved_span, "stated")
    leads = [party for party in action.involved if party.role == "lead"]
    others = [party for party in action.involved if without and party.partner not in without]
    chosen = leads if lead and leads else others or list(action.involved)
    names = [named(party.partner, words) for party in chosen]
    if lead and leads and words.language == "nl":
        names = [f"{_article(party.partner, words)}{name}" for party, name in zip(chosen, names, strict=True)]
    partners = joined(names, words.language)
    said: list[DraftSentence] = []
    if lead and not leads:
        said.append(DraftSentence(filled("action_no_lead", action, words), "gap"))
    name = "action_lead" if lead and leads else "action_other_parties" if others else "action_parties"
    said.append(DraftSentence(filled(name, action, words, partners=partners), "fact", (quote,)))
    parts = [
        DraftParticipation(
            party.partner,
            words.names.name(party.partner, words.language),
            f"actie-{action.key.replace('/', '-').replace('.', '-')}",
            f"actie {action.number} ({action.section})",
            party.role,
            action.modality,
            quote,
        )
        for party in chosen
    ]
    return said, parts


def timing_of(document: Document, action: Action, words: ActionWords) -> list[DraftSentence]:
    """The timing as the plan words it, another year that the text names, and what a past term does not tell."""
    if action.timing is None or action.timing_span is None:
        return [DraftSentence(filled("action_no_timing", action, words), "gap")]
    quote = quote_of_span(document, action.timing_span, "planned")
    said = [DraftSentence(filled("action_timing", action, words, timing=action.timing.rstrip(". ")), "fact", (quote,))]
    dated = _dated_sentences(document, action)
    said += [
        DraftSentence(reply("according_to", words.language, place=_place(action, words), quote=q.text), "fact", (q,))
        for q in dated
    ]
    if action.ends and action.ends < words.today.isoformat():
        said.append(DraftSentence(reply("past_timing", words.language), "gap"))
    return said


def _dated_sentences(document: Document, action: Action) -> list[Quote]:
    """Sentences of the action that name a year themselves: they can say more than the timing (design, trap T29)."""
    spans = [
        span
        for element in document.elements
        if element.action == action.key and element.kind not in ("involved", "timing")
        for span in element.sentences
    ]
    return [
        quote_of(document, start, end) for start, end in spans if re.search(r"\b20[2-9]\d\b", document.text[start:end])
    ][:1]


def opening_of(document: Document, action: Action, words: ActionWords) -> list[DraftSentence]:
    """What the action is about, when it does not hold what was asked."""
    quote = first_sentence(document, action)
    return [DraftSentence(filled("action_is", action, words, quote=quote.text), "fact", (quote,))]


def nearest_in(question: Understood, document: Document, action: Action, words: ActionWords) -> list[DraftSentence]:
    """What the action is about, and its sentence that shares most words with the question when that is another."""
    asked = set(terms_of(question.resolved))
    spans = [
        span
        for element in document.elements
        if element.action == action.key and element.kind not in ("involved", "timing")
        for span in element.sentences
    ]
    shared = [len(asked & set(terms_of(document.text[start:end]))) for start, end in spans]
    best = max(range(len(spans)), key=lambda place: (shared[place], -place))
    if best == 0 or shared[best] <= shared[0]:
        return opening_of(document, action, words)
    quote = quote_of(document, *spans[best])
    text = reply("according_to", words.language, place=_place(action, words), quote=quote.text)
    return [*opening_of(document, action, words), DraftSentence(text, "fact", (quote,))]


def whole_action(
    document: Document, action: Action, words: ActionWords
) -> tuple[list[DraftSentence], list[DraftParticipation], bool]:
    """What the action says, who stands in its block, when, and how firm it is."""
    spans = [
        span
        for element in document.elements
        if element.action == action.key and element.kind not in ("involved", "timing")
        for span in element.sentences
    ]
    first, *rest = [quote_of(document, start, end) for start, end in spans]
    items = {e.sentences[0][0] for e in document.elements if e.action == action.key and e.kind == "item"}
    said = [DraftSentence(filled("action_is", action, words, quote=first.text), "fact", (first,))]
    said += [
        DraftSentence(quote.text if words.language == "nl" else f"«{quote.text}»", "fact", (quote,))
        for place, quote in enumerate(rest)
        if place < FURTHER or quote.start in items
    ]
    if action.modality in ("under_study", "proposed", "planned"):
        said.append(DraftSentence(reply(action.modality, words.language), "frame"))
    parties, parts = parties_of(document, action, words, lead=False)
    first_of_timing, *others = timing_of(document, action, words)
    open_ones = [sentence for sentence in others if sentence.kind != "fact"]
    return [*said, *parties, first_of_timing, *open_ones[-1:]], parts, True


def first_sentence(document: Document, action: Action) -> Quote:
    """The opening sentence of the action."""
    element = document.element_at(action.text.start)
    start, end = element.sentences[0] if element and element.sentences else (action.text.start, action.text.end)
    return quote_of(document, start, end, action.modality)


def filled(name: str, action: Action, words: ActionWords, **values: object) -> str:
    """A reply about an action, with its number and section."""
    return reply(name, words.language, number=action.number, section=action.section, **values)


def named(partner_id: str, words: ActionWords, *, short: bool = False) -> str:
    """Name of a partner with its abbreviation, as people know it: "WEWIS (Departement …)"."""
    partner = words.names.get(partner_id)
    name = words.names.name(partner_id, words.language)
    abbreviation = (
        next((n for n in partner.names if n.lower() == partner_id and n.isupper()), None) if partner else None
    )
    if abbreviation is None or abbreviation in name:
        return name
    return abbreviation if short else f"{abbreviation} ({name})"


def _article(partner_id: str, words: ActionWords) -> str:
    """The Dutch article before the name, with its space; empty where the name takes none."""
    partner = words.names.get(partner_id)
    return f"{partner.article} " if partner and partner.article else ""


def short_name(party: Party, words: ActionWords) -> str:
    """Abbreviation of a party of the block, marked when it is the lead."""
    return named(party.partner, words, short=True) + (" (trekker)" if party.role == "lead" else "")


def joined(names: Sequence[str], language: Language) -> str:
    """Names as a list in a sentence: "a, b en c"."""
    last = {"nl": " en ", "fr": " et ", "en": " and "}[language]
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _place(action: Action, words: ActionWords) -> str:
    parties = ", ".join(words.names.name(party.partner, words.language) for party in action.involved)
    return reply(
        "place_action",
        words.language,
        number=action.number,
        section=action.section,
        parties=f": {parties}" if parties else "",
    )
