import pytest

from minimise.model import Cell, Document, Field, Part, Place, Reading, Surface, Unit
from minimise.stages.intake import find_fields


def lines(*texts: str, fmt: str = "txt") -> Reading:
    parts = tuple(Part(Place("line", Unit.LINE, n), text) for n, text in enumerate(texts, start=1))
    return Reading.of(Document("case", fmt, parts))


def table(*rows: tuple[str, ...], before: tuple[str, ...] = ()) -> Reading:
    texts = [(text, None) for text in before]
    cells = [(text, Cell(0, r, c)) for r, row in enumerate(rows) for c, text in enumerate(row)]
    parts = tuple(
        Part(Place("document", Unit.PARAGRAPH, n), text, Surface.CELL if cell else Surface.BODY, cell)
        for n, (text, cell) in enumerate([*texts, *cells])
    )
    return Reading.of(Document("case", "docx", parts))


def pairs(reading: Reading) -> list[tuple[str, str]]:
    return [(reading.text[slice(*f.label)], reading.text[slice(*f.value)]) for f in find_fields(reading)]


def field(reading: Reading, value: str) -> Field:
    return next(f for f in find_fields(reading) if reading.text[slice(*f.value)] == value)


def test_a_row_of_two_cells_is_a_label_and_its_value() -> None:
    assert pairs(table(("Child", "Tia Ward"), ("Mother", "Kelly Ward"))) == [
        ("Child", "Tia Ward"),
        ("Mother", "Kelly Ward"),
    ]


def test_a_row_of_four_cells_is_two_pairs() -> None:
    found = pairs(table(("Surname", "Ward", "Date of birth", "03/04/2018")))

    assert found == [("Surname", "Ward"), ("Date of birth", "03/04/2018")]


def test_a_headed_table_pairs_each_cell_with_its_heading() -> None:
    reading = table(
        ("Name", "Relationship", "Date of birth"),
        ("Kelly Ward", "Mother", "01/02/1990"),
        ("Mia Ward", "Sister", "04/05/2021"),
    )

    assert pairs(reading) == [
        ("Name", "Kelly Ward"),
        ("Relationship", "Mother"),
        ("Date of birth", "01/02/1990"),
        ("Name", "Mia Ward"),
        ("Relationship", "Sister"),
        ("Date of birth", "04/05/2021"),
    ]
    kelly, mia = field(reading, "Kelly Ward"), field(reading, "Mia Ward")
    assert kelly.headed
    assert mia.headed
    assert kelly.row == field(reading, "Mother").row
    assert kelly.row != mia.row


@pytest.mark.xfail(strict=True, reason="two labels in a first row of four cells are taken for a heading row")
def test_rows_of_two_pairs_are_not_taken_for_a_headed_table() -> None:
    reading = table(("Forename", "Tia", "Surname", "Ward"), ("Mother", "Kelly", "Father", "Lee"))

    assert pairs(reading) == [("Forename", "Tia"), ("Surname", "Ward"), ("Mother", "Kelly"), ("Father", "Lee")]


def test_an_empty_value_is_no_pair() -> None:
    assert pairs(table(("Child", ""), ("", "Tia Ward"))) == []


def test_paragraphs_of_one_cell_are_one_value() -> None:
    cells = [("Address", Cell(0, 0, 0)), ("14 Larch Close", Cell(0, 0, 1)), ("Larchfield", Cell(0, 0, 1))]
    parts = tuple(Part(Place("document", Unit.PARAGRAPH, n), t, Surface.CELL, c) for n, (t, c) in enumerate(cells))

    assert pairs(Reading.of(Document("case", "docx", parts))) == [("Address", "14 Larch Close\nLarchfield")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Child: Tia Ward", [("Child", "Tia Ward")]),
        ("Child's full name:  Tia Ward  ", [("Child's full name", "Tia Ward")]),
        ("Child : Tia Ward", [("Child", "Tia Ward")]),
        ("Name: Tia Ward  DOB: 03/04/2018", [("Name", "Tia Ward"), ("DOB", "03/04/2018")]),
        pytest.param(
            "Name: Tia Ward, Date of birth: 03/04/2018",
            [("Name", "Tia Ward,"), ("Date of birth", "03/04/2018")],
            marks=pytest.mark.xfail(strict=True, reason="a second label with a word in small letters is not seen"),
        ),
        ("Child\tTia Ward", [("Child", "Tia Ward")]),
        ("Child     Tia Ward", [("Child", "Tia Ward")]),
        ("Child | Tia Ward", [("Child", "Tia Ward")]),
    ],
)
def test_a_typed_line_gives_its_pairs(line: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(lines(line)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "He came home at 10:30 and was sick.",
        "See https://example.org for more.",
        "Tia was seen by the nurse. She was well.",
        "The teacher who has known the family for six years now said: she is not herself.",
    ],
)
def test_prose_is_no_form(line: str) -> None:
    assert pairs(lines(line)) == []


def test_a_label_alone_on_its_line_takes_the_next_line() -> None:
    assert pairs(lines("Name of child:", "Tia Ward")) == [("Name of child", "Tia Ward")]


def test_a_label_alone_does_not_take_another_form_line() -> None:
    assert pairs(lines("Name of child:", "Mother: Kelly Ward")) == [("Mother", "Kelly Ward")]


def test_tabbed_rows_of_a_page_are_a_headed_table() -> None:
    page = "Household\nName\tRelationship\tDate of birth\nKelly Ward\tMother\t01/02/1990\nEnd of list."
    reading = Reading.of(Document("case", "pdf", (Part(Place("page", Unit.PAGE, 1), page),)))

    assert ("Name", "Kelly Ward") in pairs(reading)
    assert ("Relationship", "Mother") in pairs(reading)


def test_a_pair_knows_the_heading_it_stands_under() -> None:
    reading = lines("2. Child", "", "Name: Tia Ward", "", "3. Alleged perpetrator", "", "Name: Darren Pike")

    sections = {
        reading.text[slice(*f.value)]: reading.text[slice(*f.section)] for f in find_fields(reading) if f.section
    }
    assert sections == {"Tia Ward": "Child", "Darren Pike": "Alleged perpetrator"}


def test_a_pair_before_any_heading_has_no_section() -> None:
    assert field(lines("Name: Tia Ward", "", "Household"), "Tia Ward").section is None


def test_pairs_come_in_reading_order() -> None:
    starts = [f.value for f in find_fields(table(("Child", "Tia"), ("Mother", "Kelly"), before=("Date: today",)))]

    assert starts == sorted(starts)
    assert len(starts) == 3
