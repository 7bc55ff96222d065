"""The scribe: follows a page's instructions once more and writes down those that paint what is seen.

The interpreter carries every instruction out beside it, so that both agree on what is a sign, what is seen and what
stands on a layer that is switched off. Whatever is not on the lists here is not written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pikepdf

from minimise.formats.pdf import objects
from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.drawings import is_busy
from minimise.formats.pdf.faithful.colours import components_of, copied_space
from minimise.formats.pdf.faithful.functions import copied_function, numbers_of
from minimise.formats.pdf.faithful.numerals import DIGITS, corner, matrix_of, number_of, written
from minimise.formats.pdf.faithful.paints import copied_group, copied_setting, copied_shading, shading_pattern
from minimise.formats.pdf.faithful.script import Mark, Shown, Stock
from minimise.formats.pdf.faithful.shown_line import ShownLine
from minimise.formats.pdf.faithful.values import Entries, Flow, Plain, entries
from minimise.formats.pdf.geometry import IDENTITY, Box, times
from minimise.formats.pdf.instructions import instructions_of
from minimise.formats.pdf.interpreter import form_placed, paint_picture, perform
from minimise.formats.pdf.objects import Thing
from minimise.formats.pdf.painting import plain
from minimise.formats.pdf.pen import Pen
from minimise.formats.pdf.placing import Cast
from minimise.formats.pdf.state import State

_COUNTS = {
    "q": 0, "Q": 0, "cm": 6, "w": 1, "J": 1, "j": 1, "M": 1, "g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4,
    "m": 2, "l": 2, "c": 6, "v": 4, "y": 4, "h": 0, "re": 4, "W": 0, "W*": 0,
    "BT": 0, "ET": 0, "Tc": 1, "Tz": 1, "TL": 1, "Ts": 1, "Tr": 1, "Td": 2, "TD": 2, "Tm": 6, "T*": 0,
}  # fmt: skip
"""Instructions that are written as they are, each with how many numbers it takes."""
_PAINTERS = frozenset("S s f F f* B B* b b* n".split())
_STARTS = ("m", "re")
_SHOWING = ("Tj", "TJ", "'", '"')
_DEEPEST = 12
_OPAQUE = 0.999
_FAINT = 0.3
"""How much words must hide of what lies under them to be taken as seen."""
_MOST_RULES = 200
_EVERYWHERE = Box(-1e7, -1e7, 1e7, 1e7)


@dataclass(frozen=True, slots=True)
class Sighted:
    """What of a page is seen: the order of each sign with the line it belongs to, and the drawings that stay."""

    lines: Mapping[int, int] = field(repr=False)
    spaced: frozenset[int] = field(repr=False)
    """Signs behind which a word ends."""
    drawings: frozenset[int] = field(repr=False)


@dataclass(slots=True)
class Scribe:
    """Writes one stream of content down."""

    pen: Pen = field(repr=False)
    sighted: Sighted = field(repr=False)
    stock: Stock = field(default_factory=Stock, repr=False)
    pieces: list[str | Shown | Mark] = field(default_factory=list, repr=False)
    marks: int = 0
    wordless: bool = False
    """Whether signs and pictures have no place here: masks and patterns, which nobody read."""
    _open: int | None = None
    """The line whose words are being marked; -1 for decoration."""
    _in_text: bool = False
    _masked: bool = False
    _spaces: dict[tuple[tuple[int, int], str], Plain] = field(default_factory=dict, repr=False)

    def follow(self, source: Thing) -> None:
        """Write a stream down; what it leaves open is closed.

        Raises:
            PageInDoubt: it holds what cannot be written down safely.
        """
        for operator, operands in instructions_of(source):
            if self.wordless:
                self.pen.shelf.count()
            self._write(operator, operands)
        if self._in_text:
            self._end_text()
        self._close()
        self.pieces += ["Q"] * len(self.pen.stack)

    def annotation(self, annotation: Thing, media: Box) -> None:
        """Write down what an annotation shows.

        Raises:
            PageInDoubt: it is a form field, which is drawn in our own way.
        """
        if objects.name_of(objects.entry(annotation, "/Subtype")) == "Widget":
            raise PageInDoubt
        form = form_placed(self.pen, annotation, media)
        if form is None:
            return
        self.pieces += ["q", written(self.pen.state.matrix, "cm")]
        self._form(form)
        self.pieces.append("Q")

    def _write(self, operator: str, operands: Sequence[Thing]) -> None:
        if operator in _PAINTERS:
            self._paint(operator, operands)
        elif operator in _COUNTS:
            self._plainly(operator, operands)
        elif operator in _SHOWING:
            self._show(operator, operands)
        elif operator == "Do":
            self._do(objects.sub(self.pen.resources, "/XObject", str(operands[0]) if operands else ""))
        elif operator in _OTHERS:
            _OTHERS[operator](self, operator, operands)
        else:
            perform(self.pen, operator, operands)

    def _plainly(self, operator: str, operands: Sequence[Thing]) -> None:
        if len(operands) != _COUNTS[operator] or (operator == "q" and len(self.pen.stack) > 300):
            raise PageInDoubt
        if operator == "Q" and not self.pen.stack:
            return
        if operator in ("BT", "ET"):
            self._end_text()
        elif operator in _STARTS and not self._in_text:
            self._mark(-1)
        perform(self.pen, operator, operands)
        self._in_text = operator == "BT" or (self._in_text and operator != "ET")
        if operator != "ET":
            self.pieces.append(written([number_of(each) for each in operands], operator))
        if operator == "Tr" and self.pen.state.mode > 3:
            raise PageInDoubt

    def _end_text(self) -> None:
        self._close()
        if self._in_text:
            self.pieces.append("ET")
        self._in_text = False

    def _paint(self, operator: str, operands: Sequence[Thing]) -> None:
        """Write a path's painting, or, where nothing of it is seen, only its end."""
        before = len(self.pen.drawings)
        perform(self.pen, operator, operands)
        self.pieces.append(operator if self._is_kept(before) else "n")

    def _is_kept(self, before: int) -> bool:
        made = self.pen.drawings[before:]
        return bool(made) and (self.wordless or all(each.order in self.sighted.drawings for each in made))

    def _show(self, operator: str, operands: Sequence[Thing]) -> None:
        if not operands or self.wordless:
            raise PageInDoubt
        strings = operands[-1:]
        if operator == '"' and len(operands) == 3:
            perform(self.pen, "Tw", operands[:1])
            self._plainly("Tc", operands[1:2])
        if operator in ("'", '"'):
            self._plainly("T*", ())
        line = ShownLine()
        for each in objects.listed(strings[0]):
            if isinstance(each, pikepdf.String):
                self._signs(each, line)
            elif operator == "TJ":
                perform(self.pen, "TJ", [pikepdf.Array([each])])
                line.items.append(number_of(each))
        line.part(self.pen.state)
        self._shown(line.items)

    def _signs(self, string: Thing, line: "ShownLine") -> None:
        """Add a string's signs, or the room of those that are not seen."""
        pen, before = self.pen, len(self.pen.glyphs)
        perform(pen, "Tj", [string])
        made = pen.glyphs[before:]
        if not made and len(bytes(string)) and pen.state.font is not None:
            raise PageInDoubt
        if made and pen.state.fill_alpha < _FAINT:
            raise PageInDoubt
        for glyph in made:
            number = self.sighted.lines.get(glyph.order)
            if glyph.sign.blank and not glyph.unseen and line.waits:
                line.blank(glyph, pen.state)
                continue
            line.part(pen.state)
            if number is None:
                line.leave_out(glyph, pen.state)
                continue
            if not line.begun:
                self._mark(number)
            line.add(glyph, pen.state, parted=glyph.order in self.sighted.spaced)

    def _shown(self, items: Sequence[Cast | float]) -> None:
        if items:
            self.pieces.append(Shown(tuple(items), self.pen.state.size))

    def _mark(self, line: int) -> None:
        if line == self._open:
            return
        self._close()
        self._open = line
        if line < 0:
            self.pieces.append("/Artifact BMC")
        else:
            self.pieces.append(Mark(self.marks, line))
            self.marks += 1

    def _close(self) -> None:
        if self._open is not None:
            self.pieces.append("EMC")
        self._open = None

    def _do(self, thing: Thing) -> None:
        if not isinstance(thing, pikepdf.Stream):
            return
        unseen = self.pen.layers.hides(objects.entry(thing, "/OC"))
        if objects.name_of(objects.entry(thing, "/Subtype")) != "Form":
            self._picture(thing, unseen=unseen)
            return
        if self._in_text:
            self._end_text()
        self._form(thing, unseen=unseen)

    def _picture(self, thing: Thing, *, unseen: bool) -> None:
        """Leave a picture out; those that matter take their page elsewhere before it comes here."""
        if self.wordless:
            raise PageInDoubt
        if not unseen:
            paint_picture(self.pen, thing)

    def _form(self, form: Thing, *, unseen: bool = False) -> None:
        """Write a form down in its place; one that is blended as a whole stays a form."""
        state = self.pen.state
        group = copied_group(objects.entry(form, "/Group"), objects.entry(form, "/Resources"))
        plainly = state.normal and min(state.fill_alpha, state.stroke_alpha) > _OPAQUE and not self._masked
        self._close()
        if group is not None and not plainly:
            self._end_text()
            name = self.stock.name("XObject", self._apart(form, group, unseen=unseen))
            self.pieces.append(f"{name} Do")
            return
        self.pieces.append("q")
        self._inside(form, self, unseen=unseen)
        self.pieces.append("Q")

    def _inside(self, form: Thing, scribe: "Scribe", *, unseen: bool) -> None:
        """Let a scribe write down what a form holds, in the form's own space."""
        pen = scribe.pen
        if pen.depth >= _DEEPEST:
            raise PageInDoubt
        matrix, box = matrix_of(form), objects.box_of(objects.entry(form, "/BBox"))
        with pen.inside(objects.entry(form, "/Resources"), unseen=unseen):
            pen.state.matrix = times(matrix, pen.state.matrix)
            if box is not None:
                pen.state.clip = pen.state.clip.meet(box.image(pen.state.matrix))
            if scribe is self:
                self.pieces.append(written(matrix, "cm"))
                self.pieces += [written(corner(box), "re"), "W", "n"] if box is not None else []
            scribe.follow(form)

    def _apart(self, form: Thing, group: Entries | None, *, unseen: bool) -> Flow:
        """Write a form down as one; words have no place in it, because they are marked where they are read.

        Raises:
            PageInDoubt: it shows words.
        """
        scribe = Scribe(self.pen, self.sighted, _masked=self._masked)
        self._inside(form, scribe, unseen=unseen)
        return _form_of(form, scribe, group)

    def _unread(self, source: Thing) -> "Scribe":
        """Write down what nobody read: the cell of a pattern, or a mask.

        Raises:
            PageInDoubt: it shows words, a picture, or something as busy as writing.
        """
        if self.pen.depth >= _DEEPEST or self.wordless:
            raise PageInDoubt
        pen = Pen(self.pen.shelf, self.pen.layers, State(IDENTITY, _EVERYWHERE), objects.entry(source, "/Resources"))
        scribe = Scribe(pen, self.sighted, wordless=True)
        scribe.follow(source)
        shapes = [drawing for drawing in pen.drawings if not drawing.upright]
        if is_busy(shapes) or len(pen.drawings) > _MOST_RULES:
            raise PageInDoubt
        return scribe

    def _mask_of(self, mask: Thing) -> Entries:
        """Write a soft mask down."""
        form = objects.entry(mask, "/G")
        if not isinstance(form, pikepdf.Stream):
            raise PageInDoubt
        group = copied_group(objects.entry(form, "/Group"), objects.entry(form, "/Resources"))
        curve = objects.entry(mask, "/TR")
        return entries(
            S="/Luminosity" if objects.name_of(objects.entry(mask, "/S")) == "Luminosity" else "/Alpha",
            G=_form_of(form, self._unread(form), group),
            BC=numbers_of(mask, "/BC"),
            TR=copied_function(curve, 1, 1) if objects.is_map(curve) else None,
        )

    def plain_content(self) -> bytes:
        """Give what was written down, of a stream without words.

        Raises:
            PageInDoubt: it has words.
        """
        lines = [piece for piece in self.pieces if isinstance(piece, str) and piece not in ("/Artifact BMC", "EMC")]
        if self.marks or any(isinstance(piece, Shown) for piece in self.pieces):
            raise PageInDoubt
        return "\n".join(lines).encode("ascii")

    def _dash(self, operator: str, operands: Sequence[Thing]) -> None:
        if len(operands) != 2:
            raise PageInDoubt
        perform(self.pen, operator, operands)
        parts = " ".join(plain(number_of(each), DIGITS) for each in objects.listed(operands[0]))
        self.pieces.append(f"[{parts}] {plain(number_of(operands[1]), DIGITS)} d")

    def _setting(self, operator: str, operands: Sequence[Thing]) -> None:
        setting = objects.sub(self.pen.resources, "/ExtGState", str(operands[0]))
        mask = objects.entry(setting, "/SMask")
        copied: Plain | None = "/None" if objects.name_of(mask) == "None" else None
        if objects.is_map(mask):
            copied, self._masked = self._mask_of(mask), True
        perform(self.pen, operator, operands)
        self.pieces.append(f"{self.stock.name('ExtGState', copied_setting(setting, copied))} gs")

    def _space(self, operator: str, operands: Sequence[Thing]) -> None:
        perform(self.pen, operator, operands)
        self.pieces.append(f"{self._space_name(operands[0])} {operator}")

    def _copied_space(self, space: Thing) -> Plain:
        key = (objects.identity(self.pen.resources), str(space))
        if key[0] == (0, 0) or key not in self._spaces:
            self._spaces[key] = copied_space(space, self.pen.resources)
        return self._spaces[key]

    def _space_name(self, space: Thing) -> str:
        copied = self._copied_space(space)
        return copied if isinstance(copied, str) else self.stock.name("ColorSpace", copied)

    def _components(self, operator: str, operands: Sequence[Thing]) -> None:
        perform(self.pen, operator, operands)
        stroke = operator in ("SC", "SCN")
        space = self.pen.state.stroke_space if stroke else self.pen.state.fill_space
        if operands and objects.name_of(operands[-1]):
            values = [plain(number_of(each), DIGITS) for each in operands[:-1]]
            name = self._pattern(objects.sub(self.pen.resources, "/Pattern", str(operands[-1])))
            self.pieces.append(" ".join([*values, name, operator]))
            return
        count = len(operands) if space is None else components_of(self._copied_space(space))
        if len(operands) != count:
            raise PageInDoubt
        self.pieces.append(written([number_of(each) for each in operands], operator))

    def _pattern(self, pattern: Thing) -> str:
        if int(objects.number(objects.entry(pattern, "/PatternType"))) == 2:
            return self.stock.name("Pattern", shading_pattern(pattern, self.pen.resources))
        if not isinstance(pattern, pikepdf.Stream):
            raise PageInDoubt
        cell = self._unread(pattern)
        own = entries(
            PatternType=1,
            PaintType=2 if objects.number(objects.entry(pattern, "/PaintType")) == 2 else 1,
            TilingType=int(objects.number(objects.entry(pattern, "/TilingType"), 1.0)),
            BBox=numbers_of(pattern, "/BBox"),
            XStep=objects.number(objects.entry(pattern, "/XStep")),
            YStep=objects.number(objects.entry(pattern, "/YStep")),
            Matrix=numbers_of(pattern, "/Matrix"),
            Resources=cell.stock.entries(),
        )
        return self.stock.name("Pattern", Flow(own, cell.plain_content()))

    def _shading(self, operator: str, operands: Sequence[Thing]) -> None:
        before = len(self.pen.drawings)
        perform(self.pen, operator, operands)
        if not self._is_kept(before):
            return
        self._mark(-1)
        shading = objects.sub(self.pen.resources, "/Shading", str(operands[0]))
        self.pieces.append(f"{self.stock.name('Shading', copied_shading(shading, self.pen.resources))} sh")


_OTHERS: dict[str, Callable[[Scribe, str, Sequence[Thing]], None]] = {
    "d": Scribe._dash, "gs": Scribe._setting, "sh": Scribe._shading,
    "cs": Scribe._space, "CS": Scribe._space,
    "sc": Scribe._components, "SC": Scribe._components, "scn": Scribe._components, "SCN": Scribe._components,
}  # fmt: skip


def _form_of(form: Thing, scribe: Scribe, group: Entries | None) -> Flow:
    own = entries(
        Type="/XObject",
        Subtype="/Form",
        BBox=numbers_of(form, "/BBox"),
        Matrix=numbers_of(form, "/Matrix"),
        Group=group,
        Resources=scribe.stock.entries(),
    )
    return Flow(own, scribe.plain_content())
