"""ReadAhead: something slow is begun before its result is needed, in a thread of its own, and kept."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from threading import Event
from typing import Generic, TypeVar

_Result = TypeVar("_Result")

# Seconds to wait for the other thread to set off; when it is busy with another question, it comes when it can.
_SET_OFF = 0.001


class ReadAhead(Generic[_Result]):
    """What a function makes of a text, for functions that leave the interpreter to others while they work."""

    def __init__(self, read: Callable[[str], _Result], kept: int) -> None:
        """`kept` texts and their results are remembered."""
        self._read = read
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read-ahead")
        self._begun = lru_cache(maxsize=kept)(self._begin)

    def begin(self, text: str) -> None:
        """Begins, unless that was done before."""
        self._begun(text)

    def __call__(self, text: str) -> _Result:
        """The result, waited for where it is not there yet. Raises what the function raises."""
        return self._begun(text).result()

    def _begin(self, text: str) -> Future[_Result]:
        has_set_off = Event()

        def read() -> _Result:
            has_set_off.set()
            return self._read(text)

        result = self._threads.submit(read)
        # The interpreter changes threads every five milliseconds unless one waits: as long as all of this takes.
        has_set_off.wait(_SET_OFF)
        return result
