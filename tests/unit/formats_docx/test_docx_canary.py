"""The canary test: a name planted in every channel is gone after the visible ones are edited."""

import re

from minimise.formats.docx import Word
from minimise.model import Edit, Span

from .canary import STEM, canary_file
from .made import everything

WORD = Word()
_PLANTED = re.compile(rf"{STEM}\d{{3}}q", re.IGNORECASE)


def _cleaned() -> tuple[bytes, dict[str, str]]:
    data, channels = canary_file()
    edits = [
        Edit(Span(number, match.start(), match.end()), "[Neighbour 1]")
        for number, part in enumerate(WORD.read(data, "case").parts)
        if part.visible
        for match in _PLANTED.finditer(part.text)
    ]
    return WORD.write(data, edits), channels


def test_no_planted_name_is_left_in_any_byte_or_any_surface() -> None:
    out, channels = _cleaned()

    left = {name.decode() for name in re.findall(STEM.encode() + rb"\d{3}q", everything(out))}
    heard = " ".join(text for witness in WORD.witnesses(out) for _, text in witness.surfaces)
    seen = WORD.witnesses(out)[0].visible or ""

    assert sorted(channels.get(name, name) for name in left) == []
    assert STEM[:7].lower() not in f"{heard} {seen}".lower()
    assert len(channels) >= 100


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
    }
