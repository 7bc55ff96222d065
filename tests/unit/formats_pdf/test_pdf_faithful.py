"""Pages from which nothing goes look as they did, to the dot, and still carry nothing but what is seen."""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from tests.unit.formats_pdf.made import DEJAVU, PDF, drawn, edits_for, subset_font, without
from tests.unit.formats_pdf.type1_made import type1_program

from minimise.formats.pdf.display import PageInDoubt
from minimise.formats.pdf.faces import is_public
from minimise.formats.pdf.faithful.functions import copied_function
from minimise.formats.pdf.faithful.profiles import rebuilt_profile
from minimise.formats.pdf.type1 import parse_type1

HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
WORDS = b"BT /F1 12 Tf 72 700 Td (The child told the class teacher) Tj ET\n"


def page(content: bytes, *, pages: int = 1, **resources: Any) -> bytes:
    """Make a file of some equal pages."""
    out = io.BytesIO()
    wanted = Dictionary({"/Font": Dictionary(F1=HELVETICA), **{f"/{k}": v for k, v in resources.items()}})
    with pikepdf.new() as pdf:
        for _ in range(pages):
            held = pdf.copy_foreign(_SHELF.make_indirect(wanted))
            leaf = Dictionary(
                Type=Name.Page, MediaBox=[0, 0, 595.276, 841.89], Resources=held, Contents=pdf.make_stream(content)
            )
            pdf.pages.append(pikepdf.Page(leaf))
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


_SHELF = pikepdf.new()
"""Holds streams until they are copied into the file of a test."""


def stream(data: bytes, **entries: object) -> pikepdf.Object:
    """Make a stream."""
    return _SHELF.make_stream(data, {f"/{key}": value for key, value in entries.items()})


def dots(data: bytes, number: int = 0) -> bytes:
    """Render a page."""
    with pypdfium2.PdfDocument(data) as document:
        return bytes(document[number].render(scale=1).to_numpy().tobytes())


def unpacked(data: bytes) -> bytes:
    """Give a file with its streams unpacked."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all, qdf=True)
    return out.getvalue()


def tint(data: bytes, **more: object) -> Array:
    """Give a spot ink with its function."""
    function = stream(data, FunctionType=0, Domain=[0, 1], Range=[0, 1] * 3, Size=[2], BitsPerSample=8, **more)
    return Array([Name.Separation, Name("/Quillfeather"), Name.DeviceRGB, function])


GRADIENT = Dictionary(
    ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[72, 0, 300, 0], Extend=[True, True],
    Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0.8, 0.2], C1=[0.1, 0.3, 0.7], N=1),
)  # fmt: skip


def cell() -> pikepdf.Object:
    """Give a pattern of slanted strokes."""
    return stream(
        b"0 0 1 RG 0 0 m 6 6 l S", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 6, 6], XStep=6, YStep=6,
        Resources=Dictionary(),
    )  # fmt: skip


PAINTINGS: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a gradient": (b"q 72 600 200 50 re W n /S1 sh Q " + WORDS, {"Shading": Dictionary(S1=GRADIENT)}),
    "a pattern": (b"/Pattern cs /P1 scn 72 600 200 50 re f " + WORDS, {"Pattern": Dictionary(P1=cell())}),
    "strokes": (b"q 3 w 1 J 1 j [9 4] 2 d 72 600 m 120 640 180 560 240 600 c S Q " + WORDS, {}),
    "a round clip": (b"q 100 600 m 150 650 l 200 600 l h W n 0 1 0 rg 72 600 200 30 re f Q " + WORDS, {}),
    "words moved about": (
        b"BT /F1 12 Tf 3 Tw 0.4 Tc 80 Tz 14 TL 72 700 Td (told the) Tj (a) ' 5 Ts [(te) -60 (a)] TJ ET",
        {},
    ),
    "a blend": (
        b"1 0 0 rg 72 600 80 50 re f q /E1 gs 0 0 1 rg 100 600 80 50 re f Q " + WORDS,
        {"ExtGState": Dictionary(E1=Dictionary(BM=Name.Multiply, ca=0.6))},
    ),
}


@pytest.mark.parametrize("kind", PAINTINGS)
def test_an_untouched_page_looks_the_same_to_the_dot(kind: str) -> None:
    content, resources = PAINTINGS[kind]
    source = page(content, **resources)

    assert dots(PDF.write(source, ())) == dots(source)


def test_a_spot_ink_keeps_its_colour_and_loses_its_name_and_what_lies_behind_its_samples() -> None:
    source = page(b"/C1 cs 1 scn " + WORDS, ColorSpace=Dictionary(C1=tint(b"\xff\xff\xff\x80\x20\x10Quillfeather")))

    written = PDF.write(source, ())

    assert dots(written) == dots(source)
    assert b"Quillfeather" in unpacked(source)
    assert b"Quillfeather" not in unpacked(written)


def test_words_in_an_ink_that_a_viewer_makes_white_count_as_unseen() -> None:
    white = Dictionary(C1=tint(b"\xff" * 6))
    source = page(WORDS + b"/C1 cs 1 scn BT /F1 12 Tf 72 600 Td (Joan Tarrant) Tj ET", ColorSpace=white)

    assert "Tarrant" not in (PDF.witnesses(PDF.write(source, ()))[0].visible or "")


def test_unseen_words_leave_an_untouched_page_and_the_words_around_them_stay_in_place() -> None:
    hidden = b"BT /F1 12 Tf 72 650 Td (seen) Tj 3 Tr (Joan Tarrant) Tj 0 Tr (again) Tj ET "
    source = page(hidden + WORDS)

    written = PDF.write(source, ())

    assert dots(written) == dots(source)
    assert all("Tarrant" not in (w.visible or "") for w in PDF.witnesses(written))


def test_words_under_a_round_shape_are_not_left_under_it() -> None:
    """Set anew they stand on top of it, where the reviewer's reading says they stand."""
    blob = b"1 0 0 rg 60 690 m 300 690 l 320 700 320 715 300 720 c 60 720 l h f"
    written = PDF.write(page(WORDS + blob), ())

    with pikepdf.open(io.BytesIO(written)) as pdf:
        order = [str(each.operator) for each in pikepdf.parse_content_stream(pdf.pages[0])]
    assert order.index("f") < order.index("TJ")


@pytest.mark.parametrize(
    ("name", "kept"), [("ArialMT", True), ("Arial,Bold", True), ("JoanTarrant", False), ("Georgia", False)]
)
def test_a_face_that_is_only_named_keeps_a_name_that_everybody_uses(name: str, kept: bool) -> None:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding, FirstChar=32,
        LastChar=126, Widths=Array([520] * 95),
        FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{name}"), Flags=32, StemV=80),
    )  # fmt: skip
    source = page(WORDS, Font=Dictionary(F1=font))

    written = PDF.write(source, ())

    assert (name.encode() in unpacked(written)) is kept
    assert is_public(name) is kept
    assert dots(written) == dots(source)


def test_a_type1_face_is_carried_over_with_its_kept_letters_alone() -> None:
    program = type1_program({"A": 600, "B": 500, "J": 400}, hidden="B")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Quillfeather"), FirstChar=65, LastChar=74,
        Widths=Array([600, 500, *[0] * 7, 400]), Encoding=Name.WinAnsiEncoding,
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/Quillfeather"), Flags=32,
            FontFile=stream(program),
        ),
    )  # fmt: skip
    source = page(b"BT /F1 40 Tf 72 700 Td (AJA) Tj ET", Font=Dictionary(F1=font))

    written = PDF.write(source, ())

    assert dots(written) == dots(source)
    assert b"Quillfeather" not in unpacked(written)
    assert (PDF.witnesses(written)[0].visible or "").strip() == "AJA"


def test_a_damaged_type1_program_is_no_program() -> None:
    program = type1_program({"A": 600})

    assert parse_type1(program) is not None
    assert parse_type1(program[: len(program) // 3]) is None
    assert parse_type1(b"%!PS-AdobeFont-1.0 eexec nothing") is None


def test_a_profile_keeps_what_makes_colours_and_nothing_that_is_said() -> None:
    from PIL import ImageCms

    source = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    rebuilt = rebuilt_profile(source, 3)

    assert "sRGB".encode("utf-16-be") in source
    assert "sRGB".encode("utf-16-be") not in rebuilt
    assert b"rTRC" in rebuilt
    with pytest.raises(PageInDoubt):
        rebuilt_profile(source, 4)


@pytest.mark.parametrize("calculation", [b"{ Quillfeather }", b"{ 1 (a) }", b"", b"{ 1e99 }"])
def test_a_calculation_of_other_words_than_the_language_has_is_in_doubt(calculation: bytes) -> None:
    function = stream(calculation, FunctionType=4, Domain=[0, 1], Range=[0, 1])

    with pytest.raises(PageInDoubt):
        copied_function(function, 1)


def two_pages(name: str) -> bytes:
    """A page that names someone, and one that does not, in one face whose codes follow first use."""
    font = subset_font()
    texts = iter((f"{name} saw a bruise on the left arm", "The school will ring on Monday"))

    def draw(canvas: object) -> None:
        canvas.setFont(font, 11)  # type: ignore[attr-defined]
        canvas.drawString(72, 760, next(texts))  # type: ignore[attr-defined]

    return drawn(draw, pages=2)


@pytest.mark.skipif(not DEJAVU.exists(), reason="the DejaVu font is not installed")
def test_an_untouched_page_does_not_tell_which_letters_stood_on_a_touched_one() -> None:
    names: Sequence[str] = ("Joan Tarrant", "Ng Wu", "Zachary Jinks", "Fatima Begum")

    assert len({without(two_pages(name), name) for name in names}) == 1


def test_two_lines_of_a_cell_are_not_run_together_by_a_word_beside_them() -> None:
    rows = b"BT /F1 9 Tf 72 706 Td (left arm) Tj 0 -10 Td (and knee) Tj ET BT /F1 20 Tf 300 700 Td (Seen) Tj ET"

    text = PDF.read(page(rows), "case").parts[0].text

    assert "left arm" in text
    assert "and knee" in text


def test_a_touched_page_is_set_anew_beside_an_untouched_one() -> None:
    source = page(WORDS, pages=2)
    edits = [edit for edit in edits_for(PDF.read(source, "case"), "teacher", "[T]") if edit.span.part == 0]

    written = PDF.write(source, edits)

    assert dots(written, 1) == dots(source, 1)
    assert dots(written, 0) != dots(source, 0)
