from pathlib import Path

import pytest

from ingest.partner_list import read_partners
from kb.errors import SourceError
from kb.partner import form_of, slug

PARTNER = "partners:\n- {id: vdab, name: {nl: VDAB}"


def a_list(folder: Path, text: str) -> Path:
    path = folder / "partners.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_partner_has_all_its_names(tmp_path):
    path = a_list(
        tmp_path,
        "partners:\n- id: vdab\n  name: {nl: VDAB, fr: VDAB (fr), en: VDAB (en)}\n  article: de\n  number: plural\n"
        "  names: [arbeidsbemiddeling]\n  names_fr: [service emploi]\n  lookalikes: [actiris]\n",
    )

    (partner,) = read_partners(path).partners

    assert (partner.partner_id, partner.name_in("fr"), partner.article, partner.plural) == (
        "vdab",
        "VDAB (fr)",
        "de",
        True,
    )
    assert partner.names == ("arbeidsbemiddeling", "service emploi")
    assert partner.lookalikes == ("actiris",)


def test_an_ambiguous_form_names_all_that_it_may_mean(tmp_path):
    path = a_list(tmp_path, PARTNER + "}\n- {id: rva, name: {nl: RVA}}\nambiguous: {den dienst: [vdab, rva]}\n")

    assert [place.partners for place in read_partners(path).named_in("ga naar den dienst")] == [("vdab", "rva")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("partners: [", r"partners\.yaml: geen geldige YAML"),
        ("", "inhoud"),
        ("partners: vdab", r"partners\.yaml: partners"),
        ("partners:\n- {id: vdab}", r"partners\.0\.name"),
        (PARTNER + ", naam: x}", r"partners\.0\.naam"),
        (PARTNER + ", article: der}", r"partners\.0\.article: .*'de'"),
        (PARTNER + ", names: [1, x]}", r"partners\.0\.names\.0"),
    ],
)
def test_a_fault_is_told_with_the_partner_and_the_field(tmp_path, text, reason):
    with pytest.raises(SourceError, match=reason):
        read_partners(a_list(tmp_path, text))


def test_a_list_that_is_not_there_or_not_unicode_is_refused(tmp_path):
    with pytest.raises(SourceError, match="niet leesbaar"):
        read_partners(tmp_path / "weg.yaml")
    (tmp_path / "l.yaml").write_bytes("# één".encode("latin-1"))
    with pytest.raises(SourceError, match="niet leesbaar"):
        read_partners(tmp_path / "l.yaml")


def test_ids_of_the_project_are_slugs_and_used_once(partner_names):
    ids = [partner.partner_id for partner in partner_names.partners]

    assert all(slug(partner_id) == partner_id for partner_id in ids)
    assert len(set(ids)) == len(ids)


def test_lookalikes_and_ambiguous_forms_of_the_project_name_partners_that_exist(partner_names):
    for partner in partner_names.partners:
        assert all(partner_names.get(other) for other in partner.lookalikes)
        assert partner.partner_id not in partner.lookalikes
    for _, ids in partner_names.ambiguous:
        assert len(ids) > 1
        assert all(partner_names.get(partner_id) for partner_id in ids)


def test_no_form_of_the_project_belongs_to_two_partners_without_saying_so(partner_names):
    ambiguous = {form_of(form) for form, _ in partner_names.ambiguous}
    owners = {}
    for partner in partner_names.partners:
        for name in (partner.name, partner.name_fr, partner.name_en, *partner.names):
            owners.setdefault(form_of(name), set()).add(partner.partner_id)

    shared = {form: ids for form, ids in owners.items() if len(ids) > 1 and form and form not in ambiguous}
    assert shared == {}


@pytest.mark.parametrize(
    "partner_id",
    [
        "vlaams-partnerschap-duaal-leren", "sectorale-partnerschappen", "sectorfondsen", "wewis", "dov", "ahovoks",
        "rtc", "serv", "vlor", "scholen", "cdo", "syntra-lesplaatsen", "cvo",
    ],
)  # fmt: skip
def test_partners_of_the_plan_have_their_agreed_ids(partner_names, partner_id):
    partner = partner_names.get(partner_id)

    assert partner
    assert partner.in_plan
