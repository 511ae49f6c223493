"""The phases of the path that a text names by their verbs and nouns."""

from app.words.wording import patterns, wording

PHASES = {phase: patterns(found) for phase, found in wording("role_words")["phase"].items()}


def phases_in(plain: str) -> list[str]:
    """The phases that a text in plain letters names, in the order of the wording."""
    return [phase for phase, found in PHASES.items() if found.search(plain)]
