"""Builds a fresh Word file from a transcript; nothing of the old container is carried over."""

from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from minimise.formats.archive import packed
from minimise.formats.docx.furniture import make_core
from minimise.formats.docx.markup import SPACES, q
from minimise.formats.docx.pictures import write_pictures
from minimise.formats.docx.placeholders import has_white_text, is_placeholder, write_marks
from minimise.formats.docx.story import write_text
from minimise.formats.docx.transcript import Transcript
from minimise.model import Surface

_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = SPACES["r"]
_CORE_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

# Where each part goes and what it is; numbered parts (header1) go by their sort.
_PLACES = {
    "document": ("word/document.xml", f"{_WORD_TYPE}.document.main+xml"),
    "styles": ("word/styles.xml", f"{_WORD_TYPE}.styles+xml"),
    "numbering": ("word/numbering.xml", f"{_WORD_TYPE}.numbering+xml"),
    "settings": ("word/settings.xml", f"{_WORD_TYPE}.settings+xml"),
    "footnotes": ("word/footnotes.xml", f"{_WORD_TYPE}.footnotes+xml"),
    "endnotes": ("word/endnotes.xml", f"{_WORD_TYPE}.endnotes+xml"),
    "theme": ("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
}


def build(transcript: Transcript, banner: Sequence[str]) -> bytes:
    """Write the transcript as a Word file; the same transcript gives the same bytes."""
    _set_banner(transcript.stories["document"].root, banner)
    roots = {name: story.root for name, story in transcript.stories.items()} | transcript.looks
    members: dict[str, bytes] = {}
    pictures = write_pictures(transcript.stories["document"].root, transcript.pictures)
    members |= {f"word/media/{name}.png": picture for name, picture in pictures.items()}
    overrides = {"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
    dark = any(has_white_text(root) for root in roots.values())
    for name, root in roots.items():
        write_marks(root, dark=dark)
        member, kind = _place(name)
        members[member] = _bytes(root)
        overrides[member] = kind
    members["docProps/core.xml"] = make_core(_lines(transcript))
    members["[Content_Types].xml"] = _bytes(_content_types(overrides, pictured=bool(pictures)))
    members["_rels/.rels"] = _bytes(
        _relationships(
            [
                ("rId1", f"{_RELATED}/officeDocument", "word/document.xml"),
                ("rId2", _CORE_RELATED, "docProps/core.xml"),
            ]
        )
    )
    members["word/_rels/document.xml.rels"] = _bytes(_relationships(list(_document_links(roots, pictures))))
    return packed(members, "[Content_Types].xml", squeeze_first=True)


def _lines(transcript: Transcript) -> Iterator[str]:
    """Yield the lines of the body that are words of the document, and not a placeholder of ours alone."""
    for paragraph in transcript.stories["document"].paragraphs:
        if paragraph.surface in (Surface.BODY, Surface.CELL):
            lines = paragraph.text().split("\n")
            yield from (line for line in lines if not is_placeholder(line.strip()))


def _set_banner(document: etree._Element, lines: Sequence[str]) -> None:
    """Set handling lines in bold at the top of the body."""
    body = document.find(q("w:body"))
    for line in reversed(lines):
        paragraph = etree.Element(q("w:p"))
        run = etree.SubElement(paragraph, q("w:r"))
        etree.SubElement(etree.SubElement(run, q("w:rPr")), q("w:b"))
        write_text(run, line)
        if body is not None:
            body.insert(0, paragraph)


def _place(name: str) -> tuple[str, str]:
    """Give the member and content type of a part."""
    sort = name.rstrip("0123456789")
    if sort in ("header", "footer"):
        return f"word/{name}.xml", f"{_WORD_TYPE}.{sort}+xml"
    return _PLACES[name]


def _document_links(roots: Iterable[str], pictures: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and target of what the document is related to."""
    for name in roots:
        if name != "document":
            member, _ = _place(name)
            yield f"rId_{name}", f"{_RELATED}/{name.rstrip('0123456789')}", member.removeprefix("word/")
    for name in pictures:
        yield f"rId_{name}", f"{_RELATED}/image", f"media/{name}.png"


def _relationships(links: list[tuple[str, str, str]]) -> etree._Element:
    root = etree.Element(q("rel:Relationships"), nsmap=_plain("rel"))
    for number, kind, target in sorted(links):
        attributes = {"Id": number, "Type": kind, "Target": target}
        etree.SubElement(root, q("rel:Relationship"), attributes)
    return root


def _plain(prefix: str) -> dict[str, str]:
    """Give a namespace as the one without a prefix, which lxml's types do not foresee."""
    return {None: SPACES[prefix]}  # type: ignore[dict-item]


def _content_types(overrides: dict[str, str], *, pictured: bool) -> etree._Element:
    root = etree.Element(q("ct:Types"), nsmap=_plain("ct"))
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    if pictured:
        kinds["png"] = "image/png"
    for extension, kind in kinds.items():
        etree.SubElement(root, q("ct:Default"), {"Extension": extension, "ContentType": kind})
    for member, kind in sorted(overrides.items()):
        etree.SubElement(root, q("ct:Override"), {"PartName": f"/{member}", "ContentType": kind})
    return root


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
