"""What a browser keeps or a link carries is read with care: it comes from outside."""

import json

import pytest

from app.pages.conversation import MOST_CHARACTERS, MOST_KEPT, Asked, asked_again, kept, turn_of
from app.pages.web_parts import WebParts
from app.records.answer import Answer, CitedSentence
from kb.errors import QuestionError


def parts(ask) -> WebParts:
    return WebParts(ask=ask, sources=tuple, text=str)


def answered(question, persona, language, earlier) -> Answer:
    told = f"{persona}: {', '.join(earlier)}"
    return Answer(question, "nl", persona, "greeting", (CitedSentence(told, "frame"),))


def test_kept_questions_come_back_as_they_were_asked():
    first = turn_of(Asked("Wie?", "mentor"), (), parts(answered), "nl")
    second = turn_of(Asked("En dan?", "parent", "abc123"), (first,), parts(answered), "nl")

    assert asked_again(kept((first, second))) == (Asked("Wie?", "mentor"), Asked("En dan?", "parent", "abc123"))
    assert second.answer is not None
    assert second.answer.text == "parent: Wie?"


@pytest.mark.parametrize(
    "record", [None, "", "geen json", "{}", "3", "null", '[1, null, {}, {"vraag": 5}, {"vraag": " "}]']
)
def test_a_record_of_another_form_holds_no_question(record):
    assert asked_again(record) == ()


def test_a_record_is_never_taken_beyond_its_bounds():
    rows = [{"vraag": f"{number} {'x' * 9000}", "profiel": "koning", "versie": ["a"]} for number in range(99)]

    taken = asked_again(json.dumps(rows))

    assert len(taken) == MOST_KEPT
    assert taken[-1].question.startswith("98 ")
    assert len(taken[-1].question) == MOST_CHARACTERS
    assert (taken[-1].persona, taken[-1].edition) == ("any", None)


def test_a_failure_is_told_in_its_own_language_and_is_no_answer():
    def refuse(*given) -> Answer:
        raise QuestionError("Deze vraag is leeg.")

    def break_down(*given) -> Answer:
        raise RuntimeError("geheim")

    refused, broken = (turn_of(Asked("Wie?"), (), parts(ask), "fr") for ask in (refuse, break_down))

    assert refused.answer is None
    assert '<p lang="nl">Deze vraag is leeg' in refused.bubble
    assert '<p lang="fr">' in broken.bubble
    assert "geheim" not in broken.bubble
