import json
from pathlib import Path

import pytest

from ingest.finding_aids import finding_aids

GLOSSARY = """concepts:
- id: premie
  prefLabel: {nl: premie, fr: prime, en: premium}
  definition: {nl: geld, fr: argent, en: money}
"""
GAP = {
    "gap": "bedrag", "asks": "amount", "missing": {"nl": "x", "fr": "y", "en": "z"}, "absent": [], "questions": ["?"],
}  # fmt: skip


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    folder.mkdir(exist_ok=True)
    return folder


def with_questions(folder: Path, question: str) -> Path:
    return written(folder, **{"questions/a.jsonl": json.dumps({"passage": "Tekst.", "questions": [question]})})


def test_each_aid_comes_from_the_first_folder_that_holds_it(tmp_path):
    own = written(tmp_path / "eigen", **{"glossary.yaml": GLOSSARY})
    corpus = with_questions(written(tmp_path / "corpus", **{"gaps/a.jsonl": json.dumps(GAP)}), "van het corpus")
    written(corpus, **{"glossary.yaml": GLOSSARY.replace("id: premie", "id: ander")})

    aids = finding_aids([own, corpus], corpus)

    assert [concept.concept_id for concept in aids.concepts] == ["premie"]
    assert [row.questions for row in aids.questions] == [("van het corpus",)]
    assert [row.gap for row in aids.gaps] == ["bedrag"]
    assert aids.refused == ()


def test_without_any_aid_all_are_empty(tmp_path):
    aids = finding_aids([tmp_path], tmp_path)

    assert (aids.names.partners, list(aids.questions), list(aids.gaps), list(aids.concepts)) == ((), [], [], [])


@pytest.mark.parametrize("name", ["glossary.yaml", "gaps/a.jsonl", "questions/a.jsonl"])
def test_an_aid_that_cannot_be_read_is_refused_once_and_the_one_of_the_corpus_serves(tmp_path, name):
    own = written(tmp_path / "eigen", **{name: "{"})
    corpus = with_questions(
        written(tmp_path / "corpus", **{"gaps/a.jsonl": json.dumps(GAP), "glossary.yaml": GLOSSARY}), "vraag"
    )

    aids = finding_aids([own, own, corpus], corpus)

    (refused,) = aids.refused
    assert Path(name).name in refused.reason
    assert (len(aids.concepts), len(aids.gaps), len(aids.questions)) == (1, 1, 1)


def test_the_digest_changes_with_each_aid_and_with_nothing_else(tmp_path):
    corpus = with_questions(tmp_path / "corpus", "vraag")
    digests = [finding_aids([corpus], corpus).digest, finding_aids([corpus], corpus).digest]

    for name, text in (("glossary.yaml", GLOSSARY), ("gaps/a.jsonl", json.dumps(GAP)), ("questions/b.jsonl", "")):
        written(corpus, **{name: text})
        digests.append(finding_aids([corpus], corpus).digest)
    with_questions(corpus, "andere vraag")
    digests.append(finding_aids([corpus], corpus).digest)

    assert digests[0] == digests[1]
    assert digests[3] == digests[4]
    assert len(set(digests)) == 4
