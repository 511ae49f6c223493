"""The corpus as it answers, and a real Chromium for the tests of the pages; where none is installed they are skipped
loudly, or fail on request.
"""

import os
import shutil
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Page, sync_playwright

from kb.encoder import Encoder
from kb.knowledge_base import KnowledgeBase, open_knowledge_base
from kb.settings import settings_from_environment

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def base(corpus_store: Path, encoder: Encoder) -> KnowledgeBase:
    """The corpus of the project; modules that need another index have a fixture of this name of their own."""
    return open_knowledge_base(settings_from_environment(str(corpus_store)), encoder)[0]


@pytest.fixture(scope="module")
def browser(request):
    """For one module: while Playwright runs, no other event loop can be started in this thread."""
    if CHROMIUM is None:
        message = "no Chromium is installed, so the pages are NOT tested in a browser"
        if os.environ.get("DUAAL_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
            sys.stderr.write(f"\n*** {message} ***\n")
        pytest.skip(message)
    with sync_playwright() as running:
        # No sandbox: inside a container Chromium has none, and it opens only our own pages.
        launched = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def served() -> Callable[[FastAPI], AbstractContextManager[str]]:
    """Serves an application for the length of a `with`; gives its address."""

    @contextmanager
    def serving(app: FastAPI) -> Iterator[str]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
            thread = threading.Thread(target=server.run, args=([listener],))
            thread.start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join()

    return serving


@pytest.fixture
def serious() -> Callable[[Page], list[str]]:
    """What axe calls serious or critical on a page."""

    def problems(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [
            f"{item['id']}: {node['target']}"
            for item in found if item["impact"] in ("serious", "critical") for node in item["nodes"]
        ]  # fmt: skip

    return problems
