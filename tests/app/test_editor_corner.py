"""The editor's corner on a real store behind a real server: who may come in, what is refused, what is changed."""

import io
import re
from dataclasses import replace
from html import unescape
from threading import Event
from typing import ClassVar

import httpx
import pytest
from openpyxl import load_workbook

from app.__main__ import editor_parts
from app.editor.routes import editor_routes
from app.editor.topic_counts import counted_topics, counts_file
from app.live_parts import live_parts
from app.web_app import build_app
from ingest.uploads_folder import records_of
from kb.store import Store

PASSWORD = "een lang wachtwoord"
MENTOR = "Begeleiding\n\nDe mentor begeleidt de leerling op de werkplek.\n"
SECTOR = "Los blad\n\nDe sectorconsulent geeft advies aan elke mentor.\n"
OPEN = {("GET", "/redactie"), ("POST", "/redactie/aanmelden"), ("POST", "/redactie/afmelden")}


class Desk:
    """An editor with the pages of a small store."""

    clients: ClassVar[list[httpx.Client]] = []

    def __init__(self, address: str, **headers: str) -> None:
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=60, headers=headers)
        self.clients.append(self.client)

    def log_in(self, password: str = PASSWORD) -> httpx.Response:
        return self.client.post("/redactie/aanmelden", data={"wachtwoord": password})

    def page(self, path: str) -> str:
        return unescape(self.client.get(f"/redactie{path}").text)

    @property
    def key(self) -> str:
        found = re.search(r'name="sleutel" value="([^"]*)"', self.client.get("/redactie").text)
        return unescape(found[1]) if found else ""

    def send(self, path: str, file: tuple[str, bytes] | None = None, **fields: str) -> httpx.Response:
        files = {"bestand": file} if file else None
        answer = self.client.post(f"/redactie/{path}", data={"sleutel": self.key} | fields, files=files)
        while '<progress id="voortgang"' in answer.text:
            answer = self.client.get("/redactie/werk")
        return answer

    def said(self, answer: httpx.Response) -> str:
        return unescape(re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", answer.text, flags=re.S))


@pytest.fixture(autouse=True)
def _closed():
    """Every connection that a test opened."""
    yield
    while Desk.clients:
        Desk.clients.pop().close()


@pytest.fixture
def notes(notes):
    notes.write(**{"mentor.txt": MENTOR})
    notes.ingest()
    notes.settings = replace(notes.settings, editor_password=PASSWORD)
    return notes


@pytest.fixture
def desk(notes, served):
    with served(app_of(notes)) as address:
        made = Desk(address)
        made.log_in()
        yield made


def app_of(notes, **changed):
    """The application as `duaal serve` makes it."""
    parts = live_parts(notes.settings)
    return build_app(replace(parts, editing=replace(editor_parts(notes.settings), **changed)))


def test_without_password_or_proxy_there_is_no_corner(notes):
    assert editor_parts(replace(notes.settings, editor_password=None)) is None


def test_nothing_answers_who_is_not_logged_in(notes, served):
    routes = [
        (method, route.path.replace("{table_id}", "mentor"))
        for route in editor_routes(editor_parts(notes.settings)).routes
        for method in route.methods
    ]
    assert len(routes) > 20
    before = notes.generation
    with served(app_of(notes)) as address, httpx.Client(base_url=address) as stranger:
        answers = {
            (method, path): stranger.request(method, path, data={"sleutel": "x"} if method == "POST" else None)
            for method, path in routes
            if (method, path) not in OPEN
        }
        front = stranger.get("/redactie").text

    assert {answer.status_code for answer in answers.values()} == {403}
    assert all("aanmelding is verlopen" in answer.text for answer in answers.values())
    assert "Wachtwoord" in front
    assert "mentor" not in front
    assert notes.generation == before


def test_no_form_counts_without_the_key_of_its_session(desk, notes):
    forms = [
        route.path.replace("{table_id}", "lijst:woordkeuze").removeprefix("/redactie/")
        for route in editor_routes(editor_parts(notes.settings)).routes
        if "POST" in route.methods and ("POST", route.path) not in OPEN
    ]
    before = notes.generation

    for key in ("", "x", desk.client.cookies["duaal_redactie"]):
        answers = [desk.client.post(f"/redactie/{path}", data={"sleutel": key, "bron": "mentor"}) for path in forms]
        assert {answer.status_code for answer in answers} == {403}

    assert len(forms) == 10
    assert notes.generation == before
    assert "mentor" in notes.sources


def test_the_overview_tells_how_every_source_stands(desk, notes):
    desk.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode()), titel="Sectorblad", datum="2026-01-02")
    (notes.folder / "mentor.txt").write_text("anders")
    shown = desk.page("")

    assert "gewijzigd sinds het ingelezen is" in shown
    assert "Sectorblad" in shown
    assert "2026-01-02" in shown
    assert notes.opened()[0].sources[0].digest in shown
    (notes.folder / "mentor.txt").unlink()
    assert "Het bestand is weg" in desk.page("")


def test_an_upload_is_reported_answered_from_replaced_and_removed(desk, notes):
    added = desk.said(desk.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode())))
    assert "Toegevoegd : los-blad" in added
    assert notes.found("sectorconsulent") == ["los-blad"]

    replaced = desk.said(
        desk.send("documenten/vervang", ("nieuw.md", b"# Blad\n\nDe trekker volgt op."), bron="los-blad")
    )
    assert "Gewijzigd : los-blad" in replaced

    assert "Haal je dit document uit de index?" in desk.page("/documenten/verwijder?bron=los-blad")
    removed = desk.said(desk.send("documenten/verwijder", bron="los-blad"))
    assert "Verwijderd : los-blad" in removed
    assert set(notes.sources) == {"mentor"}


def test_a_refused_upload_says_why_and_changes_nothing(desk, notes):
    before = notes.generation

    for file, why in (
        (("<img src=x onerror=alert(1)>.pdf", b"%PDF-1.4 kapot"), "PDF"),
        (("kopie.txt", MENTOR.encode()), "elfde tekst als bron 'mentor'"),
        (("../../x.exe", b"x"), "kan niet ingelezen worden. Toegelaten: .pdf"),
        (("leeg.txt", b""), "Kies eerst een bestand"),
    ):
        answer = desk.send("documenten/nieuw", file)
        assert why in desk.said(answer)
        assert 'role="alert"' in answer.text
        assert "<img" not in answer.text

    assert "datum" in desk.said(desk.send("documenten/nieuw", ("x.txt", b"x"), datum="gisteren"))
    assert "https://" in desk.said(desk.send("documenten/nieuw", ("x.txt", b"x"), adres="javascript:alert(1)"))
    assert "groter dan 30 MB" in desk.said(desk.send("documenten/nieuw", ("x.txt", b"x" * (31 * 1024**2))))
    assert notes.generation == before
    assert not records_of(notes.settings.uploads)


def test_a_document_of_the_corpus_is_taken_out_and_put_back(desk, notes):
    desk.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode()))
    desk.send("documenten/verwijder", bron="mentor")
    assert set(notes.sources) == {"los-blad"}

    assert "mentor.txt" in desk.page("/documenten")
    desk.send("documenten/zet-terug", bron="mentor")

    assert set(notes.sources) == {"mentor", "los-blad"}


def test_one_writes_at_a_time_and_the_other_is_told(notes, served):
    goes_on = Event()
    real = editor_parts(notes.settings)

    def slow(tell):
        goes_on.wait(30)
        return real.documents.read_again(tell)

    with served(app_of(notes, documents=replace(real.documents, read_again=slow))) as address:
        first, second = Desk(address), Desk(address)
        first.log_in()
        second.log_in()
        running = first.client.post("/redactie/inlezen", data={"sleutel": first.key})
        told = second.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode()))
        goes_on.set()
        while "<progress" in first.client.get("/redactie/werk").text:
            pass

    assert "<progress" in running.text
    assert told.status_code == 400
    assert "Er loopt al een wijziging: Alles opnieuw inlezen" in second.said(told)


def test_who_ingests_on_the_server_meanwhile_goes_first(desk, notes):
    with Store(notes.settings.store).writing():
        answer = desk.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode()))

    assert "wacht tot het klaar is" in desk.said(answer)
    assert set(notes.sources) == {"mentor"}


def test_an_earlier_index_answers_again(desk, notes):
    first = notes.generation
    desk.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode()))
    assert "Antwoordt nu" in desk.page("/indexen")
    assert "weer antwoorden?" in desk.page(f"/indexen/zet-terug?index={first}")

    answer = desk.send("indexen/zet-terug", index=first)

    assert "antwoordt nu" in desk.said(answer)
    assert set(notes.sources) == {"mentor"}
    for wrong in ("", "../..", first):
        assert desk.send("indexen/zet-terug", index=wrong).status_code == 400


def test_the_house_wording_goes_through_preview_and_confirmation(desk, notes):
    table = "lijst%3Awoordkeuze"
    book = load_workbook(io.BytesIO(desk.client.get(f"/redactie/kaart/{table}.xlsx").content))
    book.worksheets[0]["A2"] = "<b>zotskap</b>"
    out = io.BytesIO()
    book.save(out)

    preview = desk.send(f"bekijk/{table}", ("woordkeuze.xlsx", out.getvalue()))
    assert "<b>zotskap" not in preview.text
    assert "<b>zotskap" in unescape(preview.text)
    assert not notes.settings.edited.exists()
    assert "is gewijzigd" in desk.said(desk.send(f"bevestig/{table}"))

    assert (notes.settings.edited / "house_wording.yaml").exists()
    assert "Zoals meegeleverd" in desk.page("/tabellen")
    assert "is teruggezet" in desk.said(desk.send(f"zet-terug/{table}", versie="meegeleverd"))
    assert not (notes.settings.edited / "house_wording.yaml").exists()


def test_a_measurement_shows_its_table_as_text(notes, served):
    def evaluate(name):
        return f"{name}  n = 2\n<script>alert(1)</script>"

    with served(app_of(notes, evaluate=evaluate)) as address:
        desk = Desk(address)
        desk.log_in()
        desk.send("meten/start", meting="answers")
        while "<progress" in (shown := desk.client.get("/redactie/meten").text):
            pass
        unknown = desk.send("meten/start", meting="../x")

    assert "answers  n = 2" in unescape(shown)
    assert "<script>alert" not in shown
    assert unknown.status_code == 400


def test_topics_are_counted_without_a_word_of_the_question_and_only_when_asked_for(notes, served):
    asked = ["Wie begeleidt de zotskapleerling op de werkplek?", "Hoeveel kost een eenhoornzotskap per maand?", "Hallo"]
    off = live_parts(notes.settings)
    off.ask(asked[0], "any", None, ())
    assert not counts_file(notes.settings).exists()

    notes.settings = replace(notes.settings, count_topics=True)
    on = live_parts(notes.settings)
    for question in asked:
        on.ask(question, "any", None, ())

    counted = counted_topics(notes.settings)
    assert sum(sum(topic.by_status.values()) for topic in counted) == 3
    assert b"zotskap" not in counts_file(notes.settings).read_bytes()
    with served(app_of(notes)) as address:
        desk = Desk(address)
        desk.log_in()
        assert "Geen onderwerp herkend" in desk.page("/vragen")


def test_a_count_that_fails_disturbs_no_answer(notes):
    notes.settings = replace(notes.settings, count_topics=True)
    counts_file(notes.settings).mkdir()

    answer = live_parts(notes.settings).ask("Wie begeleidt de leerling op de werkplek?", "any", None, ())

    assert answer.sentences


def test_a_proxy_lets_in_whom_it_names_and_nobody_else(notes, served):
    header = "X-Remote-User"
    with served(app_of(notes)) as address:
        assert "Wachtwoord" in Desk(address, **{header: "an"}).page("")

    notes.settings = replace(notes.settings, editor_password=None, editor_proxy_header=header)
    with served(app_of(notes)) as address:
        an = Desk(address, **{header: "an <b>"})
        assert "Aangemeld als an <b>" in unescape(an.client.get("/redactie").text)
        assert an.send("documenten/nieuw", ("Los blad.txt", SECTOR.encode())).status_code == 200
        assert an.client.get("/redactie/documenten").status_code == 200

        stolen, piet = Desk(address), Desk(address, **{header: "piet"})
        for taken in (stolen, piet):
            taken.client.cookies = an.client.cookies
        assert stolen.client.get("/redactie/documenten").status_code == 403
        assert piet.client.post("/redactie/inlezen", data={"sleutel": an.key}).status_code == 403
        assert "Aangemeld als piet" in piet.page("/documenten")
        nobody = Desk(address)
        assert "toegang van je organisatie" in nobody.page("")
        assert nobody.log_in("").status_code == 403
