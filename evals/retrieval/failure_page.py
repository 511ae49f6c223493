"""A page that shows where the product's search fails: a table of sections by personas, the failed questions below it.

The picture is the table itself: each cell says in figures what its colour shows.
"""

from collections.abc import Iterator, Sequence
from html import escape

from evals.result import Measured, Result, Row

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse}th,td{padding:.3rem .7rem;border:1px solid #767676;text-align:left}
td.share{text-align:right;font-variant-numeric:tabular-nums}li{margin:.4rem 0}small{color:#555}
"""
# From white to a red on which black text keeps a contrast of 7 : 1.
_WORST = (255, 140, 125)


def failure_page(result: Result, measure: str) -> str:
    """HTML, whole, without anything from elsewhere. A question of several sections counts in each."""
    product = result.measured[0]
    failed = [row for row in product.rows if not row.scores[measure]]
    settings = "; ".join(f"{name} {value}" for name, value in result.settings.items())
    return "\n".join((
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(result.stem)}</title>'
        f"<style>{_STYLE}</style><main>",
        f"<h1>Where the search fails: {escape(result.data)}</h1>",
        f"<p>{len(failed)} of {len(product.rows)} questions fail {escape(measure)}. Commit {escape(result.commit)}, "
        f"{escape(result.created)}; {escape(settings)}.</p>",
        f"<h2>{escape(measure)} by section and persona</h2>",
        *_table(product, measure),
        "<h2>Questions that fail</h2>",
        *_failures(failed),
        "</main></html>\n",
    ))  # fmt: skip


def _table(product: Measured, measure: str) -> Iterator[str]:
    personas = sorted({row.strata["persona"] for row in product.rows})
    yield "<table><caption>Right passage found, of questions asked. Redder is worse.</caption><thead><tr>"
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in ("section", *personas, "all"))
    yield "</tr></thead><tbody>"
    for section in sorted({section for row in product.rows for section in row.sections}):
        rows = [row for row in product.rows if section in row.sections]
        cells = [_cell([row for row in rows if row.strata["persona"] == persona], measure) for persona in personas]
        yield f'<tr><th scope="row">{escape(section)}</th>{"".join(cells)}{_cell(rows, measure)}</tr>'
    cells = [_cell([row for row in product.rows if row.strata["persona"] == persona], measure) for persona in personas]
    yield f'<tr><th scope="row">all</th>{"".join(cells)}{_cell(product.rows, measure)}</tr></tbody></table>'


def _cell(rows: Sequence[Row], measure: str) -> str:
    if not rows:
        return '<td class="share">–</td>'
    hits = sum(row.scores[measure] > 0 for row in rows)
    missed = 1 - hits / len(rows)
    colour = ",".join(str(round(255 - (255 - worst) * missed)) for worst in _WORST)
    return f'<td class="share" style="background:rgb({colour})">{hits} of {len(rows)}</td>'


def _failures(failed: Sequence[Row]) -> Iterator[str]:
    for section in sorted({section for row in failed for section in row.sections}) or [""]:
        rows = [row for row in failed if section in row.sections or not (section or row.sections)]
        yield f"<h3>{escape(section or 'no section')} ({len(rows)})</h3><ul>"
        for row in rows:
            place = row.scores["mrr@10"]
            where = f"first at place {round(1 / place)}" if place else "not in the first 10"
            strata = ", ".join(f"{name} {value}" for name, value in row.strata.items())
            about = f"{escape(row.question_id)}, {escape(strata)}: {where}"
            yield f"<li>{escape(row.question)}<br><small>{about}</small></li>"
        yield "</ul>"
