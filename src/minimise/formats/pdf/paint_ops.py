"""The operators that build paths, paint them and set colours."""

from collections.abc import Callable, Sequence

from minimise.formats.pdf import objects
from minimise.formats.pdf.colours import MIDDLE, cmyk, grey, in_space, rgb
from minimise.formats.pdf.display import BLACK, Colour, Drawing, Segment
from minimise.formats.pdf.geometry import Box, Point, moved, stretch, times
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pen import Pen

Operands = Sequence[Thing]
Operator = Callable[[Pen, Operands], None]

_MOST_SEGMENTS = 200_000


def _points(pen: Pen, operands: Operands) -> tuple[Point, ...]:
    values = [objects.number(each) for each in operands]
    return tuple(moved(pen.state.matrix, x, y) for x, y in zip(values[::2], values[1::2], strict=False))


def _add(pen: Pen, op: str, points: tuple[Point, ...]) -> None:
    if len(pen.path) < _MOST_SEGMENTS:
        pen.path.append((op, points))


def _start(pen: Pen, operands: Operands) -> None:
    _add(pen, "m", _points(pen, operands[:2]))


def _line(pen: Pen, operands: Operands) -> None:
    _add(pen, "l" if pen.path else "m", _points(pen, operands[:2]))


def _curve(pen: Pen, operands: Operands) -> None:
    _add(pen, "c", _points(pen, operands[:6]))


def _curve_from_here(pen: Pen, operands: Operands) -> None:
    here = next((points[-1] for _, points in reversed(pen.path) if points), None)
    if here is not None:
        _add(pen, "c", (here, *_points(pen, operands[:4])))


def _curve_to_end(pen: Pen, operands: Operands) -> None:
    first, last = _points(pen, operands[:4])
    _add(pen, "c", (first, last, last))


def _close(pen: Pen, _: Operands) -> None:
    if pen.path:
        _add(pen, "h", ())


def _rectangle(pen: Pen, operands: Operands) -> None:
    x, y, w, h = (objects.number(each) for each in operands[:4])
    corners = [moved(pen.state.matrix, *p) for p in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]
    _add(pen, "m", (corners[0],))
    for corner in corners[1:]:
        _add(pen, "l", (corner,))
    _add(pen, "h", ())


def _clip(pen: Pen, _: Operands) -> None:
    pen.clipping = True


def _painter(*, fill: bool = False, stroke: bool = False, close: bool = False, even_odd: bool = False) -> Operator:
    def paint(pen: Pen, _: Operands) -> None:
        if close:
            _close(pen, ())
        if pen.path and not pen.unseen:
            _record(pen, tuple(pen.path), fill=fill, stroke=stroke, even_odd=even_odd)
        if pen.clipping and pen.path:
            _narrow(pen)
        pen.path, pen.clipping = [], False

    return paint


def _record(pen: Pen, path: tuple[Segment, ...], *, fill: bool, stroke: bool, even_odd: bool) -> None:
    state = pen.state
    fill, stroke = fill and state.fill_alpha > 0.02, stroke and state.stroke_alpha > 0.02
    box = box_of_path(path)
    if not (fill or stroke) or box is None or not box.meets(state.clip):
        return
    segments = path
    if fill and state.shape is not None:
        # Paint poured through a shape looks like the shape; the pouring path alone would be a lie.
        segments, box = state.shape, box_of_path(state.shape) or box
    if not (fill and not stroke and _inside(box, state.clip)):
        clipped = _cut(segments, state.clip)
        segments, box = clipped, box_of_path(clipped) or box
    alpha = state.fill_alpha if fill else state.stroke_alpha
    opaque = fill and state.normal and alpha > 0.95 and state.fill != MIDDLE
    width = max(state.width * stretch(state.matrix), 0.1) if stroke else 0.0
    pen.drawings.append(
        Drawing(
            segments,
            box,
            state.fill if fill else None,
            state.stroke if stroke else None,
            width,
            even_odd,
            tuple(part * stretch(state.matrix) for part in state.dash) if stroke else (),
            opaque,
            1.0 if state.normal else min(alpha, 0.35),
            pen.next_order(),
        )
    )


def _inside(box: Box, clip: Box) -> bool:
    return clip.holds(box.left, box.low, 1) and clip.holds(box.right, box.high, 1)


def _cut(path: tuple[Segment, ...], clip: Box) -> tuple[Segment, ...]:
    """Press a path into the clip box: exact for upright boxes and lines, close enough for decoration."""
    return tuple(
        (
            op,
            tuple(
                (min(max(x, clip.left), clip.right), min(max(y, clip.low), clip.high))
                for x, y in points
            ),
        )
        for op, points in path
    )  # fmt: skip


def box_of_path(path: Sequence[Segment]) -> Box | None:
    """Give the box around a path, or None for one without points."""
    points = [point for _, each in path for point in each]
    return Box.around(points) if points else None


def _narrow(pen: Pen) -> None:
    path = tuple(pen.path)
    box = box_of_path(path)
    if box is None:
        return
    state = pen.state
    state.clip = state.clip.meet(box)
    if not _is_upright_box(path):
        state.shape = path
    elif state.shape is not None:
        state.shape = _cut(state.shape, state.clip)


def _is_upright_box(path: Sequence[Segment]) -> bool:
    corners = [points[0] for op, points in path if op in "ml"]
    if any(op == "c" for op, _ in path) or len(corners) not in (4, 5):
        return False
    box = Box.around(corners)
    return all(
        min(abs(x - box.left), abs(x - box.right)) < 0.5 and min(abs(y - box.low), abs(y - box.high)) < 0.5
        for x, y in corners
    )


def _shade(pen: Pen, _: Operands) -> None:
    clip = pen.state.clip
    corners = ((clip.left, clip.low), (clip.right, clip.low), (clip.right, clip.high), (clip.left, clip.high))
    path: list[Segment] = [("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ())]
    kept, pen.state.fill = pen.state.fill, MIDDLE
    if not pen.unseen:
        _record(pen, tuple(path), fill=True, stroke=False, even_odd=False)
    pen.state.fill = kept


def _set_matrix(pen: Pen, operands: Operands) -> None:
    a, b, c, d, e, f = (objects.number(each) for each in operands[:6])
    pen.state.matrix = times((a, b, c, d, e, f), pen.state.matrix)


def _settings(pen: Pen, operands: Operands) -> None:
    setting = objects.sub(pen.resources, "/ExtGState", str(operands[0]))
    state = pen.state
    for key, value in objects.items(setting):
        if key == "/ca":
            state.fill_alpha = objects.number(value, 1.0)
        elif key == "/CA":
            state.stroke_alpha = objects.number(value, 1.0)
        elif key == "/BM":
            state.normal = objects.name_of(next(iter(objects.listed(value)), None)) in ("Normal", "Compatible", "")
            pen.roundabout = pen.roundabout or not state.normal
        elif key == "/SMask":
            pen.roundabout = pen.roundabout or objects.is_map(value)
        elif key == "/LW":
            state.width = objects.number(value, 1.0)
        elif key == "/Font" and len(objects.listed(value)) == 2:
            state.font, state.size = pen.shelf.font(value[0]), objects.number(value[1])


def _dash(pen: Pen, operands: Operands) -> None:
    pen.state.dash = tuple(objects.number(each) for each in objects.listed(operands[0]))[:4]


def _width(pen: Pen, operands: Operands) -> None:
    pen.state.width = objects.number(operands[0], 1.0)


def _simple_colour(pen: Pen, operands: Operands, *, stroke: bool) -> None:
    values = [objects.number(each) for each in operands]
    colour = grey(values[0]) if len(values) == 1 else rgb(*values) if len(values) == 3 else cmyk(*values[:4])
    _set_colour(pen, colour, None, stroke=stroke)


def _set_colour(pen: Pen, colour: Colour, space: Thing, *, stroke: bool) -> None:
    if stroke:
        pen.state.stroke, pen.state.stroke_space = colour, space
    else:
        pen.state.fill, pen.state.fill_space = colour, space


def _space(pen: Pen, operands: Operands, *, stroke: bool) -> None:
    _set_colour(pen, BLACK, operands[0], stroke=stroke)


def _components(pen: Pen, operands: Operands, *, stroke: bool) -> None:
    space = pen.state.stroke_space if stroke else pen.state.fill_space
    if operands and objects.name_of(operands[-1]):
        _set_colour(pen, MIDDLE, space, stroke=stroke)
        return
    values = [objects.number(each) for each in operands]
    _set_colour(pen, in_space(space, values, pen.resources), space, stroke=stroke)


def _for(action: Callable[..., None], *, stroke: bool) -> Operator:
    def operator(pen: Pen, operands: Operands) -> None:
        action(pen, operands, stroke=stroke)

    return operator


def _save(pen: Pen, _: Operands) -> None:
    pen.save()


def _restore(pen: Pen, _: Operands) -> None:
    pen.restore()


PAINT_OPERATORS: dict[str, Operator] = {
    "q": _save, "Q": _restore, "cm": _set_matrix, "gs": _settings, "w": _width, "d": _dash,
    "m": _start, "l": _line, "c": _curve, "v": _curve_from_here, "y": _curve_to_end, "h": _close, "re": _rectangle,
    "W": _clip, "W*": _clip, "n": _painter(), "sh": _shade,
    "S": _painter(stroke=True), "s": _painter(stroke=True, close=True),
    "f": _painter(fill=True), "F": _painter(fill=True), "f*": _painter(fill=True, even_odd=True),
    "B": _painter(fill=True, stroke=True), "B*": _painter(fill=True, stroke=True, even_odd=True),
    "b": _painter(fill=True, stroke=True, close=True),
    "b*": _painter(fill=True, stroke=True, close=True, even_odd=True),
    "g": _for(_simple_colour, stroke=False), "G": _for(_simple_colour, stroke=True),
    "rg": _for(_simple_colour, stroke=False), "RG": _for(_simple_colour, stroke=True),
    "k": _for(_simple_colour, stroke=False), "K": _for(_simple_colour, stroke=True),
    "cs": _for(_space, stroke=False), "CS": _for(_space, stroke=True),
    "sc": _for(_components, stroke=False), "SC": _for(_components, stroke=True),
    "scn": _for(_components, stroke=False), "SCN": _for(_components, stroke=True),
}  # fmt: skip
