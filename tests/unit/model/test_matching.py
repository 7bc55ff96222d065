import pytest
from hypothesis import given
from hypothesis import strategies as st

from minimise.model.matching import Searched, occurrences


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


@given(
    text=st.text(alphabet="abn AB-_.'é1 2½0()\n", max_size=60),
    term=st.text(alphabet="abnAB -'é120", min_size=1, max_size=14),
)
def test_a_text_prepared_for_many_searches_finds_what_a_single_search_finds(text: str, term: str) -> None:
    assert list(Searched(text).occurrences(term)) == list(occurrences(text, term))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("annannann annann annanna", "annann"),
        ("Call 07700-900 461 or (07700) 900461", "07700900461"),
        ("MacDonaldson and O'Macdonald's Macdonald", "Macdonald"),
        ("Ann's, Anns, Hann, Ann1", "Ann"),
    ],
)
def test_a_prepared_text_finds_terms_inside_words_and_numbers_in_groups(text: str, term: str) -> None:
    found = list(Searched(text).occurrences(term))

    assert found
    assert found == list(occurrences(text, term))
