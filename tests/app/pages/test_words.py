"""Every page is worded in three languages: no key is missing, none is left over, none is forgotten."""

from typing import get_args

import pytest

from app.pages.chat_words import chat_page_words
from app.pages.language import LANGUAGES, address_in, language_named
from app.pages.roles.mark import MARKS
from app.pages.roles.words import audience_name, role_name, role_page_words
from app.pages.words import page_words
from app.records.answer import Persona, Status
from app.words.wording import words_in
from kb.action import Role
from kb.modality import Modality
from kb.participation import Audience, Evidence, Phase
from kb.source import SourceKind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_word(language):
    shared, chat, roles = page_words(language), chat_page_words(language), role_page_words(language)

    assert set(shared.evidence) == set(get_args(Evidence))
    assert set(shared.modalities) == set(get_args(Modality))
    assert len(shared.months) == 12
    assert set(chat.statuses) == set(get_args(Status))
    assert set(chat.kinds) == set(get_args(SourceKind))
    assert set(chat.personas) == set(chat.examples) == set(get_args(Persona))
    assert all(3 <= len(questions) <= 4 for questions in chat.examples.values())
    assert set(roles.phases) == set(get_args(Phase))
    assert set(roles.marks) == {mark.name for mark in MARKS}
    assert all(role_name(role, language) for role in get_args(Role))
    assert all(audience_name(audience, language) for audience in get_args(Audience))


def test_words_of_another_form_are_refused():
    with pytest.raises(TypeError):
        words_in("nl", "role_page_words", type(page_words()))


@pytest.mark.parametrize(
    ("language", "first", "later"),
    [("nl", "1 mei 2023", "22 november 2026"), ("fr", "1er mai 2023", "22 novembre 2026"),
     ("en", "1 May 2023", "22 November 2026")],
)  # fmt: skip
def test_a_date_is_written_as_its_reader_writes_it(language, first, later):
    words = page_words(language)

    assert (words.date("2023-05-01"), words.date("2026-11-22T10:00:00+00:00")) == (first, later)
    assert words.date("2023") == "2023"
    assert words.date("undated") == words.date(None) == words.undated


def test_a_number_is_written_as_its_reader_writes_it():
    assert [page_words(language).number(12345) for language in LANGUAGES] == ["12.345", "12\u202f345", "12,345"]
    assert page_words("fr").number(306) == "306"


def test_an_address_carries_the_language_where_it_is_not_dutch():
    assert address_in("./wie-doet-wat", "nl") == "./wie-doet-wat"
    assert address_in("./wie-doet-wat", "fr") == "./wie-doet-wat?taal=fr"
    assert address_in("./wie-doet-wat.csv?zoek=x", "en") == "./wie-doet-wat.csv?zoek=x&taal=en"
    assert [language_named(code) for code in ("fr", "FR", "de", None)] == ["fr", "nl", "nl", "nl"]
