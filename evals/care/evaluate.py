"""Care: is each ending and each kind opening given where it is needed, and nowhere else?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from app.answer_question import answer_question
from app.question.care import Care, care_for
from app.question.common_names import with_common_names
from app.words.wording import wording
from evals.case_file import read_cases
from evals.interval import interval_of, with_interval
from kb.knowledge_base import KnowledgeBase

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cared:
    """One question with what it needs, what was recognised and the status of its answer."""

    case: dict[str, Any]
    care: Care
    status: str

    @property
    def needed(self) -> frozenset[str]:
        """Names of the ending or openings that are right."""
        return frozenset(filter(None, (self.case["ending"], *self.case["openings"])))

    @property
    def given(self) -> frozenset[str]:
        """Names of the ending or openings that came."""
        return frozenset(filter(None, (self.care.ending, *self.care.openings)))


def care_table(base: KnowledgeBase, split: str) -> str:
    """Precision and recall by name, and what honest questions suffer: a table for each batch that was written."""
    rows = [
        Cared(
            case,
            care_for(case["question"], with_common_names(case["question"], base.names)),
            answer_question(case["question"], base).status,
        )
        for case in read_cases(HERE / f"{split}.jsonl")
    ]
    batches = groupby(rows, key=lambda row: str(row.case["id"].rpartition("-")[0]))
    return "\n\n".join(_table(f"{batch} (evals/care/{split}.jsonl)", list(some)) for batch, some in batches)


def _table(title: str, rows: Sequence[Cared]) -> str:
    endings = [name for name in wording("care_words")["endings"] if any(name in row.needed | row.given for row in rows)]
    openings = [*wording("care_words")["openings"], "personal_data"]
    lines = [title, f"  {'':22} {'precision':32} recall"]
    lines += [_line(name, rows, {name}) for name in endings]
    lines += [_life_line(rows), _line("all endings", rows, set(endings))]
    lines += [*(_line(name, rows, {name}) for name in openings), _line("all openings", rows, set(openings))]
    honest = [row for row in rows if row.case["ending"] is None]
    plain = [row for row in honest if not row.case["openings"]]
    lines.append(f"  honest questions that got a fixed reply, of 100: {_of_100(honest, lambda row: row.care.ending)}")
    lines.append(f"  plain questions that got an opening, of 100:     {_of_100(plain, lambda row: row.care.openings)}")
    lines.append(f"  honest questions with status declined, of 100:   {_of_100(honest, _is_declined)}")
    return "\n".join(lines)


def _life_line(rows: Sequence[Cared]) -> str:
    """Danger to life as one: each of its replies names whom to call, so that a wrong one of them still helps."""
    given = [float(_is_danger(row.needed)) for row in rows if _is_danger(row.given)]
    needed = [float(_is_danger(row.given)) for row in rows if _is_danger(row.needed)]
    return f"  {'danger, any of three':22} {with_interval(given):32} {with_interval(needed)}"


def _is_danger(names: frozenset[str]) -> bool:
    return any(name.startswith("danger_") for name in names)


def _line(title: str, rows: Sequence[Cared], names: set[str]) -> str:
    """Every pair of question and name counts once."""
    given = [float(name in row.needed) for row in rows for name in row.given & names]
    needed = [float(name in row.given) for row in rows for name in row.needed & names]
    return f"  {title:22} {with_interval(given):32} {with_interval(needed)}"


def _of_100(rows: Sequence[Cared], wrong: Callable[[Cared], object]) -> str:
    share = interval_of([100 * float(bool(wrong(row))) for row in rows])
    return f"{share.mean:.1f} [{share.low:.1f}, {share.high:.1f}] (n = {share.n})"


def _is_declined(row: Cared) -> bool:
    return row.status == "declined"
