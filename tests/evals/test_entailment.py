"""Does what is cited say the sentence? By rule: words, numbers, names and denials."""

import pytest

from evals.answers.alce import citation_precision, citation_recall
from evals.answers.entailment import Entailment

INSURED = "Binnen duaal leren werd bepaald dat er ook voor de leerling een arbeidsongevallenverzekering"
RECOGNISED = "Het Vlaams Partnerschap Duaal Leren erkent, samen met 20 sectorale partnerschappen, Vlaamse en Brusselse"
REPORTED = "Over de voortgang zal jaarlijks worden gerapporteerd"
NOT_OFFERED = "in de praktijk wordt daarom geen duaal leren in de"


@pytest.fixture(scope="module")
def rule(base):
    return Entailment(base)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"Volgens het plan (2.4): {INSURED}.", INSURED),
        (f"Selon le plan (2.4), en néerlandais : « {INSURED} »", INSURED),
        ("Het Vlaams Partnerschap Duaal Leren erkent ondernemingen als leerwerkplek.", RECOGNISED),
        (f"According to the plan (2.1), in Dutch: «{NOT_OFFERED}»", NOT_OFFERED),
    ],
)  # fmt: skip
def test_a_frame_around_a_quote_and_a_record_on_its_quote_are_entailed(rule, cite, sentence, words):
    assert rule.holds(sentence, [cite(words)])


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"Volgens het plan (2.4): {INSURED}, en de school betaalt.", INSURED),
        ("Volgens het plan (1.1): 21 sectorale partnerschappen erkennen ondernemingen.", RECOGNISED),
        ("VDAB erkent ondernemingen als leerwerkplek.", RECOGNISED),
        (f"Volgens het plan (4): {REPORTED.replace('zal', 'zal niet')}", REPORTED),
        ("In de praktijk wordt duaal leren aangeboden.", NOT_OFFERED),
        (f"Volgens het plan (2.4): {INSURED}.", REPORTED),
        ("De trekker van actie 10 (2.4) is Departement WEWIS.", "Betrokkenen: WEWIS & DOV"),
    ],
)
def test_a_word_number_name_denial_or_lead_that_is_not_cited_is_not_entailed(rule, cite, sentence, words):
    assert not rule.holds(sentence, [cite(words)])


def test_without_trust_in_records_only_the_quote_itself_counts(base, rule, cite):
    sentence = "De sectorale partnerschappen erkennen ondernemingen als leerwerkplek."
    quote = cite("Het Vlaams Partnerschap Duaal Leren erkent, samen met 20")

    assert rule.holds(sentence, [quote])
    assert not Entailment(base, trusting=False).holds(sentence, [quote])


def test_recall_counts_sentences_and_precision_the_citations_that_are_needed(rule, cite, answer_of):
    cited = (cite(INSURED), cite(REPORTED, 2))
    answer = answer_of(
        (f"Volgens het plan (2.4): {INSURED}.", (1, 2)),
        (f"Volgens het plan (4): {REPORTED}.", (1,)),
        "Dat staat niet in de bronnen.",
        citations=cited,
    )

    assert citation_recall(answer, rule) == 0.5
    # The first carries its sentence, the second adds nothing to it, the third belongs to one that is unsupported.
    assert citation_precision(answer, rule) == pytest.approx(1 / 3)


def test_two_citations_of_which_each_is_needed_are_both_precise(rule, cite, answer_of):
    answer = answer_of(
        (f"Volgens het plan: {INSURED} en {REPORTED}.", (1, 2)), citations=(cite(INSURED), cite(REPORTED, 2))
    )

    assert (citation_recall(answer, rule), citation_precision(answer, rule)) == (1, 1)


def test_a_refusal_is_not_blamed_for_citing_nothing(rule, answer_of):
    answer = answer_of("Dat staat niet in de bronnen.", status="not_in_sources")

    assert citation_recall(answer, rule) is None
    assert citation_precision(answer, rule) is None
