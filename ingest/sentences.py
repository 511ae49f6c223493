"""Dutch sentence borders, from the Punkt model that travels with llama-index, taught our abbreviations."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import nltk
from nltk.tokenize.punkt import PunktTokenizer

# Abbreviations of Flemish policy prose that the model does not know; without the final dot, lower case.
_ABBREVIATIONS = {
    "art", "bv", "bvb", "vb", "vgl", "o.a", "d.w.z", "i.f.v", "t.e.m", "t.o.v", "m.b.t", "i.p.v", "e.d", "e.a", "d.d",
    "nr", "blz", "p", "dhr", "mevr", "max", "min", "ca", "resp", "incl", "excl", "tel", "cf", "afk", "a.u.b", "n.v.t",
    "i.k.v", "m.a.w", "o.b.v", "t.a.v", "u", "st", "dr", "ir", "ing", "prof", "mr",
    "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
}  # fmt: skip

_LEAD = re.compile(
    r"^(?:[•▪◦●‣∙·*]\s*|[-–—]\s+|\d{1,2}\)\s+|(?:Actie|ACTIE|Action|ACTION) \d+(?:\.\d+)?\s?:\s*|"
    r"(?:Probleemstelling|PROBLEEMSTELLING) ?:\s*)"
)
_FOOTNOTE_MARK = re.compile(r"(?<=\D[.)\]”\"])\s?\d{1,2}$")  # not the decimals of "2.1"
_ELLIPSIS_BORDER = re.compile(r"(?<=…)\s+(?=[A-Z])")


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of one block, without its list sign, label or footnote mark. Offsets into `text`."""
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    spans: list[tuple[int, int]] = []
    for start, end in _model().span_tokenize(text[first:]):
        for begin, stop in _at_ellipses(text, first + start, first + end):
            mark = _FOOTNOTE_MARK.search(text[begin:stop])
            stop = begin + mark.start() if mark else stop
            if any(character.isalpha() for character in text[begin:stop]):
                spans.append((begin, stop))
    return tuple(spans) or (((first, len(text)),) if text[first:].strip() else ())


def _at_ellipses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    borders = [(match.start(), match.end()) for match in _ELLIPSIS_BORDER.finditer(text, start, end)]
    starts = [start, *(after for _, after in borders)]
    ends = [*(before for before, _ in borders), end]
    return list(zip(starts, ends, strict=True))


@cache
def _model() -> PunktTokenizer:
    """Punkt for Dutch, read from the files inside llama-index: nothing is downloaded."""
    package = find_spec("llama_index.core")
    if package is None or package.origin is None:
        raise ImportError("llama-index-core is not installed; its Dutch sentence model is needed")
    nltk.data.path.insert(0, str(Path(package.origin).parent / "_static" / "nltk_cache"))
    model = PunktTokenizer("dutch")
    model._params.abbrev_types |= _ABBREVIATIONS
    return model
