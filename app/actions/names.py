"""How the page names an action and what belongs to it: anchor, theme, parties, notices; in the reader's language."""

import re
from collections.abc import Sequence

from app.actions.filter import ActionIn, PlanActions, theme_of
from app.words.in_language import PageWords
from app.words.wording import wording
from kb.action import Action, Party
from kb.document import Document
from kb.role_words import ROLES

WORDS = "action_page_words"
"""Name of the file with the words of the page."""

_LANGUAGE_AT = {"nl": 0, "fr": 1, "en": 2}
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-Za-z][.)])\s+")


def anchor_of(pair: ActionIn, plan: PlanActions) -> str:
    """Id of the action in a page: "2.6-18"; its source stands before it where another text has the same key."""
    document, action = pair
    anchor = action_anchor(action)
    first = next((other for other, found in plan.pairs if found.key == action.key), document)
    same = first.source.source_id == document.source.source_id
    return anchor if same else f"{document.source.source_id}-{anchor}"


def action_anchor(action: Action) -> str:
    """Key of an action as an id that fits behind the `#` of an address: "2.6-18"."""
    return re.sub(r"[^\w.]+", "-", action.key).strip("-")


def theme_name(document: Document, action: Action, words: PageWords) -> str:
    """The section of the action in a few words, without its number; empty where its heading is its number."""
    theme = theme_of(action)
    heading = next((section.path[-1] for section in document.sections if section.path and section.label == theme), "")
    short = _NUMBER.sub("", heading).split(":")[0].strip()
    return words.choice("themes", short.lower(), short.capitalize() if short.isupper() else short)


def themes(plan: PlanActions, words: PageWords) -> dict[str, str]:
    """Number and name of each theme that has actions, in order."""
    found: dict[str, str] = {}
    for document, action in plan.pairs:
        name = theme_name(document, action, words)
        found.setdefault(theme_of(action), f"{theme_of(action)} {name}".strip() if name != theme_of(action) else name)
    return found


def party_name(partner_id: str, plan: PlanActions, words: PageWords, *, short: bool) -> str:
    """Abbreviation (short) or full name of a partner, the full name with its abbreviation before it."""
    partner, name = plan.names.get(partner_id), plan.names.name(partner_id, words.language)
    names = partner.names if partner else ()
    abbreviation = next((other for other in names if other.isupper() and other.lower() == partner_id), "")
    if short or not abbreviation or abbreviation in name:
        return abbreviation if short and abbreviation else name
    return f"{abbreviation}: {name}"


def role_name(party: Party, words: PageWords) -> str:
    """The role of a party in its block."""
    return ROLES[party.role][_LANGUAGE_AT[words.language]]


def notices_in_words(notices: Sequence[str], words: PageWords) -> list[tuple[str, str]]:
    """Each notice with the language that it is in: the reader's, or Dutch for one that has no other words."""
    if words.language == "nl":
        return [(notice, "nl") for notice in notices]
    return [_in_language(notice, words) for notice in notices]


def _in_language(notice: str, words: PageWords) -> tuple[str, str]:
    for known in wording(words.name)["notices"]:
        if found := re.fullmatch(known["nl"], notice):
            return str(known[words.language]).format(**found.groupdict()), words.language
    return notice, "nl"
