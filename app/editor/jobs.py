"""Jobs: what takes longer than a page may wait for, one at a time, with its progress and its outcome."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock, Thread

from app.editor import words
from kb.errors import DuaalError, SourceError

_log = logging.getLogger(__name__)

Act = Callable[["Job"], str]
"""Does the work, tells the job how far it is, and gives the outcome as HTML."""


@dataclass(slots=True)
class Job:
    """Something that runs or ran. `outcome` is HTML, empty as long as it runs."""

    title: str
    started: datetime = field(default_factory=datetime.now)
    done: int = 0
    total: int = 0
    outcome: str = ""
    problem: str = ""
    """Why it failed, as text; empty when it did not."""
    ended: Event = field(default_factory=Event)

    def progress(self, done: int, total: int) -> None:
        """Passages done and passages to do."""
        self.done, self.total = done, total

    @property
    def seconds(self) -> int:
        """How long ago it began."""
        return int((datetime.now() - self.started).total_seconds())


class Jobs:
    """The latest job; another one is refused while it runs."""

    def __init__(self, busy: str) -> None:
        self._busy = busy
        self._lock = Lock()
        self.latest: Job | None = None

    def check_free(self) -> None:
        """Raises DuaalError while a job runs."""
        if self.latest is not None and not self.latest.ended.is_set():
            raise DuaalError(self._busy.format(title=self.latest.title, time=f"{self.latest.started:%H:%M}"))

    def start(self, title: str, act: Act) -> Job:
        """Begins in a thread of its own. Raises DuaalError while another one runs."""
        with self._lock:
            self.check_free()
            job = self.latest = Job(title)
        Thread(target=_run, args=(job, act), daemon=True, name=title).start()
        return job


def _run(job: Job, act: Act) -> None:
    try:
        job.outcome = act(job)
    except DuaalError as error:
        job.problem = str(error) + words.on_pages(error.pages if isinstance(error, SourceError) else ())
    except Exception:
        _log.exception("a job of an editor failed: %s", job.title)
        job.problem = words.UNEXPECTED
    finally:
        job.ended.set()
