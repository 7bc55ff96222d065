"""The new file: pages made of kept words, simple drawings and placeholders; nothing is copied from the old one."""

import io
from collections.abc import Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.channels import PRODUCER
from minimise.formats.pdf.faithful.script import Script
from minimise.formats.pdf.faithful.values import Builder
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.handling import handling_page
from minimise.formats.pdf.painting import painted_drawing, painted_photo, painted_words
from minimise.formats.pdf.raster import Photo
from minimise.formats.pdf.sheets import Sheet
from minimise.formats.pdf.tags import Tag, TagTree, tag_of


def rebuilt(sheets: Sequence[Sheet], banner: Sequence[str]) -> bytes:
    """Write the new file: a handling page for the banner, then every sheet."""
    sheets = [*_handling(sheets[0], banner), *sheets]
    foundry = Foundry(cast for sheet in sheets for cast in sheet.casts)
    with pikepdf.new() as pdf:
        fonts = foundry.cast_into(pdf)
        tree = TagTree(pdf)
        builder = Builder(pdf)
        for sheet in sheets:
            made = (
                _page(pdf, sheet, foundry, fonts)
                if sheet.script is None
                else _script(builder, sheet, sheet.script, foundry, fonts)
            )
            pdf.pages.append(pikepdf.Page(made))
            tree.add(pdf.pages[-1].obj, [(mark, tag_of(sheet.tags, line)) for mark, line in _marked(sheet)])
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


def _marked(sheet: Sheet) -> list[tuple[int, int]]:
    """Give the marked stretches of a page in reading order: number and line."""
    if sheet.script is not None:
        return [(mark.number, mark.line) for mark in sheet.script.marks]
    return list(enumerate(dict.fromkeys(sign.base for sign in sheet.placed)))


def _script(
    builder: Builder, sheet: Sheet, script: Script, foundry: Foundry, fonts: Mapping[str, pikepdf.Object]
) -> Dictionary:
    used = sorted({foundry.first, *(foundry.name(cast) for cast in script.casts)} & fonts.keys())
    resources = Dictionary(Font=Dictionary({f"/{name}": fonts[name] for name in used}))
    for kind, values in script.stock.entries().pairs:
        resources[f"/{kind}"] = builder.build(values)
    content = script.content(foundry, lambda line: tag_of(sheet.tags, line).role)
    page = _leaf(builder.pdf, sheet, resources, content)
    if script.group is not None:
        page.Group = builder.build(script.group)
    return page


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
    return _leaf(pdf, sheet, resources, "\n".join(parts).encode("ascii"))


def _leaf(pdf: pikepdf.Pdf, sheet: Sheet, resources: Dictionary, content: bytes) -> Dictionary:
    paper = sheet.paper
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(v, 5) for v in (paper.left, paper.low, paper.right, paper.high)]),
        Rotate=sheet.rotate,
        Resources=resources,
        Contents=pdf.make_stream(content),
    )


def _image(pdf: pikepdf.Pdf, photo: Photo) -> pikepdf.Object:
    return pdf.make_stream(
        photo.dots, Type=Name.XObject, Subtype=Name.Image, Width=photo.width, Height=photo.height,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
