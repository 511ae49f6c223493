import marshal

import pytest
import simplemma

from kb import dutch_words
from kb.dutch_words import is_known, kept_in, lemma_of

WORDS = ("leerlingen", "erkend", "LEERWERKPLEK", "mentoren", "xyzzy", "zo'n", "café", "op", "duaal", "é")


@pytest.fixture
def unpacked(monkeypatch):
    """How often the dictionary of simplemma was unpacked, in place of the real one."""
    times = []
    monkeypatch.setattr(dutch_words, "_unpacked", lambda: times.append(1) or {b"bomen": b"boom"})
    return times


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_what_simplemma_says_it_is(word):
    assert lemma_of(word) == simplemma.lemmatize(word, lang="nl")
    assert is_known(word) == simplemma.is_known(word, lang="nl")


def test_the_dictionary_is_unpacked_once(tmp_path, unpacked):
    file = tmp_path / "kas" / "woorden"

    assert [kept_in(file), kept_in(file)] == [{b"bomen": b"boom"}] * 2
    assert unpacked == [1]
    assert [path.name for path in file.parent.iterdir()] == ["woorden"]


@pytest.mark.parametrize(
    "content",
    [b"", b"kort", b"\0" * 40, b"\0\0\0\0" + marshal.dumps({b"bomen": b"struik"})],
    ids=["empty", "short", "junk", "another checksum"],
)
def test_a_file_that_is_not_whole_is_made_anew(tmp_path, unpacked, content):
    file = tmp_path / "woorden"
    file.write_bytes(content)

    assert kept_in(file) == {b"bomen": b"boom"}
    assert kept_in(file) == {b"bomen": b"boom"}
    assert unpacked == [1]


def test_where_nothing_can_be_kept_the_words_are_there_all_the_same(tmp_path, unpacked):
    (tmp_path / "kas").write_text("een bestand op de plaats van een map", encoding="utf-8")

    assert kept_in(tmp_path / "kas" / "woorden") == {b"bomen": b"boom"}
    assert [path.name for path in tmp_path.iterdir()] == ["kas"]
