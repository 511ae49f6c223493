"""The editor's first page: the index that answers, and every source with its state."""

from app.editor import words
from app.editor.page import Place, alert, button_form, editor_page, facts, moment
from app.pages.citation_view import escaped
from kb.index_state import IndexState, SourceState


def overview_page(place: Place, state: IndexState | None, problem: str = "") -> str:
    """`state` is null where the index cannot be read; `problem` then says why."""
    shown = _index(place, state) if state else ""
    return editor_page(
        place,
        words.TITLE,
        f"{alert(problem)}{shown}<section><h2>{words.READ_AGAIN}</h2><p>{words.READ_AGAIN_EXPLAINED}</p>"
        f'<p>{button_form(place, "inlezen", words.READ_AGAIN)}</p><p><a href="{place.to("werk")}">{words.LATEST_JOB}'
        "</a></p></section>",
    )


def _index(place: Place, state: IndexState) -> str:
    about = {words.MADE_ON: moment(state.created), words.SOURCES: str(len(state.sources)),
             words.PASSAGES: str(state.passages)}  # fmt: skip
    sources = "".join(f"<li>{source_facts(source)}</li>" for source in state.sources)
    listed = f'<ul class="cards">{sources}</ul>' if sources else f"<p>{words.NO_SOURCES}</p>"
    return (
        f"{alert(state.warning or '')}<section><h2>{words.INDEX}</h2>{facts(about)}</section>"
        f"<section><h2>{words.SOURCES}</h2>{listed}</section>"
    )


def source_facts(shown: SourceState) -> str:
    """A source with its title as heading."""
    source = shown.source
    return f"<h3>{escaped(source.title)}</h3>" + facts({
        words.STATE: f'<span class="state {shown.state}">{words.STATES[shown.state]}</span>',
        words.KIND: words.KINDS[source.kind],
        words.DATE: escaped(source.date or words.NO_DATE),
        words.FILE_NAME: f"{escaped(source.received_name)} ({words.HOMES[shown.home]})",
        words.PASSAGES: "–" if shown.passages is None else str(shown.passages),
        words.SOURCE_ID: f"<code>{escaped(source.source_id)}</code>",
        words.DIGEST: f"<code>{escaped(source.digest)}</code>",
    })  # fmt: skip
