from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.passage_cutting import ACTION_LENGTH, PASSAGE_LENGTH, passages_of

HEADINGS = ("heading", "title")


def squeezed(text: str) -> str:
    return "".join(text.split())


def of_action(passages, key: str) -> str:
    return "\n".join(passage.text for passage in passages if passage.action == key)


def assert_passages_fit(document, passages) -> None:
    """What every document must keep: passages are slices, in order, whole, and within one place of the structure."""
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        texts = [e for e in elements_in(document, passage) if e.kind not in HEADINGS]
        assert len({(e.section, e.action, e.quoted) for e in texts}) <= 1
        paths = [document.sections[e.section].path for e in elements_in(document, passage)]
        assert all(path == passage.heading_path[: len(path)] for path in paths)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert squeezed("".join(passage.text for passage in passages)) == squeezed(document.text)
    assert len({passage.passage_id for passage in passages}) == len(passages)


def elements_in(document, passage):
    return [e for e in document.elements if e.start < passage.end and passage.start < e.end]


def test_passages_of_the_plan_hold_every_sign_once_and_cross_no_border(plan, plan_passages):
    assert_passages_fit(plan, plan_passages)


def test_passages_of_the_plan_are_short_enough_to_read_five_of_them(plan_passages):
    lengths = [len(passage.text) for passage in plan_passages]

    assert max(lengths) <= ACTION_LENGTH
    assert sum(lengths) / len(lengths) < PASSAGE_LENGTH
    assert all(len(passage.text) <= PASSAGE_LENGTH for passage in plan_passages if not passage.action)


def test_a_passage_carries_the_address_of_its_text(plan, plan_passages):
    for passage in plan_passages:
        text = next((e for e in elements_in(plan, passage) if e.kind not in HEADINGS), None)
        if text is not None:
            assert passage.section == plan.sections[text.section].label
            assert passage.heading_path == plan.sections[text.section].path
            assert (passage.action, passage.quoted) == (text.action, text.quoted)
        assert passage.page == plan.page_at(passage.start)


def test_every_action_has_its_label_and_its_block_in_its_own_passages(plan, plan_passages):
    for action in plan.actions:
        text = of_action(plan_passages, action.key)
        assert f"ctie {action.number}:" in text.replace("ACTIE", "Actie")
        for span in filter(None, (action.involved_span, action.timing_span)):
            assert plan.text[span.start : span.end] in text


def test_the_lines_of_parties_and_timing_stand_in_one_passage(plan, plan_passages):
    for action in plan.actions:
        if action.involved_span and action.timing_span:
            (_,) = (
                p for p in plan_passages if p.start <= action.involved_span.start and action.timing_span.end <= p.end
            )


def test_the_two_actions_18_share_no_passage(plan_passages):
    assert "Brussels" not in of_action(plan_passages, "2.7/18")
    assert "communicatiestrategie van de departementen" not in of_action(plan_passages, "2.6/18")


def test_the_pdf_rendition_gives_the_identical_passages(
    plan, plan_passages, plan_file, document_of_file, partner_names
):
    pdf = plan_file.with_suffix(".pdf").read_bytes()
    printed = document_of_file(
        "stuk.pdf", pdf, source_id="actieplan", publisher="Vlaamse Regering", file=plan_file.name
    )

    assert passages_of(printed, partner_names) == plan_passages


def test_passages_keep_their_id_from_one_reading_to_the_next(plan, plan_passages, partner_names):
    assert [p.passage_id for p in passages_of(plan, partner_names)] == [p.passage_id for p in plan_passages]


def test_headings_stand_with_the_first_text_below_them(document_of_text, partner_names):
    document = document_of_text("1. EEN\n\n1.1. Deel\n\nDe tekst van dit deel.\n\n2. TWEE\n\nAndere tekst hier.")

    passages = passages_of(document, partner_names)

    assert [" ".join(p.text.split()) for p in passages] == [
        "1. EEN 1.1. Deel De tekst van dit deel.", "2. TWEE Andere tekst hier.",
    ]  # fmt: skip


def test_a_heading_without_text_below_it_is_a_passage_of_its_own(document_of_file, partner_names):
    document = document_of_file("stuk.md", b"# Een\n\n# Twee\n\nTekst.\n\n# Drie\n")

    assert [p.text.split() for p in passages_of(document, partner_names)] == [["Een"], ["Twee", "Tekst."], ["Drie"]]


def test_a_long_paragraph_is_cut_between_sentences(document_of_text, partner_names):
    sentence = "De school en de onderneming maken samen een afspraak over de leerling."
    document = document_of_text(" ".join([sentence] * 20))

    passages = passages_of(document, partner_names)

    assert len(passages) > 1
    assert all(p.text.endswith(".") and len(p.text) <= PASSAGE_LENGTH for p in passages)
    assert_passages_fit(document, passages)


@pytest.mark.parametrize("sentences", [11, 13, 20, 27, 31])
def test_a_long_paragraph_is_cut_in_even_pieces_and_leaves_no_splinter(document_of_text, partner_names, sentences):
    sentence = "De school en de onderneming maken samen een afspraak over de leerling."

    passages = passages_of(document_of_text(" ".join([sentence] * sentences)), partner_names)

    lengths = [len(passage.text) for passage in passages]
    fewest = -(-sentences // ((PASSAGE_LENGTH + 1) // (len(sentence) + 1)))
    assert len(passages) == fewest
    assert min(lengths) > PASSAGE_LENGTH / 3
    assert max(lengths) <= PASSAGE_LENGTH


def test_a_sentence_without_end_stays_whole(document_of_text, partner_names):
    (passage,) = passages_of(document_of_text("woord " * 300), partner_names)

    assert len(passage.text) > PASSAGE_LENGTH


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Actie 9: We analyseren", "Departement WEWIS, Departement Onderwijs"),
        ("We bestendigen het Vlaams Partnerschap", "citaat uit beleidsnota Werk"),
        ("Allereerst vragen we advies", "Vlaamse Regering"),
        ("Actie 14: Ook in de", "Vlaamse Regering"),
    ],
)
def test_a_passage_says_who_speaks_where_the_text_says_we(plan_passages, words, actor):
    (passage,) = (p for p in plan_passages if words in p.text)

    assert passage.actor.startswith(actor)


BLOCK = st.sampled_from([
    "1. EEN", "1.1. Deel", "Losse kop", "- punt", "2) punt", "Actie 1: We doen iets.", "Betrokkenen: DOV & WEWIS",
    "Timing: schooljaar 2025-2026", "Probleemstelling: Er is iets. En nog iets.", "De beleidsnota Werk zegt:",
    "Een zin. " * 90, "Actie 2: " + "We doen nog iets. " * 70, "Noot.1", "1 Noot", "Actie 1: Nog eens.",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=14))
def test_passages_of_any_text_are_slices_that_hold_everything(document_of_text, partner_names, blocks):
    document = document_of_text("\n\n".join(blocks))

    assert_passages_fit(document, passages_of(document, partner_names))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300).filter(str.strip))
def test_passages_of_any_signs_hold_them_all(document_of_text, partner_names, text):
    document = document_of_text(f"x{text.replace(chr(0), '')}")

    assert_passages_fit(document, passages_of(document, partner_names))
