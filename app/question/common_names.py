"""A question with the names of organisations made common: the recogniser of care knows words, and reads an abbreviation
that it never saw ("DOV", "cobot") as whatever it looks like.
"""

from app.question.service_finding import ASKING
from kb.compounds import is_word
from kb.dutch import terms_of, words_of
from kb.partner import GROUPS, PartnerNames

COMMON = "het departement"


def with_common_names(text: str, names: PartnerNames) -> str:
    """The text with each organisation of an unknown word called a department; all of it where nothing but names is in
    it. Groups of people keep their names: what a boss or a school does to somebody is what care is about.
    """
    rest = common = text
    for place in reversed(names.named_in(text, forgiving=True)):
        rest = f"{rest[: place.start]} {rest[place.end :]}"
        if not GROUPS & set(place.partners) and not all(map(is_word, words_of(text[place.start : place.end]))):
            common = f"{common[: place.start]}{COMMON}{common[place.end :]}"
    return common if rest == text or set(terms_of(rest)) - ASKING else COMMON
