"""The numbered actions of a plan, with the block of parties and timing that belongs to each, and only that."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.labels import ACTION_LABEL, INVOLVED_LABEL, TIMING_LABEL
from ingest.timing import dates_of_timing
from kb.action import Action, Party, Role, Span
from kb.document import Document, Element
from kb.modality import Modality, modality_of
from kb.partner import PartnerNames, slug

_REFERENCE = re.compile(r"\bactie (\d+(?:\.\d+)?)\b")
_LEAD = re.compile(r"\s*\((?:trekker|verantwoordelijke|lead)\)", re.IGNORECASE)
_SUBSECTION = re.compile(r" [a-z]$")
_TITLE_LENGTH = 110


@dataclass
class _Draft:
    """An action while its elements are gathered."""

    key: str
    number: str
    section: str
    body: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)
    """Paragraphs after the body: part of the action only when its block still follows."""
    involved: int | None = None
    timing: int | None = None


def actions_of(document: Document, names: PartnerNames) -> tuple[tuple[Action, ...], list[Element]]:
    """The actions in order, and the elements marked with the action that they belong to."""
    drafts = _drafts(document)
    elements = list(document.elements)
    for draft in drafts:
        for index in (*draft.body, *(i for i in (draft.involved, draft.timing) if i is not None)):
            elements[index] = replace(elements[index], action=draft.key)
    actions = [_action(document, draft, names) for draft in drafts]
    return tuple(_with_notices(document, drafts, actions)), elements


def _drafts(document: Document) -> list[_Draft]:
    drafts: list[_Draft] = []
    current: _Draft | None = None
    for index, element in enumerate(document.elements):
        text = document.text[element.start : element.end]
        if label := ACTION_LABEL.match(text):
            section = document.sections[element.section].label
            current = _Draft(_free_key(section, label[1], drafts), label[1], section, [index])
            drafts.append(current)
        elif element.kind in ("heading", "problem", "title", "footnote"):
            current = None
        elif current is not None:
            current = _gathered(current, index, element)
    return drafts


def _free_key(section: str, number: str, drafts: Sequence[_Draft]) -> str:
    """Section (a subsection by its number alone) and number; one that a section uses twice gets a count behind it."""
    key = f"{_SUBSECTION.sub('', section)}/{number}"
    taken = sum(draft.key == key or draft.key.startswith(f"{key} (") for draft in drafts)
    return f"{key} ({taken + 1})" if taken else key


def _gathered(draft: _Draft, index: int, element: Element) -> _Draft | None:
    """The action with one more element; null when the element closes it."""
    has_block = draft.involved is not None or draft.timing is not None
    if element.kind == "involved" and draft.involved is None:
        draft.involved = index
        draft.body.extend(draft.loose)
    elif element.kind == "timing" and draft.timing is None:
        draft.timing = index
        draft.body.extend(draft.loose if draft.involved is None else ())
    elif has_block:
        return None
    elif element.kind == "item" and not draft.loose:
        draft.body.append(index)
    else:
        draft.loose.append(index)
    return draft


def _action(document: Document, draft: _Draft, names: PartnerNames) -> Action:
    elements = document.elements
    start, end = elements[draft.body[0]].start, elements[draft.body[-1]].end
    involved_span = timing_span = timing = None
    parties: tuple[Party, ...] = ()
    if draft.involved is not None:
        involved_span = Span(elements[draft.involved].start, elements[draft.involved].end)
        parties = _parties(INVOLVED_LABEL.sub("", document.text[involved_span.start : involved_span.end]), names)
    if draft.timing is not None:
        timing_span = Span(elements[draft.timing].start, elements[draft.timing].end)
        timing = TIMING_LABEL.sub("", document.text[timing_span.start : timing_span.end])
    starts, ends = dates_of_timing(timing) if timing else (None, None)
    first = elements[draft.body[0]].sentences[0]
    sentence = document.text[first[0] : first[1]]
    return Action(
        draft.key, draft.number, draft.section, _title(sentence), Span(start, end), parties, involved_span,
        timing, timing_span, starts, ends, _modality(sentence, timing),
    )  # fmt: skip


def _modality(sentence: str, timing: str | None) -> Modality:
    """A timing that speaks of a proposal makes the whole action one."""
    if timing and modality_of(timing) == "proposed" and "decreet" not in timing:
        return "proposed"
    return modality_of(sentence, within_action=True)


def _title(sentence: str) -> str:
    """The opening words of the action, cut at a word: the plan gives its actions no titles."""
    text = re.sub(r"\s+", " ", sentence).rstrip(":. ")
    if len(text) <= _TITLE_LENGTH:
        return text
    return f"{text[:_TITLE_LENGTH].rsplit(' ', 1)[0].rstrip(',;')} …"


def _parties(line: str, names: PartnerNames) -> tuple[Party, ...]:
    """Partners of a block line, each once; `(trekker)` behind a name makes it the lead."""
    named = [place for place in names.named_in(line) if len(place.partners) == 1]
    if not named:
        pieces = re.split(r"\s*(?:&|,|;|\ben\b)\s*", re.sub(r"\([^)]*\)", "", line))
        return tuple(Party(slug(piece), "involved") for piece in pieces if piece.strip(" ."))
    parties: dict[str, Role] = {}
    for place in named:
        is_lead = _LEAD.match(line[place.end :]) is not None
        if is_lead or place.partners[0] not in parties:
            parties[place.partners[0]] = "lead" if is_lead else "involved"
    return tuple(Party(partner, role) for partner, role in parties.items())


def _with_notices(document: Document, drafts: Sequence[_Draft], actions: Sequence[Action]) -> list[Action]:
    """Actions with what a reader must know: doubled numbers, references that lead nowhere, whose block it is."""
    numbers = Counter(action.number for action in actions)
    noted: list[Action] = []
    for index, action in enumerate(actions):
        notices: list[str] = []
        if numbers[action.number] > 1:
            keys = [other.key for other in actions if other.number == action.number]
            notices.append(f"Er zijn {len(keys)} acties met nummer {action.number}: {' en '.join(keys)}.")
        for reference in _REFERENCE.findall(document.text[action.text.start : action.text.end]):
            if reference not in numbers:
                notices.append(f"De tekst verwijst naar een actie {reference}, die niet bestaat.")
        if action.involved_span is None:
            notices.append(_no_block(document, drafts, actions, index))
        noted.append(replace(action, notices=tuple(notices)))
    return noted


def _no_block(document: Document, drafts: Sequence[_Draft], actions: Sequence[Action], index: int) -> str:
    """Says that an action has no block, and which block follows later in the same section, if any."""
    action = actions[index]
    followers = [other for other in zip(actions, drafts, strict=True) if other[0].section == action.section]
    for later, draft in followers[followers.index((action, drafts[index])) + 1 :]:
        if draft.involved is not None and later.involved_span is not None:
            block = INVOLVED_LABEL.sub("", document.text[later.involved_span.start : later.involved_span.end])
            timing = f", {later.timing}" if later.timing else ""
            place = "aan het einde van" if later is followers[-1][0] else "verderop in"
            return (
                f"Betrokkenen en timing van actie {action.number} zijn niet apart vermeld. Het blok {place} "
                f"{action.section} (na actie {later.number}) noemt {block}{timing}; "
                "of dat ook voor deze actie geldt, zegt het plan niet."
            )
    return f"Het plan noemt bij actie {action.number} geen betrokken partij en geen timing."
