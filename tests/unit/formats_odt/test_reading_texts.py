"""How an OpenDocument text is read and written beside the channels of the kit."""

import io
import zipfile

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.odt import OpenText
from minimise.model import Edit, Span, Surface

from .leakkit import KEPT, p, text


def shown(data: bytes) -> list[str]:
    return [part.text for part in OpenText().read(data, "case").parts if part.visible]


def test_spaces_tabs_and_line_breaks_are_read_as_they_are_seen() -> None:
    data = text(p('one  \n two<text:s text:c="3"/>three<text:tab/>four<text:line-break/>five'))

    assert shown(data)[1] == "one two   three\tfour\nfive"
    assert shown(OpenText().write(data, [])) == shown(data)


def test_white_words_on_a_dark_cell_are_seen() -> None:
    style = (
        '<style:style style:name="D" style:family="table-cell"><style:table-cell-properties '
        'fo:background-color="#1f3864"/></style:style>'
    )
    white = '<text:span text:style-name="W">Name</text:span>'
    data = text(
        f"<text:section>{style}</text:section><table:table><table:table-row><table:table-cell table:style-name='D'>"
        f"{p(white)}</table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert "Name" in shown(data)


def test_a_mark_takes_the_place_of_words_in_several_looks() -> None:
    data = text(p('Ring Zel<text:span text:style-name="B">wyck Thorn</text:span>quist now'))

    copy = OpenText().write(data, [Edit(Span(1, 5, 23), "[Neighbour 1]")])

    assert shown(copy) == [KEPT, "Ring [Neighbour 1] now"]


def test_rows_and_columns_of_a_table_are_counted() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(word)}</table:table-cell>" for word in line.split())
        + "</table:table-row>"
        for line in ("Name Role", "Kerry Mother")
    )

    parts = OpenText().read(text(f"<table:table>{rows}</table:table>"), "case").parts

    cells = [(part.text, part.cell.row, part.cell.column) for part in parts if part.cell]
    assert cells == [("Name", 0, 0), ("Role", 0, 1), ("Kerry", 1, 0), ("Mother", 1, 1)]
    assert all(part.surface is Surface.CELL for part in parts if part.cell)


def test_a_picture_is_withheld_where_it_stood() -> None:
    data = text(p('before <draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>after'))

    assert [thing.what for thing in OpenText().read(data, "case").unread] == ["image"]
    assert "before [Image withheld]after" in shown(OpenText().write(data, []))


def _with(content: bytes, *others: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        for name, data in others:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        _with(b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'),
        _with(b"<x>" + b" " * 60_000_000 + b"</x>"),
        _with(b"<x>" * 3_000 + b"</x>" * 3_000),
        _with(b"<office:document-content"),
        _with(b"<x/>", ("META-INF/manifest.xml", b"<manifest><encryption-data/></manifest>")),
        _with(b"<x/>", ("../evil.xml", b"<x/>")),
        text("<text:p/>" * 100_001),
    ],
    ids=["entities", "bomb", "nesting", "cut off", "locked", "outside", "endless"],
)
def test_a_hostile_text_is_refused_in_our_words(data: bytes) -> None:
    assert OpenText().sniff(data)
    with pytest.raises(UnreadableDocument) as caught:
        OpenText().read(data, "case")

    assert caught.value.__context__ is None
