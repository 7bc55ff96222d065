"""Pictures of pages made in memory for the tests; every person in them is invented."""

import io

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

NAME, PHONE = "Zelwyck Thornquist", "07700 900461"
LINES = (
    "Referral for Tyler Ward",
    f"{NAME} lives next door and heard shouting.",
    "He has a bruise on the left arm.",
    f"Ring {NAME} on {PHONE}.",
)
SIZE = (330.0, 150.0)


def typed(*, scribble: bool = False) -> bytes:
    """Give a small typed page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    for at, line in enumerate(LINES):
        canvas.setFont("Helvetica", 11)
        canvas.drawString(20, 125 - 20 * at, line)
    if scribble:
        path = canvas.beginPath()
        path.moveTo(40, 30)
        for step in range(12):
            path.curveTo(40 + 9 * step, 48, 44 + 9 * step, 12, 49 + 9 * step, 32)
        canvas.drawPath(path)
    canvas.save()
    return out.getvalue()


def picture(kind: str = "PNG", *, scribble: bool = False, slant: float = 0.0, **more: object) -> bytes:
    """Give the page as a picture."""
    document = pypdfium2.PdfDocument(typed(scribble=scribble))
    image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    out = io.BytesIO()
    image.rotate(slant, fillcolor=255, expand=True, resample=3).save(out, kind, **more)
    return out.getvalue()
