"""Who is asked for: by role, by kind, by the quote that a date points at, and who is in no source."""

from collections import Counter
from datetime import date

import pytest

from app.answer_question import answer_question
from app.question.dialect import written
from app.question.parts import asked_after_story, parts_of
from app.records.answer import Answer
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase


def asked(base: KnowledgeBase, question: str) -> Answer:
    return answer_question(question, base, today=date(2026, 11, 23))


def of_plan(answer: Answer) -> set[str]:
    return {part.partner for part in answer.participations if part.evidence != "other_source"}


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Met wie overlegde men op 16 mei 2025 over de drempels?", {"vlaams-partnerschap-duaal-leren"}),
        ("Tot bij wie wil het plan Radar Duaal beter brengen?", {"schoolbesturen"}),
        ("Wie zat er aan de ronde tafels?", {"ondernemingen", "scholen"}),
        ("Wie heeft de trekkersrol bij de analyse van het decreet?", {"wewis"}),
        ("Welk departement staat samen met AHOVOKS bij actie 12?", {"dov"}),
        ("Wie staat bij actie 9 naast de trekker?", {"dov"}),
        ("Met wie samen wordt de afstemming in Brussel onderzocht?", {"vlaamse-stakeholders-brussel"}),
        # To whom something is done is asked, not who does it.
        ("Wie krijgt de nota over de drempels te zien op 16 mei 2025?", {"vlaams-partnerschap-duaal-leren"}),
        ("Wie ontvangt elk jaar een verslag over de voortgang?", {"vlaamse-regering"}),
        # One alone is doubted: he belongs to those who do it; so does everyone who "est impliqué".
        ("Is 't enkel het departement Onderwijs dat de communicatiestrategie maakt, of ook iemand?", {"wewis", "dov"}),
        (
            "Qui est impliqué pour mieux accorder le duaal leren avec l'Alternance et les services bruxellois ?",
            {"wewis", "vlaamse-stakeholders-brussel", "gewestelijke-diensten-brussel"},
        ),
        # A kind of school is asked for, by somebody for himself.
        ("Ik ben 44. In wat voor centrum kan ik duaal leren in het volwassenenonderwijs?", {"cvo"}),
        ("Wat deed de parlementaire commissie Werk op 9 juli 2025?", {"parlementaire-commissie-werk"}),
        (
            "Tot wie richt men zich federaal over de drempels in de regels?",
            {"federale-ministers", "federale-overheidsdiensten"},
        ),
        # An administration is asked for, whoever else has to do with it; "wij" asks no help for himself then.
        (
            "Wij vinden dat een mentor van buiten de zaak moet kunnen. Welke departementen bekijken dat?",
            {"wewis", "dov"},
        ),
        ("Welke twee administraties stelden de lijst van drempels op?", {"wewis", "dov"}),
        ("Wie in Vlaanderen spreekt de federale ministers aan?", {"wewis", "dov"}),
        # All who have a part in it: the lead with the others, the administration with whom it draws in.
        ("Wie trekt de analyse van het decreet en wie helpt?", {"wewis", "dov"}),
        ("Qui pilote l'analyse du décret, et avec qui ?", {"wewis", "dov"}),
        ("Heftruck en reachtruck in één beroepskwalificatie: wie bekijkt da samen", {"ahovoks", "sectoren"}),
        ("Maakt het departement werk de communicatiestrategie alleen of met nog iemand?", {"wewis", "dov"}),
        (
            "Welke spelers komen er buiten de twee departementen bij de communicatie over regionale afstemming?",
            {"vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen", "rtc"},
        ),
        ("Welke raden krijgen de vraag om advies over deze mededeling?", {"serv", "vlor"}),
        # A word for several parties asks who, also where the text tells it in one sentence.
        ("Les tables rondes : avec quels participants ?", {"ondernemingen", "scholen"}),
        (
            "Met welke twee groepen wil de minister overleggen over samenwerking van onderwijs en werk?",
            {"sociale-partners", "onderwijsactoren"},
        ),
        # A guess is no question of its own and no answer; whether it is one alone asks for all of them.
        ("Wie staat er bij actie 12? De koepels?", {"dov", "ahovoks"}),
        ("Wie werkt aan de nieuwe gezamenlijke communicatiestrategie, is dat alleen Onderwijs?", {"wewis", "dov"}),
        ("Een veldverkenning voor een groeifase, is 't WEWIS die daarmee bezig is?", {"dov"}),
        # What is told before it is not asked.
        (
            "Ik kan het allemaal niet meer volgen, iedereen zegt iets anders. In welke soorten scholen of centra wordt "
            "de lescomponent gegeven, volwassenen meegerekend?",
            {"scholen", "cdo", "syntra-lesplaatsen", "cvo"},
        ),
        # Of one's own child it is told, no help is asked for.
        (
            "Ons Nele zit in de aanloopfase. Welke dienst verkent wat er voor een groeifase nodig is?",
            {"dov"},
        ),
        # How much of it is wanted is said behind it.
        ("Wie bekijkt of een kwalificatie ook met een reachtruck kan? Graag allemaal.", {"ahovoks", "sectoren"}),
        (
            "Hoeveel partners mobiliseren bedrijven, en welke zijn dat?",
            {
                "vlaams-partnerschap-duaal-leren",
                "sectorale-partnerschappen",
                "sectoren",
            },
        ),
        # One of them is named before; whether it is he asks for one thing, not for all that he does.
        (
            "De Vlor mag er iets van zeggen. Wie zijn da allemaal, die advies geven over het actieplan?",
            {"serv", "vlor"},
        ),
        ("Is de Vlor de centrale dialoogtafel voor duaal leren?", {"vlaams-partnerschap-duaal-leren"}),
        # Dialect by ear.
        ("den erteecee, wa hebben die te maken mee duaal in tplan", {"rtc"}),
        ("'t lijstje me al de drempels, wie eeft da opgesteld", {"wewis", "dov"}),
        # The section that is named, and everybody when that is said.
        ("Wie informeert ondernemingen volgens 2.6?", {"sectorale-partnerschappen", "sectoren"}),
        ("Qui était invité aux tables rondes ?", {"ondernemingen", "scholen"}),
        ("Hoeveel adviesraden geven hun mening over de mededeling?", {"serv", "vlor"}),
        ("Waar moet ik zijn als ik 40 ben en duaal wil leren?", {"cvo"}),
        (
            "Welke partners noemt actie 14 in de tekst?",
            {"wewis", "dov", "vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen", "rtc"},
        ),
    ],
)
def test_exactly_those_are_named_that_are_asked_for(base: KnowledgeBase, question: str, partners: set[str]) -> None:
    assert of_plan(asked(base, question)) == partners


@pytest.mark.parametrize(
    "question",
    [
        "Wat is de rol van het Rode Kruis in duaal leren?",
        "wat is de functie van ZORGAMO in duaal leren",
        "Welke ouderkoepel werd bevraagd?",
        "Kan Securitas iets betekenen voor duaal leren?",
        "Doet Bouwunie iets in het plan?",
        "Hoe is de voornaam van de medewerker van WEWIS voor actie 5?",
        "Wie stelt het jaarlijkse verslag aan de Vlaamse Regering op?",
    ],
)
def test_who_stands_in_no_source_is_told_so(base: KnowledgeBase, question: str) -> None:
    answer = asked(base, question)
    assert answer.status == "not_in_sources"
    assert not of_plan(answer)


def test_somebody_at_an_organisation_is_not_somebody_of_another(base: KnowledgeBase) -> None:
    assert {part.partner for part in asked(base, "Wie moet ik contacteren bij het RTC Limburg?").participations} <= {
        "rtc"
    }
    assert of_plan(asked(base, "Bij wie bij de sectorale partnerschappen vraag ik een erkenning?"))


def test_a_trade_is_answered_by_the_source_of_that_trade(base: KnowledgeBase) -> None:
    answer = asked(base, "Onze zoon wordt kapper, welke organisatie van die stiel geeft info over duaal?")
    assert {part.partner for part in answer.participations} == {"duaalleren314"}


@pytest.mark.parametrize(
    ("question", "partner"),
    [
        ("Welke organisatie zit het regionaal overlegforum duaal leren in Brussel voor?", "trace-brussel"),
        (
            "Qui accompagne les écoles de Bruxelles dans leur demande de programmation d'une formation duale ?",
            "trace-brussel",
        ),
        ("Van wie is Dualimento, die evaluatietool?", "alimento"),
    ],
)
def test_another_source_names_who_is_in_the_chair_who_helps_whom_and_whose_a_thing_is(
    base: KnowledgeBase, question: str, partner: str
) -> None:
    answer = asked(base, question)

    assert answer.status == "other_source_only"
    assert partner in {part.partner for part in answer.participations}


def test_the_flemish_partnership_is_no_partnership_of_a_trade(base: KnowledgeBase) -> None:
    answer = asked(base, "Wie doet het secretariaat van het Vlaams Partnerschap?")
    assert {part.partner for part in answer.participations} == {"wewis", "dov"}


def test_spoken_words_are_read_as_written_ones() -> None:
    assert written("noa wiene goan ze luustern") == "naar wie gaan ze luisteren"
    assert written("naar wie luisteren ze") == "naar wie luisteren ze"


@pytest.mark.parametrize(
    ("spoken", "read"),
    [
        ("woarom es da nie verplich", "waarom es da niet verplicht"),
        ("moar wulder zoeke nog ne mentoar", "maar wij zoeken nog ne mentor"),
        ("moette gulder da betale", "moet je jullie da betalen"),
        ("peisde da 't bekan gedoan is", "denk je da 't bijna gedaan is"),
        ("Hoeveel joar duurt da kontrakt?", "Hoeveel jaar duurt da contract?"),
        ("ku-j achternoene ip stasje", "ku-j namiddag ip stage"),
        ("wie gaat er over mijn leerkontrakt beslisse", "wie gaat er over mijn leercontract beslissen"),
        ("wanneir krijgt ons keend zijn diplom", "wanneer krijgt ons kind zijn diploma"),
        ("Waat is hèt verschil", "wat is het verschil"),
        ("wie krijge der een vergoejing", "wie krijgen der een vergoeding"),
        ("kunne de ouwers van hunne zoon mee inschraive", "kunnen de ouders van hun zoon mee inschrijven"),
        ("is da offisjeel of sosjaal", "is da officieel of sociaal"),
        ("wie zat er aan de toafel", "wie zat er aan de tafel"),
        ("de erkening van een ondernemmink", "de erkenning van een onderneming"),
        ("wat is een NEET of een GON-leerling", "wat is een NEET of een GON-leerling"),
        ("the gin in the goat is nor a merge", "the gin in the goat is nor a merge"),
    ],
)
def test_spoken_words_of_every_province_are_read(spoken: str, read: str) -> None:
    assert written(spoken) == read


def test_each_spoken_form_stands_for_one_word_and_is_no_written_word_itself() -> None:
    words = wording("dialect_words")
    forms = [form for spoken in words.values() for form in spoken.split()]
    assert [form for form, times in Counter(forms).items() if times > 1] == []
    assert set(forms) & {part for word in words for part in word.split()} == set()
    assert [form for form in forms if not form.isalpha() or form != form.lower()] == []


@pytest.mark.parametrize(
    "question",
    [
        "Welke instantie voert de evaluatie van de RTC's uit?",
        "Wie werkt de verbeteracties in het volwassenenonderwijs uit?",
    ],
)
def test_who_is_left_open_where_a_sentence_tells_of_it_and_names_nobody_who_does_it(
    base: KnowledgeBase, question: str
) -> None:
    answer = asked(base, question)

    assert answer.status == "not_in_sources"
    assert answer.participations == ()


def test_which_they_are_asks_on_about_how_many() -> None:
    question = "Hoeveel partners informeren bedrijven, en welke zijn dat?"
    assert parts_of(question) == (question,)


@pytest.mark.parametrize(
    ("text", "asked_of_it"),
    [
        ("Ik weet niet bij wie ik moet zijn. Wie erkent een bedrijf?", "Wie erkent een bedrijf?"),
        ("Wie erkent een bedrijf? Wie controleert het?", None),
        ("Wie erkent een bedrijf?", None),
    ],
)
def test_what_is_told_before_a_question_is_parted_from_it(text: str, asked_of_it: str | None) -> None:
    assert asked_after_story(text) == asked_of_it


def test_who_and_with_whom_are_both_told(base: KnowledgeBase) -> None:
    answer = answer_question("Wie neemt contact op over de federale regels, en met wie?", base)

    named = {part.partner for part in answer.participations}
    assert named == {"wewis", "dov", "federale-ministers", "federale-overheidsdiensten"}


def test_the_role_of_a_stranger_is_not_what_another_does(base: KnowledgeBase) -> None:
    answer = answer_question("Does Unia have a task in dual learning?", base)

    assert answer.status == "not_in_sources"
    assert not answer.participations


def test_who_is_recognised_already_does_not_ask_to_be(base: KnowledgeBase) -> None:
    answer = answer_question(
        "We zijn al twee jaar erkend maar zagen nog nooit een leerling. Bij wie kloppen we aan?", base
    )

    assert "erkenning-leerwerkplek" not in {part.service for part in answer.participations}


def test_the_row_of_the_region_that_is_named_comes_first(base: KnowledgeBase) -> None:
    answer = answer_question(
        "Which provincial support centre informs pupils and parents in West Flanders?", base, persona="parent"
    )

    assert answer.participations[0].partner == "steunpunt-duaal-leren-west-vlaanderen"


@pytest.mark.parametrize(
    "question",
    [
        "Welk departement en welke andere partijen en diensten zijn betrokken bij de afstemming in Brussel?",
        "Which department, stakeholders and services work on the alignment with Alternance in Brussels?",
    ],
)
def test_parties_of_several_kinds_are_all_named(base: KnowledgeBase, question: str) -> None:
    named = {part.partner for part in answer_question(question, base, persona="communication").participations}
    assert named == {"wewis", "vlaamse-stakeholders-brussel", "gewestelijke-diensten-brussel"}
