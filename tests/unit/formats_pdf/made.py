"""PDF files made in memory for the tests; every person in them is invented."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Table, TableStyle

from minimise.formats.pdf import Pdf
from minimise.model import Document, Edit, Span

PDF = Pdf()
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")

CONCERN = (
    "{name} has lived next door to the family since 2019 and rang the school on Monday to say that the child had "
    "a bruise the size of a fifty pence piece on the left forearm. {name} heard shouting on three evenings. "
    "The child told the class teacher that it hurt when the door shut, and asked not to be sent home before tea."
)
ROWS = (
    ("Name of child", "Ellie Hargreave"),
    ("Date of birth", "14/03/2017"),
    ("Reported by", "{name}, neighbour, 01632 960123"),
    ("What was seen", CONCERN),
    ("Safe to ring?", "Only on 07700 900456 after 6 pm"),
)


def drawn(draw: Callable[[Canvas], None], *, pages: int = 1) -> bytes:
    """Draw on a canvas; the bytes depend on the drawing only."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, font: str = "Helvetica", size: float = 11) -> bytes:
    """Set lines of text below each other."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for at, text in enumerate(texts):
            canvas.drawString(72, 760 - at * 15, text)

    return drawn(draw)


def subset_font() -> str:
    """Register a TrueType font whose codes follow first use, the way that tells removed letters."""
    pdfmetrics.registerFont(TTFont("Subset", str(DEJAVU), asciiReadable=False))
    return "Subset"


def story(parts: Sequence[Paragraph | Table]) -> bytes:
    """Lay out paragraphs and tables."""
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, invariant=1).build(list(parts))
    return out.getvalue()


def paragraph(text: str, *, justified: bool = False, font: str = "Helvetica") -> Paragraph:
    """Make a paragraph."""
    style = ParagraphStyle(
        "body", parent=getSampleStyleSheet()["BodyText"], fontName=font, alignment=TA_JUSTIFY if justified else 0
    )
    return Paragraph(text, style)


def form(name: str, *, font: str = "Helvetica") -> bytes:
    """Make a referral form: a ruled table of labels and values."""
    rows = [[paragraph(a, font=font), paragraph(b.format(name=name), font=font)] for a, b in ROWS]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return story([paragraph("Referral to children's social care", font=font), Table(rows, [120, 320], style=grid)])


def two_columns(left: str, right: str) -> bytes:
    """Lay two columns of running text beside each other."""
    out = io.BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, invariant=1)
    frames = [Frame(50, 60, 235, 700, id="left"), Frame(305, 60, 235, 700, id="right")]
    template.addPageTemplates(PageTemplate(frames=frames))
    template.build([paragraph(left), paragraph(right)])
    return out.getvalue()


def words_of(data: bytes) -> str:
    """Give the visible words of a file as the adapter reads them."""
    return "\n".join(part.text for part in PDF.read(data, "case").parts if part.visible)


def edits_for(document: Document, words: str, label: str) -> list[Edit]:
    """Make an edit for every place where some words stand on a visible page."""
    found = []
    for index, part in enumerate(document.parts):
        at = part.text.find(words) if part.visible else -1
        while at >= 0:
            found.append(Edit(Span(index, at, at + len(words)), label))
            at = part.text.find(words, at + len(words))
    return found


def without(data: bytes, words: str, label: str = "[Neighbour 1]", banner: Sequence[str] = ()) -> bytes:
    """Write a file with some words replaced wherever they stand."""
    edits = edits_for(PDF.read(data, "case"), words, label)
    assert edits, "the words are not in the file"
    return PDF.write(data, edits, banner)


def everything_seen(data: bytes) -> str:
    """Give all that any witness sees, line ends taken for spaces."""
    seen = []
    for witness in PDF.witnesses(data):
        seen += [witness.visible or "", *(text for _, text in witness.surfaces)]
    return " ".join(" ".join(seen).split())
