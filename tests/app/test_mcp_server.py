"""The MCP server of a real `duaal serve`, called by a real client and by hand."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from mcp import Client
from starlette.routing import Route

from app.api.mcp_server import McpDoor
from app.pages.web_parts import WebParts

ROOT = Path(__file__).parents[2]
QUESTION = "Wie erkent ondernemingen als leerwerkplek?"
FRIEND, STRANGER = "https://www.school.be", "https://elders.example"
CALLS = {
    "ask_duaal_leren": {"question": QUESTION, "persona": "mentor"},
    "search_sources": {"question": "aanloopfase", "k": 2},
    "list_roles": {"partner": "AHOVOKS", "evidence": "in_plan"},
    "list_actions": {"modality": "under_study"},
    "check_message": {"text": "Twaalf sectorale partnerschappen erkennen ondernemingen."},
}
KEYS = {
    "ask_duaal_leren": "sentences", "search_sources": "passages", "list_roles": "roles", "list_actions": "actions",
    "check_message": "findings",
}  # fmt: skip


@pytest.fixture(scope="module")
def address(corpus_store) -> Iterator[str]:
    """A server in a process of its own, its sources loaded."""
    serving = subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0", "--store", str(corpus_store)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, env=os.environ | {"DUAAL_API_ORIGINS": FRIEND},
    )  # fmt: skip
    where = serving.stderr.readline().split()[3]
    while not httpx.get(f"{where}/api/v1/health", timeout=60).json()["ready"]:
        time.sleep(0.2)
    yield where
    serving.send_signal(signal.SIGINT)
    _, said = serving.communicate(timeout=15)
    assert (serving.returncode, said) == (0, "")


@pytest.fixture(scope="module")
def session(address):
    """What a client sees: the tools, and what each gives."""

    async def calls():
        async with Client(f"{address}/mcp") as client:
            tools = (await client.list_tools()).tools
            given = {name: await client.call_tool(name, arguments) for name, arguments in CALLS.items()}
            wrong = [
                await client.call_tool(name, arguments)
                for name, arguments in [
                    ("ask_duaal_leren", {"question": ""}), ("list_roles", {"partner": "niemand"}),
                    ("ask_duaal_leren", {}), ("geen_gereedschap", {}),
                ]
            ]  # fmt: skip
            return tools, given, wrong

    return asyncio.run(calls())


def test_a_client_sees_five_tools_with_the_meaning_of_each_argument(session):
    tools, _, _ = session

    arguments = [field for tool in tools for field in tool.input_schema["properties"].values()]
    assert [tool.name for tool in tools] == list(CALLS)
    assert all(field["description"] for field in arguments)
    assert all(tool.annotations.read_only_hint for tool in tools)


@pytest.mark.parametrize("name", CALLS)
def test_a_tool_gives_json_that_fits_its_schema(session, name):
    _, given, _ = session

    result = given[name]

    assert not result.is_error
    assert result.structured_content[KEYS[name]]
    assert json.loads(result.content[0].text) == result.structured_content


def test_a_tool_gives_what_the_json_api_gives(session, address):
    _, given, _ = session

    answer = httpx.post(f"{address}/api/v1/ask", json=CALLS["ask_duaal_leren"]).json()
    roles = httpx.get(f"{address}/api/v1/roles", params=CALLS["list_roles"]).json()

    assert given["ask_duaal_leren"].structured_content | {"timings_ms": 0} == answer | {"timings_ms": 0}
    assert given["list_roles"].structured_content["roles"] == roles


def test_what_a_tool_cannot_take_is_said_in_a_sentence(session):
    _, _, wrong = session

    assert all(result.is_error for result in wrong)
    assert [result.content[0].text.count("\n") for result in wrong] == [0] * len(wrong)
    assert "niemand" in wrong[1].content[0].text


HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "oud", "version": "1"}},
}  # fmt: skip
ACCEPT = {"accept": "application/json, text/event-stream"}


def test_a_client_of_last_year_is_served_too(address):
    hello = httpx.post(f"{address}/mcp", json=HELLO, headers=ACCEPT)
    tools = httpx.post(
        f"{address}/mcp", json={"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        headers=ACCEPT | {"mcp-protocol-version": "2025-06-18"},
    )  # fmt: skip

    assert hello.json()["result"]["serverInfo"]["name"] == "duaalwijzer"
    assert "mcp-session-id" not in hello.headers
    assert len(tools.json()["result"]["tools"]) == len(CALLS)


def test_a_page_of_a_site_that_was_not_named_may_not_call(address):
    def status(origin: str) -> int:
        return httpx.post(f"{address}/mcp", json=HELLO, headers=ACCEPT | {"origin": origin}).status_code

    assert [status(origin) for origin in (STRANGER, FRIEND, address)] == [403, 200, 200]


def test_there_is_no_stream_to_hold_open(address):
    answer = httpx.get(f"{address}/mcp", headers={"accept": "text/event-stream"})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_while_the_sources_are_loading_a_tool_says_so(served):
    door = McpDoor(WebParts(ask=None, sources=None, text=None, ready=lambda: False), ())
    app = FastAPI(lifespan=lambda app: door.running())
    app.router.routes.append(Route("/mcp", door))

    async def call(where: str):
        async with Client(f"{where}/mcp") as client:
            return await client.call_tool("ask_duaal_leren", {"question": QUESTION})

    with served(app) as where:
        result = asyncio.run(call(where))

    assert result.is_error
    assert "geladen" in result.content[0].text
