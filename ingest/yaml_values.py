"""YAML → plain values. The only file of this room that reads YAML."""

from typing import Any

import yaml

from kb.errors import SourceError

# Deeper than any file of ours. The composer of libyaml recurses without a limit of its own, and would take the whole
# process with it; its events come one by one.
DEEPEST = 50

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_values(text: str) -> Any:
    """What a YAML text holds. Raises SourceError that names the line where it is broken, too deep or refers back."""
    try:
        fault = _fault(text)
        values = None if fault else yaml.load(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        place = _place(getattr(error, "problem_mark", None))
        raise SourceError(f"geen geldige YAML{place}: {getattr(error, 'problem', None) or error}") from error
    except Exception as error:  # dates that do not exist and badly tagged values raise many kinds
        raise SourceError(f"geen geldige YAML: {error}") from error
    if fault:
        raise SourceError(fault)
    return values


def _fault(text: str) -> str | None:
    """What our files never hold: endless nesting, and references, by which a few lines become millions."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return f"geen geldige YAML{_place(event.start_mark)}: meer dan {DEEPEST} niveaus diep"
        if isinstance(event, yaml.AliasEvent):
            return f"geen geldige YAML{_place(event.start_mark)}: verwijzing *{event.anchor}; schrijf de waarde uit"
    return None


def _place(mark: Any) -> str:
    return f" op regel {mark.line + 1}" if mark else ""
