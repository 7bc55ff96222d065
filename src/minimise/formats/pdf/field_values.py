"""Values of form fields that the file leaves its viewer to draw: drawn in full, wrapped and never cut off."""

from collections.abc import Iterator, Sequence

from minimise.formats.pdf import objects
from minimise.formats.pdf.cmaps import CodeMap
from minimise.formats.pdf.display import BLACK, Drawing, Glyph
from minimise.formats.pdf.faces import house_signs, house_width
from minimise.formats.pdf.fonts import Sign, SourceFont
from minimise.formats.pdf.geometry import Box
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.pen import Pen

HELVETICA = SourceFont(0, "Helvetica", "Helvetica", None, None, None, CodeMap(), {}, 500.0)
_LARGEST, _SMALLEST = 10.0, 4.0
_LEADING = 1.2
_PASSWORD, _COMBO = 1 << 13, 1 << 17


def draw_value(pen: Pen, annotation: Thing, box: Box) -> bool:
    """Draw a text or choice field's value; say whether it is such a field."""
    if objects.name_of(inherited(annotation, "/FT")) not in ("Tx", "Ch"):
        return False
    if objects.listed(objects.sub(annotation, "/MK", "/BC")):
        _border(pen, box)
    if int(objects.number(inherited(annotation, "/Ff"))) & _PASSWORD:
        return True
    text = "\n".join(filter(None, (objects.text_of(each) for each in objects.listed(inherited(annotation, "/V")))))
    paragraphs = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not text.strip():
        return True
    size = _size_of(annotation, box)
    lines = list(_wrapped(paragraphs, (box.width - 4) / size))
    while size > _SMALLEST and len(lines) * size * _LEADING > box.height:
        size -= 0.5
        lines = list(_wrapped(paragraphs, (box.width - 4) / size))
    single = len(lines) == 1
    y = box.low + (box.height - 0.7 * size) / 2 if single else box.high - size
    for line in lines:
        write_signs(pen, line, box.left + 2, y, size)
        y -= size * _LEADING
    return True


def is_list(annotation: Thing) -> bool:
    """Say whether a field shows all its options; what was chosen there is told by a shade, which words alone lose."""
    if objects.name_of(inherited(annotation, "/FT")) != "Ch":
        return False
    return not int(objects.number(inherited(annotation, "/Ff"))) & _COMBO


def inherited(annotation: Thing, key: str) -> Thing:
    """Give an entry of a field, or of the field above it."""
    field, steps = annotation, 0
    while objects.is_map(field) and steps < 20:
        found = objects.entry(field, key)
        if found is not None:
            return found
        field, steps = objects.entry(field, "/Parent"), steps + 1
    return None


def signs_of(text: str) -> list[tuple[str, float]]:
    """Give the signs of a text in Helvetica, each with its width in ems; what Helvetica lacks keeps its own letter."""
    found = []
    for char in text:
        (sign, *more) = house_signs(char, "Helvetica")
        known = [each for each in (sign, *more) if each is not None]
        found += [(each[1], house_width(*each)) for each in known] or [(char, 0.6)]
    return found


def write_signs(pen: Pen, signs: Sequence[tuple[str, float]], x: float, y: float, size: float) -> None:
    """Paint signs from a place on."""
    for sign, width in signs:
        glyph = Glyph(
            Sign(sign, width, None), HELVETICA, x, y, size, (1, 0, 0, 1), BLACK, pen.next_order(), unseen=False
        )
        pen.glyphs.append(glyph)
        x += width * size


def _size_of(annotation: Thing, box: Box) -> float:
    """Give the size that the field asks for; one that fits its box where it leaves that open."""
    parts = objects.text_of(inherited(annotation, "/DA")).split()
    asked = 0.0
    if "Tf" in parts[1:]:
        try:
            asked = float(parts[parts.index("Tf") - 1])
        except ValueError:
            asked = 0.0
    return asked if _SMALLEST <= asked <= 40 else max(min(_LARGEST, box.height * 0.7), _SMALLEST)


def _wrapped(paragraphs: Sequence[str], room: float) -> Iterator[list[tuple[str, float]]]:
    for paragraph in paragraphs:
        line: list[tuple[str, float]] = []
        for word in paragraph.split():
            signs = [*(signs_of(" ") if line else []), *signs_of(word)]
            if line and sum(width for _, width in (*line, *signs)) > room:
                yield line
                line, signs = [], signs_of(word)
            line += signs
        if line:
            yield line


def _border(pen: Pen, box: Box) -> None:
    corners = ((box.left, box.low), (box.right, box.low), (box.right, box.high), (box.left, box.high))
    path = (("m", (corners[0],)), *(("l", (each,)) for each in corners[1:]), ("h", ()))
    pen.drawings.append(Drawing(path, box, None, BLACK, 0.7, False, (), False, 1.0, pen.next_order()))
