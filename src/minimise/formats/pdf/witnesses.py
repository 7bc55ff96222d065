"""What readers of other makes see in a finished file; none of them takes part in writing it."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from pdfminer.layout import LAParams
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from minimise.errors import UnreadableDocument
from minimise.formats.adapter import Witness
from minimise.formats.pdf.channels import own_words
from minimise.formats.pdf.faces import is_public
from minimise.formats.pdf.plainly import words_in_order
from minimise.formats.pdf.raster import SCAN
from minimise.formats.pdf.scanned import greys_of
from minimise.formats.scans import read_back
from minimise.safe import Id

_MOST = 400_000
_OURS = b"/Producer (minimise)"
"""Our own files give their words in reading order, with spaces; others need their layout guessed."""
_OUTLINES = ("/FontFile", "/FontFile2", "/FontFile3")
_OWN = re.compile(r"[A-Za-z][A-Za-z0-9]+(?:-[A-Z][A-Za-z]*)?")
_SIGN = re.compile(r"[^\W_]")
_SPELT = re.compile(r"#([0-9a-fA-F]{2})")


def witnesses_of(data: bytes) -> tuple[Witness, ...]:
    """Read a finished file with four readers, and pages that came as pictures with a fifth.

    Raises:
        UnreadableDocument: one of them failed, so the file is not verified.
    """
    readers: tuple[tuple[str, Callable[[bytes], tuple[Witness, ...]]], ...] = (
        ("pdfium", _pdfium), ("pdfminer", _pdfminer), ("pypdf", _pypdf), ("ocr", _ocr),
    )  # fmt: skip
    found: list[Witness] = []
    for name, reader in readers:
        seen = _tried(reader, data)
        if not seen:
            raise UnreadableDocument("the written PDF could not be read back", reader=Id(name))
        found += seen
    return tuple(found)


def _tried(reader: Callable[[bytes], tuple[Witness, ...]], data: bytes) -> tuple[Witness, ...]:
    try:
        return reader(data)
    except Exception:  # noqa: BLE001 - whatever a foreign reader raises means: not verified
        return ()


def _pdfium(data: bytes) -> tuple[Witness, ...]:
    with pypdfium2.PdfDocument(data) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n"))
            text.close()
            page.close()
    return (Witness("pdfium", "\n".join(pages)),)


def _pdfminer(data: bytes) -> tuple[Witness, ...]:
    if _OURS in data:
        return (Witness("pdfminer", words_in_order(data)),)
    text = extract_text(io.BytesIO(data), laparams=LAParams(boxes_flow=None))
    return (Witness("pdfminer", text.replace("\x0c", "\n")),)


def _pypdf(data: bytes) -> tuple[Witness, ...]:
    """Read the pages, and look at every object that is reachable: names, strings, and what the streams unpack to."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    values = [str(value) for value in (reader.metadata or {}).values()]
    info = tuple(("properties", value) for value in values if value not in own_words())
    pages, shown = [], []
    for page in reader.pages:
        spelt = _Spelt()
        pages.append(page.extract_text(visitor_operand_before=spelt.note))
        shown.append(("shown", "\n".join(spelt.lines)))
    visible = Witness("pypdf", "\n".join(pages), info)
    return visible, Witness("pdf-raw", None, (*_walk(reader.trailer), *shown))


def _ocr(data: bytes) -> tuple[Witness, ...]:
    """Render the pages that came as pictures and read them once more, whatever their text layer says."""
    numbers = [n for n, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages) if _is_scan(page)]
    pictures = []
    with pypdfium2.PdfDocument(data) as document:
        for number in numbers:
            page = document[number]
            pictures.append(("picture", read_back(greys_of(page)[0])))
            page.close()
    return (Witness("ocr", None, tuple(pictures)),)


def _is_scan(page: Any) -> bool:
    resources = page.get("/Resources", DictionaryObject()).get_object()
    return SCAN in resources.get("/XObject", DictionaryObject()).get_object()


class _Spelt:
    """Joins the bytes that each text instruction shows, so that kerning does not part a word."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def note(self, operator: bytes, operands: list[Any], *_: object) -> None:
        if operator in (b"Tj", b"TJ", b"'", b'"') and operands:
            strings = operands[0] if operator == b"TJ" else operands[-1:]
            self.lines.append("".join(_bytes(each) for each in strings if isinstance(each, (str, bytes))))


def _walk(start: Any) -> Iterator[tuple[str, str]]:
    met: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, bool]] = [(start, False)]
    steps = 0
    while waiting:
        thing, outlines = waiting.pop()
        steps += 1
        if steps > _MOST:
            raise ValueError
        if isinstance(thing, IndirectObject):
            if (thing.idnum, thing.generation) in met:
                continue
            met.add((thing.idnum, thing.generation))
            thing = thing.get_object()
        yield from _words_in(thing, outlines=outlines)
        if isinstance(thing, DictionaryObject):
            waiting += [(thing.raw_get(key), key in _OUTLINES) for key in thing]
        elif isinstance(thing, ArrayObject):
            waiting += [(value, False) for value in thing]


def _words_in(thing: Any, *, outlines: bool) -> Iterator[tuple[str, str]]:
    """Yield what one object itself can spell; font outlines are not words."""
    if isinstance(thing, StreamObject) and not outlines:
        text = thing.get_data().decode("latin-1")
        if _SIGN.search(text):  # our pictures have no dot that is the code of a letter or digit
            yield "stream", _foreign(text)
    if isinstance(thing, DictionaryObject):
        yield from (("names", name) for key in thing if (name := _foreign(_spelt(key))))
    elif isinstance(thing, NameObject):
        if name := _foreign(_spelt(thing)):
            yield "names", name
    elif isinstance(thing, TextStringObject):
        if str(thing) not in own_words() and not is_public(str(thing)):
            yield "strings", str(thing)
    elif isinstance(thing, ByteStringObject):
        yield "strings", bytes(thing).decode("latin-1")


def _spelt(name: str) -> str:
    return _SPELT.sub(lambda match: chr(int(match.group(1), 16)), name)


def _foreign(text: str) -> str:
    """Leave out what every file of ours holds, and names of faces that everybody uses; anything else is looked at."""
    if is_public(text):
        return ""
    return _OWN.sub(lambda match: "" if match.group() in own_words() else match.group(), text).strip("/+ ")


def _bytes(string: str | bytes) -> str:
    return string.decode("latin-1") if isinstance(string, bytes) else str(string)
