"""What stands below the latest answer: what can be asked next, and what can be done with the answer."""

import logging
from urllib.parse import urlencode

from app.pages.chat_words import ChatPageWords, chat_page_words
from app.pages.citation_view import attribute, escaped, lines_attribute, place_of
from app.pages.conversation import Conversation, Turn, kept, questions_of
from app.pages.edition import Edition
from app.pages.feedback_form import SEND_FORM, feedback_form
from app.pages.language import address_in
from app.pages.web_parts import WebParts
from app.pages.words import page_words
from app.records.answer import Answer, Language

_log = logging.getLogger(__name__)
# The questions of this tab, for Python; a link to an answer carries its own.
KEPT_BY_BROWSER = "() => window.duaalwijzer.kept()"
# A follow-up is asked, and the form is sent, by Python.
TOLD_TO_PYTHON = f"""
element.addEventListener("click", (event) => {{
    const chosen = event.target.closest("button.follow-up");
    if (chosen) trigger("select", {{ question: chosen.dataset.question }});
}});
{SEND_FORM}
"""


def after_answer(conversation: Conversation, parts: WebParts, language: Language) -> str:
    """Said once an answer stands; the script of the page takes from it what the browser keeps, copies and shares."""
    turn = conversation[-1] if conversation else None
    kept_here = f'<div class="kept" hidden data-kept="{attribute(kept(conversation))}"></div>'
    if turn is None or turn.answer is None:
        return kept_here
    words, edition = chat_page_words(language), _edition(parts)
    form = feedback_form(turn.answer, language) if parts.keep_feedback is not None else ""
    return (
        f'{kept_here}<section class="after" aria-label="{attribute(words.after_answer)}">'
        f"{_since_link(turn, edition, words)}{_follow_ups(conversation, parts, words)}"
        f"{_tools(turn.answer, _link_part(conversation, edition, parts, language), edition, language)}{form}</section>"
    )


def answer_as_text(answer: Answer, edition: Edition | None, language: Language) -> str:
    """The answer with its quotes in full and their places, to paste into a letter."""
    sources = [
        f"[{citation.n}] «{citation.quote}» – {citation.title}, {place_of(citation, language)}"
        for citation in answer.citations
    ]
    parts = [answer.question, answer.text, *answer.notices, *([answer.handover.text] if answer.handover else [])]
    line = [_edition_line(edition, language)] if edition else []
    return "\n\n".join([*parts, "\n".join(sources), *line]).strip()


def _tools(answer: Answer, link_part: str, edition: Edition | None, language: Language) -> str:
    words = chat_page_words(language)
    buttons = "".join(
        f'<button type="button" class="tool" data-do="{does}" data-done="{attribute(done)}" '
        f'data-failed="{attribute(failed)}">{escaped(name)}</button>'
        for does, name, done, failed in (
            ("copy", words.copy_answer, words.copied, words.copy_failed),
            ("print", words.print_answer, "", ""),
            ("share", words.share_answer, words.shared, words.share_failed),
        )
    )
    said = f'<p class="small edition">{escaped(_edition_line(edition, language))}</p>' if edition else ""
    text = lines_attribute(answer_as_text(answer, edition, language))
    return (
        f'<div class="tools" data-text="{text}" data-link="{attribute(link_part)}">{buttons}</div>'
        f'<p class="told" role="status"></p><input class="share-link" type="text" readonly hidden '
        f'aria-label="{attribute(words.share_label)}">{said}'
    )


def _follow_ups(conversation: Conversation, parts: WebParts, words: ChatPageWords) -> str:
    answer = conversation[-1].answer
    try:
        questions = parts.follow_ups(answer, questions_of(conversation[:-1])) if answer else ()
    except Exception:
        _log.exception("no follow-ups could be found")
        questions = ()
    if not questions or answer is None:
        return ""
    items = "".join(
        f'<li><button type="button" class="follow-up" lang="{answer.language}" '
        f'data-question="{attribute(question)}">{escaped(question)}</button></li>'
        for question in questions
    )
    return (
        f'<h2 id="verder">{escaped(words.follow_ups)}</h2><ul class="follow-ups" aria-labelledby="verder">{items}</ul>'
    )


def _since_link(turn: Turn, edition: Edition | None, words: ChatPageWords) -> str:
    """For who came by a link: whether the sources are still those of then."""
    if turn.asked.edition is None or edition is None:
        return ""
    same = turn.asked.edition == edition.version
    text = words.link_same if same else words.link_changed.format(then=turn.asked.edition, now=edition.version)
    return f'<p class="since{"" if same else " changed"}">{escaped(text)}</p>'


def _link_part(conversation: Conversation, edition: Edition | None, parts: WebParts, language: Language) -> str:
    """What comes after the address of the page. The question stands behind `#`, which no server is sent."""
    turn = conversation[-1]
    earlier = questions_of(conversation[:-1]) if _needs_earlier(conversation, parts) else ()
    given = [*(("eerder", question) for question in earlier), ("vraag", turn.asked.question),
             ("profiel", turn.asked.persona)]  # fmt: skip
    version = [("versie", edition.version)] if edition else []
    return f"{address_in('', language)}#{urlencode([*given, *version])}"


def _needs_earlier(conversation: Conversation, parts: WebParts) -> bool:
    """Whether the latest answer rests on earlier questions. They are shared only then."""
    turn = conversation[-1]
    if len(conversation) == 1 or turn.answer is None:
        return False
    try:
        alone = parts.ask(turn.asked.question, turn.asked.persona, None, ())
    except Exception:
        return True
    return (alone.text, alone.citations) != (turn.answer.text, turn.answer.citations)


def _edition_line(edition: Edition, language: Language) -> str:
    return chat_page_words(language).edition.format(
        date=page_words(language).date(edition.made), version=edition.version
    )


def _edition(parts: WebParts) -> Edition | None:
    try:
        return parts.edition()
    except Exception:
        _log.exception("the edition of the sources is not known")
        return None
