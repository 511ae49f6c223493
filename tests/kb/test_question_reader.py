import hashlib
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from kb.encoder import StaticEncoder, open_encoder
from kb.errors import ModelError
from kb.question_reader import QuestionReader, bundled_reader

BUNDLED = Path(str(files("kb").joinpath("bundled_encoder", "questions")))
QUESTIONS = [
    "Wie erkent ondernemingen als leerwerkplek?",
    "wa krijgt onzen Jef per maand",
    "Mag een eenmanszaak een leerling opleiden, en moet die dan aan alle voorschriften voldoen die voor grote gelden?",
    "Qui reconnaît les entreprises ?",
    "🙂",
]


@pytest.fixture(scope="module")
def reader() -> QuestionReader:
    return QuestionReader(BUNDLED)


def test_each_question_is_a_vector_of_length_one(reader):
    vectors = np.stack([reader.read(question) for question in QUESTIONS])

    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(QUESTIONS)), abs=1e-4)


def test_the_same_question_has_the_same_vector_every_time(reader):
    assert np.array_equal(reader.read(QUESTIONS[0]), QuestionReader(BUNDLED).read(QUESTIONS[0]))


def test_the_order_of_the_words_counts(reader):
    one, other = reader.read("betaalt de school het bedrijf"), reader.read("betaalt het bedrijf de school")

    assert not np.allclose(one, other, atol=1e-3)


def test_a_question_of_the_corpus_is_known_and_known_as_it_is_read(reader, corpus):
    from ingest.expected_questions import read_questions

    known = [row.questions[0] for row in read_questions(corpus) if row.questions][::40]

    assert (
        min(known_as @ reader.read(text) for text, known_as in zip(known, reader.read_known(known), strict=True)) > 0.95
    )


def test_questions_that_did_not_come_with_the_install_are_read(reader):
    asked = ["een vraag die in geen enkel bestand staat", *QUESTIONS[:1]]

    assert min(row @ reader.read(text) for text, row in zip(asked, reader.read_known(asked), strict=True)) > 0.95


def test_no_questions_are_no_vectors(reader):
    assert len(reader.read_known([])) == 0


def test_the_fingerprint_beside_the_model_is_its_own():
    """The name of the bundled encoder holds it, so that an index of an earlier reader is made anew."""
    digest = hashlib.sha256((BUNDLED / "model.onnx").read_bytes()).hexdigest()

    assert (BUNDLED / "fingerprint").read_text(encoding="ascii").strip() == digest


def test_another_reader_gives_the_encoder_another_name(tmp_path):
    shutil.copytree(BUNDLED.parent, tmp_path / "encoder")
    (tmp_path / "encoder" / "questions" / "fingerprint").write_text("anders", encoding="ascii")

    assert StaticEncoder(tmp_path / "encoder").name != StaticEncoder(BUNDLED.parent).name


@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_damaged_model_is_told_in_one_sentence(tmp_path, broken):
    shutil.copytree(BUNDLED, tmp_path / "questions")
    (tmp_path / "questions" / broken).write_bytes(b"geen model")

    with pytest.raises(ModelError, match="installeer Duaalwijzer opnieuw"):
        QuestionReader(tmp_path / "questions")


def test_only_the_bundled_encoder_has_a_reader_beside_it():
    class Other:
        name, dimension, nested = "ander", 2, 2

    assert bundled_reader(open_encoder(None)) is not None
    assert bundled_reader(Other()) is None
