"""Word files built to do harm, by kind: none may crash the reader, fill the memory or take long."""

# ruff: noqa: E501 - a table reads best with a kind a line

import io
import stat
import struct
import zipfile
from collections.abc import Callable

from .made import Made, p, para, r, root

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOMB = "<!DOCTYPE d [<!ENTITY a 'Kelly'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(10)
)
_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """Zip members as they are told, after those of a sound file."""
    stream = io.BytesIO(Made(para("x")).bytes())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def doc(xml: str | bytes) -> bytes:
    """Give a file with this as its main part."""
    made = Made("")
    made.members["word/document.xml"] = xml
    return made.bytes()


def body(content: str) -> bytes:
    """Give a file with this body."""
    return Made(content).bytes()


def with_part(name: str, kind: str, content: str | bytes) -> bytes:
    """Give a file whose document is related to this part."""
    return Made(para("x")).part(name, kind, content).bytes()


def link() -> zipfile.ZipInfo:
    """Give a member that is a symbolic link."""
    info = zipfile.ZipInfo("word/link.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def patched(mark: bytes, offset: int, layout: str, value: int) -> bytes:
    """Overwrite a field of the first header of a kind."""
    data = bytearray(body(para("x" * 1000)))
    struct.pack_into(layout, data, data.find(mark) + offset, value)
    return bytes(data)


def _lying() -> bytes:
    """Give a member that inflates to far more than the directory says."""
    data = bytearray(zipped(("word/lie.xml", b"<a>" + b" " * (100 * 2**20) + b"</a>")))
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)
    return bytes(data)


def _overlapping() -> bytes:
    """Give a directory in which a thousand names share one compressed member."""
    sound = bytearray(zipped(("word/kernel.xml", b"<a>" + b"\0" * (2 * 2**20) + b"</a>")))
    end = sound.rfind(b"PK\x05\x06")
    entry = bytes(sound[sound.rfind(b"PK\x01\x02") : end])
    extra = b"".join(entry.replace(b"kernel", f"k{n:05d}".encode()) for n in range(1000))
    count, size = struct.unpack_from("<HL", sound, end + 10)
    tail = bytearray(sound[end:])
    struct.pack_into("<HHL", tail, 8, count + 1000, count + 1000, size + len(extra))
    return bytes(sound[:end]) + extra + bytes(tail)


def _nested(opening: str, closing: str, times: int) -> str:
    return opening * times + para("x") + closing * times


def _loop() -> bytes:
    made = Made(para("x") + '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>')
    made.part(
        "header1.xml",
        "header",
        root("hdr", p('<w:r><w:pict><v:rect><v:imagedata r:id="rId1"/></v:rect></w:pict></w:r>')),
        "rIdH",
    )
    made.members["word/_rels/header1.xml.rels"] = _RELS.format(
        f'<Relationship Id="rId1" Type="{_OFFICE}/image" Target="header1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="../word/document.xml"/>'
    )
    return made.bytes()


def _main_outside() -> bytes:
    made = Made(para("x"))
    made.members["_rels/.rels"] = _RELS.format(
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="file:///etc/passwd" TargetMode="External"/>'
    )
    return made.bytes()


def _without(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body(para("x")))) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
    return stream.getvalue()


_CELL = "<w:tbl><w:tr><w:tc>", f"</w:tc></w:tr></w:tbl>{p('')}"
_BOX = (
    "<w:p><w:r><w:pict><v:rect><v:textbox><w:txbxContent>",
    "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>",
)
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_STYLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'

KINDS: dict[str, Callable[[], bytes]] = {
    "entity bomb": lambda: doc(f"{_BOMB}]>" + root("document", f"<w:body>{para('&k;')}</w:body>").split("?>")[1]),
    "external entity": lambda: doc(
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + root("document", f"<w:body>{para('&x;')}</w:body>").split("?>")[1]
    ),
    "external DTD": lambda: doc('<!DOCTYPE d SYSTEM "http://example.org/x.dtd"><d/>'),
    "parameter entity": lambda: doc('<!DOCTYPE d [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><d/>'),
    "wide DTD": lambda: doc('<!DOCTYPE d [<!ENTITY x "y">]><d/>'.encode("utf-16")),
    "DTD in a part nobody uses": lambda: zipped(("word/unused.xml", b'<!DOCTYPE d [<!ENTITY x "y">]><d/>')),
    "DTD in relationships": lambda: zipped(("word/_rels/x.xml.rels", b'<!DOCTYPE d [<!ENTITY x "y">]><d/>')),
    "blank gigabyte": lambda: zipped(("word/bomb.xml", b" " * 2**30)),
    "picture of a gigabyte": lambda: zipped(("word/media/image1.png", b"\0" * 2**30)),
    "lying size": _lying,
    "overlapping members": _overlapping,
    "70,000 members": lambda: zipped(*((f"word/x{n}.xml", b"") for n in range(70_000))),
    "path upwards": lambda: zipped(("../evil.xml", b"<a/>")),
    "path from the root": lambda: zipped(("/evil.xml", b"<a/>")),
    "backslash path": lambda: zipped(("word\\evil.xml", b"<a/>")),
    "drive letter": lambda: zipped(("c:evil.xml", b"<a/>")),
    "symbolic link": lambda: zipped((link(), b"document.xml")),
    "name twice": lambda: zipped(("word/document.xml", b"<a/>")),
    "name twice but for case": lambda: zipped(("WORD/DOCUMENT.XML", b"<a/>")),
    "truncated": lambda: body(para("x"))[:-40],
    "half a file": lambda: body(para("x" * 9999))[:900],
    "only a beginning": lambda: b"PK\x03\x04word/document.xml",
    "noise": lambda: b"PK\x03\x04" + bytes(range(256)) * 500,
    "locked members": lambda: patched(b"PK\x01\x02", 8, "<H", 1),
    "wrong checksum": lambda: patched(b"PK\x01\x02", 16, "<L", 12345),
    "unknown compression": lambda: patched(b"PK\x01\x02", 10, "<H", 77),
    "directory elsewhere": lambda: patched(b"PK\x05\x06", 16, "<L", 2**31),
    "100,000 levels": lambda: doc(root("document", "<w:body>" + "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000 + "</w:body>")),
    "nested tables": lambda: body(_nested(*_CELL, 75)),
    "nested text boxes": lambda: body(_nested(*_BOX, 35)),
    "nested alternatives": lambda: body(
        p("<w:r>" + "<mc:AlternateContent><mc:Fallback>" * 120 + "<w:t>x</w:t>" + "</mc:Fallback></mc:AlternateContent>" * 120 + "</w:r>")
    ),
    "another root": lambda: doc(root("settings", "")),
    "no main part": lambda: _without("word/document.xml"),
    "no content types": lambda: _without("[Content_Types].xml"),
    "no relationships": lambda: _without("_rels/.rels"),
    "main part outside": _main_outside,
    "parts in a loop": _loop,
    "broken XML": lambda: doc(root("document", "<w:body><w:p>Kelly")),
    "zero bytes in XML": lambda: doc(root("document", f"<w:body>{para('a')}</w:body>").replace("a", "\0")),
    "not the encoding it says": lambda: doc(root("document", "").encode() + b"\xff\xfe\x80"),
    "unknown encoding": lambda: doc("<?xml version='1.0' encoding='utf-7'?><w:document/>"),
    "attributes without end": lambda: body("<w:p " + " ".join(f'w:a{n}="x"' for n in range(200_000)) + "/>"),
    "elements without end": lambda: body(p("<w:r><w:tab/></w:r>" * 3_000_000)),
    "many runs": lambda: body(p(r("x") * 150_000)),
    "many paragraphs": lambda: body("<w:p/>" * 300_000),
    "many changes": lambda: body(p("<w:del w:author='A'><w:r><w:delText>x</w:delText></w:r></w:del>" * 60_000)),
    "long text": lambda: body(para("word " * 6_000_000)),
    "long attribute": lambda: body(f"<w:p><w:bookmarkStart w:id='1' w:name='{'x y' * 3_000_000}'/></w:p>"),
    "long shape style": lambda: body(p(f"<w:r><w:pict><v:rect style='{'width:1pt;' * 300_000}'/></w:pict></w:r>")),
    "long numbers": lambda: body(p(r("x"), f"<w:ind w:left='{'1' * 3_000_000}'/>")),
    "long list label": lambda: with_part(
        "numbering.xml",
        "numbering",
        root("numbering", f"<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:lvlText w:val='{'a ' * 500_000}'/></w:lvl></w:abstractNum>"),
    ),
    "fields without end": lambda: body(p(_BEGIN * 40_000)),
    "styles in a loop": lambda: with_part(
        "styles.xml", "styles", root("styles", _STYLE.format("A", "B") + _STYLE.format("B", "A"))
    ),
    "styles without end": lambda: with_part(
        "styles.xml", "styles", root("styles", "".join(_STYLE.format(f"S{n}", f"S{n + 1}") for n in range(40_000)))
    ),
    "column span without end": lambda: body(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>" + para("x") + "</w:tc></w:tr></w:tbl>"
    ),
    "many comments": lambda: with_part("comments.xml", "comments", root("comments", f"<w:comment>{para('x')}</w:comment>" * 60_000)),
    "PDF by another name": lambda: b"%PDF-1.7\n" + b"x" * 1000,
    "web page by another name": lambda: b"<html><body>Kelly</body></html>",
    "workbook by another name": lambda: body("x").replace(b"word/", b"xlsx/"),
    "empty container": lambda: b"PK\x05\x06" + b"\0" * 18,
    "old container, empty": lambda: OLE + b"\0" * 504,
    "old container, locked": lambda: OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
}  # fmt: skip
