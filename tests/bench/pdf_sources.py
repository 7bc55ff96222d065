"""What the PDF bench needs: names, six kinds of place a name can stand in, and edits that find it where it wrapped."""

import io
import re
from collections.abc import Callable, Iterator
from functools import partial

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from minimise.model import Document, Edit, Span
from tests.unit.formats_pdf.made import CONCERN, PDF, drawn, form, lines, paragraph, story, subset_font

_GIVEN = (
    "Joan Bartholomew Ng Wilhelmina Zachary Fatima Ana Maximiliana Tom Priya Oluwaseun Iga Siobhan Bo Christopher "
    "Mehmet Ellie Rhiannon Jo Theodora"
).split()
_FAMILY = (
    "Tarrant Featherstone-Haugh Wu Quixote Jinks Begum Li Throckmorton-Fotheringay Adeyemi Kowalczyk Ap-Rhys Singh "
    "Illingworth Ott Mwangi Lilley Macwhirter"
).split()
NAMES = tuple(f"{_GIVEN[n % len(_GIVEN)]} {_FAMILY[n * 7 % len(_FAMILY)]}" for n in range(60))
LABEL = "[Neighbour 1]"


def base14_line(name: str) -> bytes:
    """A line in a standard font."""
    return lines("Notes of the visit", f"{name} rang the school on Monday about a bruise", "The child was seen at noon")


def subset_line(name: str) -> bytes:
    """A line in an embedded font whose codes follow first use."""
    return lines(
        "Notes of the visit", f"Then {name} rang the school about a bruise", "Seen at noon", font=subset_font()
    )


def cid_line(name: str) -> bytes:
    """A line in a composite font that is not embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    return lines("Notes of the visit", f"Then {name} rang about a bruise", "Seen at noon", font="HeiseiKakuGo-W5")


def justified(name: str) -> bytes:
    """Justified paragraphs, long enough to move line ends."""
    return story([paragraph(CONCERN.format(name=name), justified=True), paragraph("The child was seen at noon.")])


def long_justified(name: str) -> bytes:
    """Justified paragraphs that move page ends as well."""
    return story([paragraph(CONCERN.format(name=name), justified=True, font=subset_font())] * 14)


def table_cell(name: str) -> bytes:
    """A form as a ruled table."""
    return form(name)


def form_field(name: str) -> bytes:
    """A form with fillable fields."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for at, (label, value) in enumerate(
            (("Child", "Ellie Hargreave"), ("Reported by", name), ("Seen", "a bruise"))
        ):
            y = 740 - at * 30
            canvas.drawString(72, y, label)
            canvas.acroForm.textfield(
                name=f"field{at}", tooltip=label, value=value, x=180, y=y - 5, width=300, height=20, fontSize=10,
                borderWidth=1, forceBorder=True,
            )  # fmt: skip
        canvas.acroForm.checkbox(name="consent", x=180, y=640, size=14, checked=True, tooltip="Consent")
        canvas.drawString(72, 644, "Consent given")

    return drawn(draw)


KINDS: dict[str, Callable[[str], bytes]] = {
    "base-14 line": base14_line,
    "subset TTF": subset_line,
    "CID": cid_line,
    "justified paragraph": justified,
    "table cell": table_cell,
    "form field": form_field,
    "justified, 2 pages": long_justified,
}


def edits(document: Document, words: str, label: str = LABEL) -> list[Edit]:
    """Find some words wherever they stand, also where a line ended inside them, and replace them."""
    pattern = re.compile(
        r"\s*".join(r"\s+" if part == " " else re.escape(part) for part in re.split("( )|(?<=-)", words) if part)
    )
    return [
        Edit(Span(index, match.start(), match.end()), label)
        for index, part in enumerate(document.parts)
        if part.visible
        for match in pattern.finditer(part.text)
    ]


def without(data: bytes, words: str, *, strict: bool) -> bytes:
    """Write a file without some words."""
    found = edits(PDF.read(data, "case"), words)
    if not found:
        raise LookupError
    return (PDF.write_strictly if strict else PDF.write)(data, found)


def outputs(kind: Callable[[str], bytes], *, strict: bool) -> Iterator[bytes]:
    """Write one template with every name."""
    for name in NAMES:
        yield without(kind(name), name, strict=strict)


def many_pages(count: int) -> bytes:
    """A plain typed document of some pages."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in range(count):
        canvas.setFont("Helvetica", 11)
        for at in range(40):
            canvas.drawString(
                72, 770 - at * 17, f"Page {page + 1} line {at + 1}: the child was seen with Joan Tarrant at noon."
            )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


with_label = partial(without, strict=False)
