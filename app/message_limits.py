"""How much a visitor can have checked at once."""

MOST_CHARACTERS = 30_000
"""Some ten pages: half a minute on two slow cores."""
MOST_FILE_BYTES = 5 * 1024 * 1024
MOST_UNPACKED_BYTES = 60 * 1024 * 1024
"""What a Word file may hold once it is unpacked."""
AT_ONCE = 2
"""Files read, and reports made, at the same time; whoever comes next waits a moment."""
