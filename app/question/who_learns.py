"""Whether who asks is an adult who wants to learn: what the texts say of pupils is then not the answer."""

import re
from dataclasses import replace

from app.question.understanding import Understood
from app.words.question import plain
from app.words.wording import patterns, wording

_WORDS = wording("text_questions")
_OWN_AGE = patterns(_WORDS["own_age"])
_OF_HIMSELF = re.compile(_WORDS["of_himself"])
_OF_OTHERS = re.compile(_WORDS["of_others"])
# What somebody gets, and where, differs for adults; of most other things the texts tell of pupils only.
_DIFFERS = re.compile(_WORDS["differs_for_adults"])
_ADULT = re.compile(_WORDS["adult"])


def as_adult_learner(question: Understood) -> Understood:
    """The question, read as one for adult education where who asks tells an age of 21 or more and speaks of nobody
    else; any other as it was.
    """
    told = f"{plain(question.told_before)} {question.plain}"
    if question.seeks_partner or not (_DIFFERS.search(question.plain) and _OWN_AGE.search(told)):
        return question
    # "Krijg ik dan ook een diploma?" is asked of himself, though he asked of his child before.
    own = plain(question.text)
    others = own if question.told_before and _OF_HIMSELF.search(own) else told
    if _OF_OTHERS.search(others) or _ADULT.search(question.plain):
        return question
    asked = question.text if others is own else question.resolved
    return replace(question, resolved=f"{asked} {_WORDS['as_adult'][question.language]}")
