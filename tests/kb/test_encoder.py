import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from kb.encoder import StaticEncoder, TransformerEncoder, open_encoder
from kb.errors import ModelError
from kb.settings import settings_from_environment

BUNDLED = Path(str(files("kb").joinpath("bundled_encoder")))
TEXTS = [
    "Wie erkent ondernemingen als leerwerkplek?",
    "De trajectbegeleider begeleidt de leerling; hij/zij maakt € 3,50 – “een overeenkomst” – in orde.",
    "Qui reconnaît les entreprises ?",
    "trajectbegeleidersoverlegstructuur " * 200,
    "ALLES IN HOOFDLETTERS éèêë ÏÖÜ",
    "🙂",
]


@pytest.fixture(scope="module")
def sentence_transformers():
    return pytest.importorskip("sentence_transformers")


@pytest.fixture(scope="module")
def small_model(sentence_transformers, tmp_path_factory) -> Path:
    """A model of eight numbers a word that sets questions apart from passages by a prompt."""
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    weights = np.random.default_rng(7).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    module = StaticEmbedding(tokenizer, embedding_weights=weights)
    model = sentence_transformers.SentenceTransformer(
        modules=[module], prompts={"query": "vraag: ", "document": "passage: "}, device="cpu"
    )
    folder = tmp_path_factory.mktemp("model") / "klein"
    model.save(str(folder))
    return folder


def test_the_bundled_encoder_gives_the_same_numbers_as_sentence_transformers(sentence_transformers):
    model = sentence_transformers.SentenceTransformer(str(BUNDLED), device="cpu")
    encoder = open_encoder(None)

    expected = model.encode_document(TEXTS, normalize_embeddings=True)
    asked = model.encode_query(TEXTS[0], normalize_embeddings=True)

    assert np.abs(encoder.passages(TEXTS) - expected).max() < 1e-3
    assert np.abs(encoder.query(TEXTS[0]) - asked).max() < 1e-3


def test_vectors_have_length_one_and_a_text_without_words_has_none():
    encoder = open_encoder(None)

    vectors = encoder.passages([*TEXTS[:3], ""])

    assert vectors.shape == (4, encoder.dimension)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 0], abs=1e-5)
    assert encoder.query("").any() == np.False_


def test_a_text_gets_the_same_vector_alone_and_among_others():
    encoder = open_encoder(None)

    assert np.array_equal(encoder.passages(TEXTS)[1], encoder.query(TEXTS[1]))
    assert encoder.passages([]).shape == (0, encoder.dimension)


def test_the_name_of_the_bundled_encoder_changes_with_its_files(tmp_path):
    shutil.copytree(BUNDLED, tmp_path / "zelfde")
    shutil.copytree(BUNDLED, tmp_path / "anders")
    with (tmp_path / "anders" / "tokenizer.json").open("a", encoding="utf-8") as file:
        file.write("\n")

    name = open_encoder(None).name

    assert name.startswith("duaalwijzer-static:")
    assert StaticEncoder(tmp_path / "zelfde").name == name
    assert StaticEncoder(tmp_path / "anders").name != name


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"", b"geen model"])
def test_a_bundled_encoder_with_a_broken_file_is_said_in_one_sentence(tmp_path, name, content):
    folder = shutil.copytree(BUNDLED, tmp_path / "encoder")
    (folder / name).unlink() if content is None else (folder / name).write_bytes(content)

    with pytest.raises(ModelError, match="onleesbaar; installeer Duaalwijzer opnieuw"):
        StaticEncoder(folder)


def test_a_folder_named_in_the_environment_is_loaded_with_its_own_prompts(small_model, monkeypatch):
    monkeypatch.setenv("DUAAL_EMBEDDING_MODEL", str(small_model))

    encoder = open_encoder(settings_from_environment("ergens").embedding_model)

    assert isinstance(encoder, TransformerEncoder)
    assert (encoder.name, encoder.dimension) == (str(small_model), 8)
    assert encoder.passages(["de mentor", "de school"]).shape == (2, 8)
    assert np.linalg.norm(encoder.query("de mentor")) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(encoder.query("de mentor"), encoder.passages(["de mentor"])[0])


@pytest.mark.usefixtures("sentence_transformers")
@pytest.mark.parametrize("model", ["niemand/bestaat-niet", "/bestaat/niet", "geen geldige naam!"])
def test_a_model_that_nobody_can_give_is_said_with_what_to_do(model):
    with pytest.raises(ModelError, match="DUAAL_EMBEDDING_MODEL") as caught:
        open_encoder(model)

    assert model in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("sentence_transformers")
def test_a_folder_without_a_model_is_said_with_what_to_do(tmp_path):
    (tmp_path / "notities.txt").write_text("geen model", encoding="utf-8")

    with pytest.raises(ModelError, match="DUAAL_EMBEDDING_MODEL"):
        open_encoder(str(tmp_path))
