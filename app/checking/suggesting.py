"""The smallest edit that makes a sentence true, from a record or a quote; none when none is safe."""

from app.checking.claims import claim_spans
from app.checking.evidence_units import Evidence
from app.checking.judgement import Judgement
from app.checking.judging_claims import judged
from app.checking.reading import read
from app.records.answer import Language
from app.words.wording import wording

_WORDS = wording("checking/reasons")


def suggestion_for(sentence: str, judgement: Judgement, evidence: Evidence, language: Language) -> str | None:
    """A sentence to put in its place."""
    if judgement.edit is not None:
        edit = judgement.edit
        edited = sentence[: edit.start] + edit.text + sentence[edit.end :]
        # Another figure does not make it true of those whom the source does not tell of.
        again = judged(read(edited, evidence.base.names), evidence, edited)
        return None if again.verdict == "contradicted" else edited
    if judgement.verdict not in ("contradicted", "stronger_than_source") or len(claim_spans(sentence)) > 1:
        return None
    if judgement.difference == "party" and judgement.service and language == "nl":
        return _who_does(judgement, evidence)
    if judgement.difference in ("firmness", "misreading"):
        return _said_plainly(sentence, judgement, evidence, language)
    return None


def _who_does(judgement: Judgement, evidence: Evidence) -> str | None:
    """ "Het Vlaams Partnerschap Duaal Leren en de sectorale partnerschappen erkennen …", from the record."""
    names = evidence.base.names
    service = next((s for s in evidence.base.services if s.service_id == judgement.service), None)
    partners = [partner for key in judgement.parties if (partner := names.get(key)) is not None]
    if service is None or not partners or len(partners) > 4:
        return None
    named = [f"{partner.article} {partner.name}".strip() for partner in partners]
    joined = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {_WORDS['and']} {named[-1]}"
    does = service.does[0] if len(partners) == 1 and not partners[0].plural else service.do[0]
    text: str = _WORDS["who_does"].format(parties=joined, does=does)
    return text[0].upper() + text[1:]


def _said_plainly(sentence: str, judgement: Judgement, evidence: Evidence, language: Language) -> str | None:
    """A true wording of the statement that rests on the same quotes, in the language of the message."""
    for statement in evidence.base.statements:
        if judgement.statement == statement.statement_id:
            true = [w.text for w in statement.wordings if w.truth == "says" and w.language == language]
            return _nearest(sentence, true, evidence)
    return None


def _nearest(sentence: str, wordings: list[str], evidence: Evidence) -> str | None:
    if not wordings:
        return None
    close = evidence.base.closeness(sentence, wordings)
    return max(zip(close, wordings, strict=True))[1]
