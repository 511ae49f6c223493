"""Lists of actions: those that meet every condition of a question, complete and counted."""

import re
from collections import Counter
from collections.abc import Sequence

from app.actions.filter import is_school_year, school_years_of
from app.actions.sentences import ActionWords, filled, first_sentence, joined, short_name
from app.question.understanding import Understood
from app.records.quote import Draft, DraftParticipation, DraftSentence, quote_of_span
from app.words.question import plain
from app.words.replies import reply
from app.words.wording import patterns, wording
from kb.action import Action
from kb.document import Document
from kb.dutch import STOP_WORDS, terms_of, weighed_terms_of

ActionIn = tuple[Document, Action]

_WORDS = wording("action_words")
_LEAD = patterns(_WORDS["lead"])
_ALONE = patterns(_WORDS["alone"])
_NO_BLOCK = patterns(_WORDS["no_block"])
_FIRMNESSES = {modality: patterns(words) for modality, words in _WORDS["firmnesses"].items()}
_NOT_STUDIED = re.compile(_WORDS["not_studied"])
_UNDECIDED = patterns(_WORDS["undecided"])
_TIMED_AS = re.compile(_WORDS["timed_as"])
_ONLY_IN = re.compile(_WORDS["only_in"])
_SAME_NUMBER = patterns(_WORDS["same_number"])
_INVOLVED = patterns(_WORDS["parties_asked"])
_OTHERS_TOO = patterns(_WORDS["others_too"])
_GENERIC = frozenset(terms_of(_WORDS["generic"])) | frozenset(terms_of(_WORDS["layout"]))
_ENDING = re.compile(r"\b(?:klaar|afgerond|eindig\w*|aflop\w*|lopen\b.{0,20}\baf|finish\w*|end|ends|terminé\w*)\b")
_RUNNING = re.compile(r"\b(?:lop(?:en|end)|loopt|dur(?:en|end)|duurt|runs?|lasts?|running)\b")
_STARTING = re.compile(r"\b(?:start\w*|beginn?\w*|begint|commenc\w+)\b")
_YEAR = re.compile(
    r"\b(na|voor|tegen|vanaf|in|tot|after|before|until|apres|avant)\s+(?:eind\s+|begin\s+|het\s+)?(?:schooljaar\s+|(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\s+)?(20\d\d)\b"
)
# "Verder dan schooljaar 2025-2026": it ends in the second year that is named.
_LONGER_THAN = re.compile(
    r"\b(?:verder|langer|later|beyond|longer|au-dela|plus longtemps)\b.{0,25}?"
    r"(?:schooljaar )?(?P<year>20\d\d)(?:\s?[-–]\s?(?P<last>20\d\d))?"
)
# "Na schooljaar 2025-2026": later than the second year that is named.
_AFTER_RANGE = re.compile(r"\b(?:na|after|apres)\b.{0,25}?20\d\d\s?[-–]\s?(?P<last>20\d\d)")
_SCHOOL_YEARS = re.compile(r"\b20\d\d-20\d\d\b")
_LONGEST = re.compile(r"\b(?:langst\w*|longest|le plus longtemps|la plus longue)\b")
_PERIOD = re.compile(r"[\d–-]+")


# "2.2", as a section; a number of an action ("18.1") is none, nor a date.
_SECTION = re.compile(r"(?<![\d./])([1-9]\.[1-9])(?![\d./])")
_SUBSECTION = re.compile(r" [a-z]$")
# A question of so many words is about more than one of them.
MANY_THEMES = 4

# What only says when, how long, or that it is looked into.
_OF_TIME = frozenset(
    terms_of(
        "januari februari maart april mei juni juli augustus september oktober november december schooljaar onderzocht "
        "onderzoeken onderzoek verder langer later lopen loopt af klaar moeten zijn langst langste duurt duren "
        "start starten starts begint beginnen begin beginning commencent run runs last lasts finish end ends until "
        "before after school year years scolaire annee annees beslist besliste gepland geplande voorgesteld decided "
        "planned proposed decide decidee decidees prevu prevue prevues propose proposee meer"
    )
)


def list_of_actions(question: Understood, actions: Sequence[ActionIn], words: ActionWords) -> Draft | None:
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
    firm = _asked_of_firmness(question)
    kept = [pair for pair in kept if _is_as_firm(pair[1], firm) and _in_period(pair[1], asked)]
    is_of_numbers = bool(_SAME_NUMBER.search(asked))
    if is_of_numbers:
        count = Counter(action.number for _, action in actions)
        kept = [pair for pair in kept if count[pair[1].number] > 1]
    if _LONGEST.search(asked):
        last = max((pair[1].ends for pair in kept if pair[1].ends), default="")
        kept = [pair for pair in kept if pair[1].ends == last]
    if sections := set(_SECTION.findall(asked)):
        kept = [pair for pair in kept if _SUBSECTION.sub("", pair[1].section) in sections]
    themes = set() if is_of_numbers else _themes(question, partners, words)
    if themes:
        # What holds "sectorfondsen" goes before what only holds "sector".
        whole = themes & {term for term, weight in weighed_terms_of(question.resolved).items() if weight >= 1}
        of_whole = [pair for pair in kept if whole and _is_about(pair, whole)]
        kept = of_whole or [pair for pair in kept if _is_about(pair, themes)]
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


def _parties_of_blocks(question: Understood, actions: Sequence[ActionIn]) -> set[str]:
    """Partners of the question that stand in a block; others ("sectorfondsen") are what an action is about."""
    parties = {party.partner for _, action in actions for party in action.involved}
    return {partner for partner in question.partners if partner in parties}


def _involves(action: Action, partners: set[str], *, alone: bool) -> bool:
    involved = {party.partner for party in action.involved}
    return partners <= involved and (not alone or len(involved) == 1)


def _asked_of_firmness(question: Understood) -> str:
    """The question itself where it says how firm they are to be, though one before it did too: "welke acties zijn
    beslist, en welke nog onderzoek?".
    """
    own = plain(question.text)
    return own if any(words.search(own) for words in (_UNDECIDED, *_FIRMNESSES.values())) else question.plain


def _is_as_firm(action: Action, asked: str) -> bool:
    """Whether the action is looked into, planned, decided or not decided, where the question asks for those."""
    if _UNDECIDED.search(asked):
        return action.modality in ("under_study", "proposed")
    not_studied = _NOT_STUDIED.sub(" ", asked)
    if not_studied != asked and action.modality == "under_study":
        return False
    firmnesses = {modality for modality, words in _FIRMNESSES.items() if words.search(not_studied)}
    return not firmnesses or action.modality in firmnesses


def _in_period(action: Action, asked: str) -> bool:
    """Whether the action meets every year that the question names with "na", "voor", "in", "verder dan" …"""
    if timed := _TIMED_AS.search(asked):
        return timed["year"] in (action.timing or "")
    if only := _ONLY_IN.search(asked):
        return school_years_of(action) == (only["year"],)
    if longer := _LONGER_THAN.search(asked):
        return _in_time(action, "na", int(longer["last"] or longer["year"]))
    if after := _AFTER_RANGE.search(asked):
        return _in_time(action, "na", int(after["last"]))
    if years := {found[0] for found in _SCHOOL_YEARS.finditer(asked) if is_school_year(found[0])}:
        return bool(years & _school_years_meant(action, asked))
    edge = "eind" if _ENDING.search(asked) else "begin" if _STARTING.search(asked) else "in"
    # What runs until a year ends in it; what must be ready until then may end sooner.
    read_as = {"in": edge, **(dict.fromkeys(("tot", "until"), "eind") if _RUNNING.search(asked) else {})}
    return all(_in_time(action, read_as.get(word, word), int(year)) for word, year in _YEAR.findall(asked))


def _school_years_meant(action: Action, asked: str) -> set[str]:
    """The school years in which the action runs, or only the one in which it ends or starts."""
    years = school_years_of(action)
    if _ENDING.search(asked):
        return set(years[-1:])
    return set(years[:1] if _STARTING.search(asked) else years)


def _in_time(action: Action, word: str, year: int) -> bool:
    """Whether the last day (or a day) of the action meets "na/voor/in 2026"; an action without timing meets nothing."""
    if action.ends is None:
        return False
    last = int(action.ends[:4])
    if word in ("na", "vanaf", "after", "apres"):
        return last > year or (word == "vanaf" and last == year)
    if word == "eind":
        return last == year
    if word == "begin":
        return int((action.starts or action.ends)[:4]) == year
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
    return {
        term
        for term in terms_of(text)
        if term not in _GENERIC and term not in _OF_TIME and not _PERIOD.fullmatch(term) and term not in STOP_WORDS
    }


def _is_about(pair: ActionIn, themes: set[str]) -> bool:
    """Whether the text of the action holds a word of the theme, also inside a compound; most of them when the question
    names many.
    """
    document, action = pair
    held = set(terms_of(document.text[action.text.start : action.text.end]))
    found = sum(theme in held or (len(theme) >= 6 and any(theme in term for term in held)) for theme in themes)
    return found > len(themes) / 2 if len(themes) >= MANY_THEMES else found > 0


def _listed(question: Understood, kept: Sequence[ActionIn], words: ActionWords) -> Draft:
    said = [
        DraftSentence(
            reply("list_count_one" if len(kept) == 1 else "list_count", words.language, count=len(kept)), "frame"
        )
    ]
    parts: list[DraftParticipation] = []
    notices: list[str] = []
    for document, action in kept:
        label = first_sentence(document, action)
        quotes = [label]
        parties = timing = ""
        if action.involved_span is not None:
            block = quote_of_span(document, action.involved_span, "stated")
            quotes.append(block)
            parties = f" — {joined([short_name(party, words) for party in action.involved], words.language)}"
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
                if not question.partners or p.partner in question.partners or _OTHERS_TOO.search(question.plain)
            ]
        if question.persona == "parent":  # which they are; the rest stands in each action
            parties = ""
        elif action.timing_span is not None and action.timing is not None:
            quotes.append(quote_of_span(document, action.timing_span, "planned"))
            timing = f"; {action.timing.rstrip('. ')}"
        text = filled("list_item", action, words, title=action.title, parties=parties, timing=timing)
        said.append(DraftSentence(text, "fact", tuple(quotes)))
        notices.extend(action.notices)
    asks_parties = (
        bool(question.partners) or bool(_INVOLVED.search(question.plain)) or (len(kept) == 1 and question.seeks_partner)
    )
    return Draft("answered", tuple(said), tuple(parts) if asks_parties else (), tuple(dict.fromkeys(notices)))
