"""A pronoun that stands for the one organisation named before is read as its name."""

import pytest

from app.question.pronouns import is_of_the_asker, with_name_filled
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


@pytest.mark.parametrize(
    ("part", "before", "filled"),
    [
        ("wie zit daarin", "Hoeveel sectorale partnerschappen zijn er", "wie zit in de sectorale partnerschappen"),
        ("wat kunnen ze voor mijn bedrijf doen?", "Hoeveel sectorale partnerschappen zijn er",
         "wat kunnen de sectorale partnerschappen voor mijn bedrijf doen?"),
        ("wie werkt ermee?", "Wat doet het VDAB", "wie werkt met de VDAB?"),
        # Names another itself, or stands for one of two, or for nothing that is named.
        ("wat doen ze voor de scholen?", "Wat is een sectorfonds", None),
        ("wat doen ze?", "Wat doen de SERV en de Vlor", None),
        ("wat doen ze?", "Komt er een premie bij", None),
        ("wat doet de trekker?", "Wat is een sectorfonds", None),
    ],
)  # fmt: skip
def test_a_pronoun_is_read_as_the_name_before_it(base, part, before, filled):
    assert with_name_filled(part, before, base.names) == filled


def test_the_company_of_the_asker_is_no_other_party():
    assert is_of_the_asker("voor mijn ")
    assert is_of_the_asker("pour notre petite ")
    assert not is_of_the_asker("voor de ")
