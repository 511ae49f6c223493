"""Searching a real index: what is found, why, and what never is."""

import json
from dataclasses import replace

import numpy as np
import pytest

from ingest.expected_questions import read_questions
from kb.errors import StoreDamaged
from kb.knowledge_base import open_knowledge_base
from kb.settings import settings_from_environment

MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
OUDER = "Overeenkomst\n\nDe ouder tekent de overeenkomst samen met de leerling.\n"
SCHOOL = "Opvolging\n\nDe school volgt elke maand op hoe het gaat.\n"
CONCEPT = """concepts:
- id: overeenkomst
  prefLabel: {nl: overeenkomst, fr: contrat, en: agreement}
  altLabel: {nl: [papiertje]}
  definition: {nl: een afspraak, fr: un accord, en: a deal}
"""


def lines(*rows: dict) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture
def asked(notes):
    """Three notes with a glossary, expected questions and a gap."""
    gap = {
        "gap": "zakgeld", "source": "mentor", "asks": "amount", "near": "op de  werkplek", "absent": ["euro"],
        "missing": {"nl": "er staat geen bedrag", "fr": "pas de montant", "en": "no amount"},
        "questions": ["hoeveel zakgeld krijg ik daar?"],
    }  # fmt: skip
    questions = {"passage": "De ouder tekent de overeenkomst samen met de leerling.", "questions": ["mag papa tekenen"]}
    notes.write(**{
        "mentor.txt": MENTOR, "ouder.txt": OUDER, "school.txt": SCHOOL, "glossary.yaml": CONCEPT,
        "questions/ouder.jsonl": lines(questions), "gaps/geld.jsonl": lines(gap),
        "sources.yaml": "left_out: [questions, gaps, glossary.yaml]",
    })  # fmt: skip
    report = notes.ingest()
    assert (report.refused, report.warnings, report.passages) == ((), (), 3)
    return notes.opened()[0]


@pytest.fixture(scope="module")
def corpus_base(corpus_store, encoder):
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


def sources(found) -> list[str]:
    return [passage.passage.source_id for passage in found]


def test_words_meaning_and_an_expected_question_put_a_passage_first(asked):
    best, *_ = asked.search("mag mijn papa dat tekenen?", 3)

    assert best.passage.source_id == "ouder"
    assert best.lexical == 1
    assert 0 < best.dense <= 1
    assert best.asked > 0.5
    assert not best.named


def test_an_expected_question_is_never_a_passage_or_a_result(asked):
    assert [passage.source_id for passage in asked.passages] == ["mentor", "ouder", "school"]

    for question in ("mag papa tekenen", "hoeveel zakgeld krijg ik daar?"):
        found = asked.search(question, 50)
        assert len(found) <= 3
        assert not any("papa" in one.passage.text or "zakgeld" in one.passage.text for one in found)


def test_an_expected_question_points_at_what_answers_it_or_at_the_gap(asked):
    ouder = next(passage.passage_id for passage in asked.passages if passage.source_id == "ouder")

    first, *_ = asked.like_questions("mag papa tekenen")
    second, *_ = asked.like_questions("hoeveel zakgeld krijg ik")

    assert (first.question.passages, first.question.gap) == ((ouder,), None)
    assert (second.question.passages, second.question.gap) == ((), "zakgeld")
    assert asked.gaps["zakgeld"].missing[0] == "er staat geen bedrag"


def test_what_stands_nearest_to_a_gap_is_a_place_in_its_source(asked):
    near = asked.gaps["zakgeld"].near

    assert asked.document("mentor").text[near.start : near.end] == "op de werkplek"


def test_a_lay_word_finds_by_the_term_that_the_glossary_adds(asked):
    best, *_ = asked.search("dat papiertje", 3)

    why = asked.explain("dat papiertje", best)

    assert best.passage.source_id == "ouder"
    assert why.added.keys() & why.words.words.keys()


def test_the_reasons_of_a_passage_add_up_to_its_score(asked):
    for question in ("mag mijn papa dat tekenen?", "dat papiertje", "school", "xyzzy", "mentro op de werkplek"):
        for found in asked.search(question, 3):
            why = asked.explain(question, found)
            assert float(why.calculation.rsplit(" = ", 1)[1]) == pytest.approx(found.score, abs=0.00051)


def test_an_explanation_names_the_expected_question_that_helped(asked):
    found = {one.passage.source_id: one for one in asked.search("mag papa tekenen", 3)}

    helped, other = (asked.explain("mag papa tekenen", found[name]) for name in ("ouder", "school"))

    assert helped.like.question.text == "mag papa tekenen"
    assert helped.like.likeness == found["ouder"].asked
    assert (other.like, found["school"].asked) == (None, 0)


def test_a_question_that_was_changed_or_dropped_is_forgotten_at_the_next_ingest(asked, notes):
    notes.write(**{"questions/ouder.jsonl": lines({"passage": "De school volgt elke maand", "questions": ["en dan?"]})})

    report = notes.ingest()

    texts = {like.question.text for like in notes.opened()[0].like_questions("mag papa tekenen")}
    assert (report.unchanged, report.embedded) == (("mentor", "ouder", "school"), 0)
    assert texts == {"en dan?", "hoeveel zakgeld krijg ik daar?"}


def test_a_gap_that_the_new_text_fills_goes_with_a_warning(asked, notes):
    notes.write(**{"mentor.txt": MENTOR + "\nDe mentor krijgt 10 Euro.\n"})

    report = notes.ingest()

    assert report.warnings == ("leemte 'zakgeld' vervalt: bron 'mentor' zegt nu «euro»",)
    assert notes.opened()[0].gaps == {}
    assert not any(like.question.gap for like in notes.opened()[0].like_questions("hoeveel zakgeld krijg ik"))


def test_no_more_are_found_than_asked(asked):
    assert asked.search("mentor", 0) == []
    assert len(asked.search("mentor", 1)) == 1


def test_an_empty_question_finds_nothing(asked):
    assert asked.search("", 5) == []


class Blind:
    """A model that knows no word: every vector is zero but that of a passage."""

    name, dimension, nested = "blind", 2, 2

    def passages(self, texts):
        return np.tile(np.array([1.0, 0.0], np.float32), (len(texts), 1))

    def query(self, text):
        return np.zeros(2, np.float32)


def test_of_very_many_passages_that_score_alike_the_first_in_the_corpus_are_found(notes):
    notes.encoder = Blind()
    notes.write(**{f"nota-{number:03}.txt": f"Nota {number:03}\n\nDe mentor.\n" for number in range(120)})
    notes.ingest()

    found = notes.opened()[0].search("mentor", 5)

    assert sources(found) == [f"nota-{number:03}" for number in range(5)]


# In the index of the corpus


def test_every_passage_of_the_corpus_is_a_slice_of_its_source(corpus_base):
    for passage in corpus_base.passages:
        assert corpus_base.document(passage.source_id).text[passage.start : passage.end] == passage.text


def test_a_search_finds_only_passages_of_the_corpus_also_for_an_expected_question_itself(corpus_base, corpus):
    known = {passage.passage_id: passage for passage in corpus_base.passages}
    rows = read_questions(corpus)[::25]

    for row in rows:
        found = corpus_base.search(row.questions[0], 10)
        assert len(found) == 10
        assert all(known[one.passage.passage_id] == one.passage for one in found)


@pytest.mark.parametrize("kind", ["policy_text", "role_map"])
def test_with_a_kind_of_source_only_its_passages_are_found_and_as_many_as_asked(corpus_base, kind):
    found = corpus_base.search("wie erkent een leerwerkplek en wie betaalt de premie", 20, kind)

    assert {one.passage.kind for one in found} == {kind}
    assert len(found) == 20
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert max(one.lexical for one in found) == 1


@pytest.mark.parametrize(("question", "name", "key"), [
    ("wat staat er in actie 9", "9", "/9"), ("wat houdt actie 18 in Brussel in", "2.7/18", "2.7/18"),
])  # fmt: skip
def test_a_named_action_comes_first_by_its_number_or_by_its_key(corpus_base, question, name, key):
    plain, named = corpus_base.search(question, 30), corpus_base.search(question, 30, None, [name])

    of_action = {passage.passage_id for passage in corpus_base.passages if (passage.action or "").endswith(key)}
    assert not any(one.named for one in plain)
    assert {one.passage.passage_id for one in named if one.named} == of_action
    assert named[0].passage.passage_id in of_action


def test_a_number_that_stands_twice_names_both_actions_and_an_unknown_one_none(corpus_base):
    both = corpus_base.search("actie 18", 30, "policy_text", ["18"])

    assert {one.passage.action for one in both if one.named} == {"2.6/18", "2.7/18"}
    assert not any(one.named for one in corpus_base.search("actie 99", 30, None, ["99"]))


@pytest.mark.parametrize("question", ["wie erkent mijn zaak", "hoeveel verdien ik", "trajektbegeleider", "qui paie ?"])
def test_each_reason_runs_from_0_to_1_and_the_calculation_gives_the_score(corpus_base, question):
    for found in corpus_base.search(question, 20):
        calculation = corpus_base.explain(question, found).calculation
        assert float(calculation.rsplit(" = ", 1)[1]) == pytest.approx(found.score, abs=0.00051)
        assert all(0 <= reason <= 1 for reason in (found.lexical, found.dense, found.asked))


def test_a_search_says_the_same_each_time(corpus_base):
    question = "wie betaalt de leervergoeding"

    assert corpus_base.search(question, 10) == corpus_base.search(question, 10)
    assert corpus_base.search(question, 3) == corpus_base.search(question, 10)[:3]


def test_every_pointer_of_an_expected_question_leads_somewhere(corpus_base, corpus):
    passages = {passage.passage_id for passage in corpus_base.passages}
    services = {service.service_id for service in corpus_base.services}

    for row in read_questions(corpus)[::40]:
        for like in corpus_base.like_questions(row.questions[-1]):
            question = like.question
            assert question.passages or question.service or question.gap
            assert set(question.passages) <= passages
            assert question.service in (None, *services)
            assert question.gap in (None, *corpus_base.gaps)


def test_the_gaps_of_the_corpus_point_at_words_of_the_plan_and_at_services_that_exist(corpus_base):
    services = {service.service_id for service in corpus_base.services}

    for gap in corpus_base.gaps.values():
        assert gap.service in (None, *services)
        if gap.near:
            assert corpus_base.document(gap.source_id).text[gap.near.start : gap.near.end].strip()


def test_a_generation_without_its_expected_questions_is_damage_when_it_is_asked(asked, notes):
    (asked.generation.questions / "questions.json").unlink()

    with pytest.raises(StoreDamaged):
        asked.like_questions("mag papa tekenen")
    with pytest.raises(StoreDamaged):
        open_knowledge_base(replace(notes.settings), notes.encoder)
