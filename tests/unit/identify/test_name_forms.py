import pytest

from minimise.stages.identify.naming import (
    NameForm,
    answers_to,
    is_slip,
    one_person,
    parse,
    same_family,
    same_given,
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Kelly Ward", NameForm(given=("kelly",), family="ward")),
        ("WARD, Tyler", NameForm(given=("tyler",), family="ward")),
        ("WARD Tyler James", NameForm(given=("tyler", "james"), family="ward")),
        ("Mrs Price", NameForm(title="mrs", family="price")),
        ("Miss K Ahmed", NameForm(title="miss", given=("k",), family="ahmed")),
        ("Mr and Mrs Kowalski", NameForm(title="mrs", family="kowalski")),
        ("PC Khan", NameForm(title="pc", family="khan")),
        ("Kelly", NameForm(lone="kelly")),
        ("Kelly's", NameForm(lone="kelly")),
        ("Jan van Dyke", NameForm(given=("jan",), family="van dyke")),
        ("Siân ap Rhys", NameForm(given=("siân",), family="ap rhys")),
    ],
)
def test_a_name_is_taken_apart(text: str, form: NameForm) -> None:
    assert parse(text) == form


def test_the_parts_of_a_name_are_not_shown() -> None:
    assert "kelly" not in repr(parse("Kelly Ward")).casefold()


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("elizabeth", "liz", True),
        ("liz", "elizabeth", True),
        ("k", "kelly", True),
        ("sophie-leigh", "sophie", True),
        ("oluwaseun", "oluwasuen", True),
        ("siobhan", "siobhann", True),
        ("darren", "darryl", False),
        ("mia", "mina", False),
        ("leigh", "sophie-leigh", False),
        ("emily", "emile", False),
        ("kelly", "tyler", False),
    ],
)
def test_given_names_agree_by_nickname_initial_half_or_slip(left: str, right: str, same: bool) -> None:
    assert same_given(left, right) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("kowalski", "kowalska", True),
        ("ivanov", "ivanova", True),
        ("ward-price", "price", True),
        ("r", "rudd", True),
        ("ward", "wade", False),
        ("adebayo", "adebayyo", True),
        ("khan", "kahn", False),
    ],
)
def test_family_names_agree_by_gender_half_or_slip(left: str, right: str, same: bool) -> None:
    assert same_family(left, right) is same
    assert same_family(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("thornquist", "thornqiust", True),
        ("thornquist", "thornquit", True),
        ("thornquist", "thornquiist", True),
        ("thornquist", "thoruqinst", False),
        ("ward", "warc", False),
        ("zorbik", "borbik", False),
    ],
)
def test_a_slip_is_one_letter_of_a_long_word(left: str, right: str, slip: bool) -> None:
    assert is_slip(left, right) is slip


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("Tyler Ward", "James Tyler Ward", True),
        ("K Ward", "Kelly Ward", True),
        ("Kelly Ward", "Tyler Ward", False),
        ("Tyler Ward", "Tyler Price", False),
        ("Jan Kowalski", "Jan Kowalska", True),
    ],
)
def test_two_full_forms_are_one_person_only_where_both_names_agree(left: str, right: str, one: bool) -> None:
    assert one_person(parse(left), parse(right)) is one


@pytest.mark.parametrize(
    ("name", "word", "answers"),
    [
        ("Elizabeth Ward", "liz", True),
        ("Elizabeth Ward", "ward", True),
        ("Elizabeth Ward", "e", False),
        ("Kelly", "kelly", True),
        ("Mrs Price", "price", True),
        ("Mrs Price", "kelly", False),
    ],
)
def test_whom_a_single_word_can_mean(name: str, word: str, answers: bool) -> None:
    assert answers_to(parse(name), word) is answers


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Tyler Ward", {"TW"}),
        ("Tyler James Ward", {"TJW", "TW"}),
        ("Sophie-Leigh Ward", {"SW", "SLW"}),
        ("Tyler Ward-Price", {"TW", "TWP"}),
    ],
)
def test_initials_a_name_may_be_written_with(name: str, letters: set[str]) -> None:
    assert parse(name).letters >= letters


def test_a_single_name_has_no_initials() -> None:
    assert parse("Tyler").letters == frozenset()
