"""The measures of an answer, each on answers that were made for it."""

import json
from pathlib import Path

import pytest

from evals.answers.cases import AnswerCase, Judged
from evals.answers.entailment import Entailment
from evals.answers.exactness import exact_share
from evals.answers.firmness import nothing_stronger, open_kept
from evals.answers.forbidden import is_said
from evals.answers.gold_cited import gold_cited, share_of_gold, share_on_gold
from evals.answers.polarity import said_yes_or_no
from evals.answers.readability import readability
from evals.answers.refusing import refusal_f1
from evals.answers.vital_facts import ENOUGH, gap_named, share_said, vital_said
from kb.action import Span

FACTS = Path(__file__).parents[2] / "evals" / "answers" / "facts_read.jsonl"
STUDIED = "We onderzoeken studiebekrachtiging voor de aanloopfase"
REPORTED = "Over de voortgang zal jaarlijks worden gerapporteerd"


@pytest.fixture
def case():
    def make(**given) -> AnswerCase:
        plain = {
            "case_id": "a", "question": "?", "persona": "any", "history": (), "strata": {}, "statuses": ("answered",),
            "gold": (), "vital": (), "forbidden": (), "partners": None, "modality": None, "sections": (),
        }  # fmt: skip
        return AnswerCase(**{**plain, **given})

    return make


def test_the_rule_for_facts_agrees_with_whoever_read_the_answers(base):
    read = [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]

    alike = [(share_said(row["fact"], row["text"], base.names) or 0) >= ENOUGH for row in read]

    agreed = sum(rule == row["said"] for rule, row in zip(alike, read, strict=True))
    assert len(read) >= 40
    assert agreed / len(read) >= 0.9


@pytest.mark.parametrize(
    ("fact", "share"),
    [
        ("jaarlijks gerapporteerd", 1.0),
        ("na 3 jaar gerapporteerd", 0.0),
        ("gerapporteerd door WEWIS", 0.0),
        ("every year", None),
    ],
)  # fmt: skip
def test_a_fact_needs_its_numbers_and_names_and_one_in_english_cannot_be_judged_by_words(base, fact, share):
    assert share_said(fact, REPORTED, base.names) == share


def test_vital_facts_leave_out_yes_and_what_is_missing(base, case, answer_of, cite):
    answer = answer_of((f"{REPORTED}.", (1,)), "Wie dat doet, staat niet in de bronnen.", citations=(cite(REPORTED),))
    judged = Judged(case(vital=("ja, jaarlijks", "boete voor scholen", "de naam staat er niet")), answer)

    assert vital_said(judged, base) == 0.5
    assert gap_named(judged) == 1
    assert said_yes_or_no(judged) == 0
    assert said_yes_or_no(Judged(judged.case, answer_of(("Ja: elk jaar.", (1,)), citations=(cite(REPORTED),)))) == 1


@pytest.mark.parametrize(
    ("item", "text", "said"),
    [
        ("school betaalt", "De school betaalt de verzekering.", True),
        ("school betaalt", "De school betaalt de verzekering niet.", False),
        ("475", "Dat zijn 475 uren.", True),
        ("ja", "Ja, dat kan.", True),
        ("ja", "Ja en nee staan hier niet vooraan.", True),
        ("nee", "Dat kan, ja of nee.", False),
        ("yes, 90%", "Volgens het plan: 90% van hen.", False),
        ("10%", "Dat is 10 van de 20.", False),
        ("mag nu gradueel", "men wijst op beperkte flexibiliteit in het gradueel opbouwen", False),
        ("een mening", "Duaal leren is goed.", None),
    ],
)
def test_what_must_not_be_said_is_found_with_its_denials(answer_of, item, text, said):
    assert is_said(item, answer_of((text, ()))) is said


def test_a_description_is_looked_for_by_its_kind_in_the_quotes(answer_of, cite):
    cited = cite(REPORTED)

    assert is_said("een bedrag", answer_of(("Volgens het plan (2.1): 20 euro.", (1,)), citations=(cited,))) is False
    assert is_said("een datum", answer_of((".", (1,)), citations=(cite("1 juli 2026"),))) is True


def test_own_words_may_not_be_firmer_than_the_quote(case, answer_of, cite):
    cited = (cite(STUDIED),)
    firm = answer_of(("De aanloopfase krijgt een studiebekrachtiging.", (1,)), citations=cited)
    kept = answer_of(
        ("Studiebekrachtiging voor de aanloopfase (wordt onderzocht, nog niet beslist).", (1,)), citations=cited
    )
    quoted = answer_of((f"Volgens actie 8 (2.2 c): {STUDIED}.", (1,)), citations=cited)
    judged = [Judged(case(modality="under_study"), answer) for answer in (firm, kept, quoted)]

    assert [nothing_stronger(one) for one in judged] == [0, 1, 1]
    assert [open_kept(one) for one in judged] == [0, 1, 1]


def test_figures_and_names_must_stand_in_what_is_cited(base, answer_of, cite):
    rule = Entailment(base)
    cited = (cite("Betrokkenen: WEWIS & DOV"),)
    right = answer_of(("Bij actie 10 (2.4) staat als betrokken: Departement WEWIS.", (1,)), citations=cited)
    wrong = answer_of(("Bij actie 11 (2.4) staat als betrokken: VDAB.", (1,)), citations=cited)
    listed = answer_of("Het zijn er 2:", ("- WEWIS", (1,)), ("- DOV", (1,)), citations=cited)
    short = answer_of("Het zijn er 3:", ("- WEWIS", (1,)), ("- DOV", (1,)), citations=cited)

    assert exact_share(right, rule) == 1
    assert exact_share(wrong, rule) == pytest.approx(1 / 3)
    assert exact_share(listed, rule) == 1
    assert exact_share(short, rule) < 1


def test_citations_are_set_against_the_gold_places(case, answer_of, cite):
    one, two = cite(REPORTED), cite(STUDIED, 2)
    judged = Judged(
        case(gold=((Span(one.start, one.end),), (Span(0, 5),))),
        answer_of((f"{REPORTED}.", (1, 2)), citations=(one, two)),
    )

    assert (gold_cited(judged), share_on_gold(judged), share_of_gold(judged)) == (1, 0.5, 0.5)


def test_refusal_f1_leaves_out_questions_for_which_both_are_right(case, answer_of):
    refused, answered = answer_of("Nee.", status="not_in_sources"), answer_of(("x", ()))
    rows = [
        Judged(case(statuses=("not_in_sources",)), refused),
        Judged(case(statuses=("not_in_sources",)), answered),
        Judged(case(statuses=("answered",)), refused),
        Judged(case(statuses=("answered", "not_in_sources")), refused),
    ]

    found = refusal_f1(rows)

    assert (found.mean, found.n) == (0.5, 3)
    assert found.low <= 0.5 <= found.high


def test_readability_counts_words_by_sentence(answer_of):
    read = readability(answer_of(("Dit is kort. Arbeidsongevallenverzekering helpt ons.", ())))

    assert read.words_a_sentence == 3
    assert read.long_words == pytest.approx(1 / 6)
