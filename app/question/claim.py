"""A question that asks whether something is so → the claim inside it, as a statement; null where there is none."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from app.question.quotation import QUOTED_IN_ANY_WAY
from app.records.answer import Language
from app.words.question import plain
from app.words.wording import patterns, wording

# A claim of fewer words says too little to be checked.
SHORTEST = 3
# A quoted sentence to be checked has at least as many words; fewer are a term.
SHORTEST_QUOTE = 4
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_CLAUSE = re.compile(r"[,.;:!?]\s+(?:en |ma |maar |dus |et |mais |and |but |so )?")


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """What a question asks to confirm or deny."""

    text: str
    """As a statement, with a full stop. For checking, not for reading: its words may stand in an odd order."""
    as_told: bool
    """Whether the question hands it over as a claim ("klopt het dat …"): then "ja" can only mean that it is right."""
    asks_if_done: bool
    """Whether it asks if something has happened in the meantime."""
    main_clause: str
    """Of its text what is asked itself: without what was told before it and the clauses that depend on it."""

    @property
    def is_two_sided(self) -> bool:
        """Whether it denies something itself, so that "ja" could be taken both ways; what a clause that depends on it
        denies ("zijn er jongeren die niet verder kunnen?") leaves no doubt.
        """
        return not self.as_told and bool(_forms().denied.search(plain(self.main_clause)))


@dataclass(frozen=True, slots=True)
class _Forms:
    lead_in: re.Pattern[str]
    claims: re.Pattern[str]
    plainly_asked: re.Pattern[str]
    draft: re.Pattern[str]
    checks: re.Pattern[str]
    confirms: re.Pattern[str]
    tail: re.Pattern[str]
    concludes: re.Pattern[str]
    asks_otherwise: re.Pattern[str]
    supposes: re.Pattern[str]
    supposes_nothing: re.Pattern[str]
    asserts: re.Pattern[str]
    of_somebody: re.Pattern[str]
    verb_last: re.Pattern[str]
    depends: re.Pattern[str]
    done: re.Pattern[str]
    denied: re.Pattern[str]
    without: re.Pattern[str]
    change: re.Pattern[str]
    advice: re.Pattern[str]
    choice: dict[str, re.Pattern[str]]
    inverted: re.Pattern[str]
    verbs: frozenset[str]
    determiners: frozenset[str]


@cache
def _forms() -> _Forms:
    words = wording("yes_no")
    return _Forms(
        lead_in=patterns(words["lead_in"]),
        claims=patterns(words["claims"]),
        plainly_asked=re.compile(words["plainly_asked"]),
        draft=re.compile(words["draft"]),
        checks=patterns(words["checks"]),
        confirms=re.compile(words["confirms"]),
        tail=re.compile(words["tail"]),
        concludes=re.compile(words["concludes"]),
        asks_otherwise=re.compile(words["asks_otherwise"]),
        supposes=patterns(words["supposes"]),
        supposes_nothing=re.compile(words["supposes_nothing"]),
        asserts=patterns(words["asserts"]),
        of_somebody=re.compile(words["of_somebody"]),
        verb_last=re.compile(words["verb_last"]),
        depends=re.compile(words["depends"]),
        done=re.compile(words["done"]),
        denied=re.compile(words["denied"]),
        without=re.compile(words["without"]),
        change=re.compile(words["change"]),
        advice=re.compile(words["advice"]),
        choice={language: re.compile(found) for language, found in words["choice"].items()},
        inverted=re.compile(words["inverted"]),
        verbs=frozenset(words["verbs"].split()),
        determiners=frozenset(words["determiners"].split()),
    )


def claim_of(question: str, language: Language) -> AskedClaim | None:
    """The claim of a question in Dutch, French or English; null for another kind, where one of two is asked, or whether
    something changes.
    """
    if (quoted := _quoted(question)) is not None:
        return _claim(quoted, as_told=True)
    if drafted := _forms().draft.match(plain(question)):
        return _claim(_SENTENCE_END.split(question[drafted.end() :])[0], as_told=True)
    # What is told behind the question is no part of it: "moet dat? ze is pas 16".
    text = question.replace("’", "'").rpartition("?")[0] or question.replace("’", "'")
    text = text.strip().rstrip(" ?!.")
    if len(plain(text)) != len(text):
        text = plain(text)  # letters of two signs: places in the plain text would not be places in the text
    text = _without(_forms().tail, text)
    start = _after_lead_in(text)
    for at in dict.fromkeys([start, *[match.end() for match in _CLAUSE.finditer(text)][::-1]]):
        before, clause = text[start:at], text[at:].strip()
        if told := _forms().claims.match(plain(clause)):
            return _claim(clause[told.end() :], as_told=not _forms().plainly_asked.match(plain(clause)))
        if _opens_with_verb(clause):
            # What is denied of the one who asks ("zelfstandige zonder personeel") denies nothing of what he asks.
            told_before = "" if _forms().without.search(plain(before)) else before
            whole = f"{told_before}{_as_statement(clause)}"
            if _forms().change.search(plain(whole)):
                return None
            is_choice = _forms().choice[language].search(plain(whole))
            return None if is_choice else _claim(whole, as_told=False, main_clause=_main_clause(clause))
    if _forms().concludes.match(plain(text)) and "?" in question and not _forms().asks_otherwise.search(plain(text)):
        return _claim(text[start:], as_told=True)
    confirmed = _without(_forms().confirms, text)
    return _claim(confirmed[start:], as_told=True) if confirmed != text else None


def premise_of(question: str) -> AskedClaim | None:
    """What a question takes for granted that asks for a reason or a beginning ("waarom krijgt hij geen diploma?") or
    that rests on it ("aangezien het stopt, …"), as a statement; null where it takes nothing for granted.
    """
    text = question.replace("’", "'").partition("?")[0].strip(" !.")
    if len(plain(text)) != len(text):
        text = plain(text)
    start = _after_lead_in(text)
    for at in dict.fromkeys([start, *[match.end() for match in _CLAUSE.finditer(text)]]):
        if found := _forms().supposes.match(plain(text), at):
            rest = text[found.end() :].strip(" ,")
            rest = rest.partition(",")[0] if found["since"] else rest
            if not rest or _forms().supposes_nothing.search(plain(rest)):
                return None
            # In French and behind "dat" or "do" the subject stands before its verb already.
            as_told = any(found[group] for group in ("clause", "french", "do", "since"))
            said = rest if as_told else _as_statement(rest)
            return _claim(f"{said} not" if found["denied"] else said, as_told=True)
    return None


def asserted_in(question: str) -> AskedClaim | None:
    """What a question states before it asks ("nu de premie stopt, …"); null where it states nothing, or something of a
    person whom no text knows.
    """
    text = question.replace("’", "'")
    found = _forms().asserts.search(plain(text)) if len(plain(text)) == len(text) else None
    if found is None:
        return None
    group = "before" if found["before"] else "behind"
    clause = text[found.start(group) : found.end(group)]
    if _forms().of_somebody.search(plain(clause)):
        return None
    # "Uitgebreid is" is read as what a main clause says: "is uitgebreid".
    told = _claim(_forms().verb_last.sub(r"\2 \1", clause), as_told=True)
    return replace(told, main_clause=clause.strip()) if told else None


def asks_for_advice(question: str) -> bool:
    """Whether it is asked if something suits somebody ("is dat iets voor hem?"), which no source says."""
    return bool(_forms().advice.search(plain(asked_in(question)[0])))


@lru_cache(maxsize=8192)
def asked_in(question: str) -> tuple[str, str]:
    """The last sentence of a question, which asks, and of that what stands before the clauses that depend on it."""
    text = question.replace("’", "'").rpartition("?")[0] or question
    sentence = _SENTENCE_END.split(text.strip())[-1]
    asked = sentence[_after_lead_in(sentence) :] if len(plain(sentence)) == len(sentence) else plain(sentence)
    told = _forms().claims.match(plain(asked))
    return sentence, _main_clause(asked[told.end() :] if told else asked)


@lru_cache(maxsize=8192)
def supposes(question: str) -> bool:
    """Whether a question takes something for granted."""
    return premise_of(question) is not None


def _quoted(question: str) -> str | None:
    """The sentence of a draft that stands quoted in a question whether it may be written: "klopt deze zin: '…'"."""
    simple = question.replace("’", "'").replace("‘", "'")
    found = QUOTED_IN_ANY_WAY.search(simple)
    if found is None:
        return None
    sentence = next(filter(None, found.groups())).strip().rstrip(" .!?")
    beside = plain(f"{simple[: found.start()]} {simple[found.end() :]}")
    return sentence if len(sentence.split()) >= SHORTEST_QUOTE and _forms().checks.search(beside) else None


def _claim(claim: str, *, as_told: bool, main_clause: str | None = None) -> AskedClaim | None:
    sentence = " ".join(claim.split()).strip(" ,;:?")
    if len(sentence.split()) < SHORTEST or "?" in sentence:
        return None
    done = bool(_forms().done.search(plain(sentence)))
    return AskedClaim(f"{sentence[:1].upper()}{sentence[1:]}.", as_told, done, main_clause or sentence)


def _main_clause(clause: str) -> str:
    """What stands before the first clause that depends on it."""
    found = _forms().depends.search(plain(clause))
    return clause[: found.start()] if found else clause


def _without(tail: re.Pattern[str], text: str) -> str:
    found = tail.search(plain(text))
    return text[: found.start()] if found else text


def _after_lead_in(text: str) -> int:
    simple, at = plain(text), 0
    while (found := _forms().lead_in.match(simple, at)) and found.end() > at:
        at = found.end()
    return at


def _opens_with_verb(clause: str) -> bool:
    simple = plain(clause)
    first = re.match(r"[^\W\d_]+(?:'t)?", simple)
    is_listed = first is not None and first[0].removesuffix("'t") in _forms().verbs
    return is_listed or bool(_forms().inverted.match(simple))


def _as_statement(clause: str) -> str:
    """The verb behind its subject: "krijgt mijn kind een diploma" → "mijn kind krijgt een diploma"."""
    verb, _, rest = clause.partition(" ")
    words = rest.split(" ")
    size = min(2 if plain(words[0]) in _forms().determiners else 1, len(words) - 1)
    return " ".join([*words[:size], verb.lower(), *words[size:]])
