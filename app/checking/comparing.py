"""A claim against a unit that is near: parties, figures, denial, scope, firmness, one after the other."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from app.checking.alignment import CHANGE, Alignment, denies, is_opposed
from app.checking.concepts import is_concept, kinds_apart
from app.checking.evidence_units import Unit
from app.checking.figure_differences import counted, figure_difference, figures_unknown
from app.checking.finding import Verdict
from app.checking.judgement import Difference, Judgement
from app.checking.limits import DISTINCT, HEAVY, LOOSE, PART, PRECISE, SAME, SURE, WHOLE
from app.checking.overstating import is_stronger, overstates
from app.checking.party_differences import party_difference
from app.checking.reading import FIELD, Reading, Weights
from app.words.question import plain
from app.words.wording import patterns, wording
from kb.partner import PartnerNames

# A claim of so few concepts says next to nothing without one of them, unless the encoder finds it as close as this.
_FEW, _CLOSE = 3, 0.8
_JOINED = re.compile(r"[,\s]*(?:\([^)]*\))?[,\s]*(?:en|et|and|of|ou|or)?\s*(?:de |het |les |the )?")
_NEVER = re.compile(wording("checking/message_words")["never"])
_NOT_ONLY = re.compile(r"\b(?:niet|nie) (?:enkel|alleen|uitsluitend|slechts)\b|\bnot only\b|\bpas seulement\b")
_DUTY, _NO_DUTY, _FREE = (patterns(wording("checking/message_words")[name]) for name in ("duty", "no_duty", "free"))
_PEOPLE = frozenset(wording("checking/concepts")["people"].split())
_MEASURES = frozenset(wording("checking/concepts")["measures"].split())


def compared(claim: Reading, alignment: Alignment, weights: Weights, names: PartnerNames) -> Judgement | None:
    """The judgement that a unit leads to; null when it is about something else."""
    unit = alignment.unit
    number = counted(claim, alignment, weights)
    if number is not None and not (number.verdict == "supported" and is_stronger(claim, unit)):
        return number
    is_doer = bool(claim.partners) and claim.partners <= unit.doers
    if (unit.kind != "sentence" and not is_doer and alignment.precision < PRECISE) or _is_names_alone(claim):
        return None
    if (party := party_difference(claim, alignment, weights, names)) is not None:
        return party.judgement
    if (figure := figure_difference(claim, alignment)) is not None:
        return figure
    unknown = figures_unknown(claim, unit)
    if alignment.about >= SAME and not unknown and not _MEASURES & set(alignment.missing):
        same = _same_matter(claim, alignment)
        if same is not None:
            heavy = [concept for concept in alignment.missing if weights.of(concept) >= HEAVY]
            return replace(same, said=_words(claim, heavy, ())) if same.verdict == "supported" else same
    if overstates(claim, alignment, weights):
        return _judged("stronger_than_source", "firmness", alignment)
    if _carries_a_part(claim, alignment):
        return replace(_judged("partly_supported", "detail", alignment), said=_words(claim, alignment.missing, unknown))
    return None


def _is_names_alone(claim: Reading) -> bool:
    """Names without anything about them say nothing, numbers of them do."""
    return not claim.figures.counts and all(concept[1:] in claim.partners for concept in claim.concepts)


def _carries_a_part(claim: Reading, alignment: Alignment) -> bool:
    unit = alignment.unit
    if unit.truth != "says" or is_opposed(claim, alignment):
        return False
    if unit.kind == "sentence":
        return alignment.about >= SURE and alignment.precision >= LOOSE and alignment.closeness >= 0.4
    if unit.kind == "role":
        return bool(claim.partners) and claim.partners <= unit.doers and alignment.recall >= 0.3
    is_telling = len(unit.reading.concepts) > 1 and alignment.recall >= 0.35 and alignment.precision >= PART
    return is_telling and not is_stronger(claim, unit)


def _same_matter(claim: Reading, alignment: Alignment) -> Judgement | None:
    """What a claim gets that says all that the unit says, or its contrary."""
    unit = alignment.unit
    if unit.truth != "says":
        is_it = alignment.precision >= DISTINCT and not _lacks_the_point(claim, alignment)
        return _against_error(claim, alignment) if is_it else None
    if unit.kind == "sentence" and not _is_close(claim, alignment):
        return None
    if is_opposed(claim, alignment):
        return _denied(claim, alignment)
    if (scope := _scope(claim, unit)) is not None:
        return _gravely("contradicted", scope, alignment)
    if (duty := _obliges(claim, unit)) is not None:
        return _gravely(duty, "duty", alignment)
    if is_stronger(claim, unit) or _leaves_nothing_out(claim, unit):
        return _gravely("stronger_than_source", "firmness", alignment)
    if _lacks_the_point(claim, alignment):
        return None
    return _judged("supported", "none", alignment)


def _lacks_the_point(claim: Reading, alignment: Alignment) -> bool:
    """Whether what a claim says of its matter is missing: that it changes, who does it, or one of the few things it
    says.
    """
    missing = set(alignment.missing)
    # What is said of duaal leren is not said of a track beside it, nor of one finality or grade.
    named = kinds_apart().keys() & claim.concepts
    if named and named <= missing:
        return True
    if CHANGE & missing and not CHANGE & alignment.unit.reading.concepts:
        return True
    if _acting(claim) in _PEOPLE & missing and alignment.unit.kind == "sentence":
        return True
    told = {concept for concept in missing if is_concept(concept) and concept not in FIELD}
    return bool(told) and len(claim.concepts) <= _FEW and alignment.closeness < _CLOSE


def _against_error(claim: Reading, alignment: Alignment) -> Judgement | None:
    """A claim beside a known misreading or overstatement."""
    unit = alignment.unit
    if unit.truth == "too_strong":
        changes = CHANGE & unit.reading.concepts and not (CHANGE & claim.concepts or claim.stance.firmness == "done")
        if is_opposed(claim, alignment) or alignment.swapped or changes:
            return None
        if claim.stance.firmness == "study" or claim.stance.firmness == unit.firmness == "planned":
            return _judged("supported", "none", alignment)
        return _gravely("stronger_than_source", "firmness", alignment)
    if is_narrower(unit.reading, claim):
        return None
    if not is_opposed(claim, alignment):
        return _gravely("contradicted", "misreading", alignment)
    whole = min(alignment.recall, alignment.precision) >= WHOLE
    return _judged("supported", "none", alignment) if whole else None


def is_narrower(misreading: Reading, claim: Reading) -> bool:
    """Whether what makes the misreading one, an "only", an "all" or a percentage, is not in the claim."""
    wrong, said = misreading.stance, claim.stance
    if _NOT_ONLY.search(plain(claim.text)):
        return True
    has_share = any(count.kind == "percent" for count in misreading.figures.counts)
    lacks_share = has_share and not claim.figures.counts
    return (wrong.only and not said.only) or (wrong.all and not said.all) or lacks_share


def _is_close(claim: Reading, alignment: Alignment) -> bool:
    """Whether a sentence of the source is about the claim as a whole: its words may stand in different parts of it."""
    denies = claim.stance.denials or alignment.unit.reading.stance.denials
    sure = alignment.about >= 0.6 and alignment.recall >= 0.7 and alignment.closeness >= 0.3
    return sure and alignment.precision >= (PRECISE if denies else LOOSE)


def _denied(claim: Reading, alignment: Alignment) -> Judgement | None:
    """A denial counts where nearly all else is the same; "niet elke" denies no more than "sommige" does."""
    unit = alignment.unit
    # "Niet alleen voor zwakke leerlingen" says nothing against the strong ones.
    if alignment.swapped and _NOT_ONLY.search(plain(claim.text)):
        return None
    if claim.stance.some or unit.reading.stance.some or alignment.precision < 0.5:
        return None
    if unit.firmness in ("study", "proposed") or not denies(claim, alignment):
        return None
    return _gravely("contradicted", "opposite" if alignment.swapped else "negation", alignment)


def _scope(claim: Reading, unit: Unit) -> Difference | None:
    stance, of_unit = claim.stance, unit.reading.stance
    if stance.only and not of_unit.only and not stance.negated and (of_unit.also or _leaves_out(claim, unit)):
        return "only"
    if stance.all and of_unit.some:
        return "all"
    return None


def _obliges(claim: Reading, unit: Unit) -> Verdict | None:
    """Whether the claim makes a duty of what the source only allows, or of what people do by themselves."""
    own = plain(" ".join([unit.reading.text, *(quote.text for quote in unit.quotes)]))
    said = plain(claim.text)
    if not _DUTY.search(said) or _NO_DUTY.search(said) or claim.stance.denials or _DUTY.search(own):
        return None
    if _FREE.search(own):
        return "contradicted"
    return "stronger_than_source" if _acting(claim) in _PEOPLE else None


def _acting(claim: Reading) -> str:
    """The concept that opens a claim: mostly who acts."""
    return claim.tokens[0].concept if claim.tokens else ""


def _leaves_nothing_out(claim: Reading, unit: Unit) -> bool:
    """Whether the claim says "nooit" or "alle" of which neither the unit nor its quotes say anything."""
    own = plain(" ".join([*(reading.text for reading in unit.readings), *(quote.text for quote in unit.quotes)]))
    said = claim.stance
    is_for_all = said.all and not said.some and not any(reading.stance.all for reading in unit.readings)
    return is_for_all or bool(_NEVER.search(plain(claim.text)) and not _NEVER.search(own))


def _leaves_out(claim: Reading, unit: Unit) -> bool:
    """Whether the unit names others in one breath with what the claim says is the only one: "scholen en bedrijven"."""
    said = {token.concept for token in claim.tokens if token.partners}
    named = [token for token in unit.reading.tokens if token.partners]
    return any(
        len({one.concept, other.concept} & said) == 1 and _JOINED.fullmatch(unit.reading.text[one.end : other.start])
        for one, other in pairwise(named)
    )


def _gravely(verdict: Verdict, difference: Difference, alignment: Alignment) -> Judgement | None:
    """Only where it is sure that both are about the same."""
    return _judged(verdict, difference, alignment) if alignment.about >= SURE else None


def _judged(verdict: Verdict, difference: Difference, alignment: Alignment) -> Judgement:
    unit = alignment.unit
    return Judgement(verdict, difference, quotes=unit.quotes, statement=unit.statement)


def _words(claim: Reading, lacking: Iterable[str], figures: Iterable[str]) -> str:
    """The words of the claim that the source does not carry."""
    concepts = frozenset(lacking)
    words = (claim.text[token.start : token.end] for token in claim.tokens if token.concept in concepts)
    return ", ".join(dict.fromkeys([*words, *figures]))
