"""What several tests share: the plan of the corpus, read once, and short ways to make a source or a document."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ingest.partner_list import read_partners
from ingest.passage_cutting import passages_of
from ingest.reading import read_policy_text
from ingest.structure import document_of
from kb.document import Document
from kb.encoder import Encoder, open_encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.partner import PartnerNames
from kb.passage import Passage
from kb.settings import Settings, settings_from_environment
from kb.source import Source
from kb.store import Store

if TYPE_CHECKING:
    from ingest.ingest_report import IngestReport

# No test goes out to a model hub; the libraries read this when they are imported.
os.environ["HF_HUB_OFFLINE"] = "1"

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def plan_file() -> Path:
    return CORPUS / "policy" / "actieplan-duaal-leren.txt"


@pytest.fixture(scope="session")
def partner_names() -> PartnerNames:
    return read_partners(CORPUS / "role_maps" / "partners.yaml")


@pytest.fixture(scope="session")
def a_source() -> Callable[..., Source]:
    def make(**given: str | None) -> Source:
        plain: dict[str, str | None] = dict.fromkeys((field.name for field in fields(Source)), "")
        return Source(**(plain | {"source_id": "stuk", "file": "stuk.txt", "kind": "policy_text"} | given))

    return make


@pytest.fixture(scope="session")
def document_of_file(a_source: Callable[..., Source], partner_names: PartnerNames) -> Callable[..., Document]:
    """A file of this name and content, read as `duaal ingest` reads it."""

    def read(name: str, data: bytes, **source: str | None) -> Document:
        blocks = read_policy_text(Path(name), data).blocks
        return document_of(a_source(**({"file": name} | source)), blocks, partner_names)

    return read


@pytest.fixture(scope="session")
def document_of_text(document_of_file: Callable[..., Document]) -> Callable[[str], Document]:
    return lambda text: document_of_file("stuk.txt", text.encode())


@pytest.fixture(scope="session")
def plan(document_of_file: Callable[..., Document], plan_file: Path) -> Document:
    return document_of_file(plan_file.name, plan_file.read_bytes(), source_id="actieplan", publisher="Vlaamse Regering")


@pytest.fixture(scope="session")
def plan_passages(plan: Document, partner_names: PartnerNames) -> list[Passage]:
    return passages_of(plan, partner_names)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return open_encoder(None)


@pytest.fixture(scope="session")
def corpus_store(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """The index of the corpus, made once. A test that changes it works on a copy."""
    # It brings llama-index along, which takes seconds that most single tests need not wait for.
    from ingest.ingest_corpus import ingest_corpus

    store = tmp_path_factory.mktemp("corpus") / "store"
    ingest_corpus([], settings_from_environment(str(store)), encoder)
    return store


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], None]]:
    """Makes a folder read-only for this test: mounted so for root, whom permissions do not stop."""
    mounted: list[Path] = []

    def make(folder: Path) -> None:
        if os.getuid():
            for path in (folder, *folder.rglob("*")):
                path.chmod(path.stat().st_mode & ~0o222)
            return
        _mount("--bind", folder, folder)
        mounted.append(folder)
        _mount("-o", "remount,bind,ro", folder)

    yield make
    _unmount(mounted)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """A disk of a few megabytes; the test is skipped where none can be mounted."""
    mounted: list[Path] = []

    def make(megabytes: int) -> Path:
        folder = tmp_path / f"disk-{len(mounted)}"
        folder.mkdir()
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder)
        mounted.append(folder)
        return folder

    yield make
    _unmount(mounted)


def _mount(*arguments: str | Path) -> None:
    try:
        subprocess.run(["mount", *arguments], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the right to mount a file system")


def _unmount(folders: list[Path]) -> None:
    for folder in folders:
        subprocess.run(["umount", "--lazy", folder], check=True, capture_output=True)


class Notes:
    """A folder of notes, an index of them, and what can be asked of it."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self.folder, self.encoder = folder / "notities", encoder
        self.settings = Settings(folder / "store", self.folder, None)
        self.folder.mkdir()

    def write(self, **files: str | bytes) -> None:
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def ingest(self, *paths: Path, only: bool = False) -> "IngestReport":
        from ingest.ingest_corpus import ingest_corpus

        return ingest_corpus(paths, self.settings, self.encoder, only=only)

    def remove(self, source_id: str) -> "IngestReport":
        from ingest.ingest_corpus import remove_source

        return remove_source(source_id, self.settings, self.encoder)

    def opened(self) -> tuple[KnowledgeBase, str | None]:
        return open_knowledge_base(self.settings, self.encoder)

    @property
    def sources(self) -> dict[str, str]:
        """File by source id."""
        return {source.source_id: source.file for source in self.opened()[0].sources}

    @property
    def generation(self) -> str | None:
        """Name of the current one."""
        return Store(self.settings.store).stamp()

    @property
    def generations(self) -> set[str]:
        """Names of all that stand on disk, finished or not."""
        return {path.name for path in (self.settings.store / "generations").iterdir()}

    def found(self, question: str) -> list[str]:
        """Ids of the sources in which words of the question stand, best first."""
        base, _ = self.opened()
        passages = base.search(question, 10)
        return [found.passage.source_id for found in passages if base.explain(question, found).words.words]


@pytest.fixture
def notes(tmp_path: Path, encoder: Encoder) -> Notes:
    return Notes(tmp_path, encoder)
