"""Older documents: refused with advice without LibreOffice, and read through it where it is installed."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats import format_of, named
from minimise.formats.converted import AnyWord, office_program
from minimise.formats.converted.office import Elder, converted
from minimise.model import Edit, Span

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RICH = (
    rb"{\rtf1\ansi{\info{\author Quarrender}}\f0 Referral for Tyler Ward\par {\b Zelwyck Thornquist} rang.\par "
    rb"{\v Quarrender}He has a bruise on the left arm.\par}"
)
BINARY = OLE + b"\0" * 64 + "WordDocument".encode("utf-16-le") + b"\0" * 600

with_office = [
    pytest.mark.slow,
    pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed"),
]


@pytest.mark.parametrize(("data", "says"), [(RICH, "rich-text"), (BINARY, "older kind of Word")], ids=["rtf", "doc"])
def test_without_libreoffice_an_older_document_is_refused_with_advice(
    data: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minimise.formats.converted.anyword.office_program", lambda: None)

    with pytest.raises(UnreadableDocument, match=says) as caught:
        AnyWord().read(data, "case")

    assert "save it as .docx" in caught.value.advice
    assert "Ward" not in f"{caught.value} {caught.value.advice}"


@pytest.mark.parametrize(
    "data", [RICH, b"\xef\xbb\xbf" + RICH, b"\r\n" + RICH, BINARY], ids=["rtf", "bom", "gap", "doc"]
)
def test_an_older_document_is_known_by_its_content(data: bytes) -> None:
    assert format_of(data, ".txt").name == "docx"


def test_a_locked_older_document_is_left_to_the_word_reader_to_refuse() -> None:
    with pytest.raises(UnreadableDocument, match="password"):
        AnyWord().read(BINARY + "EncryptedPackage".encode("utf-16-le"), "case")


def test_an_old_spreadsheet_is_no_older_word_document() -> None:
    with pytest.raises(UnreadableDocument, match=r"\.xls"):
        format_of(OLE + b"\0" * 64 + "Workbook".encode("utf-16-le") + b"\0" * 600)


class TestWithLibreOffice:
    pytestmark = with_office

    def test_rich_text_comes_out_as_a_clean_word_file_twice_the_same(self) -> None:
        document = named("docx").read(RICH, "case")
        texts = [part.text for part in document.parts if part.visible]
        edits = [Edit(Span(1, 0, 18), "[Neighbour 1]")]

        copies = [AnyWord().write(RICH, edits) for _ in range(2)]

        assert texts == ["Referral for Tyler Ward", "Zelwyck Thornquist rang.", "He has a bruise on the left arm."]
        assert any("Quarrender" in part.text for part in document.parts if not part.visible)
        assert copies[0] == copies[1]
        seen = [text for w in AnyWord().witnesses(copies[0]) for text in (w.visible or "", *(t for _, t in w.surfaces))]
        assert not [text for text in seen if "Quarrender" in text or "Thornquist" in text]

    def test_nothing_of_a_broken_document_is_said(self) -> None:
        with pytest.raises(UnreadableDocument, match="could not be converted") as caught:
            AnyWord().read(BINARY, "case")

        assert caught.value.__context__ is None

    def test_a_picture_from_the_network_is_not_asked_for(self) -> None:
        asked: list[str] = []

        class Listener(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

        with HTTPServer(("127.0.0.1", 0), Listener) as server:
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            field = (
                rb'{\field{\*\fldinst INCLUDEPICTURE "http://127.0.0.1:%d/x.png"}{\fldrslt x}}\par}'
                % server.server_port
            )
            converted(RICH.removesuffix(b"}") + field, Elder.RICH_TEXT)
            server.shutdown()
            thread.join()

        assert asked == []
