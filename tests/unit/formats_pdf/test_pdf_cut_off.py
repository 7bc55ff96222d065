"""Content that breaks off: whatever is left open or left over takes its page down a rung, and a person is told."""

import io
import zlib

import pikepdf
import pytest
from pikepdf import Name
from tests.unit.formats_pdf.made import PDF, edits_for, everything_seen, lines

from minimise.errors import UnreadableDocument
from minimise.formats.pdf.adapter import read_pages
from minimise.formats.pdf.ladder import Rung

_SHOWN = b"BT /F1 11 Tf 72 700 Td (The child was seen) Tj ET\n"
_PLACE = b"BT /F1 11 Tf 72 600 Td "

DAMAGE = {
    "a string without its end": b"(Joan Tarrant rang",
    "a string whose bracket is escaped": rb"(Joan Tarrant rang\) Tj ET",
    "hexadecimal without its end": b"<4A6F616E20546172",
    "hexadecimal with other signs in it": b"<4A6F61xx6E> Tj ET",
    "an array without its end": b"[(Joan) -20 (Tarrant)",
    "an array that runs into its instruction": b"[(Joan) -20 (Tarrant) TJ ET",
    "an array cut inside a string": b"[(Joan) -20 (Tarr",
    "a dictionary without its end": b"/Span <</ActualText (Joan Tarrant)",
    "a dictionary that runs into its instruction": b"/Span <</MCID 1 BDC (Joan Tarrant) Tj EMC ET",
    "a dictionary cut inside a string": b"/Span <</ActualText (Joan Tarr",
    "a picture without data": b"ET BI /W 1 /H 1 (Joan Tarrant) Tj",
    "a picture without its end": b"ET BI /W 1 /H 1 /BPC 8 /CS /G ID x BT (Joan Tarrant) Tj ET",
    "a string without an instruction": b"(Joan Tarrant)",
    "an array without an instruction": b"[(Joan Tarrant)]",
    "half an instruction": b"(Joan Tarrant) T",
    "an unknown instruction": b"(Joan Tarrant) Tx ET",
    "a bracket too many": b"(Joan Tarrant)) Tj ET",
    "an array too many": b"[(Joan Tarrant)] ] TJ ET",
    "an instruction without its string": b"Tj ET",
    "a number in place of a string": b"12 Tj ET",
    "a string in place of an array": b"(Joan Tarrant) TJ ET",
}


def page_with(content: bytes, *, raw: bytes | None = None) -> bytes:
    """Put content on the first of two pages; `raw` is written as packed bytes, whatever they are."""
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(lines("first"))) as pdf,
        pikepdf.open(io.BytesIO(lines("Joan Tarrant rang at noon"))) as other,
    ):
        pdf.pages.extend(other.pages)
        stream = pdf.make_stream(content)
        if raw is not None:
            stream.write(raw, filter=Name.FlateDecode)
        pdf.pages[0].Contents = stream
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def as_left_by_damage(data: bytes) -> tuple[Rung, list[str], str]:
    """Give the first page's rung, what is reported of it, and all that is seen of the copy."""
    document = PDF.read(data, "case")
    written = PDF.write(data, edits_for(document, "Joan Tarrant", "[Neighbour 1]"))
    reported = [unread.what for unread in document.unread if unread.place.index == 1]
    return read_pages(data)[0].rung, reported, everything_seen(written)


def test_whole_content_stays_on_the_highest_rung() -> None:
    rung, reported, seen = as_left_by_damage(page_with(_SHOWN + _PLACE + b"(Joan Tarrant rang) Tj ET % the end"))

    assert (rung, reported) == (Rung.SURGERY, [])
    assert "[Neighbour 1] rang" in seen


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_page_that_breaks_off_goes_down_and_is_reported_and_says_nothing_removed(damage: bytes) -> None:
    rung, reported, seen = as_left_by_damage(page_with(_SHOWN + _PLACE + damage))

    assert rung is Rung.RASTER
    assert reported == ["damaged content"]
    assert "The child was seen" in seen
    assert "Tarr" not in seen


def test_of_two_strings_for_one_the_detector_sees_what_the_picture_shows() -> None:
    data = page_with(_SHOWN + _PLACE + b"(Joan) (Tarrant) Tj ET")

    document = PDF.read(data, "case")

    assert document.parts[0].text.split() == ["The", "child", "was", "seen", "Tarrant"]
    assert "Tarrant" not in everything_seen(PDF.write(data, edits_for(document, "Tarrant", "[1]")))


@pytest.mark.parametrize("left", [0.3, 0.6, 0.9])
def test_packed_content_that_breaks_off_goes_down(left: float) -> None:
    packed = zlib.compress(_SHOWN * 3 + _PLACE + b"(Joan Tarrant rang and said a good deal more than that) Tj ET")

    rung, reported, _ = as_left_by_damage(page_with(b"", raw=packed[: int(len(packed) * left)]))

    assert rung in (Rung.RASTER, Rung.WITHHELD)
    assert reported in (["damaged content"], ["page"])


def test_packed_content_that_lacks_only_its_checksum_is_whole() -> None:
    rung, reported, _ = as_left_by_damage(page_with(b"", raw=zlib.compress(_SHOWN)[:-4]))

    assert (rung, reported) == (Rung.SURGERY, [])


def test_a_form_that_breaks_off_takes_its_page_down() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_with(_SHOWN + b"q /Inner Do Q"))) as pdf:
        inner = pdf.make_stream(
            _PLACE + b"(Joan Tarrant", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850],
            Resources=pdf.pages[0].Resources,
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(Inner=inner)
        pdf.save(out)

    rung, reported, seen = as_left_by_damage(out.getvalue())

    assert (rung, reported) == (Rung.RASTER, ["damaged content"])
    assert "Tarr" not in seen


def test_a_part_of_the_content_that_is_not_there_takes_its_page_down() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_with(_SHOWN))) as pdf:
        pdf.pages[0].Contents = pikepdf.Array([pdf.pages[0].Contents, pdf.make_indirect(pikepdf.Dictionary())])
        pdf.save(out)

    rung, reported, _ = as_left_by_damage(out.getvalue())

    assert (rung, reported) == (Rung.RASTER, ["damaged content"])


def test_a_file_whose_only_page_breaks_off_at_once_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(page_with(_PLACE + b"(Joan Tarrant rang"))) as pdf:
        del pdf.pages[1]
        pdf.save(out)

    with pytest.raises(UnreadableDocument):
        PDF.read(out.getvalue(), "case")
