"""Follow-ups on the real corpus: only what the sources answer, in the language of the answer, the same every time."""

import pytest

from app.answer_question import answer_question
from app.question.follow_ups import MOST, follow_ups
from app.question.language_guess import language_of
from app.records.answer import Answer
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def following(question: str, base: KnowledgeBase, *earlier: str) -> tuple[Answer, tuple[str, ...]]:
    answer = answer_question(question, base)
    return answer, follow_ups(answer, base, earlier, lambda other: answer_question(other, base))


@pytest.mark.parametrize(
    "question",
    ["Wie erkent ondernemingen als leerwerkplek?", "Wat is de aanloopfase?", "Wie is trekker van actie 9?",
     "Qui agrée les entreprises comme lieu d'apprentissage ?", "Who leads action 9?"],
)  # fmt: skip
def test_each_is_answered_by_the_sources_in_the_language_of_the_answer(question, base):
    answer, offered = following(question, base)

    assert 1 <= len(offered) <= MOST
    for other in offered:
        assert answer_question(other, base).status in ("answered", "partly_answered", "other_source_only")
        assert answer_question(other, base).language == answer.language == language_of(other)
        assert answer_question(other, base).citations != answer.citations
    assert following(question, base)[1] == offered


def test_what_was_asked_already_is_not_offered_again(base):
    _, offered = following("Wie is trekker van actie 9?", base)

    _, later = following("Wie is trekker van actie 9?", base, *offered)

    assert not set(offered) & set(later)


@pytest.mark.parametrize("question", ["Hallo!", "Wat is het telefoonnummer van de minister?", "Schrijf een gedicht"])
def test_nothing_follows_where_nothing_was_answered(question, base):
    assert following(question, base)[1] == ()
