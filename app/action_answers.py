"""Answers about the plan's actions, from the parsed records: complete, countable, each with its quote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.answer import Language, Status
from app.quote import Draft, DraftParticipation, DraftSentence, Quote, quote_of, quote_of_span
from app.replies import reply
from app.understanding import Understood, plain
from app.wording import patterns, wording
from kb.action import Action, Party
from kb.document import Document
from kb.dutch import STOP_WORDS, terms_of
from kb.partner import PartnerNames

ActionIn = tuple[Document, Action]

_WORDS = wording("action_words")
_LEAD = patterns(_WORDS["lead"])
_PARTIES = patterns(_WORDS["parties"])
_TIMING = patterns(_WORDS["timing"])
_WITH_WHOM = patterns(_WORDS["with_whom"])
_LIST = patterns(_WORDS["list"])
_ALONE = patterns(_WORDS["alone"])
_NO_BLOCK = patterns(_WORDS["no_block"])
_STUDY = patterns(_WORDS["study"])
_GENERIC = frozenset(terms_of(_WORDS["generic"]))
_ENDING = re.compile(r"\b(?:klaar|afgerond|eindig\w*|aflop\w*|lopen\b.{0,20}\baf|finish\w*|end|ends|terminé\w*)\b")
_YEAR = re.compile(
    r"\b(na|voor|tegen|vanaf|in|tot|after|before|until|apres|avant)\s+(?:eind\s+|begin\s+|het\s+)?(?:schooljaar\s+|(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\s+)?(20\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class ActionWords:
    """How a language speaks of one action; everything that differs between languages is in replies.yaml."""

    names: PartnerNames
    language: Language
    today: date


def answer_about_actions(
    question: Understood, actions: Sequence[ActionIn], names: PartnerNames, today: date
) -> Draft | None:
    """The answer when the question is about numbered actions or a list of them; null when it is not."""
    words = ActionWords(names, question.language, today)
    if question.action_numbers:
        return _about_numbers(question, actions, words)
    if _LIST.search(question.plain):
        return _list(question, actions, words)
    return None


def _about_numbers(question: Understood, actions: Sequence[ActionIn], words: ActionWords) -> Draft:
    sentences: list[DraftSentence] = []
    parts: list[DraftParticipation] = []
    notices: list[str] = []
    found_any = complete = False
    for number in question.action_numbers:
        found = _chosen([pair for pair in actions if number in (pair[1].number, pair[1].key)], question)
        if not found:
            sentences.extend(_missing(number, actions, words))
            notices.extend(note for _, action in actions for note in action.notices if f"actie {number}," in note)
            continue
        found_any = True
        if len(found) > 1:
            sentences.append(
                DraftSentence(reply("several_actions", words.language, count=len(found), number=number), "frame")
            )
        for document, action in found:
            said, named, answers = _about_one(question, document, action, words)
            sentences.extend(said)
            parts.extend(named)
            notices.extend(action.notices)
            complete = complete or answers
    states = any(sentence.kind == "fact" for sentence in sentences)
    status: Status = (
        "answered"
        if found_any and complete
        else "partly_answered"
        if found_any and states and parts
        else "not_in_sources"
    )
    return Draft(status, tuple(sentences), tuple(parts), tuple(dict.fromkeys(notices)))


def _chosen(found: Sequence[ActionIn], question: Understood) -> list[ActionIn]:
    """Of actions with one number, those that the other words of the question point at; else all."""
    if len(found) < 2:
        return list(found)
    by_section = [pair for pair in found if re.search(rf"\b{re.escape(pair[1].section)}\b(?!\s*/)", question.plain)]
    if by_section:
        return by_section
    asked = set(terms_of(question.resolved)) - _GENERIC
    shared = [
        len(asked & set(terms_of(document.text[action.text.start : action.text.end]))) for document, action in found
    ]
    best = max(shared)
    return (
        [pair for pair, count in zip(found, shared, strict=True) if count == best]
        if best and shared.count(best) < len(found)
        else list(found)
    )


def _missing(number: str, actions: Sequence[ActionIn], words: ActionWords) -> list[DraftSentence]:
    """An action that does not exist, and where the text speaks of it all the same."""
    sentences = [DraftSentence(reply("action_missing", words.language, number=number), "gap")]
    for document, action in actions:
        for element in document.elements:
            if element.action != action.key:
                continue
            for start, end in element.sentences:
                if re.search(rf"\bactie {re.escape(number)}(?![\d.])", document.text[start:end]):
                    quote = quote_of(document, start, end)
                    text = reply("action_referred", words.language, number=action.number, quote=quote.text)
                    sentences.append(DraftSentence(text, "fact", (quote,)))
    return sentences


def _about_one(
    question: Understood, document: Document, action: Action, words: ActionWords
) -> tuple[list[DraftSentence], list[DraftParticipation], bool]:
    """Sentences about one action, the partners they name, and whether what was asked is answered."""
    asked = _own_words(question)
    if (
        _LEAD.search(asked)
        or (question.asks == "who" and not _WITH_WHOM.search(asked))
        or re.search(r"\bbetrokkenen?\b", asked)
    ):
        said, parts = parties_of(document, action, words, lead=bool(_LEAD.search(asked)))
        said = [*_no_parties(question, action, words), *said]
        answers = bool(parts)
        if _TIMING.search(asked):
            said += _timing(document, action, words)
        return (said if answers else said + _near(document, action, words)), parts, answers
    if question.asks in ("date", "duration") or _TIMING.search(asked):
        said = _timing(document, action, words)
        answers = action.timing is not None
        return (said if answers else said + _near(document, action, words)), [], answers
    if question.asks in ("amount", "contact_detail", "age", "count"):
        gap = DraftSentence(reply(f"no_{question.asks}", words.language), "gap")
        return [gap, *_near(document, action, words)], [], False
    said, parts, answers = _whole(document, action, words)
    if question.asks == "outcome":
        said.append(DraftSentence(reply("outcome_unknown", words.language), "gap"))
    return [*_no_parties(question, action, words), *said], parts, answers and question.asks != "outcome"


def _no_parties(question: Understood, action: Action, words: ActionWords) -> list[DraftSentence]:
    """Partners that the question supposes at an action and that do not stand in its block."""
    if action.involved_span is None or question.asks not in ("who", "yes_no", "what", "outcome"):
        return []
    parties = {party.partner for party in action.involved}
    named = [key for key in question.partners if key not in parties and not _is_in_text(key, action, question, words)]
    return [
        DraftSentence(_filled("not_a_party", action, words, partner=words.names.name(key, words.language)), "gap")
        for key in named
    ]


def _is_in_text(partner_id: str, action: Action, question: Understood, words: ActionWords) -> bool:
    """Whether a partner is what the action is about rather than somebody supposed to carry it."""
    title = words.names.named_in(action.title)
    return any(partner_id in place.partners for place in title) or len(question.action_numbers) > 1


def asks_lead(question: Understood) -> bool:
    """Whether the question is for the lead of an action and not for all its parties."""
    return bool(_LEAD.search(question.plain))


def parties_of(
    document: Document, action: Action, words: ActionWords, *, lead: bool
) -> tuple[list[DraftSentence], list[DraftParticipation]]:
    """The parties of the block (the lead alone when it is asked for and stated), said and as participations."""
    if action.involved_span is None:
        return [DraftSentence(_filled("action_no_parties", action, words), "gap")], []
    quote = quote_of_span(document, action.involved_span, "stated")
    leads = [party for party in action.involved if party.role == "lead"]
    chosen = leads if lead and leads else list(action.involved)
    names = [_named(party.partner, words) for party in chosen]
    if lead and leads and words.language == "nl":
        names = [f"{_article(party.partner, words)}{name}" for party, name in zip(chosen, names, strict=True)]
    partners = _joined(names, words.language)
    said: list[DraftSentence] = []
    if lead and not leads:
        said.append(DraftSentence(_filled("action_no_lead", action, words), "gap"))
    name = "action_lead" if lead and leads else "action_parties"
    said.append(DraftSentence(_filled(name, action, words, partners=partners), "fact", (quote,)))
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


def _timing(document: Document, action: Action, words: ActionWords) -> list[DraftSentence]:
    if action.timing is None or action.timing_span is None:
        return [DraftSentence(_filled("action_no_timing", action, words), "gap")]
    quote = quote_of_span(document, action.timing_span, "planned")
    said = [DraftSentence(_filled("action_timing", action, words, timing=action.timing.rstrip(". ")), "fact", (quote,))]
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


def _near(document: Document, action: Action, words: ActionWords) -> list[DraftSentence]:
    """What the action is about, when it does not hold what was asked."""
    quote = _first_sentence(document, action)
    return [DraftSentence(_filled("action_is", action, words, quote=quote.text), "fact", (quote,))]


def _whole(
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
    said = [DraftSentence(_filled("action_is", action, words, quote=first.text), "fact", (first,))]
    said += [
        DraftSentence(quote.text if words.language == "nl" else f"«{quote.text}»", "fact", (quote,))
        for quote in rest[:3]
    ]
    if action.modality in ("under_study", "proposed", "planned"):
        said.append(DraftSentence(reply(action.modality, words.language), "frame"))
    parties, parts = parties_of(document, action, words, lead=False)
    timing = [sentence for sentence in _timing(document, action, words) if sentence.kind != "fact"]
    return [*said, *parties, *_timing(document, action, words)[:1], *timing[-1:]], parts, True


def _list(question: Understood, actions: Sequence[ActionIn], words: ActionWords) -> Draft | None:
    """The actions that meet every condition in the question; null when it asks for something else than a list."""
    asked = question.plain
    kept = list(actions)
    partners = _parties_of_blocks(question, actions)
    if partners:
        kept = [pair for pair in kept if _involves(pair[1], partners, alone=bool(_ALONE.search(asked)))]
    if _LEAD.search(asked):
        kept = [
            pair
            for pair in kept
            if any(p.role == "lead" and (not partners or p.partner in partners) for p in pair[1].involved)
        ]
    if _NO_BLOCK.search(asked):
        kept = [pair for pair in kept if pair[1].involved_span is None]
    if _STUDY.search(asked):
        kept = [pair for pair in kept if pair[1].modality == "under_study"]
    for word, year in _YEAR.findall(asked):
        word = "eind" if _ENDING.search(asked) and word == "in" else word
        kept = [pair for pair in kept if _in_time(pair[1], word, int(year))]
    themes = _themes(question, partners, words)
    if themes:
        kept = [pair for pair in kept if _is_about(pair, themes)]
        if not kept:
            return None
    if not kept:
        return (
            Draft("answered", (DraftSentence(reply("list_none", words.language), "gap"),))
            if not actions
            else _none(words)
        )
    return _listed(question, kept, words)


def _none(words: ActionWords) -> Draft:
    return Draft("not_in_sources", (DraftSentence(reply("list_none", words.language), "gap"),))


def _own_words(question: Understood) -> str:
    """What a follow-up itself asks of the action, when it asks something; else the question with the one before."""
    own = plain(question.text)
    asks = any(pattern.search(own) for pattern in (_LEAD, _PARTIES, _TIMING, _WITH_WHOM))
    return own if asks else question.plain


def _parties_of_blocks(question: Understood, actions: Sequence[ActionIn]) -> set[str]:
    """Partners of the question that stand in a block; others ("sectorfondsen") are what an action is about."""
    parties = {party.partner for _, action in actions for party in action.involved}
    return {partner for partner in question.partners if partner in parties}


def _involves(action: Action, partners: set[str], *, alone: bool) -> bool:
    involved = {party.partner for party in action.involved}
    return partners <= involved and (not alone or len(involved) == 1)


def _in_time(action: Action, word: str, year: int) -> bool:
    """Whether the last day (or a day) of the action meets "na/voor/in 2026"; an action without timing meets nothing."""
    if action.ends is None:
        return False
    last = int(action.ends[:4])
    if word in ("na", "vanaf", "after", "apres"):
        return last > year or (word == "vanaf" and last == year)
    if word == "eind":
        return last == year
    if word in ("voor", "before", "avant"):
        return last < year
    if word in ("tegen", "tot", "until"):
        return last <= year
    return int((action.starts or action.ends)[:4]) <= year <= last


def _themes(question: Understood, partners: set[str], words: ActionWords) -> set[str]:
    """What is left of the question when the words of listing and the partners are taken out."""
    text = question.resolved
    for place in reversed(words.names.named_in(text)):
        if place.partners[0] in partners:
            text = f"{text[: place.start]} {text[place.end :]}"
    months = set(
        terms_of(
            "januari februari maart april mei juni juli augustus september oktober november december schooljaar "
            "onderzocht onderzoeken onderzoek"
        )
    )
    return {
        term
        for term in terms_of(text)
        if term not in _GENERIC and term not in months and not term.isdigit() and term not in STOP_WORDS
    }


def _is_about(pair: ActionIn, themes: set[str]) -> bool:
    """Whether the text of the action holds a word of the theme, also inside a compound."""
    document, action = pair
    held = set(terms_of(document.text[action.text.start : action.text.end]))
    return any(theme in held or (len(theme) >= 6 and any(theme in term for term in held)) for theme in themes)


def _listed(question: Understood, kept: Sequence[ActionIn], words: ActionWords) -> Draft:
    said = [
        DraftSentence(
            reply("list_count_one" if len(kept) == 1 else "list_count", words.language, count=len(kept)), "frame"
        )
    ]
    parts: list[DraftParticipation] = []
    notices: list[str] = []
    for document, action in kept:
        label = _first_sentence(document, action)
        quotes = [label]
        parties = timing = ""
        if action.involved_span is not None:
            block = quote_of_span(document, action.involved_span, "stated")
            quotes.append(block)
            parties = f" — {_joined([_short(party, words) for party in action.involved], words.language)}"
            parts += [
                DraftParticipation(
                    p.partner,
                    words.names.name(p.partner, words.language),
                    f"actie-{action.key.replace('/', '-').replace('.', '-')}",
                    f"actie {action.number} ({action.section})",
                    p.role,
                    action.modality,
                    block,
                )
                for p in action.involved
                if not question.partners or p.partner in question.partners
            ]
        if action.timing_span is not None and action.timing is not None:
            quotes.append(quote_of_span(document, action.timing_span, "planned"))
            timing = f"; {action.timing.rstrip('. ')}"
        text = _filled("list_item", action, words, title=action.title, parties=parties, timing=timing)
        said.append(DraftSentence(text, "fact", tuple(quotes)))
        notices.extend(action.notices)
    return Draft("answered", tuple(said), tuple(parts) if question.partners else (), tuple(dict.fromkeys(notices)))


def _first_sentence(document: Document, action: Action) -> Quote:
    """The opening sentence of the action."""
    element = document.element_at(action.text.start)
    start, end = element.sentences[0] if element and element.sentences else (action.text.start, action.text.end)
    return quote_of(document, start, end, action.modality)


def _place(action: Action, words: ActionWords) -> str:
    parties = ", ".join(words.names.name(party.partner, words.language) for party in action.involved)
    return reply(
        "place_action",
        words.language,
        number=action.number,
        section=action.section,
        parties=f": {parties}" if parties else "",
    )


def _filled(name: str, action: Action, words: ActionWords, **values: object) -> str:
    return reply(name, words.language, number=action.number, section=action.section, **values)


def _named(partner_id: str, words: ActionWords, *, short: bool = False) -> str:
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


def _short(party: Party, words: ActionWords) -> str:
    """Abbreviation of a party of the block, marked when it is the lead."""
    return _named(party.partner, words, short=True) + (" (trekker)" if party.role == "lead" else "")


def _joined(names: Sequence[str], language: Language) -> str:
    last = {"nl": " en ", "fr": " et ", "en": " and "}[language]
    return last.join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
