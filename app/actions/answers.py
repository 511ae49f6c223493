"""Answers about the plan's actions, from the parsed records: complete, countable, each with its quote."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.actions.lists import ActionIn, list_of_actions
from app.actions.sentences import (
    ActionWords,
    filled,
    first_sentence,
    nearest_in,
    opening_of,
    parties_of,
    timing_of,
    whole_action,
)
from app.question.action_numbers import action_numbers
from app.question.understanding import Understood
from app.records.answer import Status
from app.records.quote import Draft, DraftParticipation, DraftSentence, quote_of
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.action import Action
from kb.document import Document
from kb.dutch import terms_of
from kb.partner import GROUPS, PartnerNames

_WORDS = wording("action_words")
_SEVERAL = patterns(_WORDS["several_of_one"])
_LEAD = patterns(_WORDS["lead"])
_PARTIES = patterns(_WORDS["parties"])
_TIMING = patterns(_WORDS["timing"])
# Also beside another question word: "actie 18, wie en wanneer?".
_WHO = re.compile(r"\b(?:wie|qui|who(?:.?s)?)\b")
# The parties of a block by their name there, without "wie".
_INVOLVED = re.compile(
    r"\bbetrokken(?:en?|\(en\)| (?:departement|administratie|partij|partner|dienst)\w*)(?!\w)|"
    r"\b(?:departement|administratie|instantie|partner|partij|dienst)\w*\b[^.;?]{0,30}\bbetrokken\b|"
    r"\b(?:achter|naast|onder|bij|regel|lijn|rubriek|veld|kolom|behind|after|derriere|a cote de)\W+"
    r"(?:het woord |de )?betrokken\b|"
    r"\b(?:parties|departments|partners|bodies) (?:\w+ ){0,2}involved\b|"
    r"\binvolved (?:parties|departments)\b|"
    r"\b(?:parties|acteurs) (?:impliqu|concern)e+s\b"
)
# "Wat houdt ze in?", "waar hangt ze van af?": a follow-up that asks something by itself.
_OPENS = re.compile(
    r"^(?:en |ma |maar |et |and )*(?:wat|wa|waar|hoe|waarom|what|how|why|comment|pourquoi) (?!met\b|voor\b)"
)
_WITH_WHOM = patterns(_WORDS["with_whom"])
_OVERVIEW = patterns(_WORDS["overview"])
_PAYS = patterns(_WORDS["pays"])
_LIST = patterns(_WORDS["list"])
_OTHERS_TOO = patterns(_WORDS["others_too"])
_WHO_OF_ALL = patterns(_WORDS["who_of_all"])
_BY_THEME = patterns(_WORDS["by_theme"])
_BESIDE = patterns(wording("role_words")["beside"])
_GENERIC = frozenset(terms_of(_WORDS["generic"]))


def answer_about_actions(
    question: Understood, actions: Sequence[ActionIn], names: PartnerNames, today: date
) -> Draft | None:
    """The answer when the question is about numbered actions or a list of them; null when it is not."""
    words = ActionWords(names, question.language, today)
    question = _without_told(question)
    if question.action_numbers:
        return _about_numbers(question, actions, words)
    of_one = _BY_THEME.search(question.plain) and any(p.search(question.plain) for p in (_LEAD, _PARTIES, _TIMING))
    if of_one or (_LIST.search(question.plain) and not _WHO_OF_ALL.search(question.plain)):
        return list_of_actions(question, actions, words)
    return None


def _without_told(question: Understood) -> Understood:
    """Without what is told behind a question for a list: "hoeveel acties zijn er? Ik zie twee keer een actie 18"."""
    asked, mark, told = question.resolved.partition("?")
    is_list = mark and told.strip() and "?" not in told and _LIST.search(plain(asked))
    if not is_list or action_numbers(plain(asked)):
        return question
    return replace(question, resolved=f"{asked}?", action_numbers=())


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
    sentences = _each_once(sentences)
    states = any(sentence.kind == "fact" for sentence in sentences)
    status: Status = (
        "answered"
        if found_any and complete
        else "partly_answered"
        if found_any and states and parts
        else "not_in_sources"
    )
    return Draft(status, tuple(sentences), tuple(parts), tuple(dict.fromkeys(notices)))


def _each_once(sentences: Iterable[DraftSentence]) -> list[DraftSentence]:
    """Without what only says again that a text refers to an action, where that text was quoted already."""
    kept: list[DraftSentence] = []
    for sentence in sentences:
        if not (sentence.quotes and set(sentence.quotes) <= {quote for earlier in kept for quote in earlier.quotes}):
            kept.append(sentence)
    return kept


def _chosen(found: Sequence[ActionIn], question: Understood) -> list[ActionIn]:
    """Of actions with one number, those that the other words of the question point at; else all."""
    if len(found) < 2 or _SEVERAL.search(question.plain):
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
    asked = own_words(question)
    if (question.asks == "who" or _WHO.search(asked)) and _PAYS.search(asked):
        gap = DraftSentence(reply("no_payer", words.language), "gap")
        return [gap, *opening_of(document, action, words)], [], False
    if (
        _LEAD.search(asked)
        or ((question.asks == "who" or _WHO.search(asked)) and not _WITH_WHOM.search(asked))
        or (question.asks == "count" and _PARTIES.search(asked))
        or _INVOLVED.search(asked)
    ):
        beside = _beside(question, action) if _BESIDE.search(asked) else frozenset()
        is_of_lead = bool(_LEAD.search(asked)) and not _OTHERS_TOO.search(asked)
        said, parts = parties_of(document, action, words, lead=is_of_lead and not beside, without=beside)
        said = [*_no_parties(question, action, words), *said]
        answers = bool(parts)
        if _TIMING.search(asked):
            said += timing_of(document, action, words)
        said += _what_it_is(question, document, action, words) if answers else []
        return (said if answers else said + nearest_in(question, document, action, words)), parts, answers
    if question.asks in ("date", "duration") or _TIMING.search(asked):
        said = timing_of(document, action, words)
        answers = action.timing is not None
        if question.asks == "outcome" and not any(sentence.kind == "gap" for sentence in said):
            said.append(DraftSentence(reply("outcome_unknown", words.language), "gap"))
        said += _what_it_is(question, document, action, words) if answers else opening_of(document, action, words)
        return said, [], answers and question.asks != "outcome"
    if question.asks in ("amount", "contact_detail", "age", "count"):
        gap = DraftSentence(reply(f"no_{question.asks}", words.language), "gap")
        return [gap, *opening_of(document, action, words)], [], False
    said, parts, answers = whole_action(document, action, words)
    if question.asks == "outcome":
        said.append(DraftSentence(reply("outcome_unknown", words.language), "gap"))
    return [*_no_parties(question, action, words), *said], parts, answers and question.asks != "outcome"


def _what_it_is(
    question: Understood, document: Document, action: Action, words: ActionWords
) -> list[DraftSentence]:  # fmt: skip
    """What the action is about, for who names it by its number alone: so that a mistaken number is noticed."""
    if _OVERVIEW.search(question.plain):
        return opening_of(document, action, words)
    about = set(terms_of(question.resolved)) & set(terms_of(first_sentence(document, action).text)) - _GENERIC
    return [] if about or len(question.action_numbers) > 1 else opening_of(document, action, words)


def _beside(question: Understood, action: Action) -> frozenset[str]:
    """The parties of the block that the question names, the lead also under that word: who stands beside them?"""
    leads = {party.partner for party in action.involved if party.role == "lead" and _LEAD.search(question.plain)}
    return frozenset(leads | ({party.partner for party in action.involved} & set(question.partners)))


def _no_parties(question: Understood, action: Action, words: ActionWords) -> list[DraftSentence]:
    """Partners that the question supposes at an action and that do not stand in its block."""
    if action.involved_span is None or question.asks not in ("who", "yes_no", "what", "outcome"):
        return []
    # Schools of which it is asked what they are told are not supposed to carry the action.
    nobody = {party.partner for party in action.involved} | (GROUPS if question.asks == "what" else frozenset())
    named = [key for key in question.partners if key not in nobody and not _is_in_text(key, action, question, words)]
    return [
        DraftSentence(filled("not_a_party", action, words, partner=words.names.name(key, words.language)), "gap")
        for key in named
    ]


def _is_in_text(partner_id: str, action: Action, question: Understood, words: ActionWords) -> bool:
    """Whether a partner is what the action is about rather than somebody supposed to carry it."""
    title = words.names.named_in(action.title)
    return any(partner_id in place.partners for place in title) or len(question.action_numbers) > 1


def asks_lead(question: Understood) -> bool:
    """Whether the question is for the lead of an action and not for all its parties."""
    return bool(_LEAD.search(question.plain))


def own_words(question: Understood) -> str:
    """What a follow-up itself asks of the action, when it asks something; else the question with the one before."""
    own = plain(question.text)
    asks = _OPENS.search(own) or any(pattern.search(own) for pattern in (_LEAD, _PARTIES, _TIMING, _WITH_WHOM))
    return own if asks else question.plain
