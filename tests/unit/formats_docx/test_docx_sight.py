"""What no eye finds on the page counts as hidden; what is only small, light or near the edge stays."""

import pytest
from tests.unit.formats_docx.made import Made, member, p, para, r, root, visible, withdrawn

from minimise.formats.docx import Word
from minimise.formats.docx.sight import shape_is_out_of_sight
from minimise.formats.docx.spelling import seen
from minimise.model import Surface

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DELETED = "<w:rPr><w:del w:author='A'/></w:rPr>"


def box(place: str, width: int, words: str) -> str:
    return (
        f"<w:r><w:drawing><wp:anchor>{place}<wp:extent cx='{width}' cy='900000'/><wp:docPr id='1' name='Text Box 1'/>"
        f"<a:graphic><a:graphicData uri='{SHAPE}'><wps:wsp><wps:txbx><w:txbxContent>{para(words)}</w:txbxContent>"
        "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def at(offset: int, of: str = "column") -> str:
    return f"<wp:positionH relativeFrom='{of}'><wp:posOffset>{offset}</wp:posOffset></wp:positionH>"


@pytest.mark.parametrize("properties", [
    "<w:spacing w:line='240' w:lineRule='exact'/>",
    "<w:spacing w:line='20' w:lineRule='auto'/>",
    "<w:framePr w:w='4000' w:x='-1500' w:hAnchor='margin'/>",
    "<w:framePr w:w='4000' w:x='9000' w:y='14000' w:hAnchor='page' w:vAnchor='page'/>",
    "<w:framePr w:dropCap='drop' w:lines='3' w:hAnchor='text'/>",
])  # fmt: skip
def test_paragraphs_on_the_page_stay(properties: str) -> None:
    assert visible(Made(p(r("Kelly"), properties)).bytes()) == ["Kelly"]


@pytest.mark.parametrize("looks", ["<w:w w:val='66'/>", "<w:position w:val='6'/>", "<w:color w:val='808080'/>"])
def test_letters_that_are_only_set_small_or_light_stay(looks: str) -> None:
    assert visible(Made(p(r("Kelly", looks))).bytes()) == ["Kelly"]


@pytest.mark.parametrize(("place", "width", "is_seen"), [
    (at(0), 900_000, True),
    (at(-700_000), 900_000, True),
    (at(-900_000, "page"), 900_000, False),
    (at(30_000_000), 900_000, False),
    (at(0), 0, False),
    ("<wp:positionH relativeFrom='page'><wp:align>left</wp:align></wp:positionH>", 900_000, True),
])  # fmt: skip
def test_a_text_box_is_read_where_it_can_be_seen(place: str, width: int, *, is_seen: bool) -> None:
    data = Made(p(box(place, width, "Kelly"))).bytes()

    assert visible(data) == (["Kelly"] if is_seen else [])
    assert withdrawn(data, Surface.HIDDEN) == ([] if is_seen else ["Kelly"])


@pytest.mark.parametrize(("style", "is_out"), [
    ({"position": "absolute", "margin-left": "-900pt", "width": "90pt"}, True),
    ({"position": "absolute", "top": "9999pt", "height": "90pt"}, True),
    ({"position": "absolute", "height": "0"}, True),
    ({"position": "absolute", "margin-left": "-20pt", "width": "90pt", "height": "20pt"}, False),
    ({"width": "0"}, False),
])  # fmt: skip
def test_an_older_shape_is_out_of_sight_beside_the_page_or_without_size(style: dict[str, str], *, is_out: bool) -> None:
    assert shape_is_out_of_sight(style) is is_out


def test_a_box_that_hangs_on_a_line_without_height_is_read_all_the_same() -> None:
    data = Made(p(r("Kelly") + box(at(0), 900_000, "Marsh"), "<w:spacing w:line='1' w:lineRule='exact'/>")).bytes()

    assert visible(data) == ["Marsh"]
    assert withdrawn(data, Surface.HIDDEN) == ["Kelly"]


def test_paragraphs_whose_ends_were_deleted_are_one_with_the_next() -> None:
    data = Made(p(r("Seen by Kel"), DELETED) + p(r("ly"), DELETED) + p(r(" at noon"), "<w:jc w:val='right'/>")).bytes()
    parts = [part for part in Word().read(data, "case").parts if part.visible]

    written = member(Word().write(data, ()))

    assert [(part.place.index, part.text) for part in parts] == [(0, "Seen by Kelly at noon")]
    assert written.count("<w:p>") == 1
    assert '<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>' in written


def test_a_deleted_end_does_not_reach_into_the_next_cell() -> None:
    rows = f"<w:tr><w:tc>{p(r('Kelly'), DELETED)}</w:tc><w:tc>{para('Marsh')}</w:tc></w:tr>"

    assert visible(Made(f"<w:tbl>{rows}</w:tbl>").bytes()) == ["Kelly", "Marsh"]


@pytest.mark.parametrize(("text", "shown", "hidden"), [
    ("Kelly", "Kelly", ""),
    ("Zoë 👩‍👧 x", "Zoë 👩‍👧 x", ""),
    ("Kel\u200bly", "Kel\u200bly", ""),
    ("a" + "\u200b\u200c" * 8 + "b", "ab", ""),
    ("a\U000e004b\U000e0065b", "ab", "Ke"),
    ("x \u202eylleK\u202c y", "x Kelly y", ""),
    ("x \u202eylleK", "x Kelly", ""),
    ("\u202eשלום\u202c", "שלום", ""),
])  # fmt: skip
def test_a_text_says_what_it_shows(text: str, shown: str, hidden: str) -> None:
    assert seen(text) == (shown, hidden)


@pytest.mark.parametrize(("instruction", "shown"), [
    ('DISPLAYBARCODE "999 000 0018" QR \\q 3', "999 000 0018"),
    ("MERGEBARCODE 9990000018 CODE39", "9990000018"),
    ("EQ \\x(Kelly)", "Kelly"),
    ("EQ \\o(Kelly,Marsh)", "Kelly Marsh"),
    ("EQ", ""),
])  # fmt: skip
def test_a_field_that_word_draws_anew_is_written_out(instruction: str, shown: str) -> None:
    field = f"<w:fldSimple w:instr='{instruction}'/>"

    assert visible(Made(p(r("x ") + field)).bytes()) == [f"x {shown}"]


def test_the_outline_of_a_withheld_picture_becomes_a_square() -> None:
    polygon = "<wp:wrapPolygon edited='0'><wp:start x='17' y='4'/><wp:lineTo x='33' y='9'/></wp:wrapPolygon>"
    drawing = (
        "<w:r><w:drawing><wp:anchor><wp:extent cx='1900000' cy='900000'/>"
        f"<wp:wrapTight wrapText='bothSides'>{polygon}</wp:wrapTight><wp:docPr id='1' name='Picture 1'/><a:graphic>"
        "<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'/></a:graphic></wp:anchor>"
        "</w:drawing></w:r>"
    )

    written = member(Word().write(Made(p(drawing)).bytes(), ()))

    assert written.count("<wp:lineTo") == 4
    assert 'x="17"' not in written
    assert 'x="33"' not in written


def test_a_box_in_a_group_of_older_shapes_is_read_wherever_its_group_counts_it() -> None:
    inner = (
        "<v:rect style='position:absolute;left:9999;top:-9999;width:900;height:0'><v:textbox><w:txbxContent>"
        f"{para('Kelly')}</w:txbxContent></v:textbox></v:rect>"
    )
    group = f"<v:group style='position:absolute;width:90pt;height:90pt' coordsize='9999,9999'>{inner}</v:group>"

    assert visible(Made(p(f"<w:r><w:pict>{group}</w:pict></w:r>")).bytes()) == ["Kelly"]


def test_the_pieces_of_a_drawing_in_a_group_have_one_mark_in_the_line() -> None:
    piece = "<v:shape style='position:absolute;left:10659;top:9410;width:682;height:590' path='m,l9,9'/>"
    group = f"<v:group style='position:absolute;width:90pt;height:90pt'>{piece * 3}</v:group>"
    data = Made(p(f"<w:r><w:pict>{group}</w:pict></w:r>")).bytes()

    written = member(Word().write(data, ()))

    assert written.count("[Drawing withheld]") == 1
    assert "10659" not in written
    assert len(Word().read(data, "case").unread) == 3


@pytest.mark.parametrize(("place", "is_seen"), [
    ("w:tblpX='-20000' w:horzAnchor='page'", False),
    ("w:tblpY='40000' w:vertAnchor='page'", False),
    ("w:tblpX='-600' w:tblpY='-700' w:horzAnchor='margin' w:vertAnchor='text'", True),
])  # fmt: skip
def test_a_floating_table_is_read_where_it_can_be_seen(place: str, *, is_seen: bool) -> None:
    table = f"<w:tbl><w:tblPr><w:tblpPr {place}/></w:tblPr><w:tr><w:tc>{para('Kelly')}</w:tc></w:tr></w:tbl>"

    assert visible(Made(table).bytes()) == (["Kelly"] if is_seen else [])


def test_a_picture_behind_every_page_is_withheld_and_the_copy_says_so() -> None:
    made = Made(para("Kelly"))
    fill = "<v:background><v:fill r:id='rIdB' type='frame'/></v:background>"
    made.members["word/document.xml"] = root(
        "document", f"<w:background w:color='FFFFFF'>{fill}</w:background><w:body>{made.body}</w:body>"
    )
    data = made.bytes()

    assert [item.what for item in Word().read(data, "case").unread] == ["image"]
    assert visible(Word().write(data, ())) == ["[Image withheld]", "Kelly"]
