from html import unescape
from html.parser import HTMLParser
from typing import get_args

import pytest

from app.pages.chat_words import chat_page_words
from app.pages.citation_view import (
    CONTEXT_REACH,
    answer_bubble,
    escaped,
    line_bubble,
    place_of,
    question_bubble,
    quote_in_context,
    source_cards,
    source_list,
)
from app.pages.words import page_words
from app.records.answer import Answer, Citation, CitedSentence, Handover, Status
from kb.source import Source

QUOTE = "Het Vlaams Partnerschap erkent ondernemingen"
TEXT = f"{'Vooraf. ' * 100}{QUOTE}{', en nog meer' * 100}"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/a.png)",
    "[klik](javascript:alert(1))",
    '" onmouseover="alert(1)',
    "</div><iframe src=//evil.example>",
    "${alert(1)} {{alert(1)}} `x` $$x$$ %%%LATEX_BLOCK_0%%%",
    "\n\n# kop\n\n    code\n\n- item\n\n> citaat\n\n***",
    "https://evil.example <https://evil.example> a@evil.example",
    "&lt;script&gt; &amp;",
)


def citation(**given) -> Citation:
    start = TEXT.index(QUOTE)
    fields = {"n": 1, "source_id": "plan", "title": "Actieplan", "section": "1.1", "action": None, "page": 2,
              "start": start, "end": start + len(QUOTE), "quote": QUOTE,
              "evidence": "in_plan", "modality": "stated"}  # fmt: skip
    return Citation(**(fields | given))


def answer(*sentences: CitedSentence, **given) -> Answer:
    fields = {
        "question": "Wie?",
        "language": "nl",
        "persona": "any",
        "status": "answered",
        "citations": (citation(),),
    }
    return Answer(sentences=sentences, **(fields | given))


def source(**given) -> Source:
    fields = dict.fromkeys(Source.__dataclass_fields__, "") | {
        "source_id": "plan", "title": "Actieplan", "publisher": None, "date": None, "language": "nl",
        "address": None, "kind": "policy_text", "digest": "0123456789abcdef" * 4,
    }  # fmt: skip
    return Source(**(fields | given))


def cards(shown: Answer, text: str = TEXT, **given) -> str:
    settings = {"text_of": lambda _: text, "languages": {}, "action_titles": {}}
    return source_cards(shown, 1, **(settings | given))


class _Seen(HTMLParser):
    """What a browser would make of it: its elements, their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.attributes += attrs
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data):
        self.words += data


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_reads_as_typed_and_holds_no_sign_of_markup(text):
    shown = escaped(text)

    assert _Seen(shown).words == "\n".join(text.splitlines())
    assert set(_Seen(shown).elements) <= {"br"}
    assert not set("<>\"'`*_[](){}$!#|~\\\n") & set(shown.replace("<br>", "").replace("&#", ""))


def test_control_signs_and_signs_that_turn_the_text_around_are_dropped():
    assert escaped("a\x00b\u202ec\ud800d") == "abcd"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_anywhere_add_no_element_and_no_attribute(hostile):
    def everything(words: str) -> str:
        shown = answer(
            CitedSentence(words, "fact", (1,)),
            citations=(citation(title=words, section=words, quote=words, start=0, end=len(words)),),
            handover=Handover(words, contact=words),
            notices=(words,),
        )
        listed = source(title=words, publisher=words, date=words, language=words, address=words)
        view = cards(shown, words, languages={"plan": words}, action_titles={"": words})
        return question_bubble(words) + answer_bubble(shown, 1) + view + source_list([listed]) + line_bubble(words)

    harmless, seen = _Seen(everything("gewone woorden")), _Seen(everything(hostile))

    assert set(seen.elements) <= set(harmless.elements) | {"br", "a"}
    assert {name for name, _ in seen.attributes} <= {name for name, _ in harmless.attributes} | {
        "href",
        "rel",
        "target",
    }
    assert not any((value or "").startswith("javascript") for name, value in seen.attributes if name == "href")


def test_a_bubble_is_one_line_so_that_markdown_leaves_it_alone():
    assert "\n" not in answer_bubble(answer(CitedSentence("Eerst.\n\n# Kop", "fact", (1,))), 1)


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_is_said_in_words(status):
    shown = _Seen(answer_bubble(answer(status=status), 1))

    assert chat_page_words().statuses[status] in shown.words


def test_a_marker_links_to_the_card_of_its_turn_and_stands_before_the_full_stop():
    shown = answer_bubble(answer(CitedSentence("Het partnerschap erkent.", "fact", (1,))), 3)

    assert 'href="#bron-3-1"' in shown
    assert unescape(shown).index("[1]") < unescape(shown).index(".</span>")
    assert 'id="bron-3-1"' in source_cards(answer(), 3, text_of=lambda _: TEXT, languages={}, action_titles={})


def test_a_marker_without_a_citation_is_no_link():
    assert "href" not in answer_bubble(answer(CitedSentence("Zo is het.", "fact", (7,))), 1)


def test_sentences_that_start_with_a_dash_become_a_list():
    sentences = [CitedSentence(text, "fact") for text in ("Het zijn er twee:", "- een", "- twee", "Dat is alles.")]

    assert _Seen(answer_bubble(answer(*sentences), 1)).elements.count("li") == 2


def test_the_quote_is_marked_in_about_300_characters_of_context_on_each_side():
    shown = quote_in_context(TEXT, citation())

    before, marked, after = unescape(shown).replace("</mark>", "<mark>").split("<mark>")
    assert marked == QUOTE
    assert CONTEXT_REACH - 20 < len(before) < CONTEXT_REACH + 20
    assert CONTEXT_REACH - 20 < len(after) < CONTEXT_REACH + 20


def test_a_quote_on_a_line_of_its_own_stays_on_it():
    text = f"Actie 9.\n{QUOTE}\nTiming: 2026."

    shown = quote_in_context(text, citation(start=9, end=9 + len(QUOTE)))

    assert "<br><mark>" in shown
    assert "</mark><br>" in shown


def test_a_quote_at_the_edge_of_a_text_has_no_dots_there():
    assert "…" not in quote_in_context(QUOTE, citation(start=0, end=len(QUOTE)))


def test_a_quote_that_does_not_stand_at_its_place_is_never_marked():
    shown = quote_in_context("heel andere tekst", citation())

    assert "<mark>" not in shown
    assert QUOTE in unescape(shown)


def test_a_card_says_title_place_evidence_and_modality():
    shown = _Seen(cards(answer(citations=(citation(action="2.3/9", section="2.3", modality="under_study"),)))).words

    for part in ("[1] Actieplan", "punt 2.3 · actie 9 · blz. 2", "in het plan", "wordt onderzocht"):
        assert part in shown


def test_a_card_shows_the_title_of_its_action():
    shown = cards(answer(citations=(citation(action="2.3/9"),)), action_titles={"2.3/9": "Analyse van het decreet"})

    assert "Analyse van het decreet" in shown


def test_an_other_source_is_told_apart_and_its_address_can_be_followed():
    row = "Rij: aanvraag, https://www.vlaanderen.be/duaal, 2026."
    shown = cards(answer(citations=(citation(evidence="other_source", quote=row, start=0, end=len(row)),)), row)

    assert "andere bron" in _Seen(shown).words
    assert unescape(shown).count('href="https://www.vlaanderen.be/duaal"') == 1


def test_a_page_that_is_not_known_is_left_out():
    assert place_of(citation(page=None, section="erkennen")) == "erkennen"


def test_an_answer_without_citations_says_so_beside_it():
    assert "geen citaat" in cards(answer(citations=()))


def test_whom_to_ask_stands_apart_with_its_contact():
    shown = answer_bubble(answer(handover=Handover("Bij de school.", contact="https://www.vlaanderen.be/duaal")), 1)

    assert "Waar kan je terecht?" in _Seen(shown).words
    assert 'href="https://www.vlaanderen.be/duaal"' in unescape(shown)


def test_words_of_a_language_model_are_announced():
    assert "taalmodel" in answer_bubble(answer(engine="llm:x"), 1)
    assert "taalmodel" not in answer_bubble(answer(), 1)


def test_a_source_without_a_date_says_so():
    shown = _Seen(source_list([source()])).words

    assert "geen datum in het document" in shown
    assert "0123456789ab" in shown


def test_a_list_without_sources_says_so():
    assert "geen bronnen" in source_list([])


def test_a_plain_fact_carries_no_label_of_firmness():
    assert page_words().modalities["stated"] not in _Seen(cards(answer())).words


def test_a_card_speaks_the_language_of_the_reader_and_marks_the_words_of_its_source():
    shown = cards(answer(citations=(citation(action="2.3/9", section="2.3", modality="under_study"),)), language="fr")

    for part in ("point 2.3 · action 9 · p. 2", "dans le plan", "à l'étude", "Lire dans le texte"):
        assert part in _Seen(shown).words
    assert '<div class="words" lang="nl">' in shown
    assert "Deze" not in _Seen(shown).words


def test_a_card_of_a_policy_text_leads_to_the_quote_in_the_whole_text():
    shown = unescape(cards(answer()))
    other = cards(answer(citations=(citation(evidence="other_source"),)))

    cited = citation()
    assert f'href="./bron/plan?van={cited.start}&tot={cited.end}#citaat"' in shown
    assert "Lees in het plan" in shown
    assert "Lees in het plan" not in other


def test_a_long_list_opens_for_a_parent_with_its_first_items_and_keeps_the_rest():
    items = [CitedSentence(f"- Regel {number}", "frame") for number in range(1, 10)]
    shown = _Seen(answer_bubble(answer(*items, persona="parent"), 1))
    whole = _Seen(answer_bubble(answer(*items), 1))

    assert shown.elements.count("li") == whole.elements.count("li") == 9
    assert shown.elements.count("details") == 1
    assert whole.elements.count("details") == 0
    assert "Toon alle 9" in answer_bubble(answer(*items, persona="parent"), 1)


def test_what_a_parent_reads_on_one_citation_stands_together():
    said = [CitedSentence("Nee.", "fact", (1,)), CitedSentence("Zo.", "fact", (1,)), CitedSentence("En.", "fact", (2,))]

    parent = _Seen(answer_bubble(answer(*said, persona="parent"), 1)).elements.count("p")
    assert parent == _Seen(answer_bubble(answer(*said), 1)).elements.count("p") + 1
