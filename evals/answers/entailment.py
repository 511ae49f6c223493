"""Does what is cited say what a sentence says? By rule, because there is no model of inference here.

A sentence is entailed when nothing in it goes beyond what it cites: each content word, number and name stands in the
quotes, or is one of the fixed words of the product's frames ("Volgens het plan (…)"), or is a field of the record of
that very place (section, action, parties of the action, the row of the role map that rests on that quote); and it
denies what the quotes deny. The rule cannot see a word that changes sides ("de school vraagt de ondernemer"): it is
blind to who does what to whom when all the words are there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from app.checking.stance import stance_of
from app.records.answer import Citation
from app.words.question import plain
from app.words.wording import wording
from evals.gold import loose
from kb.dutch import STOP_WORDS, term_of, terms_of, words_of
from kb.knowledge_base import KnowledgeBase
from kb.participation import Participation

FRAMES = ("replies",)
"""Files of the room `app` whose texts with fields stand around quotes: their words need no citation."""
FIXED = ("replies", "care_replies")
"""Files whose texts without fields state nothing of the sources, wherever they stand."""
_FIELD = re.compile(r"\{\w*\}")
# A small word that turns a sentence round counts by the number of denials, not as a word that must be cited.
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "le la les l un une des du de d et ou en au aux avec dans par pour sur est sont qui que ce cette ces ne pas "
        "the a an of and or in to for with by is are that this these not at on as",
    )
)


@dataclass(frozen=True)
class Entailment:
    """The rule over one index. `trusting`: fields of records count as cited; without, only the quotes themselves."""

    base: KnowledgeBase
    trusting: bool = True
    _fixed: frozenset[str] = field(init=False, repr=False)
    _lead: tuple[re.Pattern[str], ...] = field(init=False, repr=False)
    _markers: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        replies = wording("replies")
        openings = list(_leaves(wording("yes_no")["openings"]))
        frames = [text for name in FRAMES for text in _leaves(wording(name)) if _FIELD.search(text)]
        frames += [text for text in openings if _FIELD.search(text)]
        fixed = frozenset(term for text in frames for term in terms_of(_FIELD.sub(" ", text)))
        remarks = [text for name in FIXED for text in _leaves(wording(name)) if not _FIELD.search(text)]
        # Yes or no is judged by `duaal eval openings`; here it only must not hide what stands beside it.
        remarks += [text for text in openings if not _FIELD.search(text)]
        whole = sorted(remarks, key=len, reverse=True)
        object.__setattr__(self, "_fixed", fixed)
        object.__setattr__(self, "_markers", tuple(whole))
        # "De trekker van actie 9 is …" states more than its names: the quote itself must call somebody the lead.
        lead = [re.escape(text) for text in replies.get("action_lead", {}).values()]
        object.__setattr__(self, "_lead", tuple(re.compile(re.sub(r"\\\{\w+\\\}", ".*", text)) for text in lead))

    def holds(self, sentence: str, citations: Sequence[Citation]) -> bool:
        """Whether the citations together say the sentence."""
        if not citations:
            return False
        quotes = " \n ".join(citation.quote for citation in citations)
        own = self.without_fixed(self.without_sites(sentence, citations))
        if any(pattern.fullmatch(sentence) for pattern in self._lead) and "trekker" not in quotes.lower():
            return False
        return self._words_cited(own, quotes, citations) and _denies_alike(own, citations)

    def _words_cited(self, sentence: str, quotes: str, citations: Sequence[Citation]) -> bool:
        record = " ".join(self.record(citations))
        cited = f"{quotes} {record}"
        named = {partner for place in self.base.names.named_in(cited) for partner in place.partners}
        rest = sentence
        for place in reversed(self.base.names.named_in(sentence)):
            if not named & set(place.partners):
                return False
            rest = f"{rest[: place.start]} {rest[place.end :]}"
        held = {*self._fixed, *terms_of(cited), *words_of(cited)}
        return all(_is_held(word, held) for word in words_of(rest))

    def record(self, citations: Sequence[Citation]) -> Iterable[str]:
        """What the records say of the places that are cited."""
        for citation in citations:
            yield f"{citation.section} {citation.title} {citation.page or ''}"
            document = self.base.document(citation.source_id)
            element = document.element_at(citation.start)
            if element is not None and element.quoted:
                yield element.quoted
            for action in document.actions:
                if action.key == citation.action:
                    yield f"{action.number} {action.section} {action.title}"
                    yield from (self.base.names.name(party.partner, "nl") for party in action.involved)
                    yield from (party.partner for party in action.involved)
            if self.trusting:
                for row in self.rows_on(citation):
                    yield from self._told(row)
                yield from self._explained(citation)

    def rows_on(self, citation: Citation) -> list[Participation]:
        """The rows of the role maps that rest on the words that are cited."""
        return [
            row
            for row in self.base.participations
            if row.source_id == citation.source_id and row.start < citation.end and row.end > citation.start
        ]

    def _explained(self, citation: Citation) -> Iterable[str]:
        """The plain words that may stand beside a citation; a test holds each to the quotes that it is tied to."""
        for statement in self.base.statements:
            on_it = any(span.start < citation.end and citation.start < span.end for span in statement.quotes)
            if statement.source_id == citation.source_id and on_it:
                yield from (text for _, text in statement.plain)

    def _told(self, row: Participation) -> Iterable[str]:
        for language in ("nl", "fr", "en"):
            yield self.base.names.name(row.partner, language)
        yield from row.fact
        yield f"{row.service_name} {row.source_url or ''} {row.source_date or ''} {row.contact or ''}"
        for service in self.base.services:
            if service.service_id == row.service:
                yield from (*service.name, *service.does, *service.do)

    def without_sites(self, sentence: str, citations: Sequence[Citation]) -> str:
        """Without site and date of another source, which are fields of its row ("abvv-jongeren.be" names a partner)."""
        for citation in citations if self.trusting else ():
            for row in self.rows_on(citation):
                site = urlsplit(row.source_url or "").netloc.removeprefix("www.")
                for part in filter(None, (site, row.source_date)):
                    sentence = sentence.replace(part, " ")
        return sentence

    def without_fixed(self, sentence: str) -> str:
        """Without fixed remarks such as "(wordt onderzocht, nog niet beslist)", which may hold a denial."""
        for marker in self._markers:
            sentence = sentence.replace(marker, " ")
        return sentence


def _is_held(word: str, held: set[str]) -> bool:
    if word in STOP_WORDS or word in _FUNCTION_WORDS or word in held or term_of(word) in held:
        return True
    parts = [part for part in re.split(r"[-'/]", word) if part]
    return len(parts) > 1 and all(_is_held(part, held) for part in parts)


def _denies_alike(sentence: str, citations: Sequence[Citation]) -> bool:
    """Whether the sentence denies as often as its quotes; one that holds a quote whole denies what that denies."""
    own = sentence
    verbatim = False
    for citation in citations:
        own, found = re.subn(loose(citation.quote.rstrip(". ")), " ", own)
        verbatim = verbatim or bool(found)
    if stance_of(plain(own)).negated:
        return not verbatim and any(stance_of(plain(citation.quote)).negated for citation in citations)
    return verbatim or any(not stance_of(plain(citation.quote)).negated for citation in citations)


def _leaves(tree: object) -> Iterable[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for branch in tree.values():
            yield from _leaves(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _leaves(branch)
