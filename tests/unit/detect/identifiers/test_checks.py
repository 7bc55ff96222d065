"""Check digits against the vectors of `domain.md` B.1."""

import pytest

from minimise.stages.detect.identifiers import checks


@pytest.mark.parametrize(
    "number", ["9990000018", "9990000026", "9990000034", "9990000042", "9995554445", "9992468130", "3201991236"]
)
def test_nhs_check_holds_for_valid_numbers(number: str) -> None:
    assert checks.nhs_holds(number)


def test_nhs_check_holds_for_the_published_example() -> None:
    assert checks.nhs_holds("943476" + "5919")


@pytest.mark.parametrize("number", ["9990000019", "9991234560", "999000001", "99900000180", ""])
def test_nhs_check_fails_for_wrong_digits_and_lengths(number: str) -> None:
    assert not checks.nhs_holds(number)


def test_nhs_check_digit_ten_is_never_valid() -> None:
    body = next(
        f"9990000{n:02}" for n in range(100) if not any(checks.nhs_holds(f"9990000{n:02}{d}") for d in range(10))
    )

    assert all(not checks.nhs_holds(f"{body}{digit}") for digit in range(10))


def test_chi_date_is_plausible_only_with_a_day_and_month() -> None:
    assert checks.chi_has_date("3112991236")
    assert not checks.chi_has_date("3201991236")
    assert not checks.chi_has_date("0113991236")


def test_uln_check_holds_for_the_published_example() -> None:
    assert checks.uln_holds("927630" + "8686")


@pytest.mark.parametrize("number", ["9990000009", "9999999998"])
def test_uln_check_holds_for_computed_numbers(number: str) -> None:
    assert checks.uln_holds(number)


@pytest.mark.parametrize("number", ["9999999999", "0990000009", "999000000"])
def test_uln_check_fails_for_fillers_and_wrong_lengths(number: str) -> None:
    assert not checks.uln_holds(number)


def test_no_number_is_both_an_nhs_number_and_a_learner_number() -> None:
    both = [n for n in range(9_990_000_000, 9_990_003_000) if checks.nhs_holds(str(n)) and checks.uln_holds(str(n))]

    assert both == []


@pytest.mark.parametrize("upn", ["B801200005001", "V999999990001", "Q999000024001", "T000999925001", "F99999999000A"])
def test_upn_check_holds_for_permanent_and_temporary_numbers(upn: str) -> None:
    assert checks.upn_holds(upn)


def test_upn_letter_of_the_misprinted_example_is_p() -> None:
    assert checks.upn_letter("207000016049") == "P"
    assert not checks.upn_holds("Q207000016049")


@pytest.mark.parametrize("upn", ["I999999990001", "V99999999000", "V99999999000S", ""])
def test_upn_check_fails_for_letters_that_have_no_value(upn: str) -> None:
    assert not checks.upn_holds(upn)


@pytest.mark.parametrize(
    ("year", "serial", "letter"), [("99", "9999999", "V"), ("00", "1", "A"), ("2012", "345678", "U")]
)
def test_pnc_letter_is_worked_out_from_two_digit_year_and_full_serial(year: str, serial: str, letter: str) -> None:
    assert checks.pnc_letter(year, serial) == letter


@pytest.mark.parametrize("nino", ["QQ123456C", "qq123456c"])
def test_nino_prefix_takes_the_dummy_of_the_tax_office(nino: str) -> None:
    assert checks.nino_holds(nino)


@pytest.mark.parametrize(
    "prefix", ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "DA", "FA", "IA", "QA", "UA", "VA", "AO", "OO"]
)
def test_nino_prefix_fails_where_none_is_issued(prefix: str) -> None:
    assert not checks.nino_holds(f"{prefix}000000A")


@pytest.mark.parametrize("number", ["4111111111111111", "490154203237518"])
def test_luhn_check_holds(number: str) -> None:
    assert checks.luhn_holds(number)


@pytest.mark.parametrize("number", ["4111111111111112", "490154203237519", "0", ""])
def test_luhn_check_fails(number: str) -> None:
    assert not checks.luhn_holds(number)


def test_iban_check_holds_only_for_the_right_digits() -> None:
    assert checks.iban_holds("GB92XXXX00000012345678")
    assert not checks.iban_holds("GB93XXXX00000012345678")


def test_licence_check_wants_a_month_and_a_day() -> None:
    assert checks.licence_holds("MORGA657054SM9IJ")
    assert not checks.licence_holds("MORGA633054SM9IJ")
