"""PDF files that are made to take a machine down: small to send, endless to read."""

import io
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name
from tests.unit.formats_pdf.made import lines


def _changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(lines("The child was seen"))) as pdf:
        change(pdf)
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def _form(pdf: pikepdf.Pdf, content: bytes, **inner: pikepdf.Object) -> pikepdf.Stream:
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 600, 850],
        Resources=Dictionary(XObject=Dictionary(inner)),
    )  # fmt: skip


def _packed(pdf: pikepdf.Pdf, data: bytes, times: int, **more: object) -> pikepdf.Stream:
    stream = pdf.make_stream(b"", **more)
    for _ in range(times):
        data = zlib.compress(data, 9)
    stream.write(data, filter=Array([Name.FlateDecode] * times))
    return stream


def forms_in_forms() -> bytes:
    """Ten forms, each of which paints the next ten times: ten thousand million paintings."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = _form(pdf, b"0 0 10 10 re f")
        for _ in range(10):
            form = _form(pdf, b"/X Do " * 10, **{"/X": form})
        pdf.pages[0].Resources.XObject = Dictionary(X=form)
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")

    return _changed(change)


def a_form_that_paints_itself() -> bytes:
    """A form in its own resources."""

    def change(pdf: pikepdf.Pdf) -> None:
        form = pdf.make_indirect(_form(pdf, b"/X Do /X Do"))
        form.Resources.XObject.X = form
        pdf.pages[0].Resources.XObject = Dictionary(X=form)
        pdf.pages[0].Contents = pdf.make_stream(b"/X Do")

    return _changed(change)


def a_huge_picture() -> bytes:
    """A picture of ten thousand million dots on a page whose words are masked, so that it has to be rendered."""

    def change(pdf: pikepdf.Pdf) -> None:
        picture = _packed(
            pdf, bytes(10_000_000), 2, Type=Name.XObject, Subtype=Name.Image, Width=100_000, Height=100_000,
            BitsPerComponent=8, ColorSpace=Name.DeviceGray,
        )  # fmt: skip
        pdf.pages[0].Resources.XObject = Dictionary(Im=picture)
        pdf.pages[0].contents_add(b"q 595 0 0 842 0 0 cm /Im Do Q BT 7 Tr /F1 11 Tf 72 600 Td (masked) Tj ET")

    return _changed(change)


def a_huge_page() -> bytes:
    """Paper as wide as a country, to be rendered."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, 900_000_000, 900_000_000])
        pdf.pages[0].contents_add(b"BT 7 Tr /F1 11 Tf 72 600 Td (masked) Tj ET")

    return _changed(change)


def millions_of_instructions() -> bytes:
    """One stream of thirty million instructions that all do nothing."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = _packed(pdf, b"q Q\n" * 14_000_000, 1)

    return _changed(change)


def packed_many_times() -> bytes:
    """A stream that unpacks to a stream that unpacks: five times."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = _packed(pdf, b" " * 300_000_000, 5)

    return _changed(change)


def packed_behind_another_filter() -> bytes:
    """The same, where the first filter is not the one that unpacks."""

    def change(pdf: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(b"0 g " * 75_000_000, 9), 9)
        stream = pdf.make_stream(b"")
        filters = Array([Name.ASCIIHexDecode, Name.FlateDecode, Name.FlateDecode])
        stream.write(packed.hex().encode() + b">", filter=filters)
        pdf.pages[0].Contents = stream

    return _changed(change)


def deep_brackets() -> bytes:
    """Arrays in arrays, a million deep."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"[" * 1_000_000)

    return _changed(change)


def a_deep_tree_of_pages() -> bytes:
    """A page under ten thousand nodes."""
    count = 10_000
    body = [b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj"]
    body += [
        b"%d 0 obj <</Type/Pages/Count 1/Parent %d 0 R/Kids[%d 0 R]>> endobj" % (n, n - 1, n + 1)
        for n in range(2, count)
    ]
    body.append(b"%d 0 obj <</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>> endobj" % (count, count - 1))
    return _file(body)


def a_tree_of_pages_that_bites_its_tail() -> bytes:
    """A node that is its own child."""
    return _file([
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        b"2 0 obj <</Type/Pages/Count 3/Kids[2 0 R 2 0 R 3 0 R]>> endobj",
        b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>> endobj",
    ])  # fmt: skip


def tables_in_a_circle() -> bytes:
    """A cross-reference table whose predecessor is itself."""
    data = lines("The child was seen")
    at = data.rindex(b"startxref")
    where = data[at:].split()[1]
    return data[:at].replace(b"/Root", b"/Prev " + where + b" /Root") + data[at:]


def millions_of_pages() -> bytes:
    """Two thousand times a node of two thousand times the same page."""
    kids = b" ".join([b"3 0 R"] * 2000)
    return _file([
        b"1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        b"2 0 obj <</Type/Pages/Count 4000000/Kids[%s]>> endobj" % kids,
        b"3 0 obj <</Type/Pages/Parent 2 0 R/Count 2000/Kids[%s]>> endobj" % b" ".join([b"4 0 R"] * 2000),
        b"4 0 obj <</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]>> endobj",
    ])  # fmt: skip


def a_map_of_everything() -> bytes:
    """A character map with a hundred thousand ranges of all codes."""

    def change(pdf: pikepdf.Pdf) -> None:
        ranges = b"<0000> <FFFF> <0000>\n" * 100_000
        cmap = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange %d beginbfrange\n%sendbfrange endcmap"
        font = pdf.pages[0].Resources.Font.F1
        font.ToUnicode = pdf.make_stream(cmap % (100_000, ranges))

    return _changed(change)


def _file(body: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for each in body:
        places.append(len(out))
        out += each + b"\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, start))


BOMBS: dict[str, Callable[[], bytes]] = {
    make.__name__: make
    for make in (
        forms_in_forms, a_form_that_paints_itself, a_huge_picture, a_huge_page, millions_of_instructions,
        packed_many_times, packed_behind_another_filter, deep_brackets, a_deep_tree_of_pages,
        a_tree_of_pages_that_bites_its_tail, tables_in_a_circle, millions_of_pages, a_map_of_everything,
    )
}  # fmt: skip
