"""How much a visitor can have checked at once."""

from app.pages.messages.words import MessageWords

MOST_CHARACTERS = 30_000
"""Some ten pages: half a minute on two slow cores."""
MOST_FILE_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
"""What a Word file may hold once it is unpacked."""
AT_ONCE = 2
"""Files read, and reports made, at the same time; whoever comes next waits a moment."""
CHECKS_AT_ONCE = 4
"""Messages checked at the same time: questions of other visitors must get their turn."""


def problem_with(text: str, words: MessageWords) -> str | None:
    """Why a text cannot be checked, in one sentence; null when it can."""
    if not text.strip():
        return words("nothing_to_check")
    if len(text) > MOST_CHARACTERS:
        given, most = (f"{number:,}".replace(",", "\u00a0") for number in (len(text), MOST_CHARACTERS))
        return words("too_long", given=given, most=most)
    return None
