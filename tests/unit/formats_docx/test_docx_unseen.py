"""Words that people do not see: white on white, under the surface, in unused parts. The reviewer is shown them."""

import pytest

from minimise.formats.docx import Word
from minimise.model import Surface, Unit

from .made import Made, member, p, para, r, root, visible, withdrawn
from .test_docx_reading import box

WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize("faint", [WHITE, '<w:color w:themeColor="background1"/>', '<w:sz w:val="2"/>'])
def test_text_that_nobody_sees_on_white_paper_is_withdrawn(faint: str) -> None:
    data = Made(p(r("Seen ") + r("unseen words", faint))).bytes()

    assert (visible(data), withdrawn(data, Surface.HIDDEN)) == (["Seen "], ["unseen words"])


SHADED = '<w:tcPr><w:shd w:val="clear" w:fill="1F3864"/></w:tcPr>'


@pytest.mark.parametrize(
    "body",
    [
        f"<w:tbl><w:tr><w:tc>{SHADED}{p(r('Risk', WHITE))}</w:tc></w:tr></w:tbl>",
        p(r("Risk", WHITE + '<w:highlight w:val="black"/>')),
        p(r("Risk", WHITE), '<w:shd w:val="clear" w:fill="C00000"/>'),
        box(p(r("Risk", WHITE))).replace("<w:t>Host</w:t>", ""),
        p(r("Risk", WHITE)) + '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"></wp:anchor></w:drawing></w:r></w:p>',
        p(r("Risk", '<w:color w:val="FFFFFF" w:themeColor="accent1"/>')),
    ],
)
def test_white_text_that_may_stand_on_something_dark_is_seen(body: str) -> None:
    assert visible(Made(body).bytes()) == ["Risk"]


def test_a_picture_in_a_white_run_is_told_as_withheld() -> None:
    picture = f"<w:r><w:rPr>{WHITE}</w:rPr><w:pict><v:shape><v:imagedata r:id='rId1'/></v:shape></w:pict></w:r>"

    assert [item.what for item in Word().read(Made(p(picture)).bytes(), "case").unread] == ["image"]


def test_words_under_the_surface_are_told_once_by_part() -> None:
    control = "<w:sdt><w:sdtPr><w:tag w:val='Smith family'/></w:sdtPr><w:sdtContent/></w:sdt>"
    made = Made(
        p(control + "<w:bookmarkStart w:id='1' w:name='Kelly'/>" + r("x") + "<w:bookmarkStart w:name='Kelly'/>")
    )
    made.part(
        "settings.xml", "settings", root("settings", "<w:docVars><w:docVar w:name='Grandma' w:val='1'/></w:docVars>")
    )
    made.members["word/header9.xml"] = root("hdr", p(r("Not ") + r("used")))

    parts = [part for part in Word().read(made.bytes(), "case").parts if part.place.unit is Unit.NONE]

    assert [(part.place.name, part.surface, part.text) for part in parts] == [
        ("document", Surface.PROPERTY, "Smith family\nKelly"),
        ("settings", Surface.PROPERTY, "Grandma"),
        ("header9", Surface.HIDDEN, "Not used"),
    ]


def test_what_every_file_holds_is_not_told() -> None:
    made = Made(p("<w:bookmarkStart w:id='1' w:name='_GoBack'/>" + r("x", "<w:rStyle w:val='Heading1Char'/>")))
    made.part(
        "styles.xml", "styles", root("styles", "<w:style w:styleId='Heading1'><w:name w:val='heading 1'/></w:style>")
    )

    assert [part for part in Word().read(made.bytes(), "case").parts if not part.visible] == []


def test_a_glyph_keeps_its_picture_font_also_where_that_is_set_for_private_letters_alone() -> None:
    data = Made(p(r("0048") + r("\uf030", '<w:rFonts w:hAnsi="Wingdings"/>'))).bytes()

    xml = member(Word().write(data, []))

    assert '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:cs="Wingdings"/></w:rPr><w:t>0</w:t>' in xml
    assert visible(Word().write(data, [])) == visible(data)


def test_a_member_named_after_a_person_gives_no_place_its_name() -> None:
    made = Made(para("x"))
    made.members["word/KellySmith.xml"] = "<x>Some words</x>"
    made.members["customXml/item7.xml"] = "<x>Other words</x>"

    parts = [part for part in Word().read(made.bytes(), "case").parts if not part.visible]

    assert [(part.place.name, part.text) for part in parts] == [
        ("package", "Some words\nKellySmith.xml"),
        ("item7", "Other words"),
    ]
