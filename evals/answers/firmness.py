"""Modality: does a sentence promise more than the quote that it rests on, and is what is open said to be open?"""

import re

from app.checking.stance import stance_of
from app.records.answer import Answer, Citation, CitedSentence
from app.words.question import plain
from app.words.wording import wording
from evals.answers.cases import Judged
from evals.gold import loose
from kb.modality import Modality, modality_of

OPEN: tuple[Modality, ...] = ("under_study", "proposed", "planned")
_RANK = {"under_study": 0, "study": 0, "proposed": 1, "planned": 2, "decided": 3, "stated": 3, "plain": 3, "done": 3}


def stronger_sentences(answer: Answer) -> list[CitedSentence]:
    """Sentences in words of the product that are firmer than every quote below them.

    A sentence that holds a quote whole cannot be firmer than it, nor one that is followed by a fixed sentence which
    says that the matter is open.
    """
    by_number = {citation.n: citation for citation in answer.citations}
    found: list[CitedSentence] = []
    for place, sentence in enumerate(answer.sentences):
        cited = [by_number[n] for n in sentence.citations]
        if sentence.kind != "fact" or not cited or any(_holds_whole(sentence.text, citation) for citation in cited):
            continue
        after = answer.sentences[place + 1].text if place + 1 < len(answer.sentences) else ""
        said = min(_said(sentence.text), _RANK[after_says] if (after_says := _marker(after)) else 3)
        if said > max(map(_firmness, cited)):
            found.append(sentence)
    return found


def nothing_stronger(judged: Judged) -> float | None:
    """Whether no sentence is firmer than its quote; null where nothing is stated."""
    if not any(sentence.kind == "fact" for sentence in judged.answer.sentences):
        return None
    return float(not stronger_sentences(judged.answer))


def open_kept(judged: Judged) -> float | None:
    """Whether an answer says in words that what is asked is studied, proposed or planned; null where it is not."""
    if judged.case.modality not in OPEN or not judged.answered:
        return None
    text = judged.answer.text
    return float(min(_said(text), min(_RANK[c.modality] if _marker(text) else 3 for c in judged.answer.citations)) < 3)


def _firmness(citation: Citation) -> int:
    """Of the words of the quote. A record that reads them as a little firmer is believed, one that says settled not."""
    read = _RANK[citation.modality] if citation.modality in OPEN else 0
    return max(_RANK[modality_of(citation.quote)], read)


def _said(text: str) -> int:
    return min(_RANK[modality_of(text)], _RANK[stance_of(plain(text)).firmness])


def _marker(text: str) -> Modality | None:
    """The modality of which a text holds the fixed words, in any language."""
    replies = wording("replies")
    for modality in OPEN:
        for name in (modality, f"short_{modality}"):
            if any(words in text for words in replies[name].values()):
                return modality
    return None


def _holds_whole(sentence: str, citation: Citation) -> bool:
    """Also the beginning of a quote, where "…" says that it goes on."""
    words = re.sub(r"^(?:Timing|Betrokken(?:en)?)\s*:\s*", "", citation.quote).rstrip(". ")
    if words and re.search(loose(words), sentence):
        return True
    cut = re.search(r": (.{20,}?) …", sentence)
    return cut is not None and re.match(loose(cut[1]), citation.quote) is not None
