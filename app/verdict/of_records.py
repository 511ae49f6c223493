"""What the statements, actions and role maps say of the claim inside a question, where they are sure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.answers.asked_figures import figure_of_others
from app.checking.action_claims import named_actions, rests_on_blocks
from app.checking.alignment import Alignment, best_alignments
from app.checking.comparing import is_narrower
from app.checking.evidence_units import Evidence, Unit, evidence_of
from app.checking.judgement import Judgement
from app.checking.judging_claims import judged
from app.checking.reading import Reading, read
from app.evidence.quoted_documents import is_of_quoted_document
from app.question.claim import AskedClaim
from app.question.understanding import Understood
from app.records.quote import Quote
from app.roles.matching import fitting_services
from app.words.question import plain
from app.words.wording import wording
from kb.knowledge_base import KnowledgeBase
from kb.modality import Modality
from kb.statement import Truth

Opening = Literal["yes", "no", "untrue", "under_study", "proposed", "planned", "so_not", "not_known", "wrong_group"]

# They do much that no row of a role map tells: that others are named for it is no "nee" to them.
_PERSONS = frozenset({"mentoren", "trajectbegeleiders"})
_OF_BLOCKS: dict[str, Opening] = {"supported": "yes", "contradicted": "no"}
OPEN: frozenset[Modality] = frozenset({"under_study", "proposed", "planned"})
# Shares of the claim that the deciding statement holds and of the statement that the claim holds, and their cosine:
# from the first on a verdict counts when the answer rests on the same words, from the second on by itself
# (evals/openings).
_FAIR, _SURE = (0.8, 0.55, 0.45), (0.9, 0.8, 0.7)
_PARTY = (0.9, 0.6, 0.4)
# The same for what is said of the words that the answer cites. A "nee" holds whatever else the question names; a "ja"
# might not.
_BESIDE: dict[Truth, tuple[float, float, float]] = {
    "says": (0.65, 0.8, 0.75), "untrue": (0.35, 0.6, 0.6), "too_strong": (0.5, 0.6, 0.5),
}  # fmt: skip
# A service that fits so nearly as well as the best one may be the one that is meant.
NEARLY_FITS = 0.8
# How much likelier than its contrary it must be to be meant.
_AHEAD = 0.3
# A claim of one telling word must be put nearly as the statement is.
_FEWEST, _SURE_OF_LITTLE = 2, (0.9, 0.75, 0.75)


@dataclass(frozen=True, slots=True)
class AskedVerdict:
    """How the answer may open, and the words that carry it."""

    opening: Opening
    quotes: tuple[Quote, ...]
    is_sure: bool
    """Whether it stands by itself; otherwise only beside an answer that rests on the same words."""
    group: str = ""
    """Whom a figure is about, word for word, where the question gives it to others."""


def verdict_of_records(
    question: Understood, claim: AskedClaim, cited: Sequence[Quote], base: KnowledgeBase
) -> AskedVerdict | None:
    """What the statements, actions and role maps say of the claim."""
    evidence, reading = evidence_of(base), read(claim.text, base.names)
    if (figure := _other_group(reading, base)) is not None:
        return figure
    judgement = judged(reading, evidence, question.resolved)
    of_blocks = rests_on_blocks(judgement.quotes, named_actions(reading, base))
    if of_blocks and judgement.verdict in _OF_BLOCKS and not claim.is_two_sided:
        # Who stands in a block is no less so because the action is only to be done.
        return AskedVerdict(_OF_BLOCKS[judgement.verdict], judgement.quotes, True)
    sureness = _sureness(reading, judgement, evidence)
    opening = _opening(claim, judgement) if sureness is not None and not claim.is_two_sided else None
    if opening is None and not claim.is_two_sided and not _says_little(reading):
        return _beside(claim, reading, cited, evidence)
    if opening is None or (opening == "yes" and would_say_too_much(claim, judgement.quotes, base)):
        return None
    is_dated_otherwise = bool(reading.figures.moments) and not any(
        holds_numbers(reading, read(quote.text, base.names)) for quote in judgement.quotes
    )
    if opening in OPEN and is_dated_otherwise:
        return None
    if judgement.difference == "party" and (
        reading.partners <= _PERSONS or _is_of_other_service(reading, judgement.service, question, base)
    ):
        return None
    if opening in ("planned", "not_known") and _is_asked_of_others(judgement.quotes):
        return None
    return AskedVerdict(opening, judgement.quotes, bool(sureness))


def holds_numbers(said: Reading, words: Reading) -> bool:
    """Whether words hold every count and every moment of others."""
    numbers = {count.value for count in words.figures.counts}
    moments = words.figures.moments
    return {count.value for count in said.figures.counts} <= numbers and all(
        any(one.agrees_with(other) for other in moments) for one in said.figures.moments
    )


def _is_of_other_service(claim: Reading, decided: str, question: Understood, base: KnowledgeBase) -> bool:
    """Whether another source says that a partner of the claim does what is asked, as a service of its own: no "nee"
    to that because it does not do the one that decided.
    """
    services = {found.service_id for found in fitting_services(question, base, even_gaps=True, nearly=NEARLY_FITS)}
    rows = (row for row in base.participations if row.evidence == "other_source" and row.service in services)
    return any(row.partner in claim.partners and row.service != decided for row in rows)


def _beside(
    claim: AskedClaim, reading: Reading, cited: Sequence[Quote], evidence: Evidence
) -> AskedVerdict | None:  # fmt: skip
    """What is said, or wrongly said, of the very words that the answer cites, where one is much the nearest."""
    units = [
        unit for unit in evidence.standing
        if unit.kind == "statement" and not unit.reading.stance.order
        and unit.reading.stance.negated == reading.stance.negated and _overlaps(unit, cited)
    ]  # fmt: skip
    ranked = best_alignments(reading, units, evidence)
    if not ranked:
        return None
    best, unit = ranked[0], ranked[0].unit
    # What is untrue for its number or its "alle" is not untrue without it.
    if unit.truth == "untrue" and is_narrower(unit.reading, reading):
        return None
    other = next((alignment.about for alignment in ranked[1:] if alignment.unit.truth != unit.truth), 0.0)
    if not _reaches(best, _BESIDE[unit.truth]) or best.about - other < _AHEAD:
        return None
    if unit.truth == "too_strong":
        firmness = unit.quotes[0].modality
        return AskedVerdict("not_known" if claim.asks_if_done else not_yet(firmness), unit.quotes, False)
    is_firm = unit.firmness == "plain" and not claim.asks_if_done
    is_firm = is_firm and not would_say_too_much(claim, unit.quotes, evidence.base)
    if unit.truth == "says" and (not is_firm or unit.quotes[0].modality in OPEN):
        return None
    return AskedVerdict("yes" if unit.truth == "says" else "no", unit.quotes, False)


def _overlaps(unit: Unit, cited: Sequence[Quote]) -> bool:
    return any(own.overlaps(quote) for own in unit.quotes for quote in cited)


def _opening(claim: AskedClaim, judgement: Judgement) -> Opening | None:
    firmness = judgement.quotes[0].modality
    if judgement.verdict == "contradicted":
        return "no"
    if judgement.verdict == "stronger_than_source":
        return "not_known" if claim.asks_if_done else not_yet(firmness)
    if judgement.verdict != "supported" or judgement.said:
        return None
    # "Ja" to what is only planned would promise it, unless just that was asked: "wordt dat onderzocht?"
    asks_no_more = re.search(wording("yes_no")["no_more"], plain(claim.text))
    return "yes" if firmness not in OPEN or asks_no_more else not_yet(firmness)


def would_say_too_much(claim: AskedClaim, quotes: Sequence[Quote], base: KnowledgeBase) -> bool:
    """Whether "ja" would promise more than the words: they are held back, they are those of another document that the
    text quotes, somebody only asks for it, or the claim says "alle", "nooit", "vaak" or "meer" and they do not.
    """
    turns = (*wording("yes_no")["absolute"], *wording("yes_no")["turns"])
    only_claim = any(
        re.search(words, plain(claim.text)) and not any(re.search(words, plain(quote.text)) for quote in quotes)
        for words in turns
    )
    only_claim = only_claim or _is_only_requested(claim, quotes)
    return only_claim or _is_held_back(quotes) or any(is_of_quoted_document(quote, base) for quote in quotes)


def _is_only_requested(claim: AskedClaim, quotes: Sequence[Quote]) -> bool:
    words = wording("yes_no")
    is_requested = any(re.search(words["requested"], plain(quote.text)) for quote in quotes)
    return is_requested and not re.search(words["asks_for_request"], plain(claim.text))


def _is_held_back(quotes: Sequence[Quote]) -> bool:
    return any(re.search(wording("yes_no")["held_back"], plain(quote.text)) for quote in quotes)


def _is_asked_of_others(quotes: Sequence[Quote]) -> bool:
    return any(re.search(wording("yes_no")["asked_of_others"], plain(quote.text)) for quote in quotes)


def not_yet(firmness: Modality) -> Opening:
    """How an answer opens where the words are no firmer than this."""
    return firmness if firmness in ("under_study", "proposed", "planned") else "so_not"


def _sureness(claim: Reading, judgement: Judgement, evidence: Evidence) -> bool | None:
    """True: by itself; false: beside the same words only; null: not sure enough to say anything."""
    if not judgement.quotes:
        return None
    if judgement.difference in ("number", "no_action", "lead", "name"):
        return True
    units = _deciding(judgement, evidence)
    if judgement.difference != "negation":  # its contrary is as near in words
        units = [unit for unit in units if unit.reading.stance.negated == claim.stance.negated]
    best = best_alignments(claim, units, evidence, 1)
    # Which comes before which is lost where only words are compared.
    if not best or best[0].unit.truth not in _truths(judgement) or best[0].unit.reading.stance.order:
        return None
    if judgement.service:
        return True if _reaches(best[0], _PARTY) else None
    if _says_little(claim):
        return True if _reaches(best[0], _SURE_OF_LITTLE) else None
    return True if _reaches(best[0], _SURE) else (False if _reaches(best[0], _FAIR) else None)


def _says_little(claim: Reading) -> bool:
    return len(claim.concepts) + len(claim.figures.counts) < _FEWEST


def _truths(judgement: Judgement) -> tuple[Truth, ...]:
    """What the wording nearest to the claim must be: it is no "nee" where the nearest one is right."""
    if judgement.verdict == "contradicted":
        return ("untrue",) if judgement.difference == "misreading" else ("says",)
    return ("says",) if judgement.verdict == "supported" else ("too_strong", "says")


def _deciding(judgement: Judgement, evidence: Evidence) -> list[Unit]:
    """The units of the record that decided; of one that is told by its quotes alone, those that rest on them."""
    if judgement.statement:
        return [unit for unit in evidence.standing if unit.statement == judgement.statement]
    if judgement.service:
        return [unit for unit in evidence.standing if unit.service == judgement.service]
    return [unit for unit in evidence.standing if unit.kind == "statement" and unit.quotes == judgement.quotes]


def _reaches(alignment: Alignment, least: tuple[float, float, float]) -> bool:
    found = (alignment.recall, alignment.precision, alignment.closeness)
    return all(value >= at_least for value, at_least in zip(found, least, strict=True))


def _other_group(claim: Reading, base: KnowledgeBase) -> AskedVerdict | None:
    """Where the question takes a percentage of the sources for one about others: whom it is about."""
    figure = figure_of_others(claim, base)
    return AskedVerdict("wrong_group", (figure.quote,), True, figure.group) if figure else None
