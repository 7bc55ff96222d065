"""Older documents: refused with advice without LibreOffice, and read through it where it is installed."""

import io
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

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

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"


def open_sheet() -> bytes:
    """Give a small .ods: a name, a hidden row, a remark and a number."""
    spaces = "".join(f' xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    cells = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = f"<table:table-row>{cells.format('Name')}{cells.format('Note')}</table:table-row>"
    remark = cells.format("Zelwyck Thornquist").replace(
        "</table:t", "<office:annotation><text:p>Quarrender</text:p></office:annotation></table:t"
    )
    rows += f"<table:table-row>{remark}{cells.format('He has a bruise.')}</table:table-row>"
    rows += f"<table:table-row table:visibility='collapse'>{cells.format('Quarrender')}</table:table-row>"
    content = (
        f"<office:document-content{spaces} office:version='1.2'><office:body><office:spreadsheet>"
        f"<table:table table:name='Sheet1'>{rows}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/><manifest:file-entry manifest:full-path="content.xml" '
        'manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(name, body)
    return out.getvalue()


def old_sheet() -> bytes:
    """Give the same as a .xls, which the program itself writes."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name, "in.ods")
        source.write_bytes(open_sheet())
        command = [str(office_program()), f"-env:UserInstallation={Path(name, 'p').as_uri()}", "--headless"]
        subprocess.run(
            [*command, "--convert-to", "xls:MS Excel 97", "--outdir", name, str(source)],
            check=True, capture_output=True, timeout=150,
        )  # fmt: skip
        return Path(name, "in.xls").read_bytes()


def _has_sheets() -> bool:
    program = office_program()
    return program is not None and Path(program).resolve().with_name("scalc").exists()


with_office = [
    pytest.mark.slow,
    pytest.mark.skipif(office_program() is None, reason="LibreOffice is not installed"),
]


@pytest.mark.parametrize(("data", "says"), [(RICH, "rich-text"), (BINARY, "older kind of Word")], ids=["rtf", "doc"])
def test_without_libreoffice_an_older_document_is_refused_with_advice(
    data: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minimise.formats.converted.conversions.office_program", lambda: None)

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


SHEET = OLE + b"\0" * 64 + "Workbook".encode("utf-16-le") + b"\0" * 600


def test_an_old_spreadsheet_is_no_older_word_document() -> None:
    assert format_of(SHEET, ".doc").name == "xlsx"


@pytest.mark.parametrize(("data", "says"), [(SHEET, r"\.xls"), (open_sheet(), r"\.ods")], ids=["xls", "ods"])
def test_without_libreoffice_an_older_spreadsheet_is_refused_with_advice(
    data: bytes, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("minimise.formats.converted.conversions.office_program", lambda: None)

    with pytest.raises(UnreadableDocument, match=says) as caught:
        format_of(data).read(data, "case")

    assert "save it as .xlsx" in caught.value.advice


@pytest.mark.parametrize("elder", list(Elder))
def test_what_cannot_be_converted_is_refused_with_the_next_step(elder: Elder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minimise.formats.converted.office.office_program", lambda: None)

    with pytest.raises(UnreadableDocument, match="could not be converted") as caught:
        converted(b"x", elder)

    assert f"save it as .{elder.modern} without a password" in caught.value.advice


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

    @pytest.mark.skipif(not _has_sheets(), reason="LibreOffice Calc is not installed")
    @pytest.mark.parametrize("make", [open_sheet, old_sheet], ids=["ods", "xls"])
    def test_an_older_spreadsheet_comes_out_as_a_clean_workbook(self, make: Callable[[], bytes]) -> None:
        data = make()
        adapter = format_of(data)
        document = adapter.read(data, "case")
        at = next(n for n, part in enumerate(document.parts) if part.text == "Zelwyck Thornquist")
        copy = adapter.write(data, [Edit(Span(at, 0, 18), "[Neighbour 1]")])

        assert adapter.suffix == ".xlsx"
        assert [p.text for p in document.parts if p.visible] == [
            "Name", "Note", "Zelwyck Thornquist", "He has a bruise.",
        ]  # fmt: skip
        assert sum("Quarrender" in part.text for part in document.parts if not part.visible) >= 2
        told = [t for w in adapter.witnesses(copy) for t in (w.visible or "", *(text for _, text in w.surfaces))]
        assert not [text for text in told if "Quarrender" in text or "Thornquist" in text]
        assert any("He has a bruise." in text for text in told)

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
