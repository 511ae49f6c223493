"""A message as it was pasted → its sentences, at their exact place: bullets, headings, emoji and hashtags included."""

import re
from collections.abc import Iterator

from app.words.wording import wording

_ABBREVIATIONS = frozenset(wording("checking/message_words")["abbreviations"].split())

_LINE = re.compile(r"[^\r\n\f\v\u2028\u2029]+")
# Signs before a line or sentence that are no part of it.
_LEAD = re.compile(r"(?:\s|[#>*_•▪◦●‣∙·\-–—✓✔✅➤→☑|]|\d{1,2}[.)](?=\s)|[^\w\s\"'“‘«(¿¡])+")
_HASHTAGS = re.compile(r"(?:(?<=\s)|^)#\w")
_BORDER = re.compile(
    r"(?:[.!?…]+[\"'”’»)\]*_]*(?:\s*[^\w\s\"'“‘«(#]+)?|[\U0001F300-\U0001FAFF\u2600-\u27BF\uFE0F]+)(?=\s|$|#)"
)
_WORD_BEFORE = re.compile(r"(\S+)$")
_WRAPPED_AT = 55


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, in order; what holds no letter or digit is no sentence."""
    return [span for start, end in _paragraphs(text) for span in _sentences(text, start, end)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines; a line that was only wrapped at the margin belongs to the one before it."""
    start = end = None
    for line in _LINE.finditer(text):
        content = line[0].strip()
        wrapped = (
            start is not None and end is not None and _is_wrapped(text[start:end], content)
            and text[end : line.start()].count("\n") <= 1
        )  # fmt: skip
        if not wrapped:
            if start is not None and end is not None:
                yield start, end
            start = line.start()
        end = line.end()
    if start is not None and end is not None:
        yield start, end


def _is_wrapped(before: str, after: str) -> bool:
    last = before.rsplit("\n", 1)[-1].rstrip()
    return len(last) >= _WRAPPED_AT and last[-1:] not in ".!?:;…" and after[:1].islower()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in (*_borders(text, start, end), end):
        if (span := _trimmed(text, begin, stop)) is not None:
            yield span
            begin = stop
        elif begin != start:
            begin = stop


def _borders(text: str, start: int, end: int) -> Iterator[int]:
    for match in _BORDER.finditer(text, start, end):
        after = text[match.end() : end].lstrip()
        if after and not _goes_on(text[start : match.start()], match[0], after):
            yield match.end()
    tags = [match.start() for match in _HASHTAGS.finditer(text, start, end)]
    if tags and tags[0] > start and re.fullmatch(r"(?:\s*#\w+)+\s*", text[tags[0] : end]):
        yield tags[0]


def _goes_on(before: str, sign: str, after: str) -> bool:
    """Whether a full stop closes no sentence: an abbreviation, a number, or a small letter behind it."""
    if after[0].islower():
        return True
    if not sign.startswith(".") or sign.startswith(".."):
        return False
    word = match[1].lower().lstrip("(«“\"'") if (match := _WORD_BEFORE.search(before)) else ""
    if word.isdigit() and len(word) <= 2:  # "1. Eerste punt", "op 12. maart"
        return before.strip() == word or not after[0].isupper()
    return word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Without the signs before it and the white space around it."""
    piece = text[start:end]
    hashtag = re.match(r"\s*#\w", piece)
    lead = None if hashtag else _LEAD.match(piece)
    begin = start + (lead.end() if lead else len(piece) - len(piece.lstrip()))
    stop = start + len(piece.rstrip())
    return (begin, stop) if any(c.isalnum() for c in text[begin:stop]) else None
