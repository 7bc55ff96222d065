"""The interpreter: follows a page's content streams, forms and annotations and tells what they paint."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.channels import flattened_annotation
from minimise.formats.pdf.cmaps import CodeMap
from minimise.formats.pdf.display import BLACK, Display, Drawing, Glyph, PageInDoubt, Picture, Reader, Segment
from minimise.formats.pdf.fallback import second_sight
from minimise.formats.pdf.field_values import draw_value, is_list
from minimise.formats.pdf.fonts import Sign, SourceFont
from minimise.formats.pdf.form_labels import label_fields
from minimise.formats.pdf.geometry import IDENTITY, Box, Matrix, times
from minimise.formats.pdf.instructions import instructions_of
from minimise.formats.pdf.layers import Layers
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.opening import TROUBLE
from minimise.formats.pdf.paint_ops import PAINT_OPERATORS
from minimise.formats.pdf.pen import Pen, Shelf
from minimise.formats.pdf.renderer import Renderer
from minimise.formats.pdf.state import State
from minimise.formats.pdf.text_ops import TEXT_OPERATORS

_OPERATORS = PAINT_OPERATORS | TEXT_OPERATORS
_DEEPEST_FORM = 12
_COST_OF_A_FORM = 100
"""Operations that opening a form counts as; forty thousand of them are more than a file of five hundred pages has."""
_A4 = Box(0, 0, 595.28, 841.89)
_SQUARE = Box(0, 0, 1, 1)
_HIDDEN_FLAGS = 0x02 | 0x20
"""Annotation flags: hidden, not for viewing."""
_HOUSE_SIGNS = SourceFont(0, "ZapfDingbats", "ZapfDingbats", None, None, None, CodeMap(), {}, 800.0)


def shelf_of(pdf: pikepdf.Pdf) -> Shelf:
    """Give the still empty shelf of a file's fonts."""
    return Shelf(redraw=objects.sub(pdf.Root, "/AcroForm", "/NeedAppearances") is True)


def displays(pdf: pikepdf.Pdf, renderer: Renderer, shelf: Shelf) -> Iterator[Display]:
    """Interpret every page of a file; one that cannot be followed is read by the renderer, or else by nobody."""
    layers = Layers.of(pdf.Root)
    for number, page in enumerate(pdf.pages, start=1):
        found = _tried(_display, page.obj, number, shelf, layers)
        if found is None:
            found = _tried(_by_renderer, page.obj, number, shelf, layers, renderer)
        yield found or _blank(page.obj, number)


def _tried(reader: Callable[..., Display], *arguments: Any) -> Display | None:
    try:
        return reader(*arguments)
    except (PageInDoubt, *TROUBLE):
        return None


def _display(page: Thing, number: int, shelf: Shelf, layers: Layers) -> Display:
    blank = _blank(page, number)
    pen = Pen(shelf, layers, State(IDENTITY, blank.media), objects.entry(page, "/Resources"))
    _follow(pen, page)
    _follow_annotations(pen, page, blank.media)
    return _shown(blank, Reader.OWN, pen)


def _by_renderer(page: Thing, number: int, shelf: Shelf, layers: Layers, renderer: Renderer) -> Display:
    """Take the page itself from the renderer; what is laid over it is followed as ever."""
    blank = _blank(page, number)
    below = second_sight(renderer.document(), number, blank.media, blank.crop, blank.rotate)
    pen = Pen(shelf, layers, State(IDENTITY, blank.media), None)
    orders = (*(g.order for g in below.glyphs), *(d.order for d in below.drawings), *(p.order for p in below.pictures))
    pen.order = max(orders, default=0)
    _follow_annotations(pen, page, blank.media)
    return _shown(below, Reader.RENDERER, pen)


def _blank(page: Thing, number: int) -> Display:
    media = objects.box_of(objects.entry(page, "/MediaBox")) or _A4
    crop = (objects.box_of(objects.entry(page, "/CropBox")) or media).meet(media)
    crop = crop if crop.width > 1 and crop.height > 1 else media
    rotate = int(objects.number(objects.entry(page, "/Rotate"))) // 90 * 90 % 360
    return Display(number, media, crop, rotate, (), (), (), Reader.NOBODY)


def _shown(below: Display, reader: Reader, pen: Pen) -> Display:
    return replace(
        below,
        glyphs=(*below.glyphs, *pen.glyphs),
        drawings=(*below.drawings, *pen.drawings),
        pictures=(*below.pictures, *pen.pictures),
        reader=reader,
        roundabout=reader is Reader.RENDERER or pen.roundabout,
    )


def _follow(pen: Pen, source: Thing) -> None:
    """Run a page's or a form's instructions.

    Raises:
        PageInDoubt: they cannot be told apart; a viewer might still show words in them.
    """
    for operator, operands in instructions_of(source):
        pen.shelf.count()
        perform(pen, operator, operands)


def perform(pen: Pen, operator: str, operands: Sequence[Thing]) -> None:
    """Carry out one instruction; one with wrong operands does nothing, as in any viewer.

    Text is the exception: where it cannot be followed, some words might be missing, so nothing is caught there.
    """
    action = _OPERATORS.get(operator)
    if operator in TEXT_OPERATORS and operands:
        TEXT_OPERATORS[operator](pen, operands)
        return
    if operator == "Do" and operands:
        _do(pen, objects.sub(pen.resources, "/XObject", str(operands[0])))
        return
    try:
        if action is not None:
            action(pen, operands)
        elif operator in ("BMC", "BDC"):
            pen.marks.append(_is_off(pen, operands))
        elif operator == "EMC" and pen.marks:
            pen.marks.pop()
        elif operator == "INLINE IMAGE":
            _picture(pen, "image", covers=False)
    except (IndexError, TypeError, ValueError):
        return


def _is_off(pen: Pen, operands: Sequence[Thing]) -> bool:
    if len(operands) < 2 or objects.name_of(operands[0]) != "OC":
        return False
    mark = operands[1]
    return pen.layers.hides(objects.sub(pen.resources, "/Properties", str(mark)) if objects.name_of(mark) else mark)


def _do(pen: Pen, thing: Thing) -> None:
    if not isinstance(thing, pikepdf.Stream):
        return
    unseen = pen.layers.hides(objects.entry(thing, "/OC"))
    if objects.name_of(objects.entry(thing, "/Subtype")) == "Form":
        _form(pen, thing, unseen=unseen)
    elif not unseen:
        paint_picture(pen, thing)


def paint_picture(pen: Pen, image: Thing) -> None:
    """Take note of an image."""
    masks = ("/SMask", "/Mask", "/ImageMask")
    _picture(pen, "image", covers=not any(objects.entry(image, mask) for mask in masks))


def _form(pen: Pen, form: Thing, *, unseen: bool = False) -> None:
    if pen.depth >= _DEEPEST_FORM:
        raise PageInDoubt
    pen.shelf.count(_COST_OF_A_FORM)
    with pen.inside(objects.entry(form, "/Resources"), unseen=unseen):
        matrix = objects.numbers(objects.entry(form, "/Matrix"), 6)
        if matrix is not None:
            pen.state.matrix = times(_six(matrix), pen.state.matrix)
        box = objects.box_of(objects.entry(form, "/BBox"))
        if box is not None:
            pen.state.clip = pen.state.clip.meet(box.image(pen.state.matrix))
        _follow(pen, form)


def _six(values: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def _picture(pen: Pen, what: str, *, covers: bool) -> None:
    if pen.unseen or pen.state.fill_alpha < 0.02:
        return
    whole = _SQUARE.image(pen.state.matrix)
    if not whole.meets(pen.state.clip):
        return
    covers = covers and pen.state.normal and pen.state.fill_alpha > 0.95
    pen.roundabout = pen.roundabout or (not covers and bool(pen.glyphs))
    pen.pictures.append(Picture(whole.meet(pen.state.clip), what, pen.next_order(), covers))


def _follow_annotations(pen: Pen, page: Thing, media: Box) -> None:
    for annotation in objects.listed(objects.entry(page, "/Annots")):
        _follow_annotation(pen, annotation, media)
    label_fields(pen, page, media)


def _follow_annotation(pen: Pen, annotation: Thing, media: Box) -> None:
    """Paint what an annotation shows: typed-on text, stamps, filled fields."""
    box = _begun(pen, annotation, media)
    if box is None:
        return
    form = objects.sub(annotation, "/AP", "/N")
    if objects.name_of(objects.entry(annotation, "/Subtype")) == "Widget" and (
        _tick(pen, annotation, box)
        or ((pen.shelf.redraw or form is None or is_list(annotation)) and draw_value(pen, annotation, box))
    ):
        return
    placed = _placed(pen, annotation, box)
    if placed is not None:
        _form(pen, placed)


def form_placed(pen: Pen, annotation: Thing, media: Box) -> Thing:
    """Give what an annotation shows, the pen standing where it is painted; None where it shows nothing."""
    box = _begun(pen, annotation, media)
    return None if box is None else _placed(pen, annotation, box)


def _begun(pen: Pen, annotation: Thing, media: Box) -> Box | None:
    """Put the pen to a clean page; give where the annotation stands if it is seen."""
    kind = objects.name_of(objects.entry(annotation, "/Subtype"))
    flags = int(objects.number(objects.entry(annotation, "/F")))
    box = objects.box_of(objects.entry(annotation, "/Rect"))
    if not flattened_annotation(kind) or flags & _HIDDEN_FLAGS or box is None:
        return None
    if pen.layers.hides(objects.entry(annotation, "/OC")):
        return None
    pen.state, pen.stack, pen.marks, pen.path = State(IDENTITY, media), [], [], []
    return box


def _placed(pen: Pen, annotation: Thing, box: Box) -> Thing:
    form = objects.sub(annotation, "/AP", "/N")
    if not isinstance(form, pikepdf.Stream):
        form = objects.entry(form, str(objects.entry(annotation, "/AS") or "/Off"))
    if not isinstance(form, pikepdf.Stream):
        return None
    inner = objects.box_of(objects.entry(form, "/BBox"))
    if inner is None:
        return None
    inner = inner.image(_six(objects.numbers(objects.entry(form, "/Matrix"), 6) or IDENTITY))
    if inner.width <= 0 or inner.height <= 0:
        return None
    across, up = box.width / inner.width, box.height / inner.height
    pen.state.matrix = (across, 0, 0, up, box.left - inner.left * across, box.low - inner.low * up)
    return form


def _tick(pen: Pen, annotation: Thing, box: Box) -> bool:
    """Paint a check box or radio button as a sign, so that its state is part of the words."""
    field = annotation
    while objects.entry(field, "/FT") is None and objects.entry(field, "/Parent") is not None and field is not None:
        field = objects.entry(field, "/Parent")
    flags = int(objects.number(objects.entry(field, "/Ff")))
    if objects.name_of(objects.entry(field, "/FT")) != "Btn" or flags & 0x10000:
        return False
    ticked = objects.name_of(objects.entry(annotation, "/AS")) not in ("Off", "")
    # Small enough to stand inside its box, and clear of the words beside it.
    size = min(box.width, box.height, 12.0) * 0.7
    x, y = box.left + (box.width - size * 0.8) / 2, box.low + (box.height - size * 0.7) / 2
    if ticked:
        left, low, right, high = box.left, box.low, box.right, box.high
        path: tuple[Segment, ...] = (
            ("m", ((left, low),)), ("l", ((right, low),)), ("l", ((right, high),)), ("l", ((left, high),)), ("h", ()),
        )  # fmt: skip
        pen.drawings.append(Drawing(path, box, None, BLACK, 0.7, False, (), False, 1.0, pen.next_order()))
    sign = Sign("☒" if ticked else "☐", 0.8, None)
    pen.glyphs.append(Glyph(sign, _HOUSE_SIGNS, x, y, size, (1, 0, 0, 1), BLACK, pen.next_order(), False))
    return True
