"""Wordings find what one expression of all of them would find, and try few of them."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from minimise.lexicons import sources
from minimise.lexicons.wordings import Wordings

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CASES = [
    (["cat|dog", "dog show"], "The DOG show of a cat"),
    ([r"lives? (?:next door|opposite)", "next"], "She LIVES opposite, he live next door"),
    ([r"colou?rs?", r"gre+n", r"x{0,2}yes"], "Colors, colour; greeen grn; yes xyes"),
    ([r"(?<!not )told us", r"told (?!us)\w+"], "not told us, told them, they told us"),
    ([r"\btell\b", r"(?:a|an) aunt", r"(?-i:[A-Z])unt"], "Tell an aunt. Aunt, telling"),
    ([r"[a-z]+ing", r"(?P<quote>['\"])said(?P=quote)"], "he's being 'said' \"said\""),
    ([r"a\.b", r"\x61b", r"ask (?:no|none)?"], "a.b ab ASK  ask none"),
    (["ask", "kiss"], "a\u017f\u212a and KI\u017f\u017f and \u0130\u0131"),
    (["(?:told|said)(?: \\w+)? (?:me|us)", "us and them"], "told me us and them said nobody us"),
]


def _found(expressions: Sequence[str], text: str) -> list[tuple[int, int]]:
    whole = re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)
    return [match.span() for match in whole.finditer(text)]


@pytest.mark.parametrize(("expressions", "text"), CASES)
def test_wordings_find_what_one_expression_of_all_would_find(expressions: list[str], text: str) -> None:
    found = [match.span() for match in Wordings.of(expressions).finditer(text)]
    assert found == _found(expressions, text)
    assert found


def test_only_the_stretch_that_is_asked_for_is_searched() -> None:
    wordings = Wordings.of(["told us", r"\bus\b"])
    text = "they told us, and told us again"
    assert [m.span() for m in wordings.finditer(text, 6, 24)] == [(10, 12)]
    assert wordings.search(text, 18) is not None
    assert wordings.search(text, 24) is None


def test_a_wording_is_not_compiled_before_its_letters_stand_in_a_text() -> None:
    wordings = Wordings.of(["never **", "fence"])
    assert wordings.search("over the fence") is not None
    with pytest.raises(re.error):
        wordings.search("never mind")


@pytest.mark.parametrize("kinds", [("cue",), ("vantage",), tuple(sources._table().keys() - {"words"})])
def test_the_wordings_of_sources_find_the_same_in_every_sentence_of_the_samples(kinds: tuple[str, ...]) -> None:
    expressions = sources._patterns(*sorted(kinds))
    wordings, met = Wordings.of(expressions), 0
    for path in sorted(SAMPLES.glob("*/source.txt")):
        text = path.read_text(encoding="utf-8")
        for sentence in re.split(r"(?<=[.!?\n])\s*", text):
            found = [match.span() for match in wordings.finditer(sentence)]
            assert found == _found(expressions, sentence)
            met += len(found)
    assert met
