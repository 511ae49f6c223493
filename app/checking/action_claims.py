"""What a message says of a numbered action, against the record of that action: parties, lead, timing."""

import re
from collections.abc import Sequence

from app.checking.figures import Moment, dates_agree, figures_of
from app.checking.judgement import Difference, Edit, Judgement
from app.checking.reading import Reading, Weights, read, same_length_plain
from app.question.understanding import understand
from app.records.quote import Quote, quote_of_span
from app.words.wording import patterns, wording
from kb.action import Action
from kb.document import Document
from kb.dutch import term_of
from kb.errors import QuestionError
from kb.knowledge_base import KnowledgeBase

_LEAD = patterns(wording("checking/message_words")["lead"])
_REFERENCE = re.compile(r"\b(?:actie|action)s?(?:punt)? ?(?:nr\.? ?)?\d+(?:[./]\d+)*(?: (?:en|et|and) \d+(?:\.\d)?)*")
_SOME_ACTIONS = re.compile(wording("checking/message_words")["some_actions"])
_TOPIC = patterns(wording("checking/message_words")["topic"])
# Weight from which words are a matter of their own, and share of a topic that an action must hold.
_MATTER, _MOST = 0.4, 0.6
_ACTIONS = frozenset({term_of("acties"), term_of("actie"), "action", "actions", term_of("actiepunten")})


Named = Sequence[tuple[Document, Action]]


def named_actions(claim: Reading, base: KnowledgeBase) -> Named:
    """The actions that a claim names by number, with their documents."""
    numbers = _numbers(claim, base)
    return [(document, a) for document, a in base.actions if a.number in numbers or a.key in numbers]


def about_actions(claim: Reading, named: Named, base: KnowledgeBase) -> Judgement | None:
    """The judgement from the records of the actions; null when it is not about their number, parties or time."""
    if (counted := _counted(claim, base)) is not None:
        return counted
    numbers = _numbers(claim, base)
    if numbers and not named:
        return Judgement("contradicted", "no_action", ", ".join(numbers), _last(base))
    if named and claim.partners:
        return _parties(claim, same_length_plain(claim.text), named, base)
    if named and (stranger := _of_no_block(claim, named, base)):
        return stranger
    return _timing(claim, named) if named else None


def matter_of(claim: Reading, base: KnowledgeBase) -> Reading | None:
    """What a claim says of an action besides its number, parties and time; null when that is nothing."""
    text = claim.text
    partners = [(token.start, token.end) for token in claim.tokens if token.concept.startswith("@")]
    references = [match.span() for match in _REFERENCE.finditer(same_length_plain(text))]
    leads = [match.span() for match in _LEAD.finditer(same_length_plain(text))]
    for start, end in [*partners, *references, *leads]:
        text = text[:start] + " " * (end - start) + text[end:]
    matter = read(text, base.names)
    return matter if Weights(base).sum(matter.concepts) >= _MATTER else None


def is_topic_of(claim: Reading, matter: Reading, named: Named, base: KnowledgeBase) -> bool:
    """ "Actie 9 gaat over de leervergoeding": whether the action speaks of most of what is said to be its topic."""
    topic = matter.concepts - {"focus"}
    if not topic or not _TOPIC.search(same_length_plain(claim.text)):
        return False
    weights = Weights(base)
    texts = (read(document.text[action.text.start : action.text.end], base.names) for document, action in named)
    return any(weights.sum(topic & text.concepts) >= _MOST * weights.sum(topic) for text in texts)


def _numbers(claim: Reading, base: KnowledgeBase) -> tuple[str, ...]:
    if not _REFERENCE.search(same_length_plain(claim.text)):
        return ()
    try:
        return understand(claim.text, "any", "nl", (), base.names).action_numbers
    except QuestionError:
        return ()


def _counted(claim: Reading, base: KnowledgeBase) -> Judgement | None:
    """ "Het plan telt 21 acties"; null where only some of them are counted."""
    if claim.partners or _SOME_ACTIONS.search(same_length_plain(claim.text)):
        return None
    for count in claim.figures.counts:
        if claim.noun_of(count) in _ACTIONS and count.kind == "count" and base.actions:
            total = len(base.actions)
            first = tuple(_quote(document, action) for document, action in (base.actions[0], base.actions[-1]))
            if count.value == total:
                return Judgement("supported", "none", quotes=first)
            return Judgement(
                "contradicted", "number", count.text, str(total), first, Edit(count.start, count.end, str(total))
            )
    return None


def _parties(claim: Reading, simple: str, named: Named, base: KnowledgeBase) -> Judgement:
    stated = [(document, action) for document, action in named if action.involved_span is not None]
    quotes = tuple(_block(document, action) for document, action in stated)
    if not stated:
        return Judgement("not_in_sources", "none", quotes=tuple(_quote(d, a) for d, a in named))
    of_block = {party.partner for _, action in stated for party in action.involved}
    right = ", ".join(_with_role(party.partner, party.role, base) for _, a in stated for party in a.involved)
    wrong = sorted(claim.partners - of_block)
    if claim.stance.negated:
        verdict, difference = ("supported", "none") if wrong else ("contradicted", "negation")
        return Judgement(verdict, difference, "", right, quotes)  # type: ignore[arg-type]
    if wrong:
        return Judgement("contradicted", "party", ", ".join(map(base.names.name, wrong)), right, quotes)
    if (lead := _LEAD.search(simple)) is not None and (judged := _lead(claim, lead.start(), stated, right, base)):
        return judged
    if claim.stance.only and len(of_block) > len(claim.partners):
        return Judgement("contradicted", "only", "", right, quotes)
    timing = _timing(claim, named)
    return (
        timing
        if timing is not None and timing.verdict == "contradicted"
        else Judgement("supported", "none", quotes=quotes)
    )


def _of_no_block(claim: Reading, named: Named, base: KnowledgeBase) -> Judgement | None:
    """A name that several partners bear ("Syntra"), none of which stands in the blocks."""
    places = [place for place in base.names.named_in(claim.text) if len(place.partners) > 1]
    stated = [(document, action) for document, action in named if action.involved_span is not None]
    parties = [(party.partner, party.role) for _, action in stated for party in action.involved]
    is_of_block = any(key in place.partners for place in places for key, _ in parties)
    if not places or not stated or claim.stance.negated or is_of_block:
        return None
    said = ", ".join(claim.text[place.start : place.end] for place in places)
    right = ", ".join(_with_role(partner, role, base) for partner, role in parties)
    return Judgement("contradicted", "party", said, right, tuple(_block(document, a) for document, a in stated))


def rests_on_blocks(quotes: Sequence[Quote], named: Named) -> bool:
    """Whether it is the blocks of these actions that say it: those are complete."""
    blocks = {_block(document, action) for document, action in named if action.involved_span is not None}
    return bool(quotes) and set(quotes) <= blocks


def _lead(claim: Reading, at: int, stated: Named, right: str, base: KnowledgeBase) -> Judgement | None:
    """The partner nearest to the word that leads, against the lead of the block."""
    quotes = tuple(_block(document, action) for document, action in stated)
    named = [token for token in claim.tokens if token.concept.startswith("@")]
    said = min(named, key=lambda token: abs(token.start - at)).partners[0]
    leads = {party.partner for _, action in stated for party in action.involved if party.role == "lead"}
    if said in leads:
        return None
    difference: Difference = "lead"
    verdict = "contradicted" if leads else "stronger_than_source"
    return Judgement(verdict, difference, base.names.name(said), right, quotes)  # type: ignore[arg-type]


def _timing(claim: Reading, named: Named) -> Judgement | None:
    if not claim.figures.moments:
        return None
    timed = [(document, action) for document, action in named if action.timing_span is not None]
    quotes = tuple(quote_of_span(document, action.timing_span) for document, action in timed if action.timing_span)
    if not timed:
        return Judgement("not_in_sources", "none", quotes=tuple(_quote(d, a) for d, a in named))
    own = [moment for _, action in timed for moment in _moments(action.timing or "")]
    around = [m for document, a in timed for m in _moments(document.text[a.text.start : a.text.end])]
    for moment in claim.figures.moments:
        if dates_agree(moment, own, around) is False:
            other = (own or around)[0]
            return Judgement(
                "contradicted", "date", moment.text, other.text, quotes, Edit(moment.start, moment.end, other.text)
            )
    return Judgement("supported", "none", quotes=quotes)


def _moments(text: str) -> tuple[Moment, ...]:
    return figures_of(same_length_plain(text)).moments


def _quote(document: Document, action: Action) -> Quote:
    return quote_of_span(document, action.text)


def _block(document: Document, action: Action) -> Quote:
    return quote_of_span(document, action.involved_span or action.text)


def _with_role(partner: str, role: str, base: KnowledgeBase) -> str:
    return f"{base.names.name(partner)}{' (trekker)' if role == 'lead' else ''}"


def _last(base: KnowledgeBase) -> str:
    return base.actions[-1][1].number if base.actions else ""
