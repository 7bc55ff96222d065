"""Pictures of a Word file whose every word was read: their marks in the copy, and how they are written out."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from minimise.formats.adapter import Witness
from minimise.formats.docx.markup import SPACES, elements, q, value
from minimise.formats.docx.package import Link, Package
from minimise.formats.docx.story import WITHHELD, write_text
from minimise.formats.pictures import Inlaid, read_inlaid, words_of_png
from minimise.formats.plain import edited
from minimise.formats.scans import can_read
from minimise.model import Edit, Part, Place, Unit

PICTURED = "pictured"
"""Our own mark in the copied tree where a picture stood that may leave."""
_EDGES = ("l", "t", "r", "b")
_WHOLE = 100_000
_HARMLESS = "{28A0092B-C50C-407E-A947-70E740481C1C}"
"""An extension of a picture that only says at which fineness it is shown."""
MOST_PICTURES = 40
"""Pictures of a document up to which they are read; each takes a second or more."""


@dataclass(slots=True)
class Kept:
    """A picture that may leave, with the edits of its lines once they are known."""

    number: int
    inlaid: Inlaid = field(repr=False)
    edits: dict[int, list[Edit]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Its part in a `location`, and the stem of its file."""
        return f"picture{self.number}"

    def parts(self) -> Iterator[Part]:
        """Yield its lines as parts of the document."""
        for number, line in enumerate(self.inlaid.lines, start=1):
            yield Part(Place(self.name, Unit.LINE, number), line)

    def words(self) -> list[str]:
        """Give its lines with their edits."""
        return [edited(line, self.edits.get(number, ())) for number, line in enumerate(self.inlaid.lines)]

    def png(self) -> bytes:
        """Give the picture with its edits."""
        return self.inlaid.written(self.edits)


def read_drawn(source: etree._Element, package: Package, links: Mapping[str, Link]) -> Inlaid | None:
    """Read the picture in a drawing; None where it is none, cannot be read, or is shown in a way that changes it."""
    pictures = list(source.iter(q("pic:pic")))
    blips = list(source.iter(q("a:blip")))
    if len(pictures) != 1 or len(blips) != 1 or not _is_plain(pictures[0], blips[0]):
        return None
    link = links.get(blips[0].get(q("r:embed"), ""))
    if link is None or link.external or link.kind != "image":
        return None
    data = package.container.pictures.get(link.target.lower())
    crop = _crop(pictures[0])
    return read_inlaid(data, crop) if data and crop is not None else None


def _is_plain(picture: etree._Element, blip: etree._Element) -> bool:
    """Say whether a picture is shown as it is: not turned, tinted, or in another version."""
    placed = next(picture.iter(q("a:xfrm")), None)
    turned = placed is not None and any(placed.get(how, "0") not in ("0", "false") for how in ("rot", "flipH", "flipV"))
    linked = blip.get(q("r:link")) is not None
    tinted = any(
        child.tag != q("a:extLst") or any(each.get("uri") != _HARMLESS for each in elements(child))
        for child in elements(blip)
    )
    return not (turned or linked or tinted)


def _crop(picture: etree._Element) -> tuple[float, float, float, float] | None:
    """Give the shares cut off at each side; None where they cannot be told."""
    source = next(picture.iter(q("a:srcRect")), None)
    sides = [value(source, side) or "0" for side in _EDGES]
    if not all(side.isdecimal() and len(side) < 7 for side in sides):
        return None
    left, top, right, bottom = (int(side) / _WHOLE for side in sides)
    return left, top, right, bottom


def mark_of(picture: Kept, frame: etree._Element) -> etree._Element:
    """Give the mark that stands for a picture until the copy is written."""
    mark = etree.Element(PICTURED, {"number": str(picture.number)})
    mark.append(frame)
    return mark


def write_pictures(root: etree._Element, pictures: Iterable[Kept]) -> dict[str, bytes]:
    """Write the marks out as pictures, each told to screen readers by its words; give the files of the pictures."""
    files: dict[str, bytes] = {}
    by_number = {str(picture.number): picture for picture in pictures}
    for mark in list(root.iter(PICTURED)):
        picture, parent = by_number[mark.get("number", "")], mark.getparent()
        if parent is not None:
            parent.replace(mark, _drawn(mark[0], picture))
            files[picture.name] = picture.png()
    return files


def write_as_words(root: etree._Element, pictures: Iterable[Kept]) -> None:
    """Write each picture's words beside a box that says it was withheld: its dots would tell what was there."""
    by_number = {str(picture.number): picture for picture in pictures}
    for mark in list(root.iter(PICTURED)):
        picture, run = by_number[mark.get("number", "")], mark.getparent()
        if run is None:
            continue
        box = etree.Element(WITHHELD, {"what": "image"})
        box.append(mark[0])
        run.replace(mark, box)
        for line in picture.words():
            etree.SubElement(run, q("w:br"))
            write_text(run, line)


def _drawn(frame: etree._Element, picture: Kept) -> etree._Element:
    drawing = etree.Element(q("w:drawing"))
    named = frame.find(q("wp:docPr"))
    if named is not None:
        named.set("descr", "\n".join(picture.words()))
    extent = frame.find(q("wp:extent"))
    sides = {side: extent.get(side, "0") for side in ("cx", "cy")} if extent is not None else {}
    graphic = etree.SubElement(frame, q("a:graphic"))
    inside = etree.SubElement(graphic, q("a:graphicData"), {"uri": SPACES["pic"]})
    shown = etree.SubElement(inside, q("pic:pic"))
    about = etree.SubElement(shown, q("pic:nvPicPr"))
    etree.SubElement(about, q("pic:cNvPr"), {"id": str(picture.number), "name": f"Picture {picture.number}"})
    etree.SubElement(about, q("pic:cNvPicPr"))
    fill = etree.SubElement(shown, q("pic:blipFill"))
    etree.SubElement(fill, q("a:blip"), {q("r:embed"): f"rId_{picture.name}"})
    etree.SubElement(etree.SubElement(fill, q("a:stretch")), q("a:fillRect"))
    look = etree.SubElement(shown, q("pic:spPr"))
    place = etree.SubElement(look, q("a:xfrm"))
    etree.SubElement(place, q("a:off"), {"x": "0", "y": "0"})
    etree.SubElement(place, q("a:ext"), sides)
    etree.SubElement(etree.SubElement(look, q("a:prstGeom"), {"prst": "rect"}), q("a:avLst"))
    drawing.append(frame)
    return drawing


def standing(root: etree._Element, pictures: Iterable[Kept]) -> tuple[Kept, ...]:
    """Give the pictures whose marks are still there once the copying is done."""
    numbers = {mark.get("number") for mark in root.iter(PICTURED)}
    return tuple(picture for picture in pictures if str(picture.number) in numbers)


def take_edits(pictures: Iterable[Kept], edits: Mapping[int, Sequence[Edit]]) -> None:
    """Note the edits of the pictures' lines, counted through all pictures."""
    first = 0
    for picture in pictures:
        count = len(picture.inlaid.lines)
        picture.edits = {at: list(edits[first + at]) for at in range(count) if first + at in edits}
        first += count


def picture_witness(data: bytes) -> Iterator[Witness]:
    """Read the pictures of a finished file as they look, where there are some and they can be read.

    Raises:
        UnreadableDocument: there are too large ones.
    """
    if not can_read():
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    if pictures:
        yield Witness("ocr", None, tuple(("picture", words_of_png(picture)) for picture in pictures))
