"""The page with the earlier indexes, any of which can answer again."""

from collections.abc import Sequence

from app.editor import words
from app.editor.page import Place, Question, confirm_page, editor_page, facts, moment, url_part
from app.pages.citation_view import attribute
from kb.earlier_index import EarlierIndex


def indexes_page(place: Place, indexes: Sequence[EarlierIndex]) -> str:
    """Newest first, the one that answers marked."""
    shown = "".join(f"<li>{_index(place, index)}</li>" for index in indexes)
    return editor_page(
        place, "Eerdere indexen", f'<p>{words.INDEXES_HOW}</p><section><ul class="cards">{shown}</ul></section>'
    )


def restoring_page(place: Place, index: EarlierIndex) -> str:
    """Asks whether an earlier index is to answer again."""
    return confirm_page(
        place,
        Question(
            words.RESTORE_INDEX, words.RESTORE_INDEX_ASK.format(moment=moment(index.created)),
            words.RESTORE_INDEX_EXPLAINED, "indexen/zet-terug", {"index": index.name},
        ),
    )  # fmt: skip


def _index(place: Place, index: EarlierIndex) -> str:
    made = moment(index.created)
    about = {words.SOURCES: str(index.sources), words.PASSAGES: str(index.passages),
             words.SIZE: f"{index.size / 1024**2:.1f} MB".replace(".", ",")}  # fmt: skip
    if index.serves:
        choice = f'<p><span class="state fresh">{words.SERVES}</span></p>'
    else:
        said = attribute(f"{words.RESTORE_INDEX}: {made}")
        address = place.to(f"indexen/zet-terug?index={url_part(index.name)}")
        choice = f'<p><a href="{address}" aria-label="{said}">{words.RESTORE_INDEX}</a></p>'
    return f"<h2>{made}</h2>{facts(about)}{choice}"
