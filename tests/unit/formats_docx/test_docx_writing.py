"""What the Word format writes: edits over split runs, looks kept, everything else rebuilt from the allow-list."""

import io
import zipfile

import docx
import pytest

from minimise.formats.docx import Word
from minimise.model import Edit, Span

from .made import Made, edits_over, everything, member, p, para, r, root, visible
from .test_docx_reading import box, field

WORD = Word()


def written(body: str, *edits: Edit) -> str:
    """Give the body of the copy as XML."""
    return member(WORD.write(Made(body).bytes(), edits))


def test_a_label_takes_the_looks_of_the_first_run_it_touches_and_other_runs_keep_theirs() -> None:
    body = p(r("Seen by Ke", "<w:b/>") + r("lly", "<w:i/>") + r(" Smith today"))

    xml = written(body, Edit(Span(0, 8, 19), "[Neighbour 1]"))

    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Seen by [Neighbour 1]</w:t></w:r>' in xml
    assert "<w:i/>" not in xml
    assert '<w:t xml:space="preserve"> today</w:t>' in xml


def test_several_edits_in_one_run_all_land() -> None:
    data = Made(para("Kelly and Kelly and Kelly")).bytes()
    parts = WORD.read(data, "case").parts

    assert visible(WORD.write(data, edits_over(parts, "Kelly", "[N 1]"))) == ["[N 1] and [N 1] and [N 1]"]


def test_an_edit_over_a_line_break_takes_the_break_with_it() -> None:
    body = p("<w:r><w:t>Kel</w:t><w:br/><w:t>ly stayed</w:t></w:r>")

    assert visible(WORD.write(Made(body).bytes(), [Edit(Span(0, 0, 6), "[N 1]")])) == ["[N 1] stayed"]


def test_an_edit_over_a_tab_alone_shows_its_label() -> None:
    body = p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>")

    assert visible(WORD.write(Made(body).bytes(), [Edit(Span(0, 1, 2), "[gap]")])) == ["a[gap]b"]


def test_an_edit_on_a_page_number_is_not_undone_by_word_counting_anew() -> None:
    body = p(r("Page ") + field(" PAGE ", r("7")))

    assert 'fldSimple w:instr=" PAGE "' in written(body)
    assert "fldSimple" not in written(body, Edit(Span(0, 5, 6), "[x]"))


def test_edits_reach_text_boxes_headers_and_notes() -> None:
    body = box(para("Kelly in a box")) + p(r("Body Kelly") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    made = Made(body + '<w:sectPr><w:headerReference w:type="even" r:id="rIdH"/></w:sectPr>')
    made.part("header1.xml", "header", root("hdr", para("Kelly on top")), "rIdH")
    note = f'<w:endnote w:id="1">{para("Kelly below")}</w:endnote>'
    made.part("endnotes.xml", "endnotes", root("endnotes", note))
    data = made.bytes()

    out = WORD.write(data, edits_over(WORD.read(data, "case").parts, "Kelly"))

    assert b"Kelly" not in everything(out)
    assert visible(out) == [
        "Host",
        "[Neighbour 1] in a box",
        "Body [Neighbour 1]",
        "[Neighbour 1] on top",
        "[Neighbour 1] below",
    ]


def test_banner_lines_stand_in_bold_at_the_top() -> None:
    out = WORD.write(Made(para("Body")).bytes(), [], ["Do not show the address to the family.", "Second line"])

    paragraphs = docx.Document(io.BytesIO(out)).paragraphs
    assert [paragraph.text for paragraph in paragraphs[:3]] == [
        "Do not show the address to the family.",
        "Second line",
        "Body",
    ]
    assert paragraphs[0].runs[0].bold


def test_tables_lists_headings_and_page_setup_survive() -> None:
    source = docx.Document()
    source.add_heading("Referral", 1)
    source.add_paragraph("First", style="List Number")
    table = source.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    section = source.sections[0]
    section.page_width, section.page_height = section.page_height, section.page_width
    stream = io.BytesIO()
    source.save(stream)

    copy = docx.Document(io.BytesIO(WORD.write(stream.getvalue(), [])))

    styles = [block.style for block in copy.paragraphs] + [copy.tables[0].style]
    assert [style.name if style else None for style in styles] == ["Heading 1", "List Number", "Table Grid"]
    assert [paragraph.text for paragraph in copy.paragraphs] == ["Referral", "First"]
    assert copy.tables[0].cell(0, 1).text == "Wide"
    assert copy.sections[0].page_width == section.page_width


def test_a_style_named_by_its_author_is_renamed_everywhere() -> None:
    sheet = root(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Kelly"><w:name w:val="Kelly family"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="heading 2"/><w:basedOn w:val="Kelly"/></w:style>',
    )
    data = Made(p(r("x"), '<w:pStyle w:val="Kelly"/>')).part("styles.xml", "styles", sheet).bytes()

    out = WORD.write(data, [])

    assert b"Kelly" not in everything(out)
    assert '<w:pStyle w:val="Style1"/>' in member(out)
    assert '<w:basedOn w:val="Style1"/>' in member(out, "word/styles.xml")
    assert '<w:name w:val="heading 2"/>' in member(out, "word/styles.xml")


@pytest.mark.parametrize(
    ("label", "kept"),
    [("%1.%2", "%1.%2"), ("Kelly %1:", "%1:"), ("Section %1", "Section %1"), ("o", "o"), ("(%1)", "(%1)")],
)
def test_list_labels_keep_numbers_and_signs_but_no_names(label: str, kept: str) -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{label}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    data = Made(para("x")).part("numbering.xml", "numbering", root("numbering", lists)).bytes()

    assert f'<w:lvlText w:val="{kept}"/>' in member(WORD.write(data, []), "word/numbering.xml")


def test_the_same_arguments_give_the_same_bytes_and_a_second_copy_is_equal() -> None:
    body = box(para("boxed")) + p(r("Kelly ", "<w:b/>") + field(" PAGE ", r("1"))) + para("Body")
    data = Made(body).bytes()
    edits = edits_over(WORD.read(data, "case").parts, "Kelly")

    first = WORD.write(data, edits)

    assert WORD.write(data, edits) == first
    assert WORD.write(first, []) == first


def test_the_new_container_has_fixed_times_and_order_and_no_names_of_the_old() -> None:
    made = Made(para("x"), comment=b"Kelly")
    made.members |= {"word/media/kelly.png": b"Kelly", "[trash]/0000.dat": b"Kelly"}

    with zipfile.ZipFile(io.BytesIO(WORD.write(made.bytes(), []))) as archive:
        assert archive.comment == b""
        assert archive.namelist() == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/settings.xml",
        ]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_macro_document_comes_out_as_a_plain_one() -> None:
    made = Made(para("x"), main_type="application/vnd.ms-word.document.macroEnabled.main+xml")
    made.part("vbaProject.bin", "vbaProject", b"Kelly")

    out = WORD.write(made.bytes(), [])

    assert "macroEnabled" not in member(out, "[Content_Types].xml")
    assert b"Kelly" not in everything(out)


def test_an_edit_on_a_withdrawn_part_changes_nothing() -> None:
    data = Made(p(r("stays") + r("hidden", "<w:vanish/>"))).bytes()

    assert visible(WORD.write(data, [Edit(Span(1, 0, 6), "[x]")])) == ["stays"]


def test_a_table_inside_a_run_is_set_after_its_paragraph() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{para('cell')}</w:tc></w:tr></w:tbl>"
    out = WORD.write(Made(p(f"<w:r><w:t>Host</w:t>{inner}</w:r>")).bytes(), [])

    assert visible(out) == ["Host", "cell"]
    assert docx.Document(io.BytesIO(out)).tables[0].rows[0].cells[0].text == "cell"


def test_the_title_is_the_first_line_that_people_see_after_edits() -> None:
    made = Made(para("") + para("Referral of Kelly &amp; Co") + para("Kelly was seen."))
    parts = WORD.read(made.bytes(), "case").parts

    core = member(WORD.write(made.bytes(), edits_over(parts, "Kelly", "[Child]")), "docProps/core.xml")

    assert "<dc:title>Referral of [Child] &amp; Co</dc:title>" in core
    assert "Kelly" not in core
    assert "dc:title" not in member(WORD.write(Made(p("")).bytes(), []), "docProps/core.xml")


def test_a_long_first_line_gives_a_short_title() -> None:
    core = member(WORD.write(Made(para("word " * 40)).bytes(), []), "docProps/core.xml")

    assert f"<dc:title>{'word ' * 15}word</dc:title>" in core


@pytest.mark.parametrize(
    ("width", "boxed"), [("3000000", True), ("300000", False), ("x", False), ("99999999999", False)]
)
def test_a_withheld_picture_leaves_a_box_of_its_size_where_the_word_fits(width: str, boxed: bool) -> None:
    picture = (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{width}" cy="900000"/><wp:docPr id="7" name="Kelly.png"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )

    out = WORD.write(Made(para("First") + p(picture)).bytes(), [])

    assert visible(out) == ["First", "[Image withheld]"]
    assert ('cx="3000000" cy="900000"' in member(out)) is boxed
    assert b"Kelly" not in everything(out)
    assert WORD.write(out, []) == out


def test_an_older_picture_leaves_a_box_of_its_size_but_not_inside_another_box() -> None:
    picture = '<w:r><w:pict><v:shape style="width:200pt;height:3cm"><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'

    out, inside = WORD.write(Made(p(picture)).bytes(), []), WORD.write(Made(box(p(picture))).bytes(), [])

    assert visible(out) == ["[Image withheld]"]
    assert 'style="width:200pt;height:3cm"' in member(out)
    assert WORD.write(out, []) == out
    assert visible(inside) == ["Host", "[Image withheld]"]
    assert "width:200pt" not in member(inside)


def test_a_picture_of_the_newer_kind_inside_one_of_the_older_kind_crashes_nothing() -> None:
    graphic = '<a:graphic><a:graphicData uri="http://example.org/other"/></a:graphic>'

    assert visible(WORD.write(Made(p(r("x") + f"<w:r><w:pict>{graphic}</w:pict></w:r>")).bytes(), [])) == ["x"]


@pytest.mark.parametrize(("place", "sized"), [("", True), ("position:absolute;", False)])
def test_a_heading_of_word_art_keeps_its_size_and_a_watermark_takes_no_room(place: str, sized: bool) -> None:
    art = f"<v:shape style='{place}width:300pt;height:40pt'><v:textpath string='Family plan'/></v:shape>"
    body = p(f"<w:r><w:rPr><w:b/><w:u w:val='single'/></w:rPr><w:pict>{art}</w:pict></w:r>")

    xml = written(body)

    look = '<w:b/><w:sz w:val="60"/><w:u w:val="single"/>' if sized else '<w:b/><w:u w:val="single"/>'
    assert f"<w:rPr>{look}</w:rPr><w:t>Family plan</w:t>" in xml


def test_switches_of_older_versions_that_move_lines_are_kept() -> None:
    compat = (
        "<w:compat><w:spaceForUL/><w:foreign w:val='Kelly'/><w:compatSetting w:name='enableOpenTypeFeatures' w:uri='x' "
        "w:val='1'/><w:compatSetting w:name='Kelly' w:val='1'/></w:compat>"
    )
    made = Made(para("x")).part("settings.xml", "settings", root("settings", compat))

    settings = member(WORD.write(made.bytes(), []), "word/settings.xml")

    assert "<w:spaceForUL/>" in settings
    assert 'w:name="enableOpenTypeFeatures"' in settings
    assert "Kelly" not in settings


def test_an_older_shape_keeps_its_colour_so_that_white_text_in_it_can_be_read() -> None:
    style = (
        "position:absolute;width:50pt;height:50pt;z-index:251658240;mso-position-vertical-relative:bottom-margin-area"
    )
    text = p(r("7", '<w:color w:val="FFFFFF"/>'))
    inside = f"<v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox>"
    oval = f'<v:oval fillcolor="#365f91 [2404]" style="{style}">{inside}</v:oval>'

    xml = written(p(f"<w:r><w:pict>{oval}</w:pict></w:r>"))

    assert 'fillcolor="#365f91"' in xml
    assert "z-index:1;mso-position-vertical-relative:bottom-margin-area" in xml


@pytest.mark.parametrize(("colour", "fill"), [("FFFFFF", "7F7F7F"), ("000000", None)])
def test_a_picture_behind_white_text_leaves_something_dark_behind(colour: str, fill: str | None) -> None:
    picture = (
        '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="3000000" cy="900000"/><wp:docPr id="7" name="x"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic>'
        "</wp:anchor></w:drawing></w:r>"
    )
    data = Made(p(picture + r("Title", f'<w:color w:val="{colour}"/>'))).bytes()

    out = WORD.write(data, [])

    assert ('<a:srgbClr val="7F7F7F"/>' in member(out)) is (fill is not None)
    assert "Title" in visible(out)
    assert WORD.write(out, []) == out


def test_a_box_that_is_read_from_below_stays_so() -> None:
    style = "layout-flow:vertical;mso-layout-flow-alt:bottom-to-top;mso-next-textbox:#Kelly"
    inside = f'<v:textbox style="{style}"><w:txbxContent>{para("x")}</w:txbxContent></v:textbox>'

    xml = written(p(f"<w:r><w:pict><v:rect>{inside}</v:rect></w:pict></w:r>"))

    assert '<v:textbox style="layout-flow:vertical;mso-layout-flow-alt:bottom-to-top">' in xml
    assert "Kelly" not in xml


def test_writing_uses_what_was_read_once_and_never_what_was_written() -> None:
    first, second = Made(para("Kelly was seen.")).bytes(), Made(para("Jo was seen.")).bytes()
    edit = [Edit(Span(0, 0, 5), "[N 1]")]
    word = Word()

    word.read(first, "case")
    once, again = word.write(first, edit), word.write(first, edit)
    word.read(first, "case")

    assert once == again == Word().write(first, edit)
    assert visible(word.write(second, [])) == ["Jo was seen."]
    assert visible(word.write(first, [])) == ["Kelly was seen."]


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template", "template.macroEnabledTemplate"])
def test_files_with_macros_and_templates_come_out_as_plain_documents(kind: str) -> None:
    made = Made(para("x"), main_type=f"application/vnd.ms-word.{kind}.main+xml")
    made.part("vbaProject.bin", "vbaProject", b"Attribute VB_Name")

    out = WORD.write(made.bytes(), [])

    assert b"macro" not in everything(out)
    assert b"vba" not in everything(out).lower()
    assert "wordprocessingml.document.main+xml" in member(out, "[Content_Types].xml")
    docx.Document(io.BytesIO(out))
