"""Strict writing: sources that differ only in removed words leave one and the same Word file."""

import re
from collections.abc import Callable

import pytest
from tests.unit.formats_docx.made import Made, edits_over, member, p, para, r, visible

from minimise.formats import StrictFormat
from minimise.formats.docx import Word
from minimise.model import Edit, Span

NAMES = ("Joan Tarrant", "Bartholomew Featherstone-Haugh", "Ng Wu", "Cerys Jones", "Ana Li")
LABEL = "[Neighbour 1]"


def strictly(data: bytes, *names: str) -> bytes:
    word = Word()
    parts = word.read(data, "case").parts
    edits = [edit for name in names for edit in edits_over(parts, name, LABEL)]
    assert edits
    return word.write_strictly(data, edits)


def split(name: str) -> str:
    """Give a name as Word may leave it: in runs of several letters, each with its language, checked or not."""
    half = len(name) // 2
    return r(name[:half], '<w:lang w:val="pl-PL"/>') + r(name[half:], "<w:noProof/>" if len(name) % 2 else "")


def owner(name: str) -> str:
    return para(f"{name}{'’' if name.endswith('s') else '’s'} dog barked.")


def row(*cells: str, width: int = 0) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width or 300 * len(cell)}" w:type="dxa"/></w:tcPr>{para(cell)}</w:tc>'
        for cell in cells
    )
    return f'<w:tr><w:trPr><w:trHeight w:val="{20 * len(cells[-1])}"/></w:trPr>{inner}</w:tr>'


def table(name: str, layout: str = "") -> str:
    grid = f'<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="{300 * len(name)}"/></w:tblGrid>'
    properties = f'<w:tblPr><w:tblW w:w="{99 * len(name)}" w:type="dxa"/>{layout}</w:tblPr>'
    return f"<w:tbl>{properties}{grid}{row('Seen by', name)}</w:tbl><w:p/>"


def box(name: str) -> str:
    height = str(1000 * len(name))
    return p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:inline><wp:extent cx="2000000" cy="{height}"/><wp:docPr id="1" name="Text Box 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{para(f'{name} rang')}</w:txbxContent></wps:txbx>"
        "<wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def test_word_is_a_format_that_can_write_strictly() -> None:
    assert isinstance(Word(), StrictFormat)


@pytest.mark.parametrize("make", [
    lambda name: para(f"{name} rang the school."),
    lambda name: p(r("Seen by ") + split(name) + r(" at noon.")),
    owner,
    lambda name: para(f"Name: {name}{' ' * (40 - len(name))}Age: 9"),
    lambda name: p(r(f"Name:{name}") + "<w:r><w:tab/></w:r>" * (8 - len(name) // 4) + r("Age:9")),
    lambda name: para(f"Name: {name}{'_' * (40 - len(name))}"),
    lambda name: para(f"Name {'.' * (60 - len(name))} {name}"),
    lambda name: p(r("Seen by ", '<w:lang w:val="en-GB"/>') + r(name, '<w:lang w:val="cy-GB"/><w:b/>')),
    table,
    box,
], ids=["line", "split", "owner", "blanks", "tabs", "rule", "dots", "language", "table", "box"])  # fmt: skip
def test_names_of_any_length_leave_one_and_the_same_file(make: Callable[[str], str]) -> None:
    written = {strictly(Made(make(name)).bytes(), name) for name in NAMES}

    assert len(written) == 1


@pytest.mark.parametrize("lines", [["1 Elm Row"], ["Flat 2", "1 Elm Row", "Kirkwall"]])
def test_an_address_of_any_number_of_lines_is_one_label(lines: list[str]) -> None:
    paragraphs = Made(para("Address") + "".join(map(para, lines)) + para("Seen at noon.")).bytes()
    breaks = Made(p(r("Lives at ") + "<w:r><w:br/></w:r>".join(map(r, lines)))).bytes()

    assert visible(strictly(paragraphs, *lines)) == ["Address", LABEL, "Seen at noon."]
    assert visible(strictly(breaks, *lines)) == [f"Lives at {LABEL}"]


def test_a_deletion_leaves_no_seam_between_runs() -> None:
    deleted = '<w:del w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    with_it, without = (Made(p(r("Seen by Kelly ") + middle + r("at noon"))).bytes() for middle in (deleted, ""))

    assert strictly(with_it, "Kelly") == strictly(without, "Kelly")


def test_a_table_with_columns_of_its_own_keeps_them() -> None:
    fixed = '<w:tblLayout w:type="fixed"/>'

    assert '<w:gridCol w:w="1500"/>' in member(strictly(Made(table("Ng Wu", fixed)).bytes(), "Ng Wu"))


def test_what_no_label_stands_in_is_left_as_it_is() -> None:
    body = table("Seen") + para("Kelly rang.") + para("Name:      Age: 9")

    written = member(strictly(Made(body).bytes(), "Kelly"))

    assert '<w:gridCol w:w="1200"/>' in written
    assert "Name:      Age: 9" in written


def test_two_people_side_by_side_keep_their_two_labels() -> None:
    data = Made(para("Kelly, Marsh rang.")).bytes()
    edits = [Edit(Span(0, 0, 5), "[Neighbour 1]"), Edit(Span(0, 7, 12), "[Neighbour 2]")]

    assert visible(Word().write_strictly(data, edits)) == ["[Neighbour 1], [Neighbour 2] rang."]


def test_looks_that_tell_of_the_word_do_not_stay_on_its_label_without_strict_either() -> None:
    looks = '<w:rFonts w:ascii="Arial" w:cs="Arial" w:hint="cs"/><w:b/><w:fitText w:val="900"/><w:rtl/>'
    data = Made(p(r("Seen by ") + r("Kelly", looks))).bytes()
    word = Word()

    written = member(word.write(data, edits_over(word.read(data, "case").parts, "Kelly")))

    assert re.findall(r"<w:rPr>(.*?)</w:rPr>", written) == ['<w:rFonts w:ascii="Arial"/><w:b/>']


def test_a_place_where_a_removed_word_could_be_parted_goes_with_it() -> None:
    run = "<w:r><w:t>Kel</w:t><w:softHyphen/><w:t>ly</w:t><w:softHyphen/><w:t> rang</w:t></w:r>"
    data = Made(p(run)).bytes()
    word = Word()

    written = member(word.write(data, edits_over(word.read(data, "case").parts, "Kelly")))

    assert written.count("w:softHyphen") == 1


def test_of_several_tabs_beside_a_label_one_stays_a_tab() -> None:
    tabs = "<w:r><w:tab/><w:tab/><w:tab/></w:r>"
    data = Made(p(r("Name:") + tabs + r("  Kelly ") + tabs + r("Marsh  ") + tabs + r("Age:"))).bytes()

    written = strictly(data, "Kelly", "Marsh")

    assert visible(written) == [f"Name:\t{LABEL}\t{LABEL}\tAge:"]
    assert member(written).count("<w:tab/>") == 3
