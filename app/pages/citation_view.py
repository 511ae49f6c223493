"""How an answer and its citations look: records in, escaped HTML out. Knows no page and no library."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from urllib.parse import quote

from app.pages.chat_words import chat_page_words
from app.pages.language import address_in
from app.pages.source_link import source_link
from app.pages.words import page_words
from app.records.answer import Answer, Citation, CitedSentence, Language
from kb.source import Source

CONTEXT_REACH = 300
"""Characters of the canonical text that are shown on each side of a quote."""

LONG_LIST, FIRST_ITEMS = 6, 4
"""Items from which a list is long for a parent, and those that are shown at once."""

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


def line_bubble(text: str, *, problem: str | None = None, language: Language = "nl") -> str:
    """A line that is no answer: the page is busy, or something went wrong, said in the words of `problem`.

    `language` is that of the text.
    """
    if problem is not None:
        label = f'<p class="status status-problem">{escaped(problem)}</p>'
        return f'<div class="answer problem">{label}<p lang="{language}">{escaped(text)}</p></div>'
    return f'<div class="answer waiting"><p>{escaped(text)}</p></div>'


def answer_bubble(answer: Answer, turn: int, language: Language = "nl") -> str:
    """Status in words, the sentences with links to their source cards, notices and whom to ask."""
    words = chat_page_words(language)
    markers = {citation.n: _marker(citation, turn, language) for citation in answer.citations}
    parts = [
        f'<p class="status status-{answer.status}">{escaped(words.statuses[answer.status])}</p>',
        f'<div class="sentences" lang="{answer.language}">{_said(answer, markers, words.show_all)}</div>',
        notice_list(answer.notices, language, spoken=answer.language),
        _handover(answer, words.handover),
    ]
    if answer.engine.startswith("llm:"):
        parts.append(f'<p class="small">{escaped(words.language_model)}</p>')
    return f'<div class="answer" id="antwoord-{turn}" tabindex="-1">{"".join(parts)}</div>'


def source_cards(
    answer: Answer,
    turn: int,
    *,
    text_of: Callable[[str], str],
    languages: Mapping[str, str],
    action_titles: Mapping[str, str],
    language: Language = "nl",
    pictured: Collection[str] = (),
) -> str:
    """One card for each citation; it opens on the quote, marked in the text around it.

    `languages` holds the language of each source id, `action_titles` the title of each action key, `pictured` the
    source ids of which a page can be shown as a picture.
    """
    if not answer.citations:
        return f'<p class="small">{escaped(chat_page_words(language).no_citations)}</p>'
    return "".join(
        _card(
            citation,
            turn,
            context=quote_in_context(text_of(citation.source_id), citation, language),
            source_language=languages.get(citation.source_id, "nl"),
            action_title=action_titles.get(citation.action or "", ""),
            language=language,
            has_picture=citation.source_id in pictured,
        )
        for citation in answer.citations
    )


def quote_in_context(text: str, citation: Citation, language: Language = "nl") -> str:
    """The quote in `<mark>` with the text around it; no mark where the text does not hold the quote."""
    show = linked if citation.evidence == "other_source" else escaped
    if text[citation.start : citation.end] != citation.quote or not citation.quote:
        reason = escaped(page_words(language).no_context)
        return f'<p>{show(citation.quote)}</p><p class="small" lang="{language}">{reason}</p>'
    before = _last_words(text[: citation.start], CONTEXT_REACH).lstrip()
    after = _first_words(text[citation.end :], CONTEXT_REACH).rstrip()
    line_end = "<br>" if before.endswith("\n") else ""
    return f"<p>{escaped(before)}{line_end}<mark>{show(citation.quote)}</mark>{show(after)}</p>"


def place_of(citation: Citation, language: Language = "nl") -> str:
    """Where the quote stands, in words: "punt 2.2 b · actie 5 · blz. 5"."""
    words = page_words(language)
    section = words.place_section.format(citation.section) if citation.section[:1].isdigit() else citation.section
    action = words.place_action.format(citation.action.rpartition("/")[2]) if citation.action else ""
    page = words.place_page.format(citation.page) if citation.page is not None else ""
    return " · ".join(part for part in (section, action, page) if part)


def source_list(sources: Iterable[Source], language: Language = "nl") -> str:
    """All sources with what each document says of itself."""
    items = "".join(_source_item(source, language) for source in sources)
    nothing = f"<p>{escaped(chat_page_words(language).no_sources)}</p>"
    return f'<ul class="source-list">{items}</ul>' if items else nothing


def attribute(text: str) -> str:
    """The text as the value of an attribute, on one line."""
    return _escaped_line(" ".join(text.split()))


def lines_attribute(text: str) -> str:
    """The text as the value of an attribute, with its lines kept."""
    return "&#10;".join(_escaped_line(line) for line in text.splitlines())


def notice_list(notices: Sequence[str], language: Language = "nl", *, spoken: Language = "nl") -> str:
    """What a reader should know beside a statement, in the language that it is `spoken` in; nothing where none is."""
    if not notices:
        return ""
    items = "".join(f"<li>{escaped(notice)}</li>" for notice in notices)
    heading = f"<p><strong>{escaped(page_words(language).notice)}</strong></p>"
    return f'<div class="notices">{heading}<ul lang="{spoken}">{items}</ul></div>'


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


def _said(answer: Answer, markers: Mapping[int, str], show_all: str) -> str:
    """The sentences; to a parent a long list opens with its first items, and all of it on demand."""
    items = [sentence for sentence in answer.sentences if sentence.text.startswith("- ")]
    if answer.persona != "parent" or len(items) <= LONG_LIST:
        return _sentences(answer.sentences, markers, apart=answer.persona == "parent")
    first = answer.sentences.index(items[FIRST_ITEMS])
    last = answer.sentences.index(items[-1]) + 1
    more = _sentences(answer.sentences[first:last], markers)
    summary = escaped(show_all.format(count=len(items)))
    return (
        f"{_sentences(answer.sentences[:first], markers)}"
        f'<details class="more"><summary>{summary}</summary>{more}</details>'
        f"{_sentences(answer.sentences[last:], markers)}"
    )


def _sentences(sentences: Sequence[CitedSentence], markers: Mapping[int, str], *, apart: bool = False) -> str:
    """Running sentences of one part share a paragraph, `apart` only those on one citation; those with a dash become
    list items.
    """
    blocks: list[tuple[str, list[str]]] = []
    cited: tuple[int, ...] = ()
    for sentence in sentences:
        tag = "ul" if sentence.text.startswith("- ") else "p"
        goes_on = not sentence.is_heading and (not apart or not cited or sentence.citations in ((), cited))
        cited = () if sentence.is_heading else sentence.citations or cited
        if not blocks or blocks[-1][0] != tag or (tag == "p" and not goes_on):
            blocks.append((tag, []))
        text = _sentence(sentence, markers)
        blocks[-1][1].append(f"<li>{text}</li>" if tag == "ul" else text)
    return "".join(f"<{tag}>{(' ' if tag == 'p' else '').join(parts)}</{tag}>" for tag, parts in blocks)


def _sentence(sentence: CitedSentence, markers: Mapping[int, str]) -> str:
    text = sentence.text.removeprefix("- ").strip()
    closing = text[-1] if text.endswith(_CLOSING) and not text.endswith("...") and sentence.citations else ""
    links = "".join(markers[n] for n in sentence.citations if n in markers)
    return f'<span class="{sentence.kind}">{escaped(text.removesuffix(closing))}{links}{escaped(closing)}</span>'


def _marker(citation: Citation, turn: int, language: Language) -> str:
    place = f"{citation.title}, {place_of(citation, language)}"
    return (
        f' <a class="cite" href="#bron-{turn}-{citation.n}" title="{attribute(place)}">'
        f'&#91;{citation.n}&#93;<span class="read-aloud"> {escaped(place)}</span></a>'
    )


def _handover(answer: Answer, heading: str) -> str:
    if answer.handover is None:
        return ""
    contact = f"<p>{linked(answer.handover.contact)}</p>" if answer.handover.contact else ""
    text = f'<p lang="{answer.language}">{escaped(answer.handover.text)}</p>'
    return f'<div class="handover"><p><strong>{escaped(heading)}</strong></p>{text}{contact}</div>'


def _card(
    citation: Citation, turn: int, *, context: str, source_language: str, action_title: str, language: Language,
    has_picture: bool,
) -> str:  # fmt: skip
    words, shared, of_source = chat_page_words(language), page_words(language), attribute(source_language)
    # A plain fact carries no label of firmness.
    firmness = "" if citation.modality == "stated" else shared.modalities[citation.modality]
    tags = " ".join(
        f'<span class="tag">{escaped(tag)}</span>' for tag in (shared.evidence[citation.evidence], firmness) if tag
    )
    is_other = citation.evidence == "other_source"
    other = f'<p class="small">{escaped(f"{shared.not_in_plan} {words.check_other_source}")}</p>' if is_other else ""
    action = f'<p class="small" lang="{of_source}">{escaped(action_title)}</p>' if action_title else ""
    picture = _picture(citation, language) if has_picture else ""
    return (
        f'<details class="card evidence-{citation.evidence}"><summary>'
        f'<span class="card-title" lang="{of_source}">&#91;{citation.n}&#93; {escaped(citation.title)}</span> '
        f'<span class="card-place">{escaped(place_of(citation, language))}</span> '
        f'<span class="tags">{tags}</span> '
        f'<span class="teaser" lang="{of_source}">«{escaped(citation.quote)}»</span> '
        f'<span class="card-open">{escaped(words.read_in_context)}</span></summary>'
        f'<div class="context" id="bron-{turn}-{citation.n}" tabindex="-1">{action}'
        f'<div class="words" lang="{of_source}">{context}</div>{other}{picture}'
        f'<p>{_read_on(citation, language)}<a class="back" href="#antwoord-{turn}">'
        f"{escaped(words.back_to_answer)}</a></p></div></details>"
    )


def _read_on(citation: Citation, language: Language) -> str:
    """The way to the quote in the whole document; only a policy text can be read so."""
    if citation.evidence == "other_source":
        return ""
    address = source_link(citation.source_id, citation.start, citation.end, language)
    return f"{link(address, chat_page_words(language).read_in_plan)} · "


def _picture(citation: Citation, language: Language) -> str:
    """The page of the quote, that the browser fetches only once somebody opens it."""
    if citation.page is None:
        return ""
    words = chat_page_words(language)
    span = f"van={citation.start}&tot={citation.end}"
    address = address_in(f"./bron/{quote(citation.source_id)}/bladzijde/{citation.page}.png?{span}", language)
    alt = words.page_alt.format(page=citation.page, quote=citation.quote)
    return (
        f'<details class="page"><summary>{escaped(words.show_page.format(citation.page))}</summary>'
        f'<img src="{attribute(address)}" alt="{attribute(alt)}" loading="lazy" decoding="async">'
        f'<p><a href="{attribute(address)}" target="_blank" rel="noopener noreferrer">'
        f"{escaped(words.page_larger)}</a></p></details>"
    )


def _source_item(source: Source, language: Language) -> str:
    words = chat_page_words(language)
    title = escaped(source.title)
    if source.address and _ADDRESS.fullmatch(source.address):
        title = link(source.address, source.title)
    facts = (
        words.kinds[source.kind],
        source.publisher or words.no_publisher,
        page_words(language).date(source.date) if source.date else words.no_date,
        words.languages.get(source.language, source.language),
    )
    digest = f'<code title="SHA-256 {attribute(source.digest)}">SHA-256 {escaped(source.digest[:12])}</code>'
    named = f'<strong lang="{attribute(source.language)}">{title}</strong>'
    return f"<li>{named}<br>{escaped(' · '.join(facts))}<br>{digest}</li>"


def _last_words(text: str, reach: int) -> str:
    return text if len(text) <= reach else f"… {text[-reach:].partition(' ')[2]}"


def _first_words(text: str, reach: int) -> str:
    return text if len(text) <= reach else f"{text[:reach].rpartition(' ')[0]} …"
