import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text_pages import decoded, lines_of_text
from kb.errors import SourceError

# The first words of the eleven pages of the plan, as a reader finds them in the file.
PAGES_OF_THE_PLAN = (
    "Betreft: Een actieplan", "Duaal leren is een volwaardige leerweg", "- Om duaal leren in het technisch",
    "voorgelegd tijdens het overleg", "Actie 3: Er wordt samen", "welke instrumenten hiervoor ingezet",
    "van duale opleidingen. Wat de erkenning", "Timing: schooljaar 2025-2026", "Probleemstelling: Zowel",
    "met andere vormen van werkplekleren", "Daarom stellen we voor",
)  # fmt: skip


def pages(text: str) -> list[tuple[str, int | None]]:
    return [(line.text, line.page) for line in lines_of_text(text) if line.text]


def test_every_page_of_the_plan_begins_where_one_space_stands_before_the_text(plan_file):
    lines = lines_of_text(decoded(plan_file.read_bytes()))

    firsts = {}
    for line in lines:
        firsts.setdefault(line.page, line.text)
    assert list(firsts) == list(range(1, 12))
    assert all(firsts[page].startswith(words) for page, words in enumerate(PAGES_OF_THE_PLAN, 1))


def test_an_ordinary_text_has_no_pages():
    assert pages("Een regel.\n ingesprongen\nNog een regel.") == [
        ("Een regel.", None),
        ("ingesprongen", None),
        ("Nog een regel.", None),
    ]


def test_a_line_that_holds_only_a_space_begins_no_page():
    assert pages(" Een\n \nTwee\n Drie") == [("Een", 1), ("Twee", 1), ("Drie", 2)]


@pytest.mark.parametrize("text", ["Een\n\fTwee", "Een\fTwee", "Een\r\n\fTwee", "\fEen\n\fTwee"])
def test_a_form_feed_begins_a_page_also_in_the_middle_of_a_line(text):
    first = 2 if text.startswith("\f") else 1

    assert pages(text) == [("Een", first), ("Twee", first + 1)]


def test_a_form_feed_after_a_line_break_is_no_blank_line():
    assert [line.text for line in lines_of_text("eerste helft\n\ftweede helft")] == ["eerste helft", "tweede helft"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_of_every_system_are_known(line_break):
    assert [line.text for line in lines_of_text(line_break.join(["een", "", "twee"]))] == ["een", "", "twee"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert decoded("één geïnteresseerde ‘Vlaming’".encode(encoding)) == "één geïnteresseerde ‘Vlaming’"


def test_utf_16_is_read_in_both_byte_orders():
    little, big = b"\xff\xfe" + "één".encode("utf-16-le"), b"\xfe\xff" + "één".encode("utf-16-be")

    assert decoded(little) == decoded(big) == "één"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_another_encoding_is_refused_with_the_byte_and_the_line(mark):
    with pytest.raises(SourceError, match=r"byte 0xe9 op regel 2.*UTF-8"):
        decoded(mark + b"een\ngeinteresseerde" + "é".encode("latin-1"))


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\u2003".encode()])
def test_a_file_without_a_single_sign_is_refused(data):
    with pytest.raises(SourceError, match="leeg"):
        decoded(data)


def test_nul_bytes_are_no_text():
    with pytest.raises(SourceError, match="nultekens"):
        decoded(b"een\x00twee")


def test_half_a_utf_16_file_is_refused():
    with pytest.raises(SourceError, match="tekencodering"):
        decoded(b"\xff\xfe\x41\x00\x42")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decoded(data)
    except SourceError:
        return

    assert text.strip()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_no_sign_is_lost_on_the_way_to_lines(text):
    lines = lines_of_text(text)

    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["woord", "", " ", "\f", " nieuw", "\n"]), max_size=12))
def test_pages_count_upwards(pieces):
    numbers = [line.page for line in lines_of_text("\n".join([" eerste", *pieces]))]

    assert numbers == sorted(numbers)
    assert numbers[0] == 1
