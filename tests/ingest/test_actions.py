import pytest

from kb.action import Party

# The list of actions as the plan really has it (read by hand, with the lines of the source beside it).
# key: section, parties with their role, timing in words, first and last day, modality of a firm or weak promise
DOV, WEWIS, AHOVOKS = (Party(name, "involved") for name in ("dov", "wewis", "ahovoks"))
YEAR = ("schooljaar 2025-2026", "2025-09-01", "2026-08-31")
TWO_YEARS = ("schooljaren 2025-2027", "2025-09-01", "2027-08-31")
PROPOSAL = ("voorstel 2025 - Q4.", "2025-10-01", "2025-12-31")
NO_TIMING = (None, None, None)
ACTION_5 = (
    "Aangepast in functie van opstart schooljaar 2025-2026 (Regelgevend initiatief werd reeds genomen in juli 2025; "
    "het voorstel van decreet werd behandeld in de parlementaire commissie Werk op 9 juli 2025)"
)
ACTIONS = {
    "2.1/1": ("2.1", [AHOVOKS], TWO_YEARS),
    "2.1/2": ("2.1", [DOV, WEWIS], YEAR),
    "2.1/3": ("2.1", [AHOVOKS], TWO_YEARS),
    "2.2/4": ("2.2 a", [DOV, WEWIS], YEAR),
    "2.2/5": ("2.2 b", [WEWIS], (ACTION_5, None, "2025-09-01")),
    "2.2/6": ("2.2 b", [WEWIS], YEAR),
    "2.2/7": ("2.2 c", [], NO_TIMING),
    "2.2/8": ("2.2 c", [DOV, WEWIS], YEAR),
    "2.3/9": ("2.3", [Party("wewis", "lead"), DOV], YEAR),
    "2.4/10": ("2.4", [WEWIS, DOV], YEAR),
    "2.4/11": ("2.4", [WEWIS], YEAR),
    "2.5/12": ("2.5", [DOV, AHOVOKS], TWO_YEARS),
    "2.5/13": ("2.5", [WEWIS], ("schooljaren 2025-2028", "2025-09-01", "2028-08-31")),
    "2.5/14": ("2.5", [], NO_TIMING),
    "2.6/15": ("2.6", [], NO_TIMING),
    "2.6/16": ("2.6", [], NO_TIMING),
    "2.6/17": ("2.6", [], NO_TIMING),
    "2.6/18": ("2.6", [WEWIS], ("schooljaren 2025-2026", "2025-09-01", "2026-08-31")),
    "2.7/18": ("2.7", [WEWIS, DOV], ("Communicatiestrategie opgeleverd (2025 - Q3)", "2025-07-01", "2025-09-30")),
    "2.7/18.1": ("2.7", [WEWIS, DOV], PROPOSAL),
    "2.7/18.2": ("2.7", [WEWIS, DOV], PROPOSAL),
}
WITHOUT_BLOCK = ("2.2/7", "2.5/14", "2.6/15", "2.6/16", "2.6/17")


@pytest.fixture(scope="module")
def actions(plan):
    return {action.key: action for action in plan.actions}


def text_of(document, action) -> str:
    return document.text[action.text.start : action.text.end]


def test_the_plan_has_its_twenty_one_actions_in_order(plan):
    assert [action.key for action in plan.actions] == list(ACTIONS)


@pytest.mark.parametrize("key", ACTIONS)
def test_an_action_has_its_own_section_parties_and_timing(actions, key):
    section, parties, timing = ACTIONS[key]

    action = actions[key]

    assert (action.section, list(action.involved)) == (section, parties)
    assert (action.timing, action.starts, action.ends) == timing


@pytest.mark.parametrize("key", ACTIONS)
def test_parties_are_stated_only_where_the_action_has_a_block_of_its_own(actions, key):
    action = actions[key]

    assert action.involved_stated == (key not in WITHOUT_BLOCK)
    assert (action.timing_span is None) == (key in WITHOUT_BLOCK)


@pytest.mark.parametrize("key", ACTIONS)
def test_text_and_block_of_an_action_are_places_in_the_plan(plan, actions, key):
    action = actions[key]

    assert text_of(plan, action).lower().startswith(f"actie {action.number}:")
    if action.involved_span and action.timing_span:
        assert plan.text[action.involved_span.start : action.involved_span.end].startswith("Betrokken")
        assert plan.text[action.timing_span.start : action.timing_span.end].endswith(action.timing)
        assert action.text.end <= action.involved_span.start < action.timing_span.start


def test_only_action_9_has_a_lead(actions):
    leads = [
        (key, party.partner) for key, action in actions.items() for party in action.involved if party.role == "lead"
    ]

    assert leads == [("2.3/9", "wewis")]


@pytest.mark.parametrize(
    ("key", "last_words"),
    [
        ("2.1/3", "voorzien in 2026–2027."),
        ("2.2/6", "rekening worden gehouden met dit actieplan."),
        ("2.3/9", "geregeld in het decreet alternerende opleidingen."),
        ("2.5/13", "versterkt op kan worden ingezet."),
        ("2.5/14", "een regionale opdracht hebben rond duaal leren."),
        ("2.6/18", "Vlaamse scholen in het Brussels gewest."),
    ],
)
def test_an_action_holds_its_lists_and_later_paragraphs_and_no_more(plan, actions, key, last_words):
    assert text_of(plan, actions[key]).endswith(last_words)


def test_the_loose_paragraph_after_action_14_belongs_to_no_action(plan):
    assert plan.element_at(plan.text.index("Deze acties maken optimaal gebruik")).action is None


def test_the_block_of_section_3_belongs_to_no_action(plan):
    assert plan.element_at(plan.text.index("Betrokkenen: Departement Onderwijs & Vorming (DOV)")).action is None


def test_both_actions_18_tell_of_each_other_and_keep_their_own_text(plan, actions):
    brussels, image = actions["2.6/18"], actions["2.7/18"]

    assert brussels.notices == image.notices == ("Er zijn 2 acties met nummer 18: 2.6/18 en 2.7/18.",)
    assert "Brussels hoofdstedelijk gewest" in text_of(plan, brussels)
    assert "communicatiestrategie" in text_of(plan, image)


def test_action_15_tells_that_there_is_no_action_19(actions):
    assert "De tekst verwijst naar een actie 19, die niet bestaat." in actions["2.6/15"].notices


@pytest.mark.parametrize(
    ("key", "block"),
    [
        ("2.2/7", "aan het einde van 2.2 c (na actie 8) noemt DOV & WEWIS, schooljaar 2025-2026"),
        ("2.6/15", "aan het einde van 2.6 (na actie 18) noemt WEWIS, schooljaren 2025-2026"),
        ("2.6/16", "aan het einde van 2.6 (na actie 18) noemt WEWIS, schooljaren 2025-2026"),
        ("2.6/17", "aan het einde van 2.6 (na actie 18) noemt WEWIS, schooljaren 2025-2026"),
    ],
)
def test_an_action_without_a_block_tells_which_block_follows_and_that_it_may_not_count(actions, key, block):
    (notice,) = (notice for notice in actions[key].notices if "actie 19" not in notice)

    assert f"van actie {actions[key].number} zijn niet apart vermeld" in notice
    assert block in notice
    assert notice.endswith("of dat ook voor deze actie geldt, zegt het plan niet.")


def test_action_14_inherits_no_block_of_another_section(actions):
    assert actions["2.5/14"].notices == ("Het plan noemt bij actie 14 geen betrokken partij en geen timing.",)


def test_the_other_actions_carry_no_notice(actions):
    noticed = {key for key, action in actions.items() if action.notices}

    assert noticed == {*WITHOUT_BLOCK, "2.6/18", "2.7/18"}


@pytest.mark.parametrize(
    ("modality", "keys"),
    [
        ("decided", ["2.2/5", "2.4/10", "2.5/14", "2.6/17"]),
        ("proposed", ["2.7/18.1", "2.7/18.2"]),
        ("under_study", ["2.1/2", "2.1/3", "2.2/4", "2.2/6", "2.2/7", "2.2/8", "2.3/9", "2.4/11"]),
        ("under_study", ["2.5/12", "2.5/13", "2.6/16", "2.6/18"]),
    ],
)  # fmt: skip
def test_what_is_only_examined_or_proposed_is_not_decided(actions, modality, keys):
    assert {actions[key].modality for key in keys} == {modality}


def test_titles_are_short_and_begin_as_the_action_does(plan, actions):
    for action in actions.values():
        assert len(action.title) <= 112
        assert action.title.rstrip(" …") in " ".join(text_of(plan, action).split())


def acts(document) -> dict[str, tuple[list[Party], str | None]]:
    return {action.key: (list(action.involved), action.timing) for action in document.actions}


def test_a_partner_that_the_catalogue_lacks_gets_an_id_of_its_name(document_of_text):
    document = document_of_text("1. DEEL\n\nActie 1: We doen dit.\n\nBetrokkenen: Zeevisserijfonds & Bond van Imkers")

    assert acts(document) == {
        "1/1": ([Party("zeevisserijfonds", "involved"), Party("bond-van-imkers", "involved")], None)
    }


def test_a_number_used_twice_in_a_section_gives_two_keys(document_of_text):
    document = document_of_text(
        "1. DEEL\n\nActie 1: We doen dit.\n\nTiming: 2026\n\nActie 1: We doen dat.\n\nActie 1: En dat."
    )

    assert [action.key for action in document.actions] == ["1/1", "1/1 (2)", "1/1 (3)"]
    assert [element.action for element in document.elements[1:]] == ["1/1", "1/1", "1/1 (2)", "1/1 (3)"]


def test_sections_without_a_number_keep_their_actions_apart(document_of_text):
    document = document_of_text(
        "Titel van dit stuk\n\nActies voor scholen\n\nActie 1: We doen dit voor alle scholen.\n\n"
        "Acties voor bedrijven\n\nActie 1: We doen dit voor alle bedrijven."
    )

    assert [action.key for action in document.actions] == ["Acties voor scholen/1", "Acties voor bedrijven/1"]


def test_a_second_block_belongs_to_no_action(document_of_text):
    document = document_of_text(
        "1. DEEL\n\nActie 1: We doen.\n\nBetrokkenen: DOV\nTiming: 2026\n\nBetrokkenen: WEWIS\nTiming: 2027"
    )

    assert acts(document) == {"1/1": ([DOV], "2026")}


@pytest.mark.parametrize("label", ["Betrokken", "Betrokkenen", "BETROKKENEN"])
def test_both_forms_of_the_label_are_known(document_of_text, label):
    assert acts(document_of_text(f"1. DEEL\n\nActie 1: We doen.\n\n{label}: WEWIS (trekker) & DOV")) == {
        "1/1": ([Party("wewis", "lead"), DOV], None)
    }
