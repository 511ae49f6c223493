"""What a command prints: results on stdout, everything else on stderr."""

import json
import sys
from typing import Any


def say(text: str) -> None:
    """A line of result."""
    print(text)


def say_exactly(text: str) -> None:
    """Text without anything added to it."""
    sys.stdout.write(text)


def say_json(value: Any) -> None:
    """A JSON value, readable."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say_json_line(value: Any) -> None:
    """A JSON value on one line."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def note(text: str) -> None:
    """A remark or warning beside the result."""
    print(text, file=sys.stderr)
