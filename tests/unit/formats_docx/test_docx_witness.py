"""The two readers that check a finished file: what they see, and that they see it by themselves."""

import ast
import base64
import io
import zipfile
from importlib import resources

import pytest

from minimise.errors import UnreadableDocument
from minimise.formats.docx import Word

from .made import Made, p, para, r, root
from .test_docx_reading import box

WORD = Word()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """Add a member behind the writer's back."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
        archive.comment = b"a comment on Kelly"
    return stream.getvalue()


def test_the_raw_reader_sees_what_was_read_in_the_same_order() -> None:
    body = box(para("boxed")) + p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", '<w:tabs><w:tab w:pos="9"/></w:tabs>')
    made = Made(body + '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/></w:sectPr>')
    made.part("header1.xml", "header", root("hdr", para("Head")), "rIdH")
    out = WORD.write(made.bytes(), [])

    raw, library = WORD.witnesses(out)

    assert raw.visible == "Host\nboxed\na\tb\nHead"
    assert library.visible is None
    assert [text for place, text in library.surfaces if place == "python-docx:page"] == ["Head"]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (p('<w:bookmarkStart w:name="Kelly"/>' + r("x")), "word/document.xml:name"),
        (p("<w:r><w:instrText>Kelly</w:instrText></w:r>"), "word/document.xml:instrText"),
        (p("<w:del><w:r><w:delText>Kelly</w:delText></w:r></w:del>"), "word/document.xml:delText"),
        (p("<!--Kelly-->"), "word/document.xml:comment"),
    ],
)
def test_the_raw_reader_hears_what_stands_under_the_surface(body: str, place: str) -> None:
    raw, _ = WORD.witnesses(Made(body).bytes())

    assert [where for where, text in raw.surfaces if "Kelly" in text] == [place]
    assert "Kelly" not in (raw.visible or "")


def test_the_raw_reader_hears_members_comments_and_their_names() -> None:
    raw, _ = WORD.witnesses(with_member(WORD.write(Made(para("x")).bytes(), []), "word/Kelly.bin", b"Kelly"))

    assert {where for where, text in raw.surfaces if "Kelly" in text} == {
        "zip:comment",
        "zip:between",
        "member",
    }


def test_constants_of_the_format_are_no_words_so_that_a_child_may_be_called_georgia() -> None:
    looks = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/><w:color w:val="auto"/>'
    raw, library = WORD.witnesses(WORD.write(Made(p(r("x", looks))).bytes(), []))

    said = " ".join(text for witness in (raw, library) for _, text in witness.surfaces).lower()

    assert not any(word in said for word in ("georgia", "auto", "page", "word", "document"))


def test_a_font_name_in_a_place_for_words_is_heard() -> None:
    raw, _ = WORD.witnesses(Made(p('<w:bookmarkStart w:name="Georgia"/>' + r("x"))).bytes())

    assert ("word/document.xml:name", "Georgia") in raw.surfaces


@pytest.mark.parametrize("content", ["<broken", '<!DOCTYPE d [<!ENTITY x "Kelly">]><d/>'])
def test_a_file_that_a_reader_cannot_read_is_not_vouched_for(content: str) -> None:
    made = Made("")
    made.members["word/document.xml"] = content

    with pytest.raises(UnreadableDocument) as caught:
        WORD.witnesses(made.bytes())

    assert caught.value.__context__ is None


def test_a_file_that_only_one_reader_can_read_is_not_vouched_for() -> None:
    data = WORD.write(Made(para("x")).bytes(), [])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if name != "[Content_Types].xml":
                new.writestr(name, old.read(name))

    with pytest.raises(UnreadableDocument):
        WORD.witnesses(stream.getvalue())


@pytest.mark.parametrize(
    "hidden",
    [
        "mailto:%4B%65lly.Zelwyck@example.org",
        base64.b64encode(b"Kelly Zelwyck").decode(),
        base64.b64encode("Kelly Zelwyck".encode("utf-16-le")).decode(),
    ],
)
@pytest.mark.parametrize("body", ["<w:p><w:bookmarkStart w:name='{}'/></w:p>", "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"])
def test_the_raw_reader_decodes_what_is_written_in_percent_signs_or_base64(hidden: str, body: str) -> None:
    raw, _ = WORD.witnesses(Made(body.format(hidden)).bytes())

    assert any("Kelly" in text and "Zelwyck" in text for place, text in raw.surfaces if place.endswith(":decoded"))


def test_the_readers_use_no_code_of_the_engine() -> None:
    folder = resources.files("minimise.formats.docx")
    own = {"minimise.errors", "minimise.formats.adapter", "minimise.formats.docx.constants", "minimise.safe"}
    own.add("minimise.formats.pictures.reading_back")
    for name in ("witness.py", "constants.py"):
        tree = ast.parse(folder.joinpath(name).read_text("utf-8"))
        imported = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

        assert {module for module in imported if module.startswith(("minimise", "lxml"))} <= own


def test_a_name_in_boxes_of_one_letter_each_is_heard_as_a_word() -> None:
    boxes = "".join(f"<w:tc>{para(letter)}</w:tc>" for letter in "KELLY")
    row = f"<w:tbl><w:tr><w:tc>{para('Name')}</w:tc>{boxes}<w:tc>{para('or')}</w:tc>"
    raw, _ = WORD.witnesses(WORD.write(Made(f"{row}</w:tr></w:tbl>").bytes(), []))

    assert ("word/document.xml:comb", "KELLY") in raw.surfaces
