"""Personal data in a question: numbers, addresses and dates that nobody needs to give here."""

import re

_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|"
    "january|february|march|may|june|july|august|october"
)
_DATE = (
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th|ste|de)?\s(?:{_MONTHS})\s(?:19|20)\d\d)"
)
_ALL = re.compile(
    r"""
      (?P<email> (?<![\w.+-]) [\w.+-]{1,64} @ [\w-]{1,63} (?: \. [\w-]{1,63} )+ )
    | (?P<iban> \b (?:
          BE \d\d (?: [ .-]? \d{4} ){3}
        | [A-Z]{2} \d\d (?: [ .-]? [A-Z]{4} )? (?: [ .-]? \d{4} ){2,6} (?: [ .-]? \d{1,3} )?
      ) \b )
    | (?P<card> (?<! [\d.,] ) (?: \d{4} [ .-]? ){3} \d{4} (?! \d ) )
    | (?P<national> (?<! [\d.,/] ) \d\d [ .-]? [0-5]\d [ .-]? [0-3]\d [ .-]? \d{3} [ .-]? \d\d (?! \d ) )
    | (?P<phone> (?<! [\w.,/+] )
          (?: (?: \+ | 00 ) \d\d [ ./-]? (?: \(0\) [ ./-]? )? \d{1,3} | 0\d{1,3} )
          (?: [ ./-]{0,2} \d{2,3} ){2,4} (?! \d ) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BORN = re.compile(
    r"(?:\bgeboren\b|\bgeboortedatum\b|°|\bnée?\b|\bnaissance\b|\bborn\b|\bbirth\b)"
    rf"(?:\s\w+)?[\s:,]{{0,3}}(?P<date>{_DATE})",
    re.IGNORECASE,
)
# An enterprise number looks like a telephone number and is public.
_PUBLIC = re.compile(
    r"\b(?:kbo|bce|btw|tva|vat|ondernemings(?:nr|num\w*)|enterprise number|erkenningsnummer)\b"
    r"\W{0,5}(?:\w+\W{1,3}){0,4}$",
    re.IGNORECASE,
)

# "mail mij via …", "mijn gsm is …" ask nothing of the sources and only lead the search astray.
_LEADS_IN = re.compile(
    r"(?:^|(?<=[.,;!?])\s?)(?:"
    r"(?:mail|e-?mail|bel|sms|stuur|antwoord|schrijf|contacteer|call|text|appelez|écrivez)\b(?:\s\w+){0,4}"
    r"|(?:mijn|mn|men|onze|mon|ma|my)(?:\s\w+){1,3}\s(?:is|est)(?:\s\w+)?"
    r")\s?$",
    re.IGNORECASE,
)


def without_personal_data(text: str) -> str:
    """The text with every personal datum left out; the same text when it holds none."""
    if "@" not in text and not any(character.isdigit() for character in text):
        return text
    spans = _spans(text)
    if not spans:
        return text
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(_LEADS_IN.sub("", text[at : max(start, at)]))
        at = max(at, end)
    return " ".join(" ".join([*kept, text[at:]]).split()).strip(" ,;")


def _spans(text: str) -> list[tuple[int, int]]:
    found = [match.span() for match in _ALL.finditer(text) if _is_personal(match)]
    return [*found, *(match.span("date") for match in _BORN.finditer(text))]


def _is_personal(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if match.lastgroup == "iban":
        return _is_iban(re.sub(r"[^A-Za-z0-9]", "", match[0]))
    if match.lastgroup == "phone":
        return _is_phone(match[0], digits) and not _PUBLIC.search(match.string[: match.start()])
    if match.lastgroup == "card":
        return _is_card(digits)
    if match.lastgroup == "national":
        return int(digits[2:4]) % 20 <= 12 and int(digits[4:6]) <= 31
    return True


def _is_iban(number: str) -> bool:
    """Check digits of ISO 13616; a mistyped one of Belgian length counts too."""
    if number[:2].upper() == "BE" and len(number) == 16:
        return True
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def _is_phone(text: str, digits: str) -> bool:
    """A Belgian number has 9 digits, a mobile one 10; help lines (0800, 0900) are nobody's own."""
    if text.startswith(("+", "00")):
        return 9 <= len(digits) <= 15
    return len(digits) in (9, 10) and not digits.startswith(("00", "0800", "0900", "070", "078"))


def _is_card(digits: str) -> bool:
    """Check digit by Luhn."""
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
