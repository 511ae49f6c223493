from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.yaml_values import DEEPEST, yaml_values
from kb.errors import SourceError


def test_plain_values_are_read():
    assert yaml_values("a: [1, twee, null]\nb: {c: 2025-09-01}")["a"] == [1, "twee", None]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: [1\nb: 2", "regel 2"),
        ("a: 1\n\tb: 2", "regel 2"),
        ("dag: 2024-02-31", "geen geldige YAML"),
        ("dag: 2024-13-45", "geen geldige YAML"),
        ("a: !!timestamp gisteren", "geen geldige YAML"),
        ("a: !!bool misschien", "geen geldige YAML"),
        ("a: !!int ''", "geen geldige YAML"),
        ("a: !!python/object/apply:os.getcwd []", "geen geldige YAML"),
        ("a: 1\n---\nb: 2", "geen geldige YAML"),
        ("a: \x07", "geen geldige YAML"),
    ],
)
def test_broken_yaml_is_refused_with_its_place(text, reason):
    with pytest.raises(SourceError, match=reason):
        yaml_values(text)


def test_endless_nesting_is_refused_before_it_takes_the_process_down():
    with pytest.raises(SourceError, match=f"meer dan {DEEPEST} niveaus diep"):
        yaml_values("[" * 900 + "]" * 900)
    with pytest.raises(SourceError, match="geen geldige YAML"):
        yaml_values("[" * 200_000)


def test_references_are_refused_because_a_few_lines_become_millions():
    with pytest.raises(SourceError, match=r"regel 2: verwijzing \*een"):
        yaml_values("een: &een [x, x]\ntwee: [*een, *een]")


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), st.text(alphabet="ab:-[]{}!&*#|>'\"\n 0123", max_size=40)))
def test_any_text_is_read_or_refused(text):
    with suppress(SourceError):
        yaml_values(text)
