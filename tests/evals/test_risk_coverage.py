"""The risk–coverage curve and its picture."""

import xml.etree.ElementTree as ElementTree

from evals.answers.curve_picture import curve_picture
from evals.answers.risk_coverage import Asked, area, curve

ASKED = [Asked(0.9, False), Asked(0.8, False), Asked(0.4, True), Asked(0.2, True)]


def test_a_higher_threshold_answers_less_and_errs_less():
    points = curve(ASKED, (0.0, 0.5, 0.95))

    assert [(point.coverage, point.risk, point.n) for point in points] == [(1.0, 0.5, 4), (0.5, 0.0, 2)]


def test_the_area_is_smaller_where_the_judge_knows_better():
    turned = [Asked(1 - one.confidence, one.wrong) for one in ASKED]

    assert area(ASKED) < area(turned)


def test_the_picture_is_well_formed_and_says_its_figures_in_words():
    picture = ElementTree.fromstring(curve_picture(curve(ASKED, (0.0, 0.5)), 0.5, "Risk <b>"))

    said = {element.tag.rsplit("}", 1)[-1]: element.text for element in picture.iter()}
    assert said["title"] == "Risk <b>"
    assert "1.00 answered, 0.50 wrong" in said["desc"]
