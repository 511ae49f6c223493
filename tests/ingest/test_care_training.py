import json
import random
from pathlib import Path

import pytest

from app.words.wording import wording
from ingest import care_training
from ingest.care_messages import CareMessage, read_care, read_variation
from kb.care_kind import DANGER
from kb.errors import SourceError

CORPUS = Path(__file__).parents[2] / "corpus"
HELP = ["hij ligt bewusteloos", "de leerling ligt hier bewusteloos", "bewusteloos op de werf"]
SAD = ["ik ben bang en verdrietig", "zo verdrietig en bang", "wij zijn bang en verdrietig"]
PLAIN = ["hoeveel uren zijn er", "wat is een mentor"]
ASKED = ["wie erkent dat", "welke uren mag hij", "wat staat erin", "wie helpt mij", "waar is dat", "hoe werkt dat"]


def written(folder, name, rows):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")


@pytest.fixture
def small(tmp_path, monkeypatch):
    (tmp_path / "care").mkdir()
    (tmp_path / "care" / "said_otherwise.yaml").write_text(
        "instead: {nl: [{found: [de leerling], becomes: [mijn zoon]}]}\nbefore: {nl: [dag]}\n"
        "after: {nl: [wat nu]}\nspoken: {niet: [ni]}",
        encoding="utf-8",
    )
    kinds = {"danger_accident": HELP, "worry": SAD, None: PLAIN}
    written(
        tmp_path, "care/a.jsonl",
        [{"kind": kind, "language": "nl", "messages": messages} for kind, messages in kinds.items()],
    )  # fmt: skip
    written(tmp_path, "questions/a.jsonl", [{"service": "x", "questions": [*ASKED, HELP[0]]}])
    monkeypatch.setattr(care_training, "CORPUS", tmp_path)
    monkeypatch.setattr(care_training, "SMALLEST_WEIGHT", 0.05)
    return tmp_path


def test_words_of_a_kind_weigh_up_for_it_the_same_each_time(small, capsys):
    for name in ("een", "twee"):
        care_training.main(small / f"{name}.json")

    raw = json.loads((small / "een.json").read_text(encoding="utf-8"))
    weights = dict(zip(raw["weights"]["bewusteloos"][::2], raw["weights"]["bewusteloos"][1::2], strict=True))
    assert (small / "een.json").read_bytes() == (small / "twee.json").read_bytes()
    assert list(raw["kinds"]) == [DANGER, "danger_accident", "worry"]
    assert weights[0] > 0
    assert weights[1] > 0
    assert "32 messages" in capsys.readouterr().err


def test_a_question_that_stands_among_the_messages_is_not_held_to_be_ordinary(small):
    assert HELP[0] not in care_training._ordinary(small, read_care(small))


def test_a_message_said_otherwise_keeps_its_kind(small):
    message = CareMessage("de leerling ligt hier niet", "danger_accident", "nl")
    said = {read_variation(small).of(message, random.Random(seed)) for seed in range(40)}

    assert {one.kind for one in said} == {"danger_accident"}
    assert any(one.text.startswith("mijn zoon") for one in said)
    assert any(one.text.startswith("dag ") for one in said)
    assert any(one.text.endswith("wat nu") for one in said)


@pytest.mark.parametrize(
    "line", ["geen json", '{"language": "nl", "messages": []}', '{"kind": null, "language": "nl"}']
)
def test_a_faulty_line_is_named(small, line):
    (small / "care" / "a.jsonl").write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(SourceError, match=r"a\.jsonl, regel 2"):
        read_care(small)


def test_a_faulty_file_of_variations_is_named(small):
    (small / "care" / "said_otherwise.yaml").write_text("instead: {}", encoding="utf-8")

    with pytest.raises(SourceError, match="said_otherwise"):
        read_variation(small)


def test_the_messages_of_the_corpus_are_of_kinds_that_have_a_reply():
    messages = read_care(CORPUS)
    replies = wording("care_replies")
    known = {*replies["endings"], *replies["openings"], None}

    assert {message.kind for message in messages} <= known
    assert {message.language for message in messages} == {"nl", "fr", "en"}
    assert len({message.text for message in messages}) == len(messages) > 4000
    assert sum(message.kind is None for message in messages) > 1000
