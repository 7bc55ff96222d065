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
