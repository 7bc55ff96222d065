import pytest

from minimise.model.matching import occurrences


def found(text: str, term: str) -> list[str]:
    return [text[start:end] for start, end in occurrences(text, term)]


@pytest.mark.parametrize(
    ("text", "term", "hits"),
    [
        ("He met Tia today", "tia", ["Tia"]),
        ("TIA's and Tias", "Tia", ["TIA's", "Tias"]),
        ("initial", "tia", []),
        ("Siân, SIAN and Sian", "siân", ["Siân", "SIAN", "Sian"]),
        ("tia_ward tia.ward@example.org /tia/", "Tia", ["tia", "tia", "tia"]),
        ("tia2 2tia", "Tia", ["tia", "tia"]),
        ("Larchfield and xlarchx", "larch", []),
        ("at Larchfields now", "Larchf", ["Larchfields"]),
        ("14 Larch\nClose", "14 larch close", ["14 Larch\nClose"]),
        ("larch-close LARCH_CLOSE", "Larch Close", ["larch-close", "LARCH_CLOSE"]),
        ("call 07700 900461 or 07700900461", "07700900461", ["07700 900461", "07700900461"]),
        ("1077009004612", "07700900461", []),
        ("ｔｉａ", "Tia", ["ｔｉａ"]),
        ("T\u00adia", "Tia", ["T\u00adia"]),
    ],
)
def test_a_protected_term_is_found_in_every_form(text: str, term: str, hits: list[str]) -> None:
    assert found(text, term) == hits


def test_a_term_without_letters_or_digits_finds_nothing() -> None:
    assert found("a - b", "-") == []
