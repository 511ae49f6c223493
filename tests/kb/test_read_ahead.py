from threading import Event

import pytest

from kb.read_ahead import ReadAhead


def test_what_was_begun_is_read_once_and_its_result_waited_for():
    read: list[str] = []
    ahead = ReadAhead(lambda text: read.append(text) or text.upper(), kept=2)
    ahead.begin("vraag")
    ahead.begin("vraag")
    assert ahead("vraag") == "VRAAG"
    assert read == ["vraag"]


def test_what_was_not_begun_is_read_when_it_is_asked_for():
    assert ReadAhead(len, kept=1)("vraag") == 5


def test_it_is_read_while_other_work_goes_on():
    may_end = Event()
    ahead = ReadAhead(lambda text: may_end.wait(10), kept=1)
    ahead.begin("vraag")
    may_end.set()
    assert ahead("vraag") is True


def test_what_reading_raises_is_raised_where_the_result_is_asked_for():
    def fails(text: str) -> str:
        raise ValueError(text)

    ahead = ReadAhead(fails, kept=1)
    ahead.begin("vraag")
    with pytest.raises(ValueError, match="vraag"):
        ahead("vraag")


def test_more_questions_at_once_than_threads_are_all_read():
    ahead = ReadAhead(len, kept=9)
    texts = ["x" * length for length in range(1, 9)]
    for text in texts:
        ahead.begin(text)
    assert [ahead(text) for text in texts] == list(range(1, 9))
