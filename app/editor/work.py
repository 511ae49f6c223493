"""The page of a job: how far it is while it runs, and then its report."""

from typing import Any

from app.editor import words
from app.editor.jobs import Job
from app.editor.page import Place, alert, editor_page
from app.pages.citation_view import escaped
from app.pages.editor_parts import IngestReport

# Asks every second how far the job is, and shows the report once it is done. Without script there is a link.
_SCRIPT = """<script>
(async () => {
  const bar = document.querySelector("progress"), said = document.getElementById("gezegd");
  const address = said.dataset.address;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const answer = await fetch(address).catch(() => null);
    if (!answer || !answer.ok) continue;
    const now = await answer.json();
    if (now.ended) return location.reload();
    if (now.total) { bar.max = now.total; bar.value = now.done; }
    if (said.textContent !== now.said) said.textContent = now.said;
  }
})();
</script>"""


def work_page(place: Place, job: Job | None) -> str:
    """The latest job."""
    if job is None:
        return editor_page(place, words.REPORT, f"<p>{words.NO_JOB}</p>")
    if not job.ended.is_set():
        return editor_page(place, words.RUNNING, running(place, job, "werk"))
    return editor_page(
        place, words.REPORT, f'<h2>{escaped(job.title)}</h2>{ended(job)}<p><a href="{place.to()}">{words.BACK}</a></p>'
    )


def running(place: Place, job: Job, path: str) -> str:
    """How far a job is; `path` is the page that shows it."""
    value = f' value="{job.done}" max="{job.total}"' if job.total else ""
    return (
        f"<h2>{escaped(job.title)}</h2><p>{words.RUNS}</p>"
        f'<p><label for="voortgang">{words.PROGRESS}</label><br><progress id="voortgang"{value}></progress></p>'
        f'<p role="status" id="gezegd" data-address="{place.to(f"{path}/stand")}">{escaped(said(job))}</p>'
        f'<noscript><p><a href="{place.to(path)}">{words.RELOAD}</a></p></noscript>{_SCRIPT}'
    )


def ended(job: Job) -> str:
    """Its outcome, or why it failed."""
    if job.problem:
        return f"{alert(job.problem)}<p>{words.FAILED}</p>"
    return job.outcome


def standing(job: Job | None) -> dict[str, Any]:
    """How far a job is, for the script of its page."""
    if job is None:
        return {"ended": True, "done": 0, "total": 0, "said": ""}
    return {"ended": job.ended.is_set(), "done": job.done, "total": job.total, "said": said(job)}


def said(job: Job) -> str:
    """How far it is, in words that change seldom enough to be read aloud."""
    if job.total:
        return words.PASSAGES_DONE.format(done=job.done, total=job.total)
    tens = job.seconds // 10 * 10
    return f"{words.STARTING} ({words.SECONDS.format(seconds=tens)})" if tens else words.STARTING


def done(text: str) -> str:
    """One sentence on what was done."""
    return f'<p role="status" class="done">{escaped(text)}</p>'


def report_of(report: IngestReport) -> str:
    """What an ingest did, source by source, and which files or pages it could not read."""
    record = report.to_json()
    lines = "".join(
        f"<li><strong>{word}</strong>: {escaped(', '.join(record[key]))}</li>"
        for key, word in words.REPORT_WORDS.items()
        if record[key]
    )
    refused = "".join(
        f"<li>{escaped(str(entry['file']))}: {escaped(str(entry['reason']))}</li>" for entry in record["refused"]
    )
    warnings = "".join(f"<li>{escaped(warning)}</li>" for warning in record["warnings"])
    changed = record["added"] or record["changed"] or record["removed"]
    counted = words.DONE_IN.format(
        passages=record["passages"], embedded=record["embedded"], seconds=f"{record['seconds']:.1f}".replace(".", ",")
    )
    return (
        done(counted if changed else f"{words.NOTHING_DONE} {counted}")
        + (f"<ul>{lines}</ul>" if lines else "")
        + (f'<section class="faults"><h3>{words.REFUSED}</h3><ul>{refused}</ul></section>' if refused else "")
        + (f"<section><h3>{words.WARNINGS}</h3><ul>{warnings}</ul></section>" if warnings else "")
    )  # fmt: skip
