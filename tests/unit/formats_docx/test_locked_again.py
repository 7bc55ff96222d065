"""A copy of a locked file is locked again with the same password, and opens with no other."""

import io

import pikepdf
import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import locked_again, unlocked
from minimise.formats.docx import Word

from .made import Made, para, visible

PASSWORD = "pässwörd 7"
WORD = Word()


@pytest.mark.parametrize(
    "text", ["Kelly was seen.", "Kelly was seen. " + "".join(chr(0x4E00 + n) for n in range(9000))]
)
def test_a_copy_opens_with_its_password_alone(text: str) -> None:
    copy = WORD.write(Made(para(text)).bytes(), [])

    locked = locked_again(copy, PASSWORD)

    assert WORD.sniff(locked)
    assert visible(unlocked(locked, PASSWORD)) == [text]
    with pytest.raises(UnreadableDocument):
        unlocked(locked, "another")
    with pytest.raises(UnreadableDocument, match="protected with a password"):
        WORD.read(locked, "case")


def test_no_word_of_the_copy_can_be_read_without_the_password() -> None:
    locked = locked_again(WORD.write(Made(para("Zelwyckham")).bytes(), []), PASSWORD)

    assert not any(name in locked for name in (b"Zelwyckham", b"word/document", PASSWORD.encode()))


def test_a_pdf_is_locked_and_keeps_its_page() -> None:
    plain = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)

    locked = locked_again(plain.getvalue(), PASSWORD)

    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password=PASSWORD) as pdf:
        assert len(pdf.pages) == 1


def test_plain_text_cannot_bear_a_password_and_comes_back_as_it_is() -> None:
    assert locked_again(b"Kelly was seen.", PASSWORD) == b"Kelly was seen."
