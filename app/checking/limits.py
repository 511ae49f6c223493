"""From where on a share or a probability counts. Chosen on evals/messages/dev.jsonl."""

SAME = 0.5
"""Probability from which unit and claim are taken to say the same."""
SURE = 0.7
"""Probability from which a denial, a wider scope or a misreading is one. Below it nothing is contradicted."""
COUNTED = 0.45
"""Probability that is enough where a number differs and what it counts is the same."""
PRECISE = 0.40
"""Share of a statement that a claim must hold for its verdict to pass over to the claim."""
LOOSE = 0.25
"""The same for a long sentence of the source."""
WHOLE = 0.85
"""Both shares, to conclude something from the denial of a misreading."""
DISTINCT = 0.55
"""Share of a misreading or overstatement that a claim must hold: else what makes it one may not be in the claim."""
PART = 0.75
"""Share of a statement that must be in a claim which says more than the statement."""
HEAVY = 0.75
"""Weight of a word that hardly any passage holds."""
