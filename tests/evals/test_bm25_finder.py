from evals.retrieval.bm25_finder import Bm25Finder, plain_words, stems, stems_and_5grams
from evals.retrieval.found import Found, Unit

UNITS = [
    Unit("De onderneming wordt erkend.", Found("a", 0, 28)),
    Unit("Een arbeidsongevallenverzekering is verplicht.", Found("b", 0, 46)),
    Unit("", Found("c", 0, 0)),
]


def found(analysis, question, *history):
    return [piece.source_id for piece in Bm25Finder("x", UNITS, analysis).find(question, history, 5)]


def test_plain_words_find_only_themselves():
    assert found(plain_words, "erkend") == ["a"]
    assert found(plain_words, "ondernemingen") == []


def test_stems_find_other_forms_and_no_stop_words():
    assert found(stems, "ondernemingen") == ["a"]
    assert found(stems, "de een is") == []


def test_5grams_find_parts_of_a_compound():
    assert found(stems_and_5grams, "ongevallen") == ["b"]


def test_a_follow_up_is_read_with_the_question_before_it():
    assert found(plain_words, "en waarom", "is een verzekering verplicht") == ["b"]


def test_a_question_of_unknown_words_finds_nothing():
    assert found(plain_words, "xyz") == found(plain_words, "") == []
