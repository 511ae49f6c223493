"""The Dutch words of the pages for editors, who all work in Dutch."""

from collections.abc import Sequence

TITLE = "Redactie"
PARTS = (
    ("", "Overzicht"),
    ("documenten", "Documenten"),
    ("tabellen", "Rollenkaarten en woorden"),
    ("indexen", "Eerdere indexen"),
    ("vragen", "Gestelde vragen"),
    ("meten", "Meten"),
)
PARTS_LABEL = "Onderdelen van de redactie"
LOGIN = "Aanmelden"
LOGOUT = "Afmelden"
LOGGED_IN_AS = "Aangemeld als"
PASSWORD = "Wachtwoord"
PROXY_ONLY = "Je meldt je aan bij de toegang van je organisatie. Open deze pagina langs daar."
WRONG_PASSWORD = "Dat wachtwoord klopt niet."
TOO_MANY = "Te veel foute wachtwoorden. Wacht vijf minuten en probeer het dan opnieuw."
SESSION_OVER = "Je aanmelding is verlopen. Meld je opnieuw aan."
STRANGE_FORM = "Dit formulier hoort niet bij je aanmelding. Begin opnieuw."
BACK = "Terug naar het overzicht"
CONFIRM = "Bevestig"
CANCEL = "Niet doen"

# Overview
INDEX = "De index die nu antwoordt"
MADE_ON = "Gemaakt op"
PASSAGES = "Passages"
SOURCES = "Bronnen"
STATES = {
    "fresh": "In orde",
    "changed": "Het bestand is gewijzigd sinds het ingelezen is",
    "missing": "Het bestand is weg",
}
STATE = "Stand"
KIND = "Soort"
KINDS = {"policy_text": "beleidstekst", "role_map": "rollenkaart"}
DATE = "Datum"
NO_DATE = "geen datum in het document"
FILE_NAME = "Bestand"
HOME = "Waar het staat"
HOMES = {"corpus": "in het corpus van de installatie", "uploads": "opgeladen", "elsewhere": "elders op de server"}
DIGEST = "Vingerafdruk (SHA-256)"
SOURCE_ID = "Kenmerk"
NO_SOURCES = "Er staat nog geen enkele bron in de index."
READ_AGAIN = "Lees alles opnieuw in"
READ_AGAIN_EXPLAINED = (
    "Leest het corpus en de opgeladen documenten opnieuw. Doe dit als er een bestand op de server veranderd is."
)
LATEST_JOB = "Verslag van de laatste wijziging"

# Documents
DOCUMENTS_HOW = (
    "Laad een document op en het wordt meteen ingelezen. Kan het niet gelezen worden, dan verandert er niets en lees "
    "je waarom. Wat je oplaadt, blijft ook na een herstart en na de volgende keer inlezen."
)
ADD = "Voeg een document toe"
ADD_FILE = "Bestand (.pdf .txt .md .html .docx, of een rollenkaart .yaml .csv .xlsx; ten hoogste 30 MB)"
ADD_TITLE = "Titel (leeg: die van het document)"
ADD_PUBLISHER = "Uitgever"
ADD_DATE = "Datum die het document zelf noemt"
ADD_ADDRESS = "Webadres van het document"
ADD_BUTTON = "Laad op en lees in"
STANDING = "Documenten in de index"
REPLACE = "Vervang door een ander bestand"
REPLACE_CORPUS = "Het bestand in het corpus blijft ongewijzigd staan; wat je oplaadt, gaat voor."
REPLACE_BUTTON = "Vervang"
REMOVE = "Haal uit de index"
REMOVE_ASK = "Haal je dit document uit de index?"
REMOVE_UPLOAD = "Het opgeladen bestand verdwijnt. Via een eerdere index kan je het nog terugzetten."
REMOVE_CORPUS = "Het bestand in het corpus blijft staan, maar wordt niet meer ingelezen tot je het terugzet."
REMOVE_ELSEWHERE = "Het bestand op de server blijft staan. Wie het daar opnieuw inleest, brengt het weer in de index."
ASIDE = "Documenten van het corpus die je vervangen of weggehaald hebt"
PUT_BACK = "Zet terug"
PUT_BACK_OF = "Zet het document van het corpus terug"
ADDING = "Het document {name} inlezen"
REPLACING = "{title} vervangen door {name}"
REMOVING = "{title} uit de index halen"
PUTTING_BACK = "{title} terugzetten"
READING_AGAIN = "Alles opnieuw inlezen"
NO_FILE = "Kies eerst een bestand."
TOO_LARGE = "Het bestand is groter dan {most} MB. Dat is te groot."
WRONG_TYPE = "Een bestand {ending} kan niet ingelezen worden. Toegelaten: {allowed}."
WRONG_DATE = "De datum {found} is geen datum in de vorm 2026-01-31. Verbeter ze of laat ze leeg."
WRONG_ADDRESS = "Het webadres begint niet met https:// of http://. Verbeter het of laat het leeg."
TOO_LONG = "Titel, uitgever en webadres mogen elk hoogstens 300 tekens tellen."
UNKNOWN_SOURCE = "Dit document staat niet meer in de index."

# Jobs
BUSY = "Er loopt al een wijziging: {title} (begonnen om {time}). Wacht tot die klaar is en probeer het dan opnieuw."
RUNNING = "Bezig"
RUNS = "Dit loopt in de achtergrond. Je mag deze pagina verlaten: het verslag blijft hier staan."
PROGRESS = "Voortgang"
STARTING = "Dit is begonnen"
SECONDS = "al {seconds} seconden bezig"
PASSAGES_DONE = "{done} van {total} passages"
RELOAD = "Ververs deze pagina"
NO_JOB = "Er is sinds de start van de toepassing niets gewijzigd."
REPORT = "Verslag"
REPORT_WORDS = {
    "added": "Toegevoegd",
    "changed": "Gewijzigd",
    "unchanged": "Ongewijzigd",
    "removed": "Verwijderd",
}
REFUSED = "Niet of deels gelezen"
WARNINGS = "Let op"
DONE_IN = "{passages} passages in de index, {embedded} nieuw berekend, {seconds} seconden."
NOTHING_DONE = "Er is niets veranderd."
FAILED = "Dit is niet gelukt. Er is niets veranderd."

# Tables
HOW = (
    "Download een tabel, pas ze aan in Excel en laad ze weer op. Je ziet eerst wat er verandert. "
    "Er verandert niets voor je op Bevestig klikt."
)
NO_MAPS = "Er zijn geen tabellen om te bewerken."
DOWNLOAD = "Download als Excel (XLSX)"
FILE = "Aangepast Excel-bestand (.xlsx, ten hoogste 5 MB)"
UPLOAD = "Bekijk de wijzigingen"
VERSIONS = "Eerdere versies"
NO_VERSIONS = "Er zijn nog geen eerdere versies."
RESTORE = "Zet terug"
ROWS = "rijen"
RESTORE_OF = "Zet versie terug"
SHIPPED = "Zoals meegeleverd"

PREVIEW = "Wat er verandert"
FAULTS = "Fouten in het bestand"
FAULTS_EXPLAINED = "De tabel is niet gewijzigd. Verbeter dit in het bestand en laad het opnieuw op."
NOTHING_CHANGES = "Het bestand is gelijk aan de tabel van nu. Er is niets te bevestigen."
ADDED = "Nieuwe rijen"
REMOVED = "Geschrapte rijen"
CHANGED = "Gewijzigde rijen"
FIELD, OLD, NEW = "Veld", "Nu", "Wordt"
EMPTY = "(leeg)"
APPLYING = "{title} wijzigen"
APPLIED = "{title} is gewijzigd. De versie van daarvoor staat bij de eerdere versies."
RESTORING = "Een eerdere versie van {title} terugzetten"
RESTORED = "De eerdere versie van {title} is teruggezet. De versie van daarvoor staat nu bij de eerdere versies."
NOTHING_PENDING = "Er wacht geen bestand op bevestiging. Laad het opnieuw op."
NO_XLSX = "Dit is geen Excel-bestand (.xlsx)."
UNREADABLE_FORM = "Het formulier kwam niet goed aan. Probeer het opnieuw."
UNKNOWN_MAP = "Deze tabel bestaat niet meer."
UNKNOWN_VERSION = "Deze versie bestaat niet meer."

# Earlier indexes
INDEXES_HOW = (
    "Elke wijziging maakt een nieuwe index. De vorige blijven enkele keren bewaard. Liep er iets mis, zet dan een "
    "eerdere terug: die antwoordt meteen."
)
SERVES = "Antwoordt nu"
SIZE = "Grootte"
RESTORE_INDEX = "Laat deze index antwoorden"
RESTORE_INDEX_ASK = "Laat je de index van {moment} weer antwoorden?"
RESTORE_INDEX_EXPLAINED = (
    "De opgeladen documenten worden weer die van toen. Bestanden in het corpus, rollenkaarten, woordenlijst en "
    "woordkeuze blijven zoals ze nu zijn, en tellen weer mee zodra er opnieuw ingelezen wordt."
)
RESTORING_INDEX = "De index van {moment} terugzetten"
INDEX_RESTORED = "De index van {moment} antwoordt nu."
UNKNOWN_INDEX = "Deze index bestaat niet meer."

# Questions
TOPICS_OFF = (
    "Vragen worden niet geteld. Wie de server beheert, kan dat aanzetten met DUAAL_COUNT_TOPICS=1. Dan telt "
    "Duaalwijzer over welk onderwerp er gevraagd wordt, per dag en met de stand van het antwoord. De woorden van een "
    "vraag worden nooit bewaard. Bezoekers lezen op de pagina dat er geteld wordt."
)
TOPICS_HOW = (
    "Over welk onderwerp de laatste twaalf maanden gevraagd werd, met bovenaan wat het vaakst zonder antwoord bleef. "
    "De woorden van de vragen worden niet bewaard."
)
NO_TOPICS = "Er is nog niets geteld."
TOPIC = "Onderwerp"
UNANSWERED = "Niet in de bronnen"
PARTLY = "Deels, of andere bron"
ANSWERED = "Beantwoord"
OTHER = "Geen vraag naar inhoud"
LATEST = "Laatst op"

# Evaluations
EVALUATE_HOW = (
    "Meet hoe goed Duaalwijzer antwoordt op vaste proefvragen, met de index van nu. Dat kan enkele minuten duren en "
    "maakt de pagina voor bezoekers intussen trager."
)
EVALUATIONS = {
    "answers": "Antwoorden en weigeringen",
    "retrieval": "Zoeken naar de juiste passage",
    "partners": "Lijsten van partners",
    "messages": "Controle van berichten",
}
EVALUATION = "Wat wil je meten?"
EVALUATE = "Meet"
EVALUATING = "Meting: {name}"
EVALUATION_BUSY = "Er loopt al een meting: {title} (begonnen om {time}). Wacht tot die klaar is."
UNKNOWN_EVALUATION = "Deze meting bestaat niet."
RESULT = "Resultaat"
RESULT_TABLE = "De tabel zoals `duaal eval` ze afdrukt, in het Engels"

_MOST_PAGES = 10
UNEXPECTED = "Er liep iets mis in de toepassing. Kijk in het overzicht na of er iets gewijzigd is."


def on_pages(pages: Sequence[int]) -> str:
    """The pages that a reason is about, as the end of its sentence."""
    if not pages:
        return ""
    named = ", ".join(map(str, pages[:_MOST_PAGES]))
    more = f" en nog {len(pages) - _MOST_PAGES}" if len(pages) > _MOST_PAGES else ""
    return f" (bladzijde{'n' if len(pages) > 1 else ''} {named}{more})"
