"""The canary test: a name planted in every channel is gone after the visible ones are edited."""

import re

from minimise.formats.docx import Word

from .canary import STEM, canary_file, cleaned, left_in

WORD = Word()
_PLANTED = re.compile(rf"{STEM}\d{{3}}q", re.IGNORECASE)


def test_no_planted_name_is_left_in_any_byte_or_any_surface() -> None:
    data, channels = canary_file()

    out = cleaned(data, channels)

    heard = " ".join(text for witness in WORD.witnesses(out) for _, text in witness.surfaces)
    seen = WORD.witnesses(out)[0].visible or ""
    assert len(left_in(data, channels)) >= 300
    assert left_in(out, channels) == []
    assert STEM[:7].lower() not in f"{heard} {seen}".lower()
    assert len(channels) >= 310


def test_every_name_that_people_see_is_offered_for_a_decision() -> None:
    data, channels = canary_file()

    seen = {
        channels[name] for part in WORD.read(data, "case").parts if part.visible for name in _PLANTED.findall(part.text)
    }

    assert seen == {
        "one run",
        "split over runs",
        "split by marks",
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "ruby",
        "formula",
        "word art",
        "text box, both branches",
        "fldSimple result",
        "symbols",
        "character references",
        "cdata",
        "cell",
        "sdt content",
        "FORMTEXT result",
        "chosen entry",
        "field result",
        "hyperlink text",
        "header",
        "footer",
        "footnote",
        "endnote",
        "tab in a word",
        "upper case",
        "white text",
        "formula normal text",
        "MACROBUTTON",
        "nested table",
        "bar code",
        "bar code, simple",
        "formula field",
        "deleted paragraph mark",
        "letters set backwards",
        "run set backwards",
        "a letter a box",
    }


def test_what_the_author_withdrew_is_shown_to_the_reviewer() -> None:
    data, channels = canary_file()

    shown = {
        channels[name]
        for part in WORD.read(data, "case").parts
        if not part.visible
        for name in _PLANTED.findall(part.text)
    }

    assert shown >= {
        "delText",
        "moveFrom",
        "vanish",
        "style vanish",
        "webHidden",
        "deleted row",
        "hidden row",
        "comment",
        "comment author",
        "del author",
        "ruby aid",
        "docPr descr",
        "tblCaption",
        "link target",
        "HYPERLINK instr",
        "XE",
        "chart title",
        "uncited footnote",
        "dc:creator",
        "Company",
        "custom value",
        "lvlText",
        "black bar",
        "frame beside the page",
        "box beside the page",
        "older box without height",
        "row without height",
        "grey on grey",
        "letters without a shape",
        "inserted in a deletion",
        "link of a drawing",
        "film behind a drawing",
    }
