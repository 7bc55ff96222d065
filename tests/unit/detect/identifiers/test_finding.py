"""How labels, check digits and shapes weigh; tables with headings; what wins where finds overlap."""

import pytest

from minimise.model import Hit, Kind
from minimise.stages.detect.identifiers import find_identifiers, resolve
from minimise.stages.detect.identifiers.columns import headed_cells


def found(text: str) -> dict[str, Kind]:
    return {text[hit.start : hit.end]: hit.kind for hit in resolve(find_identifiers(text))}


def best_score(text: str, kind: Kind) -> float:
    return max(hit.score for hit in find_identifiers(text) if hit.kind is kind)


@pytest.mark.parametrize(
    ("kind", "surest", "next_surest", "least"),
    [
        (Kind.NHS, "NHS no 999 000 0018", "NHS no 999 000 0019", "999 000 0019"),
        (Kind.UPN, "UPN V999999990001", "UPN A999999990001", "A999999990001"),
        (Kind.POLICE_REF, "PNC 99/9999999V", "PNC 99/9999999A", "99/9999999A"),
        (Kind.BANK, "card 4111 1111 1111 1111", "card 4111 1111 1111 1112", "4111 1111 1111 1111"),
        (
            Kind.DRIVING_LICENCE,
            "driving licence MORGA657054SM9IJ",
            "driving licence MORGA633054SM9IJ",
            "MORGA633054SM9IJ",
        ),
        (Kind.DEVICE, "IMEI 490154203237518", "IMEI 490154203237519", "490154203237518"),
    ],
)
def test_label_weighs_most_and_a_failed_check_only_lowers_the_score(
    kind: Kind, surest: str, next_surest: str, least: str
) -> None:
    assert best_score(surest, kind) >= best_score(next_surest, kind) > best_score(least, kind) > 0.5


def test_number_with_a_wrong_check_digit_is_found_without_a_label() -> None:
    assert found("He gave 999 000 0019 as his.") == {"999 000 0019": Kind.NHS}


def test_label_decides_between_kinds_of_one_shape() -> None:
    assert found("NHS 999 000 0018") == {"999 000 0018": Kind.NHS}
    assert found("CHI 999 000 0018") == {"999 000 0018": Kind.CHI}
    assert found("H&C number 999 000 0018") == {"999 000 0018": Kind.HCN}
    assert found("UTR 9990000018") == {"9990000018": Kind.UTR}
    assert found("case ref 9990000018") == {"9990000018": Kind.CASE_REF}


@pytest.mark.parametrize(
    "domain", ["cedars.local", "trust.internal", "oakfield.anytown.sch.uk", "x.invalid", "intranet"]
)
def test_mail_address_is_found_at_any_domain(domain: str) -> None:
    address = f"j.price@{domain}"

    assert found(f"Write to {address}, please.") == {address: Kind.EMAIL}


def test_mail_address_is_one_find_and_no_handle() -> None:
    assert found("nan.j@example.org") == {"nan.j@example.org": Kind.EMAIL}


def test_address_runs_on_to_the_postcode_as_one_find() -> None:
    assert found("at 14 Larch Close, Anytown, Kent, ZE9 9AA with Mum") == {
        "14 Larch Close, Anytown, Kent, ZE9 9AA": Kind.ADDRESS
    }


def test_address_does_not_take_the_next_clause_for_a_town() -> None:
    assert found("While at 14 Larch Close, Mum said that Daz hit her.") == {"14 Larch Close": Kind.ADDRESS}


def test_incident_date_in_brackets_is_no_date_of_birth() -> None:
    assert found("Tyler (12/05/2016) was seen in clinic.") == {}


def test_date_in_brackets_is_one_where_another_is_labelled() -> None:
    assert found("Mia (born 12/11/2021) and Tyler (12/05/2016)") == {"12/11/2021": Kind.DOB, "12/05/2016": Kind.DOB}


def test_cell_is_read_with_its_heading() -> None:
    text = "Name | DOB | Mosaic ID | Age\nTyler | 03/04/2018 | 1234567 | 8\nMia | 12/11/2021 | 1234568 | 3"

    assert list(found(text).values()) == [Kind.DOB, Kind.CASE_REF, Kind.AGE] * 2


def test_cell_of_several_paragraphs_does_not_lose_its_row() -> None:
    text = "Name | DOB | School\nTyler Ward\nknown as TJ | 03/04/2018 | Oakfield\nMia | 12/11/2021 | Nursery"

    assert found(text) == {"03/04/2018": Kind.DOB, "12/11/2021": Kind.DOB}


def test_rows_under_figures_have_no_headings() -> None:
    assert headed_cells("1 | 2\n3 | 4").cells == ()


def test_text_without_a_table_has_no_headed_cells() -> None:
    assert headed_cells("Tyler Ward\nDOB 03/04/2018").cells == ()


def test_find_that_crosses_two_cells_is_not_carried_back() -> None:
    cells = headed_cells("A | B\nxx | yy")

    assert cells.text == "A: xx\n\nB: yy\n\n"
    assert cells.original(3, 5) == (6, 8)
    assert cells.original(3, 12) is None
    assert cells.original(0, 1) is None


def hit(start: int, end: int, kind: Kind, score: float) -> Hit:
    return Hit(start, end, kind, score, "test.any")


def test_label_beats_check_digit_and_check_digit_beats_shape() -> None:
    label, check, shape = hit(0, 10, Kind.UTR, 0.95), hit(0, 10, Kind.NHS, 0.85), hit(0, 10, Kind.PHONE, 0.8)

    assert resolve([shape, check, label]) == (label,)
    assert resolve([shape, check]) == (check,)


def test_longer_find_wins_within_one_kind_and_keeps_the_better_score() -> None:
    short, long = hit(2, 8, Kind.PHONE, 0.95), hit(0, 10, Kind.PHONE, 0.8)

    assert resolve([short, long]) == (hit(0, 10, Kind.PHONE, 0.95),)


def test_address_holds_its_postcode_however_well_that_is_labelled() -> None:
    address, postcode = hit(0, 30, Kind.ADDRESS, 0.8), hit(22, 30, Kind.POSTCODE, 0.99)

    assert resolve([postcode, address]) == (address,)


def test_what_a_weaker_find_covers_beyond_a_better_one_stays_found() -> None:
    better, weaker = hit(0, 10, Kind.NHS, 0.99), hit(5, 25, Kind.PHONE, 0.8)

    assert resolve([weaker, better]) == (better, hit(10, 25, Kind.PHONE, 0.8))


def test_crumb_left_over_joins_the_find_beside_it() -> None:
    better, weaker = hit(0, 10, Kind.NHS, 0.99), hit(5, 12, Kind.PHONE, 0.8)

    assert resolve([weaker, better]) == (hit(0, 12, Kind.NHS, 0.99),)


@pytest.mark.parametrize(
    "text",
    [
        "Mother: Kelly Ward, 14 Larch Close",
        "Kelly Ward, 14 Larch Close",
        "14 Larch Close, Kelly Ward",
        "seen at 14 Larch Close, Tyler Ward.",
        "He stays at 14 Larch Close with Mum and Mia near ZE9 9AA",
    ],
)
def test_address_leaves_the_names_of_people_around_it(text: str) -> None:
    address = next(words for words, kind in found(text).items() if kind is Kind.ADDRESS)

    assert address == "14 Larch Close"
