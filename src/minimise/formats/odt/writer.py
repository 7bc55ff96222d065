"""Builds a fresh OpenDocument text from a transcript; nothing of the old container is carried over."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from minimise.formats.archive import packed
from minimise.formats.odt.looks import Look, Shape
from minimise.formats.odt.names import MIME, SPACES, q
from minimise.formats.odt.story import Paragraph, Piece
from minimise.formats.odt.style_book import StyleBook
from minimise.formats.odt.transcript import Transcript

_VERSION = {q("office:version"): "1.2"}
_SIGNS = re.compile(r"( {2,}|^ |\t|\n)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_A4 = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "fo:margin-top": "2cm", "fo:margin-bottom": "2cm",
       "fo:margin-left": "2cm", "fo:margin-right": "2cm"}  # fmt: skip


def build(transcript: Transcript, banner: Sequence[str]) -> bytes:
    """Write the transcript; the same transcript gives the same bytes."""
    for paragraph in transcript.story.paragraphs:
        _fill(paragraph, transcript.page_book if paragraph.place.name == "styles" else transcript.book)
    _set_banner(transcript, banner)
    members = {
        "mimetype": MIME.encode("ascii"),
        "content.xml": _bytes(_content(transcript)),
        "styles.xml": _bytes(_styles(transcript)),
        "META-INF/manifest.xml": _bytes(_manifest(("content.xml", "styles.xml"))),
    }
    return packed(members, "mimetype")


def _fill(paragraph: Paragraph, book: StyleBook) -> None:
    """Write the words of a paragraph, those of one look together."""
    plain = next((shape.look for shape, name in book.paragraphs.items() if name == _named(paragraph.element)), Look())
    for look, group in groupby(paragraph.pieces, key=lambda piece: piece.look):
        pieces = list(group)
        holder = paragraph.element
        if look is not None and look != plain and any(piece.text for piece in pieces):
            holder = etree.SubElement(holder, q("text:span"), {q("text:style-name"): book.text(look)})
        for piece in pieces:
            _write(holder, piece)


def _named(element: etree._Element) -> str | None:
    return element.get(q("text:style-name"))


def _write(holder: etree._Element, piece: Piece) -> None:
    if piece.element is not None:
        holder.append(piece.element)
    for bit in _SIGNS.split(_CONTROL.sub("", piece.text + piece.mark)):
        if bit == "\t":
            etree.SubElement(holder, q("text:tab"))
        elif bit == "\n":
            etree.SubElement(holder, q("text:line-break"))
        elif bit and not bit.strip(" "):
            etree.SubElement(holder, q("text:s"), {q("text:c"): str(len(bit))})
        elif bit:
            _append(holder, bit)


def _append(holder: etree._Element, text: str) -> None:
    """Add words after everything that stands in an element."""
    last = next(holder.iterchildren(reversed=True), None)
    if last is None:
        holder.text = (holder.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _set_banner(transcript: Transcript, banner: Sequence[str]) -> None:
    bold = transcript.book.paragraph(Shape(look=Look(bold=True)))
    for number, line in enumerate(banner):
        paragraph = etree.Element(q("text:p"), {q("text:style-name"): bold})
        paragraph.text = line
        transcript.body.insert(number, paragraph)


def _content(transcript: Transcript) -> etree._Element:
    root = etree.Element(q("office:document-content"), _VERSION, nsmap=dict(SPACES))
    transcript.book.write(etree.SubElement(root, q("office:automatic-styles")))
    etree.SubElement(root, q("office:body")).append(transcript.body)
    return root


def _styles(transcript: Transcript) -> etree._Element:
    """Write the page, with what stands in its margins."""
    root = etree.Element(q("office:document-styles"), _VERSION, nsmap=dict(SPACES))
    common = etree.SubElement(root, q("office:styles"))
    usual = etree.SubElement(common, q("style:default-style"), {q("style:family"): "paragraph"})
    etree.SubElement(usual, q("style:text-properties"), {q("fo:font-size"): "11pt", q("fo:font-family"): "Arial"})
    automatic = etree.SubElement(root, q("office:automatic-styles"))
    transcript.page_book.write(automatic)
    layout = etree.SubElement(automatic, q("style:page-layout"), {q("style:name"): "Page"})
    size = {q(name): value for name, value in (_A4 | transcript.page).items()}
    etree.SubElement(layout, q("style:page-layout-properties"), size)
    for sort in ("header", "footer"):
        if f"style:{sort}" in transcript.margins:
            style = etree.SubElement(layout, q(f"style:{sort}-style"))
            etree.SubElement(style, q("style:header-footer-properties"), {q("fo:min-height"): "0.6cm"})
    masters = etree.SubElement(root, q("office:master-styles"))
    named = {q("style:name"): "Standard", q("style:page-layout-name"): "Page"}
    master = etree.SubElement(masters, q("style:master-page"), named)
    for tag in _order(transcript):
        master.append(transcript.margins[tag])
    return root


def _order(transcript: Transcript) -> Iterator[str]:
    for sort in ("header", "footer"):
        yield from (tag for side in ("", "-left", "-first") if (tag := f"style:{sort}{side}") in transcript.margins)


def _manifest(members: Sequence[str]) -> etree._Element:
    root = etree.Element(q("manifest:manifest"), {q("manifest:version"): "1.2"}, nsmap={"manifest": SPACES["manifest"]})
    for path, kind in (("/", MIME), *((member, "text/xml") for member in members)):
        etree.SubElement(
            root, q("manifest:file-entry"), {q("manifest:full-path"): path, q("manifest:media-type"): kind}
        )
    return root


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
