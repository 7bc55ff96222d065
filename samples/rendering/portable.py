"""Writes a sample as a PDF: headings, paragraphs and tables, with a running header and footer."""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from .source import Block, Source, pieces

_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#7a7a7a")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)
_SHADE = colors.HexColor("#dfe7ee")
_SIZES = {"title": (15, 19), "heading": (11.5, 15), "small": (7.5, 9.5), "cell": (8.5, 10.5)}


def pdf_bytes(source: Source) -> bytes:
    """The bytes of the PDF file; uncompressed, since compressed bytes differ between builds of zlib."""
    facts, out = source.facts, io.BytesIO()
    page = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=24 * mm,
        bottomMargin=20 * mm,
        invariant=1,
        pageCompression=0,
        title=facts.get("title", ""),
        author=facts.get("author", ""),
    )
    fonts = _fonts(facts.get("font", "Helvetica"))
    flow = [part for block in source.blocks for part in _flowables(block, fonts, facts)]

    def frame(canvas, _template) -> None:
        canvas.setFont(fonts[0], 8)
        canvas.drawString(18 * mm, 284 * mm, facts.get("header", ""))
        canvas.drawString(18 * mm, 11 * mm, facts.get("footer", ""))
        canvas.drawRightString(192 * mm, 11 * mm, f"Page {canvas.getPageNumber()}")

    page.build(flow, onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _fonts(family: str) -> tuple[str, str]:
    if family != "Vera":
        return family, {"Times-Roman": "Times-Bold"}.get(family, f"{family}-Bold")
    # The fonts that come with reportlab: embedded as subsets, as word processors do.
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, file))
    return "Vera", "Vera-Bold"


def _style(kind: str, fonts: tuple[str, str]) -> ParagraphStyle:
    size, leading = _SIZES.get(kind, (10, 13))
    return ParagraphStyle(
        kind,
        fontName=fonts[kind in ("title", "heading")],
        fontSize=size,
        leading=leading,
        spaceBefore=6 if kind == "heading" else 0,
        spaceAfter=0 if kind == "cell" else 4,
        leftIndent=12 if kind == "bullet" else 0,
        alignment=2 if kind == "right" else 0,
    )


def _inline(text: str, fonts: tuple[str, str]) -> str:
    return "".join(
        f'<font name="{fonts[1]}">{escape(piece.text)}</font>' if piece.kind == "bold" else escape(piece.text)
        for piece in pieces(text)
    )


def _flowables(block: Block, fonts: tuple[str, str], facts: dict[str, str]) -> list:
    if block.kind == "page":
        return [PageBreak()]
    if block.kind == "table":
        return [_table(block, fonts, facts), Spacer(1, 6)]
    if block.kind == "bullet":
        return [Paragraph(_inline(block.text, fonts), _style("bullet", fonts), bulletText="•")]
    return [Paragraph(_inline(block.text, fonts), _style(block.kind, fonts))]


def _table(block: Block, fonts: tuple[str, str], facts: dict[str, str]) -> Table:
    style = _style("cell", fonts)
    data = [[Paragraph(_inline(cell, fonts).replace("//", "<br/>"), style) for cell in row.cells] for row in block.rows]
    columns = max(len(row.cells) for row in block.rows)
    shares = [float(share) for share in facts.get(f"widths-{columns}", ",".join(["1"] * columns)).split(",")]
    widths = [174 * mm * share / sum(shares) for share in shares]
    shaded = [("BACKGROUND", (0, i), (-1, i), _SHADE) for i, row in enumerate(block.rows) if row.heading]
    table = Table(data, colWidths=widths, repeatRows=1 if block.rows[0].heading else 0)
    table.setStyle(_GRID)
    table.setStyle(TableStyle(shaded or [("BACKGROUND", (0, 0), (-1, -1), colors.white)]))
    return table
