"""How firm a statement is. "We onderzoeken" is not "u krijgt"."""

import re
from typing import Literal

Modality = Literal["decided", "planned", "proposed", "under_study", "stated"]

# The weakest word in a sentence decides: who promises less is never misquoted as promising more.
_UNDER_STUDY = re.compile(
    r"\b(?:onderzoek\w*|onderzocht|nagegaan|gaan\b.{0,80}\bna\b|verken\w*|verkend|bekijken|bekeken|herbekijken|"
    r"haalbaarheid|wenselijkheid|op zoek naar|analyseren|analyse van|veldverkenning|mogelijke implementatie)\b",
    re.IGNORECASE,
)
_PROPOSED = re.compile(r"\b(?:voorstel|stellen\b.{0,20}\bvoor|voorgesteld)\b", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:zal|zullen|willen we|we willen|wil (?:ik|de (?:Vlaamse )?(?:overheid|regering))|"
    r"(?:overheid|regering|minister) wil|gaan we|we gaan|streven|"
    r"gepland|wordt voorzien|worden voorzien|later opgenomen|vragen we|we vragen)\b",
    re.IGNORECASE,
)


def modality_of(sentence: str, *, within_action: bool = False) -> Modality:
    """Modality of one Dutch sentence; in an action, plain present tense is a decision and not a mere fact."""
    if _PROPOSED.search(sentence):
        return "proposed"
    if _UNDER_STUDY.search(sentence):
        return "under_study"
    if _PLANNED.search(sentence):
        return "planned"
    return "decided" if within_action else "stated"


_BY_FIRMNESS: tuple[Modality, ...] = ("under_study", "proposed", "planned", "decided", "stated")


def weaker(one: Modality, other: Modality) -> Modality:
    """The one of two modalities that promises less: a sentence is never firmer than the action it stands in."""
    return min(one, other, key=_BY_FIRMNESS.index)
