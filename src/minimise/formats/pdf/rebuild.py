"""The new file: pages made of kept words, simple drawings and placeholders; nothing is copied from the old one."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import cos, radians, sin

import pikepdf
from pikepdf import Array, Dictionary, Name

from minimise.formats.pdf.casting import Foundry
from minimise.formats.pdf.colours import contrast
from minimise.formats.pdf.display import BLACK, WHITE, Colour, Drawing, Picture
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.handling import handling_page
from minimise.formats.pdf.lines import Piece
from minimise.formats.pdf.pages import Page
from minimise.formats.pdf.painting import painted_drawing, painted_words
from minimise.formats.pdf.placing import Placed, house_casts
from minimise.formats.pdf.typeset import Cut, set_page
from minimise.formats.pdf.visibility import Bands, grounds_of

_FRAME: Colour = (0.6, 0.6, 0.6)
_LABEL = {"image": "[Image withheld: not read]", "drawing": "[Drawing withheld: not read]"}


class _Sheet:
    """One page of the new file before its fonts are cast."""

    def __init__(self, paper: Box, rotate: int, drawings: Sequence[Drawing], placed: Sequence[Placed]) -> None:
        self.paper, self.rotate = paper, rotate
        self.drawings, self.placed = drawings, placed


def rebuilt(pages: Sequence[Page], cuts: Mapping[int, Sequence[Cut]], banner: Sequence[str]) -> bytes:
    """Write the new file: a handling page for the banner, then every page with its cuts made."""
    sheets = [_sheet(page, cuts.get(at, ())) for at, page in enumerate(pages)]
    if banner:
        first = pages[0].display
        turned = first.rotate % 180 != 0
        wide, high = (first.crop.height, first.crop.width) if turned else (first.crop.width, first.crop.height)
        for paper, placed in reversed(handling_page(banner, Box(0, 0, wide, high))):
            sheets.insert(0, _Sheet(paper, 0, (), placed))
    foundry = Foundry(sign.cast for sheet in sheets for sign in sheet.placed)
    with pikepdf.new() as pdf:
        fonts = foundry.cast_into(pdf)
        for sheet in sheets:
            pdf.pages.append(pikepdf.Page(_page(pdf, sheet, foundry, fonts)))
        pdf.docinfo["/Title"] = "Minimised document"
        pdf.docinfo["/Producer"] = "minimise"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, fix_metadata_version=False, min_version="1.7")
    return out.getvalue()


def _sheet(page: Page, cuts: Sequence[Cut]) -> _Sheet:
    display = page.display
    setting = set_page(page.words, cuts, display.crop)
    drawings = [d for d in page.decor.kept if not _belongs(d, setting.touched)]
    frames = [_frame(picture) for picture in page.decor.withheld]
    grounds = grounds_of(drawings)
    placed = [_legible(sign, grounds) for sign in setting.placed]
    for picture in page.decor.withheld:
        placed += _withheld(picture, placed, display.rotate)
    return _Sheet(display.crop, display.rotate, (*drawings, *frames), placed)


def _belongs(drawing: Drawing, touched: Sequence[Piece]) -> bool:
    """Say whether a drawing underlines, strikes or shades words of a touched line: its length would tell theirs."""
    box = drawing.box
    for piece in touched:
        (left, low), (right, high) = piece.frame.inner(box.left, box.low), piece.frame.inner(box.right, box.high)
        left, right, low, high = min(left, right), max(left, right), min(low, high), max(low, high)
        beside = left >= piece.left - 4 and right <= piece.right + 4
        near = piece.base - 0.5 * piece.size <= (low + high) / 2 <= piece.base + 1.1 * piece.size
        if beside and near and high - low < 1.9 * piece.size:
            return True
    return False


def _legible(sign: Placed, grounds: Bands) -> Placed:
    """Darken or lighten a sign whose background was a picture or pattern that did not stay."""
    a, b, c, d = sign.unit
    wide = sign.cast.width * sign.size / 2
    x, y = sign.x + a * wide + c * sign.size * 0.3, sign.y + b * wide + d * sign.size * 0.3
    ground = grounds.top(x, y, before=sign.order)
    under = ground.colour or WHITE if ground else WHITE
    if contrast(sign.colour, under) >= 1.6:
        return sign
    return replace(sign, colour=BLACK if contrast(BLACK, under) > contrast(WHITE, under) else WHITE)


def _frame(picture: Picture) -> Drawing:
    box = picture.box
    corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
    path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
    return Drawing(path, box, None, _FRAME, 0.6, False, (), False, 1.0, picture.order)


def _withheld(picture: Picture, placed: Sequence[Placed], rotate: int) -> list[Placed]:
    """Label a placeholder at a spot of its frame where no word stands."""
    box = picture.box
    wide, high = (box.height, box.width) if rotate % 180 else (box.width, box.height)
    casts = list(house_casts(_LABEL.get(picture.what, _LABEL["image"]), "Helvetica"))
    ems = sum(cast.width for cast in casts)
    size = min(9.0, (wide - 4) / ems, high - 2)
    if size < 3.5:
        return []
    angle = radians(rotate)
    run = (cos(angle), sin(angle))
    unit = (run[0], run[1], -run[1], run[0])
    middle = ((box.left + box.right) / 2, (box.low + box.high) / 2)
    line = max((sign.base for sign in placed), default=-1) + 1
    for share in (0.0, 0.4, -0.4, 0.2, -0.2):
        down = share * max(high - 2 * size, 0.0) - size * 0.3
        x, y = middle[0] - run[1] * down - run[0] * ems * size / 2, middle[1] + run[0] * down - run[1] * ems * size / 2
        area = Box.around(((x, y), (x + run[0] * ems * size - run[1] * size, y + run[1] * ems * size + run[0] * size)))
        if any(area.holds(sign.x, sign.y, sign.size * 0.5) for sign in placed):
            continue
        found = []
        for cast in casts:
            found.append(Placed(cast, x, y, size, unit, BLACK, picture.order, line))
            x, y = x + run[0] * cast.width * size, y + run[1] * cast.width * size
        return found
    return []


def _page(pdf: pikepdf.Pdf, sheet: _Sheet, foundry: Foundry, fonts: Mapping[str, pikepdf.Object]) -> Dictionary:
    alphas: dict[str, str] = {}
    parts = [painted_drawing(drawing, alphas) for drawing in sheet.drawings]
    parts += painted_words(sheet.placed, foundry)
    used = sorted({foundry.name(sign.cast) for sign in sheet.placed})
    resources = Dictionary(Font=Dictionary({f"/{name}": fonts[name] for name in used}))
    if alphas:
        resources.ExtGState = Dictionary({f"/{n}": Dictionary(ca=float(a), CA=float(a)) for a, n in alphas.items()})
    paper = sheet.paper
    return Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(v, 2) for v in (paper.left, paper.low, paper.right, paper.high)]),
        Rotate=sheet.rotate,
        Resources=resources,
        Contents=pdf.make_stream("\n".join(parts).encode("ascii")),
    )
