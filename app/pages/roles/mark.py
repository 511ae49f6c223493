"""RoleMark: the sign of a row in the picture. Shapes differ, so that colour never tells anything alone."""

from dataclasses import dataclass

from kb.participation import Participation


@dataclass(frozen=True, slots=True)
class RoleMark:
    """A sign and its drawing; what it means stands in the words of the page, by its name."""

    name: str
    drawing: str

    @property
    def svg(self) -> str:
        """The drawing; whoever does not see it hears the words that stand beside it."""
        return f'<svg class="mark mark-{self.name}" viewBox="0 0 16 16" aria-hidden="true">{self.drawing}</svg>'


FIRM = RoleMark("firm", '<circle cx="8" cy="8" r="6.5"/>')
PLANNED = RoleMark("planned", '<circle cx="8" cy="8" r="5.75"/><path d="M8 2.2a5.8 5.8 0 0 0 0 11.6z"/>')
OPEN = RoleMark("open", '<circle cx="8" cy="8" r="5.5"/>')
OTHER = RoleMark("other", '<path d="M8 .8 15.2 8 8 15.2.8 8z"/>')
MARKS = (FIRM, PLANNED, OPEN, OTHER)


def mark_of(row: Participation) -> RoleMark:
    """Evidence first, then how firm the words of the plan are."""
    if row.evidence == "other_source":
        return OTHER
    if row.evidence == "announced_in_plan" or row.modality in ("under_study", "proposed"):
        return OPEN
    return PLANNED if row.modality == "planned" else FIRM
