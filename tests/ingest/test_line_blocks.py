import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.block import Block, Line
from ingest.line_blocks import blocks_of_lines


def blocks(text: str) -> list[Block]:
    """Blocks of a text whose pages are parted by a line of three equals signs; one part has no page."""
    parts = text.split("\n===\n")
    numbers = [None] if len(parts) == 1 else range(1, len(parts) + 1)
    return blocks_of_lines(
        [Line(line, page) for page, part in zip(numbers, parts, strict=True) for line in part.split("\n")]
    )


def texts(text: str) -> list[str]:
    return [block.text for block in blocks(text)]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_lines_of_a_paragraph_become_one():
    assert texts("Duaal leren is een\nvolwaardige leerweg.\n\nEen tweede alinea.") == [
        "Duaal leren is een volwaardige leerweg.",
        "Een tweede alinea.",
    ]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("studiebewijzen als niet-\nduale studierichtingen", "studiebewijzen als niet-duale studierichtingen"),
        ("en in Syntra-\nlesplaatsen", "en in Syntra-lesplaatsen"),
        ("in de vorm van beroeps-\nen deelkwalificaties", "in de vorm van beroeps- en deelkwalificaties"),
        ("toelatings-\nof overgangsvoorwaarden", "toelatings- of overgangsvoorwaarden"),
        ("een samen-\nwerking met scholen", "een samenwerking met scholen"),
        ("de onder-\nnemingen", "de ondernemingen"),
        ("een leer-\nwerkplek, want elke leerwerkplek telt", "een leerwerkplek, want elke leerwerkplek telt"),
        ("de RTC-\nwerking", "de RTC-werking"),
        ("schooljaar 2025-\n2026", "schooljaar 2025-2026"),
        ("een 16-\njarige leerling", "een 16-jarige leerling"),
        ("de leer\u00ad\nwerkplek", "de leerwerkplek"),
        ("beroeps\u00ad\nenkele", "beroepsenkele"),
        ("een gedachte -\ndie verder gaat", "een gedachte - die verder gaat"),
        ("de zin – met\neen streepje –\ngaat door", "de zin – met een streepje – gaat door"),
        ("een niet‐\nduale weg", "een niet‐duale weg"),
    ],
)  # fmt: skip
def test_a_hyphen_at_the_line_end_stays_when_it_belongs_to_the_word(lines, joined):
    assert texts(lines) == [joined]


def test_a_word_that_the_text_writes_with_a_hyphen_elsewhere_keeps_it():
    assert texts("Een mede-\nwerker of een mede-werker.") == ["Een mede-werker of een mede-werker."]


def test_a_hyphen_over_a_page_border_is_joined_too():
    (block,) = blocks("een opleiding in niet-\n===\nduale richtingen")

    assert block.text == "een opleiding in niet-duale richtingen"
    assert block.text[block.pages[1][0] :] == "duale richtingen"


def test_a_blank_line_inside_a_sentence_is_closed():
    assert texts("• Voor de leerling een verzekering\n\nverplicht is. Dat is zo.") == [
        "• Voor de leerling een verzekering verplicht is. Dat is zo."
    ]


def test_a_blank_line_after_a_sentence_stays_a_border():
    assert texts("Eerste zin.\n\nverder in kleine letter") == ["Eerste zin.", "verder in kleine letter"]


@pytest.mark.parametrize(
    "second", ["- een punt", "• een punt", "1) een punt", "Betrokkenen: DOV", "Timing: 2026", "Actie 3: We doen"]
)
def test_list_signs_and_labels_begin_a_block_without_a_blank_line(second):
    assert texts(f"Een zin die\n{second}\nen verder") == ["Een zin die", f"{second} en verder"]


def test_a_label_needs_its_colon():
    assert texts("De sectorfondsen\nbetrokken bij duaal leren\nActie 5 komt later") == [
        "De sectorfondsen betrokken bij duaal leren Actie 5 komt later"
    ]


def test_items_are_known_by_their_sign():
    kinds = [block.kind for block in blocks("Tekst.\n- streep\n• bol\n2) nummer\n-geen streep")]

    assert kinds == ["paragraph", "item", "item", "item"]


def test_a_full_stop_at_the_foot_of_a_page_ends_the_paragraph():
    assert texts("Zo is dat.\n===\nDaarom gaan we verder.") == ["Zo is dat.", "Daarom gaan we verder."]


def test_a_sentence_over_a_page_border_knows_where_the_page_begins():
    (block,) = blocks("De erkenning komt van het Vlaams\n===\nPartnerschap Duaal Leren.")

    assert block.text == "De erkenning komt van het Vlaams Partnerschap Duaal Leren."
    assert block.pages == ((0, 1), (33, 2))


def test_a_heading_at_the_foot_of_a_page_stays_apart_from_the_next_page():
    assert texts("1.1. Duaal leren in Vlaanderen\n===\nDuaal leren is een leerweg.") == [
        "1.1. Duaal leren in Vlaanderen",
        "Duaal leren is een leerweg.",
    ]


def test_footnotes_move_to_the_end_and_leave_the_sentence_whole():
    found = blocks(
        "Zo staat het in de nota.1 De nota werd\n\n\n1 Beleidsnota Werk | Vlaanderen.be\n\nhttps://www.vlaanderen.be/nota"
        "\n===\nvoorgelegd op 16 mei 2025."
    )

    assert [(block.kind, block.text, block.pages[0][1]) for block in found] == [
        ("paragraph", "Zo staat het in de nota.1 De nota werd voorgelegd op 16 mei 2025.", 1),
        ("footnote", "1 Beleidsnota Werk | Vlaanderen.be", 1),
        ("footnote", "https://www.vlaanderen.be/nota", 1),
    ]


def test_a_numbered_line_without_a_mark_in_the_text_is_no_footnote():
    assert [block.kind for block in blocks("De leerling werkt.\n\n20 sectorale partnerschappen doen mee")] == [
        "paragraph"
    ] * 2


def test_running_lines_go_and_take_their_white_space_along():
    bodies = ("De school begint met de", "lessen en eindigt met de", "stage van de leerling.")
    pages = [f"Vlaamse Regering\n\n{body}\n\nblz. {number} van 3" for number, body in enumerate(bodies, 1)]

    assert texts("\n===\n".join(pages)) == ["De school begint met de lessen en eindigt met de stage van de leerling."]


def test_two_pages_are_too_few_to_know_a_running_line():
    assert texts("Kop.\n\nEen.\n===\nKop.\n\nTwee.") == ["Kop.", "Een.", "Kop.", "Twee."]


def test_a_line_that_comes_back_in_the_middle_of_pages_is_text():
    page = "Eerste {0}.\n\nTweede {0}.\n\nOnze slogan.\n\nVierde {0}.\n\nVijfde {0}."

    assert texts("\n===\n".join(page.format(word) for word in ("appel", "peer", "pruim"))).count("Onze slogan.") == 3


def test_accents_are_written_as_one_sign():
    assert texts("e\u0301e\u0301n geïnteresseerde") == ["één geïnteresseerde"]


LINE = st.one_of(
    st.sampled_from(["", "", "- punt", "Betrokkenen: DOV", "Timing: 2026", "Actie 1: We doen", "2.1. KOP", "1 noot"]),
    st.text(alphabet="abc ABC.,:;-1)\u00ad•é", max_size=25).map(str.strip),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINE, max_size=15))
@example(["een niet-", "", "duale weg"])
def test_no_sign_of_a_text_is_lost_but_hyphens_that_broke_a_word(lines):
    found = "".join(block.text for block in blocks_of_lines([Line(line, None) for line in lines]))

    signs = re.compile(r"[\s\u00ad-]")
    assert sorted(signs.sub("", found)) == sorted(signs.sub("", "".join(lines)))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(LINE.filter(lambda line: "-" not in line and "\u00ad" not in line), st.integers(1, 2)), max_size=15
    )
)
def test_pages_and_order_of_a_text_survive(placed):
    lines = [Line(text, page) for text, page in sorted(placed, key=lambda item: item[1])]

    found = blocks_of_lines(lines)

    body = [block for block in found if block.kind != "footnote"]
    assert all(block.pages[0][0] == 0 and list(block.pages) == sorted(block.pages) for block in found)
    assert [block.kind for block in found] == [
        *(block.kind for block in body),
        *["footnote"] * (len(found) - len(body)),
    ]
    for page in (1, 2):
        of_page = "".join(piece for block in found for piece, number in _by_page(block) if number == page)
        assert sorted(squeezed(of_page)) == sorted(squeezed("".join(line.text for line in lines if line.page == page)))


def _by_page(block: Block) -> list[tuple[str, int | None]]:
    ends = [*(offset for offset, _ in block.pages[1:]), len(block.text)]
    return [(block.text[offset:end], page) for (offset, page), end in zip(block.pages, ends, strict=True)]
