"""What the Word format reads: visible text in order, and everything else under its own surface."""

import pytest

from minimise.formats.docx import Word
from minimise.model import Cell, Place, Surface, Unit

from .made import PACKAGE, Made, member, p, para, r, root, visible, withdrawn

BOX = (
    '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:extent cx="900000" cy="400000"/>'
    '<wp:docPr id="1" name="Text Box 1"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>'
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def box(content: str) -> str:
    return p(f"<w:r><w:t>Host</w:t>{BOX.format(content)}</w:r>")


def field(code: str, result: str = "", form: str = "") -> str:
    return FIELD.format(code=code, result=result, form=form)


def test_marks_in_a_run_read_as_the_characters_people_see() -> None:
    marks = (
        "<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t>"
    )

    assert visible(Made(p(f"<w:r>{marks}</w:r>")).bytes()) == ["a\tb\nc-de"]


def test_wrapped_runs_read_as_one_text() -> None:
    body = p(
        "<w:ins w:author='A'>"
        + r("one ")
        + "</w:ins><w:smartTag>"
        + r("two ")
        + "</w:smartTag><w:sdt><w:sdtContent>"
        + r("three ")
        + "</w:sdtContent></w:sdt><w:hyperlink w:anchor='x'>"
        + r("four")
        + "</w:hyperlink>"
    )

    assert visible(Made(body).bytes()) == ["one two three four"]


def test_paragraphs_are_numbered_over_all_of_the_part_also_in_tables_and_both_branches_of_a_text_box() -> None:
    table = f"<w:tbl><w:tr><w:tc>{para('cell')}</w:tc></w:tr></w:tbl>"

    parts = Word().read(Made(box(para("boxed")) + table + para("last")).bytes(), "case").parts

    assert [(part.place.index, part.text, part.surface) for part in parts] == [
        (0, "Host", Surface.BODY),
        (1, "boxed", Surface.TEXT_BOX),
        (3, "cell", Surface.CELL),
        (4, "last", Surface.BODY),
    ]


def test_cells_know_their_table_row_and_grid_column() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{para('inner')}</w:tc></w:tr></w:tbl>"
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{para("wide")}</w:tc>'
    right = f"<w:tc>{para('right')}{inner}{p('')}</w:tc>"
    outer = f"<w:tbl><w:tr>{wide}{right}</w:tr><w:tr><w:tc>{para('below')}</w:tc></w:tr></w:tbl>"

    cells = {part.text: part.cell for part in Word().read(Made(outer).bytes(), "case").parts if part.text}

    assert cells == {
        "wide": Cell(0, 0, 0),
        "right": Cell(0, 0, 2),
        "inner": Cell(1, 0, 0),
        "below": Cell(0, 1, 0),
    }


def test_headers_footers_and_notes_follow_the_body() -> None:
    body = p(r("Body") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + (
        '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/>'
        '<w:footerReference w:type="first" r:id="rIdF"/></w:sectPr>'
    )
    made = Made(body)
    made.part("header7.xml", "header", root("hdr", para("Head")), "rIdH")
    made.part("footer2.xml", "footer", root("ftr", para("Foot")), "rIdF")
    notes = f'<w:footnote w:id="2">{para("Note")}</w:footnote><w:footnote w:id="3">{para("Forgotten")}</w:footnote>'
    made.part("footnotes.xml", "footnotes", root("footnotes", notes))

    parts = Word().read(made.bytes(), "case").parts

    assert [(part.place.name, part.text, part.surface) for part in parts] == [
        ("document", "Body", Surface.BODY),
        ("header7", "Head", Surface.HEADER),
        ("footer2", "Foot", Surface.FOOTER),
        ("footnotes", "Note", Surface.FOOTNOTE),
        ("footnotes", "Forgotten", Surface.DELETED),
    ]


def test_a_part_named_after_a_person_gets_a_neutral_place() -> None:
    made = Made(para("Body") + '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>')
    made.part("KellySmith.xml", "header", root("hdr", para("Head")), "rIdH")

    names = {part.place.name for part in Word().read(made.bytes(), "case").parts}

    assert names == {"document", "header1"}


@pytest.mark.parametrize(
    ("font", "char", "shown"),
    [("Wingdings", "F0FE", "☑"), ("Wingdings", "F0A8", "☐"), ("Wingdings 2", "F051", "☒"), ("Symbol", "F0B7", "•")],
)
def test_glyphs_of_picture_fonts_read_as_characters(font: str, char: str, shown: str) -> None:
    data = Made(p(f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')).bytes()

    assert visible(data) == [shown]
    assert visible(Word().write(data, [])) == [shown]


def test_a_name_spelt_in_a_picture_font_can_be_found() -> None:
    letters = [f'<w:sym w:font="Wingdings" w:char="F0{ord(c):02X}"/>' for c in "Kelly"]
    split = f"<w:r>{letters[0]}{letters[1]}</w:r><w:r>{''.join(letters[2:])}</w:r>"
    data = Made(p(r("To ") + split + r("."))).bytes()

    assert visible(data) == ["To Kelly."]
    assert visible(Word().write(data, [])) == ["To Kelly."]


def test_a_row_of_boxes_in_a_picture_font_stays_a_row_of_boxes() -> None:
    data = Made(p('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ooo</w:t></w:r>')).bytes()

    assert visible(data) == ["☐☐☐"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList>', "Yes"),
        ('<w:ddList><w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList>', "No"),
    ],
)
def test_old_form_fields_show_their_state(form: str, shown: str) -> None:
    data = Made(p(r("Risk: ") + field("FORMX", form=f"<w:ffData>{form}</w:ffData>"))).bytes()

    assert visible(data) == [f"Risk: {shown}"]
    assert visible(Word().write(data, [])) == [f"Risk: {shown}"]


def test_an_empty_new_tick_box_shows_its_state() -> None:
    control = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>'

    assert visible(Made(p(control)).bytes()) == ["☒"]


def test_fields_show_their_results_and_give_their_targets_to_the_reviewer() -> None:
    code = 'HYPERLINK "mailto:kelly@example.org"'
    data = Made(p(field(code, r("write to us")) + field("XE &quot;Kelly&quot;"))).bytes()

    assert visible(data) == ["write to us"]
    assert withdrawn(data, Surface.LINK) == [code]
    assert withdrawn(data, Surface.HIDDEN) == ['XE "Kelly"']


def test_a_field_that_never_ends_hides_nothing() -> None:
    body = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("He was bruised.")) + para("Next")

    assert visible(Made(body).bytes()) == ["He was bruised.", "Next"]


def test_text_shown_by_the_instruction_alone_is_read() -> None:
    data = Made(p(field("MACROBUTTON NoMacro [Type the name]"))).bytes()

    assert visible(data) == ["[Type the name]"]


def test_a_fraction_does_not_become_a_larger_number() -> None:
    half = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"

    assert visible(Made(p(half + r(" tablet"))).bytes()) == ["1/2 tablet"]


def test_a_watermark_reads_as_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="Not for father"/></v:shape></w:pict></w:r>'

    assert visible(Made(p(art)).bytes()) == ["Not for father"]


def test_deleted_and_moved_text_is_withdrawn_and_inserted_text_stays() -> None:
    gone = '<w:del w:author="Pat Lake"><w:r><w:delText>bruised </w:delText></w:r></w:del>'
    body = p(
        r("He was ") + gone + f"<w:moveFrom>{r('sad ')}</w:moveFrom><w:ins w:author='Pat Lake'>{r('fine')}</w:ins>"
    )
    data = Made(body).bytes()

    assert visible(data) == ["He was fine"]
    assert withdrawn(data, Surface.DELETED) == ["bruised sad "]
    assert withdrawn(data, Surface.PROPERTY) == ["Pat Lake"]


def test_a_deleted_row_is_withdrawn_under_its_own_paragraphs() -> None:
    rows = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{para('gone')}</w:tc></w:tr><w:tr><w:tc>{para('stays')}</w:tc></w:tr>"
    parts = Word().read(Made(f"<w:tbl>{rows}</w:tbl>{para('end')}").bytes(), "case").parts

    assert [(part.place.index, part.text, part.surface) for part in parts] == [
        (1, "stays", Surface.CELL),
        (2, "end", Surface.BODY),
        (0, "gone", Surface.DELETED),
    ]


STYLES = root(
    "styles",
    '<w:style w:type="character" w:styleId="Hide"><w:name w:val="Hide"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Child"><w:name w:val="Child"/><w:basedOn w:val="Hide"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:rPr><w:vanish/></w:rPr></w:style>',
)


@pytest.mark.parametrize(
    ("paragraph", "run", "seen"),
    [
        ("", "<w:vanish/>", False),
        ("", '<w:vanish w:val="0"/>', True),
        ("", '<w:rStyle w:val="Hide"/>', False),
        ("", '<w:rStyle w:val="Child"/>', False),
        ("", '<w:rStyle w:val="Child"/><w:vanish w:val="false"/>', True),
        ('<w:pStyle w:val="Para"/>', "", False),
        ('<w:pStyle w:val="Para"/>', '<w:rStyle w:val="Hide"/>', True),
        ("", "<w:webHidden/>", False),
    ],
)
def test_hidden_runs_are_withdrawn_whoever_hides_them(paragraph: str, run: str, seen: bool) -> None:
    made = Made(p(r("secret text", run), paragraph)).part("styles.xml", "styles", STYLES)

    assert (visible(made.bytes()), withdrawn(made.bytes(), Surface.HIDDEN)) == (
        (["secret text"], []) if seen else ([], ["secret text"])
    )


def test_page_numbers_of_a_contents_list_stay() -> None:
    assert visible(Made(p(r("Risks ") + r("xxiv", "<w:webHidden/>"))).bytes()) == ["Risks xxiv"]


def test_comments_properties_links_and_alternative_texts_are_withdrawn() -> None:
    name = '<wp:docPr id="1" name="kelly.png" descr="Kelly at school"/>'
    drawing = f"<w:r><w:drawing><wp:inline>{name}</wp:inline></w:drawing></w:r>"
    made = Made(p(r("Body") + f'<w:hyperlink r:id="rId9" w:tooltip="tip">{r(" link")}</w:hyperlink>' + drawing))
    made.link("rId9", "hyperlink", "mailto:kelly@example.org")
    made.part(
        "comments.xml", "comments", root("comments", f'<w:comment w:author="Pat Lake">{para("Check this")}</w:comment>')
    )
    core = (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    )
    made.property_part(
        "docProps/core.xml",
        f"{PACKAGE}/relationships/metadata/core-properties",
        f"{core}<dc:creator>Jo Hill</dc:creator></cp:coreProperties>",
    )
    document = Word().read(made.bytes(), "case")

    assert [(part.text, part.surface) for part in document.parts if not part.visible] == [
        ("mailto:kelly@example.org", Surface.LINK),
        ("tip\nKelly at school\nkelly.png", Surface.ALT_TEXT),
        ("Check this", Surface.COMMENT),
        ("Jo Hill", Surface.PROPERTY),
        ("Pat Lake", Surface.PROPERTY),
    ]
    assert {part.place for part in document.parts if part.text == "Jo Hill"} == {Place("core", Unit.NONE, 0)}


SPACES_OF_CHART = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


CHART = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="2000000"/><wp:docPr id="1" name="Chart 1"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{kind}"><c:chart r:id="rId5" r:dm="rId5"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def test_a_chart_is_withheld_and_its_words_are_written_out() -> None:
    point = '<c:pt idx="{0}"><c:v>{1}</c:v></c:pt>'
    series = (
        f"<c:ser><c:tx>{point.format(0, 'Bruises')}</c:tx><c:cat>{point.format(0, 'May')}{point.format(1, 'June')}"
        f"</c:cat><c:val>{point.format(0, '3')}{point.format(1, '5')}</c:val></c:ser>"
    )
    space = f"<c:chartSpace {SPACES_OF_CHART}><a:p><a:t>By </a:t><a:t>month</a:t></a:p>{series}</c:chartSpace>"
    data = Made(p(CHART.format(kind="chart"))).part("charts/chart1.xml", "chart", space, "rId5").bytes()

    assert [item.what for item in Word().read(data, "case").unread] == ["chart"]
    assert visible(Word().write(data, [])) == ["[Chart withheld]\nBy month\nBruises: May 3; June 5"]


def test_the_words_of_smart_art_are_written_out() -> None:
    model = (
        '<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:p><a:t>Kelly</a:t></a:p><a:p><a:t>her aunt</a:t></a:p></dgm:dataModel>"
    )
    data = Made(p(CHART.format(kind="diagram"))).part("diagrams/data1.xml", "diagramData", model, "rId5").bytes()

    assert visible(data) == ["\nKelly\nher aunt"]
    assert visible(Word().write(data, [])) == ["[Drawing withheld]\nKelly\nher aunt"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            '<w:r><w:object><v:shape><v:imagedata r:id="rId1"/></v:shape><o:OLEObject/></w:object></w:r>',
            "embedded file",
        ),
        ('<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>', "image"),
        ('<w:r><w14:contentPart r:id="rId1"/></w:r>', "drawing"),
        ('<w:r><w:pict><v:shape path="m0,0l9,9"/></w:pict></w:r>', "drawing"),
        ("<w:r><w:pict><v:rect><o:signatureline/></v:rect></w:pict></w:r>", "signature"),
        ('<w:subDoc r:id="rId1"/>', "embedded file"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_leaves_a_placeholder(content: str, what: str) -> None:
    data = Made(para("First") + p(content)).bytes()

    unread = Word().read(data, "case").unread

    assert [(item.what, item.place) for item in unread] == [(what, Place("document", Unit.PARAGRAPH, 1))]
    assert visible(Word().write(data, [])) == ["First", f"[{what.capitalize()} withheld]"]


def test_a_ruled_line_is_an_ornament_and_nothing_to_withhold() -> None:
    line = '<v:shape type="#_x0000_t32" style="width:400pt;height:0;position:absolute" o:connectortype="straight"/>'
    data = Made(p(f"<w:r><w:pict>{line}</w:pict></w:r>")).bytes()

    assert Word().read(data, "case").unread == ()
    assert "width:400pt" in member(Word().write(data, []))


def test_a_document_in_the_strict_flavour_reads_the_same() -> None:
    strict = root("document", f"<w:body>{para('Strict')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    made = Made("")
    made.members["word/document.xml"] = strict

    assert visible(made.bytes()) == ["Strict"]
    assert visible(Word().write(made.bytes(), [])) == ["Strict"]
