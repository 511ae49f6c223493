"""The code lists of the role map in Dutch, French and English: how a reader names roles, phases and audiences."""

from collections.abc import Mapping

from kb.partner import form_of

Names = Mapping[str, tuple[str, str, str]]
"""Code → name in nl, fr and en."""

ROLES: Names = {
    "lead": ("trekker", "responsable", "lead"),
    "executor": ("uitvoerder", "exécutant", "executor"),
    "involved": ("betrokken", "impliqué", "involved"),
    "contact_point": ("aanspreekpunt", "point de contact", "contact point"),
    "adviser": ("adviesverlener", "conseiller", "adviser"),
    "funder": ("financier", "financeur", "funder"),
    "supervisor": ("toezichthouder", "autorité de contrôle", "supervisor"),
}
PHASES: Names = {
    "inform": ("informeren", "informer", "inform"),
    "recruit": ("werven", "recruter", "recruit"),
    "recognise": ("erkennen", "agréer", "recognise"),
    "mentor_training": ("mentoropleiding", "formation des mentors", "mentor training"),
    "match": ("leerling en werkplek samenbrengen", "mise en relation", "match"),
    "agreement": ("overeenkomst", "contrat", "agreement"),
    "guidance": ("begeleiding", "accompagnement", "guidance"),
    "certification": ("studiebekrachtiging", "certification", "certification"),
    "premium": ("premie", "prime", "premium"),
    "monitoring": ("opvolging", "suivi", "monitoring"),
    "communication": ("communicatie", "communication", "communication"),
    "offer": ("opleidingsaanbod", "offre de formation", "offer"),
    "regulation": ("regelgeving", "réglementation", "regulation"),
    "complaint": ("klacht", "plainte", "complaint"),
}
AUDIENCES: Names = {
    "learner": ("leerling", "élève", "learner"),
    "parent": ("ouder", "parent", "parent"),
    "mentor": ("mentor", "tuteur", "mentor"),
    "company": ("onderneming", "entreprise", "company"),
    "school": ("school", "école", "school"),
    "pathway_counsellor": ("trajectbegeleider", "accompagnateur de parcours", "pathway counsellor"),
    "sector": ("sector", "secteur", "sector"),
    "government": ("overheid", "autorité publique", "government"),
}
EVIDENCES: Names = {
    "in_plan": ("in het plan", "dans le plan", "in the plan"),
    "announced_in_plan": ("aangekondigd in het plan", "annoncé dans le plan", "announced in the plan"),
    "other_source": ("andere bron", "autre source", "other source"),
    "unverified": ("niet geverifieerd", "non vérifié", "unverified"),
}

# Other words that editors put above a column of a phase.
_OTHER_NAMES = {
    "informatie": "inform", "infos": "inform", "information": "inform", "mobiliseren": "recruit", "werving": "recruit",
    "recrutement": "recruit", "recruitment": "recruit", "erkenning": "recognise", "agrément": "recognise",
    "recognition": "recognise", "recognize": "recognise", "mentoren opleiden": "mentor_training",
    "matching": "match", "matchen": "match", "overeenkomsten": "agreement", "begeleiden": "guidance",
    "certificering": "certification", "premies": "premium", "monitoren": "monitoring", "opvolgen": "monitoring",
    "communiceren": "communication",
    "aanbod": "offer", "offre": "offer", "klachten": "complaint", "plaintes": "complaint", "complaints": "complaint",
    "ouders": "parent", "leerlingen": "learner", "mentoren": "mentor", "ondernemingen": "company", "bedrijf": "company",
    "bedrijven": "company", "scholen": "school", "trajectbegeleiders": "pathway_counsellor", "sectoren": "sector",
}  # fmt: skip


def code_named(word: str, names: Names) -> str | None:
    """The code that a reader means: by the code itself or by its name in one of the languages."""
    asked = form_of(word.replace("_", " "))
    if not asked:
        return None
    for code, in_languages in names.items():
        if asked in (form_of(code.replace("_", " ")), *map(form_of, in_languages)):
            return code
    other = {form_of(name): code for name, code in _OTHER_NAMES.items()}.get(asked)
    return other if other in names else None
