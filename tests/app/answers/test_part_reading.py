"""Parts of a question lean on what was asked before them, and name the partners of just that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.answer_question import answer_question
from app.answers.part_reading import read_parts
from app.question.action_numbers import action_numbers
from app.question.leaning import asks_for_parties, only_points_back, says_nothing
from app.question.understanding import understand
from app.records.answer import Answer
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

BOTH = {"wewis", "dov"}
PARTNERSHIPS = {"vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen"}


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def of_plan(answer: Answer) -> set[str]:
    return {part.partner for part in answer.participations if part.evidence != "other_source"}


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        # Everybody who works on it is counted, in the text of an action too.
        ("Actie 3 over de beroepskwalificaties: hoeveel partners werken mee, en welke?", {"ahovoks", "sectoren"}),
        ("Met wie op federaal niveau wordt er voor actie 10 contact gezocht?",
         {"federale-ministers", "federale-overheidsdiensten"}),
        ("Maak een tabel van actie 1 en actie 12: inhoud, timing, betrokkenen.", {"ahovoks", "dov"}),
        ("Geef voor actie 13 alleen wat er achter 'Betrokken' staat en de timing.", {"wewis"}),
        # Only an action has a lead, whichever service the words before it name.
        ("Erkenning in stappen, zonder mentor erbij: is dat beslist? En wie is daar de trekker van?", {"wewis"}),
        ("Hoeveel sectorale partnerschappen zijn er, en hoe zijn die partnerschappen samengesteld?",
         {"onderwijspartners", "sociale-partners", "vlaamse-administratie"}),
        ("Krijgen we voor een 7de jaar een premie, en zit die verruiming bij Onderwijs of bij Werk?", {"wewis"}),
        # Who stands at the action that was told.
        ("Kom ik in aanmerking voor de premie voor een 7de jaar, vanaf welk schooljaar, en welk departement staat "
         "bij die actie?", {"wewis"}),
        ("Over welke schooljaren loopt actie 13, waarop volgt ze, en welk departement staat achter 'Betrokken'?",
         {"wewis"}),
        ("Action 11 : qu'est-ce qu'on examine, pendant quelle année, et quel département est mentionné ?", {"wewis"}),
        ("Actie 10: wie wordt er gecontacteerd, vanuit welke departementen, en in welk schooljaar?",
         {*BOTH, "federale-ministers", "federale-overheidsdiensten"}),
        ("Actie 9: wie trekt, wie doet nog mee, en kijken ze ook naar de mentoropleiding?", BOTH),
        # Who did it, of what was asked before.
        ("La proposition de décret sur les primes : traitée à quelle date, et par qui ?",
         {"parlementaire-commissie-werk"}),
        ("Mag een traject bij twee bedrijven? wie zegt er dat zoiets verrijkend kan zijn",
         {"vlaams-partnerschap-duaal-leren"}),
        ("Hoelang is een erkenning als leerwerkplek geldig, moet dat per vestiging, en wie erkent ons?", PARTNERSHIPS),
        # A part that asks who, and of which nobody is named, names nobody else's partners.
        ("Ma fille doit avoir des chaussures de sécurité. Le plan en parle ? et qui les paie ?", set()),
        # Two partners of one service.
        ("Goede praktijken bij duaal leren: van wie zijn ze, en wie zet in op het delen ervan?",
         {"vlaamse-administratie", "sectorfondsen"}),
        # A range of actions.
        ("Lijstje van actie 1 tem 3 aub, met wie er achter Betrokkenen staat", {"ahovoks", *BOTH}),
        # With a topic that stands before all of them, or an action that does.
        ("Actie 13, drie vragen: wie staat er bij 'Betrokken', wie zou het netwerk van erkende bedrijven uitbouwen, en "
         "tot wanneer loopt het?", {"wewis", *PARTNERSHIPS}),
        ("Radar Duaal: wat is dat, sinds wanneer bestaat het, en bij wie wil het actieplan het beter krijgen?",
         {"schoolbesturen"}),
        ("Wat wil actie 3 bereiken, welk agentschap staat erbij en met wie wordt samen nagegaan wat er kan?",
         {"ahovoks", "sectoren"}),
        # Each kind of partner for itself.
        ("Which department stands at the alignment with 'Alternance' in Brussels, and together with whom is it looked "
         "into?", {"wewis", "vlaamse-stakeholders-brussel"}),
        ("Actie 14: vanuit welke departementen wordt de strategie uitgerold, en welke andere stakeholders zijn erbij?",
         {*BOTH, *PARTNERSHIPS, "rtc"}),
        # An action that a part names itself.
        ("Moet er bij de aanvraag straks nog meteen een mentor zijn? En wie is bij dat onderzoek (actie 9) betrokken?",
         BOTH),
        # Who and when of several actions.
        ("Geef voor actie 10, 11 en 12 de timing en de instanties op de regel 'Betrokken(en)'.", {*BOTH, "ahovoks"}),
        # Not the one that was named.
        ("Mogen we de SERV de 'centrale dialoogtafel' noemen? Zo niet, wie heeft die rol?",
         {"vlaams-partnerschap-duaal-leren"}),
    ],
)  # fmt: skip
def test_a_part_that_asks_who_names_those_of_what_was_asked(
    base: KnowledgeBase, question: str, partners: set[str]
) -> None:
    assert of_plan(answer_question(question, base)) == partners


def test_a_part_behind_a_question_mark_is_not_left_out(base: KnowledgeBase) -> None:
    before = "Kan hij zijn traject in twee bedrijven doen?"
    asked = understand("wie zegt er dat da verrijkend is", "parent", None, (before,), base.names, is_later_part=True)
    assert asked.resolved == f"{before} wie zegt er dat da verrijkend is"


def test_erkent_is_no_word_that_points_back(base: KnowledgeBase) -> None:
    before = "Hoelang is een erkenning geldig?"
    assert understand("wie erkent ons?", "mentor", None, (before,), base.names).resolved == "wie erkent ons?"


@pytest.mark.parametrize(
    ("simple", "numbers"),
    [
        ("lijstje van actie 1 tem 3", ("1", "2", "3")),
        ("acties 2 tot en met 4 en 9", ("2", "3", "4")),
        ("actions 5 a 7", ("5", "6", "7")),
        ("acties 9-11", ("9", "10", "11")),
        ("actie 1 tem 18", tuple(map(str, range(1, 19)))),
        ("van actie 10 tot actie 12", ("10", "11", "12")),
        ("de l'action 3 a l'action 5", ("3", "4", "5")),
        ("actie 10/11/12", ("10", "11", "12")),
        ("actie 2.6/18", ("2.6/18",)),
        ("actie 5 tot 2026", ("5",)),
    ],
)
def test_a_range_names_each_action_in_it(simple: str, numbers: tuple[str, ...]) -> None:
    assert action_numbers(simple) == numbers


def test_what_a_part_says_by_itself() -> None:
    assert asks_for_parties("welk departement staat daarbij?")
    assert not asks_for_parties("welk departement verkent de groeifase?")
    assert says_nothing("wie onderzoekt dat?")
    assert not says_nothing("wie erkent ons?")
    assert only_points_back("who has to file it: us or the school?")
    assert not only_points_back("wie erkent een bedrijf?")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["wie doet dat", "en wat kost het", "hoelang duurt da?", "de school", ",", ". ", "? ", "qui paie",
             "mail jan@x.be", "zo niet, wie dan", "actie 3"]
        ),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_any_text_is_read_in_parts_that_stand_in_it_in_order(base: KnowledgeBase, pieces: list[str]) -> None:
    text = " ".join(" ".join(pieces).split())
    if not any(character.isalnum() for character in text):
        return
    whole = understand(text, "any", None, (), base.names)
    place = 0
    for read in read_parts(whole.text, whole, (), base):
        place = whole.text.index(read.text, place) + len(read.text)


def test_a_part_off_the_subject_is_left_open_beside_the_other(base: KnowledgeBase) -> None:
    answer = answer_question("Wie trekt actie 9 en wat is het weer in Gent?", base)

    assert answer.status == "partly_answered"
    assert of_plan(answer) == {"wewis"}
    assert answer.sentences[-1].kind == "gap"


def test_parts_that_are_all_off_the_subject_get_one_reply(base: KnowledgeBase) -> None:
    answer = answer_question("Hoe laat is het, wie wint de koers en wat is het weer in Gent?", base)

    assert answer.status == "out_of_scope"
    assert len(answer.sentences) == 1


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        # Where the lessons are, not where one works.
        ("da duaal, waar volgde da dan les?", {"scholen", "cdo", "syntra-lesplaatsen", "cvo"}),
        # A kind of partner, without "welk".
        ("federale regels rond preventie enzo, is er een fonds dat kmo's daarin wegwijs maakt?", {"sectorfondsen"}),
        # Adults are in the centres for adults.
        ("Kan een volwassene ook duaal leren, en in welke centra volgt die dan les?", {"cvo"}),
        # "Volgens het plan" is no part of the matter.
        ("Wie mobiliseert volgens het actieplan de ondernemingen?", {*PARTNERSHIPS, "sectoren"}),
    ],
)
def test_the_partners_of_a_single_question_are_those_of_what_it_asks(
    base: KnowledgeBase, question: str, partners: set[str]
) -> None:
    assert of_plan(answer_question(question, base)) == partners


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Onze zoon zit in de aanloopfase en kan geen getuigschrift halen. Klopt dat? Wanneer gaan ze dat veranderen?",
         "Timing van actie 8"),
        ("Moet een eenmanszaak alle welzijnsregels volgen, en wordt dat binnenkort soepeler?", "contact opgenomen"),
        ("Qui s'occupe du lien avec le système Alternance à Bruxelles, et est-ce que quelque chose va changer ?",
         "Alternance"),
    ],
)  # fmt: skip
def test_whether_what_was_told_will_change_is_told_by_the_action_on_it(
    base: KnowledgeBase, question: str, said: str
) -> None:
    answer = answer_question(question, base, persona="mentor")

    second = answer.text.partition("Op «" if answer.language == "nl" else "Pour «")[2].partition("\n")[2]
    assert said in second


def test_a_question_of_few_words_keeps_what_was_told_before_it(base: KnowledgeBase) -> None:
    answer = answer_question(
        "Mijn baas vraagt of hij die premie ook krijgt voor een 7de jaar duaal. Vanaf wanneer?", base
    )

    assert any(citation.action == "2.2/5" for citation in answer.citations)
    assert "2027" not in answer.text


def test_who_leads_is_told_of_the_listed_actions_that_have_a_lead(base: KnowledgeBase) -> None:
    answer = answer_question("Welke acties lopen in schooljaar 2025-2026, en wie trekt ze?", base)

    assert "De trekker van actie 9" in answer.text
    assert of_plan(answer) == {"wewis"}


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        # To whom is told beside who, though that part asks how often as well.
        ("Hoe wordt het plan opgevolgd? Door wie, en aan wie wordt er gerapporteerd, hoe vaak?",
         {"vlaamse-administratie", "vlaamse-regering"}),
        # Whom he does it with is another question than who does it.
        ("Federaal luik: wie neemt contact op, met wie precies, en in welk schooljaar?",
         {*BOTH, "federale-ministers", "federale-overheidsdiensten"}),
        # What is asked of the matter before ("mandatory") is no part of it.
        ("Is the mentor training mandatory, and who provides it according to the action plan?", set(PARTNERSHIPS)),
        # The kind that is asked for does not stand in the block.
        ("Actie 13: gaat het over scholen informeren, en welke partnerschappen zouden dat doen?", set(PARTNERSHIPS)),
        # With the acting ones those that the text draws in.
        ("Action 14 : qui déploie la stratégie de communication, quels partenaires y sont associés ?",
         {*BOTH, *PARTNERSHIPS, "rtc"}),
        # "Waar" in the middle of a sentence, and for both kinds of learners.
        ("waar kunde de lessen van duaal leren overal volgen (ook als volwassene he), is da elke dag?",
         {"scholen", "cdo", "syntra-lesplaatsen", "cvo"}),
        ("Op welke plaatsen kan de lescomponent van een duale opleiding doorgaan?",
         {"scholen", "cdo", "syntra-lesplaatsen", "cvo"}),
        # A reason told behind it is no part of it.
        ("Da intensief traject werkplekleren, bestaat da al en wie coordineert da? Want de uitleg was ni duidelijk",
         {"scholen"}),
        # All who are drawn in, whatever is done to them.
        ("Hoe verliep de aftoetsing van de drempels met het werkveld, en wie was er allemaal bij betrokken?",
         {*PARTNERSHIPS, "sociale-partners", "onderwijsverstrekkers", "ondernemingen", "scholen"}),
    ],
)  # fmt: skip
def test_each_part_that_asks_who_or_with_whom_names_its_own(
    base: KnowledgeBase, question: str, partners: set[str]
) -> None:
    assert of_plan(answer_question(question, base)) == partners


def test_whether_it_is_decided_is_not_told_of_another_action(base: KnowledgeBase) -> None:
    answer = answer_question("Worden er overlegorganen afgeschaft? Is dat al beslist of nog in onderzoek?", base)

    assert {citation.action for citation in answer.citations} <= {"2.7/18.2", "2.7/18", "2.7/18.1"}


def test_what_is_asked_of_a_matter_in_one_word_stays_with_it(base: KnowledgeBase) -> None:
    answer = answer_question("hoeveel premie krijgt een bedrijf en waar aanvragen", base, persona="mentor")

    assert "digitaal-loket-werkplekduaal" not in {part.service for part in answer.participations}


def test_words_that_a_part_quoted_are_not_quoted_again_behind_a_bullet(base: KnowledgeBase) -> None:
    question = (
        "Iedereen stuurt mij door: school, Syntra, sectorfonds. Wie is waarvoor bevoegd en komt daar beterschap in?"
    )
    answer = answer_question(question, base, persona="mentor")

    quoted = [sentence.text for sentence in answer.sentences if "niet steeds duidelijk" in sentence.text]
    assert len(quoted) == 1


def test_a_change_that_a_note_points_at_is_told_with_what_is_to_change(base: KnowledgeBase) -> None:
    question = (
        "eenmanszaak, schrijnwerker. den helen boel van welzijnsregels voor 1 gast. Gaat daar iets aan veranderen?"
    )
    answer = answer_question(question, base, persona="mentor")

    assert "2.4/10" in {citation.action for citation in answer.citations}


def test_a_french_part_that_only_points_back_is_read_with_its_matter(base: KnowledgeBase) -> None:
    question = "Qui donne la reconnaissance comme lieu d'apprentissage et combien de temps ça prend ?"
    answer = answer_question(question, base, persona="mentor")

    assert "court ou long terme" not in answer.text


def test_who_is_not_told_by_words_above_that_name_nobody(base: KnowledgeBase) -> None:
    question = (
        "erkenning aangevraagd in maart, nog altijd geen leerling gezien. waarom moest ik al dat papierwerk dan doen "
        "en wie zoekt die leerling?"
    )
    answer = answer_question(question, base, persona="mentor")

    assert not answer.participations
    assert answer.sentences[-1].text != "Zie hierboven."
