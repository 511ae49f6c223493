import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


def test_a_paragraph_is_parted_at_its_full_stops():
    assert sentences("Duaal leren werkt. Dat tonen de verhalen! Of niet?") == [
        "Duaal leren werkt.",
        "Dat tonen de verhalen!",
        "Of niet?",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dit omvat o.a. het onderzoeken van een erkenning.",
        "Het aanbod is kleiner t.o.v. de arbeidsmarktfinaliteit.",
        "Het informeren van scholen, i.f.v. het aanbod, telt.",
        "Vormen van werkplekleren zoals bv. Leertijd blijven.",
        "Meer flexibiliteit (vb. Niet enkel profielen van de onderneming) is gevraagd.",
        "Ongeveer 30% (in vgl. Met anderen) stroomt door.",
        "Zie art. 133 van de Codex.",
        "De lessen begonnen op 1 sept. 2019 in Brussel.",
    ],
)
def test_a_dutch_abbreviation_ends_no_sentence(sentence):
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- Het uitbouwen van een netwerk.", "Het uitbouwen van een netwerk."),
        ("• Leerlingen sluiten een overeenkomst.", "Leerlingen sluiten een overeenkomst."),
        ("1) de erkenning herzien.", "de erkenning herzien."),
        ("Actie 18.1: We herbevestigen de positie.", "We herbevestigen de positie."),
        ("ACTIE 18.2: We brengen in kaart.", "We brengen in kaart."),
        ("Actie 7:  We onderzoeken.", "We onderzoeken."),
        ("Probleemstelling: Er zijn drempels.", "Er zijn drempels."),
    ],
)
def test_a_list_sign_or_label_is_no_part_of_the_sentence(text, sentence):
    assert sentences(text) == [sentence]


@pytest.mark.parametrize("text", ["Betrokkenen: WEWIS & DOV", "Timing: voorstel 2025 - Q4."])
def test_the_lines_of_parties_and_timing_keep_their_label(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("text", ["Zo staat het er.1", "Zo staat het er. 1", "Zo staat het (er).12"])
def test_a_footnote_mark_is_no_part_of_the_sentence(text):
    assert sentences(text) == [text.rstrip(" 0123456789")]


@pytest.mark.parametrize("text", ["Zie hoofdstuk 2.1", "Dat kost 1.50", "De versie is 3.12"])
def test_a_number_with_a_dot_is_no_footnote_mark(text):
    assert sentences(text) == [text]


def test_an_ellipsis_before_a_capital_ends_a_sentence():
    assert sentences("We houden rekening met onderwijszones… Door een analyse gaan we na.") == [
        "We houden rekening met onderwijszones…",
        "Door een analyse gaan we na.",
    ]


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_holds_no_sentence(text):
    assert sentence_spans(text) == ()


def test_a_text_without_letters_is_one_piece():
    assert sentences("2025 - 2026") == ["2025 - 2026"]


def test_the_footnote_digits_of_the_plan_are_no_part_of_its_sentences(plan):
    ends = [plan.text[end - 20 : end] for element in plan.elements for _, end in element.sentences]

    for words, mark in (("deelkwalificaties).", " 1"), ("ongevallenverzekering.", "2")):
        assert f"{words}{mark}" in plan.text
        assert any(words.endswith(end[-19:]) for end in ends)
        assert not any(end.endswith(f"{words[-9:]}{mark}") for end in ends)


def test_the_sentence_that_the_footnotes_of_the_plan_broke_is_whole(plan):
    found = [plan.text[start:end] for element in plan.elements for start, end in element.sentences]

    assert "De nota met het overzicht van de drempels werd voorgelegd tijdens het overleg van 16 mei 2025." in found


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(["Actie 1:", "- ", "bv.", "De", "school.", "…", "1", ").2", "!", "\n", "a)"]), max_size=12
        ).map(" ".join),
    )
)
def test_spans_are_ordered_inside_the_text_and_do_not_overlap(text):
    spans = sentence_spans(text)

    borders = [border for span in spans for border in span]
    assert borders == sorted(borders)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans or "school" not in text
