import pytest
from tests.unit.identify.made import Case, case

from minimise.model import Nature

CHILD = "Child: <Tyler Ward>"
TYLER = ("Tyler Ward",)


def owned(*lines: str) -> Case:
    return case(CHILD, *lines, subjects=TYLER)


def test_a_form_block_belongs_to_whom_the_form_turned_to() -> None:
    found = owned(
        "NHS number: <NHS:999 000 0018>",
        "Mother: <Kelly Ward>",
        "Address: <ADDRESS:14 Larch Close>",
        "Phone: <PHONE:07700 900461>",
        "Referrer: <Karen Ahmed>",
        "Telephone: <PHONE:01632 960110>",
    )

    assert found.owner("999 000 0018") == "Tyler Ward"
    assert found.owner("14 Larch Close") == "Kelly Ward"
    assert found.owner("07700 900461") == "Kelly Ward"
    assert found.owner("01632 960110") == "Karen Ahmed"


def test_a_row_belongs_to_whom_it_names() -> None:
    found = case(
        "Name\tRelationship\tDate of birth",
        "<Kelly Ward>\tMother\t<DOB:01/02/1990>",
        "<Mia Ward>\tSibling\t<DOB:04/05/2021>",
    )

    assert (found.owner("01/02/1990"), found.owner("04/05/2021")) == ("Kelly Ward", "Mia Ward")


@pytest.mark.parametrize(
    ("line", "words", "owner"),
    [
        ("<Darren Pike> drives <VEHICLE:AB01 CDE>.", "AB01 CDE", "Darren Pike"),
        ("Ring <Sara Khan> on <PHONE:01632 960111>.", "01632 960111", "Sara Khan"),
        ("<DOB:01/02/1990> is when <Kelly Ward> was born.", "01/02/1990", "Kelly Ward"),
        ("<Kelly Ward>, <DOB:01/02/1990>, and <Lee Ward>, <DOB:02/03/1988>, came.", "02/03/1988", "Lee Ward"),
    ],
)
def test_in_prose_a_detail_belongs_to_the_nearest_name(line: str, words: str, owner: str) -> None:
    assert owned("", line).owner(words) == owner


def test_the_child_s_own_numbers_do_not_go_to_somebody_at_work() -> None:
    found = owned("", "<Sara Khan>, health visitor, wrote. NHS <NHS:999 000 0018>.")

    assert found.owner("999 000 0018") == "Tyler Ward"


def test_a_detail_far_from_any_name_belongs_to_nobody() -> None:
    found = case("<Kelly Ward> came.", "", "x " * 150, "", "Ring <PHONE:01632 960111> please.")

    assert found.owner("01632 960111") is None


@pytest.mark.parametrize(
    "line",
    [
        "Safe number: <PHONE:07700 900461>",
        "Safe to call: <PHONE:07700 900461>",
        "Her new number is <PHONE:07700 900461>.",
        "Only ring <PHONE:07700 900461> please.",
        "He does not know her second phone, <PHONE:07700 900461>.",
    ],
)
def test_a_safe_number_is_told_by_its_words(line: str) -> None:
    assert owned("Mother: <Kelly Ward>", line).belonging("07700 900461").nature is Nature.SAFE


@pytest.mark.parametrize(
    "line",
    [
        "Referrer: <Karen Ahmed>, personal mobile <PHONE:07700 900777>",
        "Referrer: <Karen Ahmed>, own mobile, not to be passed on: <PHONE:07700 900777>",
        "Referrer: <Karen Ahmed>, mobile (private) <PHONE:07700 900777>",
        "Referrer: <Karen Ahmed>, at home <PHONE:07700 900777>",
    ],
)
def test_a_professionals_private_number_is_told_by_its_words(line: str) -> None:
    assert owned(line).belonging("07700 900777").nature is Nature.PRIVATE


def test_office_and_private_number_of_one_line_are_told_apart() -> None:
    found = owned(
        "Referrer: <Karen Ahmed>, DSL. Office <PHONE:01632 960110>. Own mobile for evenings, "
        "not to be passed on: <PHONE:07700 900777>"
    )

    assert found.belonging("01632 960110").nature is Nature.WORK
    assert found.belonging("07700 900777").nature is Nature.PRIVATE
    assert found.owner("07700 900777") == "Karen Ahmed"


def test_a_mothers_own_mobile_is_an_ordinary_number() -> None:
    found = owned("Mother: <Kelly Ward>", "Home phone: <PHONE:07700 900461>")

    assert found.belonging("07700 900461").nature is Nature.ORDINARY


@pytest.mark.parametrize(
    "line",
    [
        "She is in a refuge at <ADDRESS:3 Elm Road, Hexham>.",
        "They fled to <ADDRESS:3 Elm Road, Hexham>.",
        "Safe address: <ADDRESS:3 Elm Road, Hexham>",
        "Placement address: <ADDRESS:3 Elm Road, Hexham>",
        "New address <ADDRESS:3 Elm Road, Hexham>, not to be shared.",
        "He was placed with carers at <ADDRESS:3 Elm Road, Hexham>.",
    ],
)
def test_a_place_to_hide_in_is_told_by_its_words(line: str) -> None:
    assert owned("", line).belonging("3 Elm Road, Hexham").nature is Nature.SAFE


@pytest.mark.parametrize(
    "line", ["Home address: <ADDRESS:3 Elm Road>", "He was seen at <ADDRESS:3 Elm Road> on Monday."]
)
def test_an_ordinary_address_is_not_taken_for_a_hiding_place(line: str) -> None:
    assert owned("", line).belonging("3 Elm Road").nature is Nature.ORDINARY


def test_where_somebody_fled_the_current_address_is_a_safe_one() -> None:
    fled = owned("", "She fled from him in May.", "", "She is currently at <ADDRESS:3 Elm Road>.")
    not_fled = owned("", "She is currently at <ADDRESS:3 Elm Road>.")

    assert fled.belonging("3 Elm Road").nature is Nature.SAFE
    assert not_fled.belonging("3 Elm Road").nature is Nature.ORDINARY


def test_a_safe_address_is_safe_in_all_its_parts_wherever_they_stand() -> None:
    found = owned(
        "",
        "Mum, <Kelly>, fled to <ADDRESS:Rowan House, 3 Elm Road, Hexham>.",
        "",
        "The bus to Hexham is slow. Rowan House is warm. Elm Road is long.",
    )

    for words in ("Rowan House, 3 Elm Road, Hexham", "Hexham", "Rowan House", "Elm Road"):
        assert found.belonging(words).nature is Nature.SAFE, words


def test_the_town_of_a_safe_address_is_safe_also_where_it_was_found_as_a_place() -> None:
    found = owned("", "They fled to <ADDRESS:3 Elm Road, Hexham>.", "", "The bus to <LOCATION:Hexham> is slow.")

    assert found.belonging("Hexham").nature is Nature.SAFE


def test_a_town_that_the_home_shares_is_left_alone() -> None:
    found = owned(
        "Address: <ADDRESS:14 Larch Close, Hexham>",
        "",
        "They fled to <ADDRESS:3 Elm Road, Hexham>.",
        "",
        "The shops in Hexham are shut.",
    )

    assert found.belonging("14 Larch Close, Hexham").nature is Nature.ORDINARY
    with pytest.raises(StopIteration):
        found.belonging("Hexham")


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("<Otis Lee> was asleep. You can get me on <PHONE:01632 960701>.", "Karen Ahmed"),
        ("Call me any time on <PHONE:01632 960701>.", "Karen Ahmed"),
        ("My direct line is <PHONE:01632 960701>.", "Karen Ahmed"),
        ("<Kelly Ward> can be had on <PHONE:01632 960701>.", "Kelly Ward"),
    ],
)
def test_a_number_that_the_writer_gives_as_their_own_is_the_referrers(text: str, owner: str) -> None:
    found = owned("Mother: <Kelly Ward>", "Referrer: <Karen Ahmed>", "", text)

    assert found.owner("01632 960701") == owner


def test_a_birth_date_in_brackets_is_that_of_whoever_stands_before_it() -> None:
    found = owned("", "The boy is <Hari Rao>, he is 12 (d.o.b. <DOB:8 Oct 2013>), patrol: <Kestrel>.")

    assert found.owner("8 Oct 2013") == "Hari Rao"
