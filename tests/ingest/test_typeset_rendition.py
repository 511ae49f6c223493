from ingest.pdf_pages import lines_of_pdf
from ingest.text_pages import decoded, lines_of_text
from ingest.typeset_rendition import typeset


def filled(lines) -> list[tuple[str, int | None]]:
    return [(" ".join(line.text.split()), line.page) for line in lines if line.text]


def test_a_line_of_the_text_is_a_line_of_the_pdf(plan_file, tmp_path):
    pages = typeset(plan_file, tmp_path / "plan.pdf", "Weergave")

    lines, title, lost = lines_of_pdf((tmp_path / "plan.pdf").read_bytes())
    assert (pages, title, lost) == (11, "Weergave", ())
    assert filled(lines) == filled(lines_of_text(decoded(plan_file.read_bytes())))


def test_a_second_run_gives_the_same_bytes(plan_file, tmp_path):
    for name in ("een.pdf", "twee.pdf"):
        typeset(plan_file, tmp_path / name, "Weergave")

    assert (tmp_path / "een.pdf").read_bytes() == (tmp_path / "twee.pdf").read_bytes()


def test_the_rendition_of_the_corpus_is_that_of_its_text(plan_file, tmp_path):
    typeset(plan_file, tmp_path / "plan.pdf", "Weergave")

    made, kept = (lines_of_pdf(path.read_bytes())[0] for path in (tmp_path / "plan.pdf", plan_file.with_suffix(".pdf")))
    assert made == kept


def test_a_line_that_is_too_long_for_the_page_stays_one_line(tmp_path):
    (tmp_path / "lang.txt").write_text(f" {'woord ' * 60}\nkort", encoding="utf-8")

    typeset(tmp_path / "lang.txt", tmp_path / "lang.pdf", "Lang")

    assert len(lines_of_pdf((tmp_path / "lang.pdf").read_bytes())[0]) == 2
