"""Two readers that the writer does not use: one over the standard library alone, one over python-docx."""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.docx.constants import names_nothing, says_nothing
from minimise.formats.pictures.reading_back import dots_of_png
from minimise.safe import Id

_MAX_TOTAL = 200 * 2**20
_MAX_MEMBERS = 2_000
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RUN, _PARAGRAPH, _ROW = f"{_W} r", f"{_W} p", f"{_W} tr"
_WORDS = (f"{_W} t", f"{_M} t")
_FALLBACK = f"{_MC} Fallback"
_SHOWN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_STORIES = ("document", "header", "footer", "footnotes", "endnotes")
_SHORT = 40
_COMB = 3
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,}={0,2}")


class _Refused(Exception):
    """The file is not one that a witness will vouch for."""


class _Listener:
    """Hears one XML part: the text people see by paragraph, and everything else by where it stands."""

    def __init__(self, part: str) -> None:
        self.paragraphs: list[list[str]] = []
        self.surfaces: dict[tuple[str, str], None] = {}
        self._part = part
        self._path: list[str] = []
        self._open: list[list[str]] = []
        self._cells: list[list[list[str]]] = []
        self._fallbacks = 0
        self._other: list[str] = []
        self.pictured: list[str] = []
        """What pictures say to those who cannot see them; a finished file describes no others."""
        self._heard: set[tuple[str, str]] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if self._other:
            self._flush()
        if not self._heard.issuperset(attributes.items()):
            self._hear_attributes(attributes)
        space, _, local = name.rpartition(" ")
        if local == "docPr" and attributes.get("descr"):
            self.pictured.append(attributes["descr"])
        if name == _FALLBACK:
            self._fallbacks += 1
        if space == _W and not self._fallbacks:
            if local == "tr":
                self._cells.append([])
            elif local == "tc" and self._cells:
                self._cells[-1].append([])
            elif local == "p":
                self._open.append([])
                self.paragraphs.append(self._open[-1])
            elif self._open and self._path and self._path[-1] == _RUN:
                self._open[-1].append(_SHOWN.get(local, ""))
        self._path.append(name)

    def end(self, name: str) -> None:
        """Hear an element end."""
        if self._other:
            self._flush()
        self._path.pop()
        if name == _FALLBACK:
            self._fallbacks -= 1
        if name == _PARAGRAPH and not self._fallbacks:
            self._open.pop()
        if name == _ROW and not self._fallbacks and self._cells:
            self._note_comb(self._cells.pop())

    def text(self, data: str) -> None:
        """Hear text: seen if it stands in a run's text, else under the surface."""
        if self._open and not self._fallbacks and self._path[-1] in _WORDS:
            self._open[-1].append(data)
            if self._cells and self._cells[-1]:
                self._cells[-1][-1].append(data)
        else:
            self._other.append(data)

    def _note_comb(self, cells: list[list[str]]) -> None:
        """Hear a row of boxes with one letter or digit each as the word or number that it spells."""
        spelt = "".join(text if len(text) == 1 else " " for text in ("".join(cell).strip() for cell in cells))
        for word in spelt.split():
            if len(word) >= _COMB:
                self._note("comb", word)

    def hidden(self, data: str, rest: str = "") -> None:
        """Hear a comment or processing instruction."""
        self._note("comment", f"{data} {rest}")

    def _hear_attributes(self, attributes: dict[str, str]) -> None:
        """Note what attributes say; what was heard before is noted already."""
        for attribute, value in attributes.items():
            if (attribute, value) not in self._heard:
                self._heard.add((attribute, value))
                place = attribute.rpartition(" ")[2]
                if not says_nothing(place, value):
                    self._note(place, value)

    def _flush(self) -> None:
        text = "".join(self._other)
        self._other.clear()
        self._note(self._path[-1].rpartition(" ")[2] if self._path else "text", text)

    def _note(self, where: str, text: str) -> None:
        if text.strip():
            plain = where if where.isascii() and where.isalnum() and len(where) < _SHORT else "other"
            self.surfaces[(f"{self._part}:{plain}", text)] = None


def raw_witness(data: bytes) -> Witness:
    """Read a file with zipfile and expat; `visible` is None for nothing, every paragraph a line.

    Raises:
        UnreadableDocument: it is no sound container of sound XML.
    """
    try:
        members, surfaces = _unpack(data)
        heard = {name: _hear(name, content) for name, content in members.items() if _is_xml(name)}
    except (
        _Refused,
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
    ):
        heard = None
    if heard is None or "word/document.xml" not in heard:
        raise UnreadableDocument("a second reader could not read the finished document", format=Id("docx"))
    for name, content in members.items():
        if not names_nothing(name):
            surfaces.append((_code(name), name))
        if not _is_xml(name) and dots_of_png(content) is None:
            surfaces += [
                (_code(name), content.decode("latin-1")),
                (_code(name), content.decode("utf-16-le", "replace")),
            ]
    for listener in heard.values():
        surfaces += listener.surfaces
    lines = ["".join(words) for name in _reading_order(heard) for words in heard[name].paragraphs]
    lines += [words for name in _reading_order(heard) for words in heard[name].pictured]
    for name, listener in heard.items():
        if name not in _reading_order(heard):
            surfaces += [(_code(name), "".join(words)) for words in listener.paragraphs]
    visible = "\n".join(lines)
    surfaces += [(f"{place}:decoded", plain) for place, text in surfaces for plain in _decoded(text)]
    surfaces += [("text:decoded", plain) for plain in _decoded(visible)]
    return Witness("docx-raw", visible, tuple(surfaces))


def _decoded(text: str) -> Iterator[str]:
    """Yield what a text says in percent signs, or in base64, of one or two bytes a letter."""
    if "%" in text and (plain := unquote(text)) != text:
        yield plain
    for match in _BASE64.finditer(text):
        try:
            content = base64.b64decode(match[0] + "=" * (-len(match[0]) % 4), validate=True)
        except binascii.Error:
            continue
        for encoding in ("utf-8", "utf-16-le"):
            plain = content.decode(encoding, "replace")
            if sum(char.isascii() and char.isprintable() for char in plain) > 0.8 * len(plain):
                yield plain


def _unpack(data: bytes) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """Inflate all members, and note what a container can say besides."""
    members: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > _MAX_MEMBERS or sum(info.file_size for info in infos) > _MAX_TOTAL:
            raise _Refused
        surfaces = [("zip:comment", archive.comment.decode("latin-1"))]
        for info in infos:
            if info.filename in members:
                raise _Refused
            surfaces.append((_code(info.filename), (info.comment + info.extra).decode("latin-1")))
            members[info.filename] = archive.read(info)
    surfaces += [("zip:between", gap) for gap in _gaps(data)]
    return members, [(place, text) for place, text in surfaces if text.strip()]


def _gaps(data: bytes) -> Iterator[str]:
    """Yield what stands before the first member or after the directory."""
    yield data[: max(data.find(b"PK\x03\x04"), 0)].decode("latin-1")
    end = data.rfind(b"PK\x05\x06")
    yield data[end + 22 :].decode("latin-1")


def _hear(name: str, content: bytes) -> _Listener:
    """Parse one part and hear it out."""
    listener = _Listener(_code(name))
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.text
    parser.CommentHandler = listener.hidden
    parser.ProcessingInstructionHandler = listener.hidden
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)
    return listener


def _refuse(*_: object) -> None:
    raise _Refused


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _reading_order(heard: dict[str, _Listener]) -> list[str]:
    """Give the members that people read: the document, headers, footers, then notes."""
    names = [name for name in heard if name.startswith("word/") and name.count("/") == 1]
    return [
        name
        for story in _STORIES
        for name in sorted(names, key=lambda name: (len(name), name))
        if name.removeprefix("word/").removesuffix(".xml").rstrip("0123456789") == story
    ]


def _code(name: str) -> str:
    """Give a plain code for a member: its own name could be somebody's."""
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0].rstrip("0123456789")
    known = ("core", "app", "custom", "styles", "numbering", "settings", "theme", "comments", *_STORIES)
    return name if stem in known and name.isascii() and len(name) < _SHORT and " " not in name else "member"


def library_witness(data: bytes) -> Witness:
    """Read a file with python-docx, which reaches body, tables, headers and footers: a part of what is seen.

    `visible` is None, because python-docx sees no text boxes and no notes; what it does see is a surface.

    Raises:
        UnreadableDocument: python-docx could not open it.
    """
    try:
        surfaces = tuple(_library_surfaces(data))
    except Exception:  # noqa: BLE001 - any failure of the library means that it cannot vouch for the file
        surfaces = None
    if surfaces is None:
        raise UnreadableDocument("a second reader could not read the finished document", format=Id("docx"))
    return Witness("python-docx", None, surfaces)


def _library_surfaces(data: bytes) -> Iterator[tuple[str, str]]:
    from docx import Document as open_document

    document = open_document(io.BytesIO(data))
    yield "python-docx:body", "\n".join(_library_lines(document))
    for section in document.sections:
        for page in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not page.is_linked_to_previous:
                yield "python-docx:page", "\n".join(_library_lines(page))
    core = document.core_properties
    yield "python-docx:core", "\n".join((core.author, core.title, core.subject, core.comments, core.keywords))


def _library_lines(container: object) -> Iterator[str]:
    """Yield the lines of a document, header or cell, tables row by row."""
    from docx.table import Table, _Cell

    for block in container.iter_inner_content():  # type: ignore[attr-defined]  # three classes without a shared type
        if not isinstance(block, Table):
            yield block.text
            continue
        # By the cells as they stand: `row.cells` fails on merges that real files get wrong.
        for row in block.rows:
            for cell in row._tr.tc_lst:
                yield from _library_lines(_Cell(cell, block))
