"""An evaluation that cannot be run, told in one sentence like every other failure of the product."""

from kb.errors import DuaalError


class EvaluationError(DuaalError):
    """Questions, judgements, a baseline or an earlier result that is missing or cannot be read."""
