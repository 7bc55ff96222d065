"""Plants made-up words in real files: in any text, and in any attribute that may hold free text by the standard."""

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word
from minimise.model import Edit, Span

TOKEN = re.compile(r"Zelwyckham(\d{5})q", re.IGNORECASE)
_RAW = re.compile(rb"z\0?e\0?l\0?w\0?y\0?c\0?k\0?h\0?a\0?m\0?((?:\d\0?){5})q", re.IGNORECASE)

# Attributes of type string in the schemas, by element; `*` for those that mean the same wherever they stand.
FREE = {
    "*": "author initials tooltip docLocation descr title alt instr displayText string linkTarget userId",
    "bookmarkStart": "name",
    "moveFromRangeStart": "name",
    "moveToRangeStart": "name",
    "hyperlink": "anchor tgtFrame",
    "dataBinding": "xpath prefixMappings",
    "listItem": "value",
    "smartTag": "element uri",
    "customXml": "element uri",
    "attr": "name val uri",
    "permStart": "ed",
    "control": "name",
    "docVar": "name val",
    "style": "styleId",
    "font": "name",
    "docPr": "name",
    "cNvPr": "name",
    "property": "name",
    "presenceInfo": "providerId",
    "OLEObject": "ProgID",
    "shape": "id href",
    "rect": "id href",
    "imagedata": "href src",
    "theme": "name",
    "clrScheme": "name",
    "smartTagType": "namespaceuri name url",
    "caption": "name",
} | dict.fromkeys(
    "alias tag docPart docPartGallery docPartCategory name helpText statusText default format listEntry entryMacro "
    "exitMacro aliases lvlText tblCaption tblDescription altName attachedSchema connectString query udl column "
    "mailSubject description docId".split(),
    "val",
)


@dataclass
class Planted:
    """One file with its planted words, and where each stands: member, element, attribute or `text`."""

    data: bytes
    places: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Tally:
    """What the planting over many files gave."""

    planted: int = 0
    offered: int = 0
    left: int = 0
    refused: int = 0
    channels: Counter[tuple[str, str]] = field(default_factory=Counter)
    unoffered: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    remaining: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def plant(data: bytes, wanted: int, chance: random.Random) -> Planted:
    """Put up to `wanted` words into a file, each in place of a text or a value that stands there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: root for name, content in members.items() if (root := _tree(name, content)) is not None}
    sites = [(name, *site) for name, root in trees.items() for site in _sites(root)]
    planted = Planted(b"")
    for name, element, where in chance.sample(sites, min(wanted, len(sites))):
        word = f"Zelwyckham{len(planted.places):05d}q"
        planted.places.append((name, etree.QName(element).localname, where.rpartition("}")[2]))
        if where == "text":
            element.text = word
        elif where == "tail":
            element.tail = word
        else:
            element.set(where, word)
    members |= {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8") for name, root in trees.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    planted.data = stream.getvalue()
    return planted


def _tree(name: str, content: bytes) -> etree._Element | None:
    if not name.endswith((".xml", ".rels", ".vml")) or name == "[Content_Types].xml":
        return None
    try:
        return etree.fromstring(content, etree.XMLParser(remove_comments=False, resolve_entities=False))
    except etree.XMLSyntaxError:
        return None


def _sites(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield each element with `text`, `tail` or the name of an attribute to plant in."""
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        free = frozenset(f"{FREE['*']} {FREE.get(local, '')}".split())
        if element.text and element.text.strip():
            yield element, "text"
        if element.tail and element.tail.strip():
            yield element, "tail"
        for name in element.attrib:
            if etree.QName(name).localname in free:
                yield element, str(name)
        if element.get("TargetMode") == "External":
            yield element, "Target"


def try_one(planted: Planted, tally: Tally) -> None:
    """Read a planted file, edit every planted word that people see, write it, and look for what is left."""
    word = Word()
    try:
        parts = word.read(planted.data, "case").parts
        seen = [(n, part, m) for n, part in enumerate(parts) for m in TOKEN.finditer(part.text)]
        edits = [Edit(Span(n, m.start(), m.end()), "[Neighbour 1]") for n, part, m in seen if part.visible]
        out = word.write(planted.data, edits)
    except UnreadableDocument:
        tally.refused += 1
        return
    tally.planted += len(planted.places)
    tally.channels.update((element, where) for _, element, where in planted.places)
    offered = {int(m[1]) for _, _, m in seen}
    left = _left(out)
    tally.offered += len(offered)
    tally.left += len(left)
    for number, place in enumerate(planted.places):
        if number not in offered:
            tally.unoffered[place] += 1
        if number in left:
            tally.remaining[place] += 1


def _left(out: bytes) -> set[int]:
    """Give the numbers of planted words in any member of a file, or in its directory."""
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        raw = out + b"\n".join(archive.read(name) for name in archive.namelist())
    return {int(m[1].replace(b"\0", b"")) for m in _RAW.finditer(raw)}


def over(files: list[Path], wanted: int, seed: int = 1) -> Tally:
    """Plant `wanted` words over many files, as evenly as they can hold them."""
    tally = Tally()
    packages = [path.read_bytes() for path in files]
    packages = [data for data in packages if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data))]
    chance = random.Random(seed)  # noqa: S311 - runs that can be repeated, not a secret
    turn = 0
    while tally.planted < wanted:
        before = tally.planted
        for number, data in enumerate(packages):
            share = -(-(wanted - tally.planted) // (len(packages) - number))
            planted = plant(data, min(share, 400), chance)
            try_one(planted, tally)
        turn += 1
        if tally.planted == before or turn > 50:
            break
    return tally
