from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.block import Block
from ingest.reading import read_policy_text
from kb.errors import SourceError

ENDINGS = (".txt", ".pdf", ".md", ".html", ".htm", ".docx")


def text_of(name: str, data: bytes) -> str:
    return " ".join(block.text for block in read_policy_text(Path(name), data).blocks)


@pytest.mark.parametrize("name", ["stuk.txt", "STUK.TXT", "stuk.md", "stuk.html", "stuk.htm", "stuk.HTML"])
def test_the_ending_of_the_name_chooses_the_reader(name):
    assert text_of(name, b"<p>Een</p> tekst.").replace("<p>", "").replace("</p>", "") == "Een tekst."


def test_a_plain_text_shows_markup_as_it_stands():
    assert text_of("stuk.txt", b"# geen <b>kop</b>") == "# geen <b>kop</b>"


def test_a_text_that_only_repeats_its_running_lines_is_refused():
    with pytest.raises(SourceError, match="geen tekst"):
        read_policy_text(Path("stuk.txt"), b"Kop\n\fKop\n\fKop")


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_file_is_refused_by_every_reader(ending):
    with pytest.raises(SourceError, match="leeg"):
        read_policy_text(Path(f"stuk{ending}"), b"")


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=50, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=120),
        st.text(alphabet="<>/!?[]-&#;abp =\"'\n|`*", max_size=60).map(str.encode),
        st.binary(max_size=60).map(lambda junk: b"PK\x03\x04" + junk),
        st.binary(max_size=60).map(lambda junk: b"%PDF-1.4\n" + junk),
    )
)
def test_any_bytes_are_read_or_refused_by_every_reader(ending, data):
    with suppress(SourceError):
        blocks = read_policy_text(Path(f"stuk{ending}"), data).blocks

        assert blocks
        assert all(isinstance(block, Block) and block.text.strip() for block in blocks)
