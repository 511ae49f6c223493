"""Shares put as a ratio or a fraction are read in percent, and what only looks like one is not."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checking.figures import figures_of, is_among
from app.checking.reading import read, same_length_plain
from kb.knowledge_base import KnowledgeBase


def _percents(text: str) -> list[float]:
    return [round(c.value, 1) for c in figures_of(same_length_plain(text)).counts if c.kind == "percent"]


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Drie op de tien leerlingen stromen door.", 30),
        ("3 op 10 stroomt door", 30),
        ("1 op 3", 33.3),
        ("Eén op de vijf haakt af.", 20),
        ("9 op 10 na duaal direct werk", 90),
        ("acht op elke tien ondernemingen", 80),
        ("zeven jongeren op de tien", 70),
        ("Negen van de tien jongeren vinden werk.", 90),
        ("drie van de vier duale leerlingen", 75),
        ("driekwart van de leerlingen", 75),
        ("drie kwart van de bedrijven", 75),
        ("de helft van de jongeren", 50),
        ("meer dan de helft stroomt door", 50),
        ("een derde van de leerlingen", 33.3),
        ("twee derde van de leerlingen", 66.7),
        ("Tweederde van de bedrijven", 66.7),
        ("een kwart van de mentoren", 25),
        ("vier vijfde van de jongeren", 80),
        ("2/3 van de leerlingen", 66.7),
        ("Un élève sur trois quitte l'école.", 33.3),
        ("trois élèves en alternance sur dix", 30),
        ("trois sur dix", 30),
        ("Neuf jeunes sur dix trouvent un emploi.", 90),
        ("la moitié des élèves", 50),
        ("la moitié d'entre eux", 50),
        ("les trois quarts des entreprises", 75),
        ("un tiers des élèves", 33.3),
        ("le quart des jeunes", 25),
        ("three in ten pupils", 30),
        ("One in five drops out.", 20),
        ("3 in 10 pupils", 30),
        ("three pupils in every ten", 30),
        ("nine out of ten young people", 90),
        ("nine of the ten pupils", 90),
        ("half of the pupils", 50),
        ("half the companies", 50),
        ("two thirds of pupils", 66.7),
        ("a third of all pupils", 33.3),
        ("three quarters of the companies", 75),
    ],
)
def test_a_share_is_read_in_percent(text: str, percent: float) -> None:
    assert _percents(text) == [percent]


@pytest.mark.parametrize(
    "text",
    [
        "1 op 1 begeleiding",
        "1 op 5 begeleiding op de werkplek",
        "2 op 3 dagen op de werkplek",
        "twee dagen op vijf",
        "twee op de vijf dagen",
        "drie van de vijf dagen leren zij op de werkplek",
        "een van de drie pijlers",
        "twee van de drie acties",
        "drie van de vijf sectoren",
        "een van de tien leerlingen is mijn zoon",
        "op de drie scholen",
        "4 leerlingen op 1 mentor",
        "actie 3 op pagina 10",
        "actie 3 op 10 scholen",
        "stap 2 op 5",
        "hij scoort 8 op 10",
        "van 3 op 10 september 2026",
        "op 1/9 van de week daarop",
        "een half uur",
        "driekwart jaar",
        "een kwart van het jaar",
        "halverwege het jaar",
        "de tweede helft",
        "eerste helft van 2026",
        "in de eerste helft van 2026",
        "de helft van het schooljaar",
        "de helft minder formulieren",
        "de derde graad",
        "een derde of vierde jaar",
        "tweede graad van de arbeidsmarktfinaliteit",
        "een derde partij",
        "drie op ten laatste 10 scholen",
        "een half of een heel jaar",
        "deux jours sur cinq",
        "trois jours sur cinq en entreprise",
        "un projet sur deux ans",
        "un accord sur trois points",
        "une école sur deux sites",
        "un quart d'heure",
        "un tiers de confiance",
        "la première moitié de 2026",
        "la moitié de l'année",
        "two of the three partners",
        "one of the five actions",
        "three in five days",
        "the second half of 2026",
        "half of the year",
        "half an hour",
        "the third quarter of 2027",
        "three quarters of an hour",
        "a third party",
        "action 3 in 10 schools",
    ],
)
def test_what_only_looks_like_a_share_is_none(text: str) -> None:
    assert _percents(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [("drie van de vijf dagen", [3, 5]), ("deux jours sur cinq", [2, 5]), ("tweede graad", [2]), ("20 scholen", [20])],
)
def test_a_number_beside_is_read_as_before(text: str, values: list[float]) -> None:
    assert [count.value for count in figures_of(text).counts] == values


def test_a_share_takes_the_place_of_its_numbers() -> None:
    counts = figures_of("van 20 scholen haalt drie op de tien leerlingen het niet").counts

    assert [(count.text, count.value, count.kind) for count in counts] == [
        ("20", 20, "count"),
        ("drie op de tien", 30, "percent"),
    ]


@pytest.mark.parametrize("text", ["un élève sur trois", "drie leerlingen op de tien", "drie op de tien leerlingen"])
def test_whom_a_share_is_about_stays_readable(base: KnowledgeBase, text: str) -> None:
    reading = read(text, base.names)

    assert "leerling" in reading.concepts
    assert [reading.noun_of(count) for count in reading.figures.counts] == ["leerling"]


@pytest.mark.parametrize(
    ("said", "stated", "alike"),
    [
        ("een derde van de", "33%", True),
        ("een derde van de", "33,3%", True),
        ("twee derde van de", "67%", True),
        ("1 op 7", "14%", True),
        ("een derde van de", "30%", False),
        ("een derde van de", "34%", False),
        ("3 op 10", "30%", True),
        ("3 op 10", "30,5%", False),
        ("1 op 8", "12%", False),
        ("30%", "30,4%", False),
    ],
)
def test_a_share_is_the_same_as_its_percentage(said: str, stated: str, alike: bool) -> None:
    one, other = (figures_of(text).counts[0].value for text in (said, stated))

    assert is_among(one, [other]) == alike


@given(st.integers(1, 20), st.integers(1, 20), st.sampled_from(["{} op {}", "{} op de {}", "{} sur {}", "{} in {}"]))
def test_so_many_on_so_many_is_their_ratio(above: int, below: int, form: str) -> None:
    counts = figures_of(form.format(above, below)).counts

    if above < below:
        assert [(count.value, count.kind) for count in counts] == [(100 * above / below, "percent")]
    else:
        assert all(count.kind == "count" for count in counts)


_PIECE = st.sampled_from(
    [
        *("drie", "een", "3", "10", "1/3", "twee", "trois", "un", "one", "tien", "dix", "ten", "2026", "%", ",", "1"),
        *(
            "half",
            "op",
            "de",
            "van",
            "sur",
            "in",
            "out",
            "of",
            "derde",
            "tiers",
            "thirds",
            "helft",
            "la",
            "moitie",
            "des",
        ),
        *("leerlingen", "eleve", "dagen", "jours", "driekwart", "eerste", "september", "procent", "."),
    ]
)


@given(st.lists(_PIECE, max_size=14).map(" ".join) | st.text(max_size=60))
def test_figures_lie_inside_the_text_and_apart(text: str) -> None:
    simple = same_length_plain(text)
    figures = figures_of(simple)
    spans = sorted(figures.spans)

    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(count.text == simple[count.start : count.end] for count in figures.counts)
    assert all(re.search(r"\w", count.text) for count in figures.counts)
