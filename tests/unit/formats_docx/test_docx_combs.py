"""Boxes with a letter or digit each are read as the word they spell, and become one box where it is withheld."""

import io

import docx
import pytest
from tests.unit.formats_docx.made import Made, edits_over, member, para, visible

from minimise.formats.docx import Word

WIDTH = 340


def boxes(*texts: str, width: int = WIDTH) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{para(text) if text else "<w:p/>"}</w:tc>'
        for text in texts
    )
    return f"<w:tr>{cells}</w:tr>"


def form(*rows: str) -> bytes:
    return Made(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl><w:p/>").bytes()


def withhold(data: bytes, words: str) -> bytes:
    word = Word()
    edits = edits_over(word.read(data, "case").parts, words)
    assert edits
    return word.write(data, edits)


@pytest.mark.parametrize(("texts", "said"), [
    (("NHS number", *"9990000018"), ["NHS number", "9990000018"]),
    (("NHS number", *"999", "", *"000", "", *"0018"), ["NHS number", "999 000 0018"]),
    (("NHS number", *"999-000-0018"), ["NHS number", "999-000-0018"]),
    (("NHS number", "999", "000", "0018"), ["NHS number", "999 000 0018"]),
    (("Born", "14", "05", "1961"), ["Born", "14 05 1961"]),
    (("Born", *"14051961", "NHS number", *"9990000018"), ["Born", "14051961", "NHS number", "9990000018"]),
    (("NI number", "QQ", "12", "34", "56", "C"), ["NI number", "QQ 12 34 56 C"]),
    (("Mail", *"dp@example.org"), ["Mail", "dp@example.org"]),
    (("Surname", *"LI", "", "", "", "", ""), ["Surname", "LI"]),
    (("Flat", "12", *"9990000018"), ["Flat", "12", "9990000018"]),
])  # fmt: skip
def test_a_row_of_boxes_is_read_as_what_it_spells(texts: tuple[str, ...], said: list[str]) -> None:
    assert visible(form(boxes(*texts))) == said


@pytest.mark.parametrize("texts", [
    ("Sleep", *"YNYN"),
    ("Scale", *"12345"),
    ("Marks", *"0000"),
    ("Ticks", *"☐☒☐☐"),
    ("Sizes", "3", "15", "4"),
    ("Counts", "95", "93", "88"),
    ("Ages", *"8531"),
    ("First", "A", "B"),
])  # fmt: skip
def test_columns_of_answers_and_figures_stay_cells_of_their_own(texts: tuple[str, ...]) -> None:
    assert visible(form(boxes(*texts))) == list(texts)


def test_wide_cells_with_a_letter_each_are_columns() -> None:
    assert visible(form(boxes(*"KELLY", width=2_500))) == list("KELLY")


def test_a_letter_in_a_merged_or_crowded_cell_is_no_box() -> None:
    crowded = f"<w:tc><w:tcPr/>{para('E')}{para('F')}</w:tc>"
    data = form(f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{para(c)}</w:tc>' for c in 'KL')}{crowded}</w:tr>")

    assert visible(data) == ["K", "L", "E", "F"]


def test_a_comb_stands_at_the_paragraph_of_its_first_filled_box() -> None:
    parts = Word().read(form(boxes("Surname", "", *"KELLY")), "case").parts

    assert [(part.place.index, part.text) for part in parts if part.visible and part.text] == [
        (0, "Surname"),
        (2, "KELLY"),
    ]


def test_one_label_takes_the_place_of_all_boxes_also_of_the_empty_ones() -> None:
    written = withhold(form(boxes("Surname", *"KELLY", "", "", "", "Age", "9")), "KELLY")

    assert visible(written) == ["Surname", "[Neighbour 1]", "Age", "9"]


def test_words_of_the_comb_that_are_not_withheld_stay() -> None:
    written = withhold(form(boxes("Name", *"ANN", "", *"KELLY", "", "")), "KELLY")

    assert visible(written) == ["Name", "ANN [Neighbour 1]"]


def test_names_of_any_length_leave_the_same_file() -> None:
    written = {
        withhold(form(boxes("Surname", *(name + " " * (9 - len(name))))), name)
        for name in ("KELLY", "PEMBERTON", "ROOK")
    }

    assert len(written) == 1


def test_the_merged_box_is_as_wide_as_the_boxes_it_was() -> None:
    written = withhold(form(boxes("Surname", *"KELLY", "", "")), "KELLY")
    row = docx.Document(io.BytesIO(written)).tables[0].rows[0]

    assert [cell._tc.width.twips for cell in row.cells[:2] if cell._tc.width] == [WIDTH, 7 * WIDTH]
    assert [cell.grid_span for cell in row._tr.tc_lst] == [1, 7]


def test_a_comb_that_is_kept_keeps_its_boxes() -> None:
    data = form(boxes("Surname", *"KELLY", ""))

    assert member(Word().write(data, ())).count("<w:tc>") == 7


def test_blanks_around_the_letter_of_a_box_do_not_part_the_word() -> None:
    data = form(boxes("Surname", *(f" {letter} " for letter in "KELLY")))

    assert visible(data) == ["Surname", "KELLY"]
    assert visible(withhold(data, "KELLY")) == ["Surname", "[Neighbour 1]"]


def test_the_outer_border_of_the_merged_box_is_the_one_of_its_last() -> None:
    def box(letter: str, right: str) -> str:
        borders = f'<w:tcBorders><w:left w:val="single"/><w:right w:val="{right}"/></w:tcBorders>'
        return f'<w:tc><w:tcPr><w:tcW w:w="340" w:type="dxa"/>{borders}</w:tcPr>{para(letter)}</w:tc>'

    row = "".join(box(letter, "dashed") for letter in "KELL") + box("Y", "double")

    written = member(withhold(form(f"<w:tr>{row}</w:tr>"), "KELLY"))

    assert '<w:left w:val="single"/><w:right w:val="double"/>' in written
    assert "dashed" not in written
