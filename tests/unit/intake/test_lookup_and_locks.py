import io
from collections.abc import Callable
from pathlib import Path

import docx
import msoffcrypto
import pikepdf
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.unit.formats_pdf.made import lines

from minimise.errors import UnreadableDocument, UsageProblem
from minimise.formats import format_of, read_password, unlocked

PASSWORD = "larch-1842"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Tia Ward was seen.")
    document.save(out)
    return out.getvalue()


def locked_word() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(word())).encrypt(PASSWORD, out)
    return out.getvalue()


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(lines("Tia Ward was seen."))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=PASSWORD, user=PASSWORD))
    return out.getvalue()


def broken_word() -> bytes:
    return OLE + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "name"), [(word(), "docx"), (lines("Tia Ward"), "pdf"), (b"Tia Ward", "txt")], ids=["docx", "pdf", "txt"]
)
def test_the_adapter_is_chosen_by_content(data: bytes, name: str) -> None:
    assert format_of(data).name == name


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xd8\xff\xe0Tia", "picture"),
        (b"\x89PNG\r\n\x1a\nTia", "picture"),
        (b"II*\x00Tia", "picture"),
        (b"MM\x00*Tia", "picture"),
        (bytes(range(256)), "not a Word document"),
    ],
)
def test_what_cannot_be_read_is_named_with_advice(data: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lookup", "pictures.adapter"):
        monkeypatch.setattr(f"minimise.formats.{module}.can_read", lambda: False)
    with pytest.raises(UnreadableDocument, match=says) as caught:
        format_of(data)

    assert caught.value.advice
    assert "Tia" not in f"{caught.value.summary} {caught.value.advice}"


@pytest.mark.parametrize(("make", "name"), [(locked_word, "docx"), (locked_pdf, "pdf")])
def test_the_right_password_opens_a_locked_file(make: Callable[[], bytes], name: str) -> None:
    data = make()

    opened = unlocked(data, PASSWORD)

    assert format_of(opened).name == name
    parts = format_of(opened).read(opened, "case").parts
    assert "Tia Ward was seen." in " ".join(part.text for part in parts)


@pytest.mark.parametrize("make", [locked_word, locked_pdf])
def test_a_locked_file_without_a_password_says_that_it_is_locked(make: Callable[[], bytes]) -> None:
    data = make()

    with pytest.raises(UnreadableDocument, match="protected with a password"):
        format_of(data).read(data, "case")


@pytest.mark.parametrize("make", [locked_word, locked_pdf, broken_word])
def test_a_wrong_password_is_refused_and_never_repeated(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="does not open") as caught:
        unlocked(make(), "wrong-pass")

    assert "wrong-pass" not in f"{caught.value} {caught.value.advice} {caught.value.facts}"
    assert caught.value.__context__ is None


@pytest.mark.parametrize("data", [word(), lines("Tia"), b"Tia"], ids=["docx", "pdf", "txt"])
def test_a_file_without_a_lock_comes_back_as_it_is(data: bytes) -> None:
    assert unlocked(data, PASSWORD) == data


def test_an_encrypted_file_is_what_its_library_says_it_is() -> None:
    assert msoffcrypto.OfficeFile(io.BytesIO(locked_word())).is_encrypted()


@pytest.mark.parametrize("text", ["larch-1842", "larch-1842\n", "\ufefflarch-1842\r\nsecond line\r\n", " larch-1842 "])
def test_the_password_is_the_first_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p"
    path.write_bytes(text.encode())

    assert read_password(path) == PASSWORD


@pytest.mark.parametrize("data", [None, b"", b" \n", b"\xff\xfe\x00"])
def test_a_password_file_without_a_password_is_a_usage_problem(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "Tia Ward"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(UsageProblem) as caught:
        read_password(path)

    assert "Ward" not in f"{caught.value} {caught.value.advice}"
    assert caught.value.__context__ is None


def test_a_locked_pdf_behind_other_bytes_opens_too() -> None:
    assert format_of(unlocked(b"\r\n\r\n" + locked_pdf(), PASSWORD)).name == "pdf"


def test_a_damaged_pdf_is_not_called_locked_when_a_password_is_given() -> None:
    data = b"%PDF-1.7 and nothing more"

    assert unlocked(data, PASSWORD) == data
