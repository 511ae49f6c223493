"""The page on which an editor measures the product and sees the table."""

from app.editor import words
from app.editor.jobs import Job
from app.editor.page import Place, editor_page, key_field
from app.editor.work import ended, running
from app.pages.citation_view import escaped


def evaluation_page(place: Place, job: Job | None) -> str:
    """The choice of what to measure, and the latest measurement."""
    if job is not None and not job.ended.is_set():
        return editor_page(place, "Meten", running(place, job, "meten"))
    choices = "".join(f'<option value="{name}">{said}</option>' for name, said in words.EVALUATIONS.items())
    result = f"<section><h2>{words.RESULT}: {escaped(job.title)}</h2>{ended(job)}</section>" if job else ""
    return editor_page(
        place,
        "Meten",
        f"<p>{words.EVALUATE_HOW}</p>"
        f'<form method="post" action="{place.to("meten/start")}">{key_field(place)}'
        f'<p><label for="meting">{words.EVALUATION}</label><br><select id="meting" name="meting">{choices}</select></p>'
        f"<p><button>{words.EVALUATE}</button></p></form>{result}",
    )


def result_of(text: str) -> str:
    """The tables as they are printed."""
    lines = "\n".join(escaped(line) for line in text.splitlines())
    return f'<p role="status">{words.RESULT_TABLE}:</p><pre tabindex="0" lang="en">{lines}</pre>'
