"""RolePageWords: the words of the page "Wie doet wat" and its downloads; read from role_page_words.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.pages.language import LANGUAGES
from app.records.answer import Language
from app.words.wording import words_in
from kb import role_words
from kb.action import Role
from kb.participation import Audience, Evidence, Phase


@dataclass(frozen=True, slots=True)
class RolePageWords:
    """Each field is a key of the file."""

    heading: str
    what_it_is: str
    skip_link: str
    editor_link: str
    audience_label: str
    words_label: str
    words_placeholder: str
    phase_label: str
    evidence_label: str
    anything: str
    any_phase: str
    show_all: str
    evidence_choices: Mapping[Evidence, str]
    phases: Mapping[Phase, str]
    """Heads of narrow columns; a soft hyphen shows where one may break."""
    no_phase: str
    marks: Mapping[str, str]
    """What each sign of the picture means, by its name."""
    groups: tuple[Mapping[str, Any], ...]
    """Title and kinds of the groups of the picture."""
    other_group: str
    picture: str
    partners_of_plan: str
    other_partners: str
    partner_column: str
    legend: str
    table: str
    table_columns: tuple[str, ...]
    file_columns: tuple[str, ...]
    show_evidence: str
    download_csv: str
    download_xlsx: str
    one_partner: str
    partners: str
    one_row: str
    rows: str
    nothing_found: str
    nearest_found: str
    loading: str
    failed: str
    evidence_failed: str
    row_gone: str
    close: str
    date: str
    address: str
    contact: str
    not_assured: str
    assured: str
    for_whom: str

    def group_of(self, kind: str) -> str:
        """Title of the group of the picture that holds a kind of partner."""
        return next((str(group["title"]) for group in self.groups if kind in group["kinds"]), self.other_group)

    def phase(self, phase: str) -> str:
        """The phase without the hyphens that help a narrow column; no phase for one that is not known."""
        return self.column(phase).replace("\u00ad", "")

    def column(self, phase: str) -> str:
        """The phase as it heads a column."""
        return next((name for key, name in self.phases.items() if key == phase), self.no_phase)


@cache
def role_page_words(language: Language = "nl") -> RolePageWords:
    """The words of the page in a language."""
    return words_in(language, "role_page_words", RolePageWords)


def role_name(role: Role, language: Language) -> str:
    """A role in words."""
    return role_words.ROLES[role][LANGUAGES.index(language)]


def audience_name(audience: Audience, language: Language) -> str:
    """An audience in words."""
    return role_words.AUDIENCES[audience][LANGUAGES.index(language)]
