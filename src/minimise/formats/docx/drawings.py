"""Copies text boxes and plain shapes; pictures, charts, diagrams, objects and free drawings are withheld."""

import re
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from minimise.formats.docx.channels import data, fits, old_shape_attributes, words
from minimise.formats.docx.copier import Copier, Step
from minimise.formats.docx.graphics import words_of_graphic
from minimise.formats.docx.lettering import set_size
from minimise.formats.docx.markup import q
from minimise.formats.docx.package import Link, Package
from minimise.formats.docx.pictures import MOST_PICTURES, Kept, mark_of, read_drawn
from minimise.formats.docx.placeholders import frame_of_drawing, frame_of_shape, points
from minimise.formats.docx.sight import drawing_is_out_of_sight, shape_is_out_of_sight
from minimise.formats.docx.story import WITHHELD, Notebook, raw_text, write_text
from minimise.model import Surface

_R, _P = q("w:r"), q("w:p")
_NAMES = (q("wp:docPr"), q("pic:cNvPr"), q("wps:cNvPr"), q("wpg:cNvPr"))
_SHAPES = tuple(q(name) for name in ("wps:wsp", "v:rect", "v:roundrect", "v:oval", "v:line"))
_KEPT_OUTLINES = frozenset(q(name) for name in ("v:rect", "v:roundrect", "v:oval", "v:line", "v:group"))
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_WORDY = {"chart": "c:chartSpace", "diagramData": "dgm:dataModel"}
_THIN = re.compile(r"[0-2]?(\.\d+)?(pt)?")
_GIVEN_NAME = re.compile(r"[A-Za-z]+( [A-Za-z]+)? ?\d*")
_STEPS = (
    "drawing",
    "drawing_name",
    "picture",
    "picture_fill",
    "word_art",
    "old_shape",
    "shape",
    "free_outline",
    "number",
    "text_box",
    "withheld_file",
    "withheld_drawing",
    "signature_line",
)


class Drawings:
    """The steps for everything that is drawn; `run` is the run of the copy in which it stands."""

    def __init__(
        self, copier: Copier, book: Notebook, package: Package, links: Mapping[str, Link], box: Step, *, reads: bool
    ) -> None:
        """Take what the copying of the part around uses; `box` copies a text box, `reads` lets pictures be read."""
        self.kept: list[Kept] = []
        self._reads = reads
        self.run: etree._Element | None = None
        self._copier = copier
        self._book = book
        self._package = package
        self._links = links
        self._box = box
        self._count = 0
        self._marks: list[etree._Element] = []

    def steps(self) -> dict[str, Callable[[etree._Element, etree._Element], None]]:
        """Give the steps by name."""
        return {name: getattr(self, f"_{name}") for name in _STEPS}

    # --- frames ---------------------------------------------------------------------------------------------

    def _drawing(self, source: etree._Element, target: etree._Element) -> None:
        if target.tag != _R:
            self._book.leave(source, Surface.HIDDEN)
            return
        if any(name.get("hidden") in ("1", "true") for name in source.iter(q("wp:docPr"))):
            self._book.leave(source, Surface.HIDDEN)
            return
        graphic = next(source.iter(_GRAPHIC), None)
        if drawing_is_out_of_sight(source) and raw_text(source).strip():
            self._note_names(source)
            self._book.leave(source, Surface.HIDDEN)
            return
        if source.tag == q("w:drawing") and not fits("graphic", _uri(graphic)):
            self._withhold_graphic(source, graphic, target)
            return
        newer = graphic if source.tag == q("w:drawing") else None
        frame = etree.SubElement(_frame(target, newer), source.tag)
        self._copier.children(source, frame)
        if next(frame.iter(*_SHAPES), None) is None:
            outer = frame if frame.getparent() is target else target[_position(target, frame)]
            target.remove(outer)

    def _withhold_graphic(self, source: etree._Element, graphic: etree._Element | None, target: etree._Element) -> None:
        """Leave a mark for a picture, chart or diagram; the words of a chart or diagram are written out beside it."""
        run = target if self.run is None else self.run
        uri = _uri(graphic)
        what = "image" if uri.endswith("/picture") else "chart" if "chart" in uri.rsplit("/", 1)[-1] else "drawing"
        lines = self._words_behind(source)
        frame = None if lines else frame_of_drawing(source, run, self._copier)
        if what == "image" and self._keep(source, run, frame):
            return
        # Copying the frame has noted the name it bears.
        self._note_names(source, *(_NAMES if frame is None else _NAMES[1:]))
        self._mark(what, target, frame)
        self._book.withdraw(Surface.ALT_TEXT, raw_text(source))
        for line in lines:
            etree.SubElement(run, q("w:br"))
            write_text(run, line)

    def _keep(self, source: etree._Element, run: etree._Element, frame: etree._Element | None) -> bool:
        """Keep a picture whose every word was read; the words of one that stays behind are for the reviewer."""
        few = self._reads and len(self.kept) < MOST_PICTURES
        inlaid = read_drawn(source, self._package, self._links) if few else None
        if inlaid is None:
            return False
        if not inlaid.whole or frame is None:
            self._book.withdraw(Surface.HIDDEN, "\n".join(inlaid.lines))
            return False
        self._note_names(source, *_NAMES[1:])
        self.kept.append(Kept(len(self.kept) + 1, inlaid))
        run.append(mark_of(self.kept[-1], frame))
        return True

    def _words_behind(self, source: etree._Element) -> list[str]:
        """Give the lines that the charts and diagrams show to which the relationships in an element lead."""
        lines: list[str] = []
        for name in dict.fromkeys(str(value) for node in source.iter(etree.Element) for value in node.attrib.values()):
            link = self._links.get(name)
            root = _WORDY.get(link.kind) if link is not None and not link.external else None
            part = self._package.optional(link.target, root) if link is not None and root is not None else None
            if part is not None:
                lines += words_of_graphic(part)
        return lines

    def _drawing_name(self, source: etree._Element, target: etree._Element) -> None:
        self._note_name(source)
        if source.tag == q("wp:docPr"):
            self._count += 1
            etree.SubElement(target, source.tag, {"id": str(self._count), "name": f"Shape {self._count}"})

    def _note_names(self, source: etree._Element, *kinds: str) -> None:
        for name in source.iter(*(kinds or _NAMES)):
            self._note_name(name)

    def _note_name(self, source: etree._Element) -> None:
        for kind in ("descr", "title"):
            self._book.withdraw(Surface.ALT_TEXT, source.get(kind, ""))
        name = source.get("name", "")
        if not _is_generated(name):
            self._book.withdraw(Surface.ALT_TEXT, name)

    # --- shapes ---------------------------------------------------------------------------------------------

    def _shape(self, source: etree._Element, target: etree._Element) -> None:
        drawn_freely = next(source.iter(q("a:custGeom")), None) is not None
        if drawn_freely and source.find(f".//{q('w:txbxContent')}") is None:
            self._note_names(source)
            self._mark("drawing", target)
            return
        shape = etree.SubElement(target, source.tag)
        self._copier.children(source, shape)
        for outline in shape.iter(q("a:prstGeom")):
            outline.set("prst", outline.get("prst", "rect"))

    def _free_outline(self, _source: etree._Element, target: etree._Element) -> None:
        outline = etree.SubElement(target, q("a:prstGeom"), {"prst": "rect"})
        etree.SubElement(outline, q("a:avLst"))

    def _old_shape(self, source: etree._Element, target: etree._Element) -> None:
        for kind in ("alt", "title"):
            self._book.withdraw(Surface.ALT_TEXT, source.get(kind, ""))
        style = _declarations(source.get("style", ""))
        # In a group, places are counted in units of its own.
        grouped = next(source.iterancestors(q("v:group")), None) is not None
        out_of_sight = not grouped and shape_is_out_of_sight(style) and raw_text(source).strip() != ""
        if style.get("visibility") == "hidden" or out_of_sight:
            self._book.leave(source, Surface.HIDDEN)
            return
        boxed = source.find(f".//{q('w:txbxContent')}") is not None
        told = any(source.find(q(name)) is not None for name in ("v:imagedata", "v:textpath", "o:signatureline"))
        tag = source.tag if source.tag in _KEPT_OUTLINES else q("v:rect")
        if tag != source.tag and not boxed and not told and not _is_rule(source, style):
            self._mark("drawing", target, once=grouped)
            if not grouped:
                self._frame_latest(len(self._marks) - 1, style, self._plain_rectangle(source, style))
            return
        shape = etree.SubElement(target, tag, self._copier.kept(source, old_shape_attributes()))
        _set_style(shape, style)
        marks = len(self._marks)
        self._copier.children(source, shape)
        if told and not boxed and tag != q("v:group"):
            target.remove(shape)
            if not grouped:
                self._frame_latest(marks, style, shape)

    def _frame_latest(self, before: int, style: Mapping[str, str], shape: etree._Element) -> None:
        """Give the mark that a picture in a shape has left the size and place of that shape."""
        if len(self._marks) == before + 1:
            mark = self._marks[-1]
            frame = frame_of_shape(style, shape, mark)
            if frame is not None:
                mark.append(frame)

    def _word_art(self, source: etree._Element, _target: etree._Element) -> None:
        # A watermark such as "Not for the family" must be read, so its words go on as plain text.
        text = source.get("string", "")
        if not text or self.run is None:
            return
        shape = source.getparent()
        style = _declarations(shape.get("style", "")) if shape is not None else {}
        if style.get("position") != "absolute" and next(self.run.iterchildren(q("w:t")), None) is None:
            # A heading drawn in the line keeps about its size; one that lies over the page would push it apart.
            width, height = points(style.get("width", "")), points(style.get("height", ""))
            set_size(self.run, min(0.75 * height, 1.8 * width / len(text)))
        write_text(self.run, text)

    def _number(self, source: etree._Element, target: etree._Element) -> None:
        text = (source.text or "").strip()
        if fits("int", text) or fits("word", text):
            etree.SubElement(target, source.tag).text = text

    def _text_box(self, source: etree._Element, target: etree._Element) -> None:
        before, self.run = self.run, None
        self._box(source, target)
        self.run = before

    # --- what is withheld -------------------------------------------------------------------------------------

    def _picture(self, source: etree._Element, target: etree._Element) -> None:
        self._note_names(source)
        for kind in (q("o:title"), "alt", "title"):
            self._book.withdraw(Surface.ALT_TEXT, source.get(kind, ""))
        self._mark("image", target)

    def _picture_fill(self, source: etree._Element, target: etree._Element) -> None:
        if source.get(q("r:id")) or source.get(q("o:relid")):
            self._picture(source, target)

    def _withheld_file(self, source: etree._Element, target: etree._Element) -> None:
        for shape in source.iter():
            for kind in ("alt", q("o:title")):
                self._book.withdraw(Surface.ALT_TEXT, shape.get(kind, ""))
        self._mark("embedded file", target)
        shown = next(source.iterchildren(q("v:shape"), q("v:rect")), None)
        if shown is not None:
            style = _declarations(shown.get("style", ""))
            self._frame_latest(len(self._marks) - 1, style, self._plain_rectangle(shown, style))

    def _plain_rectangle(self, source: etree._Element, style: Mapping[str, str]) -> etree._Element:
        """Give a rectangle of the size and place of an older shape, without its colours."""
        shape = etree.Element(q("v:rect"), self._copier.kept(source, {q("o:allowincell"): "bool"}))
        _set_style(shape, style)
        return shape

    def _withheld_drawing(self, _source: etree._Element, target: etree._Element) -> None:
        self._mark("drawing", target)

    def _signature_line(self, _source: etree._Element, target: etree._Element) -> None:
        self._mark("signature", target)

    def _mark(
        self, what: str, target: etree._Element, frame: etree._Element | None = None, *, once: bool = False
    ) -> None:
        """Leave our mark in the run around, or in a paragraph of its own; `once` for all pieces of one drawing."""
        mark = self._book.withhold(what)
        if frame is not None:
            mark.append(frame)
        self._marks.append(mark)
        run = self.run
        if run is None:
            host = target if target.tag == _P else etree.SubElement(target, _P)
            run = etree.SubElement(host, _R)
        last = next(reversed(run), None)
        if not (once and last is not None and last.tag == WITHHELD and last.get("what") == what):
            run.append(mark)


def _frame(target: etree._Element, graphic: etree._Element | None) -> etree._Element:
    """Give the element to put a frame in: newer shapes are announced, so that older programs leave them out."""
    if graphic is None:
        return target
    prefix = {"Shape": "wps", "Group": "wpg", "Canvas": "wpc"}[_uri(graphic).rsplit("processing", 1)[-1]]
    outer = etree.SubElement(target, q("mc:AlternateContent"))
    return etree.SubElement(outer, q("mc:Choice"), {"Requires": prefix})


def _position(target: etree._Element, frame: etree._Element) -> int:
    """Give which child of the run holds a frame."""
    holders = {frame, *frame.iterancestors()}
    return next(number for number, child in enumerate(target) if child in holders)


def _uri(graphic: etree._Element | None) -> str:
    return "" if graphic is None else graphic.get("uri", "")


def _declarations(style: str) -> dict[str, str]:
    """Split the style of an older shape into its declarations."""
    pairs = (declaration.split(":", 1) for declaration in style.split(";") if ":" in declaration)
    return {name.strip(): value.strip() for name, value in pairs}


def _kept_style(style: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the declarations that may stay."""
    allowed = data("channels")["old_shape_style"]
    for name, value in style.items():
        if (name in allowed["numbers"] and fits("measure", value)) or (
            name in allowed["words"] and fits("word", value)
        ):
            yield name, value
        elif name == "z-index":
            # Only whether the shape lies before or behind the text counts; the number is as good as a fingerprint.
            yield name, "-1" if value.startswith("-") else "1"


def _set_style(shape: etree._Element, style: Mapping[str, str]) -> None:
    kept = ";".join(f"{name}:{value}" for name, value in _kept_style(style))
    if kept:
        shape.set("style", kept)


def _is_rule(shape: etree._Element, style: Mapping[str, str]) -> bool:
    """Say whether a shape is one of Word's own lines, level or upright: an ornament that says nothing."""
    sides = (_THIN.fullmatch(style.get(side, "0")) for side in ("width", "height"))
    return shape.get("type") in ("#_x0000_t20", "#_x0000_t32") and any(sides)


def _is_generated(name: str) -> bool:
    """Say whether a program gave a shape its name, such as `Text Box 3`."""
    return _GIVEN_NAME.fullmatch(name) is not None and all(
        word.lower() in words("shape_names") or word.isdecimal() for word in name.split()
    )
