"""The Dutch words of the pages, and the table that turns Gradio's own English ones Dutch."""

from app.answer import Persona, Status
from kb.modality import Modality
from kb.participation import Evidence

TITLE = "Duaalwijzer"
WHAT_IT_IS = (
    "Vraag wie wat doet in duaal leren in Vlaanderen. Bij elk antwoord lees je de woorden "
    "van de bron waarop het steunt."
)
SKIP_LINK = "Naar het vraagveld"
NO_SCRIPT = "Deze pagina heeft JavaScript nodig. Zet het aan in je browser en laad de pagina opnieuw."

PERSONA_LABEL = "Wie ben je?"
PERSONAS: tuple[tuple[str, Persona], ...] = (
    ("Ouder", "parent"),
    ("Mentor of bedrijf", "mentor"),
    ("Communicatie", "communication"),
    ("Iets anders", "any"),
)
QUESTION_LABEL = "Je vraag"
QUESTION_PLACEHOLDER = "Typ hier je vraag"
SEND = "Vraag"
NEW_QUESTION = "Nieuw gesprek"
CONVERSATION = "Gesprek"
EMPTY_CONVERSATION = "Nog geen vraag gesteld. Typ hieronder je vraag of kies een voorbeeld."
EXAMPLES_HEADING = "Bijvoorbeeld"
PRIVACY = "Deze pagina bewaart je vragen niet."

SEARCHING = "Ik zoek het op in de bronnen…"
LOADING = "De bronnen worden nog geladen. Je vraag blijft staan, het antwoord volgt vanzelf."
SOURCES_LOADING = "De bronnen worden nog geladen…"
ASK_SOMETHING = "Typ eerst een vraag."
PROBLEM = "Er liep iets mis"
UNEXPECTED = "Je vraag kon niet verwerkt worden door een fout in de toepassing. Probeer het straks opnieuw."
SOURCES_FAILED = "De lijst van bronnen kon niet geladen worden. Laad de pagina straks opnieuw."
LANGUAGE_MODEL = "Verwoord met hulp van een taalmodel. De citaten zijn woordelijk."

ANSWER_SOURCES = "Bronnen bij dit antwoord"
NO_ANSWER_YET = "Hier verschijnen de citaten waarop het antwoord steunt."
NO_CITATIONS = "Bij dit antwoord hoort geen citaat."
EARLIER_SOURCES = "Bronnen bij een eerdere vraag"
READ_IN_CONTEXT = "Lees in de tekst"
READ_IN_PLAN = "Lees in het plan"
BACK_TO_ANSWER = "Terug naar het antwoord"
NO_CONTEXT = "De tekst rond dit citaat is nu niet beschikbaar."
CHECK_OTHER_SOURCE = "Dit staat niet in het plan. Kijk het na op de actuele pagina van de bron."
HANDOVER = "Waar kan je terecht?"
NOTICE = "Let op"

ALL_SOURCES = "Alle bronnen"
NO_SOURCES = "Er zijn geen bronnen geladen."
NO_PUBLISHER = "geen uitgever in het document"
NO_DATE = "geen datum in het document"
LANGUAGES = {"nl": "Nederlands", "fr": "Frans", "en": "Engels", "de": "Duits"}
KINDS = {"policy_text": "beleidstekst", "role_map": "rollenkaart"}

STATUSES: dict[Status, str] = {
    "answered": "Beantwoord uit de bronnen",
    "partly_answered": "Deels in de bronnen",
    "other_source_only": "Niet in het plan, wel in een andere bron",
    "not_in_sources": "Niet in de bronnen",
    "needs_clarification": "Kan je je vraag verduidelijken?",
    "out_of_scope": "Buiten het onderwerp",
    "declined": "Niet beantwoord",
    "greeting": "Welkom",
}
EVIDENCE: dict[Evidence, str] = {
    "in_plan": "in het plan",
    "announced_in_plan": "aangekondigd in het plan",
    "other_source": "andere bron",
    "unverified": "niet nagekeken",
}
# A plain fact carries no label of firmness.
MODALITIES: dict[Modality, str | None] = {
    "decided": "beslist",
    "planned": "gepland",
    "proposed": "nog een voorstel",
    "under_study": "wordt onderzocht",
    "stated": None,
}

EXAMPLES: dict[Persona, tuple[str, ...]] = {
    "parent": (
        "Krijgt mijn kind een echt diploma?",
        "Is duaal leren alleen voor zwakke leerlingen?",
        "Wat is de aanloopfase?",
    ),
    "mentor": (
        "Wie erkent ondernemingen als leerwerkplek?",
        "Moet de mentor er al zijn bij de erkenningsaanvraag?",
        "Is er een premie voor een leerling in een 7de jaar?",
    ),
    "communication": (
        "Wie is trekker van actie 9?",
        "Bij welke acties is AHOVOKS betrokken?",
        "Wat is actie 18?",
        "Komt de groeifase er in 2027?",
    ),
    "any": (
        "Wat is duaal leren?",
        "Wie erkent ondernemingen als leerwerkplek?",
        "Waarom is een actieplan voor duaal leren nodig?",
    ),
}
MOST_EXAMPLES = max(len(questions) for questions in EXAMPLES.values())

# Gradio follows the browser's language; these keys are what its Dutch table lacks, or says less plainly,
# and they stand under English as well, so that no browser setting brings English words back.
GRADIO_WORDS = {
    "chatbot.clear": "Gesprek wissen",
    "chatbot.complete": "Klaar",
    "chatbot.copied_message": "Bericht gekopieerd",
    "chatbot.copy_message": "Bericht kopiëren",
    "chatbot.retry": "Opnieuw proberen",
    "chat_interface.chatbot": "Gesprek",
    "chat_interface.conversation": "Gesprek",
    "chat_interface.message_placeholder": "Typ je vraag",
    "common.built_with_gradio": "Gemaakt met Gradio",
    "common.clear": "Wissen",
    "common.download_all": "Alles downloaden",
    "common.empty": "Leeg",
    "common.error": "Er liep iets mis",
    "common.loading": "Laden",
    "common.progress": "Voortgang",
    "common.run": "Uitvoeren",
    "common.settings": "Instellingen",
    "common.submit": "Verzenden",
    "blocks.connection_can_break": "Houd deze pagina open, anders kan de verbinding wegvallen.",
    "blocks.long_requests_queue": "Er zijn veel vragen tegelijk. Je vraag blijft in de wachtrij.",
    "blocks.lost_connection": "De verbinding viel weg. Je vraag wordt opnieuw in de wachtrij gezet.",
    "errors.contact_page_author": "Laat dit weten aan wie deze pagina beheert.",
}  # fmt: skip
