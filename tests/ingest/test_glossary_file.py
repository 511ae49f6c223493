import re
from pathlib import Path

import pytest

from ingest.glossary_file import GLOSSARY, read_glossary
from kb.errors import SourceError
from kb.glossary import Concept, Glossary

CONCEPT = """
- id: premie
  prefLabel: {nl: premie, fr: prime, en: premium}
  altLabel:
    nl: [pree, steungeld]
    en: [bonus]
  hiddenLabel: [permie]
  definition: {nl: geld voor een bedrijf, fr: de l'argent, en: money}
  source: plan 1.1
"""
BARE = """
- id: mentor
  prefLabel: {nl: mentor, fr: tuteur, en: mentor}
  definition: {nl: wie begeleidt, fr: qui accompagne, en: who guides}
"""


def a_file(folder: Path, text: str) -> Path:
    path = folder / GLOSSARY
    path.write_text(text, encoding="utf-8")
    return path


def test_concepts_are_read_with_all_their_labels(tmp_path):
    assert read_glossary(a_file(tmp_path, f"concepts:{CONCEPT}{BARE}")) == [
        Concept(
            "premie", ("premie", "prime", "premium"), ("pree", "steungeld", "bonus"), ("permie",),
            ("geld voor een bedrijf", "de l'argent", "money"), "plan 1.1",
        ),
        Concept(
            "mentor", ("mentor", "tuteur", "mentor"), (), (), ("wie begeleidt", "qui accompagne", "who guides"), None
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (("en: premium", ""), "prefLabel.en"), (("nl: premie", "nl: ''"), "prefLabel.nl"),
        (("id: premie", "id: 5"), "id"), (("[pree, steungeld]", "pree"), "altLabel.nl"),
        (("[permie]", "[permie, 5]"), "hiddenLabel.1"), (("source: plan 1.1", "kleur: rood"), "kleur"),
        (("    en: [bonus]", "    de: [bonus]"), "altLabel.de"),
        (("  definition: {nl: geld voor een bedrijf, fr: de l'argent, en: money}\n", ""), "definition"),
    ],
    ids=lambda change: str(change)[:40],
)  # fmt: skip
def test_a_concept_at_fault_is_refused_with_its_file_its_place_and_its_field(tmp_path, change, field):
    path = a_file(tmp_path, f"concepts:{BARE}{CONCEPT.replace(*change)}")

    with pytest.raises(
        SourceError, match=rf"^{re.escape(GLOSSARY)}: concepts\.1\.{re.escape(field)}: .*gevonden"
    ) as said:
        read_glossary(path)

    assert "\n" not in said.value.reason


@pytest.mark.parametrize("text", ["", "concepts", "[]", "5", "begrippen: []", "concepts: {}"])
def test_a_glossary_of_another_form_is_refused_with_its_file(tmp_path, text):
    with pytest.raises(SourceError, match=rf"^{re.escape(GLOSSARY)}: "):
        read_glossary(a_file(tmp_path, text))


def test_a_glossary_that_is_no_yaml_or_in_another_encoding_is_refused_with_its_file(tmp_path):
    with pytest.raises(SourceError, match=rf"^{re.escape(GLOSSARY)}: geen geldige YAML op regel"):
        read_glossary(a_file(tmp_path, "concepts: [{id: premie"))
    (tmp_path / GLOSSARY).write_bytes("concepts: [één]".encode("latin-1"))
    with pytest.raises(SourceError, match=rf"^{re.escape(GLOSSARY)} is niet leesbaar"):
        read_glossary(tmp_path / GLOSSARY)


def test_a_concept_that_stands_twice_is_refused_by_its_name(tmp_path):
    with pytest.raises(SourceError, match="'mentor' staat er meer dan één keer"):
        read_glossary(a_file(tmp_path, f"concepts:{BARE}{CONCEPT}{BARE}"))


def test_every_concept_of_the_project_is_found_by_each_of_its_labels(corpus):
    concepts = read_glossary(corpus / GLOSSARY)
    glossary = Glossary(tuple(concepts))

    for concept in concepts:
        for label in (*concept.preferred, *concept.alternative, *concept.hidden):
            assert concept in [found.concept for found in glossary.found_in(label)], label
    assert len(concepts) > 100
