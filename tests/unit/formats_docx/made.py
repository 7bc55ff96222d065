"""Makes small Word files part by part, so that a test can say exactly what stands in them."""

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from minimise.formats.docx import Word
from minimise.model import Edit, Part, Span, Surface

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def p(content: str, properties: str = "") -> str:
    """Give a paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Give a run with text."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str) -> str:
    """Give a paragraph with one run."""
    return p(r(text))


def root(tag: str, content: str) -> str:
    """Give a whole part with our prefixes."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {SPACES}>{content}</w:{tag}>'


@dataclass
class Made:
    """A Word file in the making; `links` are (id, kind, target, external) of the document."""

    body: str
    members: dict[str, str | bytes] = field(default_factory=dict)
    links: list[tuple[str, str, str, bool]] = field(default_factory=list)
    package_links: list[tuple[str, str]] = field(default_factory=list)
    main: str = "word/document.xml"
    main_type: str = MAIN
    comment: bytes = b""

    def part(self, name: str, kind: str, content: str | bytes, number: str | None = None) -> "Made":
        """Add a part that the document is related to."""
        self.members[f"word/{name}"] = content
        self.links.append((number or f"rId{len(self.links) + 10}", kind, name, False))
        return self

    def link(self, number: str, kind: str, target: str) -> "Made":
        """Add a relationship that leads out of the file."""
        self.links.append((number, kind, target, True))
        return self

    def property_part(self, name: str, kind: str, content: str) -> "Made":
        """Add a part that the whole package is related to."""
        self.members[name] = content
        self.package_links.append((kind, name))
        return self

    def bytes(self) -> bytes:
        """Zip it."""
        members: dict[str, str | bytes] = {
            "[Content_Types].xml": (
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/{self.main}" ContentType="{self.main_type}"/></Types>'
            ),
            "_rels/.rels": _relationships(
                [("rId1", f"{OFFICE}/officeDocument", self.main, False)]
                + [(f"rId{n}", kind, target, False) for n, (kind, target) in enumerate(self.package_links, 2)]
            ),
            self.main: root("document", f"<w:body>{self.body}</w:body>"),
            "word/_rels/document.xml.rels": _relationships(
                [(number, f"{OFFICE}/{kind}", target, out) for number, kind, target, out in self.links]
            ),
        }
        members |= self.members
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = self.comment
            for name, content in members.items():
                archive.writestr(name, content)
        return stream.getvalue()


def _relationships(links: list[tuple[str, str, str, bool]]) -> str:
    rows = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target={quoteattr(target)}'
        f"{' TargetMode=' + quoteattr('External') if external else ''}/>"
        for number, kind, target, external in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def visible(data: bytes) -> list[str]:
    """Give the visible texts that are read, without the empty ones."""
    return [part.text for part in Word().read(data, "case").parts if part.visible and part.text]


def withdrawn(data: bytes, surface: Surface) -> list[str]:
    """Give the withdrawn texts of one surface."""
    return [part.text for part in Word().read(data, "case").parts if part.surface is surface]


def edits_over(parts: tuple[Part, ...], word: str, label: str = "[Neighbour 1]") -> list[Edit]:
    """Give an edit over every visible occurrence of a word."""
    found = []
    for number, part in enumerate(parts):
        start = part.text.find(word)
        while part.visible and start >= 0:
            found.append(Edit(Span(number, start, start + len(word)), label))
            start = part.text.find(word, start + len(word))
    return found


def member(data: bytes, name: str = "word/document.xml") -> str:
    """Give a member of a written file as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def everything(data: bytes) -> bytes:
    """Give the raw bytes of a file, and those of all its members, inflated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return data + b"\0".join(archive.read(name) + name.encode() for name in archive.namelist())
