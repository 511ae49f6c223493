"""Parties of a claim against those of the source: who does it, who leads, whose name it is."""

import re
from dataclasses import dataclass

from app.checking.alignment import Alignment, agents_of
from app.checking.judgement import Judgement
from app.checking.limits import HEAVY, LOOSE, PART, SAME
from app.checking.reading import Reading, Weights, same_length_plain
from app.words.wording import patterns, wording
from kb.partner import PartnerNames

_LEAD = patterns(wording("checking/message_words")["lead"])
_BY = re.compile(r"(?:\b(?:door|by|par|opdracht van|taak van|werk van|zaak van|bij)) (?:de |het |le |la |the |l')?$")
# Weight of what a claim shares with a unit besides its parties, and shares from which a service is meant and no other.
_MATTER = 0.4
_SERVICE_RECALL, _SERVICE_PRECISION = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Settled:
    """The parties settle what a unit says of a claim; without a judgement it says nothing of it."""

    judgement: Judgement | None = None


def party_difference(claim: Reading, alignment: Alignment, weights: Weights, names: PartnerNames) -> Settled | None:
    """What the parties settle; null where they leave the rest to decide."""
    unit = alignment.unit
    if unit.kind == "role":
        return _of_role(claim, alignment, names)
    organisations = [c for c in alignment.missing if c.startswith("@") and c[1:] in claim.partners]
    absent = [*organisations, *(c for c in alignment.missing if c in claim.proper_names)]
    if not absent:
        return _lead_difference(claim, alignment, names)
    if not organisations and (person := _other_person(claim, alignment)) is not None:
        return Settled(person)
    others = (unit.reading.partners or (unit.ground.parties if _acts(claim) else frozenset())) - claim.partners
    heavy = [c for c in alignment.missing if c not in absent and weights.of(c) >= HEAVY]
    shared = weights.sum(claim.concepts - set(alignment.missing))
    enough = shared >= _MATTER and alignment.precision >= (LOOSE if unit.kind == "sentence" else 0.3)
    if not others or unit.truth != "says" or len(heavy) > (not organisations) or not enough:
        return Settled() if organisations else None
    said = " ".join(dict.fromkeys(claim.text[t.start : t.end] for t in claim.tokens if t.concept in absent))
    source = ", ".join(names.name(other) for other in sorted(others))
    return Settled(Judgement("contradicted", "party", said, source, unit.quotes))


def _of_role(claim: Reading, alignment: Alignment, names: PartnerNames) -> Settled | None:
    """The parties of a claim against the complete set of those who do it."""
    unit = alignment.unit
    agents = frozenset(partner for token in agents_of(claim, unit) for partner in token.partners[:1])
    right = ", ".join(names.name(party) for party in sorted(unit.doers))
    wrong = sorted(agents - unit.doers)
    if wrong:
        is_meant = alignment.recall >= _SERVICE_RECALL and alignment.precision >= _SERVICE_PRECISION
        if not is_meant or claim.stance.negated:
            return Settled()
        said, doers = ", ".join(names.name(party) for party in wrong), tuple(sorted(unit.doers))
        return Settled(Judgement("contradicted", "party", said, right, unit.quotes, None, doers, unit.service))
    only = claim.stance.only and not unit.reading.stance.only
    if only and agents and len(agents) < len(unit.doers) and alignment.about >= SAME:
        return Settled(Judgement("contradicted", "only", "", right, unit.quotes))
    if (lead := _lead_difference(claim, alignment, names)) is not None:
        return lead
    return Settled() if not agents and alignment.precision < PART else None


def _lead_difference(claim: Reading, alignment: Alignment, names: PartnerNames) -> Settled | None:
    """A party that is said to lead where the action has another lead."""
    ground = alignment.unit.ground
    leads = _LEAD.search(same_length_plain(claim.text))
    said = _leaders(claim, leads.start()) & ground.parties if leads else frozenset()
    if not ground.leads or not said or said & ground.leads or alignment.about < SAME:
        return None
    named, source = (", ".join(map(names.name, sorted(parties))) for parties in (said, ground.leads))
    return Settled(Judgement("contradicted", "lead", named, source, ground.quotes))


def _leaders(claim: Reading, verb: int) -> frozenset[str]:
    """Who is said to lead: the partners that stand before the verb, as far as the one before them; else all."""
    before = [token for token in claim.tokens if token.end <= verb and token.concept[1:] in claim.partners]
    nearest = [token for token in before if verb - token.end <= 1] or before[-1:]
    return frozenset(token.concept[1:] for token in nearest) or claim.partners


def _acts(claim: Reading) -> bool:
    """Whether an organisation is said to do it: it opens the sentence, or stands behind "door" or "taak van"."""
    simple = same_length_plain(claim.text)
    return any(
        token is claim.tokens[0] or _BY.search(simple[: token.start])
        for token in claim.tokens
        if token.concept.startswith("@")
    )


def _other_person(claim: Reading, alignment: Alignment) -> Judgement | None:
    """Another name behind the same office: "minister Ben Weyts" where the source has "minister Zuhal Demir"."""
    unit = alignment.unit
    for said in claim.tokens:
        behind = [t for t in claim.tokens if t.concept in claim.proper_names and 0 <= t.start - said.end <= 1]
        if not said.concept.startswith("@") or not behind:
            continue
        named = next((t for t in unit.reading.tokens if t.concept == said.concept), None)
        if named is not None and any(
            word[0].isupper() for word in unit.reading.text[named.start : named.end].split()[1:]
        ):
            name = claim.text[said.start : behind[-1].end]
            return Judgement("contradicted", "name", name, unit.reading.text[named.start : named.end], unit.quotes)
    return None
