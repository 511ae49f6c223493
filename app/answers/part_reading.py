"""Reads the parts of a question that holds several: each by itself, or together with what was asked before it."""

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from app.actions.answers import asks_lead
from app.answers.action_partners import partners_in_action
from app.answers.parts import AnsweredPart
from app.question.action_numbers import names_action, without_actions
from app.question.care import is_of_other_topic
from app.question.leaning import asks_for_parties, is_of_the_field, only_points_back, says_nothing
from app.question.parts import parts_of, topic_of
from app.question.pronouns import with_name_filled
from app.question.understanding import Understood, understand
from app.roles.kind_asked import kinds_asked
from app.roles.matching import best_fit, fitting_services, is_surely_of_a_service
from app.words.question import ASKING_TERMS, plain
from app.words.wording import wording
from kb.dutch import terms_of
from kb.knowledge_base import KnowledgeBase

# It can only be asked of the verb just before: "hoe vaak wordt erover gerapporteerd, en aan wie?".
_TO_WHOM = re.compile(r"\W*(?:en |et |and )?(?:(?:aan|tot|naar|a|to|for|voor|pour) )(?:wie|qui|whom)\W*")
# Asks for other parties of what was asked before it: "et avec quels services de la région?".
_WITH_WHICH = re.compile(
    r"\W*(?:en |et |and )?(?:samen )?(?:met?|door|bij|van|avec|par|aupres de|with|by) "
    r"(?:wie|welke?|qui|quel(?:le)?s?|which|whom|what)\b"
)
# Who acts, as the part before asks it: whom he does it with is another question.
_WHO_ACTS = re.compile(r"(?:(?<=^)|(?<=[:,;] ))(?:wie|qui|who)\s+(?!is\b|est\b|zijn\b|sont\b|are\b)", re.IGNORECASE)
_WITH_WHOM = re.compile(r"\W*(?:en |et |and )?(?:met?|avec|with) (?:wie|qui|whom)\b")
# The line of an action that names its parties.
_OF_BLOCK = re.compile(r"\bbetrokkenen\b(?! (?:bij|naast))|\b(?:staa[nt]|stond) er (?:\w+ )?(?:bij|achter)\b")
# It asks for nobody, though what it leans on asks who: "wie trekt dat, wat bekijken ze".
_ASKS_WHAT_OR_HOW = re.compile(
    r"^\W*(?:en |et |and )?(?:wat(?! voor)|wa(?! voor)|hoe\w*|waarom|que|qu.est-ce|comment|pourquoi|what|how|why)\b"
)
_BORDER = re.compile(r"[.,:;!?]\s+")
_THAT_NOUN = re.compile(r"\b(?:da[t]?|die|dit|deze|dees|cet|cette|ces|that|this|those|these) (?P<noun>\w{4,})\b")
_ANY_MATTER = frozenset(terms_of(wording("role_words")["any_matter"]))
# How well a service must fit what was asked before for that to be so.
SURELY_BEFORE = 3.4
# And how little one fits the part by itself.
HARDLY_BY_ITSELF = 3.0
# A part that points back is read by itself all the same where a service fits it as well as this, and better.
SURE_BY_ITSELF = 4.5
# How well a service must fit the bare concept of the parts before it for a part to be read with that alone.
BEYOND_DOUBT = 5.0
# Terms of its own that a part must hold to be read with the topic of all alone; a shorter one leans on the part before.
OF_A_TOPIC = 2


def read_parts(text: str, whole: Understood, history: Sequence[str], base: KnowledgeBase) -> Sequence[Understood]:
    """The questions of a text in order; `whole` alone where it holds only one.

    Those that ask for several partners of one service are put together again: "van wie zijn ze en wie deelt ze" is
    answered from all of its rows.
    """
    parts = parts_of(text)
    if len(parts) == 1:
        return (whole,)
    reads: list[Understood] = []
    begin = end = 0
    for part in parts:
        # What is asked of each of a numbered list does not stand there in one piece.
        start = max(text.find(part, end), end)
        read = _read(part, whole, history, reads, base)
        if reads and part in text and _ask_for_one_service(reads[-1], read, whole, base):
            together = _read(text[begin : start + len(part)], whole, history, reads[:-1], base)
            reads[-1] = replace(together, pieces=(*(reads[-1].pieces or reads[-1:]), read))
        else:
            reads.append(read)
            begin = start
        reads[-1] = replace(reads[-1], told_before=text[:begin])
        end = start + len(part)
    return reads


def of_action_told(read: Understood, answered: Sequence[AnsweredPart], base: KnowledgeBase) -> Understood:
    """A part that asks for the parties of the action that was just told, read as if it named that action ("welke actie
    duurt het langst, en wie is erbij betrokken?"), of a list of actions as a question for those of the list; another
    part as it was.
    """
    if (listed := _actions_listed(answered)) and asks_for_parties(read.text):
        return _of_list(read, answered[-1].asked, listed, base)
    action = _action_told(answered)
    if not action or not (asks_for_parties(read.text) or says_nothing(read.text)):
        return read
    is_of_block = bool(_OF_BLOCK.search(plain(read.text)))
    is_numbered = bool(answered[-1].asked.action_numbers) and asks_for_parties(read.text)
    # Only an action has a lead.
    is_of_lead = asks_for_parties(read.text) and asks_lead(read)
    if not (is_numbered or is_of_lead or is_of_block) and is_surely_of_a_service(read, base):
        return read
    alone = understand(read.text, read.persona, read.language, (), base.names)
    return replace(alone, resolved=f"actie {action} {read.text}", action_numbers=(action,), follows_up=True)


def _read(
    part: str, whole: Understood, history: Sequence[str], reads: Sequence[Understood], base: KnowledgeBase
) -> Understood:
    """A later part leans on what was asked before it, unless it surely names another service by itself."""
    by_itself = understand(part, whole.persona, whole.language, history, base.names)
    is_of_an_action = names_action(plain(part)) and asks_for_parties(without_actions(plain(part)))
    if not reads or is_of_an_action or is_of_other_topic(part):
        return by_itself
    if _TO_WHOM.fullmatch(plain(part)) or (_TO_WHOM.match(plain(part)) and only_points_back(part)):
        before = [reads[-1].resolved]
        return understand(part, whole.persona, whole.language, before, base.names, is_later_part=True)
    leaning = _with_topic(part, whole, history, base) or _leaning(part, whole, history, reads, base)
    if asks_for_parties(part) or only_points_back(part) or _points_at_noun(part, reads):
        return leaning
    if leaning.action_numbers and by_itself.seeks_partner and partners_in_action(leaning, base) is not None:
        return leaning
    most = max(HARDLY_BY_ITSELF, best_fit(reads[-1], base))
    if _WITH_WHICH.match(plain(part)) and not leaning.follows_up and best_fit(by_itself, base) < most:
        about = understand(f"{reads[-1].resolved} {part}", whole.persona, whole.language, history, base.names)
        if _is_of_the_same(reads[-1], about, base):
            return replace(
                about, text=part, asks=by_itself.asks, follows_up=True, seeks_partner=by_itself.seeks_partner
            )
    is_of_another = _service_of(by_itself, base) != _service_of(leaning, base)
    is_of_another = is_of_another or best_fit(by_itself, base) >= SURE_BY_ITSELF
    # "Waar aanvragen" says what is asked of the matter, and not which one.
    is_of_another = is_of_another and not (leaning.follows_up and len(_own_terms(part)) < OF_A_TOPIC)
    return by_itself if is_of_another and _is_meant_by_itself(by_itself, leaning, reads, base) else leaning


def _points_at_noun(part: str, reads: Sequence[Understood]) -> bool:
    """Whether a part points with a noun at what was asked before: "wie geeft dat advies?"."""
    before = {term for read in reads for term in terms_of(read.text)} if len(_own_terms(part)) <= OF_A_TOPIC else set()
    before |= _ANY_MATTER
    return any(set(terms_of(found["noun"])) & before for found in _THAT_NOUN.finditer(plain(part)))


def _own_terms(part: str) -> set[str]:
    return set(terms_of(part)) - ASKING_TERMS


def _is_of_the_same(before: Understood, leaning: Understood, base: KnowledgeBase) -> bool:
    """Whether what was asked before is surely about a service, and a part read with it about the same."""
    service = _service_of(before, base)
    return service is not None and best_fit(before, base) >= SURELY_BEFORE and service == _service_of(leaning, base)


def _is_meant_by_itself(
    by_itself: Understood, leaning: Understood, reads: Sequence[Understood], base: KnowledgeBase
) -> bool:
    """Whether a part names its service more surely than with the parts before it; one that points back at them must do
    so beyond doubt.
    """
    fit = best_fit(by_itself, base)
    is_surer = by_itself.seeks_partner and fit > best_fit(leaning, base)
    earlier = [read.text for read in reads]
    if understand(by_itself.text, by_itself.persona, by_itself.language, earlier, base.names).follows_up:
        return is_surer and fit >= SURE_BY_ITSELF
    return is_surer or is_surely_of_a_service(by_itself, base)


def _with_topic(part: str, whole: Understood, history: Sequence[str], base: KnowledgeBase) -> Understood | None:
    """A part, read with the topic that the text names before all its questions; null where there is none, and for a
    part that says so little that it leans on the one before.
    """
    topic = topic_of(whole.text)
    says_more = len(_own_terms(part)) >= OF_A_TOPIC
    if topic is None or not says_more or not is_of_the_field(topic, base.names):
        return None
    about = understand(f"{topic}: {part}", whole.persona, whole.language, history, base.names)
    return replace(about, text=part, follows_up=True)


def _leaning(
    part: str, whole: Understood, history: Sequence[str], reads: Sequence[Understood], base: KnowledgeBase
) -> Understood:
    """A part, read together with that part before it with which a service fits it best, the last of those alike."""
    earlier = [read.text for read in reads]
    if _WITH_WHOM.match(plain(part)):
        earlier = [_WHO_ACTS.sub("", text) for text in earlier]
    readings = [
        understand(
            part, whole.persona, whole.language, (*history, *earlier[: place + 1]), base.names, is_later_part=True
        )
        for place in reversed(range(len(earlier)))
    ]
    filled = next(filter(None, (with_name_filled(part, text, base.names) for text in reversed(earlier))), None)
    if filled is not None:
        named = understand(filled, whole.persona, whole.language, (), base.names)
        readings.insert(0, replace(named, text=part, follows_up=True))
    fits = {id(reading): best_fit(reading, base) if reading.seeks_partner else 0.0 for reading in readings}
    best = max(readings, key=lambda reading: fits[id(reading)])
    return _of_its_matter(part, best, fits[id(best)], whole, reads, base) or best


def _of_its_matter(
    part: str, leaning: Understood, fit: float, whole: Understood, reads: Sequence[Understood], base: KnowledgeBase
) -> Understood | None:
    """A part that asks who, read with the one concept that the parts before it name and without what they ask of it
    ("is the mentor training mandatory, and who provides it?"), where a service fits it better so.
    """
    if not (leaning.seeks_partner and leaning.follows_up and _own_terms(part)):
        return None
    found = [concept for read in reads for concept in base.concepts_in(read.text)]
    if len({one.concept.preferred[0] for one in found}) != 1:
        return None
    named = understand(f"{found[0].label}: {part}", whole.persona, whole.language, (), base.names)
    return replace(named, text=part, follows_up=True) if best_fit(named, base) >= max(fit, BEYOND_DOUBT) else None


def _ask_for_one_service(one: Understood, other: Understood, whole: Understood, base: KnowledgeBase) -> bool:
    """Whether both ask who, of one and the same service; of a numbered action each is told apart."""
    if whole.action_numbers or not one.asks == other.asks == "who":
        return False
    if kinds_asked(plain(one.text)) != kinds_asked(plain(other.text)):
        return False
    if any(_ASKS_WHAT_OR_HOW.search(_BORDER.split(plain(each.text).strip(" ?!."))[-1]) for each in (one, other)):
        return False
    service = _service_of(one, base)
    return service is not None and service == _service_of(other, base)


def _service_of(question: Understood, base: KnowledgeBase) -> str | None:
    return next((found.service_id for found in fitting_services(question, base)), None)


def _actions_listed(answered: Sequence[AnsweredPart]) -> Set[str]:
    """Keys of the actions of a list by which the part before was answered; none where it was not."""
    if not answered or answered[-1].asked.action_numbers or not answered[-1].draft.is_from_texts:
        return set()
    lines = (sentence for sentence in answered[-1].draft.sentences if sentence.text.startswith("- "))
    keys = {quote.action for line in lines for quote in line.quotes}
    return {key for key in keys if key is not None} if len(keys) > 1 and None not in keys else set()


def _of_list(read: Understood, before: Understood, listed: Set[str], base: KnowledgeBase) -> Understood:
    """A part that asks for the parties of a list of actions, or for the leads, which few of them have."""
    led = [
        action.key
        for _, action in base.actions
        if action.key in listed and any(party.role == "lead" for party in action.involved)
    ]
    if asks_lead(read) and led:
        alone = understand(read.text, read.persona, read.language, (), base.names)
        return replace(
            alone, resolved=f"actie {', '.join(led)} {read.text}", action_numbers=tuple(led), follows_up=True
        )
    about = understand(f"{before.text} {read.text}", read.persona, read.language, (), base.names)
    return replace(about, text=read.text, follows_up=True)


def _action_told(answered: Sequence[AnsweredPart]) -> str | None:
    """Key or number of the action that the part before names, or in which the first words of its answer stand; words
    that only come near tell of no action.
    """
    if not answered or not answered[-1].draft.is_from_texts:
        return None
    numbers = answered[-1].asked.action_numbers
    return numbers[0] if len(numbers) == 1 else next((quote.action for quote in answered[-1].draft.quotes), None)
