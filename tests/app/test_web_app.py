import json
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import uvicorn

from app.pages.headers import page_in
from app.records.answer import Answer, CitedSentence
from app.web_app import WebParts, build_app, serve
from kb.errors import DuaalError, StoreMissing

ROOT = Path(__file__).parents[2]
SERVING = """
import sys, time
from app.web_app import WebParts, serve
from kb.errors import StoreMissing
def load():
    {load}
    return WebParts(ask=None, sources=lambda: (), text=str)
try:
    serve(load, "127.0.0.1", 0, lambda line: print(line, flush=True))
except StoreMissing as error:
    sys.exit(str(error))
"""


def greet(question, persona, language, earlier) -> Answer:
    return Answer(question, "nl", persona, "greeting", (CitedSentence("Dag!", "frame"),))


@pytest.fixture(scope="module")
def address():
    parts = WebParts(ask=greet, sources=lambda: (), text=lambda source_id: "")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(build_app(parts), log_level="critical"))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def fetched(url: str, **given):
    request = urllib.request.Request(url, **given)
    try:
        return urllib.request.urlopen(request, timeout=20)
    except urllib.error.HTTPError as error:
        return error


def body(url: str) -> str:
    with fetched(url) as response:
        return response.read().decode()


def serving(load: str = "pass") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SERVING.format(load=load)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_the_health_check_answers(address):
    assert json.loads(body(f"{address}/healthz")) == {"ok": True, "ready": True}


def test_the_page_is_dutch_and_complete(address):
    page = body(address)

    assert '<html\n\tlang="nl"' in page
    assert "<noscript>" in page
    assert page.rstrip().endswith("</html>")
    assert "raw.githubusercontent.com" not in page


@pytest.mark.parametrize("path", ["/", "/healthz", "/gradio_api/info", "/bestaat-niet", "/gradio_api/upload"])
def test_every_response_carries_the_safety_headers(address, path):
    with fetched(address + path) as response:
        headers = response.headers

    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_nobody_can_upload_a_file(address):
    with fetched(f"{address}/gradio_api/upload", data=b"x", method="POST") as response:
        assert response.status == 404


def test_gradio_sends_nothing_home_and_keeps_no_runs(address):
    config = json.loads(body(f"{address}/config"))

    assert config["analytics_enabled"] is False
    assert not config.get("run_history")


def test_the_page_offers_no_function_to_the_outside(address):
    assert json.loads(body(f"{address}/gradio_api/info"))["named_endpoints"] == {}


@pytest.mark.parametrize(("language", "said"), [("nl", "heeft JavaScript nodig"), ("fr", "a besoin de JavaScript")])
def test_a_page_speaks_its_language_and_keeps_its_own_words(language, said):
    page = page_in(
        language, '<html lang="en"><head></head><body><p lang="en">Hello</p><gradio-app></gradio-app></body>'
    )

    assert page.startswith(f'<html lang="{language}">')
    assert f"language: '{language}-BE'" in page
    assert said in page
    assert '<p lang="en">Hello</p>' in page


@pytest.mark.parametrize(
    ("query", "language"), [("?taal=fr", "fr"), ("?taal=en", "en"), ("?taal=<x>", "nl"), ("", "nl")]
)
def test_the_address_names_the_language(address, query, language):
    assert f'<html\n\tlang="{language}"' in body(f"{address}/{query}".replace("<x>", "%3Cscript%3E"))


def test_a_port_in_use_is_said_in_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(DuaalError, match="al in gebruik"):
        serve(lambda: None, "127.0.0.1", taken.getsockname()[1], lambda line: None)


@pytest.mark.parametrize(
    ("host", "port", "reason"),
    [("bestaat.niet.invalid", 0, "bestaat niet"), ("203.0.113.7", 0, "hoort niet"),
     ("127.0.0.1", 70000, "Poort 70000"), ("x" * 300, 0, "bestaat niet")],
)  # fmt: skip
def test_a_wrong_address_is_said_in_one_sentence(host, port, reason):
    with pytest.raises(DuaalError, match=reason) as caught:
        serve(lambda: None, host, port, lambda line: None)

    assert "\n" not in str(caught.value)


def test_the_page_is_there_while_the_parts_are_loading_and_ctrl_c_ends_it_cleanly():
    process = serving("time.sleep(60)")
    address = process.stdout.readline().split()[3]

    assert json.loads(body(f"{address}/healthz")) == {"ok": True, "ready": False}
    assert "<gradio-app" in body(address)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == 0
    assert process.communicate() == ("", "")


def test_a_question_asked_while_loading_does_not_keep_the_server_from_stopping():
    process = serving("time.sleep(60)")
    address = process.stdout.readline().split()[3]
    config = json.loads(body(f"{address}/config"))
    load = next(call["id"] for call in config["dependencies"] if call["targets"][0][1] == "load")
    join = json.dumps({"data": [], "fn_index": load, "session_hash": "x"}).encode()
    fetched(f"{address}/gradio_api/queue/join", data=join, headers={"content-type": "application/json"}).close()
    time.sleep(0.5)

    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=15) == 0
    assert process.communicate() == ("", "")


def test_parts_that_cannot_be_loaded_stop_the_server_with_their_sentence():
    process = serving("raise StoreMissing('Er is nog geen index: voer eerst duaal ingest uit.')")

    _, errors = process.communicate(timeout=30)

    assert process.returncode == 1
    assert errors.strip() == "Er is nog geen index: voer eerst duaal ingest uit."


def test_an_unforeseen_failure_while_loading_is_a_sentence_too():
    assert issubclass(StoreMissing, DuaalError)
    with pytest.raises(DuaalError, match="konden niet geladen worden"):
        serve(lambda: 1 / 0, "127.0.0.1", 0, lambda line: None)
