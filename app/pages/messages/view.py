"""What the checker found, as HTML: the draft with its sentences marked, and a list of all findings."""

import re
from collections.abc import Callable, Sequence

from app.checking.finding import VERDICTS, Finding, Verdict, summary
from app.checking.reason_words import on_verdict, on_wording
from app.pages.citation_view import attribute, escaped, linked, quote_in_context
from app.pages.messages.difference import difference
from app.pages.messages.words import SIGNS, MessageWords
from app.records.answer import Citation

_NO_ATTENTION: tuple[Verdict, ...] = ("supported", "not_checkable")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def needs_attention(finding: Finding) -> bool:
    """Whether somebody should look at a sentence: for what it says, or for how it says it."""
    return finding.verdict not in _NO_ATTENTION or bool(on_wording(finding.reasons))


def result_view(
    text: str, findings: Sequence[Finding], words: MessageWords, *, text_of: Callable[[str], str], run: int
) -> str:
    """The whole result. `text_of` gives the canonical text of a source id; `run` makes each result a new one."""
    quote = _quoting(words, text_of)
    note = words("dutch_reasons")
    dutch = f'<p class="small">{escaped(note)}</p>' if note else ""
    items = "".join(_item(number, finding, words, quote) for number, finding in enumerate(findings, 1))
    return (
        f'<section class="checked" data-run="{run}" {_for_script(text, words)} aria-labelledby="uitslag">'
        f'<h2 id="uitslag" tabindex="-1">{escaped(words("result"))}</h2>{_counts(findings, words)}'
        f'<p class="report-line"><button type="button" class="make-report">{escaped(words("report"))}</button>'
        f'<span class="report-status" role="status"></span></p>'
        f"{_legend(words)}<h3>{escaped(words('draft'))}</h3>"
        f'<p class="small">{escaped(words("how_to_open"))}</p>'
        f'<div class="draft">{draft_view(text, findings, words)}</div>'
        f'<div class="findings-top"><h3 id="bevindingen">{escaped(words("findings"))}</h3>'
        f'<label class="filter"><input type="checkbox" class="only-attention"> {escaped(words("only_attention"))}'
        f'</label></div>{dutch}<p class="nothing-left" hidden>{escaped(words("nothing_left"))}</p>'
        f'<ol class="findings">{items}</ol></section>'
        f'<dialog class="finding-window" aria-labelledby="bevinding-titel"><div class="window-top">'
        f'<h2 id="bevinding-titel" tabindex="-1"></h2>'
        f'<button type="button" class="close">{escaped(words("close"))}</button></div>'
        f'<div class="window-content"></div></dialog>'
    )


def _for_script(text: str, words: MessageWords) -> str:
    """What the script needs to fetch the report: the draft, kept nowhere but here, and what to say meanwhile."""
    said = {
        "language": words.language, "making": words("making_report"), "made": words("report_made"),
        "failed": words("report_failed"), "file": f"{words('report_file')}.docx",
    }  # fmt: skip
    draft = "&#10;".join(escaped(line) for line in _LINE_BREAK.split(text))
    return " ".join([*(f'data-{name}="{attribute(value)}"' for name, value in said.items()), f'data-text="{draft}"'])


def draft_view(text: str, findings: Sequence[Finding], words: MessageWords) -> str:
    """The draft exactly as given; a sentence with a verdict is a link to its finding, with sign and word."""
    parts, position = [], 0
    for number, finding in enumerate(findings, 1):
        parts.append(_as_given(text[position : finding.start]))
        parts.append(_marked(text[finding.start : finding.end], number, finding, words))
        position = finding.end
    return "".join([*parts, _as_given(text[position:])])


def _marked(sentence: str, number: int, finding: Finding, words: MessageWords) -> str:
    if finding.verdict == "not_checkable" and not on_wording(finding.reasons):
        return f'<span class="sent v-not_checkable">{_as_given(sentence)}</span>'
    remark = f' <span class="verdict has-remark">✎ {escaped(words("wording"))}</span>'
    return (
        f'<a class="sent v-{finding.verdict}" href="#bevinding-{number}" data-finding="{number}" '
        f'aria-haspopup="dialog">{_as_given(sentence)} {verdict_label(finding.verdict, words)}'
        f"{remark if on_wording(finding.reasons) else ''}</a>"
    )


def verdict_label(verdict: Verdict, words: MessageWords) -> str:
    """Sign and word of a verdict."""
    return (
        f'<span class="verdict v-{verdict}"><span aria-hidden="true">{SIGNS[verdict]}</span> '
        f"{escaped(words.verdict(verdict))}</span>"
    )


def _as_given(text: str) -> str:
    """Text with its own line breaks; spaces are kept by the style sheet."""
    return "<br>".join(escaped(line) for line in _LINE_BREAK.split(text))


def _counts(findings: Sequence[Finding], words: MessageWords) -> str:
    counts = summary(findings)
    items = "".join(
        f'<li class="v-{verdict}{"" if counts[verdict] else " none"}"><strong>{counts[verdict]}</strong> '
        f"{verdict_label(verdict, words)}</li>"
        for verdict in VERDICTS
    )
    return f'<ul class="counts" aria-label="{attribute(words("summary"))}">{items}</ul>'


def _legend(words: MessageWords) -> str:
    rows = "".join(
        f"<li>{verdict_label(verdict, words)} {escaped(words.meaning(verdict))}</li>" for verdict in VERDICTS
    )
    return (
        f'<details class="fold verdict-legend" id="legende-oordelen" open><summary>{escaped(words("legend"))}</summary>'
        f"<ul>{rows}</ul></details>"
    )


def _item(number: int, finding: Finding, words: MessageWords, quote: Callable[[Citation], str]) -> str:
    attention = ' data-attention=""' if needs_attention(finding) else ""
    title = f"{words('sentence', n=number)}: {words.verdict(finding.verdict)}"
    return (
        f'<li class="finding v-{finding.verdict}" id="bevinding-{number}" tabindex="-1"{attention} '
        f'data-title="{attribute(title)}"><p class="finding-sentence"><span class="read-aloud">'
        f"{escaped(words('sentence', n=number))}: </span>{escaped(' '.join(finding.sentence.split()))}</p>"
        f"<p>{verdict_label(finding.verdict, words)}</p>{_reasons(finding)}"
        f"{_suggestion(finding, words)}{_quotes(finding.citations, words, quote)}{_wording(finding, words)}</li>"
    )


def _reasons(finding: Finding) -> str:
    return "".join(f'<p class="reason" lang="nl">{linked(reason)}</p>' for reason in on_verdict(finding.reasons))


def _suggestion(finding: Finding, words: MessageWords) -> str:
    if not finding.suggestion:
        return ""
    tags = {"removed": "del", "added": "ins"}
    shown = "".join(
        f"<{tags[piece.kind]}>{_read_aloud(words(piece.kind))}{_as_given(piece.text)}</{tags[piece.kind]}>"
        if piece.kind in tags else _as_given(piece.text)
        for piece in difference(finding.sentence, finding.suggestion)
    )  # fmt: skip
    return (
        f'<div class="suggestion"><p><strong>{escaped(words("suggestion"))}:</strong> '
        f'<span class="difference">{shown}</span></p>'
        f'<p><button type="button" class="copy" data-text="{attribute(finding.suggestion)}" '
        f'data-copied="{attribute(words("copied"))}" data-failed="{attribute(words("not_copied"))}">'
        f'{escaped(words("copy"))}</button> <span class="copy-status" role="status"></span></p></div>'
    )


def _read_aloud(word: str) -> str:
    return f'<span class="read-aloud"> [{escaped(word)}] </span>'


def _quotes(citations: Sequence[Citation], words: MessageWords, quote: Callable[[Citation], str]) -> str:
    shown = "".join(map(quote, citations))
    heading = escaped(words("quotes"))
    return f'<div class="quotes"><p class="small">{heading}</p>{shown}</div>' if shown else ""


def _quoting(words: MessageWords, text_of: Callable[[str], str]) -> Callable[[Citation], str]:
    def quote(citation: Citation) -> str:
        place = " · ".join(part for part in (citation.title, words.place(citation)) if part)
        context = quote_in_context(text_of(citation.source_id), citation)
        return (
            f'<blockquote><p class="quote" lang="nl">«{escaped(citation.quote)}»</p>'
            f'<p class="small">{escaped(place)}</p><details class="around"><summary>{escaped(words("in_context"))}'
            f'</summary><div class="words" lang="nl">{context}</div></details></blockquote>'
        )

    return quote


def _wording(finding: Finding, words: MessageWords) -> str:
    remarks = on_wording(finding.reasons)
    if not remarks:
        return ""
    items = "".join(f'<li lang="nl">{escaped(remark)}</li>' for remark in remarks)
    return (
        f'<div class="house-wording"><p><strong>✎ {escaped(words("wording"))}</strong> '
        f'<span class="small">{escaped(words("wording_apart"))}</span></p><ul>{items}</ul></div>'
    )
