import pytest
from tests.unit.identify.made import case

from minimise.model import Role


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("<Siobhan Price> came. <Siobhan> left.", [["Siobhan Price", "Siobhan"]]),
        ("<Elizabeth Price> came. <Liz> left.", [["Elizabeth Price", "Liz"]]),
        ("<Liz> came. <Elizabeth Price> left.", [["Liz", "Elizabeth Price"]]),
        ("<WARD, Tyler> came. <Tyler Ward> left.", [["WARD, Tyler", "Tyler Ward"]]),
        ("<K Ward> came. <Kelly Ward> left.", [["K Ward", "Kelly Ward"]]),
        ("<Jayden> came. <Jayden R> left.", [["Jayden", "Jayden R"]]),
        ("<Adebayo Okoro> came. <Adebayo Okorro> left.", [["Adebayo Okoro", "Adebayo Okorro"]]),
        ("<Siân Ward-Price> came. <Siân Price> left.", [["Siân Ward-Price", "Siân Price"]]),
        ("<James Tyler Ward> came. <Tyler Ward> left.", [["James Tyler Ward", "Tyler Ward"]]),
        ("<Mr Price> came. <Mr Price> left.", [["Mr Price", "Mr Price"]]),
        ("<Ann Price> came. <Mrs Price> left.", [["Ann Price", "Mrs Price"]]),
    ],
)
def test_forms_of_one_name_are_one_person(line: str, groups: list[list[str]]) -> None:
    assert case(line).groups() == groups


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        ("<Kelly Ward> and <Tyler Ward> came.", [["Kelly Ward"], ["Tyler Ward"]]),
        ("<Tyler Ward> and <Tyler Price> came.", [["Tyler Ward"], ["Tyler Price"]]),
        ("<James Ward Jr> and <James Ward Snr> came.", [["James Ward Jr"], ["James Ward Snr"]]),
        ("<Jan Kowalski> and <Anna Kowalska> came.", [["Jan Kowalski"], ["Anna Kowalska"]]),
        ("<Mr Price> and <Mrs Price> came.", [["Mr Price"], ["Mrs Price"]]),
        ("<Mia> and <Mina> came.", [["Mia"], ["Mina"]]),
    ],
)
def test_people_who_share_a_name_stay_apart(line: str, groups: list[list[str]]) -> None:
    assert case(line).groups() == groups


@pytest.mark.parametrize(
    "line",
    [
        "<Daz> (<Darren Pike>, drives) came. <Darren> left. <Daz> rang.",
        "<Darren Pike> (<Daz>) came. <Darren> left. <Daz> rang.",
        "<Darren Pike>, known as <Daz>, came. <Darren> left. <Daz> rang.",
        "<Darren Pike> aka <Daz> came. <Darren> left. <Daz> rang.",
        "<Darren Pike>, also known as <Daz>, came. <Darren> left. <Daz> rang.",
    ],
)
def test_what_the_text_says_is_one_person_is_one_person(line: str) -> None:
    (person,) = case(line).people

    assert len(person.mention_ids) == 4


@pytest.mark.parametrize(
    "line",
    [
        "<Kelly Ward>, formerly <Kelly Price>, came.",
        pytest.param(
            "<Kelly Ward> née <Price> came. <Kelly Price> left.",
            marks=pytest.mark.xfail(strict=True, reason="full names are placed before the text says that they are one"),
        ),
    ],
)
def test_a_former_name_is_the_same_person(line: str) -> None:
    assert len(case(line).people) == 1


def test_two_full_names_in_brackets_are_not_aliases() -> None:
    assert len(case("<Kelly Ward> (<Darren Pike> was out) came.").people) == 2


@pytest.mark.parametrize(
    "text", ["<Mark Ward> and <Mark Price> came. <Mark> left.", "<Ann Cole> and <Ann Bell> came. <Ann> left."]
)
def test_a_name_that_fits_two_people_is_neithers(text: str) -> None:
    *named, unclear = case(text).people

    assert [person.ambiguous for person in named] == [False, False]
    assert unclear.ambiguous
    assert len(unclear.mention_ids) == 1


def test_initials_are_linked_where_they_fit_one_person_only() -> None:
    one = case("<Tyler Ward> came. <INITIALS:TW> left.", subjects=("Tyler Ward",))
    two = case("<Tyler Ward> and <Tessa Woods> came. <INITIALS:TW> left.", subjects=("Tyler Ward",))

    assert one.groups() == [["Tyler Ward", "TW"]]
    assert two.person("TW").ambiguous
    assert two.roles("TW") == [Role.UNSETTLED]


def test_a_title_keeps_the_mother_from_the_child() -> None:
    found = case("<Tyler Ward> came. <Kelly Ward> left. <Mrs Ward> rang.", subjects=("Tyler Ward",))

    assert found.groups() == [["Tyler Ward"], ["Kelly Ward", "Mrs Ward"]]


def test_an_officer_of_the_same_name_is_not_family() -> None:
    found = case("<Tyler Ward> came. <Kelly Ward> left. <PC Ward> rang.", subjects=("Tyler Ward",))

    assert found.names(found.person("PC Ward")) == ["PC Ward"]
    assert found.roles("PC Ward") == [Role.PROFESSIONAL]


def test_the_family_name_alone_means_the_family_of_the_subject() -> None:
    found = case("<Tyler Ward> and <Kelly Ward> came. The <Ward> family left.", subjects=("Tyler Ward",))

    assert found.person("Ward").has(Role.SUBJECT)


@pytest.mark.parametrize("spoken", ["Tyler Ward", "tyler ward", "Ty Ward", "WARD, Tyler", "James Tyler Ward"])
def test_the_subject_is_found_under_the_name_the_sender_uses(spoken: str) -> None:
    found = case("<Tyler Ward> came. <Kelly Ward> left.", subjects=(spoken,))

    assert found.person("Tyler Ward").has(Role.SUBJECT)
    assert not found.person("Kelly Ward").has(Role.SUBJECT)


def test_two_subjects_can_be_named() -> None:
    found = case("<Tyler Ward> and <Mia Ward> came.", subjects=("Tyler Ward", "Mia Ward"))

    assert found.roles("Tyler Ward") == found.roles("Mia Ward") == [Role.SUBJECT]


def test_people_come_in_the_order_in_which_they_appear() -> None:
    found = case("<Ann> left.", "<Ben> rang. <Ann> came.", "<Cleo> sat.")

    assert [names[0] for names in found.groups()] == ["Ann", "Ben", "Cleo"]
    assert [person.id for person in found.people] == ["who001", "who002", "who003"]


def test_a_father_of_the_same_name_is_not_the_child() -> None:
    found = case(
        "Name: <Tyrese Junior Campbell>", "", "Father: <Tyrese Campbell>", subjects=("Tyrese Junior Campbell",)
    )

    assert found.person("Tyrese Junior Campbell").id != found.person("Tyrese Campbell").id


def test_a_title_finds_the_man_among_people_of_one_surname() -> None:
    found = case("Mum: <Ann Ward>. Dad: <Lee Ward>.", "", "<Mr Ward> came.")

    assert found.person("Mr Ward").id == found.person("Lee Ward").id


def test_a_child_with_one_name_is_found_in_every_form() -> None:
    found = case("Name: <Zalmai> (screening wrote <ZALMAI FNU>)", "", "<Zalmai> ate.", subjects=("Zalmai",))

    assert [len(person.mention_ids) for person in found.people] == [3]


def test_a_name_that_begins_with_the_family_name_is_found_however_the_sender_writes_it() -> None:
    found = case("Adult at risk: <WONG Mei Lin> (<Mrs Wong>)", "", "<Mei Lin> ate.", subjects=("Wong Mei Lin",))

    assert Role.SUBJECT in found.roles("WONG Mei Lin")
    assert Role.SUBJECT in found.roles("Mei Lin")
