"""What a machine can ask, with its limits: bodies and filters of the JSON API, arguments of the MCP tools."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.commands.search import MOST
from app.question.understanding import LONGEST_QUESTION
from app.records.answer import Language, Persona
from kb.modality import Modality
from kb.participation import Audience, Phase

LONGEST_MESSAGE = 20_000
"""Characters of a message: some eight pages, checked in a few seconds."""
MOST_HISTORY = 50
_LONGEST_NAME = 200


def _a_day(text: str) -> str:
    date.fromisoformat(text)
    return text


def _whole(value: object) -> object:
    """In JSON 5.0 is an integer too."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Text = Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
Name = Annotated[str, Field(min_length=1, max_length=_LONGEST_NAME)]
Day = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", json_schema_extra={"format": "date"}), AfterValidator(_a_day)
]
# Rows that nobody verified are for editors: they leave by no door.
ShownEvidence = Literal["in_plan", "announced_in_plan", "other_source"]


class _Asked(BaseModel):
    """Values of another type are refused, keys that are not known are ignored."""

    model_config = ConfigDict(strict=True, frozen=True)


class Question(_Asked):
    """A question on duaal leren, as a person would type it."""

    question: Text = Field(
        description="The question, in Dutch, French or English (de vraag, zoals iemand ze typt).",
        examples=["Wie erkent ondernemingen als leerwerkplek?"],
    )
    persona: Persona = Field("any", description="Who asks: a mentor in a company, a parent, the communication team.")
    language: Language | None = Field(
        None, description="Language of the answer; that of the question when absent. Quotes stay Dutch."
    )
    history: list[Text] = Field(
        [], max_length=MOST_HISTORY, description="Earlier questions of the conversation, oldest first."
    )


class Search(_Asked):
    """A question of which only the passages are wanted."""

    question: Text = Field(
        description="What to look for (waarnaar je zoekt), in Dutch, French or English.",
        examples=["erkenning van een leerwerkplek"],
    )
    history: list[Text] = Field(
        [], max_length=MOST_HISTORY, description="Earlier questions of the conversation, oldest first."
    )
    k: Annotated[int, BeforeValidator(_whole)] = Field(5, ge=1, le=MOST, description="How many passages at most.")


class Roles(_Asked):
    """Which rows of the role map; a filter that is absent lets everything through."""

    partner: Name | None = Field(
        None, description="Only this partner: name, abbreviation or id (partner).", examples=["AHOVOKS"]
    )
    service: Name | None = Field(None, description="Only this service: name or id (dienst).")
    audience: Audience | None = Field(None, description="Only what is done for this audience (doelgroep).")
    phase: Phase | None = Field(None, description="Only this phase of a pathway (fase).")
    evidence: ShownEvidence | None = Field(None, description="Only rows that rest on this kind of evidence (bewijs).")


class Actions(_Asked):
    """Which actions of the plan; a filter that is absent lets everything through."""

    partner: Name | None = Field(
        None, description="Only actions with this partner in their block: name, abbreviation or id.", examples=["VLOR"]
    )
    modality: Modality | None = Field(None, description="Only actions that are this firm (modaliteit).")
    school_year: str | None = Field(
        None, pattern=r"^(\d{4}-\d{4}|geen)$", description='Only actions that run in this school year (or "geen").',
        examples=["2025-2026"],
    )  # fmt: skip
    theme: str | None = Field(
        None, pattern=r"^\d(\.\d)?$", description="Only actions of this section of the plan.", examples=["2.6"]
    )
    due_before: Day | None = Field(
        None, description="Only actions whose last day lies before this day.", examples=["2027-01-01"]
    )


class Message(_Asked):
    """A draft message to hold against the plan."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_MESSAGE)] = Field(
        description="The message (de tekst van het bericht), plain text in Dutch, French or English.",
        examples=["De 20 sectorale partnerschappen erkennen ondernemingen als leerwerkplek."],
    )
