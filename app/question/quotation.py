"""Words that somebody quotes in a question, between quotation marks of any language."""

import re

QUOTED = re.compile(r"[«“„\"]\s*([^«»“”„\"]+?)\s*[»”\"]")
"""Its one group is the words."""
