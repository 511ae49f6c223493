"""ChatPageWords: the words of the page "Stel een vraag"; read from chat_page_words.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from app.pages.feedback import FeedbackKind
from app.records.answer import Language, Persona, Status
from app.words.wording import words_in
from kb.source import SourceKind


@dataclass(frozen=True, slots=True)
class ChatPageWords:
    """Each field is a key of the file."""

    what_it_is: str
    skip_link: str
    persona_label: str
    personas: Mapping[Persona, str]
    question_label: str
    question_placeholder: str
    send: str
    new_question: str
    empty_conversation: str
    examples_heading: str
    privacy: str
    searching: str
    loading: str
    sources_loading: str
    ask_something: str
    problem: str
    unexpected: str
    sources_failed: str
    language_model: str
    answer_sources: str
    no_answer_yet: str
    no_citations: str
    earlier_sources: str
    read_in_plan: str
    read_in_context: str
    show_page: str
    page_alt: str
    page_larger: str
    no_page: str
    back_to_answer: str
    check_other_source: str
    handover: str
    show_all: str
    after_answer: str
    follow_ups: str
    edition: str
    link_same: str
    link_changed: str
    copy_answer: str
    copied: str
    copy_failed: str
    print_answer: str
    share_answer: str
    shared: str
    share_failed: str
    share_label: str
    feedback_question: str
    feedback_kinds: Mapping[FeedbackKind, str]
    feedback_words: str
    feedback_with_question: str
    feedback_send: str
    feedback_privacy: str
    feedback_thanks: str
    feedback_failed: str
    all_sources: str
    no_sources: str
    no_publisher: str
    no_date: str
    languages: Mapping[str, str]
    kinds: Mapping[SourceKind, str]
    statuses: Mapping[Status, str]
    examples: Mapping[Persona, tuple[str, ...]]


@cache
def chat_page_words(language: Language = "nl") -> ChatPageWords:
    """The words of the page in a language."""
    return words_in(language, "chat_page_words", ChatPageWords)
