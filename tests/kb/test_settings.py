import pytest

from kb.settings import settings_from_environment


@pytest.mark.parametrize(
    ("given", "counts"), [(None, False), ("", False), ("0", False), ("true", False), ("1", True)]
)  # fmt: skip
def test_counting_is_off_unless_it_is_asked_for_in_so_many_words(monkeypatch, given, counts):
    if given is not None:
        monkeypatch.setenv("DUAAL_COUNT_TOPICS", given)

    assert settings_from_environment().count_topics is counts


@pytest.mark.parametrize(("given", "header"), [(None, None), (" ", None), (" X-Remote-User ", "X-Remote-User")])
def test_no_proxy_is_trusted_unless_it_is_named(monkeypatch, given, header):
    if given is not None:
        monkeypatch.setenv("DUAAL_EDITOR_PROXY_HEADER", given)

    assert settings_from_environment().editor_proxy_header == header
