"""A judgement → its reasons in words, for the communication team."""

from collections.abc import Sequence

from app.checking.judgement import Judgement
from app.records.quote import Quote
from app.words.wording import wording
from kb.modality import Modality
from kb.participation import Participation

_WORDS = wording("checking/reasons")
_FIRMNESS: dict[Modality, str] = {
    "under_study": "study", "proposed": "proposed", "planned": "planned", "decided": "plain", "stated": "plain",
}  # fmt: skip
_LONGEST = 220
# What a remark on wording opens with.
_REMARK = _WORDS["wording"].partition("{")[0]


def reasons_of(
    judgement: Judgement, near: Quote | None, other: Participation | None, strangers: Sequence[str]
) -> tuple[str, ...]:
    """The main reason first; then what the plan does not name and what another source says."""
    reasons = [_main(judgement, near)]
    if judgement.verdict == "partly_supported" and judgement.said:
        reasons.append(_WORDS["partly_missing"].format(said=judgement.said))
    reasons += [_WORDS["not_named"].format(said=name) for name in strangers]
    if other is not None:
        date = other.source_date if other.source_date not in (None, "undated") else _WORDS["undated"]
        reasons.append(_WORDS["other_source"].format(fact=other.quote, address=other.source_url, date=date))
    return tuple(reasons)


def uncheckable_reason(kind: str) -> str:
    """Why a sentence is not checked."""
    return str(_WORDS["not_checkable"][kind])


def wording_reason(remark: str) -> str:
    """A remark on wording, told apart from reasons for the verdict."""
    return str(_WORDS["wording"].format(remark=remark))


def on_wording(reasons: Sequence[str]) -> tuple[str, ...]:
    """The remarks on wording among the reasons of a finding, without the word that sets them apart."""
    return tuple(reason.removeprefix(_REMARK) for reason in reasons if reason.startswith(_REMARK))


def on_verdict(reasons: Sequence[str]) -> tuple[str, ...]:
    """The reasons of a finding that are about its verdict."""
    return tuple(reason for reason in reasons if not reason.startswith(_REMARK))


def place_of(quote: Quote) -> str:
    """Section and action of a quote."""
    place = quote.section or _WORDS["heading_of_source"]
    return f"{place}, actie {quote.action.rpartition('/')[2]}" if quote.action else place


def _main(judgement: Judgement, near: Quote | None) -> str:
    verdict = judgement.verdict
    if verdict == "not_in_sources":
        name = "not_in_sources" if near is None else "not_in_sources_near"
        return str(_WORDS[name].format(**_slots(judgement, near)))
    quote = judgement.quotes[0] if judgement.quotes else None
    template = _WORDS[verdict]
    if verdict == "contradicted":
        template = template[judgement.difference]
    elif verdict == "stronger_than_source":
        template = template[
            judgement.difference
            if judgement.difference in ("lead", "duty")
            else _FIRMNESS[quote.modality]
            if quote
            else "plain"
        ]
    return str(template.format(**_slots(judgement, quote)))


def _slots(judgement: Judgement, quote: Quote | None) -> dict[str, str]:
    words = " ".join(quote.text.split()) if quote else ""
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
    return {
        "said": judgement.said, "source": judgement.source, "quote": f"«{words}»",
        "place": place_of(quote) if quote else "",
    }  # fmt: skip
