"""The Dutch words of the page "Wie doet wat" and of its editing part."""

from kb import role_words
from kb.modality import Modality
from kb.participation import Evidence, Phase

HEADING = "Wie doet wat"
WHAT_IT_IS = (
    "Welke partner doet wat in duaal leren? Elk teken in de kaart opent de woorden van de bron. "
    "Het plan staat voorop, andere bronnen staan apart, met hun datum."
)
SKIP_LINK = "Naar de kaart"

AUDIENCE_LABEL = "Ik ben"
WORDS_LABEL = "Ik zoek"
WORDS_PLACEHOLDER = "dienst of partner, bv. premie"
PHASE_LABEL = "Fase"
EVIDENCE_LABEL = "Bewijs"
ANYTHING = "Alles"
ANY_PHASE = "Alle fasen"
SHOW_ALL = "Alles tonen"

AUDIENCES = {code: names[0] for code, names in role_words.AUDIENCES.items()}
# Short names, because they head narrow columns; a soft hyphen shows where one may break.
PHASES: dict[Phase, str] = {
    "inform": "Infor\u00admeren", "recruit": "Werven", "recognise": "Erkennen",
    "mentor_training": "Mentor\u00adopleiding",
    "match": "Matchen", "agreement": "Overeen\u00adkomst", "guidance": "Bege\u00adleiden",
    "certification": "Studie\u00adbekrach\u00adtiging", "premium": "Premies", "monitoring": "Opvolgen",
    "communication": "Communi\u00adceren", "offer": "Aanbod",
    "regulation": "Regel\u00adgeving", "complaint": "Klachten",
}  # fmt: skip
NO_PHASE = "Zonder fase"
ROLES = {code: names[0] for code, names in role_words.ROLES.items()}
EVIDENCE_CHOICES: tuple[tuple[str, Evidence], ...] = (
    ("In het plan", "in_plan"),
    ("Aangekondigd", "announced_in_plan"),
    ("Andere bron", "other_source"),
)
# The weakest words of the plan stay visible wherever the row is shown.
MODALITIES: dict[Modality, str] = {
    "decided": "beslist", "planned": "gepland", "proposed": "nog een voorstel", "under_study": "wordt onderzocht",
    "stated": "vermeld als feit",
}  # fmt: skip

# Kinds of the catalogue, gathered in the groups of the picture; the first group that holds a kind has it.
GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Partnerschappen", frozenset({"partnerschap", "sectoraal partnerschap"})),
    (
        "Sectoren en hun fondsen",
        frozenset(
            {"fonds", "sector", "organisatie", "sectorfonds", "opleidingsorganisatie van de sector",
             "informatiepunt van de sector"}
        ),
    ),
    (
        "Vlaamse overheid",
        frozenset(
            {"departement", "agentschap", "vroeger agentschap", "regering", "minister", "parlement", "administratie",
             "overheid", "inspectie", "digitaal loket"}
        ),
    ),
    (
        "Scholen en opleiders",
        frozenset(
            {"school", "centrum", "opleidingscentrum", "regionaal centrum", "koepel", "schoolbestuur",
             "onderwijspartners", "onderwijsverstrekkers", "onderwijsactoren", "onderwijsinstellingen",
             "opleidingsverstrekkers", "aanbieders", "ondersteuning van scholen", "leerlingenbegeleiding"}
        ),
    ),
    (
        "Ondernemingen, mensen en wie hen vertegenwoordigt",
        frozenset({"onderneming", "persoon", "werkgeversorganisatie", "vakbond", "sociale partners", "private dienst"}),
    ),
    ("Advies en overleg", frozenset({"raad", "overlegforum", "stakeholders", "onderzoekscentrum", "steunpunt"})),
    (
        "Federaal en Brussel",
        frozenset(
            {"federale overheid", "federale instelling", "gewestelijke overheid", "gewestelijk agentschap",
             "gemeenschapscommissie", "Franstalige instelling", "Franstalig opleidingscentrum", "uitbetaler"}
        ),
    ),
)  # fmt: skip
OTHER_GROUP = "Andere"

PICTURE = "Kaart van partners en fasen"
PARTNERS_OF_PLAN = "Partners in het plan"
OTHER_PARTNERS = "Partners die het plan niet noemt"
PARTNER_COLUMN = "Partner"
LEGEND = "Legende"
TABLE = "Dezelfde rijen als tabel"
TABLE_COLUMNS = ("Partner", "Dienst", "Rol", "Doelgroep", "Fase", "Bewijs", "Modaliteit")
SHOW_EVIDENCE = "Toon bewijs"
DOWNLOAD_CSV = "Download als CSV"
DOWNLOAD_XLSX = "Download als Excel (XLSX)"
NOTHING_FOUND = "Geen enkele rij past bij deze keuze. Laat een filter weg of kies Alles tonen."
NEAREST_FOUND = "Geen enkele rij past bij al je woorden. Dit komt er het dichtst bij."
LOADING = "De rollenkaart wordt geladen…"
FAILED = "De rollenkaart kon niet geladen worden. Laad de pagina straks opnieuw."

EVIDENCE_FAILED = "Het bewijs kon niet getoond worden. Sluit dit venster en probeer het opnieuw."
ROW_GONE = "Deze rij staat niet meer in de rollenkaart. Laad de pagina opnieuw."
CLOSE = "Sluiten"
UNDATED = "zonder datum"
DATE = "datum van de bron"
CHECK_PAGE = "na te kijken op de actuele pagina"
NOT_IN_PLAN = "Dit staat niet in het plan."
ADDRESS = "Adres"
CONTACT = "Contact"
NOT_ASSURED = "niet nagekeken: controleer dit contact voor je het gebruikt"
ASSURED = "nagekeken op"
FOR_WHOM = "voor"
