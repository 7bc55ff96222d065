"""`minimise redact` on Word forms as practitioners fill them in: boxes with a digit each, and `--strict`."""

from pathlib import Path

import docx
import pytest
from tests.support.process import minimise

pytestmark = pytest.mark.model

NUMBER = "9990000018"


def form(path: Path, neighbour: str, address: str) -> Path:
    made = docx.Document()
    rows = {"Name of child": "Aisha Varga", "Mother": "Katya Varga", "Reported by": f"{neighbour}, neighbour"}
    table = made.add_table(rows=0, cols=2)
    for label, entry in rows.items():
        for cell, text in zip(table.add_row().cells, (label, entry), strict=True):
            cell.text = text
    boxes = made.add_table(rows=2, cols=1 + 23)
    for row, label, word in zip(
        boxes.rows, ("NHS number", "Neighbour surname"), (NUMBER, neighbour.split()[-1]), strict=True
    ):
        for cell, text in zip(row.cells, (label, *word.upper()), strict=False):
            cell.text = text
    half = len(neighbour) // 2
    told = made.add_paragraph("Aisha has a bruise on her cheek. She told ")
    told.add_run(neighbour[:half])
    told.add_run(f"{neighbour[half:]} of {address} that Dean hit her with a belt.")
    made.save(str(path))
    return path


def written(folder: Path, source: Path, *options: str) -> bytes:
    given = ("--recipient", "housing", "--subject", "Aisha Varga", "-o", folder / "out", "--force")
    ran = minimise("redact", source, *given, *options, cwd=folder)
    assert ran.code in (0, 7), ran.err
    return (folder / "out" / "form.minimised.docx").read_bytes()


def test_strict_copies_of_two_forms_that_differ_in_one_neighbour_are_the_same(tmp_path: Path) -> None:
    people = (("Doris Pemberton", "12 Elm Grove"), ("Wilhelmina Featherstone", "114 Upper Highfield Crescent"))

    copies = {
        written(
            tmp_path, form(tmp_path / "form.docx", *person), "--strict", "--protect", person[0], "--protect", person[1]
        )
        for person in people
    }

    assert len(copies) == 1


def test_a_number_and_a_protected_name_in_boxes_leave_one_box_each(tmp_path: Path) -> None:
    source = form(tmp_path / "form.docx", "Doris Pemberton", "12 Elm Grove")

    written(tmp_path, source, "--protect", "Pemberton")
    made = docx.Document(str(tmp_path / "out" / "form.minimised.docx"))

    cells = [[cell.text for cell in dict.fromkeys(row.cells)] for row in made.tables[1].rows]
    assert cells[0][:2] == ["NHS number", "[NHS number withheld]"]
    assert [len(row) for row in cells] == [2, 2]
    assert cells[1][1].startswith("[")
