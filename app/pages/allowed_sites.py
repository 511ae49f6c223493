"""AllowedSites: the other web sites that may use this one from a page of theirs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.errors import DuaalError

# No more than this: a name with a space or a semicolon would change the header in which it is written.
_ORIGIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AllowedSites:
    """Origins: scheme, host and port. None of them is allowed by default."""

    api: tuple[str, ...] = ()
    """Their scripts may call the JSON API and the MCP server."""
    embed: tuple[str, ...] = ()
    """They may frame the page for embedding, and no other page."""


NO_SITES = AllowedSites()


def allowed_sites(api: Sequence[str], embed: Sequence[str]) -> AllowedSites:
    """Raises DuaalError for a name that is no origin."""
    return AllowedSites(_checked(api, "DUAAL_API_ORIGINS"), _checked(embed, "DUAAL_EMBED_ORIGINS"))


def _checked(names: Sequence[str], variable: str) -> tuple[str, ...]:
    for name in names:
        if not _ORIGIN.fullmatch(name.removesuffix("/")):
            raise DuaalError(
                f"{variable} noemt {name!r}; verwacht worden adressen als https://www.school.be, "
                "zonder pad, met komma's ertussen"
            )
    return tuple(name.removesuffix("/").lower() for name in names)
