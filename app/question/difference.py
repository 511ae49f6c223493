"""Whether a question asks how two things differ."""

import re

from app.question.understanding import Understood
from app.words.wording import patterns, wording

_DIFFERENCE = patterns(wording("question_kinds")["difference"])
_THE_SAME = re.compile(wording("question_kinds")["the_same"])


def asks_for_difference(question: Understood) -> bool:
    """Whether a difference is spoken of, be it to ask if there is one."""
    return bool(_DIFFERENCE.search(question.plain))


def asks_how_they_differ(question: Understood) -> bool:
    """Whether how things differ is asked, and not if they are the same."""
    return asks_for_difference(question) and not _THE_SAME.search(question.plain)
