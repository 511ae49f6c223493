import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.partner import NamedPartner, Partner, PartnerNames, first_ids, form_of, slug


def a_partner(partner_id: str, name: str, *names: str, fr: str = "", en: str = "") -> Partner:
    return Partner(partner_id, name, fr, en, "de", False, "dienst", True, names)


NAMES = PartnerNames(
    (
        a_partner("vlaams", "Vlaams Partnerschap Duaal Leren", "Vlaams Partnerschap", fr="Partenariat flamand"),
        a_partner("sectoraal", "sectorale partnerschappen", "partnerschappen"),
        a_partner("rtc", "Regionale Technologische Centra", "RTC"),
        a_partner("wewis", "Departement WEWIS", "WEWIS", en="Department of Work"),
        a_partner("ahovoks", "AHOVOKS"),
    ),
    (("partnerschap", ("vlaams", "sectoraal")),),
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[place.start : place.end], place.partners) for place in NAMES.named_in(text)]


def test_the_longest_form_wins_so_that_lookalikes_stay_apart():
    text = "Het Vlaams Partnerschap Duaal Leren en de sectorale partnerschappen"

    assert found(text) == [
        ("Vlaams Partnerschap Duaal Leren", ("vlaams",)),
        ("sectorale partnerschappen", ("sectoraal",)),
    ]


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("de RTC’s helpen", "rtc"), ("RTC's", "rtc"), ("rtc", "rtc"), ("R.T.C. Antwerpen", "rtc"), ("(WEWIS)", "wewis"),
        ("WEWIS’ werking", "wewis"), ("le partenariat flamand", "vlaams"), ("the Department of Work", "wewis"),
        ("Régionale technologische centra", "rtc"), ("het departement de WEWIS", "wewis"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_writing(text, partner):
    assert [partners for _, partners in found(text)] == [(partner,)]


def test_a_form_with_two_meanings_gives_both():
    assert found("bij het partnerschap") == [("partnerschap", ("vlaams", "sectoraal"))]


@pytest.mark.parametrize("text", ["", "...", "de het een", "rtcx", "partnerschapswerking", "Vlaams"])
def test_what_is_no_name_is_not_found(text):
    assert found(text) == []


def test_only_names_without_doubt_count_each_once():
    places = NAMES.named_in("WEWIS, het partnerschap, AHOVOKS en WEWIS")

    assert first_ids(places) == ("wewis", "ahovoks")


def test_a_partner_has_its_name_in_a_language_or_in_dutch():
    assert [NAMES.name("vlaams", language) for language in ("nl", "fr", "en")] == [
        "Vlaams Partnerschap Duaal Leren", "Partenariat flamand", "Vlaams Partnerschap Duaal Leren",
    ]  # fmt: skip
    assert NAMES.name("onbekend") == "onbekend"
    assert NAMES.get("onbekend") is None


def test_without_partners_nothing_is_named():
    assert PartnerNames(()).named_in("WEWIS en AHOVOKS") == []


def test_the_first_partner_with_a_form_keeps_it():
    names = PartnerNames((a_partner("een", "Dienst"), a_partner("twee", "dienst")))

    assert names.named_in("de dienst")[0].partners == ("een",)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Vlaams Partnerschap Duaal Leren", "vlaams-partnerschap-duaal-leren"), ("SERV", "serv"),
        ("Onderwijs & Vorming", "onderwijs-vorming"), ("Één coöperatie", "een-cooperatie"), ("  -- ", "naamloos"),
        ("日本", "naamloos"),
    ],
)  # fmt: skip
def test_a_slug_is_lower_case_ascii(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de RTC’s", "RTC"),
        ("Het Vlaams Partnerschap", "vlaams partnerschap"),
        ("'t VPDL", "VPDL"),
        ("V.L.O.R.", "VLOR"),
    ],
)
def test_names_are_compared_by_their_words(one, other):
    assert form_of(one) == form_of(other)


def test_partners_of_the_plan_are_found_under_their_names(partner_names):
    text = "WEWIS (trekker) & DOV, AHOVOKS, Regionale Technologische Centra en het Vlaamse Partnerschap Duaal Leren"

    assert first_ids(partner_names.named_in(text)) == (
        "wewis",
        "dov",
        "ahovoks",
        "rtc",
        "vlaams-partnerschap-duaal-leren",
    )


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(["WEWIS", "de", "RTC’s", "Vlaams", "partnerschap", "&"])).map(" ".join),
    )
)
def test_places_are_ordered_inside_the_text_and_name_what_stands_there(text):
    places = NAMES.named_in(text)

    borders = [border for place in places for border in (place.start, place.end)]
    assert borders == sorted(borders)
    assert all(isinstance(place, NamedPartner) and NAMES.named_in(text[place.start : place.end]) for place in places)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_a_slug_is_its_own_slug(name):
    assert slug(slug(name)) == slug(name)
