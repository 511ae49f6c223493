"""Several questions in one are told apart, and each is answered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answer_question import answer_question
from app.question.parts import MOST, asked_after_story, parts_of
from app.records.answer import Answer
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment


@pytest.fixture(scope="module")
def base(corpus_store) -> KnowledgeBase:
    return open_knowledge_base(settings_from_environment(str(corpus_store)))[0]


def asked(base: KnowledgeBase, question: str) -> Answer:
    return answer_question(question, base)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("wie geeft die, moet ik dat, hoelang duurt da?", ("wie geeft die", "moet ik dat", "hoelang duurt da?")),
        ("Wie trekt actie 9, en tegen wanneer?", ("Wie trekt actie 9", "tegen wanneer?")),
        ("Wa is duaal? Krijgt hij een diploma?", ("Wa is duaal?", "Krijgt hij een diploma?")),
        ("Qui agrée une firme et combien de temps faut-il ?", ("Qui agrée une firme", "combien de temps faut-il ?")),
        ("Who recognises firms and how long does it take?", ("Who recognises firms", "how long does it take?")),
        ("hij is 15. mag hij starten en wat krijgt hij", ("hij is 15. mag hij starten", "wat krijgt hij")),
        ("Kraan en lift in één kwalificatie: tegen wanneer? En wie werkt die uit?",
         ("Kraan en lift in één kwalificatie: tegen wanneer?", "En wie werkt die uit?")),
        ("which bodies build the network, and until when does that run?",
         ("which bodies build the network", "until when does that run?")),
        ("kan da nog op mijn leeftijd, bij wa soort school is da en wa papier krijg ek op 't einde?",
         ("kan da nog op mijn leeftijd, bij wa soort school is da", "wa papier krijg ek op 't einde?")),
        # What asks to confirm what was told, and then another question.
        ("Ik hoorde dat duaal ook in het aso komt, klopt dat en in welke school kan ik hem dan inschrijven?",
         ("Ik hoorde dat duaal ook in het aso komt, klopt dat", "in welke school kan ik hem dan inschrijven?")),
        ("mentoropleiding: waar inschrijven, hoe lang duurt da?",
         ("mentoropleiding: waar inschrijven", "hoe lang duurt da?")),
        ("Wie neemt contact op, met wie precies, en in welk schooljaar?",
         ("Wie neemt contact op", "met wie precies", "in welk schooljaar?")),
        ("C'est suivi par qui, et à qui on fait rapport, tous les combien ?",
         ("C'est suivi par qui", "à qui on fait rapport", "tous les combien ?")),
        ("les cours ça se donne où et depuis quand c'est possible là ?",
         ("les cours ça se donne où", "depuis quand c'est possible là ?")),
        ("wa is da juist, wie geeft da en moetem doarvoor betalen?",
         ("wa is da juist", "wie geeft da", "moetem doarvoor betalen?")),
        ("Wat is actie 9? Wat is de aanloopfase?", ("Wat is actie 9?", "Wat is de aanloopfase?")),
        # What asks alone, behind a question who; and what asks for one of the answers to the question before it.
        ("wie levert de kaart op en wanneer?", ("wie levert de kaart op", "wanneer?")),
        ("Is de kaart al klaar? Zo ja, waar staat ze; zo nee, wie levert ze op?",
         ("Is de kaart al klaar?", "Zo ja, waar staat ze", "zo nee, wie levert ze op?")),
        ("Wie voert de veldverkenning uit, bij welke instellingen kijkt men naar de knelpunten?",
         ("Wie voert de veldverkenning uit", "bij welke instellingen kijkt men naar de knelpunten?")),
        # What somebody wants to know, in clauses.
        ("Ik wil graag weten wie de erkenning doet, hoe lang dat duurt en wat het kost",
         ("wie de erkenning doet", "hoe lang dat duurt", "wat het kost")),
        ("Vat hoofdstuk 4 samen: aan welke raden advies wordt gevraagd en wie erkend wordt als dialoogtafel.",
         ("Vat hoofdstuk 4 samen: aan welke raden advies wordt gevraagd", "wie erkend wordt als dialoogtafel.")),
        ("Je voudrais savoir qui agrée les entreprises et combien de temps ça prend",
         ("qui agrée les entreprises", "combien de temps ça prend")),
        ("Onze zoon is 15. Ik wil weten of hij al mag starten en wie dat beslist",
         ("Onze zoon is 15. Ik wil weten of hij al mag starten", "wie dat beslist")),
        # What is said to stand in the plan is checked before what is asked of it.
        ("In actie 9 staat dat de leervergoeding stijgt. Vanaf wanneer gaat dat in?",
         ("In actie 9 staat dat de leervergoeding stijgt.", "Vanaf wanneer gaat dat in?")),
        # Lists with commas.
        ("wat kost zo'n leerling, wie tekent er en moet ik iets betalen",
         ("wat kost zo'n leerling", "wie tekent er", "moet ik iets betalen")),
        ("Even kort: wie keurt ons goed, mag de leerling 's nachts werken, en welk loon krijgt hij?",
         ("Even kort: wie keurt ons goed", "mag de leerling 's nachts werken", "welk loon krijgt hij?")),
        ("wie leidt actie 4, tegen wanneer is ze klaar en wat levert ze op?",
         ("wie leidt actie 4", "tegen wanneer is ze klaar", "wat levert ze op?")),
        ("wa verdient hij, hoelang duurt da en wie betaalt da?",
         ("wa verdient hij", "hoelang duurt da", "wie betaalt da?")),
        ("mag ik een leerling nemen, wat moet ik daarvoor doen?",
         ("mag ik een leerling nemen", "wat moet ik daarvoor doen?")),
        ("waar schrijf ik mij in, wanneer begint het en welke papieren moet ik hebben",
         ("waar schrijf ik mij in", "wanneer begint het", "welke papieren moet ik hebben")),
        ("hoe vind ik een bakker; wie helpt mij daarbij?", ("hoe vind ik een bakker", "wie helpt mij daarbij?")),
        ("ik ben 17, mag ik starten, wat verdien ik?", ("ik ben 17, mag ik starten", "wat verdien ik?")),
        ("als hij valt, wie betaalt dat en wat moet ik doen?", ("als hij valt, wie betaalt dat", "wat moet ik doen?")),
        ("hoe lang duurt de opleiding, waar gaat ze door", ("hoe lang duurt de opleiding", "waar gaat ze door")),
        ("krijg ik een premie, hoe vraag ik ze aan", ("krijg ik een premie", "hoe vraag ik ze aan")),
        ("wuk moek doen, wie helpt mij", ("wuk moek doen", "wie helpt mij")),
        ("Qui paie l'élève, combien gagne-t-il et quand commence-t-il ?",
         ("Qui paie l'élève", "combien gagne-t-il", "quand commence-t-il ?")),
        ("Deux choses : qui nous aide, le contrat doit-il être signé ?",
         ("qui nous aide", "le contrat doit-il être signé ?")),
        ("Comment s'inscrire, combien ça coûte ?", ("Comment s'inscrire", "combien ça coûte ?")),
        ("Une école peut-elle refuser, et que faut-il faire alors ?",
         ("Une école peut-elle refuser", "que faut-il faire alors ?")),
        ("Who pays the pupil, how much does he earn and when does it start?",
         ("Who pays the pupil", "how much does he earn", "when does it start?")),
        ("Where do we apply, what does it cost?", ("Where do we apply", "what does it cost?")),
        # A full stop between two.
        ("wie controleert ons. en wat moet een begeleider kennen",
         ("wie controleert ons.", "wat moet een begeleider kennen")),
        ("Hoe word ik mentor. Welke opleiding moet ik volgen.",
         ("Hoe word ik mentor.", "Welke opleiding moet ik volgen.")),
        ("wat is een cdo. waar vind ik er een", ("wat is een cdo.", "waar vind ik er een")),
        ("Wie tekent het contract. Moet de school ook tekenen?",
         ("Wie tekent het contract.", "Moet de school ook tekenen?")),
        ("Qui signe le contrat. Combien de temps dure-t-il.", ("Qui signe le contrat.", "Combien de temps dure-t-il.")),
        ("How do I apply. Who decides.", ("How do I apply.", "Who decides.")),
        # Told before, between or after.
        ("Ik heb een kapsalon. Mag ik een leerling nemen? En wie betaalt hem?",
         ("Ik heb een kapsalon. Mag ik een leerling nemen?", "En wie betaalt hem?")),
        ("Wie helpt mij? Heb al gebeld. En wat kost het?", ("Wie helpt mij?", "Heb al gebeld. En wat kost het?")),
        ("Wat is een mentor? Hoe word je dat? Ik werk in een garage.",
         ("Wat is een mentor?", "Hoe word je dat? Ik werk in een garage.")),
        ("Staat mijn school op de lijst? Zo niet, wie kan mij helpen?",
         ("Staat mijn school op de lijst?", "Zo niet, wie kan mij helpen?")),
        ("Twee vraagjes: wie tekent het contract en hoelang duurt da?",
         ("wie tekent het contract", "hoelang duurt da?")),
        ("Où en est le projet et qui le dirige ?", ("Où en est le projet", "qui le dirige ?")),
        ("hedde gij da gelezen? en wa vonde der van?", ("hedde gij da gelezen?", "en wa vonde der van?")),
        ("wie doet de evaluatie maar wanneer start die?", ("wie doet de evaluatie", "wanneer start die?")),
        ("Is the plan approved and where can I read it?", ("Is the plan approved", "where can I read it?")),
        # What opens with a preposition, or asks on in the same way with a verb of its own.
        ("Wordt da onderzocht, wanneer, en door welke departementen?",
         ("Wordt da onderzocht, wanneer", "door welke departementen?")),
        ("Wanneer starten de convenants, bij welke actie staat dat, en wie is daar vermeld?",
         ("Wanneer starten de convenants", "bij welke actie staat dat", "wie is daar vermeld?")),
        ("Met wie was het overleg over de nota, en wie zat er aan tafel?",
         ("Met wie was het overleg over de nota", "wie zat er aan tafel?")),
        ("Bonjour, qui suit le plan, à qui fait-on rapport et tous les combien ?",
         ("Bonjour, qui suit le plan", "à qui fait-on rapport", "tous les combien ?")),
        ("Actie 9: wie trekt, wie doet nog mee, en kijken ze ook naar de opleiding?",
         ("Actie 9: wie trekt, wie doet nog mee", "kijken ze ook naar de opleiding?")),
        # The text numbers them itself, or gives a choice of two questions.
        ("2 vragen. 1) wie keurt mijn zaak goed 2) moet ik dimona doen?",
         ("wie keurt mijn zaak goed", "moet ik dimona doen?")),
        ("Wij zijn een bakkerij in Gent. 1. Wie erkent ons? 2. Hoe lang duurt dat?",
         ("Wij zijn een bakkerij in Gent. 1. Wie erkent ons?", "Hoe lang duurt dat?")),
        ("Wie betaalt de bus of wie zoekt er iets dichterbij?",
         ("Wie betaalt de bus", "wie zoekt er iets dichterbij?")),
        ("Wat is dat, wie geeft het, wat kost het en wanneer start het?",
         ("Wat is dat", "wie geeft het", "wat kost het", "wanneer start het?")),
    ],
)  # fmt: skip
def test_each_question_of_several_is_a_part(question, parts):
    assert parts_of(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Wie erkent ondernemingen als leerwerkplek?",
        "Waar vond de ronde tafel plaats en op welke dag?",
        "mon fils, qui a 16 ans, peut-il commencer ?",
        "wie betaalt dat en wie niet?",
        "Wie onderzoekt dat? Den VDAB?",
        "wie is de trekker? niet wie meedoet",
        "Is duaal leren iets voor mijn zoon? Hij is 15. Hij werkt graag.",
        "ik werk bij de bakker en wie betaalt mij",
        "hoeveel dagen zit hij op school en hoeveel op het werk?",
        "het CLB erkent mijn bedrijf, klopt dat?",
        "Wat staat er over scholen en bedrijven in de regio?",
        "wie geeft het? wat kost het? waarom is dat? wanneer start het? hoelang duurt het? waar is dat? moet ik mee?",
        # Told after it, before it or in it.
        "Moet een begeleider elk jaar bijscholen? Heb de cursus pas gevolgd, een halve week kwijt",
        "Waar vind ik het cijfer over werkloosheid? Heb de juiste bladzijde nodig.",
        "Verandert de premie? Moet het weten voor mijn boekhouder.",
        "Staat er iets over bakkers in? Kan het nergens vinden.",
        "Op welke bladzijde staat dat? En zet die zin in het Frans.",
        "Hoe lang duurt de erkenning? Wij hebben een klein bedrijf en krijgen er vragen over.",
        "wat kost de opleiding? ik moet ze volgende maand doen",
        "Wie helpt ons? Ik bedoel wie in Gent dat doet.",
        "Heb een leerling van 16, moet ik die verzekeren?",
        "Heb gebeld en gemaild, wie antwoordt er eigenlijk?",
        "Mijn nicht wil starten maar is er nog bang voor. Waar vindt ze hulp?",
        "Wij zoeken uit wie ons kan helpen. Welke dienst is dat?",
        "ik heb een garage en kan ik een leerling nemen?",
        "Where is it written? Have the deadline tomorrow.",
        # A clause that refers back or is not asked.
        "de school, wie dat ook is, moet die een contract maken?",
        "ik weet niet, wie mij kan helpen",
        "weet je wie, wat en waar",
        "zeg mij wie dat betaalt en hoe het werkt",
        "wie duaal leert, krijgt die een loon?",
        "Moet het bedrijf, waar mijn dochter leert, een mentor hebben?",
        "Mag de baas zeggen wat hij wil, wat mij verbaast?",
        "waar staat wat een mentor moet kennen en wat er verandert",
        "l'entreprise où il travaille, doit-elle payer ?",
        "Does the firm, which is small, need a mentor?",
        # A condition, or a situation told.
        "als hij ziek is, wie betaalt dan?",
        "wat als hij valt op het werk, moet ik dat dan melden?",
        "wanneer de school dicht is, moet hij dan werken?",
        "is hij te jong, wat doen we dan?",
        "mijn dochter is 15, mag zij dat?",
        "onze leerling heeft een contract, krijgt hij ook vakantie?",
        "stel dat de zaak sluit, wie zoekt een nieuwe plek?",
        "s'il est malade, qui paie ?",
        "quand il est en congé, doit-il travailler ?",
        "if she is ill, who pays her?",
        "when he is on leave, does he get paid?",
        # What asks on about the same.
        "wie beslist daarover, is dat de school?",
        "Welke scholen doen mee, is er een lijst?",
        "Où en est-on avec le projet ?",
        "Dans quel but veut-on changer cela ?",
        "ze spreken mekaar tegen: leraar? baas? directeur?",
        "Peut-il commencer en mai, ou faut-il attendre ?",
        "Wordt het loon verhoogd, en wanneer ?",
    ],
)
def test_one_question_stays_whole(question):
    assert parts_of(question) == (question,)


@given(st.text(max_size=200))
def test_parts_are_few_and_hold_only_words_of_the_question(text):
    parts = parts_of(text)

    assert 1 <= len(parts) <= MOST
    assert all(part in text for part in parts)


def test_what_the_sources_leave_open_is_said_of_that_part(base):
    answer = asked(base, "Wie erkent ondernemingen als leerwerkplek en hoelang duurt dat?")

    assert answer.status == "partly_answered"
    assert {part.partner for part in answer.participations} >= {"vlaams-partnerschap-duaal-leren"}
    assert "Op «hoelang duurt dat?»:" in answer.text
    assert any(sentence.kind == "gap" for sentence in answer.sentences)


def test_who_and_when_in_one_breath_are_both_answered(base):
    answer = asked(base, "actie 10, wie en wanneer?")

    assert {part.partner for part in answer.participations} == {"wewis", "dov"}
    assert "schooljaar" in answer.text


def test_two_questions_about_one_action_are_both_answered(base):
    answer = asked(base, "Wie is trekker van actie 9 en tegen wanneer loopt die?")

    assert answer.status == "answered"
    assert [part.partner for part in answer.participations] == ["wewis"]
    assert "schooljaar" in answer.text


@pytest.mark.parametrize(
    ("question", "part", "says"),
    [
        ("Wie is betrokken bij actie 12 en wat is de timing?", "wat is de timing?", "2025-2027"),
        ("Ik schrijf over actie 12: wat houdt ze in, en wanneer loopt ze?", "wanneer loopt ze?", "Zie hierboven"),
        ("Wie onderzoekt de toelatingsvoorwaarden, en tegen wanneer?", "tegen wanneer?", "schooljaar"),
        ("Does the VDAB provide mentor training? If not, who does?", "If not, who does?", "See above"),
        ("Hoeveel adviesraden krijgen de vraag om advies, en hoe heten ze?", "hoe heten ze?", "SERV"),
        ("Wie levert de kaart met alle rollen op en wanneer?", "wanneer?", "voorstel 2025 - Q4"),
        ("Hoeveel sectorale partnerschappen zijn er, en wie zit daarin?", "wie zit daarin?", "sociale partners"),
        ("Hoeveel sectorale partnerschappen zijn er, en wat doen ze voor mijn bedrijf?", "mijn bedrijf?", "erkennen"),
    ],
)
def test_a_later_part_that_only_asks_is_read_with_what_was_asked_before_it(base, question, part, says):
    answer = asked(base, question)
    _, heading, answered = answer.text.partition(part)

    assert heading
    assert says in answered
    assert answer.status == "answered"


def test_a_date_that_no_part_found_is_missing_though_the_same_words_were_found_again(base):
    answer = asked(base, "Which regional centres are involved in the communication, and from what date?")

    assert answer.status == "partly_answered"
    assert answer.text.endswith("The sources do not say this: they give no date for it.")


def test_what_the_words_above_do_not_hold_is_not_said_to_stand_there(base):
    answer = asked(base, "Hoe vaak wordt er over de voortgang gerapporteerd, en zijn die rapporten openbaar?")

    assert answer.status == "partly_answered"
    assert "hierboven" not in answer.text
    assert answer.sentences[-1].text.startswith("Dat staat niet in het actieplan: het plan zegt niet of")


def test_who_does_it_is_told_by_the_part_that_asks_who(base):
    answer = asked(base, "Wie is bezig met die verzekeringskwestie op te lossen en is't al opgelost?")

    assert {part.partner for part in answer.participations} == {"wewis", "dov"}


def test_who_is_involved_is_told_of_the_action_that_runs_longest(base):
    answer = asked(base, "Welke actie duurt het langst, en wie is erbij betrokken?")

    assert "Actie 13 (2.5)" in answer.text
    assert {part.partner for part in answer.participations} == {"wewis"}


def test_from_whom_is_not_told_by_an_action_that_only_came_near(base):
    answer = asked(base, "Krijg ik als bakker een opleiding om mentor te worden, en van wie?")

    assert not {part.partner for part in answer.participations} & {"wewis", "dov"}


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Mijn zoon is 15. Hij wil kok worden. Wie helpt ons?", "Wie helpt ons?"),
        ("'t Is niet duidelijk! Welke dienst controleert dat?", "Welke dienst controleert dat?"),
        ("Wie helpt ons?", None),
        ("Wie helpt ons? Mijn zoon is 15.", None),
    ],
)
def test_the_sentence_that_asks_is_known_from_what_is_told_before_it(question: str, asked: str | None) -> None:
    assert asked_after_story(question) == asked


def test_a_part_that_only_got_the_words_before_it_again_is_answered_by_itself(base: KnowledgeBase) -> None:
    second = "en moet hij daar veel paperassen voor invullen?"
    answer = asked(base, f"wie beslist er of dat bedrijf van mijn broer goed genoeg is om onze jens te leren? {second}")

    texts = [sentence.text for sentence in answer.sentences]
    assert any("administratieve stappen" in text for text in texts[texts.index(f"Op «{second}»:") :])


def test_both_actions_of_one_number_are_told_where_two_are_asked_for(base: KnowledgeBase) -> None:
    text = asked(base, "Er staan twee acties 18 in het plan, wat is het verschil?").to_json()["text"]

    assert "Actie 18 (2.6)" in text
    assert "Actie 18 (2.7)" in text


def test_a_later_part_that_got_the_same_words_is_told_what_stands_beside_them(base: KnowledgeBase) -> None:
    second = "En hoe zetten we dat op papier?"
    answer = asked(base, f"Kan mijn leerling een stuk van zijn opleiding bij een bevriende garage doen? {second}")

    texts = [sentence.text for sentence in answer.sentences]
    assert any("samenwerkingsovereenkomst" in text for text in texts[texts.index(f"Op «{second}»:") :])
    assert answer.status == "answered"


def test_a_later_part_of_a_refusal_is_not_told_to_stand_above(base: KnowledgeBase) -> None:
    first = "Mijn zoontje heeft adhd en is 15. Krijgt hij op het werk een aparte begeleider"
    answer = asked(base, f"{first} en wie betaalt da?")

    assert answer.sentences[-1].text == "Wie dat doet, staat niet in de bronnen."


def test_to_whom_is_asked_of_the_verb_before_it(base: KnowledgeBase) -> None:
    answer = asked(base, "Wie volgt de acties op, hoe vaak wordt daarover gerapporteerd en aan wie?")

    assert {part.partner for part in answer.participations} == {"vlaamse-administratie", "vlaamse-regering"}


def test_a_story_does_not_hide_what_the_sentence_behind_it_asks(base: KnowledgeBase) -> None:
    told = "Ons Lotte wil zo'n half-school-half-werken ding doen en haar vader zegt dat ze daar later niks mee is."
    answer = asked(base, f"{told} Krijgt die op 't einde hetzelfde papier als haar zus die gewoon naar school gaat?")

    assert answer.sentences[0].text == "Ja."
    assert "dezelfde studiebewijzen" in answer.citations[0].quote


def test_a_trade_that_a_story_tells_of_is_kept(base: KnowledgeBase) -> None:
    answer = asked(base, "wij doen droogkuis en wasserij (textielverzorging). welk sectoraal partnerschap is 't onze?")

    assert {part.partner for part in answer.participations} == {"sectoraal-partnerschap-textielverzorging"}


def test_an_age_told_at_the_end_does_not_hide_what_is_asked(base: KnowledgeBase) -> None:
    answer = asked(base, "kunde gij mij is uitlegge wat da aanloopfase is, ons Mira is 15")

    assert answer.status == "answered"
    assert any("aanloopfase" in citation.quote for citation in answer.citations)


def test_a_noun_that_is_asked_for_without_a_verb_belongs_to_what_follows() -> None:
    question = "Welk departement en welke diensten zijn betrokken bij de afstemming in Brussel?"
    assert parts_of(question) == (question,)


def test_one_thing_asked_of_each_of_a_numbered_list() -> None:
    assert parts_of("Ik ben HR. Wie spreek ik aan voor (1) de erkenning, (2) de premies en (3) een leerling?") == (
        "Ik ben HR. Wie spreek ik aan voor de erkenning?",
        "Wie spreek ik aan voor de premies?",
        "Wie spreek ik aan voor een leerling?",
    )
