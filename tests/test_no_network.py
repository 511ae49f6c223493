"""Nothing goes out. Watched twice: by Python's audit events and, in a network of its own, by the kernel's counters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

WATCH = '''
import fcntl, json, socket, struct, sys
from pathlib import Path

log = open(sys.argv[1], "w", encoding="utf-8", buffering=1)
OWN = ("127.", "::1", "localhost", "0.0.0.0", "::")


def watch(event, given):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = given[1]
        if isinstance(address, tuple) and not str(address[0]).startswith(OWN):
            log.write(f"{event} {address}\\n")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        if given[0] and not str(given[0]).startswith(OWN) and given[0] != socket.gethostname():
            log.write(f"{event} {given[0]}\\n")


def sent_nowhere():
    """Packets for which this network knows no way, by what made them too: C libraries as well as Python."""
    old = Path("/proc/net/snmp").read_text().split("Ip: ")
    count = dict(zip(old[1].split(), old[2].split()))
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text().splitlines())
    return int(count["OutNoRoutes"]) + int(six["Ip6OutNoRoutes"])


def raise_loopback():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh14x", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS, up and running


alone = sys.argv[2] == "alone"
if alone:
    raise_loopback()
    before = sent_nowhere()
sys.addaudithook(watch)
try:
    exec(compile(sys.argv[3], "watched", "exec"), {"given": json.loads(sys.argv[4])})
finally:
    if alone and (sent := sent_nowhere() - before):
        log.write(f"{sent} packets for elsewhere\\n")
'''

RUN = """
from app.__main__ import main
for arguments in given:
    assert main(arguments) == 0, arguments
"""

SERVE = """
import os, re, signal, threading, time, urllib.request
from app.commands import printing
from app.__main__ import main

def visit(line):
    address = re.search("http://[^ ]+", line)[0]
    for path in ("/healthz", "/", "/config"):
        urllib.request.urlopen(address + path, timeout=30).read()
    time.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)

def note(line):
    if "http://" in line:
        threading.Thread(target=visit, args=(line,)).start()

import app.commands.serve
app.commands.serve.note = note
assert main(given) == 0
"""

GO_OUT = """
import contextlib, socket
with contextlib.suppress(OSError), socket.socket() as outward:
    outward.settimeout(0.2)
    outward.connect(("192.0.2.1", 80))
with contextlib.suppress(OSError):
    socket.getaddrinfo("example.org", 80)
"""


def own_network() -> list[str]:
    """The command that starts another in a network of its own; empty where that is not allowed."""
    for command in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        try:
            subprocess.run([*command, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    return []


@pytest.fixture
def went_out(tmp_path):
    """Runs code and tells what it sent to other machines."""

    def watched(code: str, given: object = None) -> list[str]:
        alone = own_network()
        watch = [sys.executable, "-c", WATCH, tmp_path / "log", "alone" if alone else "", code, json.dumps(given)]
        # The switches that keep libraries at home are the product's own, not those of whoever runs the tests.
        switches = ("HF_HUB_OFFLINE", "ANONYMIZED_TELEMETRY", "GRADIO_ANALYTICS_ENABLED", "DUAAL_EMBEDDING_MODEL")
        kept = {name: value for name, value in os.environ.items() if name not in switches}
        done = subprocess.run([*alone, *watch], cwd=ROOT, capture_output=True, text=True, env=kept, timeout=300)
        assert done.returncode == 0, done.stderr
        return (tmp_path / "log").read_text(encoding="utf-8").splitlines()

    return watched


def test_the_watch_notices_who_goes_out(went_out):
    seen = went_out(GO_OUT)

    assert seen[:2] == ["socket.connect ('192.0.2.1', 80)", "socket.getaddrinfo example.org"]
    assert len(seen) == 2 + bool(own_network())


def test_ingesting_and_asking_go_nowhere(went_out, tmp_path):
    (tmp_path / "brief.txt").write_text("Brief\n\nDe mentor leest https://www.vlaanderen.be/duaal.\n", encoding="utf-8")
    (tmp_path / "vraag.jsonl").write_text('{"id": "1", "question": "Wie leest?"}\n', encoding="utf-8")
    store = ["--store", str(tmp_path / "store")]

    assert went_out(RUN, [
        ["ingest", *store], ["ingest", str(tmp_path / "brief.txt"), *store], ["sources", "--remove", "brief", *store],
        ["ask", "--json", "Wie erkent ondernemingen als leerwerkplek?", *store],
        ["ask", "--batch", str(tmp_path / "vraag.jsonl"), *store],
        ["search", "mentor", *store], ["sources", *store], ["actions", *store], ["doctor", *store],
    ]) == []  # fmt: skip


def test_serving_the_page_goes_nowhere(went_out, corpus_store):
    assert went_out(SERVE, ["serve", "--port", "0", "--store", str(corpus_store)]) == []
