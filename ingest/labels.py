"""The marks by which a policy text shows its structure: numbering, labels, list signs."""

import re

_ACTION, _INVOLVED = r"(?:Actie|ACTIE|Action|ACTION) ", r"(?:Betrokken(?:en)?|BETROKKEN(?:EN)?) ?:\s*"
_TIMING, _PROBLEM = r"(?:Timing|TIMING) ?:\s*", r"(?:Probleemstelling|PROBLEEMSTELLING) ?:\s*"

ACTION_LABEL = re.compile(rf"^{_ACTION}(\d+(?:\.\d+)?)\s?:")
INVOLVED_LABEL = re.compile(rf"^{_INVOLVED}")
TIMING_LABEL = re.compile(rf"^{_TIMING}")
PROBLEM_LABEL = re.compile(rf"^{_PROBLEM}")
LABEL = re.compile(rf"^(?:{_ACTION}\d+(?:\.\d+)?\s?:|{_INVOLVED}|{_TIMING}|{_PROBLEM})")
"""Label and colon together: "de sectorfondsen betrokken bij duaal leren" is ordinary text."""

ITEM = re.compile(r"^(?:[•▪◦●‣∙·*]|[-–—](?=\s)|\d{1,2}\)(?=\s))")
"""A bullet, a dash or a number with a bracket at the start of a line."""

NUMBERED_HEADING = re.compile(r"^(?:(\d{1,2}(?:\.\d{1,2})+)\.?|(\d{1,2})\.|([A-Z])\.|([a-z])\))\s+(?=\S)")
"""Groups: dotted number (2.1), single number (2.), capital letter (A.), small letter (a))."""
