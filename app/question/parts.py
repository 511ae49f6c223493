"""Several questions in one ("wie geeft die en hoelang duurt da?") → its parts, each a question of its own."""

import re
from collections.abc import Iterable

from app.words.wording import wording

_WORDS = wording("question_parts")


def _any_of(patterns: Iterable[str]) -> str:
    return rf"(?:{'|'.join(patterns)})\b"


def _opening(words: Iterable[dict[str, str]]) -> str:
    return "|".join(rf"(?:{word['opens']})\b(?!\s+(?:{word['not_before']})\s+\w)" for word in words)


_WORD = _opening([*_WORDS["words"], *_WORDS["words_in_front"]])
_VERB = _any_of(_WORDS["verbs"])
_OPENS = rf"(?:{_WORD}|{_VERB})"
_PLAIN = rf"(?={_OPENS}){_any_of(_WORDS['plain'])}"
_JOINS = rf"(?:{_WORDS['joins']})\s+"
_OPENS_WITH_VERB = re.compile(_VERB, re.IGNORECASE)
_LEANS_BACK = re.compile(_any_of(_WORDS["leans_back"]), re.IGNORECASE)
_JOINED = re.compile(rf"^\W*(?:{_JOINS}|{_WORDS['if_so']}\W+)", re.IGNORECASE)
_FRONT = rf"(?:^(?:{_WORDS['greets']})?|[.:;!?(]\s*|[\"'«])"
_STRONG_BORDER = rf"(?<=\?)\s+|(?<=\?[)\]\"'»])\s+|(?:\s*[,;]?\s+|\s*[(\[]\s*){_JOINS}(?={_OPENS})"
# After a full stop a verb opens a statement too ("Heb ik niet gevonden"), unless a question mark ends it.
_STOP = rf"(?<=[.!])\s+(?=(?:{_JOINS})?(?:{_WORD}|{_VERB}[^.?]*\?))"
_COMMA = rf"\s*[,;]\s*(?={_PLAIN}|{_VERB})(?![^,;?]*\b{_any_of([_WORDS['rests_on']])})"
_IF_SO = rf"\s*[,;.]\s*(?=(?:{_WORDS['if_so']})\W+{_OPENS})"
_WEAK_BORDER = rf"(?P<weak>(?:{_STOP}|{_COMMA})(?!{_any_of(_WORDS['leans_back'])}))"
_BORDER = re.compile(rf"{_STRONG_BORDER}|{_IF_SO}|{_WEAK_BORDER}", re.IGNORECASE)
_BARE_WORD = "|".join(word["opens"] for word in (*_WORDS["words"], *_WORDS["words_in_front"]))
_INDIRECT = re.compile(
    rf"(?:{_WORDS['indirect']})\W*(?:[^?.!]*?:\s*)?(?=(?:{_BARE_WORD}|{_WORDS['whether']})\b)", re.IGNORECASE
)
_CLAUSE_BORDER = re.compile(rf"(?:\s*[,;]\s*(?:{_JOINS})?|\s+{_JOINS})(?=(?:{_BARE_WORD})\b)", re.IGNORECASE)
_HANDED_OVER = re.compile(_WORDS["handed_over"], re.IGNORECASE)
_QUESTION = re.compile(
    rf"\?|\b(?:{_opening(_WORDS['words'])})|(?:{_FRONT}|,\s*)(?:{_JOINS})?{_OPENS}|\b{_JOINS}{_PLAIN}"
    rf"|{_WORDS['in_place']}\b",
    re.IGNORECASE,
)
_PLAIN_QUESTION = re.compile(
    rf"(?:{_FRONT}|,\s*)(?:{_JOINS})?{_PLAIN}|{_FRONT}(?:{_JOINS})?(?:{_VERB}|{_any_of([_WORDS['plain_in_front']])})",
    re.IGNORECASE,
)
_ASKS_BY_ITSELF = re.compile(rf"(?={_PLAIN})(?:{_WORDS['by_itself']})\b", re.IGNORECASE)
_LEADS_ON = re.compile(rf"(?:{_FRONT}|,\s*|\bwh?at?\s+){_any_of([_WORDS['leads_on']])}[^,;.?]*$", re.IGNORECASE)
_ASKS_NOTHING = re.compile(
    "|".join(_WORDS[kind] for kind in ("confirms", "asks_on", "guesses", "tells")), re.IGNORECASE
)
_ASKS_ON = re.compile(_WORDS["asks_on"], re.IGNORECASE)
_INTRODUCES = re.compile(_WORDS["introduces"], re.IGNORECASE)
_TOPIC = re.compile(rf"\W*(?P<topic>[^:?!.]+):\s+(?={_OPENS})", re.IGNORECASE)
_WHICH_ALONE = re.compile(r"\W*(?:(?:en|et|and) )?(?:welke?|quel(?:le)?s?|which) [\w-]+\W*", re.IGNORECASE)
_TELLS_AGE = re.compile(_WORDS["tells_age"], re.IGNORECASE)
_ALONE = re.compile(rf"\W*(?:{_JOINS})?(?:{_WORDS['alone']})\W*", re.IGNORECASE)
_NAMES_WHO = re.compile(r"\b(?:wie|wiens|welke? \w+|qui|quel(?:le)?s? \w+|who|whom|which \w+)\b", re.IGNORECASE)
# The word that a question opens with; with its preposition, which another one may open with by chance.
_OPENING = re.compile(
    r"(?:(?:bij|aan|van|met|door|voor|naar|om|uit|vanuit|in|op|tegen|sinds|tot|à|avec|par|chez|pour|with|by|to|from|for)"
    r" (?=wie|wiens|welk|wat|qui|quel|whom|which|what))?\S+"
)
_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(?P<number>\d)[).]\s+")
_ITEM_END = re.compile(r"[\s,;.?]*(?:\b(?:en|of|et|ou|and|or))?[\s,;.?]*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!])\s+")
# More is a letter, not a question.
MOST = 6
LONGEST_TOPIC = 8
# Words of a question from which on it stands by itself, though the one before it opens with the same word.
WHOLE = 4
SHORTEST = 2
"""Words of a part; a single one (", wie?") asks on about the part before it, unless it asks for something else."""


def parts_of(question: str) -> tuple[str, ...]:
    """The questions of a text, in order; the text alone where it holds only one, or more than MOST.

    What is told before a question belongs to it, and what is told after the last one to that one. Two that open with
    one word ("hoeveel op school en hoeveel op het werk") are one question.
    """
    if told := _numbered(question) or _in_clauses(question) or _behind_a_claim(question):
        return told
    parts: list[str] = []
    last_joint, end = "", 0
    for start, stop in [*_borders(question), (len(question), len(question))]:
        piece, joint = question[end:start], question[start:stop]
        if parts and not (_asks(piece) and _asks(parts[-1]) and not _is_one_question(parts[-1], piece)):
            parts[-1] += last_joint + piece
        else:
            parts.append(piece)
        last_joint, end = joint, stop
    parts = [part.strip() for part in parts]
    return (_INTRODUCES.sub("", parts[0]), *parts[1:]) if 1 < len(parts) <= MOST else (question,)


def _numbered(question: str) -> tuple[str, ...]:
    """The questions of a text that numbers them itself ("1) wie …? 2) moet ik …?"), or that asks one thing of each of
    several ("wie doet (1) de erkenning en (2) de opleiding?"); none where it does not.
    """
    marks = list(_NUMBER.finditer(question))
    if not 1 < len(marks) <= MOST or [int(mark["number"]) for mark in marks] != list(range(1, len(marks) + 1)):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(question)]
    pieces = [question[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
    lead = question[: marks[0].start()].strip()
    if _asks(lead) and not lead.endswith("?") and not any(_asks(piece.rstrip(" ?")) for piece in pieces):
        # What is told before it is told once.
        leads = [lead, *[_SENTENCE_END.split(lead)[-1]] * (len(pieces) - 1)]
        return tuple(f"{asks} {_ITEM_END.sub('', piece)}?" for asks, piece in zip(leads, pieces, strict=True))
    # What is told before the first one belongs to it.
    if len(re.findall(r"\w+", question[: marks[0].start()])) > SHORTEST:
        pieces[0] = question[: ends[0]].strip()
    return tuple(pieces) if all(map(_asks, pieces)) else ()


def _in_clauses(question: str) -> tuple[str, ...]:
    """The clauses of a text that says what it wants to know ("ik wil weten wie dat doet en hoelang het duurt"), each as
    a question, the first one behind what was told before; none where there is only one.
    """
    found = _INDIRECT.search(question)
    if found is None:
        return ()
    first, *others = _CLAUSE_BORDER.split(question[found.end() :])
    # "Of hij mag" is no question without what stands before it, nor is one of a matter that was named before it.
    names_matter = ":" in question[: found.end()] or question[: found.start()].strip()
    is_whole = names_matter or re.match(rf"(?:{_WORDS['whether']})\b", first, re.IGNORECASE)
    pieces = [question[: found.end()] + first if is_whole else first, *others]
    is_each = all(len(re.findall(r"\w+", piece)) > SHORTEST for piece in pieces)
    return tuple(piece.strip() for piece in pieces) if 1 < len(pieces) <= MOST and is_each else ()


def _behind_a_claim(question: str) -> tuple[str, ...]:
    """A sentence that says what stands in the plan, and the questions behind it that take it for granted; none where no
    such sentence comes first.
    """
    found = _HANDED_OVER.match(question)
    if found is None:
        return ()
    parts = (found[0].strip(), *parts_of(question[found.end() :]))
    return parts if len(parts) <= MOST else ()


def topic_of(question: str) -> str | None:
    """What a text says before a colon that all its questions are about: "Radar Duaal: wat is dat, bij wie …?"."""
    found = _TOPIC.match(question)
    if found is None or _QUESTION.search(found["topic"]) or len(found["topic"].split()) > LONGEST_TOPIC:
        return None
    return found["topic"].strip()


def asked_after_story(question: str) -> str | None:
    """The sentence that asks, where something is told before it; null where nothing is."""
    *told, asked = _SENTENCE_END.split(question.strip())
    # "Ik weet niet meer bij wie aankloppen." tells, though it holds what a question opens with.
    is_told = not any("?" in sentence or _PLAIN_QUESTION.search(sentence) for sentence in told)
    return asked if told and is_told and _asks(asked) else None


def without_age_told(question: str) -> str:
    """Without the clause at the end that only tells how old somebody is: "wat is de aanloopfase, ons Mira is 15"."""
    return _TELLS_AGE.sub("", question)


def sentences_told(question: str) -> tuple[str, ...]:
    """The sentences of a story before the one that asks."""
    return tuple(_SENTENCE_END.split(question.strip())[:-1])


def _borders(question: str) -> list[tuple[int, int]]:
    """Where one question may end and another begin; at a comma or a full stop only after what is plainly a question."""
    borders: list[tuple[int, int]] = []
    for match in _BORDER.finditer(question):
        before = question[borders[-1][1] if borders else 0 : match.start()]
        is_plain = _PLAIN_QUESTION.search(before) and not _LEADS_ON.search(before)
        if before.endswith("?") or ((_asks(before) or _ASKS_ON.fullmatch(before)) and (is_plain or not match["weak"])):
            borders.append(match.span())
    return borders


def _asks(piece: str) -> bool:
    if _ALONE.fullmatch(piece):
        return True
    is_long = len(re.findall(r"\w+", piece)) >= SHORTEST
    return is_long and bool(_QUESTION.search(piece)) and not _ASKS_NOTHING.fullmatch(piece)


def _is_one_question(one: str, other: str) -> bool:
    """Whether both open with one word, and the other is no question by itself: "wie betaalt en wie niet"; or the first
    has no verb: "welk departement en welke diensten werken samen".
    """
    if _WHICH_ALONE.fullmatch(one) or (_ALONE.fullmatch(one) and "?" not in one):
        return True
    if _ALONE.fullmatch(other):
        return not _NAMES_WHO.search(one)
    asked = _JOINED.sub("", other)
    is_verb = _OPENS_WITH_VERB.match(asked) and not _LEANS_BACK.match(asked)
    opening = _OPENING.match(asked.lower())
    is_again = not is_verb and opening is not None and f" {opening[0]} " in f" {one.lower()} "
    # "Wat is actie 9? Wat is de aanloopfase?"
    are_whole = one.endswith("?") and opening is not None and one.lower().startswith(f"{opening[0]} ")
    are_whole = are_whole and len(asked.split()) >= WHOLE
    return is_again and not (are_whole or _ASKS_BY_ITSELF.match(asked))
