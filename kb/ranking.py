"""How the reasons for a passage become one score. Every weight here was measured: docs/0009-finding.md."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each reason against 1 for the words."""

    dense: float = 1.0
    asked: float = 1.0
    named: float = 2.0
    policy: float = 0.5
    """What a policy text is ahead of a row of the role maps: those are for what the texts do not say."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a passage was found, each reason 0 to 1."""

    lexical: float
    dense: float
    asked: float
    named: bool
    policy: bool

    def score(self, weights: Weights) -> float:
        """The weighted sum."""
        return (
            self.lexical
            + weights.dense * self.dense
            + weights.asked * self.asked
            + weights.named * self.named
            + weights.policy * self.policy
        )

    def calculation(self, weights: Weights) -> str:
        """The sum as a reader can check it: "0.91 woorden + 1.0 × 0.62 betekenis + …"."""
        return (
            f"{self.lexical:.3f} woorden + {weights.dense:g} × {self.dense:.3f} betekenis"
            f" + {weights.asked:g} × {self.asked:.3f} verwachte vraag + {weights.named:g} × {int(self.named)} genoemd"
            f" + {weights.policy:g} × {int(self.policy)} beleidstekst"
            f" = {self.score(weights):.3f}"
        )
