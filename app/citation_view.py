"""How an answer and its citations look: records in, escaped HTML out. Knows no page and no library."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from app import page_words as words
from app.answer import Answer, Citation, CitedSentence
from app.source_link import source_link
from kb.source import Source

CONTEXT_REACH = 300
"""Characters of the canonical text that are shown on each side of a quote."""

# Letters, digits, spaces and all beyond ASCII are plain in HTML, in Markdown and in script templates alike;
# every other sign could mean something in one of them and is written as its number.
_SIGN = re.compile(r"[^A-Za-z0-9 \u0080-\U0010ffff]")
# Control signs, signs that turn the direction of reading around, and halves of a sign.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"'«»]*[^\s<>\"'«».,;:!?)\]]")
_CLOSING = (".", "!", "?")


def escaped(text: str) -> str:
    """The text as text: no sign of it can become markup, whether read as HTML or as Markdown."""
    return "<br>".join(_escaped_line(line) for line in text.splitlines())


def question_bubble(question: str) -> str:
    """The question as the visitor typed it."""
    return f'<div class="question">{escaped(question)}</div>'


def line_bubble(text: str, *, problem: bool = False) -> str:
    """A line that is no answer: the page is busy, or something went wrong."""
    if problem:
        label = f'<p class="status status-problem">{escaped(words.PROBLEM)}</p>'
        return f'<div class="answer problem">{label}<p>{escaped(text)}</p></div>'
    return f'<div class="answer waiting"><p>{escaped(text)}</p></div>'


def answer_bubble(answer: Answer, turn: int) -> str:
    """Status in words, the sentences with links to their source cards, notices and whom to ask."""
    cited = {citation.n: citation for citation in answer.citations}
    parts = [
        f'<p class="status status-{answer.status}">{escaped(words.STATUSES[answer.status])}</p>',
        f'<div class="sentences" lang="{answer.language}">{_sentences(answer.sentences, cited, turn)}</div>',
        notice_list(answer.notices),
        _handover(answer),
    ]
    if answer.engine.startswith("llm:"):
        parts.append(f'<p class="small">{escaped(words.LANGUAGE_MODEL)}</p>')
    return f'<div class="answer" id="antwoord-{turn}" tabindex="-1">{"".join(parts)}</div>'


def source_cards(
    answer: Answer,
    turn: int,
    *,
    text_of: Callable[[str], str],
    languages: Mapping[str, str],
    action_titles: Mapping[str, str],
) -> str:
    """One card for each citation; it opens on the quote, marked in the text around it.

    `languages` holds the language of each source id, `action_titles` the title of each action key.
    """
    if not answer.citations:
        return f'<p class="small">{escaped(words.NO_CITATIONS)}</p>'
    return "".join(
        _card(
            citation,
            turn,
            context=quote_in_context(text_of(citation.source_id), citation),
            language=languages.get(citation.source_id, "nl"),
            action_title=action_titles.get(citation.action or "", ""),
        )
        for citation in answer.citations
    )


def quote_in_context(text: str, citation: Citation) -> str:
    """The quote in `<mark>` with the text around it; no mark where the text does not hold the quote."""
    show = linked if citation.evidence == "other_source" else escaped
    if text[citation.start : citation.end] != citation.quote or not citation.quote:
        return f"<p>{show(citation.quote)}</p><p class='small'>{escaped(words.NO_CONTEXT)}</p>"
    before = _last_words(text[: citation.start], CONTEXT_REACH).lstrip()
    after = _first_words(text[citation.end :], CONTEXT_REACH).rstrip()
    return f"<p>{escaped(before)}<mark>{show(citation.quote)}</mark>{show(after)}</p>"


def place_of(citation: Citation) -> str:
    """Where the quote stands, in words: "punt 2.2 b · actie 5 · blz. 5"."""
    section = f"punt {citation.section}" if citation.section[:1].isdigit() else citation.section
    action = f"actie {citation.action.rpartition('/')[2]}" if citation.action else ""
    page = f"blz. {citation.page}" if citation.page is not None else ""
    return " · ".join(part for part in (section, action, page) if part)


def source_list(sources: Iterable[Source]) -> str:
    """All sources with what each document says of itself."""
    items = "".join(_source_item(source) for source in sources)
    return f'<ul class="source-list">{items}</ul>' if items else f"<p>{escaped(words.NO_SOURCES)}</p>"


def attribute(text: str) -> str:
    """The text as the value of an attribute, on one line."""
    return _escaped_line(" ".join(text.split()))


def notice_list(notices: Sequence[str]) -> str:
    """What a reader should know beside a statement; nothing where there is nothing."""
    if not notices:
        return ""
    items = "".join(f"<li>{escaped(notice)}</li>" for notice in notices)
    return f'<div class="notices"><p><strong>{escaped(words.NOTICE)}</strong></p><ul>{items}</ul></div>'


def linked(text: str) -> str:
    """The text escaped, with its web addresses as links; nothing loads until a reader follows one."""
    shown, position = [], 0
    for found in _ADDRESS.finditer(text):
        shown += [escaped(text[position : found.start()]), link(found[0], found[0])]
        position = found.end()
    return "".join([*shown, escaped(text[position:])])


def link(address: str, text: str) -> str:
    """A web address to follow in a tab of its own, because this tab holds the reader's work."""
    return f'<a href="{attribute(address)}" rel="noopener noreferrer" target="_blank">{escaped(text)}</a>'


def _escaped_line(line: str) -> str:
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", _CONTROL.sub("", line))


def _sentences(sentences: Sequence[CitedSentence], cited: Mapping[int, Citation], turn: int) -> str:
    """Running sentences share a paragraph; those that start with a dash become items of a list."""
    blocks: list[tuple[str, list[str]]] = []
    for sentence in sentences:
        tag = "ul" if sentence.text.startswith("- ") else "p"
        if not blocks or blocks[-1][0] != tag:
            blocks.append((tag, []))
        text = _sentence(sentence, cited, turn)
        blocks[-1][1].append(f"<li>{text}</li>" if tag == "ul" else text)
    return "".join(f"<{tag}>{(' ' if tag == 'p' else '').join(parts)}</{tag}>" for tag, parts in blocks)


def _sentence(sentence: CitedSentence, cited: Mapping[int, Citation], turn: int) -> str:
    text = sentence.text.removeprefix("- ").strip()
    closing = text[-1] if text.endswith(_CLOSING) and not text.endswith("...") and sentence.citations else ""
    links = "".join(_marker(cited[n], turn) for n in sentence.citations if n in cited)
    return f'<span class="{sentence.kind}">{escaped(text.removesuffix(closing))}{links}{escaped(closing)}</span>'


def _marker(citation: Citation, turn: int) -> str:
    place = f"{citation.title}, {place_of(citation)}"
    return (
        f' <a class="cite" href="#bron-{turn}-{citation.n}" title="{attribute(place)}">'
        f'&#91;{citation.n}&#93;<span class="read-aloud"> {escaped(place)}</span></a>'
    )


def _handover(answer: Answer) -> str:
    if answer.handover is None:
        return ""
    contact = f"<p>{linked(answer.handover.contact)}</p>" if answer.handover.contact else ""
    heading = f"<p><strong>{escaped(words.HANDOVER)}</strong></p>"
    return f'<div class="handover">{heading}<p>{escaped(answer.handover.text)}</p>{contact}</div>'


def _card(citation: Citation, turn: int, *, context: str, language: str, action_title: str) -> str:
    tags = (words.EVIDENCE[citation.evidence], words.MODALITIES[citation.modality])
    shown_tags = " ".join(f'<span class="tag">{escaped(tag)}</span>' for tag in tags if tag)
    other = f'<p class="small">{escaped(words.CHECK_OTHER_SOURCE)}</p>' if citation.evidence == "other_source" else ""
    action = f'<p class="small">{escaped(action_title)}</p>' if action_title else ""
    return (
        f'<details class="card evidence-{citation.evidence}"><summary>'
        f'<span class="card-title">&#91;{citation.n}&#93; {escaped(citation.title)}</span> '
        f'<span class="card-place">{escaped(place_of(citation))}</span> '
        f'<span class="tags">{shown_tags}</span> '
        f'<span class="teaser" lang="{attribute(language)}">«{escaped(citation.quote)}»</span> '
        f'<span class="card-open">{escaped(words.READ_IN_CONTEXT)}</span></summary>'
        f'<div class="context" id="bron-{turn}-{citation.n}" tabindex="-1">{action}'
        f'<div class="words" lang="{attribute(language)}">{context}</div>{other}'
        f'<p>{_read_on(citation)}<a class="back" href="#antwoord-{turn}">{escaped(words.BACK_TO_ANSWER)}</a></p>'
        "</div></details>"
    )


def _read_on(citation: Citation) -> str:
    """The way to the quote in the whole document; only a policy text can be read so."""
    if citation.evidence == "other_source":
        return ""
    return f"{link(source_link(citation.source_id, citation.start, citation.end), words.READ_IN_PLAN)} · "


def _source_item(source: Source) -> str:
    title = escaped(source.title)
    if source.address and _ADDRESS.fullmatch(source.address):
        title = link(source.address, source.title)
    facts = (
        words.KINDS[source.kind],
        source.publisher or words.NO_PUBLISHER,
        source.date or words.NO_DATE,
        words.LANGUAGES.get(source.language, source.language),
    )
    digest = f'<code title="SHA-256 {attribute(source.digest)}">SHA-256 {escaped(source.digest[:12])}</code>'
    return f"<li><strong>{title}</strong><br>{escaped(' · '.join(facts))}<br>{digest}</li>"


def _last_words(text: str, reach: int) -> str:
    return text if len(text) <= reach else f"… {text[-reach:].partition(' ')[2]}"


def _first_words(text: str, reach: int) -> str:
    return text if len(text) <= reach else f"{text[:reach].rpartition(' ')[0]} …"
