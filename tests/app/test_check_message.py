"""The message checker: verdicts, reasons and suggestions on the plan, and on documents it never saw."""

import time

import pytest

from app.check_message import check_message
from app.checking.finding import report_json
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

DRAFT = (
    "Goed nieuws! Duaal leren leidt tot een volwaardig diploma. Er staan 12 sectorale partnerschappen voor je klaar. "
    "Vanaf september stijgt het loon van de leerling. Het CLB erkent jouw bedrijf. Schrijf je nu in!"
)


@pytest.fixture(scope="module")
def base(corpus_store, encoder) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.fixture(scope="module")
def verdict(base):
    def of(sentence: str) -> str:
        (finding,) = check_message(sentence, base)
        return finding.verdict

    return of


def test_the_draft_of_the_brief_gets_its_verdicts(base):
    findings = check_message(DRAFT, base)

    assert [finding.verdict for finding in findings] == [
        "not_checkable", "supported", "contradicted", "stronger_than_source", "contradicted", "not_checkable",
    ]  # fmt: skip
    assert findings[2].suggestion == "Er staan 20 sectorale partnerschappen voor je klaar."
    assert "Vlaams Partnerschap Duaal Leren" in findings[4].reasons[0]
    assert "CLB komt in het plan niet voor." in findings[4].reasons


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ouders kiezen nooit voor duaal leren.", "stronger_than_source"),
        ("Alle ondernemingen zijn niet vertrouwd met het concept.", "stronger_than_source"),
        ("Duaal leren past niet bij elke leerling.", "supported"),
    ],
)
def test_a_word_that_leaves_nothing_out_is_stronger_than_a_source_without_one(verdict, sentence, expected):
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected", "reason"),
    [
        (90, 80, "supported", ""),
        (80, 90, "contradicted", "je schrijft 80%, het plan zegt 90%"),
        (90, 30, "contradicted", "je schrijft 30%, het plan zegt 80%"),
        (95, 80, "contradicted", "je schrijft 95%, het plan zegt 90%"),
    ],
)
def test_each_of_two_figures_is_set_beside_the_one_of_its_own_group(base, first, second, expected, reason):
    (finding,) = check_message(
        f"Meer dan {first}% van de jongeren uit doorstroomfinaliteit en meer dan {second}% van de jongeren uit dubbele "
        "finaliteit stromen door naar het hoger onderwijs.",
        base,
    )

    assert finding.verdict == expected
    assert reason in finding.reasons[0]


def test_offsets_and_quotes_are_exact(base):
    for finding in check_message(DRAFT, base):
        assert DRAFT[finding.start : finding.end] == finding.sentence
        for citation in finding.citations:
            assert base.document(citation.source_id).text[citation.start : citation.end] == citation.quote


def test_the_report_has_every_key(base):
    report = report_json(check_message(DRAFT, base))

    assert set(report) == {"findings", "summary"}
    assert report["summary"]["sentences"] == 6
    assert all(
        set(finding) == {"sentence", "start", "end", "verdict", "reasons", "citations", "suggestion"}
        for finding in report["findings"]
    )


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("WEWIS is trekker van actie 9.", "DOV is trekker van actie 9."),
        ("Bij actie 1 is AHOVOKS betrokken.", "Bij actie 1 is WEWIS betrokken."),
        ("Actie 13 loopt over de schooljaren 2025-2028.", "Actie 13 loopt over de schooljaren 2025-2027."),
        ("Het plan telt 21 acties.", "Het plan telt 19 acties."),
        ("De sectorale partnerschappen voorzien een mentoropleiding.", "WEWIS voorziet een mentoropleiding."),
        ("Duaal leren is een volwaardige leerweg.", "Duaal leren is geen volwaardige leerweg."),
        ("Duaal leren is ook voor sterke leerlingen.", "Duaal leren is enkel voor zwakke leerlingen."),
        ("De voortgang wordt elk jaar gerapporteerd.", "De voortgang wordt om de twee jaar gerapporteerd."),
        ("Minister Zuhal Demir ondertekende het plan.", "Minister Ben Weyts ondertekende het plan."),
    ],
    ids=["lead", "party", "timing", "count", "role", "denial", "scope", "frequency", "name"],
)
def test_one_slot_makes_the_difference(verdict, true, false):
    assert (verdict(true), verdict(false)) == ("supported", "contradicted")


def test_parties_of_every_action_are_compared_with_its_block(base, verdict):
    for number in {action.number for _, action in base.actions}:
        blocks = [action.involved for _, action in base.actions if action.number == number]
        parties = {party.partner for block in blocks for party in block}
        for partner, name in (("wewis", "WEWIS"), ("dov", "DOV"), ("ahovoks", "AHOVOKS"), ("vdab", "VDAB")):
            expected = "not_in_sources" if not parties else "supported" if partner in parties else "contradicted"
            assert verdict(f"{name} is betrokken bij actie {number}.") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Actie 9 gaat over de leervergoeding.", "supported"),
        ("Actie 9 gaat over het imago.", "not_in_sources"),
        ("In actie 9 verhoogt WEWIS de leervergoeding.", "stronger_than_source"),
        ("Actie 25 komt er ook nog.", "contradicted"),
    ],
)
def test_what_is_said_of_an_action_is_held_against_that_action(verdict, sentence, expected):
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    ("studied", "promised"),
    [
        ("Er wordt onderzocht of de leervergoeding herzien wordt.", "De leervergoeding wordt verhoogd."),
        ("De groeifase komt er misschien op 1 september 2027.", "De groeifase start op 1 september 2027."),
        ("Een erkenning in stappen wordt onderzocht.", "Bedrijven worden voortaan in stappen erkend."),
    ],
)
def test_what_is_only_studied_must_not_be_promised(verdict, studied, promised):
    assert (verdict(studied), verdict(promised)) == ("supported", "stronger_than_source")


@pytest.mark.parametrize(
    "sentence", ["Beste ouders,", "Schrijf je nu in!", "Is duaal leren iets voor jou?", "#duaalleren", "Meer weten?"]
)
def test_what_states_nothing_is_not_checked(verdict, sentence):
    assert verdict(sentence) == "not_checkable"


def test_a_detail_that_the_plan_lacks_makes_a_sentence_partly_true(base):
    (finding,) = check_message("Duaal leren leidt tot een diploma en elke leerling krijgt een gratis laptop.", base)

    assert finding.verdict == "partly_supported"
    assert any("laptop" in reason for reason in finding.reasons)


def test_another_source_is_named_and_decides_nothing(base):
    (finding,) = check_message("De leerlingenpremie bedraagt 500 euro.", base)

    assert finding.verdict == "not_in_sources"
    assert any("Een andere bron" in reason and "500" in reason for reason in finding.reasons)
    assert finding.citations == ()


def test_wording_of_the_house_is_remarked_on(base):
    text = "Het loon van de leerling wordt herbekeken. De CDO's geven les."
    findings = check_message(text, base)

    assert any("leervergoeding" in reason for reason in findings[0].reasons if reason.startswith("Woordkeuze"))
    assert any("centrum voor deeltijds onderwijs" in reason for reason in findings[1].reasons)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Dual learning does not lead to a diploma.", "contradicted"),
        ("There are 15 sectoral partnerships.", "contradicted"),
        ("The growth phase starts on 1 September 2027.", "stronger_than_source"),
        ("La formation duale mène au même diplôme.", "supported"),
        ("Le VDAB agrée les entreprises comme lieu d'apprentissage.", "contradicted"),
        ("Every company receives a tax reduction of 1,000 euro.", "not_in_sources"),
    ],
)
def test_drafts_in_english_and_french(verdict, sentence, expected):
    assert verdict(sentence) == expected


def test_a_leaflet_of_two_pages_takes_less_than_two_seconds(base):
    check_message("Duaal leren werkt.", base)
    leaflet = "\n\n".join([DRAFT, "De aanloopfase bereidt voor op duaal leren. Elke mentor krijgt een badge."] * 8)

    started = time.perf_counter()
    findings = check_message(leaflet, base)

    assert len(findings) == 64
    assert time.perf_counter() - started < 2


def test_the_same_message_gets_the_same_findings(base):
    assert check_message(DRAFT, base) == check_message(DRAFT, base)


NOTE = (
    "# Afspraken van de bibliotheek\n\nDe bibliotheek is open op 12 dagen per maand. Leden lenen gratis. "
    "We onderzoeken of de bibliotheek op zondag kan openen. De catalogus staat sinds 3 maart 2021 online."
)


def test_other_documents_are_compared_by_the_same_rules(notes):
    notes.write(**{"afspraken.md": NOTE})
    notes.ingest()
    base = notes.opened()[0]

    def verdict(sentence):
        return check_message(sentence, base)[0].verdict

    assert verdict("De bibliotheek is open op 12 dagen per maand.") == "supported"
    assert verdict("De bibliotheek is open op 20 dagen per maand.") == "contradicted"
    assert verdict("De catalogus staat sinds 3 maart 2019 online.") == "contradicted"
    assert verdict("De bibliotheek is open op zondag.") != "supported"
    assert verdict("Leden krijgen koffie in de leeszaal.") == "not_in_sources"


def test_a_changed_source_changes_the_verdict(notes):
    notes.write(**{"afspraken.md": NOTE})
    notes.ingest()
    before = check_message("De bibliotheek is open op 20 dagen per maand.", notes.opened()[0])
    notes.write(**{"afspraken.md": NOTE.replace("12 dagen", "20 dagen")})
    notes.ingest()
    after = check_message("De bibliotheek is open op 20 dagen per maand.", notes.opened()[0])

    assert (before[0].verdict, after[0].verdict) == ("contradicted", "supported")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Leerlingen mogen bij hun leerwerkplek een studentenjob doen tijdens het schooljaar.", "contradicted"),
        ("Leerlingen kunnen een studentenjob doen bij een andere werkgever.", "supported"),
        ("De federale ministers passen de wet aan.", "stronger_than_source"),
        ("De premie voor leerlingen in een 7de jaar is verruimd.", "stronger_than_source"),
        ("De premies worden verruimd naar duale zevende jaren.", "supported"),
        ("Er is contact geweest met de federale ministers.", "stronger_than_source"),
        ("Er wordt contact opgenomen met de federale ministers.", "supported"),
        ("De SERV en de Vlor hebben intussen advies gegeven over het actieplan.", "stronger_than_source"),
        ("De fundamenten van duaal leren gaan overboord.", "contradicted"),
        ("De opleidingen duaal leren blijven buiten de screening van het secundair onderwijs.", "contradicted"),
    ],
)
def test_what_is_done_or_turned_round_is_no_more_than_the_source_because_of_shared_words(verdict, sentence, expected):
    assert verdict(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("Je moet één opleidingstraject over meerdere ondernemingen spreiden.", "contradicted", "Moeten of mogen"),
        ("Je mag één opleidingstraject over meerdere ondernemingen spreiden.", "supported", "Het plan zegt dit"),
        ("Scholen moeten duaal leren aanbieden.", "stronger_than_source", "dat het moet, zegt het plan niet"),
        ("Ouders moeten een arbeidsongevallenverzekering betalen.", "stronger_than_source", "dat het moet"),
    ],
)
def test_a_duty_that_the_source_does_not_lay_on_anybody_is_told(base, sentence, expected, reason):
    (finding,) = check_message(sentence, base)

    assert finding.verdict == expected
    assert reason in finding.reasons[0]


def test_who_is_said_to_lead_stands_before_the_verb(base):
    (finding,) = check_message("DOV trekt de analyse van het decreet alternerende opleiding met WEWIS.", base)

    assert finding.verdict == "contradicted"
    assert finding.reasons[0].startswith("Trekker: je schrijft Departement Onderwijs en Vorming")


def test_what_was_to_be_delivered_is_not_yet_delivered(verdict):
    assert verdict("De communicatiestrategie is opgeleverd.") == "stronger_than_source"
    assert verdict("De communicatiestrategie wordt opgeleverd in het derde kwartaal van 2025.") == "supported"


@pytest.mark.parametrize(
    "claim", ["Mentoren mogen van buiten het bedrijf komen.", "The mentor can be from outside the company."]
)
def test_a_mentor_from_outside_is_only_asked_for(verdict, claim):
    assert verdict(claim) == "stronger_than_source"


@pytest.mark.parametrize("end", ["leerlingen die niet meekunnen.", "leerlingen die niet graag studeren."])
def test_what_a_clause_denies_of_pupils_does_not_make_strong_ones_of_weak_ones(verdict, end):
    assert verdict(f"Duaal leren is vooral voor zwakke {end}") != "supported"


def test_not_only_the_weak_ones_says_nothing_against_the_strong_ones(verdict):
    assert verdict("Duaal leren is niet alleen voor zwakke leerlingen.") != "contradicted"


@pytest.mark.parametrize("track", ["De aanloopfase", "De groeifase", "La phase préparatoire"])
def test_what_is_said_of_duaal_leren_is_not_said_of_a_track_beside_it(verdict, track):
    leads = "mène au même diplôme" if track.startswith("La") else "leidt tot hetzelfde diploma"
    assert verdict(f"{track} {leads}.") != "supported"


def test_no_figure_is_proposed_that_is_not_about_those_either(base):
    (finding,) = check_message("90% van de duale leerlingen stroomt door naar het hoger onderwijs.", base)
    assert finding.verdict == "contradicted"
    assert finding.suggestion is None
