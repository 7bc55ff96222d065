"""Which files are documents, which names their results get, and what a manifest may ask for."""

import os
from pathlib import Path

import pytest

from minimise.batch.bundles import Bundles
from minimise.batch.listing import list_folder, names_for
from minimise.batch.manifest import read_manifest
from minimise.batch.stores import shown
from minimise.errors import UsageProblem


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")
    return folder


def test_a_folder_is_listed_in_the_order_of_its_names_whatever_its_depth(tmp_path: Path) -> None:
    filled(tmp_path, "b.txt", "a/z.docx", "a/b/c/d/e.pdf", "c")

    listing = list_folder(tmp_path, tmp_path / "out")

    assert [shown(path, tmp_path) for path in listing.files] == [
        "a/b/c/d/e.pdf", "a/z.docx", "b.txt", "c",
    ]  # fmt: skip


def test_hidden_files_lock_files_links_and_the_output_folder_are_no_documents(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt", ".hidden", "~$a.docx", "Thumbs.db", "out/a.minimised.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")

    listing = list_folder(tmp_path, tmp_path / "out")

    assert [path.name for path in listing.files] == ["a.txt"]
    assert listing.passed_over == 4


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="the superuser may open everything")
def test_a_folder_that_cannot_be_opened_is_listed_so_that_it_fails(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt", "closed/b.txt")
    (tmp_path / "closed").chmod(0)

    files = list_folder(tmp_path, tmp_path / "out").files
    (tmp_path / "closed").chmod(0o700)

    assert [path.name for path in files] == ["a.txt", "closed"]


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_documents_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(UsageProblem):
        list_folder(tmp_path / name, tmp_path / "out")


def test_results_with_the_same_name_get_numbers_and_another_folder_is_another_place() -> None:
    stems = [("", "form"), ("", "FORM"), ("", "form-2"), ("sub", "form"), ("", "form")]

    assert names_for(stems) == ["form", "FORM-2", "form-2-2", "form", "form-3"]


def manifest(folder: Path, *rows: str, head: str = "file,recipient,subject,case") -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_manifest_gives_a_job_a_row_and_the_command_line_fills_what_is_empty(tmp_path: Path) -> None:
    rows = manifest(tmp_path, "sub/a.txt,school,Tyler Ward;Jade Ward,C1", "b.txt,,,", "b.txt,,,")

    jobs = read_manifest(rows, tmp_path, ("social-care:s47",), ("Kelly",))

    assert [(j.source.name, j.recipient, j.subjects, j.case, j.folder) for j in jobs] == [
        ("b.txt", "social-care:s47", ("Kelly",), "", "social-care-s47"),
        ("a.txt", "school", ("Tyler Ward", "Jade Ward"), "C1", "school/sub"),
    ]


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (["../a.txt,school,,"], "file,recipient,subject,case"),
        (["/etc/passwd,school,,"], "file,recipient,subject,case"),
        (["C:/a.txt,school,,"], "file,recipient,subject,case"),
        ([",school,,"], "file,recipient,subject,case"),
        (["a.txt,,,"], "file,recipient,subject,case"),
        (["a.txt,school,,Ward family"], "file,recipient,subject,case"),
        (["a.txt,school"], "file,whom"),
        ([], "file,recipient,subject,case"),
    ],
)
def test_a_manifest_that_asks_for_what_cannot_be_is_refused_without_a_word_of_it(
    tmp_path: Path, rows: list[str], head: str
) -> None:
    with pytest.raises(UsageProblem) as caught:
        read_manifest(manifest(tmp_path, *rows, head=head), tmp_path, (), ())

    assert caught.value.__context__ is None
    assert "Ward" not in f"{caught.value}{caught.value.facts}"


def test_rows_of_a_case_and_recipients_of_a_document_stay_together(tmp_path: Path) -> None:
    rows = manifest(tmp_path, "c.txt,school,,K9", "a.txt,school,,", "a.txt,police,,", "b.txt,school,,K9")

    bundles, waiting = [], Bundles(read_manifest(rows, tmp_path, (), ()))
    while bundle := [(job.source.name, job.recipient) for job in waiting.next()]:
        bundles.append(bundle)

    assert bundles == [[("a.txt", "police"), ("a.txt", "school")], [("b.txt", "school"), ("c.txt", "school")]]
