"""One file with the same word planted in every place of a PDF that can hold words."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String
from tests.unit.formats_pdf.made import lines

CANARY = "Quillfeather"

_CONTENT = f"""
BT /F1 11 Tf 72 600 Td (Covered {CANARY}) Tj ET 0 0 0 rg 60 590 220 24 re f
1 1 1 rg BT /F1 11 Tf 72 560 Td (White {CANARY}) Tj ET 0 0 0 rg
BT 3 Tr /F1 11 Tf 72 540 Td ({CANARY}) Tj 0 Tr ET
BT /F1 11 Tf 900 540 Td ({CANARY}) Tj ET
q 10 10 5 5 re W n BT /F1 11 Tf 72 520 Td ({CANARY}) Tj ET Q
BT /F1 1 Tf 72 500 Td ({CANARY}) Tj ET
BT /F1 11 Tf 72 480 Td [(Kerned Qui) -20 (ll) 15 (feat) -8 (her) ] TJ ET
BT /F1 11 Tf 72 460 Td <{CANARY.encode().hex()}> Tj ET
BT /F1 11 Tf 72 440 Td 3 Tc (Spaced {CANARY}) Tj 0 Tc ET
BT /F1 11 Tf 40 Tw 72 420 Td (Justified {CANARY} end) Tj 0 Tw ET
/Span <</ActualText ({CANARY}) /Alt ({CANARY}) /E ({CANARY})>> BDC BT /F1 11 Tf 72 400 Td (xx) Tj ET EMC
/OC /MC0 BDC BT /F1 11 Tf 72 380 Td ({CANARY}) Tj ET EMC
q 1 0 0 1 0 0 cm /Fm0 Do Q
/Pattern cs /P0 scn 300 300 40 40 re f
/{CANARY} gs
q 60 0 0 60 400 600 cm /Im0 Do Q
q 20 0 0 20 480 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID {CANARY[0]} EI Q
BT /F1 11 Tf 72 340 Td (The child has a bruise) Tj ET
"""


def poisoned() -> bytes:
    """Build the file; each planted place is named by the code beside it."""
    with pikepdf.open(io.BytesIO(lines(f"Plain {CANARY} text"))) as pdf:
        page = pdf.pages[0]
        fonts = page.Resources.Font
        # Channels of the page's own content, see _CONTENT.
        page.contents_add(_CONTENT.encode("ascii"))
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(CANARY)))
        page.Resources.Properties = Dictionary(MC0=layer)
        page.Resources.ExtGState = Dictionary({f"/{CANARY}": Dictionary(CA=1)})
        _plant_forms(pdf, page, fonts)
        _plant_annotations(pdf, page)
        _plant_page_keys(pdf, page)
        _plant_root(pdf, layer)
        pdf.docinfo["/Title"] = pdf.docinfo["/Author"] = CANARY
        pdf.docinfo[f"/{CANARY}"] = "custom key"
        pdf.attachments[f"{CANARY}.txt"] = CANARY.encode()
        pdf.attachments[f"{CANARY}.txt"].description = CANARY
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem(CANARY, 0))
        pdf.make_indirect(String(CANARY))
        out = io.BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue() + b"\n% " + CANARY.encode() + b"\n"


def _plant_forms(pdf: pikepdf.Pdf, page: pikepdf.Page, fonts: pikepdf.Object) -> None:
    inner = pdf.make_stream(
        f"BT /F1 11 Tf 72 280 Td (Nested {CANARY}) Tj ET".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850], Resources=Dictionary(Font=fonts),
    )  # fmt: skip
    outer = pdf.make_stream(
        f"BT /F1 11 Tf 72 300 Td (Form {CANARY}) Tj ET /Fm1 Do".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850],
        Resources=Dictionary(Font=fonts, XObject=Dictionary(Fm1=inner)),
        PieceInfo=Dictionary(Own=Dictionary(Private=String(CANARY))),
    )  # fmt: skip
    picture = pdf.make_stream(
        b"\x40", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Metadata=pdf.make_stream(CANARY.encode(), Type=Name.Metadata),
    )  # fmt: skip
    pattern = pdf.make_stream(
        f"BT /F1 8 Tf 0 2 Td ({CANARY}) Tj ET".encode(), PatternType=1, PaintType=1, TilingType=1,
        BBox=[0, 0, 40, 10], XStep=40, YStep=10, Resources=Dictionary(Font=fonts),
    )  # fmt: skip
    page.Resources.XObject = Dictionary(Fm0=outer, Im0=picture)
    page.Resources.Pattern = Dictionary(P0=pattern)


def _plant_annotations(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    look = pdf.make_stream(
        f"BT /F1 11 Tf 2 4 Td (Typed {CANARY}) Tj ET".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 20],
        Resources=Dictionary(Font=page.Resources.Font),
    )  # fmt: skip
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=[72, 200, 272, 220], FT=Name.Tx, T=String(f"{CANARY} name"),
        TU=CANARY, V=String(f"Filled {CANARY}"), DV=CANARY, DA="/Helv 10 Tf 0 g",
        AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=CANARY)),
    )  # fmt: skip
    rest = [
        Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 30, 30], Contents=CANARY, T=CANARY, RC=CANARY),
        Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=[10, 40, 30, 60], Contents=CANARY),
        Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[72, 230, 272, 250], AP=Dictionary(N=look)),
        Dictionary(Type=Name.Annot, Subtype=Name.Redact, Rect=[10, 70, 30, 90], OverlayText=CANARY),
        Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Rect=[10, 100, 30, 120],
            A=Dictionary(S=Name.URI, URI=f"mailto:{CANARY}@example.org"),
        ),
        Dictionary(
            Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[10, 130, 30, 150],
            FS=Dictionary(Type=Name.Filespec, F=CANARY, UF=CANARY),
        ),
    ]  # fmt: skip
    page.Annots = pdf.make_indirect(Array([pdf.make_indirect(each) for each in (field, *rest)]))
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.AcroForm = Dictionary(
        Fields=[page.Annots[0]], NeedAppearances=True, DA="/Helv 10 Tf 0 g",
        DR=Dictionary(Font=Dictionary(Helv=helvetica)), XFA=pdf.make_stream(CANARY.encode()),
    )  # fmt: skip


def _plant_page_keys(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Metadata = pdf.make_stream(CANARY.encode(), Type=Name.Metadata)
    page.obj.PieceInfo = Dictionary({f"/{CANARY}": Dictionary(Private=String(CANARY))})
    page.obj.Thumb = pdf.make_stream(CANARY.encode())
    page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=CANARY))
    font = page.Resources.Font.F1
    font.ToUnicode = pdf.make_stream(b"2 beginbfchar <41> <0041> <42> <0042> endbfchar % " + CANARY.encode())
    font.Name = Name(f"/{CANARY}")


def _plant_root(pdf: pikepdf.Pdf, layer: pikepdf.Object) -> None:
    root = pdf.Root
    root.Metadata = pdf.make_stream(f"<x:xmpmeta><dc:title>{CANARY}</dc:title></x:xmpmeta>".encode())
    root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer], Name=String(CANARY)))
    root.StructTreeRoot = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot, K=[Dictionary(S=Name.P, Alt=CANARY, ActualText=CANARY, T=CANARY)],
            RoleMap=Dictionary({f"/{CANARY}": Name.P}),
        )
    )  # fmt: skip
    root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(CANARY))
    root.PageLabels = Dictionary(Nums=[0, Dictionary(P=String(CANARY))])
    root.Lang = String(CANARY)
    root.Dests = Dictionary({f"/{CANARY}": [pdf.pages[0].obj, Name.Fit]})
    root.URI = Dictionary(Base=String(f"https://{CANARY}.example.org/"))
    root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig, Name=String(CANARY), Reason=CANARY, ContactInfo=CANARY))
