"""Follow-ups: at most three questions that can follow an answer, each one that the sources answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from app.question.language_guess import language_of
from app.records.answer import Answer, Citation, Language
from app.words.wording import wording
from kb.dutch import terms_of
from kb.expected_question import ExpectedQuestion, LikeQuestion
from kb.knowledge_base import KnowledgeBase

MOST = 3
# So many are tried at most: an answer takes some milliseconds, and nobody waits for suggestions.
_TRIED = 12
_OF_ONE_KIND = 2
_ANSWERED = frozenset({"answered", "partly_answered", "other_source_only"})
# Of the questions kept with the corpus only those are shown that are written with care.
_WELL_WRITTEN = re.compile(r"[A-ZÀ-Ý][\w ,'’()-]{15,90}\?")
_POINTING = frozenset(wording("follow_ups")["pointing"])
_NEAR = 400
"""Characters within which a kept question stands at a cited place."""


def follow_ups(
    answer: Answer, base: KnowledgeBase, earlier: Sequence[str], ask: Callable[[str], Answer]
) -> tuple[str, ...]:
    """In the language of the answer; none that was asked already, and none that only says the same again.

    `ask` answers a question by itself, without the conversation.
    """
    if answer.status not in _ANSWERED:
        return ()
    known = [set(terms_of(question)) for question in (*earlier, answer.question)]
    cited = _places(answer)
    offered: list[str] = []
    candidates = (question for question in _candidates(answer, base) if set(terms_of(question)) not in known)
    for question, _ in zip(dict.fromkeys(candidates), range(_TRIED), strict=False):
        given = ask(question)
        if given.status in _ANSWERED and not _places(given) <= cited:
            offered.append(question)
            cited |= _places(given)
        if len(offered) == MOST:
            break
    return tuple(offered)


def _candidates(answer: Answer, base: KnowledgeBase) -> Iterator[str]:
    """The most telling first: whom and when, then who else, then what people ask about the same place."""
    yield from _of_actions(answer)
    yield from _of_partners(answer, base)
    yield from _of_places(answer, base)


def _of_actions(answer: Answer) -> Iterator[str]:
    numbers = dict.fromkeys(citation.action.rpartition("/")[2] for citation in answer.citations if citation.action)
    for number in list(numbers)[:_OF_ONE_KIND]:
        yield _worded("action_parties", answer.language, number)
        yield _worded("action_timing", answer.language, number)


def _of_partners(answer: Answer, base: KnowledgeBase) -> Iterator[str]:
    for partner_id in list(dict.fromkeys(row.partner for row in answer.participations))[:_OF_ONE_KIND]:
        partner = base.names.get(partner_id)
        if partner is None:
            continue
        dutch = f"{partner.article} {partner.name}".strip()
        name = dutch if answer.language == "nl" else partner.name_in(answer.language)
        shown = name if answer.language == "nl" else f"{name[:1].upper()}{name[1:]}"
        yield _worded("partners_do" if partner.plural else "partner_does", answer.language, shown)


def _of_places(answer: Answer, base: KnowledgeBase) -> Iterator[str]:
    """What people ask that is like the question, and then what they ask about what stands behind its answer."""
    yield from _offered(answer, (*base.like_questions(answer.question), *base.questions_read_alike(answer.question)))
    for citation in answer.citations[:_OF_ONE_KIND]:
        behind = base.document(citation.source_id).text[citation.end : citation.end + _NEAR]
        yield from _offered(answer, base.like_questions(behind))


def _offered(answer: Answer, likes: Iterable[LikeQuestion]) -> Iterator[str]:
    for like in likes:
        question = like.question
        if (
            any(_stands_at(question, citation) for citation in answer.citations)
            and _WELL_WRITTEN.fullmatch(question.text)
            and not _POINTING & set(re.findall(r"\w+", question.text.lower()))
            and language_of(question.text) == answer.language
        ):
            yield question.text


def _stands_at(question: ExpectedQuestion, citation: Citation) -> bool:
    if question.start is None or question.end is None:
        return False
    return question.start < citation.end + _NEAR and question.end > citation.start - _NEAR


def _places(answer: Answer) -> set[tuple[str, int, int]]:
    return {(citation.source_id, citation.start, citation.end) for citation in answer.citations}


def _worded(name: str, language: Language, value: str) -> str:
    return str(wording("follow_ups")[name][language]).format(value)
