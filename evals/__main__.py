"""`python -m evals NAME`: runs an evaluation on the index that is set and prints its table."""

import sys

from evals.answers.evaluate import answers_table
from evals.messages.evaluate import messages_table
from evals.partners.evaluate import partners_table
from kb.knowledge_base import open_knowledge_base
from kb.settings import settings_from_environment

_EVALUATIONS = {"answers": answers_table, "partners": partners_table, "messages": messages_table}


def main(names: list[str]) -> int:
    """Runs the named evaluations, all of them when none is named."""
    unknown = [name for name in names if name not in _EVALUATIONS]
    if unknown:
        sys.stderr.write(f"evals: unknown evaluation {unknown[0]!r}; known: {', '.join(_EVALUATIONS)}\n")
        return 2
    base, _ = open_knowledge_base(settings_from_environment())
    for name in names or list(_EVALUATIONS):
        sys.stdout.write(f"{_EVALUATIONS[name](base)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
