"""Pictures laid on paper: a PDF with one picture a page, to be read as any scan is."""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from minimise.formats.pictures.taking import Sheet


def on_paper(sheets: Sequence[Sheet]) -> bytes:
    """Give a PDF of the pictures; the same pictures give the same bytes."""
    with pikepdf.new() as pdf:
        for sheet in sheets:
            width, height = (round(each * 72, 2) for each in sheet.inches)
            image = pdf.make_stream(
                sheet.greys.dots, Type=Name.XObject, Subtype=Name.Image, Width=sheet.greys.width,
                Height=sheet.greys.height, ColorSpace=Name.DeviceGray, BitsPerComponent=8,
            )  # fmt: skip
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, width, height]),
                Resources=Dictionary(XObject=Dictionary(Picture=image)),
                Contents=pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Picture Do Q".encode("ascii")),
            )
            pdf.pages.append(pikepdf.Page(page))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
