"""Does a claim promise more than the source, which only studies, proposes or plans it?"""

from app.checking.alignment import CHANGE, Alignment
from app.checking.evidence_units import Unit
from app.checking.reading import Reading, Weights
from app.words.question import plain
from app.words.wording import patterns, wording

# An action that tells what was done already.
_TELLS = patterns(wording("checking/message_words")["tells"])
_FIRM = ("plain", "done")
_OPEN = ("study", "proposed")
# Weight of the matter besides the change, the shares of it that both must have in common, and how close they must be;
# where all of it is shared the encoder need hardly agree.
_MATTER, _OF_CLAIM, _OF_UNIT, _CLOSE = 0.4, 0.55, 0.4, 0.3
_NEARLY_ALL, _HARDLY_CLOSE = 0.9, 0.1


def is_stronger(claim: Reading, unit: Unit) -> bool:
    """Whether the claim promises what the source only studies, proposes or plans."""
    said = claim.stance.firmness
    if said == "done" and _is_to_be_done(unit):
        return True
    if unit.kind == "statement" and unit.reading.stance.firmness in _FIRM:
        # The statement itself is put in plain words, so plain words are not too strong for it.
        return said == "done" and unit.reading.stance.firmness != "done" and unit.firmness != "plain"
    if unit.kind == "role" and claim.partners and said in ("plain", "planned"):
        return False
    if unit.firmness in _OPEN:
        return said not in _OPEN
    return unit.firmness == "planned" and said == "done"


def _is_to_be_done(unit: Unit) -> bool:
    """Whether it is what an action sets out to do, in words that do not tell that it was done."""
    is_done = any(reading.stance.firmness == "done" or _TELLS.search(plain(reading.text)) for reading in unit.readings)
    return not is_done and bool(unit.quotes) and all(quote.action for quote in unit.quotes)


def overstates(claim: Reading, alignment: Alignment, weights: Weights) -> bool:
    """Whether a claim says that something has changed or will, of which the source only studies whether it should."""
    unit, firmness = alignment.unit, claim.stance.firmness
    is_change = bool(claim.concepts & CHANGE) or firmness == "done"
    denies_change = claim.stance.negated and firmness != "done"
    if denies_change or unit.firmness not in _OPEN or firmness in _OPEN or unit.truth == "untrue" or not is_change:
        return False
    matter, held = claim.concepts - CHANGE, unit.reading.concepts - CHANGE
    total, shared = weights.sum(matter), weights.sum(matter & held)
    if total < _MATTER or shared < _OF_CLAIM * total or shared < _OF_UNIT * weights.sum(held):
        return False
    return alignment.closeness >= (_HARDLY_CLOSE if shared >= _NEARLY_ALL * total else _CLOSE)
