"""EditorLogin: who may edit. A password, compared in constant time, few wrong ones; or a name that a proxy vouches for;
and sessions that end.
"""

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

SESSION_SECONDS = 60 * 60
_WINDOW_SECONDS = 5 * 60
_WRONG_FROM_ONE = 5
"""Wrong passwords from one address within the window."""
_WRONG_FROM_ALL = 100
"""The same from all addresses together, for whoever has many."""
_MOST_SESSIONS = 50


@dataclass(frozen=True, slots=True)
class PendingEdit:
    """A file that was looked at and waits for a word of confirmation; lives in memory only."""

    table_id: str
    data: bytes = field(repr=False)
    file_name: str
    based_on: str
    """Digest of the table that the editor saw it compared with."""


@dataclass(slots=True)
class EditorSession:
    """One editor at work. `form_key` must come back with every form, so that no other site can send one."""

    key: str
    form_key: str
    ends: float
    user: str = ""
    """The name by which a proxy knows the editor; empty behind a password."""
    pending: PendingEdit | None = None


class EditorLogin:
    """Sessions in memory; a restart ends them all."""

    def __init__(self, password: str | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._password = (password or "").encode("utf-8")
        self._clock = clock
        self._sessions: dict[str, EditorSession] = {}
        self._wrong: list[tuple[float, str]] = []
        self._lock = Lock()

    def may_try(self, address: str) -> bool:
        """Whether this address may still offer a password now."""
        with self._lock:
            now = self._clock()
            self._wrong = [(moment, who) for moment, who in self._wrong if now - moment < _WINDOW_SECONDS]
            from_one = sum(who == address for _, who in self._wrong)
            return from_one < _WRONG_FROM_ONE and len(self._wrong) < _WRONG_FROM_ALL

    def opened(self, password: str, address: str) -> EditorSession | None:
        """A new session, or null for a wrong password."""
        right = bool(self._password) and hmac.compare_digest(password.encode("utf-8", "replace"), self._password)
        with self._lock:
            if not right:
                self._wrong.append((self._clock(), address))
                return None
            return self._begun("")

    def vouched(self, user: str) -> EditorSession:
        """A new session for whom a proxy names."""
        with self._lock:
            return self._begun(user)

    def session(self, key: str | None, user: str = "") -> EditorSession | None:
        """The running session with this key; one that a proxy vouched for only for whom it names now."""
        with self._lock:
            found = self._sessions.get(key or "")
            if found is not None and found.ends <= self._clock():
                del self._sessions[found.key]
                return None
            return None if found is not None and found.user and found.user != user else found

    def _begun(self, user: str) -> EditorSession:
        while len(self._sessions) >= _MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        ends = self._clock() + SESSION_SECONDS
        session = EditorSession(secrets.token_urlsafe(32), secrets.token_urlsafe(32), ends, user)
        self._sessions[session.key] = session
        return session

    def closed(self, session: EditorSession) -> None:
        """Ends a session and forgets its file."""
        with self._lock:
            self._sessions.pop(session.key, None)


def same_key(given: str, own: str) -> bool:
    """Whether a form carries the key of its session."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), own.encode("utf-8"))
