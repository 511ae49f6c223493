import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text_pages import decoded

SECTIONS = (
    "", "Samenvatting", "1", "A", "1.1", "1.2", "1.3", "B", "2", "2.1", "2.2", "2.2 a", "2.2 b", "2.2 c", "2.3", "2.4",
    "2.5", "2.6", "2.7", "3", "4", "voetnoten",
)  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


def texts(document, kind: str) -> list[str]:
    return [document.text[element.start : element.end] for element in document.elements if element.kind == kind]


def labels(document) -> list[str]:
    return [section.label for section in document.sections]


def seed_with_footnotes_last(plan_file) -> list[str]:
    """The lines of the plan as received, lines 152 to 156 (footnotes and addresses) moved to the end."""
    lines = decoded(plan_file.read_bytes()).split("\n")
    return lines[:151] + lines[156:] + lines[151:156]


def test_the_canonical_text_is_the_seed_but_for_white_space_and_moved_footnotes(plan, plan_file):
    assert squeezed(plan.text) == squeezed("".join(seed_with_footnotes_last(plan_file)))


def test_only_the_hyphens_of_three_lines_join_words(plan, plan_file):
    words = " ".join(seed_with_footnotes_last(plan_file)).split()

    joined = re.sub(r"(niet-|Syntra-) (?=duale|lesplaatsen)", r"\1", " ".join(words))
    assert " ".join(plan.text.split()) == joined
    assert len(words) - len(plan.text.split()) == 3
    assert "in de vorm van beroeps- en deelkwalificaties" in plan.text


def test_errors_of_the_source_stay(plan):
    for error in (
        "in Vlaandere\n",
        "uit het oog te verlezen",
        "die leerlingen voorbereid op",
        "een leerlingen met",
        "(zie actie 19)",
    ):
        assert error in plan.text


def test_footnotes_stand_at_the_end_with_their_addresses_and_page(plan):
    *_, first, second, address, last = plan.elements

    assert [plan.text[element.start : element.end] for element in (first, second, address, last)] == [
        "1 Beleidsnota 2024-2029. Werk | Vlaanderen.be",
        "2 Beleidsnota 2024-2029. Onderwijs en vorming | Vlaanderen.be",
        "https://www.vlaanderen.be/publicaties/beleidsnota-2024-2029-werk",
        "https://www.vlaanderen.be/publicaties/beleidsnota-2024-2029-onderwijs-en-vorming",
    ]
    assert {plan.page_at(element.start) for element in (first, second, address, last)} == {3}
    assert plan.text.endswith(f"{plan.text[last.start : last.end]}\n")


def test_the_sections_of_the_plan_have_their_numbers(plan):
    assert tuple(labels(plan)) == SECTIONS


def test_a_section_knows_the_headings_above_it(plan):
    (section,) = (section for section in plan.sections if section.label == "2.2 b")

    assert section.path == ("2. ACTIES", "2.2. TRAJECTEN VAN LEERLINGEN", "b) Organisatie")


def test_headings_of_several_lines_are_whole(plan):
    heading = next(section.path[-1] for section in plan.sections if section.label == "2.7")

    assert heading.startswith("2.7. IMAGO: We stellen de beeldvorming")
    assert heading.endswith("met betrokkenheid van de meest geschikte stakeholders.")


def test_the_title_of_the_plan_stands_before_its_sections(plan):
    assert texts(plan, "title") == ["Betreft: Een actieplan voor Duaal Leren voor het secundair onderwijs in Vlaandere"]


def test_the_plan_has_seventeen_blocks_of_parties_and_seventeen_timings(plan):
    assert len(texts(plan, "involved")) == 17
    assert len(texts(plan, "timing")) == 17
    assert len(texts(plan, "action")) == 21


def test_what_the_plan_quotes_of_other_documents_is_marked(plan):
    quoted = {}
    for element in plan.elements:
        if element.quoted:
            assert plan.sections[element.section].label == "1.2"
            quoted.setdefault(element.quoted, []).append(plan.text[element.start : element.end])

    assert [(name, len(pieces)) for name, pieces in quoted.items()] == [
        ("Vlaamse Regeerakkoord 2024-2029", 1), ("beleidsnota Werk", 7), ("beleidsnota Onderwijs", 1),
    ]  # fmt: skip
    assert "wil ik de komende jaren versterken" in "".join(quoted["beleidsnota Werk"])
    assert quoted["beleidsnota Onderwijs"][0].startswith("- We versterken duaal leren.")


def test_what_the_plan_says_itself_around_its_quotes_is_not_marked(plan):
    for words in ("Deze ambities worden verder verfijnd", "Een aantal pistes voor", "Met voorliggend Actieplan"):
        assert plan.element_at(plan.text.index(words)).quoted is None


def test_every_page_of_the_plan_begins_at_its_first_words(plan):
    starts = {start.page: plan.text[start.offset :] for start in plan.pages[:11]}

    assert list(starts) == list(range(1, 12))
    assert starts[4].startswith("voorgelegd tijdens het overleg van 16 mei 2025")
    assert starts[8].startswith("Timing: schooljaar 2025-2026")


def test_the_pdf_rendition_gives_the_identical_document(plan, plan_file, document_of_file):
    pdf = plan_file.with_suffix(".pdf")

    printed = document_of_file(pdf.name, pdf.read_bytes())

    assert printed.text == plan.text
    assert printed.pages == plan.pages
    assert (printed.sections, printed.elements, printed.actions) == (plan.sections, plan.elements, plan.actions)


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("1. ALGEMEEN", "1"), ("2.4. Federale wetgeving", "2.4"), ("2.4.1 Federale wetgeving", "2.4.1"),
        ("B. TOTSTANDKOMING", "B"), ("Situering", "Situering"), ("12. ACTIES", "12"),
    ],
)  # fmt: skip
def test_a_heading_is_known_by_its_form(document_of_text, heading, label):
    document = document_of_text(f"Titel van het stuk\n\n{heading}\n\nEen alinea die langer is dan de kop erboven was.")

    assert labels(document)[-1] == label
    assert document.sections[document.elements[-1].section].label == label


@pytest.mark.parametrize(
    "line",
    [
        "1. Eerst meldt de school zich aan.",
        "Dit is een zin.",
        "met kleine letter",
        "Drie dingen:",
        "Timing: 2026",
        "A. B. Peeters tekende.",
    ],
)
def test_an_ordinary_line_is_no_heading(document_of_text, line):
    document = document_of_text(f"Titel van het stuk\n\n{line}\n\nEen alinea die langer is dan de regel erboven was.")

    assert not texts(document, "heading")


def test_a_subheading_closes_when_a_higher_one_opens(document_of_text):
    document = document_of_text(
        "Titel van het stuk\n\n1. EEN\n\n1.1. Deel\n\na) Onderdeel\n\nTekst van het onderdeel.\n\n1.2. Deel\n\n"
        "Tekst van het deel.\n\n2. TWEE\n\nTekst van twee, lang genoeg."
    )

    assert [section.path for section in document.sections[1:]] == [
        ("1. EEN",), ("1. EEN", "1.1. Deel"), ("1. EEN", "1.1. Deel", "a) Onderdeel"), ("1. EEN", "1.2. Deel"),
        ("2. TWEE",),
    ]  # fmt: skip


def test_a_text_without_structure_is_one_section(document_of_text):
    document = document_of_text("een enkele zin zonder meer.")

    assert labels(document) == [""]
    assert [element.kind for element in document.elements] == ["paragraph"]


def test_headings_of_a_format_that_has_them_are_taken_as_they_are(document_of_file):
    document = document_of_file(
        "stuk.md", b"# Titel\n\nKort\n\n## 2.1 Deel\n\nTekst.\n\n### Onderdeel\n\nMeer tekst.\n"
    )

    assert labels(document) == ["", "Titel", "2.1", "Onderdeel"]
    assert document.sections[-1].path == ("Titel", "2.1 Deel", "Onderdeel")


BLOCK = st.sampled_from([
    "1. EEN", "1.1. Deel", "a) Onderdeel", "Losse kop", "- punt", "2) punt", "Actie 1: We doen iets.",
    "Actie 1.1: Meer.", "Betrokkenen: DOV & WEWIS", "Timing: schooljaar 2025-2026", "Probleemstelling: Er is iets.",
    "Een gewone zin.", "In de beleidsnota Werk staat:", "zin zonder einde", "Noot.1", "1 Noot",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(blocks=st.lists(BLOCK, min_size=1, max_size=14), text=st.text(max_size=40))
def test_elements_and_sentences_of_any_text_are_ordered_and_hold_everything(document_of_text, blocks, text):
    document = document_of_text("\n\n".join([*blocks, text.replace("\x00", "")]))

    borders = [border for element in document.elements for border in (element.start, element.end)]
    assert borders == sorted(borders)
    assert squeezed("".join(document.text[e.start : e.end] for e in document.elements)) == squeezed(document.text)
    for element in document.elements:
        spans = [border for span in element.sentences for border in span]
        assert [element.start, *spans, element.end] == sorted([element.start, *spans, element.end])
    assert len({action.key for action in document.actions}) == len(document.actions)
