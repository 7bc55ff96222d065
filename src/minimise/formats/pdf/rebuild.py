"""The new file: pages made of kept words, simple drawings and placeholders; nothing is copied from the old one."""

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.channels import PRODUCER
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.handling import handling_page
from minimise.formats.pdf.painting import painted_drawing, painted_photo, painted_words
from minimise.formats.pdf.raster import Photo
from minimise.formats.pdf.sheets import Sheet
from minimise.formats.pdf.tags import Tag, TagTree, tag_of


def rebuilt(sheets: Sequence[Sheet], banner: Sequence[str]) -> bytes:
    """Write the new file: a handling page for the banner, then every sheet."""
    sheets = [*_handling(sheets[0], banner), *sheets]
    foundry = Foundry(sign.cast for sheet in sheets for sign in sheet.placed)
    with pikepdf.new() as pdf:
        fonts = foundry.cast_into(pdf)
        tree = TagTree(pdf)
        for sheet in sheets:
            pdf.pages.append(pikepdf.Page(_page(pdf, sheet, foundry, fonts)))
            lines = dict.fromkeys(sign.base for sign in sheet.placed)
            tree.add(pdf.pages[-1].obj, [tag_of(sheet.tags, line) for line in lines])
        tree.hang()
        pdf.docinfo["/Title"] = "Minimised document"
        pdf.docinfo["/Producer"] = PRODUCER
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, min_version="1.7")
    return out.getvalue()


def _handling(first: Sheet, banner: Sequence[str]) -> list[Sheet]:
    if not banner:
        return []
    turned = first.rotate % 180 != 0
    paper = first.paper
    wide, high = (paper.height, paper.width) if turned else (paper.width, paper.height)
    tags = (Tag("H1", 0),)
    return [Sheet(paper, 0, (), placed, tags=tags) for paper, placed in handling_page(banner, Box(0, 0, wide, high))]


def _page(pdf: pikepdf.Pdf, sheet: Sheet, foundry: Foundry, fonts: Mapping[str, pikepdf.Object]) -> Dictionary:
    alphas: dict[str, str] = {}
    parts = [painted_photo(sheet.paper, sheet.photo.name)] if sheet.photo is not None else []
    parts += [painted_drawing(drawing, alphas) for drawing in sheet.drawings]
    parts = ["/Artifact BMC", *parts, "EMC"] if parts else []
    parts += painted_words(sheet.placed, foundry, lambda line: tag_of(sheet.tags, line).role)
    used = sorted({foundry.name(sign.cast) for sign in sheet.placed})
    resources = Dictionary(Font=Dictionary({f"/{name}": fonts[name] for name in used}))
    if alphas:
        resources.ExtGState = Dictionary({f"/{n}": Dictionary(ca=float(a), CA=float(a)) for a, n in alphas.items()})
    if sheet.photo is not None:
        resources.XObject = Dictionary({sheet.photo.name: _image(pdf, sheet.photo)})
    paper = sheet.paper
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(v, 2) for v in (paper.left, paper.low, paper.right, paper.high)]),
        Rotate=sheet.rotate,
        Resources=resources,
        Contents=pdf.make_stream("\n".join(parts).encode("ascii")),
    )


def _image(pdf: pikepdf.Pdf, photo: Photo) -> pikepdf.Object:
    return pdf.make_stream(
        photo.dots, Type=Name.XObject, Subtype=Name.Image, Width=photo.width, Height=photo.height,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
