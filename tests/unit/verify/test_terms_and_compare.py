import pytest

from minimise.formats import Witness
from minimise.model import Action, Decision, Document, Kind, Mention, Part, Place, Span, Status, Surface, Unit
from minimise.stages.verify import compare, forbidden_terms

TEXT = "Mrs Priya Nair of 3 Elm Road rang on 07700 900461."
DOCUMENT = Document("case", "txt", (Part(Place("line", Unit.LINE, 1), TEXT),))


def terms(words: str, kind: Kind, action: Action = Action.REDACT, *, protect: tuple[str, ...] = ()) -> dict[str, bool]:
    start = TEXT.index(words)
    span = Span(0, start, start + len(words))
    decision = Decision("m0001", action, Status.DECIDED, "t@1", "r", "3P-ADULT", kind.category, 5, spans=(span,))
    mention = Mention("m0001", span, kind, 0.9, ("t",))
    return {t.words: t.absolute for t in forbidden_terms(DOCUMENT, [decision], {"m0001": mention}, protect)}


def test_a_withheld_name_is_forbidden_whole_and_by_each_word_that_can_name_somebody() -> None:
    assert set(terms("Mrs Priya Nair", Kind.PERSON)) >= {"Mrs Priya Nair", "Priya", "Nair"}
    assert not any(terms("Mrs Priya Nair", Kind.PERSON).values())


def test_a_withheld_name_is_forbidden_in_the_short_forms_of_addresses_and_notes() -> None:
    short = set(terms("Mrs Priya Nair", Kind.PERSON)) - {"Mrs Priya Nair", "Priya", "Nair"}

    assert short == {"pnair", "p.nair", "priyan", "P.N."}
    assert set(terms("Priya", Kind.PERSON)) == {"Priya"}


def test_a_withheld_detail_is_forbidden_as_a_whole() -> None:
    assert terms("3 Elm Road", Kind.ADDRESS) == {"3 Elm Road": False}


@pytest.mark.parametrize("action", [Action.KEEP, Action.FLAG])
def test_what_stays_is_not_forbidden(action: Action) -> None:
    assert terms("Priya Nair", Kind.PERSON, action) == {}


def test_a_clue_is_not_forbidden_elsewhere_its_words_are_everyday_words() -> None:
    assert terms("rang on", Kind.SOURCE_CLUE) == {}


def test_the_protected_list_is_forbidden_absolutely_even_where_a_decision_also_says_so() -> None:
    found = terms("Priya Nair", Kind.PERSON, protect=("Nair",))
    assert [words for words, absolute in found.items() if absolute] == ["Nair"]
    assert {"Priya", "Priya Nair"} <= found.keys()
    assert terms("Priya Nair", Kind.PERSON, Action.KEEP, protect=("Elm Road",)) == {"Elm Road": True}


ORIGINAL = Document(
    "case",
    "docx",
    (
        Part(Place("document", Unit.PARAGRAPH, 0), "Priya Nair rang on 07700 900461 about Tyler."),
        Part(Place("comments", Unit.PARAGRAPH, 0), "Check with Quibble.", Surface.COMMENT),
    ),
)


SHOWN = "[Neighbour 1] rang on [phone] about Tyler."


def output(text: str = SHOWN) -> Document:
    return Document("check", "docx", (Part(Place("document", Unit.PARAGRAPH, 0), text),))


def found(*surfaces: tuple[str, str], visible: str = SHOWN) -> tuple[str, ...]:
    return compare(ORIGINAL, output(), [Witness("one", visible, surfaces)]).places


def test_nothing_is_recoverable_where_every_surface_is_clean() -> None:
    result = compare(ORIGINAL, output(), [Witness("one", SHOWN), Witness("two", None, (("core", "x"),))])

    assert result.places == ()
    assert result.readers == 2
    assert result.removed >= 4


@pytest.mark.parametrize("left", ["Priya", "by NAIR", "900461", "Quibble", "Ｎａｉｒ"])
def test_a_removed_or_withdrawn_word_under_the_surface_is_named_by_its_place(left: str) -> None:
    assert found(("core", left)) == ("one:core",)


@pytest.mark.parametrize("fine", ["Tyler", "rang about", "Helvetica"])
def test_a_word_that_is_still_shown_or_was_never_there_is_no_find(fine: str) -> None:
    assert found(("core", fine)) == ()


def test_short_words_prove_nothing_in_markup() -> None:
    assert found(("core", "on")) == ()


def test_a_word_under_a_black_bar_is_found_in_the_text_that_another_reader_sees() -> None:
    assert found(visible=f"{SHOWN} Priya Nair") == ("one:text",)


def test_a_word_that_a_person_sees_was_not_removed() -> None:
    readers = [Witness("one", "Priya Nair", (("core", "Priya"),))]

    assert compare(ORIGINAL, output("Priya Nair rang."), readers).places == ()
