"""Whatever a paragraph is made of: edits land exactly, nothing else changes, and a copy of a copy is equal."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from minimise.formats.docx import Word
from minimise.model import Edit, Span

WORD = Word()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), min_size=1, max_size=12)
pieces = st.one_of(
    texts.map(lambda t: f'<w:t xml:space="preserve">{escape(t)}</w:t>'),
    st.sampled_from(["<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:softHyphen/>", "<w:lastRenderedPageBreak/>"]),
)
looks = st.sampled_from(["", "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:color w:val="FF0000"/></w:rPr>'])
runs = st.builds(lambda look, content: f"<w:r>{look}{''.join(content)}</w:r>", looks, st.lists(pieces, max_size=4))
wrapped = st.builds(
    lambda run, wrapper: f"<w:{wrapper}>{run}</w:{wrapper}>", runs, st.sampled_from(["ins", "smartTag", "hyperlink"])
)
paragraphs = st.lists(st.one_of(runs, wrapped), min_size=1, max_size=6).map(lambda r: f"<w:p>{''.join(r)}</w:p>")
bodies = st.lists(paragraphs, min_size=1, max_size=4).map("".join)


def made(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATED}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>')
    return stream.getvalue()


def texts_of(data: bytes) -> list[str]:
    return [part.text for part in WORD.read(data, "case").parts if part.visible]


@given(body=bodies)
@settings(max_examples=60, deadline=None)
def test_a_copy_without_edits_reads_the_same_and_a_copy_of_it_is_equal(body: str) -> None:
    data = made(body)

    copy = WORD.write(data, [])

    assert texts_of(copy) == texts_of(data)
    assert WORD.write(copy, []) == copy
    assert (WORD.witnesses(copy)[0].visible or "").split("\n") == "\n".join(texts_of(copy)).split("\n")


@given(body=bodies, draw=st.data())
@settings(max_examples=80, deadline=None)
def test_edits_change_exactly_their_spans(body: str, draw: st.DataObject) -> None:
    data = made(body)
    before = texts_of(data)
    edits, expected = [], []
    for number, text in enumerate(before):
        cuts = sorted(draw.draw(st.sets(st.integers(0, len(text)), max_size=6)))
        spans = [Span(number, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
        edits += [Edit(span, "[N 1]") for span in spans]
        for span in reversed(spans):
            text = f"{text[: span.start]}[N 1]{text[span.end :]}"
        expected.append(text)

    assert texts_of(WORD.write(data, draw.draw(st.permutations(edits)))) == expected


@given(token=st.from_regex(re.compile(r"[A-Z][a-z]{5,9}q", re.ASCII), fullmatch=True), place=st.integers(0, 11))
@settings(max_examples=60, deadline=None)
def test_a_word_in_an_attribute_or_under_the_surface_never_ships(token: str, place: int) -> None:
    channels = (
        f'<w:p w:rsidR="{token}"/>',
        f'<w:p><w:pPr><w:jc w:val="{token}"/></w:pPr></w:p>',
        f'<w:p><w:pPr><w:pStyle w:val="{token}"/></w:pPr></w:p>',
        f'<w:p><w:r><w:rPr><w:rFonts w:ascii="{token}"/></w:rPr><w:t>x</w:t></w:r></w:p>',
        f'<w:p><w:r><w:rPr><w:lang w:val="{token}"/></w:rPr><w:t>x</w:t></w:r></w:p>',
        f'<w:p><w:r><w:rPr><w:color w:val="{token}"/></w:rPr><w:t>x</w:t></w:r></w:p>',
        f'<w:p><w:bookmarkStart w:id="{token}" w:name="{token}"/></w:p>',
        f"<w:p><w:r><w:instrText>{token}</w:instrText></w:r></w:p>",
        f"<w:p><w:{token}><w:r><w:t>{token}</w:t></w:r></w:{token}></w:p>",
        f'<w:p><w:r><w:br w:type="{token}"/><w:t>x</w:t></w:r></w:p>',
        f'<w:tbl><w:tblPr><w:tblW w:w="{token}"/></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
        f'<w:p xmlns:{token.lower()}="urn:{token}" {token.lower()}:x="{token}">{token}</w:p>',
    )

    copy = WORD.write(made(channels[place]), [])

    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert not any(token.lower().encode() in archive.read(name).lower() for name in archive.namelist())
