import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.records.answer import Answer, Citation, CitedSentence
from app.records.quote import Draft, DraftSentence, numbered, quote_of
from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

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


@pytest.fixture(scope="session")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    """The corpus, opened once."""
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.fixture(scope="session")
def cite(base: KnowledgeBase) -> Callable[..., Citation]:
    """A citation of words of the plan, found where they stand."""

    def citation(words: str, n: int = 1) -> Citation:
        start = base.document("actieplan").text.index(words)
        (_, (made,), _) = numbered(
            Draft(
                "answered",
                (DraftSentence("", "fact", (quote_of(base.document("actieplan"), start, start + len(words)),)),),
            )
        )
        return replace(made, n=n)

    return citation


@pytest.fixture(scope="session")
def answer_of() -> Callable[..., Answer]:
    """An answer of sentences that each cite some of the citations, by number."""

    def answer(*sentences: tuple[str, tuple[int, ...]] | str, citations: tuple[Citation, ...] = (), **given) -> Answer:
        said = tuple(
            CitedSentence(one, "gap") if isinstance(one, str) else CitedSentence(one[0], "fact", one[1])
            for one in sentences
        )
        plain = {"question": "?", "language": "nl", "persona": "any", "status": "answered"}
        return Answer(**{**plain, **given}, sentences=said, citations=citations)

    return answer
