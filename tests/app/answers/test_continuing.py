"""Later parts of a question that lean on what was told for an earlier one."""

from itertools import pairwise

from app.answer_question import answer_question
from kb.knowledge_base import KnowledgeBase


def _said_under(question: str, part: str, base: KnowledgeBase) -> list[str]:
    said = [sentence.text for sentence in answer_question(question, base, persona="mentor").sentences]
    start = next(place for place, text in enumerate(said) if part in text and text.startswith("Op «"))
    rest = said[start + 1 :]
    return rest[: next((place for place, text in enumerate(rest) if text.startswith("Op «")), len(rest))]


def test_what_is_not_said_is_not_said_of_others_either(base: KnowledgeBase) -> None:
    question = "Het plan verplicht grote bedrijven om vijf leerlingen te nemen, toch? Geldt dat ook voor ons?"
    assert _said_under(question, "Geldt dat ook voor ons?", base) == ["Dat staat evenmin in de bronnen."]


def test_who_works_on_it_stands_behind_the_word_that_nobody_is_named(base: KnowledgeBase) -> None:
    question = "Al 8 maand erkend en nog geen enkele leerling gezien. Is dat normaal? Waar kan ik aankloppen?"
    gap, opening, *told = _said_under(question, "aankloppen", base)
    assert "niet in de bronnen" in gap
    assert opening.startswith("Aan wat hierboven staat")
    assert any("betrokken" in text for text in told)


def test_a_term_that_was_told_is_told_again_where_it_is_asked(base: KnowledgeBase) -> None:
    question = "Komt er verandering in de afstemming met Alternance, wie is daarmee bezig en tegen wanneer?"
    assert "2025-2026" in " ".join(_said_under(question, "tegen wanneer?", base))


def test_who_does_something_about_it_is_told_from_the_actions_that_a_note_points_at(base: KnowledgeBase) -> None:
    question = "Wij zijn erkend maar er komt geen enkele leerling op ons af. Hoe komt dat en wie doet daar iets aan?"
    told = " ".join(_said_under(question, "wie doet daar iets aan?", base))
    assert "actie 12" in told
    assert "actie 13" in told
    assert "AHOVOKS" in told
    assert "erkennen ondernemingen" not in told


def test_a_question_if_something_will_change_gets_the_actions_also_as_a_parent_reads_it(base: KnowledgeBase) -> None:
    question = "In onze streek is er niks van houtbewerking duaal. Doen ze daar iets aan?"
    said = [sentence.text for sentence in answer_question(question, base, persona="parent").sentences]
    assert any("actie 12" in text for text in said)
    firm = "Dit wordt onderzocht; er is nog niets beslist."
    assert all("actie" in before for before, text in pairwise(said) if text == firm)


def test_the_reason_that_was_told_is_told_again_where_it_is_asked(base: KnowledgeBase) -> None:
    question = "Kan ik mijn leerling delen met een collega-schrijnwerker? En waarom doet bijna niemand dat?"
    assert "extra administratie" in " ".join(_said_under(question, "niemand dat?", base))
