"""One file with a word planted in more than sixty places, and the views in which it is looked for afterwards."""

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from minimise.errors import MinimiseError
from tests.unit.formats_pdf.made import PDF
from tests.unit.formats_pdf.poison import CANARY, poisoned

Holder = tuple[pikepdf.Pdf, pikepdf.Page]

_TEXT = f"BT /F1 11 Tf 72 {{y}} Td ({CANARY}) Tj ET"
_LETTERS = " ".join(f"1 0 0 1 {72 + 9 * n} 150 Tm ({letter}) Tj" for n, letter in enumerate(CANARY))
_BACKWARDS = " ".join(f"1 0 0 1 {72 + 9 * n} 135 Tm ({CANARY[n]}) Tj" for n in reversed(range(len(CANARY))))
CONTENT = {
    "letters drawn one by one": f"BT /F1 11 Tf {_LETTERS} ET",
    "letters drawn backwards": f"BT /F1 11 Tf {_BACKWARDS} ET",
    "split over two text objects": "BT /F1 11 Tf 72 120 Td (Quill) Tj ET BT /F1 11 Tf 93.7 120 Td (feather) Tj ET",
    "wrapped at a hyphen": "BT /F1 11 Tf 72 36 Td (Mrs Quill-) Tj 0 -12 Td (feather came) Tj ET",
    "clipping text": "q BT /F1 11 Tf 7 Tr 300 160 Td (Quillfeather) Tj ET Q",
    "transparent": "q /GsZero gs " + _TEXT.format(y=80) + " Q",
    "stretched": "BT /F1 11 Tf 150 Tz 300 120 Td (Quillfeather) Tj 100 Tz ET",
    "raised": "BT /F1 11 Tf 300 100 Td 5 Ts (Quillfeather) Tj 0 Ts ET",
    "turned": "BT /F1 11 Tf 0 1 -1 0 560 300 Tm (Quillfeather) Tj ET",
    "mirrored": "BT /F1 11 Tf -1 0 0 1 560 280 Tm (Quillfeather) Tj ET",
    "ActualText by name": f"/Span /McText BDC {_TEXT.format(y=66).replace(CANARY, 'zz')} EMC",
    "a layer rule": "/OC /McRule BDC BT /F1 11 Tf 300 80 Td (Quillfeather) Tj ET EMC",
    "a soft mask's group": "q /GsMask gs 300 40 100 20 re f Q",
    "a Type3 letter's drawing": "BT /F3 11 Tf 420 100 Td (a) Tj ET",
    "a nested pattern": "/Pattern cs /PNest scn 420 40 40 40 re f",
    "spot colour name": "/CsSpot cs 1 scn 480 40 10 10 re f",
    "a marked point": f"/Quillfeather MP /P <</Quillfeather (Quillfeather)>> DP % {CANARY}",
}


def _stream(pdf: pikepdf.Pdf, data: str, **keys: Any) -> pikepdf.Object:
    return pdf.make_stream(data.encode(), **keys)


def _resources(holder: Holder) -> None:
    pdf, page = holder
    fonts = page.Resources.Font
    group = _stream(
        pdf, _TEXT.format(y=45), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850],
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray), Resources=Dictionary(Font=fonts),
    )  # fmt: skip
    inner = _stream(
        pdf, f"BT /F1 6 Tf 1 1 Td ({CANARY}) Tj ET", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 40, 10],
        XStep=40, YStep=10, Resources=Dictionary(Font=fonts),
    )  # fmt: skip
    page.Resources.Pattern.PNest = _stream(
        pdf, "/Pattern cs /P1 scn 0 0 40 40 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 40, 40],
        XStep=40, YStep=40, Resources=Dictionary(Pattern=Dictionary(P1=inner)),
    )  # fmt: skip
    fonts.F3 = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=97, LastChar=97, Widths=[1000], Encoding=Dictionary(Differences=[97, Name(f"/{CANARY}")]),
        CharProcs=Dictionary({f"/{CANARY}": _stream(pdf, f"1000 0 d0 BT /F1 90 Tf ({CANARY}) Tj ET")}),
        Resources=Dictionary(Font=Dictionary(F1=fonts.F1)),
    )  # fmt: skip
    gs = page.Resources.ExtGState
    gs.GsZero = Dictionary(ca=0, CA=0)
    gs.GsMask = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))
    layer = page.Resources.Properties.MC0
    page.Resources.Properties.McRule = Dictionary(Type=Name.OCMD, OCGs=[layer], P=Name.AllOn)
    page.Resources.Properties.McText = Dictionary(ActualText=String(CANARY))
    tint = _stream(pdf, "{ pop 0 0 0 1 }", FunctionType=4, Domain=[0, 1], Range=[0, 1, 0, 1, 0, 1, 0, 1])
    page.Resources.ColorSpace = Dictionary(CsSpot=[Name.Separation, Name(f"/{CANARY}"), Name.DeviceCMYK, tint])


def _annotation(**keys: Any) -> Callable[[Holder], None]:
    def plant(holder: Holder) -> None:
        pdf, page = holder
        page.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 200, 30, 220], **keys)))

    return plant


def _root(key: str, make: Callable[[pikepdf.Pdf], object]) -> Callable[[Holder], None]:
    def plant(holder: Holder) -> None:
        holder[0].Root[key] = make(holder[0])

    return plant


def _page_key(key: str, make: Callable[[pikepdf.Pdf], object]) -> Callable[[Holder], None]:
    def plant(holder: Holder) -> None:
        holder[1].obj[key] = make(holder[0])

    return plant


def _on_picture(holder: Holder) -> None:
    picture = holder[1].Resources.XObject.Im0
    picture[f"/{CANARY}"] = String(CANARY)
    picture.OPI = Dictionary({"/2.0": Dictionary(F=CANARY)})
    picture.Alternates = Array([Dictionary(Image=_stream(holder[0], CANARY, Subtype=Name.Image))])


def _on_font(holder: Holder) -> None:
    font = holder[1].Resources.Font.F1
    font.FontDescriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Helvetica, Flags=32, FontFamily=String(CANARY),
        CharSet=String(f"/{CANARY}"),
        FontBBox=[0, 0, 1000, 1000], ItalicAngle=0, Ascent=700, Descent=-200, CapHeight=700, StemV=80,
    )  # fmt: skip


def _choice(holder: Holder) -> None:
    pdf, page = holder
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Ch, T=String("choice"), Rect=[300, 200, 400, 215],
            Opt=[Array([String("x"), String(CANARY)])], V=String(CANARY),
            MK=Dictionary(CA=CANARY, RC=CANARY, AC=CANARY),
            A=Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=f"https://{CANARY}.example.org")),
            DA="/Helv 9 Tf 0 g",
        )
    )  # fmt: skip
    page.Annots.append(field)
    pdf.Root.AcroForm.Fields.append(field)
    pdf.Root.AcroForm.XFA = Array([String("datasets"), _stream(pdf, f"<data>{CANARY}</data>")])


MORE: dict[str, Callable[[Holder], None]] = {
    "choice options, caption, submit address, XFA packets": _choice,
    "annotation: strike-out note": _annotation(Subtype=Name.StrikeOut, Contents=CANARY, Subj=CANARY),
    "annotation: sound": _annotation(Subtype=Name.Sound, Contents=CANARY),
    "annotation: launch": _annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"{CANARY}.exe"))),
    "annotation: remote page": _annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String(f"{CANARY}.pdf"))),
    "annotation: movie": _annotation(Subtype=Name.Movie, T=CANARY, Movie=Dictionary(F=CANARY)),
    "annotation: watermark": _annotation(Subtype=Name.Watermark, Contents=CANARY),
    "annotation: ink author": _annotation(Subtype=Name.Ink, T=CANARY, InkList=[[0, 0, 1, 1]]),
    "name tree of destinations": _root(
        "/Names", lambda p: Dictionary(Dests=Dictionary(Names=[String(CANARY), Array([p.pages[0].obj, Name.Fit])]))
    ),
    "collection": _root("/Collection", lambda _: Dictionary(Type=Name.Collection, D=CANARY)),
    "associated file": _root("/AF", lambda _: Array([Dictionary(Type=Name.Filespec, F=CANARY, Desc=CANARY)])),
    "article thread": _root("/Threads", lambda _: Array([Dictionary(I=Dictionary(Title=CANARY))])),
    "web capture": _root("/SpiderInfo", lambda _: Dictionary(V=1, C=[Dictionary(AU=CANARY)])),
    "output intent": _root("/OutputIntents", lambda _: Array([Dictionary(S=Name.GTS_PDFX, Info=CANARY)])),
    "root PieceInfo": _root("/PieceInfo", lambda _: Dictionary({f"/{CANARY}": Dictionary(Private=CANARY)})),
    "viewer preferences": _root("/ViewerPreferences", lambda _: Dictionary({f"/{CANARY}": CANARY})),
    "page: beads": _page_key("/B", lambda _: Array([Dictionary(V=CANARY)])),
    "page: capture id": _page_key("/ID", lambda _: String(CANARY)),
    "page: last modified": _page_key("/LastModified", lambda _: String(CANARY)),
    "page: user key": _page_key(f"/{CANARY}", lambda _: String(CANARY)),
    "page: UTF-16 string": _page_key("/Note", lambda _: String("\u2019" + CANARY)),
    "picture: own keys, OPI, alternates": _on_picture,
    "font: family and letter list": _on_font,
}
BEFORE = 44
"""Places of the file that this one is built upon (tests/unit/formats_pdf/poison.py)."""
PLACES = BEFORE + len(CONTENT) + len(MORE)


def planted() -> bytes:
    """Build the file, then save a further revision over it, so that the first stays inside."""
    with pikepdf.open(io.BytesIO(poisoned())) as pdf:
        page = pdf.pages[0]
        _resources((pdf, page))
        page.contents_add("\n".join(CONTENT.values()).encode())
        for plant in MORE.values():
            plant((pdf, page))
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue() + f"\n7000 0 obj\n({CANARY})\nendobj\n%%EOF\n% {CANARY}\n".encode()


def views(data: bytes, folder: Path) -> dict[str, int]:
    """Count the word in what every reader sees, and in the bytes, unpacked and in three spellings."""
    try:
        seen = PDF.witnesses(data)
    except MinimiseError:
        found = {"witnesses": -1}
    else:
        found = {w.reader: _hits(" ".join([w.visible or "", *(text for _, text in w.surfaces)])) for w in seen}
    path = folder / "seen.pdf"
    path.write_bytes(data)
    for name, options in (("pdftotext", []), ("pdftotext -raw", ["-raw"]), ("pdftotext -layout", ["-layout"])):
        found[name] = _hits(
            subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True).stdout.decode()
        )
    raw = unpacked(data)
    for name, needle in (
        ("utf-8", CANARY.encode()), ("utf-16be", CANARY.encode("utf-16-be")),
        ("hex", CANARY.encode().hex().encode()), ("hex of utf-16be", CANARY.encode("utf-16-be").hex().encode()),
    ):  # fmt: skip
        found[name] = raw.lower().count(needle.lower())
    return found


def unpacked(data: bytes) -> bytes:
    """Give the file's own bytes and, after them, the same file with every stream unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all, qdf=True)
    return data + out.getvalue()


def _hits(text: str) -> int:
    squeezed = re.sub(r"[\s\u00ad-]+", "", text).lower()
    return squeezed.count(CANARY.lower())
