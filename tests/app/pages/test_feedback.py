"""What visitors say of an answer: kept without their question unless they agree, and never lost in silence."""

import json
from dataclasses import replace

import pytest

from app.pages.chat.after_answer import after_answer
from app.pages.conversation import Asked, Turn
from app.pages.feedback import Feedback, feedback, keep_feedback
from app.pages.feedback_form import feedback_form, feedback_from
from app.pages.web_parts import WebParts
from app.records.answer import Answer, CitedSentence, Handover
from kb.errors import StoreError
from kb.settings import settings_from_environment

QUESTION = "Krijgt mijn kind met een handicap een diploma?"


def turn(handover: Handover | None = None, **given) -> Turn:
    answer = Answer(QUESTION, "nl", "parent", "answered", (CitedSentence("Ja.", "frame"),), handover=handover)
    return Turn(Asked(QUESTION, "parent"), "", **({"answer": answer} | given))


def test_the_question_is_kept_only_where_its_asker_agreed(tmp_path):
    for form in ({"kind": "helpful"}, {"kind": "not_helpful", "words": " te lang ", "with_question": "on"}):
        given = feedback_from(form, turn(), "fr")
        assert given is not None
        keep_feedback(tmp_path, given)

    second, first = feedback(tmp_path)
    assert (first.kind, first.words, first.question, first.status) == ("helpful", "", None, "answered")
    assert (second.kind, second.words, second.question) == ("not_helpful", "te lang", QUESTION)
    assert (second.language, second.persona, second.about) == ("fr", "parent", None)
    assert QUESTION not in json.dumps([first.__getstate__()])


def test_a_wrong_contact_says_which_one():
    with_contact = turn(Handover("Vraag het daar.", partner="wewis", contact="https://www.vlaanderen.be/duaal"))
    given = feedback_from({"kind": "wrong_contact"}, with_contact, "nl")

    assert given is not None
    assert given.about == "https://www.vlaanderen.be/duaal"
    assert "contactgegevens" in feedback_form(with_contact.answer, "nl")
    assert "contactgegevens" not in feedback_form(turn().answer, "nl")


@pytest.mark.parametrize("form", [{}, {"kind": "koning"}, {"kind": ["helpful"]}])
def test_a_form_of_another_shape_keeps_nothing(form):
    assert feedback_from(form, turn(), "nl") is None
    assert feedback_from({"kind": "helpful"}, turn(answer=None), "nl") is None


def test_words_are_bounded():
    given = feedback_from({"kind": "helpful", "words": "x" * 5000}, turn(), "nl")

    assert given is not None
    assert len(given.words) == 1000


def test_a_broken_line_loses_no_other(tmp_path):
    given = Feedback("2026-11-26T10:00:00+00:00", "helpful", "één\ntwee", "nl", "any", "answered")
    keep_feedback(tmp_path, given)
    with (tmp_path / "feedback.jsonl").open("a", encoding="utf-8") as out:
        out.write('{"half\n[]\n')
    keep_feedback(tmp_path, given)

    assert feedback(tmp_path) == [given, given]


def test_nothing_was_said_yet(tmp_path):
    assert feedback(tmp_path) == []


def test_what_cannot_be_kept_is_said(tmp_path):
    given = Feedback("2026-11-26T10:00:00+00:00", "helpful", "", "nl", "any", "answered")
    (tmp_path / "bestand").touch()
    with pytest.raises(StoreError, match="kan niet geschreven worden"):
        keep_feedback(tmp_path / "bestand", given)
    (tmp_path / "feedback.jsonl").write_bytes(b"x" * 5_000_001)
    with pytest.raises(StoreError, match="is vol"):
        keep_feedback(tmp_path, given)


def test_nobody_is_asked_where_it_is_off(monkeypatch):
    parts = WebParts(ask=None, sources=tuple, text=str)

    assert "<form" not in after_answer((turn(),), parts, "nl")
    assert "<form" in after_answer((turn(),), replace(parts, keep_feedback=print), "nl")
    monkeypatch.setenv("DUAAL_FEEDBACK", "0")
    assert settings_from_environment().feedback is False
