"""A yes-or-no question in everyday words opens with ja or nee where alike questions settle it, else with neither."""

from dataclasses import replace

import pytest

from app.answer_question import answer_question
from app.question.understanding import Understood, understand
from app.records.quote import Quote, quote_of
from app.verdict.of_alike import verdict_of_alike
from kb.expected_question import ExpectedQuestion, LikeQuestion
from kb.knowledge_base import KnowledgeBase


@pytest.fixture
def quote(base: KnowledgeBase) -> Quote:
    document = base.document("actieplan")
    start = document.text.index("In het secundair onderwijs leidt duaal leren tot dezelfde studiebewijzen")
    return quote_of(document, start, document.text.index(".", start) + 1)


class _Voting:
    """A knowledge base of which the alike questions are given."""

    def __init__(self, base: KnowledgeBase, *likes: LikeQuestion) -> None:
        self._likes, self.document = likes, base.document

    def judged_alike(self, question: str, k: int) -> list[LikeQuestion]:
        return list(self._likes)[:k]


def asked(text: str, base: KnowledgeBase) -> Understood:
    return understand(text, "parent", None, (), base.names)


def like(text: str, verdict: str, quote: Quote, likeness: float = 0.8) -> LikeQuestion:
    question = ExpectedQuestion(
        text, (f"{quote.source_id}:1",), start=quote.start, end=quote.end, verdict=verdict  # type: ignore[arg-type]
    )  # fmt: skip
    return LikeQuestion(question, likeness)


def vote(text: str, base: KnowledgeBase, quote: Quote, *likes: LikeQuestion) -> str | None:
    found = verdict_of_alike(asked(text, base), [quote], _Voting(base, *likes))  # type: ignore[arg-type]
    return found.verdict if found else None


ASKED = "Krijgt mijn zoon een echt diploma?"


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_alike_questions_that_agree_settle_it(base: KnowledgeBase, quote: Quote, verdict: str) -> None:
    assert vote(ASKED, base, quote, like("Haalt hij een diploma?", verdict, quote)) == verdict


@pytest.mark.parametrize("verdict", ["open", "silent"])
def test_what_the_plan_leaves_open_is_neither(base: KnowledgeBase, quote: Quote, verdict: str) -> None:
    assert vote(ASKED, base, quote, like("Haalt hij een diploma?", verdict, quote)) is None


def test_voices_that_differ_settle_nothing(base: KnowledgeBase, quote: Quote) -> None:
    likes = [like("Haalt hij een diploma?", "yes", quote), like("Is dat een diploma?", "no", quote)]

    assert vote(ASKED, base, quote, *likes) is None


def test_what_is_hardly_alike_settles_nothing(base: KnowledgeBase, quote: Quote) -> None:
    assert vote(ASKED, base, quote, like("Haalt hij een diploma?", "yes", quote, likeness=0.3)) is None


def test_only_the_cited_words_count(base: KnowledgeBase, quote: Quote) -> None:
    elsewhere = replace(quote, start=quote.end + 1000, end=quote.end + 1100)  # words about something else

    assert vote(ASKED, base, quote, like("Haalt hij een diploma?", "yes", elsewhere)) is None


@pytest.mark.parametrize(
    "turned", ["Haalt alleen hij een diploma?", "Haalt hij nooit een diploma?", "Haalt hij al iets?"]
)
def test_a_question_with_another_turn_has_no_voice(base: KnowledgeBase, quote: Quote, turned: str) -> None:
    assert vote(ASKED, base, quote, like(turned, "yes", quote)) is None


def test_the_nearest_question_of_another_turn_can_forbid_it(base: KnowledgeBase, quote: Quote) -> None:
    forbids = like("Haalt hij geen diploma?", "yes", quote, likeness=0.9)

    assert vote(ASKED, base, quote, forbids, like("Haalt hij een diploma?", "yes", quote, likeness=0.7)) is None


def test_a_group_of_which_nothing_is_said_gets_no_ja(base: KnowledgeBase, quote: Quote) -> None:
    about_pupils = like("Krijgen de jongeren een diploma?", "yes", quote)

    assert vote("Krijgen ook de mentoren een diploma?", base, quote, about_pupils) is None


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("krijgt hij via duaal tzelfde diploma as de rest", "Ja."),
        ("Weten alle bedrijven intussen wa duaal leren is?", None),
        ("Hebben de ouders van de leerlingen dit plan mee geschreven?", None),
    ],
)
def test_in_the_whole_product(base: KnowledgeBase, question: str, opening: str | None) -> None:
    first = answer_question(question, base, persona="parent").sentences[0].text

    assert first == opening if opening else not first.startswith("Ja")


@pytest.mark.parametrize(
    ("asked_now", "known", "verdict"),
    [
        # What turns the one turns not the other.
        ("Moet zijn zaak erkend zijn?", "Mag hij opleiden zonder dat zijn zaak erkend is?", "no"),
        ("Gebeurt dat vaak?", "Gebeurt dat?", "yes"),
        ("Komt dat er ooit?", "Komt dat er?", "no"),
        # Another date.
        ("Loopt het tot 2030?", "Loopt het tot 2027?", "yes"),
    ],
)
def test_questions_that_differ_in_what_turns_a_yes_are_not_answered_alike(
    base: KnowledgeBase, quote: Quote, asked_now: str, known: str, verdict: str
) -> None:
    others = [like(asked_now, "silent", quote)] if "2030" in asked_now else []

    assert vote(asked_now, base, quote, like(known, verdict, quote), *others) is None


def test_that_some_are_in_it_does_not_keep_from_saying_that_not_only_they_are(
    base: KnowledgeBase, quote: Quote
) -> None:
    likes = [like("Zitten er werkgevers in?", "yes", quote), like("Zitten er alleen werkgevers in?", "no", quote)]

    assert vote("Zitten er alleen werkgevers in?", base, quote, *likes) == "no"
