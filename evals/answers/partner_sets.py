"""Partner sets: does an answer name those of the plan, all of them and no other?"""

from evals.answers.cases import Judged


def exact_partners(judged: Judged) -> float | None:
    """Null where the question is not judged by its partners."""
    if judged.case.partners is None:
        return None
    named = {part.partner for part in judged.answer.participations if part.evidence != "other_source"}
    return float(named == judged.case.partners)
