"""Words that somebody quotes in a question, between quotation marks of any language."""

import re

QUOTED = re.compile(r"[«“„\"]\s*([^«»“”„\"]+?)\s*[»”\"]")
"""Its one group is the words."""
QUOTED_IN_ANY_WAY = re.compile(
    r"""(?<![\w'])(?:"([^"]+)"|“([^”]+)”|„([^”“]+)[”“]|«([^»]+)»|'(?!(?:[tksnmz]|em|et|ne|nen|r|er)\b)((?:[^']|'(?=\w))+)')(?![\w'])"""
)
"""Also between single marks, which stand in words too ("auto's"); one of its groups is the words."""


def quoted_in(text: str) -> list[str]:
    """Every piece that is quoted in a text, in order, without its marks."""
    simple = text.replace("’", "'").replace("‘", "'")
    return [next(filter(None, found.groups())).strip() for found in QUOTED_IN_ANY_WAY.finditer(simple)]
