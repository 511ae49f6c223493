"""The JSON API behind a real server: the same JSON as the command line, faults as sentences, nothing for strangers."""

import json
import os
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import jsonschema
import pytest
from fastapi import FastAPI

from app.__main__ import main
from app.api.answers import AT_ONCE
from app.api.api_app import api_app
from app.api.body_limit import MOST_BYTES
from app.api.shapes import AnswerJson, schema_of
from app.live_parts import live_parts
from app.pages.allowed_sites import allowed_sites
from app.pages.headers import with_page_headers
from app.pages.web_parts import WebParts
from app.records.answer import Answer, CitedSentence
from kb.errors import DuaalError, StoreDamaged
from kb.settings import settings_from_environment

FRIEND, STRANGER = "https://www.school.be", "https://elders.example"
MESSAGE = "Twaalf sectorale partnerschappen erkennen ondernemingen. Elke leerling krijgt een premie."
QUESTIONS = (
    {"question": "Wie erkent ondernemingen als leerwerkplek?"},
    {"question": "Hoeveel verdient een leerling?", "persona": "parent"},
    {"question": "Who recognises companies?", "language": "en"},
    {"question": "Wat is actie 18?", "persona": "communication"},
    {"question": "Dag!"},
)
LONG = "a" * 2001
SURROGATE = '{"question": "half \\ud83d", "history": ["\\ud83d"]}'


def app_of(parts: WebParts, origins: tuple[str, ...] = ()) -> FastAPI:
    """The API as the web app mounts it, without the pages."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(with_page_headers)
    app.mount("/api", api_app(parts, origins))
    return app


@pytest.fixture(scope="module")
def parts(corpus_store) -> WebParts:
    return live_parts(settings_from_environment(str(corpus_store)))


@pytest.fixture(scope="module")
def api(served, parts):
    with served(app_of(parts, (FRIEND,))) as address, httpx.Client(base_url=f"{address}/api/v1/", timeout=30) as client:
        yield client


@pytest.fixture
def asking(served):
    """One request to an API of these parts."""

    def ask(parts: WebParts, method: str, path: str, **given) -> httpx.Response:
        with served(app_of(parts)) as address:
            return httpx.request(method, f"{address}/api/v1/{path}", timeout=30, **given)

    return ask


@pytest.fixture
def printed(capsys, corpus_store):
    """What the command prints."""

    def run(*arguments: str) -> str:
        capsys.readouterr()
        assert main([*arguments, "--store", str(corpus_store)]) == 0
        return capsys.readouterr().out

    return run


def timeless(answer: dict) -> dict:
    return answer | {"timings_ms": None}


def fault_of(response: httpx.Response) -> str:
    """The sentence of a failure, which is all that it says."""
    said = response.json()
    assert set(said) == {"error"}
    assert "Traceback" not in said["error"]
    assert said["error"].endswith((".", "!", "?"))
    return said["error"]


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked["question"])
def test_an_answer_is_that_of_the_command_line(api, printed, asked):
    options = [part for name in ("persona", "language") if name in asked for part in (f"--{name}", asked[name])]

    given = api.post("ask", json=asked).json()

    assert timeless(given) == timeless(json.loads(printed("ask", asked["question"], *options, "--json")))
    jsonschema.validate(given, schema_of(AnswerJson))


def test_a_follow_up_is_read_with_its_history(api, printed, tmp_path):
    (tmp_path / "eerder.json").write_text('["Wat is actie 5?"]', encoding="utf-8")

    alone = api.post("ask", json={"question": "En wie is daarbij betrokken?"}).json()
    after = api.post("ask", json={"question": "En wie is daarbij betrokken?", "history": ["Wat is actie 5?"]}).json()

    told = printed("ask", "En wie is daarbij betrokken?", "--history", str(tmp_path / "eerder.json"), "--json")
    assert timeless(after) == timeless(json.loads(told))
    assert after["text"] != alone["text"]


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("roles", ["roles"]),
        ("roles?partner=AHOVOKS", ["roles", "--partner", "AHOVOKS"]),
        ("roles?phase=premium&evidence=other_source", ["roles", "--phase", "premium", "--evidence", "other_source"]),
        ("actions", ["actions"]),
        ("actions?partner=VLOR&modality=decided", ["actions", "--partner", "VLOR", "--modality", "decided"]),
        ("actions?due_before=2026-01-01", ["actions", "--due-before", "2026-01-01"]),
        ("sources", ["sources"]),
    ],
)
def test_records_are_those_of_the_command_line(api, printed, path, command):
    assert api.get(path).json() == json.loads(printed(*command, "--json"))


def test_passages_and_findings_are_those_of_the_command_line(api, printed, tmp_path):
    (tmp_path / "bericht.txt").write_text(MESSAGE, encoding="utf-8")

    passages = api.post("search", json={"question": "aanloopfase", "k": 3}).json()
    report = api.post("check", json={"text": MESSAGE}).json()

    assert passages == json.loads(printed("search", "aanloopfase", "-k", "3", "--json"))
    assert report == json.loads(printed("check", str(tmp_path / "bericht.txt"), "--json"))
    assert report["summary"]["sentences"] == 2


def test_the_text_of_a_source_holds_its_quotes(api, printed):
    text = api.get("sources/actieplan/text")
    answer = api.post("ask", json=QUESTIONS[0]).json()

    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text == printed("sources", "--text", "actieplan")
    assert all(
        text.text[citation["start"] : citation["end"]] == citation["quote"]
        for citation in answer["citations"] if citation["source_id"] == "actieplan"
    )  # fmt: skip


def test_rows_that_nobody_verified_leave_by_no_door(api):
    assert api.get("roles", params={"evidence": "unverified"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("ask", {"question": "?!"}, 400), ("ask", {"question": LONG}, 422), ("ask", {"question": ""}, 422),
        ("ask", {}, 422), ("ask", ["wie"], 422), ("ask", {"question": 5}, 422),
        ("ask", {"question": "wie", "persona": "koning"}, 422), ("ask", {"question": "wie", "language": "de"}, 422),
        ("ask", {"question": "wie", "history": "wat"}, 422), ("search", {"question": "wie", "k": 0}, 422),
        ("search", {"question": "wie", "k": "5"}, 422), ("search", {"question": "wie", "k": True}, 422),
        ("check", {"text": ""}, 422), ("check", {"text": "a" * 20_001}, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_in_a_sentence(api, path, sent, status):
    response = api.post(path, json=sent)

    assert response.status_code == status
    assert fault_of(response)


@pytest.mark.parametrize("sent", [b"{", b"\xff\xfe", b"", SURROGATE.encode(), b"[" * 50_000])
def test_a_body_that_is_no_json_is_said_in_a_sentence(api, sent):
    response = api.post("ask", content=sent, headers={"content-type": "application/json"})

    assert response.status_code in (400, 422)
    assert fault_of(response)


def test_hostile_text_comes_back_as_the_text_that_it_is(api):
    question = 'Wie erkent <script>alert(1)</script> \x00 "; DROP TABLE bronnen \u202e ondernemingen?'

    answer = api.post("ask", json={"question": question})

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert "<script>alert(1)</script>" in answer.json()["question"]


@pytest.mark.parametrize(
    ("path", "status"),
    [("bestaat-niet", 404), ("sources/bestaat-niet/text", 404), ("roles?partner=niemand", 400),
     ("roles?service=niets", 400), ("roles?audience=koning", 422),
     ("actions?due_before=2026-13-01", 422), ("actions?due_before=0", 422), ("ask", 405)],
)  # fmt: skip
def test_an_address_or_name_that_does_not_exist_is_said_in_a_sentence(api, path, status):
    response = api.get(path)

    assert response.status_code == status
    assert fault_of(response)


def test_a_body_that_is_too_large_is_refused_before_it_has_come_in(api):
    said = api.post("ask", json={"question": "a" * MOST_BYTES})
    with socket.create_connection((api.base_url.host, api.base_url.port), timeout=10) as line:
        line.sendall(
            b"POST /api/v1/ask HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
            b"content-length: 99999999999\r\n\r\n{"
        )
        early = line.recv(100)
    streamed = api.post("ask", content=(b"a" * 50_000 for _ in range(20)), headers={"content-type": "application/json"})

    assert (said.status_code, streamed.status_code) == (413, 413)
    assert fault_of(said) == fault_of(streamed)
    assert early.startswith(b"HTTP/1.1 413")


def test_while_the_sources_are_loading_a_machine_is_told_to_come_back(asking):
    loading = WebParts(ask=None, sources=None, text=None, ready=lambda: False)

    health = asking(loading, "GET", "health")
    told = asking(loading, "POST", "ask", json=QUESTIONS[0])

    assert health.json() == {"ok": True, "ready": False}
    assert (told.status_code, told.headers["retry-after"]) == (503, "2")
    assert "geladen" in fault_of(told)


def test_a_store_that_cannot_serve_is_said_in_its_sentence(asking):
    def damaged(*given):
        raise StoreDamaged("de index mist passages")

    told = asking(WebParts(ask=damaged, sources=damaged, text=damaged), "POST", "ask", json=QUESTIONS[0])

    assert (told.status_code, fault_of(told)) == (503, "De index mist passages.")


def test_a_fault_of_ours_tells_nothing_of_itself(asking, caplog):
    def broken(*given):
        raise RuntimeError("geheim pad /srv/x")

    told = asking(WebParts(ask=broken, sources=broken, text=broken), "POST", "ask", json=QUESTIONS[0])

    assert told.status_code == 500
    assert "geheim" not in fault_of(told)
    assert "geheim pad" in caplog.text


def test_a_crowd_takes_turns_so_that_the_pages_keep_theirs(served):
    busy, most, free = [], [], threading.Barrier(AT_ONCE, timeout=10)

    def slow(question, persona, language, earlier):
        busy.append(question)
        most.append(len(busy))
        free.wait()
        busy.pop()
        return Answer(question, "nl", persona, "greeting", (CitedSentence("Dag!", "frame"),))

    parts = WebParts(ask=slow, sources=None, text=None)
    with served(app_of(parts)) as address, ThreadPoolExecutor(3 * AT_ONCE) as crowd:
        asked = [crowd.submit(httpx.post, f"{address}/api/v1/ask", json=QUESTIONS[0]) for _ in range(3 * AT_ONCE)]
        statuses = [each.result().status_code for each in asked]

    assert statuses == [200] * (3 * AT_ONCE)
    assert max(most) == AT_ONCE


def test_only_a_named_site_may_call_from_a_browser(api):
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}

    friend = api.options("ask", headers=asked | {"origin": FRIEND})
    stranger = api.options("ask", headers=asked | {"origin": STRANGER})

    assert friend.headers["access-control-allow-origin"] == FRIEND
    assert "access-control-allow-credentials" not in friend.headers
    assert stranger.status_code == 400
    assert "access-control-allow-origin" not in api.get("sources", headers={"origin": STRANGER}).headers


def test_no_site_may_by_default(asking, parts):
    answer = asking(parts, "GET", "sources", headers={"origin": FRIEND})

    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "name", ["school.be", "https://school.be/pad", "https://a.be; script-src *", "*", "javascript:x"]
)
def test_a_site_that_is_no_origin_is_refused_at_the_start(name):
    with pytest.raises(DuaalError, match="DUAAL_EMBED_ORIGINS"):
        allowed_sites([], [name])


def test_a_site_is_known_in_any_case_and_with_a_closing_slash():
    assert allowed_sites(["https://WWW.School.be/"], ["http://localhost:8000"]).api == ("https://www.school.be",)


def test_every_field_of_the_documentation_says_what_it_means(api):
    document = api.get("../openapi.json").json()

    fields = {
        f"{shape}.{name}": field
        for shape, schema in document["components"]["schemas"].items()
        for name, field in schema.get("properties", {}).items()
    }
    assert [name for name, field in fields.items() if not field.get("description")] == []
    assert set(document["paths"]) == {
        "/v1/ask", "/v1/search", "/v1/roles", "/v1/actions", "/v1/check", "/v1/sources", "/v1/sources/{source_id}/text",
        "/v1/health",
    }  # fmt: skip


def test_the_page_for_people_names_every_address_and_loads_nothing(api):
    page = api.get("../")

    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script" not in page.text
    assert "//" not in page.text.replace("http&#58;&#47;&#47;", "").partition("<body>")[2]
    assert page.text.count("<section") > 8


def test_schemathesis_finds_no_fault(api, tmp_path):
    """Hundreds of requests that fit the OpenAPI, and some that do not, the same ones each time."""
    command = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", Path(__file__).with_name("schemathesis.toml"), "run",
        str(api.base_url.join("../openapi.json")), "--phases", "examples,coverage,fuzzing", "--max-examples", "10",
        "--generation-deterministic", "--no-color",
    ]  # fmt: skip

    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=120, env=os.environ | {"COLUMNS": "120"}
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 selected / 8 total" in done.stdout
