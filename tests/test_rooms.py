"""The law of the rooms: who may import whom, and where each library may be touched."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("kb", "ingest", "app", "evals")
MAY_IMPORT = {
    "kb": {"kb"},
    "ingest": {"ingest", "kb"},
    "app": {"app", "kb"},
    "evals": set(ROOMS),
}
# The command line builds the product out of its rooms.
COMPOSITION_ROOT = "app/__main__.py"

DOORS = {
    "chromadb": {"kb/passage_store.py"},
    "chromadb_rust_bindings": {"kb/chroma_reader.py"},
    "bm25s": {"kb/term_index.py", "evals/retrieval/bm25_finder.py"},
    "ir_measures": {"evals/retrieval/measures.py"},
    "sklearn": {"ingest/form_training.py", "ingest/care_training.py", "evals/answers/calibrate.py"},
    "pypdf": {"ingest/pdf_pages.py"},
    "llama_index": {"ingest/index_building.py", "evals/retrieval/dense_finder.py"},
    "onnxruntime": {"kb/question_reader.py", "ingest/reader_network.py"},
    "simsimd": {"kb/packed_vectors.py"},
    "transformers": {"ingest/reader_training.py", "ingest/reader_tuning.py"},
    "sentence_transformers": {"kb/encoder.py", "ingest/encoder_training.py"},
    "mcp": {"app/api/mcp_server.py"},
    "pypdfium2": {"app/pages/picture.py"},
    "gradio": {"app/web_app.py", "app/pages/*/page.py", "app/pages/chat/replies.py", "app/pages/top.py"},
}
FORBIDDEN_NAMES = {"utils", "helpers", "helper", "common", "manager", "misc", "base", "core"}
HEAVY = ("torch", "transformers", "sentence_transformers", "llama_index", "gradio", "chromadb", "bm25s", "docx")


def files() -> list[Path]:
    return sorted(path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, the ones inside functions too."""
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(file.parent.parts[: len(file.parent.parts) - node.level + 1]) if node.level else ""
            yield node.lineno, ".".join(filter(None, (package, node.module)))


def importers(name: str) -> list[str]:
    """Places that import a library, as file:line."""
    return [
        f"{file}:{line}" for file in files() for line, module in imports(file) if module.split(".")[0] == name
    ]  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_the_rooms_below_it(room):
    broken = [
        f"{file}:{line} imports {module}"
        for file in files()
        if file.parts[0] == room and file.as_posix() != COMPOSITION_ROOT
        for line, module in imports(file)
        if module.split(".")[0] in ROOMS and module.split(".")[0] not in MAY_IMPORT[room]
    ]

    assert broken == []


def test_no_code_stands_in_the_corpus():
    assert list((ROOT / "corpus").rglob("*.py")) == []


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library):
    used = importers(library)

    assert used
    assert [place for place in used if not any(Path(place.split(":")[0]).match(door) for door in DOORS[library])] == []


def test_no_file_has_a_name_that_says_nothing():
    assert [str(file) for file in files() if file.stem in FORBIDDEN_NAMES] == []
    assert [str(file) for file in files() if set(file.parts[:-1]) & FORBIDDEN_NAMES] == []


def test_the_settings_of_llama_index_for_everybody_are_never_touched():
    broken = [
        f"{file}:{node.lineno}"
        for file in files()
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("llama_index")
        and any(alias.name == "Settings" for alias in node.names)
    ]

    assert broken == []
    assert [place for file in files() for _, place in imports(file) if "llama_index.core.settings" in place] == []


def test_no_package_hides_a_room_below_the_tests():
    assert list((ROOT / "tests").rglob("__init__.py")) == []


# The shelves of `app`, lowest first: a shelf imports itself and those before it, so they form no circle. What stands in
# `app` itself puts them together; of the shelves only these last ones, which people and machines call, reach for it.
SHELVES = (
    "records", "words", "question", "evidence", "actions", "checking", "roles", "answers", "verdict", "personas",
    "pages", "pages/chat", "pages/roles", "pages/actions", "pages/messages", "pages/documents", "pages/embed", "editor",
    "commands", "api",
)  # fmt: skip
REACH_FOR_APP = {"commands", "api"}


def shelf_of(parts: Sequence[str]) -> str:
    """The deepest shelf on the way of a path or a dotted name below `app`; empty for what stands in `app` itself."""
    ways = ("/".join(parts[:depth]) for depth in range(len(parts), 0, -1))
    return next((way for way in ways if way in SHELVES), "")


def shelves_imported(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        before = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for room, *way in (".".join([*before, name]).split(".") for name in names):
            if room == "app":
                yield node.lineno, shelf_of(way)


def test_every_folder_of_app_is_a_shelf_with_its_place_in_the_order():
    found = {file.parent.relative_to("app").as_posix() for file in files() if file.parts[0] == "app"}

    assert found - {"."} == set(SHELVES)


@pytest.mark.parametrize("shelf", SHELVES)
def test_a_shelf_of_app_imports_only_the_shelves_before_it(shelf):
    allowed = {*SHELVES[: SHELVES.index(shelf) + 1], *([""] if shelf in REACH_FOR_APP else [])}
    broken = [
        f"{file}:{line} imports {f'the shelf {imported}' if imported else 'what stands in app itself'}"
        for file in files()
        if file.parent == Path("app", shelf)
        for line, imported in shelves_imported(file)
        if imported not in allowed
    ]

    assert broken == []


ALL_THAT_READ = """
import sys
from app.__main__ import main
for command in (["search", "mentor"], ["sources"], ["roles"], ["actions", "--ics"], ["doctor"]):
    assert main([*command, *sys.argv[1:]]) == 0
"""


@pytest.mark.parametrize(
    "command",
    [["-m", "app", "ask", "--json", "Wie is trekker van actie 9?"], ["-c", ALL_THAT_READ]],
    ids=["ask", "the other commands"],
)
def test_reading_waits_for_no_heavy_library(corpus_store, command):
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command, "--store", corpus_store],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"DUAAL_EMBEDDING_MODEL": ""},
    )  # fmt: skip

    imported = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert "chromadb_rust_bindings" in imported
    assert imported.isdisjoint(HEAVY)
