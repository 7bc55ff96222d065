"""Writes a sample as a Word document, with comments, tracked changes, footnotes and a text box where asked."""

import datetime
import io
import zipfile
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from .source import Block, Piece, Source, pieces

_WRITTEN = datetime.datetime(2026, 10, 5, 9, 30, tzinfo=datetime.UTC)
_STAMP = "2026-10-05T09:30:00Z"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_W = nsdecls("w")
_SHADE = f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="D9E2EC"/>'
_SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
# Word stores a text box twice, for new and for old readers: both copies hold the words.
_BOX = """<w:r {ns} {shapes}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="4300000" cy="1500000"/>
<wp:docPr id="{number}" name="Text Box {number}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4300000" cy="1500000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>
</wps:spPr><wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic>
</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:338pt;height:118pt"><v:textbox>
<w:txbxContent>{words}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def docx_bytes(source: Source) -> bytes:
    """The bytes of the Word file."""
    return _Word(source).finish()


class _Word:
    """One Word file while it is being filled."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document = Document()
        self.footnotes: list[str] = []
        self.number = 0
        self._trim()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = source.facts.get("font", "Calibri"), Pt(10.5)

    def finish(self) -> bytes:
        self._describe()
        section = self.document.sections[0]
        section.header.paragraphs[0].text = self.source.facts.get("header", "")
        section.footer.paragraphs[0].text = self.source.facts.get("footer", "")
        for block in self.source.blocks:
            self._block(block)
        self._attach_footnotes()
        raw = io.BytesIO()
        self.document.save(raw)
        return _repacked(raw.getvalue())

    def _describe(self) -> None:
        facts, core = self.source.facts, self.document.core_properties
        core.author, core.last_modified_by = facts.get("author", ""), facts.get("modified-by", "")
        core.title, core.comments, core.keywords = facts.get("title", ""), "", ""
        core.created = core.modified = _WRITTEN.replace(tzinfo=None)
        core.revision = 3
        for part in self.document.part.package.iter_parts():
            if part.partname == "/docProps/app.xml":
                company = escape(facts.get("company", ""))
                part._blob = _app_properties(company)

    def _trim(self) -> None:
        """The template brings a hundred table styles and a picture of its first page; no sample uses them."""
        for style in list(self.document.styles):
            if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
                style.element.getparent().remove(style.element)
        package = self.document.part.package
        for owner, ending in ((package, "thumbnail"), (self.document.part, "stylesWithEffects")):
            for key, link in list(owner.rels.items()):
                if link.reltype.endswith(ending):
                    del owner.rels[key]

    def _block(self, block: Block) -> None:
        match block.kind:
            case "table":
                self._table(block)
            case "page":
                self.document.add_page_break()
            case "box":
                self._box(block.text)
            case "title":
                self._fill(self.document.add_heading(level=1), block.text)
            case "heading":
                self._fill(self.document.add_heading(level=2), block.text)
            case _:
                self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        paragraph = self.document.add_paragraph(style="List Bullet" if block.kind == "bullet" else None)
        self._fill(paragraph, block.text)
        if block.kind == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in paragraph.runs:
            if block.kind == "small":
                run.font.size = Pt(8)
            if block.kind == "hidden":
                run.font.hidden = True

    def _table(self, block: Block) -> None:
        width = max(len(row.cells) for row in block.rows)
        table = self.document.add_table(rows=0, cols=width)
        table.style = "Table Grid"
        for row in block.rows:
            cells = table.add_row().cells
            for index, text in enumerate(row.cells):
                lines = text.split("//")
                self._fill(cells[index].paragraphs[0], lines[0].strip())
                for line in lines[1:]:
                    self._fill(cells[index].add_paragraph(), line.strip())
                if row.heading or (width == 2 and index == 0):
                    cells[index]._tc.get_or_add_tcPr().append(parse_xml(_SHADE))
            if len(row.cells) < width:
                cells[len(row.cells) - 1].merge(cells[width - 1])
        self.document.add_paragraph()

    def _box(self, text: str) -> None:
        self.number += 1
        words = "".join(f"<w:p><w:r><w:t>{escape(line.strip())}</w:t></w:r></w:p>" for line in text.split("//"))
        xml = _BOX.format(ns=_W, shapes=_SHAPES, words=words, number=self.number)
        self.document.add_paragraph()._p.append(parse_xml(xml))

    def _fill(self, paragraph, text: str) -> None:
        for piece in pieces(text):
            match piece.kind:
                case "inserted" | "deleted":
                    paragraph._p.append(self._change(piece))
                case "comment":
                    self._comment(paragraph, piece)
                case "footnote":
                    self.footnotes.append(piece.text)
                    reference = f'<w:r {_W}><w:footnoteReference w:id="{len(self.footnotes)}"/></w:r>'
                    paragraph._p.append(parse_xml(reference))
                case _:
                    paragraph.add_run(piece.text).bold = True if piece.kind == "bold" else None

    def _change(self, piece: Piece):
        self.number += 1
        tag, words = ("ins", "t") if piece.kind == "inserted" else ("del", "delText")
        who = escape(self.source.facts["revised-by"])
        return parse_xml(
            f'<w:{tag} {_W} w:id="{900 + self.number}" w:author="{who}" w:date="{_STAMP}"><w:r>'
            f'<w:{words} xml:space="preserve">{escape(piece.text)}</w:{words}></w:r></w:{tag}>'
        )

    def _comment(self, paragraph, piece: Piece) -> None:
        initials = "".join(word[0] for word in piece.author.split())
        comment = self.document.add_comment(paragraph.runs[-1:], piece.text, piece.author, initials)
        comment._comment_elm.set(qn("w:date"), _STAMP)

    def _attach_footnotes(self) -> None:
        if not self.footnotes:
            return
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self.footnotes, 1)
        )
        blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{notes}</w:footnotes>'
        package = self.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, blob.encode(), package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _app_properties(company: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Properties '
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Microsoft Office Word</Application><Company>{company}</Company></Properties>"
    ).encode()


def _repacked(raw: bytes) -> bytes:
    """The same package with fixed dates; stored, since compressed bytes differ between builds of zlib."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            new.writestr(entry, old.read(name))
    return packed.getvalue()
