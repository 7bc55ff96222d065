"""Text under a black bar that only covers it: taken out, shown to the reviewer, and marked in the copy."""

import pytest
from tests.unit.formats_docx.made import Made, everything, p, r, visible, withdrawn

from minimise.formats.docx import Word
from minimise.model import Surface

BAR = '<w:highlight w:val="black"/>'
INK = '<w:color w:val="000000"/>'
SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'


@pytest.mark.parametrize("looks", [BAR, INK + BAR, INK + SHADE, '<w:color w:val="0D0D0D" w:themeColor="text1"/>' + BAR])
def test_text_under_a_bar_of_its_own_colour_is_withdrawn(looks: str) -> None:
    data = Made(p(r("Seen by ") + r("Kel", looks) + r("ly", looks) + r(" at noon"))).bytes()

    written = Word().write(data, ())

    assert withdrawn(data, Surface.HIDDEN) == ["Kelly"]
    assert b"Kel" not in everything(written)
    assert visible(written) == ["Seen by [Text withheld] at noon"]


@pytest.mark.parametrize("looks", [
    '<w:color w:val="FFFFFF"/>' + BAR,
    SHADE,
    '<w:highlight w:val="yellow"/>',
    INK,
    '<w:color w:val="FFFF00"/>' + SHADE,
])  # fmt: skip
def test_text_that_can_be_read_on_its_ground_stays(looks: str) -> None:
    assert visible(Made(p(r("Kelly", looks))).bytes()) == ["Kelly"]


def test_a_bar_over_blanks_hides_nothing() -> None:
    data = Made(p(r("Name ") + r("     ", BAR))).bytes()

    assert visible(Word().write(data, ())) == ["Name      "]
