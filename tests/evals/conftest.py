import json
from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def beir(tmp_path: Path) -> Write:
    """Writes a folder in BEIR's form: documents and questions by id, judgements as lines."""

    def write(documents: dict, questions: dict, judgements: list[str], name: str = "kleintjes") -> Path:
        folder = tmp_path / name
        folder.mkdir()
        rows = [{"_id": key, **(row if isinstance(row, dict) else {"text": row})} for key, row in documents.items()]
        lines(folder / "corpus.jsonl", rows)
        lines(folder / "queries.dev.jsonl", [{"_id": key, "text": text} for key, text in questions.items()])
        (folder / "qrels.dev.tsv").write_text("\n".join(judgements) + "\n", encoding="utf-8")
        return folder

    return write


@pytest.fixture
def cases(tmp_path: Path) -> Write:
    """Writes questions on the plan, one a line; what matters is given."""

    def write(*given: dict, name: str = "vragen.jsonl") -> Path:
        plain = {
            "question": "Wie erkent een leerwerkplek?", "persona": "mentor", "language": "nl", "kind": "who",
            "history": [], "gold": [], "sections": ["1.1"], "topic": "erkenning", "trap": None,
        }  # fmt: skip
        lines(tmp_path / name, [{"id": f"v{number}", **plain, **row} for number, row in enumerate(given, 1)])
        return tmp_path / name

    return write


def lines(path: Path, rows: list[dict]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
